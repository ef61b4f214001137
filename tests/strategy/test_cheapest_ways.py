"""The cheapest ways are those of networkx: to everybody, and the best of them to one person."""

from itertools import islice, pairwise
from random import Random

import networkx as nx
import pytest

from tests.strategy.graphs import random_eases
from vaultnet.domain.node import NodeId
from vaultnet.strategy.cheapest_ways import Steps, best_ways, cheapest_ways, find_reach

ME = NodeId("")


def name(number: int) -> NodeId:
    return NodeId(f"p{number:02}")


def random_steps(random: Random) -> Steps:
    """Return steps whose costs are often equal, or hardly ever."""
    people = random.randint(2, 14)
    eases = random_eases(random, people, random.randint(0, 3 * people))
    often = random.random() < 0.5
    return Steps(
        ME,
        {
            name(one): random.choice([1.0, 2.0]) if often else random.uniform(1, 10)
            for one in range(people)
            if random.random() < 0.3
        },
        {
            name(one): {name(other): ease for other, ease in known.items()}
            for one, known in enumerate(eases)
        },
        {name(one): random.random() for one in range(people) if random.random() < 0.2},
        frozenset(name(one) for one in range(people) if random.random() < 0.1),
    )


def as_graph(steps: Steps) -> "nx.DiGraph[NodeId]":
    graph: nx.DiGraph[NodeId] = nx.DiGraph()
    graph.add_nodes_from((ME, *steps.eases))
    for one in graph:
        for other, cost in steps.leading_from(one, ()):
            graph.add_edge(one, other, cost=cost)
    return graph


def cost_of(steps: Steps, way: tuple[NodeId, ...]) -> float:
    return round(sum(steps.cost(one, other) for one, other in pairwise(way)), 9)


@pytest.mark.parametrize("seed", range(150))
def test_they_are_those_of_networkx(seed: int) -> None:
    random = Random(seed)
    steps = random_steps(random)
    graph, start = as_graph(steps), random.choice([ME, name(0)])
    reach = find_reach(steps, start)
    costs = nx.single_source_dijkstra_path_length(graph, start, weight="cost")
    assert dict(reach.costs) == costs
    ways = cheapest_ways(reach)
    assert ways.keys() == costs.keys() - {start}
    for target in steps.eases:
        found = list(islice(best_ways(steps, reach, target), 60))
        assert len(set(found)) == len(found)
        if target == start or target not in costs:
            assert found == []
            continue
        expected = list(islice(nx.shortest_simple_paths(graph, start, target, weight="cost"), 60))
        assert [cost_of(steps, way) for way in found] == [
            cost_of(steps, tuple(way)) for way in expected
        ]
        assert all(len(set(way)) == len(way) for way in found)
        if len(found) < 60:
            assert {*found} == {tuple(way) for way in expected}
            assert ways[target] == min(
                way for way in found if cost_of(steps, way) == cost_of(steps, found[0])
            )


def test_who_leads_nobody_on_may_be_the_end_or_the_start_of_no_way() -> None:
    ana, tom = NodeId("ana"), NodeId("tom")
    steps = Steps(ME, {ana: 1.0}, {ana: {tom: 1.0}, tom: {ana: 1.0}}, {}, {ana})
    reach = find_reach(steps, ME)
    assert list(best_ways(steps, reach, ana)) == [(ME, ana)]
    assert list(best_ways(steps, reach, tom)) == []
    assert list(best_ways(steps, find_reach(steps, ana), tom)) == []
    assert list(best_ways(steps, find_reach(steps, tom), ana)) == [(tom, ana)]
    assert list(best_ways(steps, reach, NodeId("nobody"))) == []
