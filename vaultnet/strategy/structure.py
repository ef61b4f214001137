"""The shape of the network: brokers, bridges and groups among contacts, me left out.

The measures are networkx's; this module chooses what they are asked.

* Constraint (Burt, Structural Holes, 1992): how far somebody's contacts lead back to each
  other, weighed by the ease of the ties; low means a broker. Effective size (ibid., as
  simplified by Borgatti, 1997): how many of them are not redundant; ties unweighted.
* Betweenness (Freeman 1977, Brandes 2001): the share of shortest ways that lead through
  somebody, estimated from evenly drawn pivots (Brandes & Pich 2007) in a large network.
* Articulation points (Hopcroft & Tarjan 1973): without whom a part would have no way to the
  rest; "what breaks if X leaves" lists the parts cut off, all but the largest.
* Groups (Louvain: Blondel et al. 2008), the largest first.

Constraint and effective size are written out here: networkx's own take time with the fourth
power of a person's ties, or copy the whole network for each person, and add up in the order of a
hash. The tests hold both equal to networkx's.

Whatever grows faster than the network is bounded by `measure_steps`, the ties that one measure
may walk over: betweenness by fewer pivots, constraint, effective size and the parts cut off by
looking at the best connected people only. `Structure.bounded` says what was bounded. Seeds are
fixed and people are numbered in the order of their ids, so the same network gives the same
numbers.
"""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.paths import ease_of
from vaultnet.strategy.reasons import Fact, Sentence, counted, wording
from vaultnet.strategy.ties import KnownTie

if TYPE_CHECKING:
    import networkx as nx

SEED = 20231

TiesByPerson = Mapping[NodeId, Mapping[NodeId, tuple[KnownTie, ...]]]
"""Whom each contact knows, and by which ties, as `living_ties` gives them."""
Shares = Mapping[int, dict[int, float]]
"""By number of a person whom they know, each with the share of the ease of all their ties."""


@dataclass(frozen=True, slots=True)
class Position:
    """How one contact stands in the network; measures are None where they were not computed.

    `cut_off` are the parts that would have no way to the rest without this contact. `facts` are
    the lines of all their ties.
    """

    contact: NodeId
    degree: int
    constraint: float | None
    effective_size: float | None
    betweenness: float
    is_articulation: bool
    cut_off: tuple[tuple[NodeId, ...], ...]
    facts: tuple[Fact, ...]

    @property
    def is_broker(self) -> bool:
        """Tell whether somebody joins people who would not meet otherwise."""
        return self.betweenness > 0

    @property
    def sentence(self) -> Sentence:
        """Return what breaks if this contact leaves, or that nothing does."""
        lost = sum(len(part) for part in self.cut_off)
        if not self.is_articulation:
            return Sentence("nobody would be cut off")
        if not self.cut_off:
            return Sentence("parts of the network meet only here")
        return counted(
            lost,
            wording("one person would have no other way to the rest"),
            wording("{count} people would have no other way to the rest"),
        )


@dataclass(frozen=True, slots=True)
class Structure:
    """The positions of all contacts that know somebody, brokers first, and the groups."""

    positions: tuple[Position, ...]
    groups: tuple[tuple[NodeId, ...], ...]
    people: int
    ties: int
    bounded: tuple[Sentence, ...]

    @property
    def brokers(self) -> tuple[Position, ...]:
        """Return those whom ways between others lead through, the most important first."""
        return tuple(position for position in self.positions if position.is_broker)

    @property
    def bridges(self) -> tuple[Position, ...]:
        """Return those without whom the network falls apart, the most important first."""
        return tuple(position for position in self.positions if position.is_articulation)


def measure_structure(ties: TiesByPerson, constants: Constants) -> Structure:
    """Return the shape of the network that living ties make; costs networkx's import."""
    people = sorted(ties)
    graph = build_graph(ties, constants)
    measures = _measure(graph, int(constants.measure_steps))
    positions = (
        Position(
            person,
            len(ties[person]),
            measures.constraint.get(node),
            measures.effective_size.get(node),
            measures.betweenness[node],
            node in measures.cut_off,
            _named(measures.cut_off.get(node) or (), people),
            _facts(ties, person),
        )
        for node, person in enumerate(people)
    )
    return Structure(
        tuple(sorted(positions, key=lambda item: (-item.betweenness, item.contact))),
        _named(_groups(graph), people),
        len(people),
        graph.number_of_edges(),
        measures.bounded,
    )


def _named(
    parts: tuple[tuple[int, ...], ...], people: list[NodeId]
) -> tuple[tuple[NodeId, ...], ...]:
    return tuple(tuple(people[node] for node in part) for part in parts)


def build_graph(ties: TiesByPerson, constants: Constants) -> "nx.Graph[int]":
    """Return the graph of living ties, people as their place in the order of ids.

    The weight of an edge is the ease of the strongest tie.
    """
    import networkx as nx

    numbers = {person: number for number, person in enumerate(sorted(ties))}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(numbers.values())
    for person, number in numbers.items():
        for other, held in ties[person].items():
            if person < other:
                graph.add_edge(number, numbers[other], weight=ease_of(held[0].strength, constants))
    return graph


def constraint_of(shares: Shares, node: int) -> float:
    """Return Burt's constraint of somebody who has a tie: Σ (p_ij + Σ p_iq p_qj)² over others j.

    p_ij is the share of the ease of all ties of i that is that of the tie with j.
    """
    own = shares[node]
    through = dict.fromkeys(own, 0.0)
    for between, share in own.items():
        for other, next_share in shares[between].items():
            if other in through:
                through[other] += share * next_share
    return math.fsum((share + through[other]) ** 2 for other, share in own.items())


def effective_size_of(shares: Shares, node: int) -> float:
    """Return n − 2t/n for somebody with n ties whose others have t ties among themselves."""
    own = shares[node].keys()
    among_them = sum(len(own & shares[other].keys()) for other in own)
    return len(own) - among_them / len(own)


@dataclass(frozen=True, slots=True)
class _Measures:
    """The measures by number of the person; `cut_off` has an entry for articulation points."""

    constraint: Mapping[int, float]
    effective_size: Mapping[int, float]
    betweenness: Mapping[int, float]
    cut_off: Mapping[int, tuple[tuple[int, ...], ...] | None]
    bounded: tuple[Sentence, ...]


def _measure(graph: "nx.Graph[int]", steps: int) -> _Measures:
    import networkx as nx

    shares = {node: _shares(graph, node) for node in graph}
    people, ties = graph.number_of_nodes(), graph.number_of_edges()
    pivots = min(people, max(_FEWEST, steps // max(1, ties)))
    central = _affordable(graph, steps)
    walks = max(_FEWEST, steps // max(1, people + ties))
    points = sorted(nx.articulation_points(graph), key=lambda node: (-len(graph[node]), node))
    cut_off = {
        node: _cut_off(graph, node) if place < walks else None for place, node in enumerate(points)
    }
    sample = None if pivots >= people else pivots
    return _Measures(
        {node: constraint_of(shares, node) for node in central},
        {node: effective_size_of(shares, node) for node in central},
        nx.betweenness_centrality(graph, k=sample, seed=SEED),
        cut_off,
        tuple(_bounds(people, pivots, len(central), (len(points), walks))),
    )


_FEWEST = 16


def _affordable(graph: "nx.Graph[int]", steps: int) -> list[int]:
    """Return the best connected people, as many as can be measured in so many steps."""
    found: list[int] = []
    for node in sorted(graph, key=lambda node: (-len(graph[node]), node)):
        steps -= sum(len(graph[other]) for other in graph[node])
        if steps < 0 and len(found) >= _FEWEST:
            break
        found.append(node)
    return found


def _shares(graph: "nx.Graph[int]", node: int) -> dict[int, float]:
    """Return whom somebody has ties with, each with its share of the ease of all of them."""
    eases = {other: float(data["weight"]) for other, data in graph[node].items()}
    whole = math.fsum(eases.values())
    return {other: ease / whole for other, ease in eases.items()}


def _cut_off(graph: "nx.Graph[int]", node: int) -> tuple[tuple[int, ...], ...]:
    """Return the parts that a network falls into without somebody, all but the largest."""
    import networkx as nx

    neighbours = set(graph[node])
    rest = nx.restricted_view(graph, [node], [])
    parts: list[tuple[int, ...]] = []
    while neighbours:
        part = nx.node_connected_component(rest, min(neighbours))
        neighbours -= part
        parts.append(tuple(sorted(part)))
    parts.sort(key=lambda part: (-len(part), part))
    return tuple(parts[1:])


def _groups(graph: "nx.Graph[int]") -> tuple[tuple[int, ...], ...]:
    import networkx as nx

    if not graph:
        return ()
    found = nx.community.louvain_communities(graph, seed=SEED)
    groups = (tuple(sorted(group)) for group in found)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _facts(ties: TiesByPerson, person: NodeId) -> tuple[Fact, ...]:
    held = (tie for others in ties[person].values() for tie in others)
    return tuple(dict.fromkeys(fact for tie in held for fact in tie.facts))


def _bounds(people: int, pivots: int, central: int, points: tuple[int, int]) -> Iterator[Sentence]:
    """Yield what was estimated or left out because the network is large."""
    if pivots < people:
        values = {"people": people, "pivots": pivots}
        yield Sentence("betweenness is estimated from {pivots} of {people} people", values)
    if central < people:
        values = {"people": people, "central": central}
        template = wording(
            "constraint is computed for the {central} best connected of {people} people"
        )
        yield Sentence(template, values)
    found, walks = points
    if walks < found:
        values = {"found": found, "walks": walks}
        template = wording("what would be cut off is listed for {walks} of {found} people")
        yield Sentence(template, values)
