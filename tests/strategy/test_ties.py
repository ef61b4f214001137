"""Ties of four sources, each with its lines; expired ones are known and never used."""

from dataclasses import replace

import pytest

from tests.strategy.networks import (
    CONSTANTS,
    TODAY,
    ago,
    contact,
    entry,
    identity,
    links,
    me,
    network,
    step,
    strategy,
    tie,
)
from vaultnet.domain.dates import PartialDate
from vaultnet.domain.entry import Journal
from vaultnet.domain.node import Node, Reference
from vaultnet.strategy.ties import KnownTie, TieSource, find_ties, living_ties


def found(*nodes: Node) -> list[tuple[str, str, str]]:
    return [("-".join(one.pair), one.source.value, one.strength.value) for one in ties(*nodes)]


def ties(*nodes: Node) -> tuple[KnownTie, ...]:
    return find_ties(network(*nodes), CONSTANTS, TODAY)


def test_a_line_of_ties_says_how_strong_and_since_when() -> None:
    held = ties(
        contact("ana", ties=(tie("tom", "strong", "2019"), tie("nobody"), tie("ana"))),
        contact("tom"),
    )
    (only,) = held
    assert (only.pair, only.source.value, only.strength.value) == (("ana", "tom"), "line", "strong")
    assert str(only.start) == "2019-01-01"
    assert only.facts == (("ana", "ties/0"),)
    assert only.other(identity("tom")) == "ana"
    assert found(contact("ana", ties=(tie("tom"),)), contact("tom"))[0][2] == "medium"


def test_who_introduced_somebody_knows_them() -> None:
    ana = contact("ana", introduced_by=Reference("tom"), met=PartialDate(2020))
    (only,) = ties(ana, contact("tom"))
    assert (only.source, only.facts) == (TieSource.INTRODUCED, (("ana", "introduced_by"),))


def test_lines_that_name_two_people() -> None:
    """With them, in a journal, and by help that links to somebody; not by mere mention."""
    tom, bea, eva = contact("tom"), contact("bea"), contact("eva")
    ana = contact(
        "ana",
        log=(
            entry("met", 9, people=["tom"]),
            entry("gave", 8, links=links("bea")),
            entry("met", 7, links=links("eva")),
            entry("note", 6, people=["eva"]),
            entry("met", -6, people=["eva"]),
        ),
    )
    journal = Journal(
        id=identity("day"),
        name="day",
        day=ago(3),
        entries=(entry("met", 3, people=["tom", "bea"]),),
    )
    assert found(ana, tom, bea, eva, journal) == [
        ("ana-bea", "together", "weak"),
        ("ana-tom", "together", "weak"),
        ("bea-tom", "together", "weak"),
    ]


def test_three_lines_together_are_a_medium_tie_with_all_its_lines() -> None:
    log = tuple(entry("met", days, people=["tom"]) for days in (9, 5, 1))
    (only,) = ties(contact("ana", log=log), contact("tom"))
    assert only.strength.value == "medium"
    assert [fact.field for fact in only.facts] == ["log/2", "log/1", "log/0"]
    assert only.start == ago(9)


def test_a_crowd_makes_nobody_acquainted() -> None:
    people = [contact(f"c{i}") for i in range(9)]
    crowd = entry("event", 3, people=[person.id for person in people])
    journal = Journal(id=identity("day"), name="day", day=ago(3), entries=(crowd,))
    assert found(*people, journal) == []


def test_careers_that_overlap_at_one_organisation() -> None:
    ana = contact(
        "ana", career=(step("2010", "2014-06", "UPM", "student"), step("2015", None, "acme"))
    )
    tom = contact("tom", career=(step("2013-09", "2016", "upm"), step("2014", "2014-12", "acme")))
    bea = contact("bea", career=(step("2015", "2019", "UPM"), step("2030", None, "acme")))
    held = ties(ana, tom, bea)
    assert [("-".join(one.pair), one.text) for one in held] == [
        ("ana-tom", "upm"),
        ("bea-tom", "upm"),
    ]
    first = held[0]
    assert (str(first.start), str(first.until)) == ("2013-09-01", "2014-06-30")
    assert first.facts == (("ana", "career/0"), ("tom", "career/0"))
    assert not first.is_expired(TODAY)
    assert first.strength.value == "weak"


def test_in_a_large_organisation_the_pairs_are_bounded() -> None:
    people = [contact(f"c{i:03}", career=(step("2010", None, "acme"),)) for i in range(60)]
    constants = replace(CONSTANTS, career_crowd=5.0)
    held = find_ties(network(*people), constants, TODAY)
    assert len(held) == 5 * 60 - 15


def test_who_has_left_is_passed_over_for_who_is_still_there() -> None:
    stayer = contact("stayer", career=(step("2000", None, "acme"),))
    leavers = [contact(f"l{i}", career=(step("2001", "2002", "acme"),)) for i in range(9)]
    late = contact("late", career=(step("2010", None, "acme"),))
    constants = replace(CONSTANTS, career_crowd=2.0)
    held = find_ties(network(stayer, *leavers, late), constants, TODAY)
    assert ("late", "stayer") in {one.pair for one in held}
    assert not any("late" in one.pair and "l0" <= min(one.pair) <= "l9" for one in held)


@pytest.mark.parametrize(
    ("start", "until", "expired"),
    [("", "2025", True), ("", "2026-11-22", True), ("", "2026-11", False),
     ("", "2026-11-23", False), ("2027", "", True), ("2026", "", False), ("", "", False)],
)  # fmt: skip
def test_a_tie_expires_after_its_last_day_and_not_before_its_first(
    start: str, until: str, *, expired: bool
) -> None:
    held = ties(contact("ana", ties=(tie("tom", None, start, until),)), contact("tom"))
    assert held[0].is_expired(TODAY) is expired
    assert (living_ties(held, TODAY) == {}) is expired


def test_the_strongest_of_several_living_ties_is_first() -> None:
    ana = contact(
        "ana",
        ties=(tie("tom", "strong", until="2020"), tie("tom", "weak")),
        log=(entry("met", 3, people=["tom"]),) * 3,
    )
    held = strategy(ana, contact("tom"), me()).living_ties
    assert [one.strength.value for one in held[identity("tom")][identity("ana")]] == [
        "medium",
        "weak",
    ]
