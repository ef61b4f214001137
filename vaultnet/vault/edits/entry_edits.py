"""A new entry in a log or a journal, as an edit of text that is read back before it is used."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, Journal
from vaultnet.domain.node import Kind, Section
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.source import Source
from vaultnet.vault.edits.entry_text import escaped, escaped_detail, render_entry
from vaultnet.vault.edits.line_edits import LineChange, LineEditError, plan_line_append
from vaultnet.vault.edits.line_places import Layout
from vaultnet.vault.parse import kind_by_path, parse_file, path_of_new
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A note with one entry more, the entry as it reads there, and the line it is written in."""

    change: LineChange
    entry: Entry
    line: str
    number: int

    @property
    def before(self) -> Source:
        """Return the text of the note without the entry."""
        return self.change.before

    @property
    def after(self) -> Source:
        """Return the text of the note with the entry."""
        return self.change.after


def plan_entry(parsed: ParsedFile, entry: Entry, settings: Settings) -> EntryChange:
    """Return what a note becomes with one more entry in its log, or as a journal in its list.

    Text and detail of the entry are what somebody typed, and become no more than that. Raises
    LineEditError where the note cannot take it, or where it would not be read as it was meant.
    """
    wanted = replace(entry, text=escaped(entry.text), detail=escaped_detail(entry.detail))
    is_journal = parsed.kind is Kind.JOURNAL
    page_day = parsed.node.day if isinstance(parsed.node, Journal) else None
    line = render_entry(wanted, Layout(parsed, settings).language(), page_day)
    section = None if is_journal else Section.LOG
    change = plan_line_append(parsed, section, [line], settings)
    read = _entry_at(parse_file(change.after, settings), change.lines[0])
    if read is None or not _agrees(read, wanted):
        raise LineEditError(Phrase("the entry would be read as something else"))
    number = change.lines[0]
    return EntryChange(change, read, change.after.line(number), number)


def journal_path(day: date, settings: Settings) -> str:
    """Return the path of the journal page of a day, whether it is there or not."""
    return path_of_new(Kind.JOURNAL, day.isoformat(), settings)


def empty_journal(path: str, settings: Settings) -> ParsedFile:
    """Return a journal page without entries; its kind is written where no folder says it."""
    kind = kind_by_path(path, settings)
    text = "" if kind is Kind.JOURNAL else "---\nkind: journal\n---\n"
    return parse_file(Source(path, text), settings)


def entries_of(parsed: ParsedFile) -> Sequence[Entry]:
    """Return the entries of a contact or a journal; other pages have none."""
    if isinstance(parsed.node, Contact):
        return parsed.node.log
    return parsed.node.entries if isinstance(parsed.node, Journal) else ()


def _entry_at(parsed: ParsedFile, number: int) -> Entry | None:
    """Return the entry that begins on a line."""
    for index, entry in enumerate(entries_of(parsed)):
        if parsed.source.position(parsed.places[f"log/{index}"].start).line == number:
            return entry
    return None


def _agrees(read: Entry, wanted: Entry) -> bool:
    """Tell whether an entry reads as wanted; its text may name more people, links and topics."""
    named = [person.target for person in read.people]
    asked = [person.target for person in wanted.people]
    return (
        replace(read, people=(), links=(), topics=(), detail="")
        == replace(wanted, people=(), links=(), topics=(), detail="")
        and read.detail.split() == wanted.detail.split()
        and named[: len(asked)] == asked
    )
