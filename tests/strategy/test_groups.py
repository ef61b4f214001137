"""Groups are those of networkx, and those that anybody would see."""

from random import Random

import networkx as nx
import pytest

from tests.strategy.graphs import as_graph, random_eases
from vaultnet.strategy.groups import find_groups


@pytest.mark.parametrize("seed", range(80))
def test_they_are_those_of_networkx(seed: int) -> None:
    random = Random(seed)
    people = random.randint(1, 150)
    eases = random_eases(random, people, random.randint(0, 5 * people))
    expected = nx.community.louvain_communities(as_graph(eases), seed=seed)
    found = find_groups(eases, seed)
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))
    assert sorted(one for group in found for one in group) == list(range(people))


def test_two_circles_with_one_tie_between_them_are_two_groups() -> None:
    circles = [{0, 1, 2, 3}, {4, 5, 6, 7}]
    eases = [dict.fromkeys(sorted(circle - {one}), 1.0) for circle in circles for one in circle]
    eases[3][4] = eases[4][3] = 0.25
    assert sorted(map(sorted, find_groups(eases, 1))) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert find_groups([], 1) == []
