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
    found, are_settled = find_groups(eases, seed)
    assert are_settled
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))
    assert sorted(one for group in found for one in group) == list(range(people))


def test_two_circles_with_one_tie_between_them_are_two_groups() -> None:
    circles = [{0, 1, 2, 3}, {4, 5, 6, 7}]
    eases = [dict.fromkeys(sorted(circle - {one}), 1.0) for circle in circles for one in circle]
    eases[3][4] = eases[4][3] = 0.25
    assert sorted(map(sorted, find_groups(eases, 1).members)) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert find_groups([], 1) == ([], True)


def test_somebody_between_two_groups_who_gains_by_each_move_comes_to_rest() -> None:
    # As numbers are rounded, each move there and back gains a little: networkx never ends.
    strong, weak, other = 0.6495505081296084, 0.015013565862847855, 0.026535139805562658
    eases = [
        {1: strong, 2: weak, 3: strong, 4: weak},
        {0: strong, 4: strong},
        {0: weak, 3: strong, 4: other},
        {0: strong, 2: strong},
        {0: weak, 1: strong, 2: other},
    ]
    groups = find_groups(eases, 7).members
    assert sorted(one for group in groups for one in group) == list(range(5))


def test_borders_that_wander_are_left_where_they_are_and_no_worse() -> None:
    """Everybody knows the 25 who came just before: the borders between groups are nowhere."""
    people = 2500
    eases = [
        dict.fromkeys((n for n in range(max(0, one - 25), min(people, one + 26)) if n != one), 0.25)
        for one in range(people)
    ]
    found, are_settled = find_groups(eases, 1)
    assert not are_settled
    graph = as_graph(eases)
    settled = nx.community.louvain_communities(graph, seed=1)
    ours = nx.community.modularity(graph, [set(group) for group in found])
    assert ours > nx.community.modularity(graph, settled) - 0.01
