"""The columns of a list of contacts: which there may be, their order, and how they look."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vaultnet.cli.output import Terminal, clean
from vaultnet.cli.paper import Column, lay_out, natural_width
from vaultnet.cli.problem import Problem
from vaultnet.cli.tables import Cell, shown_cell
from vaultnet.domain.dates import Cadence, PartialDate
from vaultnet.query.keys import Form, Key, nearest_key
from vaultnet.query.matching import Attribute, Lexicon, Subject
from vaultnet.query.values import Value, in_order

DEFAULT_COLUMNS = ("name", "tier", "role", "organisation", "last")
_WIDE = 10_000
_LONGEST_NAME = 32
_FLEXIBLE = frozenset({Form.TEXT, Form.ANY})


def split_names(text: str) -> tuple[str, ...]:
    """Return the names that stand between commas."""
    return tuple(name for part in text.split(",") if (name := part.strip()))


def choose_columns(
    lexicon: Lexicon[Subject], names: Iterable[str]
) -> tuple[Attribute[Subject], ...]:
    """Return columns by their names, each once; raises Problem for a name that is none."""
    found = [choose_column(lexicon, name) for name in names]
    return tuple({column.key.name: column for column in found}.values())


def choose_column(lexicon: Lexicon[Subject], name: str) -> Attribute[Subject]:
    """Return a column by its name: a key of the query language, or a field that a contact has.

    Raises Problem for a name that is none, with the nearest one that exists.
    """
    found = lexicon.find(name)
    if found is not None:
        return found
    meant = nearest_key(name, lexicon.others())
    hint = 'did you mean "{meant}"?' if meant else '"vaultnet list --keys" shows all columns'
    raise Problem('no column "{name}"', hint, name=name, meant=meant)


def sort_contacts(
    contacts: Iterable[Subject], lexicon: Lexicon[Subject], names: Sequence[str]
) -> list[Subject]:
    """Return contacts by columns, the first of which counts most; `-name` is the reverse.

    Those of whom a value is not known come last either way. Equals stand by name, and then as
    they came. Raises Problem for a name that is no column, and for what must not order anybody.
    """
    ordered = list(contacts)
    for name in reversed((*names, "name")):
        column = choose_column(lexicon, name.removeprefix("-"))
        if not column.key.orders:
            hint = '"vaultnet audit" shows where it moved you'
            raise Problem('nobody is ordered by "{name}"', hint, name=column.key.name)
        ordered = in_order(ordered, column.key, column.read, reverse=name.startswith("-"))
    return ordered


def cell_of(value: Value) -> Cell:
    """Return a value as a cell of a table; what is not known is None."""
    if isinstance(value, PartialDate | Cadence):
        return str(value)
    return None if value == "" else value


def render_contacts(
    columns: Sequence[Attribute[Subject]], rows: Sequence[Sequence[Cell]], terminal: Terminal
) -> str:
    """Return rows as a table that fits a terminal; in a pipe each row is one line."""
    if not rows:
        return ""
    cells = [
        tuple(_shown(column.key, cell) for column, cell in zip(columns, row, strict=True))
        for row in rows
    ]
    widths = [max(map(natural_width, held)) for held in zip(*cells, strict=True)]
    layout = [_layout(column.key, width) for column, width in zip(columns, widths, strict=True)]
    return lay_out(in_full(terminal), layout, cells, indent=0)


def in_full(terminal: Terminal) -> Terminal:
    """Return the terminal as tables take it: in a pipe they are as wide as they are."""
    return terminal if terminal.out.isatty() else replace(terminal, width=_WIDE)


def _layout(key: Key, width: int) -> Column:
    """Return how a column is laid out: prose may be made narrower, a name of usual length not."""
    is_name = key.name in {"name", "id"} and width <= _LONGEST_NAME
    flexible = key.form in _FLEXIBLE and not is_name
    return Column(clean(key.name), right=key.form is Form.NUMBER, flexible=flexible)


def _shown(key: Key, cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{round(cell, key.digits) + 0.0:.{key.digits}f}"
    return shown_cell(cell)
