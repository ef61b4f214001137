"""On which days a recurring event was: its rule, dates added and dates taken out, up to a day."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from vaultnet.exchange.calendars.events import Event, EventError, Moment, in_zone
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase

_PARTS = frozenset(
    {
        *("FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"),
        *("BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND"),
    }
)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_UNTIL = pattern(r"(\d{8})(?:T(\d{6})(Z)?)?", re.ASCII)
_CYCLE_YEARS, _CYCLE = 400, timedelta(days=146_097)
_LAST_YEAR = 9_999
_MOMENT = timedelta(seconds=1)
_LONGEST = 500
_MOST_VALUES = 400


class TooOftenError(EventError):
    """An event recurs more often than is read."""


@dataclass(frozen=True, slots=True)
class Instances:
    """When an event was; `cut` tells that it was so more often than is read.

    `barren` tells that its rule names days that never come, which takes long to find out.
    """

    moments: tuple[Moment, ...]
    cut: bool = False
    barren: bool = False


def past_instances(event: Event, as_of: date, most: int) -> Instances:
    """Return when an event was before a day, each instance once, in order.

    Raises EventError for a rule that cannot be read. At most so many instances are returned.
    """
    by_rule = _Rule(event, as_of)
    added = islice(event.more, most)
    ruled = (Moment(clock, event.start.all_day, event.start.zone) for clock in by_rule)
    every = (event.start, *added, *islice(ruled, most + 1))
    begun = [moment for moment in every if moment.day < as_of]
    taken_out = {moment.key for moment in event.but} | {
        moment.day for moment in event.but if moment.all_day
    }
    kept = {
        moment.key: moment
        for moment in begun
        if moment.key not in taken_out and moment.day not in taken_out
    }
    ordered = sorted(kept.values(), key=lambda moment: moment.clock)
    return Instances(tuple(ordered[:most]), len(begun) > most, by_rule.barren)


class _Rule:
    """The times of the rule of an event before a day; `barren` is known after the last.

    The rule is followed in the last years that the calendar of the library has: the calendar
    repeats exactly every 400 years, and a rule that falls on no day ends soon there.
    """

    def __init__(self, event: Event, as_of: date) -> None:
        self.barren = False
        self._event = event
        self._end = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001 (on the wall)

    def __iter__(self) -> Iterator[datetime]:
        """Yield the times, in order; raises EventError where the rule cannot be read."""
        event = self._event
        if not event.rule or event.start.clock >= self._end:
            return
        text, until = _readable(event)
        last = self._end if until is None else min(until + _MOMENT, self._end)
        try:
            yield from self._followed(text, last)
        except (ValueError, TypeError, OverflowError, AttributeError):
            raise _unreadable(event) from None

    def _followed(self, text: str, last: datetime) -> Iterator[datetime]:
        from dateutil.rrule import rrulestr

        shift = _CYCLE * ((_LAST_YEAR - self._end.year) // _CYCLE_YEARS)
        count = 0
        for found in rrulestr(text, dtstart=self._event.start.clock + shift):
            if found - shift >= last:
                return
            yield found - shift
            count += 1
        wanted = re.search(r"COUNT=(\d+)", text)
        self.barren = wanted is None or count < int(wanted[1])


def _readable(event: Event) -> tuple[str, datetime | None]:
    """Return a rule without its end, and the end; raises EventError for a rule that is none."""
    text = event.rule.upper()
    pairs = [part.partition("=") for part in text.strip(";").split(";")]
    parts = {name: value for name, _sign, value in pairs}
    if len(text) > _LONGEST or len(parts) != len(pairs) or not parts.keys() <= _PARTS:
        raise _unreadable(event)
    if any(value.count(",") > _MOST_VALUES for value in parts.values()):
        raise _unreadable(event)
    if parts.get("FREQ") not in _FREQUENCIES:
        _refuse_frequency(event, parts.get("FREQ", ""))
    until = parts.pop("UNTIL", "")
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        parts.pop(name, "")
    kept = ";".join(f"{name}={value}" for name, value in parts.items())
    return kept, _until(event, until) if until else None


def _refuse_frequency(event: Event, frequency: str) -> None:
    if frequency in {"SECONDLY", "MINUTELY", "HOURLY"}:
        message = Phrase("it recurs more often than once a day: {rule}", {"rule": _shown(event)})
        raise TooOftenError(event.rule_number, message)
    raise _unreadable(event)


def _until(event: Event, text: str) -> datetime:
    """Return the last time of a rule by the clock of the event."""
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise _unreadable(event)
    try:
        clock = datetime.strptime(match[1] + (match[2] or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        raise _unreadable(event) from None
    if event.start.all_day:
        return clock.replace(hour=23, minute=59, second=59)
    return in_zone(clock, event.start.zone) if match[3] else clock


def _unreadable(event: Event) -> EventError:
    values = {"rule": _shown(event)}
    return EventError(event.rule_number, Phrase("its rule cannot be read: {rule}", values))


def _shown(event: Event) -> str:
    return event.rule[:60]
