"""The shape of networks against networkx, and what was bounded."""

from dataclasses import replace
from random import Random

import networkx as nx
import pytest

from tests.strategy.networks import CONSTANTS, contact, identity, strategy, tie
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.strategy.structure import Position, Structure, measure_structure
from vaultnet.strategy.summary import Strategy

EASE = {"weak": 0.25, "medium": 0.5, "strong": 1.0}


def people(edges: list[tuple[str, str]]) -> list[Contact]:
    names = sorted({name for edge in edges for name in edge})
    return [
        contact(name, ties=tuple(tie(other) for one, other in edges if one == name))
        for name in names
    ]


def position(held: Structure, name: str) -> Position:
    return next(item for item in held.positions if item.contact == name)


def test_constraint_and_effective_size_by_hand() -> None:
    """A star: each share of the middle is ⅓, constraint 3 · (⅓)² = ⅓, nothing is redundant.

    A triangle: (½ + ½ · ½)² twice is 9/8, and of two ties one is redundant.
    """
    star = strategy(*people([("m", "a"), ("m", "b"), ("m", "c")])).structure
    assert position(star, "m").constraint == pytest.approx(1 / 3)
    assert position(star, "m").effective_size == 3
    assert position(star, "a").constraint == pytest.approx(1)
    assert position(star, "m").cut_off == (("b",), ("c",))
    assert position(star, "m").is_broker
    triangle = strategy(*people([("a", "b"), ("b", "c"), ("a", "c")])).structure
    assert position(triangle, "a").constraint == pytest.approx(9 / 8)
    assert position(triangle, "a").effective_size == 1
    assert triangle.bridges == triangle.brokers == ()


def test_what_breaks_if_somebody_leaves() -> None:
    """a-b-c hang on d, who holds the larger rest e-f-g-h; between four and three stands e."""
    edges = [
        ("a", "b"),
        ("b", "c"),
        ("a", "c"),
        ("c", "d"),
        ("d", "e"),
        ("e", "f"),
        ("f", "g"),
        ("g", "h"),
        ("h", "e"),
    ]
    held = strategy(*people(edges)).structure
    assert position(held, "d").cut_off == (("a", "b", "c"),)
    assert position(held, "d").sentence.text.startswith("3 people")
    assert position(held, "a").sentence.text == "nobody would be cut off"
    assert {item.contact for item in held.bridges} == {"c", "d", "e"}
    assert [item.contact for item in held.brokers[:2]] == ["e", "d"]
    assert set(position(held, "d").facts) == {("c", "ties/0"), ("d", "ties/0")}
    assert any({"a", "b"} <= set(group) for group in held.groups)


def random_network(random: Random) -> tuple[Strategy, "nx.Graph[str]"]:
    size = random.randint(2, 14)
    graph: nx.Graph[str] = nx.Graph()
    made = []
    for index in range(size):
        ties = []
        for other in range(index):
            if random.random() < 0.3:
                strength = random.choice(["weak", "medium", "strong"])
                ties.append(tie(f"c{other:02}", strength))
                graph.add_edge(f"c{index:02}", f"c{other:02}", weight=EASE[strength])
        made.append(contact(f"c{index:02}", ties=tuple(ties)))
    return strategy(*made), graph


@pytest.mark.parametrize("batch", range(10))
def test_measures_equal_networkx_on_random_graphs(batch: int) -> None:
    """Twenty graphs a batch, two hundred in all."""
    for seed in range(batch * 20, batch * 20 + 20):
        held, graph = random_network(Random(seed))
        structure = held.structure
        assert {item.contact for item in structure.positions} == set(graph)
        constraint = nx.constraint(graph, nodes=list(graph), weight="weight")
        sizes = nx.effective_size(graph, nodes=list(graph))
        between = nx.betweenness_centrality(graph)
        points = set(nx.articulation_points(graph))
        for item in structure.positions:
            name = str(item.contact)
            assert item.constraint == pytest.approx(constraint[name])
            assert item.effective_size == pytest.approx(sizes[name])
            assert item.betweenness == pytest.approx(between[name])
            assert item.is_articulation == (name in points)
            assert item.degree == graph.degree[name]
            assert set(item.cut_off) <= parts_without(graph, name)
            assert len(item.cut_off) == max(0, len(parts_without(graph, name)) - 1)
        assert sorted(node for group in structure.groups for node in group) == sorted(graph)
        assert (structure.people, structure.ties) == (len(graph), graph.number_of_edges())


def parts_without(graph: "nx.Graph[str]", name: str) -> set[tuple[str, ...]]:
    rest = graph.copy()
    rest.remove_node(name)
    neighbours = set(graph[name])
    return {tuple(sorted(part)) for part in nx.connected_components(rest) if part & neighbours}


def test_nobody_who_knows_anybody_is_an_empty_shape() -> None:
    held = strategy(contact("ana")).structure
    assert (held.positions, held.groups, held.people, held.bounded) == ((), (), 0, ())


def test_a_large_network_is_bounded_and_says_so() -> None:
    random = Random(1)
    names = [f"c{i:03}" for i in range(150)]
    edges = [(name, names[random.randrange(150)]) for name in names for _ in range(2)]
    held = strategy(*people([edge for edge in edges if edge[0] != edge[1]]))
    exact = held.structure
    assert exact.bounded == ()
    few = measure_structure(held.living_ties, replace(CONSTANTS, measure_steps=1000.0))
    assert len(few.bounded) >= 2
    assert "estimated from 16 of" in few.bounded[0].text
    known = [item for item in few.positions if item.constraint is not None]
    assert 16 <= len(known) < few.people
    for item in known:
        assert item.constraint == position(exact, item.contact).constraint
    again = measure_structure(held.living_ties, replace(CONSTANTS, measure_steps=1000.0))
    assert again == few


def test_an_expired_tie_holds_nothing() -> None:
    held = strategy(contact("a", ties=(tie("b", until="2020"),)), contact("b"))
    assert held.structure.people == 0
    assert NodeId("a") == identity("a")


def test_groups_that_nobody_has_come_to_rest_in_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [contact(name, ties=(tie("ana"), tie("tom"))) for name in ("ana", "bea", "eva", "tom")]
    held = strategy(*people).living_ties
    assert measure_structure(held, CONSTANTS).bounded == ()
    monkeypatch.setattr("vaultnet.strategy.groups.MOST_ROUNDS", 1)
    (said,) = measure_structure(held, CONSTANTS).bounded
    assert said.text == "groups are taken as they stand after 30 rounds of looking for better ones"
