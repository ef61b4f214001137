"""What one cell of a table says: days in the forms that programs write them, keys."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from enum import Enum
from functools import lru_cache
from typing import Final

from vaultnet.domain.dates import CalendarError, parse_birthday, parse_partial_date
from vaultnet.domain.words import plain
from vaultnet.late import dataclass, pattern
from vaultnet.vault.slug import slug

JOINT: Final = " ::: "
"""What stands between several values in one cell, here as in tables of Google."""

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ),
        start=1,
    )
    for word in words.split()
}
_CLOCK = (
    r"(?:,?[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"(?:[ \u202f\u00a0]?(?P<half>[AaPp])\.?[ \u00a0]?[Mm]\.?)?"
    r"(?: ?(?:UTC|GMT|Z|[+-]\d{2}:?\d{2}))?)?"
)
_YEAR_FIRST = pattern(
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?" + _CLOCK
)
_NUMBERS = pattern(
    r"(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})" + _CLOCK
)
_DAY_FIRST = pattern(
    r"(?P<day>\d{1,2})\.?(?: de)?[ -](?P<month>[^\W\d_]+)\.?(?: de)?[ ,-]+(?P<year>\d{4})" + _CLOCK
)
_MONTH_FIRST = pattern(
    r"(?P<month>[^\W\d_]+)\.? (?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,? )?(?:de )?(?P<year>\d{4})"
    + _CLOCK
)
_YEAR = pattern(r"(?P<year>\d{4})")
_YEARLESS = pattern(r"--?(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NO_DATE = pattern(r"0?0[/.-]0?0[/.-](?:00)?00|0000-00-00")
_LONGEST_DATE = 60


class DayOrder(Enum):
    """What comes first in a day of numbers alone, such as `3/4/2026`."""

    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as far as it was said, `2026`, `2026-03` or `2026-03-04`, and the time of day.

    `--03-04` is a day of any year. Days are those that the source writes: no zone moves them.
    """

    day: str
    time: str = ""

    @property
    def full_day(self) -> date | None:
        """Return the day, where all of it is known."""
        return date.fromisoformat(self.day) if len(self.day) == 10 else None


def parse_moment(text: str, order: DayOrder | None, as_of: date) -> Moment | None:
    """Return the day and the time that a cell says, None where it says none for certain.

    `order` is needed for days of numbers alone. A year of two digits is the last one that `as_of`
    knows of.
    """
    text = text.strip()
    if len(text) > _LONGEST_DATE:
        return None
    for form in (_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST, _YEAR):
        if match := form.fullmatch(text):
            return _moment(match, match.groupdict())
    if match := _YEARLESS.fullmatch(text):
        return _yearless(int(match["month"]), int(match["day"]))
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    order = order or (DayOrder.DAY if first == second else _own_order(match))
    if order is None:
        return None
    month, day = (first, second) if order is DayOrder.MONTH else (second, first)
    year = match["year"]
    if len(year) == 2:
        year = str(_whole_year(int(year), as_of.year))
    return _moment(match, {"year": year, "month": month, "day": day})


def is_no_date(text: str) -> bool:
    """Tell whether a cell holds the zeros by which a program says that there is no day."""
    return _NO_DATE.fullmatch(text.strip()) is not None


def find_day_order(texts: Iterable[str]) -> DayOrder | None:
    """Return the order that days of numbers alone have in a file: one that has a number above 12.

    None where no day tells, or they contradict each other.
    """
    matches = (_NUMBERS.fullmatch(text.strip()) for text in texts if len(text) <= _LONGEST_DATE)
    orders = {_own_order(match) for match in matches if match} - {None}
    return orders.pop() if len(orders) == 1 else None


def _own_order(match: re.Match[str]) -> DayOrder | None:
    first, second = int(match["first"]), int(match["second"])
    if first > 12 >= second:
        return DayOrder.DAY
    return DayOrder.MONTH if second > 12 >= first else None


def _whole_year(short: int, this_year: int) -> int:
    century = this_year - this_year % 100
    return century + short if century + short <= this_year else century - 100 + short


def _moment(match: re.Match[str], parts: dict[str, str | None]) -> Moment | None:
    month = parts.get("month")
    number = _MONTHS.get(plain(month), 0) if month and not month.isdigit() else month
    written = f"{parts['year']}"
    if month is not None:
        written += f"-{int(number or 0):02}"
    if parts.get("day") is not None:
        written += f"-{int(parts['day'] or 0):02}"
    try:
        return Moment(str(parse_partial_date(written)), _time(match))
    except CalendarError:
        return None


def _yearless(month: int, day: int) -> Moment | None:
    try:
        return Moment(str(parse_birthday(f"--{month:02}-{day:02}")))
    except CalendarError:
        return None


def _time(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found.get("hour") is None:
        return ""
    hour, half = int(found["hour"]), (found.get("half") or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return f"{time(hour, int(found['minute'])):%H:%M}"
    except ValueError:
        return ""


def split_values(cell: str) -> Iterator[str]:
    """Yield the values of a cell that holds several, without the empty ones."""
    for part in cell.split(JOINT):
        if value := part.strip():
            yield value


@lru_cache(maxsize=2048)
def foreign_key(column: str) -> str:
    """Return the key under which a column that a vault has no field for is kept.

    `Phonetic First Name` gives `x-phonetic-first-name`: never a key that means something here.
    """
    return f"x-{slug(column)}"
