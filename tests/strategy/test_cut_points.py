"""Cut points are those of networkx, and a chain of any length is walked."""

from random import Random

import networkx as nx
import pytest

from tests.strategy.graphs import as_graph, random_eases
from vaultnet.strategy.cut_points import find_cut_points, parts_without


@pytest.mark.parametrize("seed", range(80))
def test_they_are_those_of_networkx(seed: int) -> None:
    random = Random(seed)
    people = random.randint(1, 60)
    eases = random_eases(random, people, random.randint(0, 2 * people))
    graph, neighbours = as_graph(eases), [set(known) for known in eases]
    points = find_cut_points(neighbours)
    assert points == set(nx.articulation_points(graph))
    for one in points:
        rest = graph.copy()
        rest.remove_node(one)
        parts = [
            tuple(sorted(part)) for part in nx.connected_components(rest) if part & neighbours[one]
        ]
        parts.sort(key=lambda part: (-len(part), part))
        assert parts_without(neighbours, one) == tuple(parts[1:])


def test_a_chain_of_a_hundred_thousand_people() -> None:
    people = 100_000
    neighbours = [{one - 1, one + 1} - {-1, people} for one in range(people)]
    assert find_cut_points(neighbours) == set(range(1, people - 1))
