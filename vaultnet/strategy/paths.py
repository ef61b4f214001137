"""Introduction paths: who could bring me to somebody, and what each step rests on.

A path leads from me, or from a contact, along living ties. Its cost is a sum:

* A step between two contacts costs 1 / ease of their strongest tie (weak ¼, medium ½, strong 1).
* A first step from me costs 1 / ease as well, with ease = strength / 100, at least `ease_least`.
  Only people I have spoken to can be asked; the others need an introduction themselves.
* A go-between costs up to `debt_cost` more the more I owe them: × (−balance) where the balance
  is negative. To ask a favour of somebody to whom I owe favours is dear.

A closed contact may be the end of a path, and brings nobody further. `cheapest_ways` finds the
k cheapest paths without loops; equal ones stand in the order of their ids, as far as `EXAMINED`
further paths of equal cost. k is at most `paths_most`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, pairwise

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.domain.tie import TieStrength
from vaultnet.late import dataclass
from vaultnet.strategy.cheapest_ways import (
    TOLERANCE,
    Reach,
    Steps,
    best_ways,
    find_reach,
)
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, total, wording
from vaultnet.strategy.ties import KnownTie, TiesByPerson

EXAMINED = 30
"""How many paths beyond the k-th are looked at for others of the same cost."""

ME = NodeId("")
"""The start of paths of mine; no page has an empty id."""

EasesByPerson = Mapping[NodeId, Mapping[NodeId, float]]
"""Whom each contact knows, each with the ease of their strongest tie."""

_TIE_SENTENCES: Mapping[TieStrength, str] = {
    TieStrength.WEAK: wording("{start} knows {end}: a weak tie"),
    TieStrength.MEDIUM: wording("{start} knows {end}: a middling tie"),
    TieStrength.STRONG: wording("{start} knows {end}: a strong tie"),
}


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: between whom, what it costs, and by which ties.

    `ties` is empty for the first step from me, which rests on the log.
    """

    start: NodeId
    end: NodeId
    cost: float
    ties: tuple[KnownTie, ...]
    sentence: Sentence
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way to somebody; the score is its cost, so the lowest is the best."""

    nodes: tuple[NodeId, ...]
    hops: tuple[Hop, ...]
    cost: Score

    @property
    def go_betweens(self) -> tuple[NodeId, ...]:
        """Return whom to ask, in order."""
        return self.nodes[1:-1]


@dataclass(frozen=True, slots=True)
class Warmth:
    """Where my relation to one contact is read: how warm it is, and where the scales stand."""

    strength: Score
    balance: Score


def find_eases(ties: TiesByPerson, constants: Constants) -> EasesByPerson:
    """Return how easily the strongest tie of any two who know each other carries."""
    eases = {strength: ease_of(strength, constants) for strength in TieStrength}
    return {
        one: {other: eases[held[0].strength] for other, held in known.items()}
        for one, known in ties.items()
    }


def find_steps(
    eases: EasesByPerson,
    strengths: Mapping[NodeId, float | None],
    balances: Mapping[NodeId, float | None],
    closed: frozenset[NodeId],
    constants: Constants,
) -> Steps:
    """Return what each step costs, and what asking a go-between to take the next one does."""
    least, debt = constants.ease_least, constants.debt_cost
    return Steps(
        ME,
        {
            one: 1.0 / max(strength / 100.0, least)
            for one, strength in strengths.items()
            if strength is not None
        },
        eases,
        {
            one: debt * -balance
            for one, balance in balances.items()
            if balance is not None and balance < 0
        },
        closed,
    )


@dataclass(frozen=True, slots=True)
class PathFinder:
    """The living ties of a network, what it costs to be led along them, and how far I reach."""

    contacts: Mapping[NodeId, Contact]
    ties: TiesByPerson
    warmth: Callable[[NodeId], Warmth]
    steps: Steps
    reach: Reach

    def paths(self, target: NodeId, start: NodeId, most: int) -> tuple[Path, ...]:
        """Return the cheapest paths to a contact, the cheapest first, so many at most.

        `start` is ME or a contact. There is no path from somebody to themselves.
        """
        if target not in self.contacts or most < 1:
            return ()
        reach = self.reach if start == ME else find_reach(self.steps, start)
        found = best_ways(self.steps, reach, target)
        return self._cheapest((self._path(nodes) for nodes in found), most)

    def _cheapest(self, paths: Iterable[Path], most: int) -> tuple[Path, ...]:
        """Return the first so many of paths that come by cost, equal ones ordered by id."""
        held: list[Path] = []
        for path in islice(paths, most + EXAMINED):
            if len(held) >= most and _cost(path) > _cost(held[most - 1]) + TOLERANCE:
                break
            held.append(path)
        return tuple(sorted(held, key=lambda path: (round(_cost(path), 9), path.nodes))[:most])

    def _path(self, nodes: tuple[NodeId, ...]) -> Path:
        hops = tuple(self._hop(start, end) for start, end in pairwise(nodes))
        parts = (
            *(Part("step", hop.cost, hop.sentence, hop.facts, hop.end) for hop in hops),
            *self._debt_parts(nodes[1:-1]),
        )
        return Path(nodes, hops, total(parts))

    def _hop(self, start: NodeId, end: NodeId) -> Hop:
        if start == ME:
            return self._first_hop(end)
        ties = self.ties[start][end]
        values = {
            "start": self.contacts[start].name,
            "end": self.contacts[end].name,
        }
        sentence = Sentence(_TIE_SENTENCES[ties[0].strength], values)
        facts = tuple(dict.fromkeys(fact for tie in ties for fact in tie.facts))
        return Hop(start, end, 1.0 / self.steps.eases[start][end], ties, sentence, facts)

    def _first_hop(self, end: NodeId) -> Hop:
        strength = self.warmth(end).strength
        values = {"name": self.contacts[end].name, "strength": strength.value or 0.0}
        sentence = Sentence("you know {name}: strength {strength:.0f}", values)
        return Hop(ME, end, self.steps.first[end], (), sentence, strength.facts)

    def _debt_parts(self, go_betweens: tuple[NodeId, ...]) -> Iterator[Part]:
        for node in go_betweens:
            debt = self.steps.asking.get(node, 0.0)
            if debt > 0:
                sentence = Sentence("you owe {name}", {"name": self.contacts[node].name})
                yield Part("debt", debt, sentence, self.warmth(node).balance.facts, node)


def ease_of(strength: TieStrength, constants: Constants) -> float:
    """Return how easily a tie carries an introduction, above 0 and at most 1."""
    return float(getattr(constants, f"ease_{strength.value}"))


def _cost(path: Path) -> float:
    return path.cost.value or 0.0
