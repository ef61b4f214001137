"""Coverage: which functions each objective needs, who fills them, and what is lacking.

For each need of an active objective: needed; have = contacts that serve the objective, fill the
function and are not closed; warm = those of them whose relationship is warm or strong. A need
with a minimum counts those whose mean rating, by the weights of the objective, reaches it; who
is not rated is listed apart. Functions compare by their words without case, accents or plural.

Each need has at most one gap, the first of these that holds, so that a gap tells what to do
next and closing it is visible:

* uncovered: have < needed;
* cold: enough, but fewer of them warm than needed;
* hanging on one: a single contact holds it all;
* over-served: more than `over_served` times as many as needed.

A gap, other than an over-served one, names the contacts one step away: those in the vault who
fill the function and do not serve the objective yet, each with the contacts that do serve it
and know them. They are ordered by such ties, then by strength, then by id; at most
`candidates_top` are named, and `candidates_found` says how many there are.
"""

import heapq
from collections.abc import Iterable, Mapping
from enum import StrEnum

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import FunctionNeed
from vaultnet.late import dataclass
from vaultnet.strategy.aims import Aim, Aims
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.fruitfulness import fit_of
from vaultnet.strategy.reasons import Fact, Sentence, descending, wording
from vaultnet.strategy.strength import band_of
from vaultnet.strategy.terms import phrase
from vaultnet.strategy.ties import KnownTie, TiesByPerson


class GapKind(StrEnum):
    """What a need lacks."""

    UNCOVERED = "uncovered"
    COLD = "cold"
    HANGING = "hanging on one contact"
    OVER_SERVED = "over-served"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact one step away from a need, and the ties of those who could lead there."""

    contact: NodeId
    fact: Fact
    ties: tuple[KnownTie, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What a need lacks, in words, and who could fill it."""

    kind: GapKind
    sentence: Sentence
    candidates: tuple[Candidate, ...] = ()
    candidates_found: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """How one need of an objective is covered; ids are in order.

    `unrated` fill the function but have no rating to compare with the minimum. `facts` are the
    need, and for each contact that counts where they serve and what they fill.
    """

    objective: NodeId
    need: FunctionNeed
    fact: Fact
    have: tuple[NodeId, ...]
    warm: tuple[NodeId, ...]
    unrated: tuple[NodeId, ...]
    gap: Gap | None
    facts: tuple[Fact, ...]

    @property
    def needed(self) -> int:
        """Return how many contacts the objective needs."""
        return self.need.count


@dataclass(frozen=True, slots=True)
class CoverageGround:
    """What coverage rests on: contacts, aims, strengths and living ties."""

    contacts: Mapping[NodeId, Contact]
    aims: Aims
    strengths: Mapping[NodeId, float | None]
    ties: TiesByPerson


_Functions = Mapping[tuple[str, ...], Mapping[NodeId, Fact]]


@dataclass(frozen=True, slots=True)
class _World:
    """What every need is judged by: the ground, who fills which function, and the constants."""

    ground: CoverageGround
    functions: _Functions
    constants: Constants


def find_coverage(ground: CoverageGround, constants: Constants) -> tuple[Cover, ...]:
    """Return how every need of every active objective is covered, by objective and line."""
    world = _World(ground, _by_function(ground.contacts), constants)
    serving = _by_objective(ground.aims)
    return tuple(
        _cover(world, aim, index, serving.get(aim.objective.id, {}))
        for aim in ground.aims.aims.values()
        for index in range(len(aim.objective.needs))
    )


def gaps_in_order(coverage: Iterable[Cover], aims: Aims) -> tuple[tuple[Cover, Gap], ...]:
    """Return the gaps with their covers: by kind, then by the share at stake, then by line."""
    kinds = list(GapKind)

    def order(item: tuple[Cover, Gap]) -> tuple[int, float, Fact]:
        cover, gap = item
        return (kinds.index(gap.kind), -aims.aims[cover.objective].share, cover.fact)

    lacking = ((cover, cover.gap) for cover in coverage if cover.gap is not None)
    return tuple(sorted(lacking, key=order))


def gap_kind(needed: int, have: int, warm: int, constants: Constants) -> GapKind | None:
    """Return what a need lacks, the most pressing first, or None."""
    if have < needed:
        return GapKind.UNCOVERED
    if warm < needed:
        return GapKind.COLD
    if have == 1:
        return GapKind.HANGING
    return GapKind.OVER_SERVED if have > constants.over_served * needed else None


def _by_function(contacts: Mapping[NodeId, Contact]) -> _Functions:
    """Return who fills each function, with the place that says so; closed contacts do not."""
    found: dict[tuple[str, ...], dict[NodeId, Fact]] = {}
    for contact in contacts.values():
        if contact.status is not ContactStatus.CLOSED:
            for index, function in enumerate(contact.functions):
                holders = found.setdefault(phrase(function), {})
                holders.setdefault(contact.id, Fact(contact.id, f"functions/{index}"))
    return found


def _by_objective(aims: Aims) -> Mapping[NodeId, Mapping[NodeId, Fact]]:
    found: dict[NodeId, dict[NodeId, Fact]] = {}
    for contact, services in aims.services.items():
        for service in services:
            found.setdefault(service.aim.objective.id, {})[contact] = service.fact
    return found


def _cover(world: _World, aim: Aim, index: int, serving: Mapping[NodeId, Fact]) -> Cover:
    need, constants = aim.objective.needs[index], world.constants
    holders = world.functions.get(phrase(need.function), {})
    filling = [contact for contact in serving if contact in holders]
    levels = {contact: _level(world.ground.contacts[contact], aim) for contact in filling}
    have = tuple(one for one in filling if _reaches(levels[one], need.minimum))
    unrated = tuple(one for one in filling if need.minimum and levels[one] is None)
    strengths = world.ground.strengths
    warm = tuple(one for one in have if band_of(strengths[one], constants).is_warm)
    kind = gap_kind(need.count, len(have), len(warm), constants)
    gap = None
    if kind is not None:
        near = {one: fact for one, fact in holders.items() if one not in serving}
        gap = _gap(world, kind, _sentence(kind, need, len(have), len(warm)), near, serving)
    fact = Fact(aim.objective.id, f"needs/{index}")
    places = (place for one in have for place in (serving[one], holders[one]))
    return Cover(aim.objective.id, need, fact, have, warm, unrated, gap, (fact, *places))


def _level(contact: Contact, aim: Aim) -> float | None:
    """Return the mean rating of a contact, 1 to 5, by the weights of an aim."""
    fit = fit_of(contact.ratings, aim.weights)[0]
    return None if fit is None else 1.0 + 4.0 * fit


def _reaches(level: float | None, minimum: int | None) -> bool:
    return minimum is None or (level is not None and level >= minimum - 1e-9)


def _gap(
    world: _World,
    kind: GapKind,
    sentence: Sentence,
    near: Mapping[NodeId, Fact],
    serving: Mapping[NodeId, Fact],
) -> Gap:
    """Return a gap with the best of those who are near: they could serve, and do not yet."""
    if kind is GapKind.OVER_SERVED:
        return Gap(kind, sentence)
    found = [
        Candidate(contact, fact, _leading(contact, serving, world.ground.ties))
        for contact, fact in near.items()
    ]
    best = heapq.nsmallest(
        int(world.constants.candidates_top),
        found,
        key=lambda item: (
            -len(item.ties),
            descending(world.ground.strengths[item.contact]),
            item.contact,
        ),
    )
    return Gap(kind, sentence, tuple(best), len(found))


def _leading(
    contact: NodeId, serving: Mapping[NodeId, Fact], ties: TiesByPerson
) -> tuple[KnownTie, ...]:
    """Return the strongest tie of a candidate with each who serves the objective."""
    known = ties.get(contact, {})
    return tuple(held[0] for other, held in known.items() if other in serving)


def _sentence(kind: GapKind, need: FunctionNeed, have: int, warm: int) -> Sentence:
    values = {"function": need.function, "needed": need.count, "have": have, "warm": warm}
    if kind is GapKind.COLD and not warm:
        return Sentence("{function}: {have} of {needed}, but none is warm", values)
    return Sentence(_SENTENCES[kind], values)


_SENTENCES: Mapping[GapKind, str] = {
    GapKind.UNCOVERED: wording("{function}: {have} of {needed}"),
    GapKind.COLD: wording("{function}: {have} of {needed}, but only {warm} warm"),
    GapKind.HANGING: wording("{function}: all hangs on one contact"),
    GapKind.OVER_SERVED: wording("{function}: {have}, where {needed} would do"),
}
