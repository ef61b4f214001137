"""Rows of values for programs: JSON, JSON lines, and tables that a spreadsheet may open."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import click

from vaultnet.cli.output import Terminal, clean, render_json
from vaultnet.late import dataclass

Cell = str | int | float | bool | date | tuple[str, ...] | None
"""A value of a table: None where it is not known."""

SCHEMA_VERSION = 1
FORMATS = ("table", "json", "jsonl", "csv", "tsv")

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="table",
    help="For people, or for programs.",
)
"""The option of every command that lists something."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say, for people and for programs.

    `text` gives what people read, and is asked only then. `columns` and `rows` are the same as
    one flat table; `document` is the same as an object of JSON, where it says more than the
    rows, which then stand in it under a name of their own.
    """

    text: Callable[[], str]
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Cell]]
    document: Mapping[str, object]


def write_answer(answer: Answer, format_: str, terminal: Terminal) -> None:
    """Print an answer in one of the formats."""
    if format_ == "json":
        terminal.data(render_json({"schema_version": SCHEMA_VERSION, **answer.document}))
    elif format_ == "jsonl":
        for row in answer.rows:
            terminal.data(render_json(plain_row(row, answer.columns), indent=None))
    elif format_ == "table":
        if text := answer.text():
            terminal.data(text)
    else:
        separator = "," if format_ == "csv" else "\t"
        terminal.data(_separated(answer.columns, answer.rows, separator))


def plain_row(row: Mapping[str, Cell], columns: Iterable[str]) -> dict[str, object]:
    """Return a row as an object of JSON."""
    return {name: plain_cell(row[name]) for name in columns}


def shown_cell(cell: Cell) -> str:
    """Return a cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:g}"
    return ", ".join(cell) if isinstance(cell, tuple) else str(cell)


def plain_cell(cell: Cell) -> object:
    """Return a cell as a value of JSON."""
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def _separated(names: Sequence[str], rows: Iterable[Mapping[str, Cell]], separator: str) -> str:
    """Return rows as CSV or TSV, of which a spreadsheet computes nothing."""
    import csv

    from vaultnet.exchange.tables.formula_guard import guarded

    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow([guarded(clean(name)) for name in names])
    for row in rows:
        writer.writerow([_separated_cell(row[name], guarded) for name in names])
    return text.getvalue().rstrip("\n")


def _separated_cell(cell: Cell, guarded: Callable[[str], str]) -> str:
    """Return a cell for a spreadsheet; a number stays one, also below zero."""
    text = clean(shown_cell(cell))
    return text if isinstance(cell, int | float) else guarded(text)
