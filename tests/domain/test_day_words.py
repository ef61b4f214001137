"""Days as people type them, in both languages, from a Monday."""

from datetime import date

import pytest

from vaultnet.domain.day_words import parse_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20", "2026-11-20"),
        ("today", "2026-11-23"),
        ("Yesterday", "2026-11-22"),
        ("hoy", "2026-11-23"),
        ("ayer", "2026-11-22"),
        ("anteayer", "2026-11-21"),
        ("mañana", "2026-11-24"),
        ("monday", "2026-11-23"),
        ("last monday", "2026-11-16"),
        ("next monday", "2026-11-30"),
        ("tue", "2026-11-17"),
        ("lunes", "2026-11-23"),
        ("el lunes pasado", "2026-11-16"),
        ("lunes pasado", "2026-11-16"),
        ("próximo viernes", "2026-11-27"),
        ("miércoles", "2026-11-18"),
        ("3d", "2026-11-26"),
        ("in 2 weeks", "2026-12-07"),
        ("en 2 semanas", "2026-12-07"),
        ("2w ago", "2026-11-09"),
        ("hace 2 semanas", "2026-11-09"),
        ("hace 1 mes", "2026-10-23"),
        ("1 año", "2027-11-23"),
        ("3 months ago", "2026-08-23"),
        ("in 2 monkeys", None),
        ("2026-02-30", None),
        ("9999 years", None),
        ("", None),
    ],
)
def test_words_name_days(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match=r"\w"):
            parse_day(text, MONDAY)
    else:
        assert parse_day(text, MONDAY) == date.fromisoformat(expected)


def test_what_is_planned_looks_ahead() -> None:
    assert parse_day("monday", MONDAY, ahead=True) == date(2026, 11, 30)
    assert parse_day("friday", MONDAY, ahead=True) == date(2026, 11, 27)


def test_a_month_from_the_31st_is_the_last_day_of_a_short_one() -> None:
    assert parse_day("1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_day("1y ago", date(2024, 2, 29)) == date(2023, 2, 28)
