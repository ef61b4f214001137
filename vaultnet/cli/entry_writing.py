"""Where an entry is written: into the log of the one it is about, or into the journal."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from vaultnet.cli.address_book import AddressBook
from vaultnet.cli.latest import Planned, write_latest
from vaultnet.cli.problem import Problem
from vaultnet.domain.entry import Entry
from vaultnet.domain.names import NameEntry
from vaultnet.domain.node import Kind, Reference
from vaultnet.late import dataclass
from vaultnet.vault.edits.entry_edits import EntryChange, empty_journal, journal_path, plan_entry
from vaultnet.vault.edits.line_edits import LineEditError
from vaultnet.vault.parsed import ParsedFile

if TYPE_CHECKING:
    from vaultnet.storage import Written


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be logged: the entry, whom it is about, and who else was there."""

    entry: Entry
    people: tuple[NameEntry, ...]
    beside: tuple[NameEntry, ...] = ()

    @property
    def in_journal(self) -> bool:
        """Tell whether the entry is about several people, and so belongs to none of them."""
        return len(self.people) > 1


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written: the wish, and the note with its new entry."""

    wish: Wish
    change: EntryChange


def write_entry(book: AddressBook, wish: Wish) -> "tuple[Logged, Written]":
    """Write an entry; raises Problem where the note cannot take it, and StorageError."""
    path = wish.people[0].path
    if wish.in_journal:
        path = journal_path(wish.entry.day or date.min, book.settings)
    people = (*wish.people, *wish.beside) if wish.in_journal else wish.beside
    links = tuple(Reference(_link_to(book, each)) for each in people)
    entry = replace(wish.entry, people=links)

    def plan() -> Planned[EntryChange]:
        is_new = wish.in_journal and not book.has_file(path)
        parsed = empty_journal(path, book.settings) if is_new else book.read(path)
        if wish.in_journal and parsed.kind is not Kind.JOURNAL:
            message = "{path} is no page of the journal, so it cannot take the entry"
            raise Problem(message, "give that file another name", path=path)
        return Planned(_planned(book, parsed, entry), is_new)

    change, written = write_latest(book.root, plan, "log", book.settings)
    assert written is not None  # noqa: S101 (an entry always changes its note)
    return Logged(wish, change), written


def _planned(book: AddressBook, parsed: ParsedFile, entry: Entry) -> EntryChange:
    try:
        return plan_entry(parsed, entry, book.settings)
    except LineEditError as error:
        hint = "write the line by hand; nothing was written"
        raise Problem("{path}: {reason}", hint, path=parsed.path, reason=error.reason) from None


def _link_to(book: AddressBook, entry: NameEntry) -> str:
    """Return the shortest target that leads to a contact and to nobody else."""
    for target in (entry.id, entry.path.removesuffix(".md")):
        found = book.names.exact(target)
        if len(found) == 1 and found[0].id == entry.id:
            return target
    message = "no link leads to {path} alone"
    raise Problem(message, "give its file a name that no other page has", path=entry.path)
