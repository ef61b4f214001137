"""Days as cards write them: `1985-04-12`, `19850412`, `--0412`, `1985-04`, with a time or not."""

import re
from typing import Final

from vaultnet.domain.dates import CalendarError, parse_birthday, parse_partial_date
from vaultnet.late import pattern

NO_YEAR: Final = "1604"
"""The year that Apple writes where none is known: it has a 29 February."""

_FULL = pattern(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.DOTALL)
_OF_ANY_YEAR = pattern(r"--(\d{2})-?(\d{2})(?:T.*)?", re.DOTALL)
_PARTIAL = pattern(r"\d{4}(?:-\d{2})?")


def parse_card_day(text: str, omitted_year: str = "") -> str | None:
    """Return a day as a vault writes it, `1985-04-12` or `--04-12`; None for anything else.

    `omitted_year` is the one by which Apple says that the year is not known.
    """
    text = text.strip()
    if match := _FULL.fullmatch(text):
        year = "-" if match[1] == omitted_year else match[1]
        return _sound(f"{year}-{match[2]}-{match[3]}")
    if match := _OF_ANY_YEAR.fullmatch(text):
        return _sound(f"--{match[1]}-{match[2]}")
    return None


def parse_card_date(text: str, omitted_year: str = "") -> str | None:
    """Return a day, a month or a year as a vault writes it."""
    day = parse_card_day(text, omitted_year)
    if day is not None or not _PARTIAL.fullmatch(text.strip()):
        return day
    try:
        return str(parse_partial_date(text.strip()))
    except CalendarError:
        return None


def written_day(text: str, version: str) -> str:
    """Return a day of a vault as a card has it: `19850412` and `--0412` since vCard 4.0."""
    if version != "4.0":
        return text
    return f"--{text[2:].replace('-', '')}" if text.startswith("--") else _compact(text)


def _compact(text: str) -> str:
    return text.replace("-", "") if _FULL.fullmatch(text) else text


def _sound(text: str) -> str | None:
    try:
        return str(parse_birthday(text))
    except CalendarError:
        return None
