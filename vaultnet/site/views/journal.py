"""The journal: an index by year and month, and each page with its entries."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal
from vaultnet.domain.network import Record
from vaultnet.domain.node import Section
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.entries import EntryView, view_record
from vaultnet.site.views.lines import (
    Field,
    PassageView,
    view_backlinks,
    view_extra,
    view_passages,
    view_private,
    view_tags,
)
from vaultnet.site.views.pages import Part, split

SHOWN_SECTIONS = frozenset({Section.LOG})
ROWS = 200
MAX_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A page of the journal in the index, with the first people that it names."""

    link: PageLink
    day: str
    iso: str
    weekday: str
    month: str
    entries: int
    people: tuple[PageLink, ...]
    more: int


@dataclass(frozen=True, slots=True)
class JournalMonth:
    """The pages of a month, newest first; `name` is empty for pages without a date."""

    name: str
    rows: tuple[JournalRow, ...]


@dataclass(frozen=True, slots=True)
class JournalIndexPage:
    """One part of the index of the journal."""

    frame: Frame
    part: Part[JournalRow]
    months: tuple[JournalMonth, ...]
    path: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of the journal, ready for its template."""

    frame: Frame
    name: str
    day: str
    iso: str
    weekday: str
    tags: tuple[PageLink, ...]
    entries: tuple[EntryView, ...]
    passages: tuple[PassageView, ...]
    prose: SafeHtml | None
    private: SafeHtml
    extra: tuple[Field, ...]
    backlinks: tuple[PageLink, ...]
    previous: PageLink | None
    next: PageLink | None


def sorted_journals(journals: Iterable[Journal]) -> tuple[Journal, ...]:
    """Return journal pages, the newest first and those without a date last."""
    return tuple(sorted(journals, key=lambda page: (page.day or date.min, page.id), reverse=True))


def view_journal_index(context: Context) -> Iterator[JournalIndexPage]:
    """Yield the parts of the index of the journal."""
    rows = [_row(context, journal) for journal in sorted_journals(context.network.journals)]
    for part in split(urls.JOURNAL, rows, ROWS, lambda row: row.month or row.link.text):
        months = tuple(
            JournalMonth(name, tuple(group))
            for name, group in groupby(part.rows, key=lambda row: row.month)
        )
        frame = context.frame(context.words.text("Journal"), urls.JOURNAL)
        yield JournalIndexPage(frame, part, months, part.path)


def view_journal(
    context: Context, journal: Journal, neighbours: tuple[Journal | None, Journal | None]
) -> JournalPage:
    """Return a page of the journal; neighbours are the newer and the older one."""
    words = context.words
    newer, older = neighbours
    records = (Record(entry, journal.id, f"log/{n}") for n, entry in enumerate(journal.entries))
    prose = [p.text for p in journal.passages if p.section in SHOWN_SECTIONS and p.text.strip()]
    return JournalPage(
        frame=context.frame(journal.name, urls.JOURNAL),
        name=journal.name,
        day=words.date(journal.day) if journal.day else "",
        iso=journal.day.isoformat() if journal.day else "",
        weekday=words.weekday(journal.day) if journal.day else "",
        tags=view_tags(context, journal),
        entries=tuple(view_record(context, record, at_home=True) for record in records),
        passages=view_passages(context, journal, SHOWN_SECTIONS),
        prose=context.block(journal.id, "\n\n".join(prose)) if prose else None,
        private=view_private(context, journal),
        extra=view_extra(journal),
        backlinks=view_backlinks(context, journal),
        previous=context.link(older) if older else None,
        next=context.link(newer) if newer else None,
    )


def _row(context: Context, journal: Journal) -> JournalRow:
    words, day = context.words, journal.day
    named = [person for entry in journal.entries for person in entry.people]
    people = context.network.resolve_all(named, Contact)
    return JournalRow(
        link=context.link(journal),
        day=words.day(day) if day else "",
        iso=day.isoformat() if day else "",
        weekday=words.weekday(day) if day else "",
        month=words.month(day) if day else "",
        entries=len(journal.entries),
        people=tuple(context.link(person) for person in people[:MAX_PEOPLE]),
        more=max(0, len(people) - MAX_PEOPLE),
    )
