"""Suggested tiers follow from the rank, and equals are treated alike."""

from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import CONSTANTS, contact, objective, opportunity, strategy
from vaultnet.domain.contact import ContactStatus, Tier
from vaultnet.strategy.tiers import tier_of_rank

LEAD = objective("lead")


def test_a_fifth_is_key_and_the_next_three_tenths_regular() -> None:
    tiers = [tier_of_rank(rank, 10, CONSTANTS).value for rank in range(1, 11)]
    assert tiers == ["key"] * 2 + ["regular"] * 3 + ["light"] * 5
    assert [tier_of_rank(rank, 6, CONSTANTS).value for rank in (1, 2, 3, 4)] == [
        "key", "key", "regular", "light",
    ]  # fmt: skip
    assert tier_of_rank(1, 1, CONSTANTS) is Tier.KEY


def test_choice_and_suggestion_side_by_side() -> None:
    held = strategy(
        LEAD,
        contact("a", serves=["lead"], ratings={"influence": 5}, tier=Tier.LIGHT),
        contact("b", serves=["lead"], ratings={"influence": 4}, tier=Tier.REGULAR),
        contact("c", serves=["lead"], ratings={"influence": 3}),
        contact("d", serves=["lead"], ratings={"influence": 2}, tier=Tier.REGULAR),
        contact("e", serves=["lead"], tier=Tier.KEY),
        contact("f", serves=["lead"], ratings={"influence": 5}, status=ContactStatus.CLOSED),
        contact("g", tier=Tier.KEY),
    )
    assert [(item.contact, item.suggested.value) for item in held.tiers] == [
        ("a", "key"), ("b", "regular"), ("c", "light"), ("d", "light"),
    ]  # fmt: skip
    assert [(item.contact, item.steps) for item in held.mismatches] == [("a", 2), ("d", -1)]
    assert held.tiers[0].sentence.text == "rank 1 of 4 in fruitfulness: worth key attention"


def test_equals_share_the_middle_of_their_places() -> None:
    """Five of seven tie for the places 2 to 6: rank 4, of which regular is the last."""
    people = [contact("a", serves=["lead"], ratings={"influence": 5})]
    people += [contact(f"b{i}", serves=["lead"], ratings={"influence": 4}) for i in range(5)]
    people += [contact("c", serves=["lead"], ratings={"influence": 2})]
    found = strategy(LEAD, *people).tiers
    assert [item.rank for item in found] == [1, 4, 4, 4, 4, 4, 7]
    assert [item.suggested.value for item in found] == ["key", *["regular"] * 5, "light"]


def test_where_all_are_rated_alike_not_all_are_key() -> None:
    people = [contact(f"c{i:02}", serves=["lead"], ratings={"access": 4}) for i in range(20)]
    assert {item.suggested for item in strategy(LEAD, *people).tiers} == {Tier.REGULAR}
    two = strategy(LEAD, *people[:2]).tiers
    assert [(item.rank, item.suggested) for item in two] == [(1, Tier.KEY)] * 2


def test_who_can_move_nothing_deserves_light_attention_whatever_the_rank() -> None:
    people = [contact(name, serves=["lead"], ratings={"access": 1}) for name in "ab"]
    assert [item.suggested for item in strategy(LEAD, *people).tiers] == [Tier.LIGHT] * 2


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_equals_get_the_same_tier_and_more_is_never_less(ratings: list[int]) -> None:
    people = [
        contact(f"c{i:02}", serves=["lead"], ratings={"influence": rating},
                opportunities=(opportunity("low", "low"),))
        for i, rating in enumerate(ratings)
    ]  # fmt: skip
    found = strategy(LEAD, *people).tiers
    order = [Tier.LIGHT, Tier.REGULAR, Tier.KEY]
    by_value: dict[float, set[Tier]] = {}
    for item in found:
        by_value.setdefault(item.fruitfulness, set()).add(item.suggested)
    assert all(len(tiers) == 1 for tiers in by_value.values())
    steps = [order.index(item.suggested) for item in found]
    assert steps == sorted(steps, reverse=True)
