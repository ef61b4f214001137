"""Circles of a relation in which each has one above."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.node import NodeId
from vaultnet.vault.checks.circles import find_circles


def circles(above: Mapping[str, str]) -> list[tuple[str, ...]]:
    pairs = {NodeId(child): NodeId(parent) for child, parent in above.items()}
    return [tuple(circle) for circle in find_circles(pairs)]


def test_a_circle_is_found_once_however_many_lead_into_it() -> None:
    assert circles({"x": "c", "y": "x", "c": "b", "b": "a", "a": "c"}) == [("a", "c", "b")]


def test_chains_trees_and_pages_that_name_themselves_are_no_circles() -> None:
    assert circles({"a": "b", "b": "c", "d": "c"}) == []
    assert circles({"a": "a", "b": "a"}) == []


def test_two_circles_are_two() -> None:
    assert circles({"a": "b", "b": "a", "c": "d", "d": "c"}) == [("a", "b"), ("c", "d")]


def test_a_long_chain_does_not_recurse() -> None:
    chain = {f"{number:06}": f"{number + 1:06}" for number in range(20_000)}
    assert circles(chain) == []


letters = st.sampled_from("abcdefgh")


@given(st.dictionaries(letters, letters))
def test_who_is_in_a_circle_comes_back_to_themselves(above: dict[str, str]) -> None:
    expected = set()
    for start, first in above.items():
        here, steps = first, 1
        while here != start and here in above and steps <= len(above):
            here, steps = above[here], steps + 1
        if here == start and steps > 1:
            expected.add(start)
    assert {member for circle in circles(above) for member in circle} == expected
