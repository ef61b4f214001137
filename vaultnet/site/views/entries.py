"""Log and journal entries as pages show them: single ones, and grouped into a timeline."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, EntryKind, Initiator
from vaultnet.domain.network import Record
from vaultnet.domain.node import Node, NodeId
from vaultnet.labels import entry_kind_label
from vaultnet.late import dataclass
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.lines import DueView, LineView, view_due, view_line

_WEIGHED = frozenset({EntryKind.GAVE, EntryKind.RECEIVED})


@dataclass(frozen=True, slots=True)
class KindView:
    """The kind of an entry: its word, and its name for the style sheet."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry.

    `weight` is 0 where it means nothing; `state` is `open`, `done` or empty; `people` are those
    whom it concerns beside the reader's page, and `origin` is where it was written when that
    is another page.
    """

    day: str
    iso: str
    time: str
    kinds: tuple[KindView, ...]
    line: LineView
    weight: int
    state: str
    due: DueView | None
    done_on: str
    theirs: bool
    people: tuple[PageLink, ...]
    origin: PageLink | None


@dataclass(frozen=True, slots=True)
class TimelineMonth:
    """The entries of one month, newest first."""

    name: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """The months of one year, newest first; `year` is empty for entries without a date."""

    year: str
    months: tuple[TimelineMonth, ...]


def view_record(
    context: Context, record: Record, page: Node | None = None, *, at_home: bool = False
) -> EntryView:
    """Return an entry as it concerns the contact of a page, or everybody when there is none.

    `at_home` tells that it is shown on the page that it was written on.
    """
    words, entry, day = context.words, record.entry, record.entry.day
    writer = context.network.nodes[record.written_in]
    anchor = record.field.replace("/", "-") if at_home else ""
    return EntryView(
        day=words.day(day) if day else "",
        iso=day.isoformat() if day else "",
        time=entry.time,
        kinds=tuple(KindView(kind.value, entry_kind_label(words, kind)) for kind in entry.kinds),
        line=view_line(context, writer, entry, anchor),
        weight=entry.weight if not _WEIGHED.isdisjoint(entry.kinds) else 0,
        state=_state(entry),
        due=view_due(words, entry.due, context.as_of) if entry.due and entry.is_open else None,
        done_on=words.short_date(entry.done_on) if entry.done_on else "",
        theirs=entry.initiator is Initiator.THEM,
        people=() if writer is page else _people(context, writer, entry, page),
        origin=None if writer is page else context.link(writer),
    )


def view_timeline(
    context: Context, records: Sequence[Record], page: Node | None
) -> tuple[TimelineYear, ...]:
    """Return records, given oldest first, by year and month with the newest on top."""
    home = None if page is None else page.id
    years = []
    for year, in_year in groupby(reversed(records), key=_year):
        months = tuple(
            TimelineMonth(
                context.words.month_name(month) if year else "",
                tuple(
                    view_record(context, record, page, at_home=record.written_in == home)
                    for record in in_month
                ),
            )
            for month, in_month in groupby(in_year, key=_month)
        )
        years.append(TimelineYear(str(year or ""), months))
    return tuple(years)


def recorded_days(records: Iterable[Record], as_of: date) -> tuple[date, ...]:
    """Return the days on which there was contact, up to a day, one for each entry."""
    return tuple(
        record.entry.day
        for record in records
        if record.entry.day is not None and record.entry.day <= as_of and record.entry.is_contact
    )


def _people(
    context: Context, writer: Node, entry: Entry, page: Node | None
) -> tuple[PageLink, ...]:
    """Return whom an entry names: the writer of the log, and the contacts beside them."""
    named: dict[NodeId, Contact] = {writer.id: writer} if isinstance(writer, Contact) else {}
    for contact in context.network.resolve_all(entry.people, Contact):
        named[contact.id] = contact
    return tuple(context.link(contact) for contact in named.values() if contact is not page)


def _state(entry: Entry) -> str:
    if entry.is_open:
        return "open"
    return "done" if entry.done else ""


def _year(record: Record) -> int:
    day = record.entry.day
    return day.year if day else 0


def _month(record: Record) -> int:
    day = record.entry.day
    return day.month if day else 0
