"""Strength by hand: weights, halving, bands, and what does not count."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import CONSTANTS, contact, entry, strategy
from vaultnet.domain.entry import Entry
from vaultnet.domain.node import NodeId
from vaultnet.strategy.reasons import Score
from vaultnet.strategy.strength import Band, band_of

KINDS = ["met", "call", "video", "event", "message", "email", "gave", "received", "contact"]


def strength(*log: Entry) -> Score:
    return strategy(contact("ana", log=log)).strength[NodeId("ana")]


def test_two_meetings_by_hand() -> None:
    """3 today and 3 · ½ of 120 days ago: Σ = 4.5; 100 (1 − e^(−¾)) = 52.7633."""
    score = strength(entry("met", 0), entry("met", 120))
    assert score.value == pytest.approx(100 * (1 - math.exp(-0.75)))
    assert score.value == pytest.approx(52.7633447, abs=1e-6)
    assert [part.name for part in score.parts] == ["met"]
    assert "2 times, last on 2026-11-23" in score.parts[0].sentence.text


def test_parts_share_the_total_by_weight() -> None:
    """A call (2) and a message (1): two thirds and one third of 100 (1 − e^(−½))."""
    score = strength(entry("call", 0), entry("message", 0))
    whole = 100 * (1 - math.exp(-0.5))
    assert [part.points for part in score.parts] == pytest.approx([whole * 2 / 3, whole / 3])


@pytest.mark.parametrize("kind", ["note", "promised", "asked"])
def test_some_kinds_are_no_contact(kind: str) -> None:
    assert strength(entry(kind, 1)).value is None


def test_undated_and_future_entries_do_not_count() -> None:
    assert strength(entry("met", None), entry("met", -3)).value is None


def test_an_entry_of_two_kinds_is_one_encounter() -> None:
    assert strength(entry("message+gave", 10)).value == strength(entry("gave", 10)).value


def test_weight_of_help_is_no_matter_of_warmth() -> None:
    assert strength(entry("gave", 5, weight=5)).value == strength(entry("gave", 5)).value


def test_a_line_elsewhere_counts_for_whom_it_names() -> None:
    tom = contact("tom", log=(entry("met", 10, people=["ana"]),))
    held = strategy(contact("ana"), tom)
    assert held.strength[NodeId("ana")].value == held.strength[NodeId("tom")].value
    assert held.strength[NodeId("ana")].facts[0] == ("tom", "log/0")


def test_bands_and_never_is_a_band_of_its_own() -> None:
    values = (None, 0.0, 14.9, 15.0, 39.9, 40.0, 69.9, 70.0)
    words = [band_of(value, CONSTANTS).value for value in values]
    assert words == ["never spoken", "cold", "cold", "cool", "cool", "warm", "warm", "strong"]
    assert strategy(contact("ana")).bands[NodeId("ana")] is Band.NEVER
    assert strategy(contact("ana", log=(entry("met", 9999),))).bands[NodeId("ana")] is Band.COLD


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 3000)), min_size=1, max_size=12),
    st.sampled_from(KINDS),
    st.integers(0, 3000),
)
def test_strength_is_monotone_and_its_parts_add_up(
    log: list[tuple[str, int]], kind: str, days: int
) -> None:
    entries = [entry(word, count) for word, count in log]
    score = strength(*entries)
    assert score.value is not None
    assert 0.0 <= score.value <= 100.0
    assert abs(score.value - sum(part.points for part in score.parts)) <= 1e-9
    with_more = strength(*entries, entry(kind, days)).value
    older = strength(*(entry(word, count + 30) for word, count in log)).value
    assert with_more is not None
    assert with_more >= score.value - 1e-9
    assert older is not None
    assert older <= score.value + 1e-9


def test_the_half_life_is_a_setting() -> None:
    person = contact("ana", log=(entry("met", 60),))
    held = strategy(person, constants=replace(CONSTANTS, half_life=60.0))
    assert held.strength[NodeId("ana")].value == pytest.approx(100 * (1 - math.exp(-1.5 / 6)))
