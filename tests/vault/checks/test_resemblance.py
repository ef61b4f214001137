"""Which name a misspelt word resembles."""

import pytest

from vaultnet.vault.checks.resemblance import Names

NAMES = Names(["ana-garcia", "Ana García López", "luis-perez", "lead-a-platform-team", "tom"])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("ana-garcai", "ana-garcia"),
        ("Ana Garcia Lopez", "Ana García López"),
        ("luis-peres", "luis-perez"),
        ("lead-a-platfrom-team", "lead-a-platform-team"),
        ("lead a plaform team", "lead-a-platform-team"),
        ("lead-a-plat", "lead-a-platform-team"),
        ("write-a-book", None),
        ("tm", None),
        ("", None),
        ("…", None),
    ],
)
def test_only_what_is_near_is_suggested(word: str, name: str | None) -> None:
    assert NAMES.nearest(word) == name


def test_the_order_of_names_leaves_no_trace() -> None:
    words = ["abcdef1", "abcdef2", "abcdef3"]
    assert {Names(order).nearest("abcdef") for order in (words, words[::-1])} == {"abcdef1"}


def test_no_names_suggest_nothing() -> None:
    assert Names([]).nearest("abcdef") is None
