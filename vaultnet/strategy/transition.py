"""The transition report: relationships that will fade when the studies end.

What I share with somebody are contexts: how we met, and the organisations where our careers
overlap. A contact is at risk where every context that is known is one of studies. Studies are a
meeting through `studies`, or an overlap in a step of mine whose role says so (student, degree,
estudiante, grado, …), or at a university if the role says nothing or my stage is `studies`. A
contact with whom help was exchanged, or who serves an active objective, is still in the list:
that is a reason to act and no context of its own; the item says so.

The context ends when my step of studies ends, or theirs at the same place if that is earlier;
None where neither says. Those that end first stand first, then the most fruitful, then by id.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vaultnet.domain.contact import Contact, ContactStatus, MetThrough
from vaultnet.domain.me import Stage
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.domain.organisation import Organisation, OrganisationType
from vaultnet.domain.tie import CareerStep
from vaultnet.domain.words import plain
from vaultnet.late import dataclass
from vaultnet.strategy.reasons import Fact, Score, Sentence, descending
from vaultnet.strategy.strength import Band
from vaultnet.strategy.ties import organisation_key

_STUDY_WORDS = frozenset(
    {
        *("student", "undergraduate", "postgraduate", "degree", "bachelor", "master", "msc", "bsc"),
        *("phd", "doctoral", "estudiante", "alumno", "alumna", "grado", "doctorando", "doctoranda"),
    }
)


@dataclass(frozen=True, slots=True)
class Fading:
    """A relationship that only the studies hold, and what could hold it afterwards.

    `ends` is the last day of the shared studies, None where nobody wrote it down; `over` tells
    whether it has passed. `has_rhythm` and `serves` say what is already there to keep it.
    """

    contact: NodeId
    ends: date | None
    over: bool
    band: Band
    has_rhythm: bool
    serves: bool
    sentence: Sentence
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class StandingNow:
    """What the report needs to know of the contacts beside their pages, by id."""

    fruitfulness: Mapping[NodeId, Score]
    bands: Mapping[NodeId, Band]
    rhythms: frozenset[NodeId]
    serving: frozenset[NodeId]


@dataclass(frozen=True, slots=True)
class _Context:
    """Something shared: whether it is studies, its last day if known, and where it says so."""

    studies: bool
    ends: date | None
    facts: tuple[Fact, ...]


def find_fading(network: Network, now: StandingNow, as_of: date) -> tuple[Fading, ...]:
    """Return the relationships whose only shared context is the studies, the first to end first."""
    mine = _my_steps(network)
    found = []
    for contact in network.contacts:
        contexts = list(_contexts(network, contact, mine, as_of))
        held_by_studies = bool(contexts) and all(context.studies for context in contexts)
        if held_by_studies and contact.status is not ContactStatus.CLOSED:
            found.append(_fading(contact, contexts, mine, now, as_of))
    return tuple(sorted(found, key=lambda item: _order(item, now)))


def still_to_come(network: Network, fading: Iterable[Fading]) -> tuple[Fading, ...]:
    """Return whom the studies still hold; of a student also those of whom no end is known."""
    studying = is_studying(network)
    return tuple(item for item in fading if studying or (item.ends is not None and not item.over))


def is_studying(network: Network) -> bool:
    """Tell whether the owner is a student."""
    return network.me is not None and network.me.stage is Stage.STUDIES


def _my_steps(network: Network) -> list[tuple[str, CareerStep, Fact]]:
    """Return my career: organisation, step and place, those without an organisation too."""
    if network.me is None:
        return []
    return [
        (
            "" if step.organisation is None else organisation_key(network, step.organisation),
            step,
            Fact(network.me.id, f"career/{index}"),
        )
        for index, step in enumerate(network.me.career)
    ]


def _contexts(
    network: Network,
    contact: Contact,
    mine: list[tuple[str, CareerStep, Fact]],
    as_of: date,
) -> Iterator[_Context]:
    if contact.met_through is not None:
        fact = Fact(contact.id, "met_through")
        yield _Context(contact.met_through is MetThrough.STUDIES, None, (fact,))
    for index, theirs in enumerate(contact.career):
        if theirs.organisation is None:
            continue
        place = organisation_key(network, theirs.organisation)
        for key, step, fact in mine:
            if key == place and _overlap(step, theirs, as_of):
                ends = [day for day in (_end(step), _end(theirs)) if day is not None]
                facts = (fact, Fact(contact.id, f"career/{index}"))
                studies = _is_studies(network, step)
                yield _Context(studies, min(ends, default=None), facts)


def _overlap(one: CareerStep, other: CareerStep, as_of: date) -> bool:
    first, second = _last(one, as_of), _last(other, as_of)
    return max(one.start.first, other.start.first) <= min(first, second)


def _end(step: CareerStep) -> date | None:
    """Return the last day of a step that is written down, in the past or to come."""
    if step.until is not None:
        return step.until.last
    return None if step.ongoing else step.start.last


def _last(step: CareerStep, as_of: date) -> date:
    return _end(step) or max(as_of, step.start.first)


def _is_studies(network: Network, step: CareerStep) -> bool:
    words = plain(step.role).replace("/", " ").split()
    if _STUDY_WORDS.intersection(words):
        return True
    organisation = network.resolve_as(step.organisation, Organisation)
    at_university = organisation is not None and organisation.type is OrganisationType.UNIVERSITY
    studying = network.me is not None and network.me.stage is Stage.STUDIES
    return at_university and (studying or not words)


def _fading(
    contact: Contact,
    contexts: list[_Context],
    mine: list[tuple[str, CareerStep, Fact]],
    now: StandingNow,
    as_of: date,
) -> Fading:
    facts = [fact for context in contexts for fact in context.facts]
    ends = min((item.ends for item in contexts if item.ends is not None), default=None)
    if ends is None:
        ends, more = _end_of_studies(mine)
        facts += more
    over = ends is not None and ends < as_of
    return Fading(
        contact.id,
        ends,
        over,
        now.bands[contact.id],
        contact.id in now.rhythms,
        contact.id in now.serving,
        _sentence(ends, over=over),
        tuple(dict.fromkeys(facts)),
    )


def _end_of_studies(
    mine: list[tuple[str, CareerStep, Fact]],
) -> tuple[date | None, tuple[Fact, ...]]:
    """Return the last day of my latest step of studies, where it is written down."""
    steps = [
        (end, fact)
        for _, step, fact in mine
        if (end := _end(step)) is not None and _STUDY_WORDS.intersection(plain(step.role).split())
    ]
    if not steps:
        return None, ()
    end, fact = max(steps)
    return end, (fact,)


def _sentence(ends: date | None, *, over: bool) -> Sentence:
    if ends is None:
        return Sentence("only your studies hold this, and nothing says when they end")
    if over:
        return Sentence("only your studies held this, and they ended on {day}", {"day": ends})
    return Sentence("only your studies hold this, until {day}", {"day": ends})


def _order(item: Fading, now: StandingNow) -> tuple[date, tuple[int, float], NodeId]:
    value = now.fruitfulness[item.contact].value
    return (item.ends or date.max, descending(value), item.contact)
