"""What is open with somebody, for people with a number each, and for programs."""

import re
from collections.abc import Sequence

from vaultnet.cli.address_book import AddressBook
from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import clean
from vaultnet.cli.paper import Column, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reports.day_distance import distance
from vaultnet.cli.tables import Answer, Cell
from vaultnet.domain.dates import days_between
from vaultnet.domain.names import NameEntry
from vaultnet.language import Translator, message
from vaultnet.late import pattern
from vaultnet.vault.edits.open_items import ItemKind, OpenItem

COLUMNS = ("number", "kind", "due", "text", "file", "line")
_LINK = pattern(r"!?\[\[([^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]")
_LABELS = {
    ItemKind.PROMISE: message("promised"),
    ItemKind.REQUEST: message("asked"),
    ItemKind.TASK: message("task"),
    ItemKind.MILESTONE: message("milestone"),
}


def list_open(
    invocation: Invocation, book: AddressBook, page: NameEntry, items: Sequence[OpenItem]
) -> Answer:
    """Return what is open with a page, as `done` numbers it."""
    rows: list[dict[str, Cell]] = [
        {
            "number": number,
            "kind": item.kind.value,
            "due": item.due,
            "text": item.text,
            "file": item.path,
            "line": item.line,
        }
        for number, item in enumerate(items, 1)
    ]
    from vaultnet.cli.tables import plain_row

    document = {
        "id": page.id,
        "name": page.name,
        "open": [plain_row(row, COLUMNS) for row in rows],
    }
    return Answer(lambda: _listed(invocation, book, page, items), COLUMNS, rows, document)


def render_candidates(book: AddressBook, items: Sequence[tuple[int, OpenItem]]) -> tuple[str, ...]:
    """Return open items with their numbers, each in a line of its own."""
    return tuple(f"\n{number}: {_shown(book, item.text)}" for number, item in items)


def _listed(
    invocation: Invocation, book: AddressBook, page: NameEntry, items: Sequence[OpenItem]
) -> str:
    words, terminal = book.words, invocation.terminal
    if not items:
        return words.text("Nothing is open with {name}.", name=clean(page.name))
    title = heading(terminal, words.text("Open with {name}", name=page.name), str(len(items)))
    columns = (Column(right=True), Column(), Column(flexible=True), Column())
    rows = [
        (
            str(number),
            words.text(_LABELS[item.kind]),
            _shown(book, item.text),
            _due(words, item, invocation),
        )
        for number, item in enumerate(items, 1)
    ]
    hint = words.text('"vaultnet done {id} NUMBER" ticks one off.', id=page.id)
    return f"{title}\n{lay_out(terminal, columns, rows)}\n\n{paragraph(terminal, hint)}"


def _due(words: Translator, item: OpenItem, invocation: Invocation) -> Written:
    if item.due is None:
        return ""
    told = distance(words, item.due, invocation.as_of)
    return Styled(told, "warning") if days_between(item.due, invocation.as_of) > 0 else told


def _shown(book: AddressBook, text: str) -> str:
    """Return the Markdown of a line with its links as names."""

    def name(match: re.Match[str]) -> str:
        found = book.names.exact(match[1])
        return match[2] or (found[0].name if len(found) == 1 else match[1])

    return clean(_LINK.sub(name, " ".join(text.split())))
