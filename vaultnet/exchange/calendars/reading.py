"""iCalendar: past meetings, as encounters with those who were there and have an address.

A recurring event counts by instance; those that were cancelled or declined never happened. The
day is the calendar date where it happened, as the calendar says it.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import field

from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.exchange.calendars.events import Event, EventError, Guest, Moment, parse_event
from vaultnet.exchange.calendars.recurrence import TooOftenError, past_instances
from vaultnet.exchange.calendars.scanning import ScannedCalendar, scan_calendar
from vaultnet.exchange.draft import Complaint, Encounter, Origin, PersonKey, Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

SOURCE = "ics"
CROWD = 50
"""With more people than this nobody is said to have met."""

MEETING = wording("meeting")
CANCELLED = wording("cancelled")
DECLINED = wording("declined")
TO_COME = wording("still to come")
ALONE = wording("nobody else with an address")
CROWDED = wording("with more than 50 people")
OLDER = wording("older versions of an event")
NO_EVENTS = wording("no events, such as to-dos")

_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_LONGEST_TEXT = 500
_MOST_BARREN = 20


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event and the file that it stands in."""

    event: Event
    file: str
    cancelled: bool

    def origin(self, number: int = 0) -> Origin:
        """Return the line that is to blame, by default the first of the event."""
        return Origin(self.file, number or self.event.number)


@dataclass(slots=True)
class _Gathered:
    """What was found so far."""

    encounters: list[Encounter] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    refused: int = 0
    barren: int = 0
    ignored: Counter[str] = field(default_factory=Counter)


def read_calendars(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return the past meetings of some calendars; several files may hold parts of one event."""
    found = _Gathered()
    placed = [item for file in files for item in _events(file, options, found)]
    for held in _by_uid(placed).values():
        _gather_series(_latest(held, found), options, found)
    encounters = tuple(sorted(found.encounters, key=lambda item: (item.day, item.time, item.key)))
    return Reading(
        source=SOURCE,
        encounters=encounters,
        complaints=tuple(found.complaints),
        found=len(encounters) + found.refused + found.ignored.total(),
        refused=found.refused,
        ignored=dict(found.ignored),
    )


def _events(file: SourceFile, options: ReadOptions, found: _Gathered) -> Iterator[_Placed]:
    """Yield the events of a file that can be read; note what is to be said of the others."""
    scanned = scan_calendar(file, options.limits)
    found.complaints.extend(scanned.complaints)
    found.refused += scanned.refused
    if scanned.others:
        found.ignored[NO_EVENTS] += scanned.others
    yield from _parsed(scanned, found)


def _parsed(scanned: ScannedCalendar, found: _Gathered) -> Iterator[_Placed]:
    for block in scanned.blocks:
        try:
            event = parse_event(block, scanned.zone)
        except EventError as error:
            _refuse(found, Origin(scanned.name, error.number), error)
        else:
            yield _Placed(event, scanned.name, event.cancelled or scanned.method == "CANCEL")


def _refuse(found: _Gathered, origin: Origin, error: EventError) -> None:
    rule = rules.EXCEEDED_LIMIT if isinstance(error, TooOftenError) else rules.DAMAGED_RECORD
    found.refused += 1
    found.complaints.append(Complaint(rule, origin, error.reason))


def _by_uid(placed: Iterable[_Placed]) -> dict[str, list[_Placed]]:
    series: dict[str, list[_Placed]] = {}
    for item in placed:
        series.setdefault(item.event.uid, []).append(item)
    return series


def _latest(held: Iterable[_Placed], found: _Gathered) -> tuple[_Placed, ...]:
    """Return the events of one UID, of each instance its last version."""
    latest: dict[str, _Placed] = {}
    for item in held:
        key = item.event.instance.key if item.event.instance else ""
        if key in latest:
            found.ignored[OLDER] += 1
        if key not in latest or latest[key].event.sequence <= item.event.sequence:
            latest[key] = item
    return tuple(latest.values())


def _gather_series(series: Sequence[_Placed], options: ReadOptions, found: _Gathered) -> None:
    """Add the meetings of one UID: instances of its own, then those that follow the rule."""
    zone = next((item.event.start.zone for item in series if item.event.instance is None), "")
    moved = {
        item.event.instance.seen_from(zone).key
        for item in series
        if item.event.instance is not None
    }
    for item in series:
        event = item.event
        if event.instance is not None:
            _gather(item, event.start, event.instance.seen_from(zone), options, found)
        elif reason := _no_meeting(item, options):
            found.ignored[reason] += 1
        else:
            _gather_instances(item, moved, options, found)


def _gather_instances(
    item: _Placed, moved: Container[str], options: ReadOptions, found: _Gathered
) -> None:
    """Add the meetings of an event that follow its rule, but those that were moved."""
    most = options.limits.instances
    try:
        _require_budget(item, options, found)
        instances = past_instances(item.event, options.as_of, most)
    except EventError as error:
        _refuse(found, item.origin(error.number), error)
        return
    found.barren += instances.barren
    if instances.cut:
        message = Phrase("it recurs more than {most} times; not all are read", {"most": most})
        _refuse(found, item.origin(item.event.rule_number), TooOftenError(0, message))
    if not instances.moments:
        found.ignored[TO_COME] += 1
    for moment in instances.moments:
        day = moment.key[:8]  # an instance may be named by its day alone
        if moment.key not in moved and day not in moved:
            _gather(item, moment, moment, options, found)


def _require_budget(item: _Placed, options: ReadOptions, found: _Gathered) -> None:
    """Raise TooOftenError where what was read before has used up what there is for all."""
    number = item.event.rule_number
    if len(found.encounters) >= options.limits.records:
        values = {"most": options.limits.records}
        raise TooOftenError(number, Phrase("more than {most} meetings; it is not read", values))
    if item.event.rule and found.barren >= _MOST_BARREN:
        message = Phrase("too many events have a rule that falls on no day; it is not read")
        raise TooOftenError(number, message)


def _gather(
    item: _Placed, moment: Moment, instance: Moment, options: ReadOptions, found: _Gathered
) -> None:
    """Add one meeting, or count why it is none."""
    event = item.event
    reason = _no_meeting(item, options) or (TO_COME if moment.day >= options.as_of else "")
    if reason:
        found.ignored[reason] += 1
        return
    people = tuple(_others(event, options))
    recurs = event.rule or event.more or event.instance
    found.encounters.append(
        Encounter(
            origin=item.origin(),
            key=f"{event.uid} {instance.key}" if recurs else event.uid,
            day=moment.day,
            kinds=(_kind(event),),
            people=tuple(PersonKey(emails=(one.email,), name=one.name) for one in people),
            text=_text(event, options),
            time="" if moment.all_day else f"{moment.clock:%H:%M}",
            initiator=_initiator(event, people, options),
        )
    )


def _no_meeting(item: _Placed, options: ReadOptions) -> str:
    """Return why nobody met, or nothing."""
    if item.cancelled:
        return CANCELLED
    if any(_is_me(guest, options) and guest.status == "DECLINED" for guest in item.event.guests):
        return DECLINED
    count = sum(1 for _ in _others(item.event, options))
    if count == 0:
        return ALONE
    return CROWDED if count > CROWD else ""


def _others(event: Event, options: ReadOptions) -> Iterator[Guest]:
    """Yield who was there beside the owner, each once: people who did not decline."""
    seen: set[str] = set()
    declined = {guest.email for guest in event.guests if guest.status == "DECLINED"}
    asked = (event.organizer, *event.guests)
    for guest in asked:
        if guest is None or guest.email in seen or guest.email in declined:
            continue
        is_person = guest.kind not in _THINGS and guest.role != "NON-PARTICIPANT"
        if is_person and not _is_me(guest, options) and not _is_calendar(guest):
            seen.add(guest.email)
            yield _named(guest, event)


def _named(guest: Guest, event: Event) -> Guest:
    """Return the same person with the name that another mention gives, where this has none."""
    if guest.name:
        return guest
    return next((one for one in event.guests if one.email == guest.email and one.name), guest)


def _is_me(guest: Guest, options: ReadOptions) -> bool:
    return guest.email in {address.lower() for address in options.my_addresses}


def _is_calendar(guest: Guest) -> bool:
    """Tell whether an address is that of a calendar or a room, not of somebody."""
    return guest.email.endswith((".calendar.google.com", "@resource.calendar.google.com"))


def _kind(event: Event) -> EntryKind:
    if event.start.all_day:
        return EntryKind.EVENT
    return EntryKind.VIDEO if event.video else EntryKind.MET


def _initiator(event: Event, people: Sequence[Guest], options: ReadOptions) -> Initiator | None:
    """Return who asked for the meeting, where that is one of two."""
    if event.organizer is None:
        return None
    if _is_me(event.organizer, options):
        return Initiator.ME
    alone = len(people) == 1 and people[0].email == event.organizer.email
    return Initiator.THEM if alone else None


def _text(event: Event, options: ReadOptions) -> str:
    """Return one line on what it was about: nothing of an event that its calendar hides."""
    if event.private:
        return options.words.text(MEETING)
    summary = " ".join(event.summary.split())
    content = " ".join(event.description.split()) if options.with_content else ""
    return ": ".join(filter(None, (summary, content)))[
        :_LONGEST_TEXT
    ].strip() or options.words.text(MEETING)
