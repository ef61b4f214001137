"""Random graphs of people by number, for tests of measures against networkx."""

from collections.abc import Mapping, Sequence
from random import Random

import networkx as nx

Eases = Sequence[dict[int, float]]


def random_eases(random: Random, people: int, ties: int) -> Eases:
    """Return so many people, some in chains, some in crowds and some alone."""
    eases: list[dict[int, float]] = [{} for _ in range(people)]
    reach = random.choice([2, 5, people])
    for _ in range(ties):
        one = random.randrange(people)
        other = min(people - 1, one + random.randrange(reach))
        if one != other:
            eases[one][other] = eases[other][one] = random.choice([0.1, 0.25, 0.3, 0.5, 1.0])
    return [dict(sorted(known.items())) for known in eases]


def as_graph(eases: Sequence[Mapping[int, float]]) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(eases)))
    for one, known in enumerate(eases):
        graph.add_weighted_edges_from((one, other, w) for other, w in known.items() if one < other)
    return graph
