"""The shape of the network: brokers, bridges and groups among contacts, me left out.

The measures are networkx's; this module chooses what they are asked.

* Constraint (Burt, Structural Holes, 1992): how far somebody's contacts lead back to each
  other, weighed by the ease of the ties; low means a broker. Effective size (ibid., as
  simplified by Borgatti, 1997): how many of them are not redundant; ties unweighted.
* Betweenness (Freeman 1977, Brandes 2001): the share of shortest ways that lead through
  somebody; exact up to `exact_nodes` people, above that estimated from `pivots` of them
  (Brandes & Pich 2007).
* Articulation points (Hopcroft & Tarjan 1973): without whom a part would have no way to the
  rest; "what breaks if X leaves" lists the parts cut off, all but the largest.
* Groups (Louvain: Blondel et al. 2008), the largest first.

Above `exact_nodes` people, constraint and effective size are computed for the best connected
so many only, and parts cut off are listed for as many articulation points. `Structure.bounded`
says what was bounded. Seeds are fixed and people stand in the order of their ids, so the same
network gives the same numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultnet.domain.node import NodeId
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.paths import ease_of
from vaultnet.strategy.reasons import Fact, Sentence
from vaultnet.strategy.ties import KnownTie

if TYPE_CHECKING:
    import networkx as nx

SEED = 20231

TiesByPerson = Mapping[NodeId, Mapping[NodeId, tuple[KnownTie, ...]]]
"""Whom each contact knows, and by which ties, as `living_ties` gives them."""


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
        return Sentence("{count} people would have no other way to the rest", {"count": lost})


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
    graph = build_graph(ties, constants)
    most = int(constants.exact_nodes)
    central = _by_degree(graph)[:most]
    articulation = _articulation(graph)
    between = _betweenness(graph, constants)
    constraint = _constraint(graph, central)
    sizes = _effective_sizes(graph, central)
    looked_at = set([node for node in _by_degree(graph) if node in articulation][:most])
    positions = (
        Position(
            node,
            len(ties[node]),
            constraint.get(node),
            sizes.get(node),
            between[node],
            node in articulation,
            _cut_off(graph, node) if node in looked_at else (),
            _facts(ties, node),
        )
        for node in graph
    )
    return Structure(
        tuple(sorted(positions, key=lambda item: (-item.betweenness, item.contact))),
        _groups(graph),
        graph.number_of_nodes(),
        graph.number_of_edges(),
        _bounds(graph, constants),
    )


def build_graph(ties: TiesByPerson, constants: Constants) -> "nx.Graph[NodeId]":
    """Return the graph of living ties, with the ease of the strongest tie as weight."""
    import networkx as nx

    graph: nx.Graph[NodeId] = nx.Graph()
    graph.add_nodes_from(ties)
    for start, others in ties.items():
        for end, held in others.items():
            if start < end:
                graph.add_edge(start, end, weight=ease_of(held[0].strength, constants))
    return graph


def _by_degree(graph: "nx.Graph[NodeId]") -> list[NodeId]:
    return sorted(graph, key=lambda node: (-len(graph[node]), node))


def _articulation(graph: "nx.Graph[NodeId]") -> frozenset[NodeId]:
    import networkx as nx

    return frozenset(nx.articulation_points(graph))


def _betweenness(graph: "nx.Graph[NodeId]", constants: Constants) -> Mapping[NodeId, float]:
    import networkx as nx

    people = graph.number_of_nodes()
    pivots = None if people <= constants.exact_nodes else min(people, int(constants.pivots))
    found: Mapping[NodeId, float] = nx.betweenness_centrality(graph, k=pivots, seed=SEED)
    return found


def _constraint(graph: "nx.Graph[NodeId]", nodes: list[NodeId]) -> Mapping[NodeId, float]:
    import networkx as nx

    found: Mapping[NodeId, float] = nx.constraint(graph, nodes=nodes, weight="weight")
    return found


def _effective_sizes(graph: "nx.Graph[NodeId]", nodes: list[NodeId]) -> Mapping[NodeId, float]:
    import networkx as nx

    found: Mapping[NodeId, float] = nx.effective_size(graph, nodes=nodes)
    return found


def _cut_off(graph: "nx.Graph[NodeId]", node: NodeId) -> tuple[tuple[NodeId, ...], ...]:
    """Return the parts that a network falls into without somebody, all but the largest."""
    import networkx as nx

    neighbours = set(graph[node])
    rest = nx.restricted_view(graph, [node], [])
    parts: list[tuple[NodeId, ...]] = []
    while neighbours:
        part = nx.node_connected_component(rest, min(neighbours))
        neighbours -= part
        parts.append(tuple(sorted(part)))
    parts.sort(key=lambda part: (-len(part), part))
    return tuple(parts[1:])


def _groups(graph: "nx.Graph[NodeId]") -> tuple[tuple[NodeId, ...], ...]:
    import networkx as nx

    if not graph:
        return ()
    found = nx.community.louvain_communities(graph, seed=SEED)
    groups = (tuple(sorted(group)) for group in found)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _facts(ties: TiesByPerson, node: NodeId) -> tuple[Fact, ...]:
    held = (tie for others in ties[node].values() for tie in others)
    return tuple(dict.fromkeys(fact for tie in held for fact in tie.facts))


def _bounds(graph: "nx.Graph[NodeId]", constants: Constants) -> tuple[Sentence, ...]:
    """Return what was estimated or left out because the network is large."""
    people, most = graph.number_of_nodes(), int(constants.exact_nodes)
    if people <= most:
        return ()
    pivots = {"people": people, "pivots": min(people, int(constants.pivots))}
    return (
        Sentence("betweenness is estimated from {pivots} of {people} people", pivots),
        Sentence(
            "constraint and what would be cut off are computed for the {most} best connected "
            "of {people} people",
            {"most": most, "people": people},
        ),
    )
