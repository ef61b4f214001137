"""One event of a calendar: its properties read, with the line of whatever cannot be."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from vaultnet.exchange.calendars.scanning import Block, ContentLine
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase

_MOMENT = pattern(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.ASCII)
_MAIL = pattern(r"(?:mailto:)?([^\s@<>:,;]+@[^\s@<>:,;]+)", re.IGNORECASE)
_ONCE = (
    *("UID", "DTSTART", "RECURRENCE-ID", "RRULE", "SEQUENCE", "STATUS", "CLASS"),
    *("SUMMARY", "DESCRIPTION", "LOCATION", "ORGANIZER"),
)
_SEVERAL = ("ATTENDEE", "RDATE", "EXDATE", "EXRULE")
_VIDEO = frozenset(
    {"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-ZOOM-MEETING-URL"}
)


class EventError(Exception):
    """An event cannot be read: on which line, and why."""

    def __init__(self, number: int, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.number = number
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time of the clock there and the zone it is in, as far as it is said.

    `clock` is what the clock on the wall said; nothing of it was shifted, but UTC where the
    calendar says in which zone its owner lives. `utc` is what was said in that case.
    """

    clock: datetime
    all_day: bool = False
    zone: str = ""
    utc: datetime | None = None

    @property
    def day(self) -> date:
        """Return the calendar date, there."""
        return self.clock.date()

    @property
    def key(self) -> str:
        """Return the form by which an instance is identified: `20260304T0930`, `20260304`."""
        day = self.day.isoformat().replace("-", "")
        return day if self.all_day else f"{day}T{self.clock:%H%M}"

    def seen_from(self, zone: str) -> "Moment":
        """Return what was said in UTC by the clock of another zone; all else is as it is."""
        if self.utc is None or not zone:
            return self
        return Moment(in_zone(self.utc, zone), zone=zone, utc=self.utc)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was asked to an event, by address; `status` is their answer, in capitals."""

    email: str
    name: str
    status: str = ""
    kind: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as far as it tells who met whom, and when."""

    number: int
    uid: str
    start: Moment
    instance: Moment | None
    rule: str
    rule_number: int
    more: tuple[Moment, ...]
    but: tuple[Moment, ...]
    sequence: int
    cancelled: bool
    private: bool
    summary: str
    description: str
    video: bool
    organizer: Guest | None
    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class _Property:
    number: int
    parameters: Mapping[str, str]
    value: str


def parse_event(block: Block, calendar_zone: str) -> Event:
    """Read an event; raises EventError for one of which it is not known when it is."""
    properties = _properties(block)
    once = {name: found[0] for name, found in properties.items() if name in _ONCE}
    if "DTSTART" not in once:
        raise EventError(block.number, Phrase("the event has no start: DTSTART is missing"))
    start = _moment(once["DTSTART"], calendar_zone, "")
    near = start.zone or calendar_zone
    organizer = once.get("ORGANIZER")
    rule = once.get("RRULE")
    instance = once.get("RECURRENCE-ID")
    location = _text(once, "LOCATION")
    return Event(
        number=block.number,
        uid=_text(once, "UID") or f"{start.key} {_text(once, 'SUMMARY')}",
        start=start,
        instance=None if instance is None else _moment(instance, calendar_zone, near),
        rule="" if rule is None else rule.value.strip(),
        rule_number=block.number if rule is None else rule.number,
        more=tuple(_moments(properties.get("RDATE", []), calendar_zone, near)),
        but=tuple(_moments(properties.get("EXDATE", []), calendar_zone, near)),
        sequence=_whole_number(_text(once, "SEQUENCE")),
        cancelled=_text(once, "STATUS").upper() == "CANCELLED",
        private=_text(once, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"},
        summary=_text(once, "SUMMARY"),
        description=_text(once, "DESCRIPTION"),
        video=any(line.name in _VIDEO for line in block.lines) or "://" in location,
        organizer=None if organizer is None else _guest(organizer),
        guests=tuple(filter(None, map(_guest, properties.get("ATTENDEE", [])))),
    )


def _properties(block: Block) -> dict[str, list[_Property]]:
    """Return what an event says, by name; raises EventError for a line that is none."""
    found: dict[str, list[_Property]] = {}
    for line in block.lines:
        name = line.name
        if name in _ONCE or name in _SEVERAL:
            found.setdefault(name, []).append(_property(line))
    return found


def _property(line: ContentLine) -> _Property:
    from icalendar.parser import Contentline

    try:
        parsed = Contentline(line.text)  # type: ignore[no-untyped-call]
        _name, parameters, value = parsed.parts()
    except ValueError as error:
        shown = {"text": line.text[:60]}
        raise EventError(line.number, Phrase('cannot be read: "{text}"', shown)) from error
    texts = {str(key).upper(): _joined(held) for key, held in parameters.items()}
    return _Property(line.number, texts, value)


def _joined(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _text(once: Mapping[str, _Property], name: str) -> str:
    return once[name].value.strip() if name in once else ""


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _moments(properties: list[_Property], zone: str, near: str) -> Iterator[Moment]:
    """Yield the moments of lists; of a period, its beginning."""
    for item in properties:
        for text in item.value.split(","):
            if text.strip():
                beginning = text.partition("/")[0]
                one = _Property(item.number, item.parameters, beginning)
                yield _moment(one, zone, near)


def _moment(item: _Property, calendar_zone: str, near: str) -> Moment:
    """Read a day or a time; `near` is the zone that a time in UTC is brought into, if any."""
    text = item.value.strip()
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise EventError(item.number, Phrase('no date: "{text}"', {"text": text[:40]}))
    year, month, day, hour, minute = (int(part or 0) for part in match.groups()[:5])
    try:
        clock = datetime(year, month, day, hour, minute)  # noqa: DTZ001 (the clock on the wall)
    except ValueError:
        raise EventError(item.number, Phrase('no date: "{text}"', {"text": text})) from None
    if match[4] is None:
        return Moment(clock, all_day=True)
    if match[7]:
        zone = near or calendar_zone
        return Moment(in_zone(clock, zone), zone=zone, utc=clock)
    return Moment(clock, zone=item.parameters.get("TZID", ""))


def in_zone(clock: datetime, zone: str) -> datetime:
    """Return a time in UTC as the clock of a zone showed it; UTC where the zone is not known."""
    found = find_zone(zone)
    if found is None:
        return clock
    try:
        return clock.replace(tzinfo=UTC).astimezone(found).replace(tzinfo=None)
    except OverflowError:
        return clock


@lru_cache(maxsize=256)
def find_zone(name: str) -> ZoneInfo | None:
    """Return a time zone by its name, that of Windows too; None for one that is not known."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(name, name)) if name else None
    except (ValueError, OSError, LookupError):
        return None


def _guest(item: _Property) -> Guest | None:
    """Return somebody by address; None for who has none."""
    parameters = item.parameters
    texts = (item.value.strip(), parameters.get("EMAIL", ""))
    mail = next(filter(None, map(_MAIL.fullmatch, texts)), None)
    if mail is None:
        return None
    name = parameters.get("CN", "").strip()
    return Guest(
        email=mail[1].lower(),
        name="" if _MAIL.fullmatch(name) else name,
        status=parameters.get("PARTSTAT", "").upper(),
        kind=parameters.get("CUTYPE", "").upper(),
        role=parameters.get("ROLE", "").upper(),
    )
