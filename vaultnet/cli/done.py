"""`vaultnet done`: tick off what was promised, asked for, or to be done."""

from collections.abc import Iterator, Sequence
from datetime import date

import click

from vaultnet.cli.address_book import AddressBook, open_address_book
from vaultnet.cli.invocation import Invocation, pass_invocation, read_day
from vaultnet.cli.note_writing import write_edited
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.open_items import list_open, render_candidates
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.cli.tables import format_option, write_answer
from vaultnet.domain.entry import Entry
from vaultnet.domain.name_search import simplified
from vaultnet.domain.names import NameEntry
from vaultnet.domain.node import Kind
from vaultnet.vault.edits.line_edits import LineChange, LineEditError
from vaultnet.vault.edits.open_items import OpenItem, find_open_items, plan_tick


@click.command()
@click.argument("name")
@click.argument("task", nargs=-1, metavar="[TASK]")
@click.option("--date", "day", metavar="DATE", help="When it was done; else today.")
@format_option
@pass_invocation
def command(
    invocation: Invocation, name: str, task: tuple[str, ...], *, day: str | None, format_: str
) -> int:
    """Tick off a promise, a request, a task or a milestone.

    NAME is a contact or an objective. TASK is a number in the list of what is open, or some
    words of it. Without one, that list is shown: the promises and requests of the log and the
    journal and the tasks of Next, or the milestones.
    """
    book = open_address_book(invocation)
    words = book.words
    page = book.page(name, (Kind.CONTACT, Kind.OBJECTIVE))
    items = _open_items(book, page)
    if not task:
        answer = list_open(invocation, book, page, items)
        write_answer(answer, format_, invocation.terminal)
        return 0 if items else 1
    done_on = _past_day(day, invocation)
    item = _chosen(book, page, items, " ".join(task))
    change = _planned(book, item, done_on)
    written = write_edited(book.root, [change], "done", book.settings)
    line = change.after.line(item.line)
    invocation.terminal.data(f"{clean(change.path)}:{item.line}: {clean(line)}")
    invocation.terminal.remark(
        words.plural(
            "{n} more is open with {name}.",
            "{n} more are open with {name}.",
            len(items) - 1,
            name=clean(page.name),
        )
        if len(items) > 1
        else words.text("Nothing else is open with {name}.", name=clean(page.name))
    )
    tell_unless_flushed(written, invocation.terminal, words)
    return 0


def _past_day(text: str | None, invocation: Invocation) -> date:
    day = read_day(text, invocation.as_of)
    if day > invocation.as_of:
        message = "{day} is still to come, so it cannot be done by then already"
        raise Problem(message, "leave --date out for today", day=day)
    return day


def _open_items(book: AddressBook, page: NameEntry) -> Sequence[OpenItem]:
    """Return what is open with a page, the earliest due first, those without a day last."""
    found = [*find_open_items(book.read(page.path)), *_in_journals(book, page)]
    return sorted(found, key=lambda item: (item.due or date.max, item.path, item.line))


def _in_journals(book: AddressBook, page: NameEntry) -> Iterator[OpenItem]:
    """Yield the open entries of the journal that concern a contact."""
    if page.kind is not Kind.CONTACT:
        return

    def concerns(entry: Entry) -> bool:
        return any(
            [found.id for found in book.names.exact(person.target)] == [page.id]
            for person in entry.people
        )

    for each in book.names.entries():
        if each.kind is Kind.JOURNAL and (parsed := book.read_if_named(each.path, page)):
            yield from find_open_items(parsed, concerns)


def _chosen(book: AddressBook, page: NameEntry, items: Sequence[OpenItem], text: str) -> OpenItem:
    """Return the open item that a number or some words mean; raises Problem otherwise."""
    hint = 'vaultnet done "{id}" lists what is open'
    if text.isascii() and text.isdigit():
        if 1 <= int(text) <= len(items):
            return items[int(text) - 1]
        raise Problem("nothing open has the number {text}", hint, text=text, id=page.id)
    found = _matching(items, simplified(text).split())
    if len(found) == 1:
        return items[found[0]]
    if found:
        lines = render_candidates(book, [(n + 1, items[n]) for n in found])
        message = '"{text}" may be {count} things:{lines}'
        hint = "give more of its words, or its number"
        raise Problem(message, hint, text=text, count=len(found), lines=lines)
    message = 'nothing open with {name} holds the words "{text}"'
    raise Problem(message, hint, name=page.name, text=text, id=page.id)


def _matching(items: Sequence[OpenItem], words: Sequence[str]) -> Sequence[int]:
    """Return the places of the items that hold all words: in full, as beginnings, or anywhere."""
    texts = [simplified(item.text) for item in items]
    parts = [set(_split(text)) for text in texts]
    for found in (
        [n for n, part in enumerate(parts) if part.issuperset(words)],
        [
            n
            for n, part in enumerate(parts)
            if all(any(p.startswith(w) for p in part) for w in words)
        ],
        [n for n, text in enumerate(texts) if all(word in text for word in words)],
    ):
        if found:
            return found
    return []


def _split(text: str) -> list[str]:
    """Return the words of a text, without the signs around them."""
    return "".join(each if each.isalnum() else " " for each in text).split()


def _planned(book: AddressBook, item: OpenItem, day: date) -> LineChange:
    try:
        return plan_tick(item, day, book.settings)
    except LineEditError as error:
        hint = "tick it off by hand; nothing was written"
        values = {"path": item.path, "line": item.line, "reason": error.reason}
        raise Problem("{path}:{line}: {reason}", hint, **values) from None
