"""Introduction paths: who could bring me to somebody, and what each step rests on.

A path leads from me, or from a contact, along living ties. Its cost is a sum:

* A step between two contacts costs 1 / ease of their strongest tie (weak ¼, medium ½, strong 1).
* A first step from me costs 1 / ease as well, with ease = strength / 100, at least `ease_least`.
  Only people I have spoken to can be asked; the others need an introduction themselves.
* A go-between costs up to `debt_cost` more the more I owe them: × (−balance) where the balance
  is negative. To ask a favour of somebody to whom I owe favours is dear.

A closed contact may be the end of a path, and brings nobody further. The k cheapest paths
without loops are found by Yen's algorithm (Finding the k shortest loopless paths, 1971) as
networkx has it; equal ones stand in the order of their ids, as far as `EXAMINED` further paths
of equal cost. k is at most `paths_most`.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.domain.tie import TieStrength
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, total, wording
from vaultnet.strategy.ties import KnownTie

if TYPE_CHECKING:
    import networkx as nx

EXAMINED = 30
"""How many paths beyond the k-th are looked at for others of the same cost."""

ME = NodeId("")
"""The start of paths of mine; no page has an empty id."""

_TOLERANCE = 1e-9
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
    """The living ties of a network as a graph to find paths in; costs networkx's import."""

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
        self._graph = self._build()

    def paths(self, target: NodeId, start: NodeId = ME, k: int = 3) -> tuple[Path, ...]:
        """Return the k cheapest paths to a contact, the cheapest first; fewer if there are.

        `start` is ME or a contact. There is no path from somebody to themselves.
        """
        import networkx as nx

        most = min(k, int(self._constants.paths_most))
        if start == target or target not in self._graph or start not in self._graph or most < 1:
            return ()
        try:
            found = nx.shortest_simple_paths(self._graph, start, target, weight="cost")
            return self._cheapest((self._path(tuple(nodes)) for nodes in found), most)
        except nx.NetworkXNoPath:
            return ()

    def cheapest(self, start: NodeId = ME) -> Mapping[NodeId, tuple[NodeId, ...]]:
        """Return the cheapest way to everybody who can be reached, in one search (Dijkstra, 1959).

        Each way is as long as the first of `paths`: it begins with the start and ends with whom
        it leads to. Of equal ones it is the first in the order of ids. Ordered by cost.
        """
        import networkx as nx

        if start not in self._graph:
            return {}
        costs = nx.single_source_dijkstra_path_length(self._graph, start, weight="cost")
        ways: dict[NodeId, tuple[NodeId, ...]] = {start: (start,)}
        for node in sorted(costs.keys() - {start}, key=lambda node: (costs[node], node)):
            before = self._graph.pred[node].items()
            ways[node] = min(
                (*ways[other], node)
                for other, step in before
                if other in ways and costs[other] + step["cost"] <= costs[node] + _TOLERANCE
            )
        del ways[start]
        return ways

    def _cheapest(self, paths: Iterable[Path], most: int) -> tuple[Path, ...]:
        """Return the first so many of paths that come by cost, equal ones ordered by id."""
        held: list[Path] = []
        for path in islice(paths, most + EXAMINED):
            if len(held) >= most and _cost(path) > _cost(held[most - 1]) + _TOLERANCE:
                break
            held.append(path)
        return tuple(sorted(held, key=lambda path: (round(_cost(path), 9), path.nodes))[:most])

    def _build(self) -> "nx.DiGraph[NodeId]":
        """Return the graph, each step with its cost and that of asking who stands at its start.

        The cost of a go-between is charged where the path leaves them, so that the end of a
        path is never charged.
        """
        import networkx as nx

        graph: nx.DiGraph[NodeId] = nx.DiGraph()
        graph.add_nodes_from((ME, *self._contacts))
        for node, warmth in self._warmth.items():
            if warmth.strength is not None:
                graph.add_edge(ME, node, cost=self._first_cost(warmth.strength))
        for start, others in self._ties.items():
            if self._contacts[start].status is ContactStatus.CLOSED:
                continue
            debt = self._debt(start)
            for end, ties in others.items():
                graph.add_edge(start, end, cost=self._tie_cost(ties) + debt)
        return graph

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
        return Hop(start, end, self._tie_cost(ties), ties, sentence, facts)

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

    def _tie_cost(self, ties: tuple[KnownTie, ...]) -> float:
        return 1.0 / ease_of(ties[0].strength, self._constants)

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
