"""Calendar dates as people know them: in part, without a year, or as a rhythm."""

import re
from datetime import MAXYEAR, date, timedelta

from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording

_PARTIAL = pattern(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_YEARLESS = pattern(r"--(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_CADENCE = pattern(r"(?P<count>[1-9]\d{0,3}) ?(?P<unit>[dwmy])", re.ASCII)
_LEAP_YEAR = 2000
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

DAYS_BY_UNIT = {"d": 1.0, "w": 7.0, "m": 365.2425 / 12, "y": 365.2425}
"""Length of a cadence unit in days, by the mean Gregorian year."""


_MONTHS = (
    wording("January"),
    wording("February"),
    wording("March"),
    wording("April"),
    wording("May"),
    wording("June"),
    wording("July"),
    wording("August"),
    wording("September"),
    wording("October"),
    wording("November"),
    wording("December"),
)


class CalendarError(ValueError):
    """A text that is no date: why, in words that can be translated."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day, as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """Return the first day that this may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Return the last day that this may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or month_length(self.year, month))

    def __str__(self) -> str:
        """Return the form that is written in a vault: `2019`, `2019-10` or `2019-10-04`."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Birthday:
    """A day of the year, with the year where it is known."""

    month: int
    day: int
    year: int | None = None

    def next_after(self, day: date) -> date:
        """Return the first anniversary on or after a day; 29 February falls on 1 March.

        Where the calendar ends before it, it is the last one there is.
        """
        for year in (day.year, day.year + 1):
            anniversary = self._in_year(min(year, MAXYEAR))
            if anniversary >= day:
                break
        return anniversary

    def _in_year(self, year: int) -> date:
        if (self.month, self.day) == (2, 29) and month_length(year, 2) == 28:
            return date(year, 3, 1)
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        """Return the form that is written in a vault: `1985-04-12` or `--04-12`."""
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often to be in touch; a count of None means never."""

    count: int | None
    unit: str = "d"

    @property
    def days(self) -> float | None:
        """Return the length in days, or None for never."""
        return None if self.count is None else self.count * DAYS_BY_UNIT[self.unit]

    def __str__(self) -> str:
        """Return the form that is written in a vault: `6w` or `never`."""
        return "never" if self.count is None else f"{self.count}{self.unit}"


def parse_partial_date(text: str) -> PartialDate:
    """Read `2019`, `2019-10` or `2019-10-04`; raises CalendarError that says what is wrong."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise CalendarError(Phrase("not a date"))
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 (the pattern demands it; this tells the type checker)
    _require_calendar_day(year, month, day)
    return PartialDate(year, month, day)


def parse_date(text: str) -> date:
    """Read a full date `2019-10-04`; raises CalendarError that says what is wrong."""
    partial = parse_partial_date(text)
    if partial.day is None:
        raise CalendarError(Phrase("no day"))
    return partial.first


def parse_birthday(text: str) -> Birthday:
    """Read `1985-04-12` or `--04-12`; raises ValueError that says what is wrong."""
    yearless = _YEARLESS.fullmatch(text)
    if yearless is None:
        full = parse_date(text)
        return Birthday(full.month, full.day, full.year)
    month, day = int(yearless["month"]), int(yearless["day"])
    _require_calendar_day(_LEAP_YEAR, month, day)
    return Birthday(month, day)


def parse_cadence(text: str) -> Cadence:
    """Read `10d`, `6w`, `3m`, `1y` or `never`; raises ValueError for anything else."""
    if text == "never":
        return Cadence(None)
    match = _CADENCE.fullmatch(text)
    if match is None:
        raise CalendarError(Phrase("not a cadence"))
    return Cadence(int(match["count"]), match["unit"])


def days_between(earlier: date, later: date) -> int:
    """Return the days from one date to another, negative when they are the other way round."""
    return (later - earlier) // timedelta(days=1)


def month_length(year: int, month: int) -> int:
    """Return how many days a month has."""
    # The calendar of the standard library imports the names of months in all languages.
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else _MONTH_LENGTHS[month - 1]


def days_after(day: date, days: int) -> date:
    """Return the day that lies some days after one, the last of the calendar at most."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _require_calendar_day(year: int, month: int | None, day: int | None) -> None:
    """Raise CalendarError where the calendar has no such day."""
    if year == 0:
        raise CalendarError(Phrase("no year 0000"))
    if month is not None and not 1 <= month <= 12:
        raise CalendarError(Phrase("no month {month}", {"month": f"{month:02}"}))
    if month is not None and day is not None:
        length = month_length(year, month)
        if not 1 <= day <= length:
            values = {"day": f"{day:02}", "month": Phrase(_MONTHS[month - 1]), "year": year}
            raise CalendarError(Phrase("no day {day} in {month} {year}", values))
