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

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice, pairwise

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.domain.tie import TieStrength
from vaultnet.late import dataclass
from vaultnet.strategy.cheapest_ways import (
    TOLERANCE,
    Reach,
    Steps,
    best_ways,
    cheapest_ways,
    find_reach,
)
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, total, wording
from vaultnet.strategy.ties import KnownTie

EXAMINED = 30
"""How many paths beyond the k-th are looked at for others of the same cost."""

ME = NodeId("")
"""The start of paths of mine; no page has an empty id."""

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
    """What paths need to know of my relation to one contact."""

    strength: float | None
    balance: float | None
    facts: tuple[Fact, ...]
    balance_facts: tuple[Fact, ...]


class PathFinder:
    """The living ties of a network, and what it costs to be led along them."""

    def __init__(
        self,
        contacts: Mapping[NodeId, Contact],
        ties: Mapping[NodeId, Mapping[NodeId, tuple[KnownTie, ...]]],
        warmth: Mapping[NodeId, Warmth],
        constants: Constants,
    ) -> None:
        self._contacts = contacts
        self._ties = ties
        self._warmth = warmth
        self._constants = constants
        self._steps = self._find_steps()

    def paths(self, target: NodeId, start: NodeId = ME, k: int = 3) -> tuple[Path, ...]:
        """Return the k cheapest paths to a contact, the cheapest first; fewer if there are.

        `start` is ME or a contact. There is no path from somebody to themselves.
        """
        most = min(k, int(self._constants.paths_most))
        if target not in self._contacts or most < 1:
            return ()
        reach = self._reach if start == ME else find_reach(self._steps, start)
        found = best_ways(self._steps, reach, target)
        return self._cheapest((self._path(nodes) for nodes in found), most)

    def cheapest(self) -> Mapping[NodeId, tuple[NodeId, ...]]:
        """Return the cheapest way from me to everybody who can be reached.

        Each way is as long as the first of `paths`: it begins with me and ends with whom it leads
        to. Of equal ones it is the first in the order of ids. Ordered by cost.
        """
        return cheapest_ways(self._reach)

    @cached_property
    def _reach(self) -> Reach:
        return find_reach(self._steps, ME)

    def _cheapest(self, paths: Iterable[Path], most: int) -> tuple[Path, ...]:
        """Return the first so many of paths that come by cost, equal ones ordered by id."""
        held: list[Path] = []
        for path in islice(paths, most + EXAMINED):
            if len(held) >= most and _cost(path) > _cost(held[most - 1]) + TOLERANCE:
                break
            held.append(path)
        return tuple(sorted(held, key=lambda path: (round(_cost(path), 9), path.nodes))[:most])

    def _find_steps(self) -> Steps:
        """Return what each step costs, and what asking a go-between to take the next one does."""
        strengths = {one: warmth.strength for one, warmth in self._warmth.items()}
        debts = {one: self._debt(one) for one in self._warmth}
        costs = {strength: self._tie_cost(strength) for strength in TieStrength}
        return Steps(
            ME,
            {one: self._first_cost(each) for one, each in strengths.items() if each is not None},
            {
                one: {other: costs[ties[0].strength] for other, ties in known.items()}
                for one, known in self._ties.items()
            },
            {one: debt for one, debt in debts.items() if debt},
            frozenset(
                one
                for one, contact in self._contacts.items()
                if contact.status is ContactStatus.CLOSED
            ),
        )

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
        ties = self._ties[start][end]
        values = {
            "start": self._contacts[start].name,
            "end": self._contacts[end].name,
        }
        sentence = Sentence(_TIE_SENTENCES[ties[0].strength], values)
        facts = tuple(dict.fromkeys(fact for tie in ties for fact in tie.facts))
        return Hop(start, end, self._tie_cost(ties[0].strength), ties, sentence, facts)

    def _first_hop(self, end: NodeId) -> Hop:
        warmth = self._warmth[end]
        strength = warmth.strength or 0.0
        values = {"name": self._contacts[end].name, "strength": strength}
        sentence = Sentence("you know {name}: strength {strength:.0f}", values)
        return Hop(ME, end, self._first_cost(strength), (), sentence, warmth.facts)

    def _debt_parts(self, go_betweens: tuple[NodeId, ...]) -> Iterator[Part]:
        for node in go_betweens:
            debt = self._debt(node)
            if debt > 0:
                sentence = Sentence("you owe {name}", {"name": self._contacts[node].name})
                yield Part("debt", debt, sentence, self._warmth[node].balance_facts, node)

    def _first_cost(self, strength: float) -> float:
        return 1.0 / max(strength / 100.0, self._constants.ease_least)

    def _tie_cost(self, strength: TieStrength) -> float:
        return 1.0 / ease_of(strength, self._constants)

    def _debt(self, node: NodeId) -> float:
        """Return what asking somebody costs beside the step: nothing, unless I owe them."""
        warmth = self._warmth.get(node)
        balance = None if warmth is None else warmth.balance
        return 0.0 if balance is None else self._constants.debt_cost * max(0.0, -balance)


def ease_of(strength: TieStrength, constants: Constants) -> float:
    """Return how easily a tie carries an introduction, above 0 and at most 1."""
    return float(getattr(constants, f"ease_{strength.value}"))


def _cost(path: Path) -> float:
    return path.cost.value or 0.0
