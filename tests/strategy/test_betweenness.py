"""Betweenness equals networkx's to the last bit, exact and from pivots."""

from random import Random

import networkx as nx
import pytest

from tests.strategy.graphs import as_graph, random_eases
from vaultnet.strategy.betweenness import betweenness_of


@pytest.mark.parametrize("seed", range(60))
def test_it_is_that_of_networkx(seed: int) -> None:
    random = Random(seed)
    people = random.randint(1, 120)
    eases = random_eases(random, people, random.randint(0, 4 * people))
    graph, neighbours = as_graph(eases), [list(known) for known in eases]
    assert list(betweenness_of(neighbours, people, seed)) == list(
        nx.betweenness_centrality(graph).values()
    )
    if people > 3:
        pivots = random.randint(2, people - 1)
        assert list(betweenness_of(neighbours, pivots, seed)) == list(
            nx.betweenness_centrality(graph, k=pivots, seed=seed).values()
        )


def test_by_hand() -> None:
    """Of a chain of three, the one in the middle is on the only way between the others."""
    assert list(betweenness_of([[1], [0, 2], [1]], 3, 0)) == [0.0, 1.0, 0.0]
    assert list(betweenness_of([], 0, 0)) == []
