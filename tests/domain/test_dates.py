"""Calendar dates: every form that is read, and every one that is refused."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.dates import (
    Birthday,
    Cadence,
    PartialDate,
    days_between,
    parse_birthday,
    parse_cadence,
    parse_date,
    parse_partial_date,
)


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("2019", PartialDate(2019), date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", PartialDate(2020, 2), date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-10-04", PartialDate(2019, 10, 4), date(2019, 10, 4), date(2019, 10, 4)),
    ],
)
def test_a_partial_date_spans_the_days_it_may_mean(
    text: str, value: PartialDate, first: date, last: date
) -> None:
    assert parse_partial_date(text) == value
    assert (value.first, value.last, str(value)) == (first, last, text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1815-13-10", "no month 13"),
        ("1990-02-29", "no day 29 in February 1990"),
        ("2026-04-31", "no day 31 in April 2026"),
        ("2026-00-01", "no month 00"),
        ("2026-01-00", "no day 00 in January 2026"),
        ("0000-01-01", "no year 0000"),
        ("0000", "no year 0000"),
        ("2026-1-1", "not a date"),
        ("01/02/2026", "not a date"),
        ("2026-01-01 ", "not a date"),
        ("٢٠٢٦-01-01", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_is_no_date_says_why(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{problem}$"):
        parse_partial_date(text)


def test_a_full_date_needs_its_day() -> None:
    assert parse_date("2026-11-23") == date(2026, 11, 23)
    with pytest.raises(ValueError, match=r"^no day$"):
        parse_date("2026-11")


def test_every_day_of_two_centuries_reads_as_itself() -> None:
    day = date(1900, 1, 1)
    while day.year <= 2100:
        assert parse_date(day.isoformat()) == day
        assert parse_birthday(day.isoformat()) == Birthday(day.month, day.day, day.year)
        day += timedelta(days=1)


def test_a_birthday_may_lack_its_year() -> None:
    assert parse_birthday("--02-29") == Birthday(2, 29)
    assert str(Birthday(2, 29)) == "--02-29"
    assert str(Birthday(4, 12, 1985)) == "1985-04-12"
    for text in ("--02-30", "--13-01", "--4-12", "1985-04", "-02-03"):
        with pytest.raises(ValueError, match=r"no|not"):
            parse_birthday(text)


@pytest.mark.parametrize(
    ("day", "anniversary"),
    [
        (date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(2026, 3, 2), date(2027, 3, 1)),
        (date(2028, 1, 1), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2029, 3, 1)),
    ],
)
def test_who_was_born_on_29_february_turns_older_on_1_march(day: date, anniversary: date) -> None:
    assert Birthday(2, 29).next_after(day) == anniversary


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_an_anniversary_is_never_past_and_at_most_a_year_away(born: date, day: date) -> None:
    coming = Birthday(born.month, born.day, born.year).next_after(day)
    assert day <= coming <= day + timedelta(days=366)
    if (born.month, born.day) != (2, 29) or calendar.isleap(coming.year):
        assert (coming.month, coming.day) == (born.month, born.day)


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("10d", Cadence(10, "d"), 10),
        ("6w", Cadence(6, "w"), 42),
        ("3 m", Cadence(3, "m"), 91.310625),
        ("1y", Cadence(1, "y"), 365.2425),
        ("never", Cadence(None), None),
    ],
)
def test_a_cadence_has_a_length(text: str, value: Cadence, days: float | None) -> None:
    assert parse_cadence(text) == value
    assert value.days == (None if days is None else pytest.approx(days))
    assert parse_cadence(str(value)) == value


@pytest.mark.parametrize(
    "text", ["0d", "6", "w", "6x", "-1w", "1.5w", "10000d", "Never", "6w ", ""]
)
def test_what_is_no_cadence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a cadence$"):
        parse_cadence(text)


@given(st.dates(), st.dates())
def test_days_between_has_a_direction(first: date, second: date) -> None:
    assert first + timedelta(days=days_between(first, second)) == second


def test_at_the_end_of_the_calendar_no_birthday_comes() -> None:
    assert parse_birthday("--01-01").next_after(date.max) < date.max
    assert parse_birthday("--12-31").next_after(date.max) == date.max
    assert parse_birthday("--02-29").next_after(date(9999, 3, 1)) == date(9999, 3, 1)
