"""`vaultnet list`: the contacts, as a table for people or as data for programs."""

from collections.abc import Mapping, Sequence

import click

from vaultnet.cli.columns import (
    COLUMNS,
    DEFAULT_COLUMNS,
    Reader,
    View,
    reader_of,
    sort_key,
)
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import Terminal, render_table
from vaultnet.cli.tables import (
    Answer,
    Cell,
    format_option,
    plain_row,
    shown_cell,
    write_answer,
)
from vaultnet.domain.contact import Contact
from vaultnet.domain.name_search import matches_words, simplified


@click.command()
@click.argument("query", nargs=-1, metavar="[WORD]…")
@click.option("--columns", metavar="NAMES", help=f"Comma-separated: {', '.join(COLUMNS)}, …")
@click.option("--sort", default="name", metavar="COLUMN", help="-COLUMN for the reverse.")
@click.option("--limit", type=click.IntRange(min=0), help="How many at most.")
@format_option
@pass_invocation
def command(
    invocation: Invocation,
    query: tuple[str, ...],
    *,
    columns: str | None,
    sort: str,
    limit: int | None,
    format_: str,
) -> int:
    """List contacts.

    With WORDs only those whose name, alias or id holds every one of them. Ends in 1 when there
    are none.
    """
    workspace = invocation.open()
    view = View(workspace.vault.network, invocation.as_of)
    everybody = view.network.contacts
    words = [word for part in query for word in simplified(part).split()]
    chosen = [contact for contact in everybody if matches_words(contact, words)]
    names = _names(columns)
    readers = {name: reader_of(name, everybody) for name in names}
    ordered = _sorted(chosen, sort, view, everybody)[:limit]
    rows = [{name: read(view, contact) for name, read in readers.items()} for contact in ordered]
    contacts = {"contacts": [plain_row(row, names) for row in rows]}
    terminal = invocation.terminal
    answer = Answer(lambda: _table(rows, names, terminal), names, rows, contacts)
    write_answer(answer, format_, terminal)
    if not rows:
        language = workspace.vault.settings.language
        invocation.terminal.remark(invocation.words(language).text("no contacts found"))
    return 0 if rows else 1


def _names(columns: str | None) -> tuple[str, ...]:
    if columns is None:
        return DEFAULT_COLUMNS
    names = (name.strip() for name in columns.split(","))
    return tuple(dict.fromkeys(name for name in names if name)) or DEFAULT_COLUMNS


def _sorted(
    contacts: Sequence[Contact], sort: str, view: View, everybody: Sequence[Contact]
) -> list[Contact]:
    """Return the contacts by a column; unknown values stay last in the reverse order too."""
    reverse = sort.startswith("-")
    read: Reader = reader_of(sort.removeprefix("-"), everybody)
    known = [contact for contact in contacts if read(view, contact) not in (None, ())]
    unknown = [contact for contact in contacts if read(view, contact) in (None, ())]
    known.sort(key=lambda contact: sort_key(read(view, contact)), reverse=reverse)
    return known + unknown


def _table(rows: Sequence[Mapping[str, Cell]], names: Sequence[str], terminal: Terminal) -> str:
    cells = [[shown_cell(row[name]) for name in names] for row in rows]
    return render_table(names, cells, terminal) if cells else ""
