"""Introduction paths against every path there is, each step with its line."""

from itertools import pairwise, permutations
from random import Random

import pytest

from tests.strategy.networks import contact, entry, identity, strategy, tie
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.strategy.paths import ME, Path
from vaultnet.strategy.summary import Strategy

TODAY_TALKS = (entry("met", 0), entry("met", 0), entry("met", 0), entry("met", 0))


def routes(found: tuple[Path, ...]) -> list[str]:
    return ["-".join(node or "me" for node in path.nodes) for path in found]


def test_the_cost_by_hand() -> None:
    """Four meetings today: strength 100 (1 − e^−2) = 86.47, cost 1.1565; then a medium tie, 2."""
    held = strategy(contact("ana", ties=(tie("tom"),), log=TODAY_TALKS), contact("tom"))
    (path,) = held.paths(identity("tom"))
    assert path.cost.value == pytest.approx(1 / 0.864665 + 2, abs=1e-4)
    assert path.go_betweens == ("ana",)
    assert [hop.sentence.text for hop in path.hops] == [
        "you know Ana: strength 86", "Ana knows Tom: a middling tie",
    ]  # fmt: skip
    assert path.hops[0].facts[0].field.startswith("log/")
    assert path.hops[1].facts == (("ana", "ties/0"),)


def test_owing_a_go_between_makes_the_way_dearer() -> None:
    """All received and nothing given: balance −1, which costs 1 more; they owe: nothing."""
    owed = contact("ana", ties=(tie("tom"),), log=(*TODAY_TALKS, entry("received", 0)))
    owing = contact("ana", ties=(tie("tom"),), log=(*TODAY_TALKS, entry("gave", 0)))
    dear = strategy(owed, contact("tom")).paths(identity("tom"))[0].cost
    cheap = strategy(owing, contact("tom")).paths(identity("tom"))[0].cost
    assert dear.value is not None
    assert cheap.value is not None
    assert dear.value - cheap.value == pytest.approx(1)
    assert dear.parts[-1].name == "debt"
    assert dear.parts[-1].facts == (("ana", "log/4"),)


def test_who_was_never_spoken_to_cannot_be_asked() -> None:
    held = strategy(contact("ana", ties=(tie("tom"),)), contact("tom", log=TODAY_TALKS))
    assert routes(held.paths(identity("ana"))) == ["me-tom-ana"]
    assert routes(held.paths(identity("tom"))) == ["me-tom"]


def test_an_expired_tie_is_never_used() -> None:
    ana = contact("ana", ties=(tie("tom", "strong", until="2025"),), log=TODAY_TALKS)
    assert strategy(ana, contact("tom")).paths(identity("tom")) == ()


def test_a_closed_contact_brings_nobody_further_and_may_be_the_end() -> None:
    closed = contact("ana", ties=(tie("tom"),), log=TODAY_TALKS, status=ContactStatus.CLOSED)
    held = strategy(closed, contact("tom"))
    assert held.paths(identity("tom")) == ()
    assert routes(held.paths(identity("ana"))) == ["me-ana"]


def test_from_one_contact_to_another_and_to_nobody() -> None:
    held = strategy(
        contact("a", ties=(tie("b"),)), contact("b", ties=(tie("c"),)), contact("c"), contact("d")
    )
    assert routes(held.paths(identity("c"), identity("a"))) == ["a-b-c"]
    assert held.paths(identity("d"), identity("a")) == ()
    assert held.paths(identity("a"), identity("a")) == ()
    assert held.paths(identity("nobody")) == ()
    assert held.paths(identity("c"), identity("a"), k=0) == ()


def test_equal_ways_stand_in_the_order_of_their_ids() -> None:
    people = [contact(name, ties=(tie("z"),), log=TODAY_TALKS) for name in "dbca"]
    held = strategy(*people, contact("z"))
    assert routes(held.paths(identity("z"), k=3)) == ["me-a-z", "me-b-z", "me-c-z"]


def random_people(random: Random) -> list[Contact]:
    names = "abcdef"
    return [
        contact(
            name,
            ties=tuple(
                tie(
                    other,
                    random.choice(["weak", "medium", "strong"]),
                    until=random.choice(["", "", "2024"]),
                )
                for other in names
                if other != name and random.random() < 0.3
            ),
            log=tuple(
                entry(random.choice(["met", "received", "gave"]), random.randint(0, 300))
                for _ in range(random.randint(0, 2))
            ),
        )
        for name in names
    ]


def every_path(held: Strategy, target: NodeId) -> list[tuple[float, tuple[str, ...]]]:
    """Return cost and nodes of all loopless paths, by trying every order of go-betweens."""
    ease = {"weak": 0.25, "medium": 0.5, "strong": 1.0}
    others = [name for name in held.contacts if name != target]
    found = []
    for count in range(len(others) + 1):
        for between in permutations(others, count):
            nodes = (*between, target)
            first = held.strength[nodes[0]].value
            pairs = list(pairwise(nodes))
            ties = [held.living_ties.get(one, {}).get(other) for one, other in pairs]
            if first is None or not all(ties):
                continue
            cost = 1 / max(first / 100, 0.1)
            cost += sum(1 / max(ease[t.strength.value] for t in known) for known in ties if known)
            cost += sum(max(0.0, -(held.ledgers[one].balance.value or 0.0)) for one in between)
            found.append((cost, ("", *nodes)))
    return sorted(found)


@pytest.mark.parametrize("seed", range(40))
def test_the_k_best_are_those_of_brute_force(seed: int) -> None:
    held = strategy(*random_people(Random(seed)))
    for target in (identity("a"), identity("f")):
        expected = every_path(held, target)[:4]
        found = held.paths(target, k=4)
        assert [path.cost.value for path in found] == pytest.approx([cost for cost, _ in expected])
        for path in found:
            assert path.nodes[0] == ME
            assert all(hop.facts for hop in path.hops)
            for hop in path.hops:
                assert {fact.node for fact in hop.facts} <= {hop.start, hop.end}
                if hop.ties:
                    assert set(hop.facts) == {fact for known in hop.ties for fact in known.facts}
            assert not any(one.is_expired(held.as_of) for hop in path.hops for one in hop.ties)
            assert path.cost.value == pytest.approx(sum(part.points for part in path.cost.parts))


@pytest.mark.parametrize("seed", range(40))
def test_the_cheapest_way_to_everybody_is_the_first_path_to_each(seed: int) -> None:
    held = strategy(*random_people(Random(seed)))
    firsts = {one: held.paths(one, k=1) for one in held.contacts}
    assert held.ways == {one: found[0].nodes for one, found in firsts.items() if found}


def test_of_equally_cheap_ways_the_first_by_id_is_taken_and_the_unreached_have_none() -> None:
    people = [contact(name, ties=(tie("z"),), log=TODAY_TALKS) for name in "dbca"]
    held = strategy(*people, contact("z", ties=(tie("y"),)), contact("y"), contact("far"))
    assert held.ways[identity("z")] == ("", "a", "z")
    assert held.ways[identity("y")] == ("", "a", "z", "y")
    assert "far" not in held.ways
    assert "" not in held.ways
