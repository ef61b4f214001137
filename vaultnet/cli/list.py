"""`vaultnet list`: the contacts, as a table for people or as data for programs."""

import csv
import io
from collections.abc import Mapping, Sequence

import click

from vaultnet.cli.columns import (
    COLUMNS,
    DEFAULT_COLUMNS,
    Cell,
    Reader,
    View,
    plain_cell,
    reader_of,
    shown_cell,
    sort_key,
)
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import Terminal, clean, render_json, render_table
from vaultnet.domain.contact import Contact
from vaultnet.domain.name_search import matches_words, simplified

SCHEMA_VERSION = 1
FORMATS = ("table", "json", "jsonl", "csv", "tsv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@click.argument("query", nargs=-1, metavar="[WORD]…")
@click.option("--columns", metavar="NAMES", help=f"Comma-separated: {', '.join(COLUMNS)}, …")
@click.option("--sort", default="name", metavar="COLUMN", help="-COLUMN for the reverse.")
@click.option("--limit", type=click.IntRange(min=0), help="How many at most.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table")
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
    _write(names, rows, format_, invocation.terminal)
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


def _write(
    names: Sequence[str], rows: Sequence[Mapping[str, Cell]], format_: str, terminal: Terminal
) -> None:
    if format_ == "json":
        contacts = [_plain(row) for row in rows]
        terminal.data(render_json({"schema_version": SCHEMA_VERSION, "contacts": contacts}))
    elif format_ == "jsonl":
        for row in rows:
            terminal.data(render_json(_plain(row), indent=None))
    elif format_ == "table":
        if rows:
            cells = [[shown_cell(row[name]) for name in names] for row in rows]
            terminal.data(render_table(names, cells, terminal))
    else:
        terminal.data(_separated(names, rows, "," if format_ == "csv" else "\t"))


def _plain(row: Mapping[str, Cell]) -> dict[str, object]:
    return {name: plain_cell(cell) for name, cell in row.items()}


def _separated(names: Sequence[str], rows: Sequence[Mapping[str, Cell]], separator: str) -> str:
    """Return rows as CSV or TSV, of which a spreadsheet runs nothing."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow([_harmless(clean(name)) for name in names])
    for row in rows:
        writer.writerow([_harmless(clean(shown_cell(row[name]))) for name in names])
    return text.getvalue().rstrip("\n")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
