"""Any table of people: somebody's own spreadsheet, or what another program exports.

The columns are given fields by a mapping, or by their names. What has no field is kept under a
key of its own, and what is to be left out is named as lost.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from vaultnet.domain.words import plain
from vaultnet.exchange.draft import Complaint, Loss, Origin, Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.cells import find_day_order, split_values
from vaultnet.exchange.tables.csv_reading import Row, Table
from vaultnet.exchange.tables.mapping import (
    FAMILY_NAME,
    GIVEN_NAME,
    KEY,
    NOTES,
    NOTHING,
    Target,
    choose_mapping,
    guess_mapping,
    is_heading,
    kept_key,
    known_targets,
    parse_target,
)
from vaultnet.exchange.tables.people import Cells, ReadRow, columns_by_heading, read_people
from vaultnet.exchange.tables.row_drafts import PersonSheet
from vaultnet.late import pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

SOURCE = "csv"

_DAYS = frozenset({"birthday", "met", "rated"})
_NAMING = frozenset({"name", GIVEN_NAME, FAMILY_NAME, "aliases", "email", "phone", "organisation"})
_BREAKS: Final[Mapping[str, re.Pattern[str]]] = {
    "email": re.compile(r"[;,\r\n]+|(?<=[^\s:])[ \t]+(?=[^\s@]+@)"),
    "phone": re.compile(r"[;\r\n]+"),
    "url": re.compile(r"[;\s]+(?=https?://|www\.)"),
    "tags": re.compile(r"[;,\r\n]+"),
    "aliases": re.compile(r"[;\r\n]+"),
    "languages": re.compile(r"[;,\r\n]+"),
    "functions": re.compile(r"[;,\r\n]+"),
    "serves": re.compile(r"[;\r\n]+"),
}
_IN_ANGLES = pattern(r"[^<>;,]{0,200}<([^<>\s]{3,320})>")
_OURS: Final = frozenset({KEY, "tier", "met_through", "introduced_by"})
_LABELLED_VALUE = pattern(r"[^\W\d_][\w \-/]{0,23}:[ \t]")
_ABSENT = wording('there is no column "{column}" to be "{field}"')
_UNKNOWN = wording('the column "{column}" cannot become "{field}"')


def read_table(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return whom tables hold, by the mapping of the options, a saved one, or a guessed one."""
    readers: list[_Reader] = []

    def row_reader(cells: Cells, options: ReadOptions) -> ReadRow:
        readers.append(_Reader(cells, options))
        return readers[-1].read

    given = {plain(column) for column in _given(options)}
    reading = read_people(
        SOURCE,
        files,
        lambda name: name in given or is_heading(name),
        options,
        row_reader,
        refusal=lambda table: _refusal(table, options, is_alone=len(files) == 1),
    )
    missed = tuple(_missed(readers, options)) if len(files) > 1 else ()
    return replace(
        reading,
        complaints=(*reading.complaints, *missed),
        losses=tuple(loss for reader in readers for loss in reader.losses),
        columns={column: field for reader in readers for column, field in reader.columns()},
    )


def _given(options: ReadOptions) -> Iterator[str]:
    """Yield the columns that mappings name."""
    yield from options.mapping
    for mapping in options.saved_mappings.values():
        yield from mapping


def _missed(readers: Sequence["_Reader"], options: ReadOptions) -> Iterator[Complaint]:
    """Yield a complaint on each column of the mapping that none of several tables has."""
    present = {plain(column) for reader in readers for column, _field in reader.columns()}
    for column, field in options.mapping.items():
        if plain(column) not in present and readers:
            said = Phrase(_ABSENT, {"column": column, "field": field})
            yield Complaint(rules.INVALID_SOURCE_VALUE, readers[0].origin, said)


def _refusal(table: Table, options: ReadOptions, *, is_alone: bool) -> Complaint | None:
    """Return why a table is not read: the mapping is wrong, or no column names people.

    Of several tables, one may lack a column that another has.
    """
    mapping = _Mapping(table, options)
    wrong = mapping.unknown + (mapping.absent if is_alone else [])
    if wrong:
        return wrong[0]
    targets = mapping.targets
    if any(target.field in _NAMING for target in targets.values()):
        return None
    shown = ", ".join(f'"{column}"' for column in table.columns[:12])
    said = Phrase(
        wording("no column is known to hold names; there are {columns}"), {"columns": shown}
    )
    hint = wording('say which it is: --mapping "{column}=name"')
    column = Phrase(hint, {"column": table.columns[0]})
    return Complaint(rules.UNREADABLE_SOURCE, Origin(table.file), said, column)


class _Mapping:
    """What each column of one table becomes, and what is to be said of it."""

    def __init__(self, table: Table, options: ReadOptions) -> None:
        self.absent: list[Complaint] = []
        self.unknown: list[Complaint] = []
        self._table = table
        given = options.mapping or choose_mapping(table.columns, options.saved_mappings)
        guessed = guess_mapping(table.columns)
        self.targets = {**guessed, **self._given(given)}

    def _given(self, mapping: Mapping[str, str]) -> Mapping[str, Target]:
        """Return the targets of a mapping, as far as it is right."""
        columns = columns_by_heading(self._table)
        found: dict[str, Target] = {}
        for said, field in mapping.items():
            column, target = columns.get(plain(said)), parse_target(field)
            if column is not None and target is not None:
                found[column] = target
                continue
            values = {"column": said, "field": field}
            if target is None:
                self.unknown.append(self._complaint(Phrase(_UNKNOWN, values), known_targets()))
            elif column is None:
                self.absent.append(self._complaint(Phrase(_ABSENT, values), self._table.columns))
        return found

    def _complaint(self, message: Phrase, known: Sequence[str]) -> Complaint:
        hint = Phrase(wording("there are {known}"), {"known": ", ".join(known[:60])})
        return Complaint(rules.UNREADABLE_SOURCE, Origin(self._table.file), message, hint)


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, cells: Cells, options: ReadOptions) -> None:
        self.origin = Origin(cells.table.file)
        self._table = cells.table
        self._options = options
        self._breaks = {} if set(cells.table.columns) >= _OURS else _BREAKS
        mapping = _Mapping(cells.table, options)
        self.targets = mapping.targets
        self._orders = {
            column: find_day_order(row.get(column) for row in self._table.rows)
            for column, target in self.targets.items()
            if target.field in _DAYS
        }

    @property
    def losses(self) -> Iterator[Loss]:
        """Yield the columns that were left out as asked."""
        for column, target in self.targets.items():
            if target.field == NOTHING:
                reason = Phrase(wording("the mapping leaves the column out"))
                yield Loss(self.origin, column, reason)

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield what each column was taken for, or the key under which it is kept."""
        for column in self._table.columns:
            target = self.targets.get(column)
            yield column, kept_key(column) if target is None else str(target)

    def read(self, row: Row, sheet: PersonSheet) -> tuple[str, str]:
        """Put all cells of a row onto the sheet; return the name, and the key if there is one."""
        found: dict[str, list[str]] = {}
        for column, cell in row.cells.items():
            target = self.targets.get(column)
            if target is None:
                for value in split_values(cell):
                    sheet.put(kept_key(column), value, column)
            elif target.field in {"name", GIVEN_NAME, FAMILY_NAME, KEY}:
                found.setdefault(target.field, []).append(cell)
            else:
                self._read_cell(column, cell, target, sheet)
        whole, *others = found.get("name") or [""]
        for name in others:
            sheet.add("aliases", name)
        parts = (*found.get(GIVEN_NAME, ()), *found.get(FAMILY_NAME, ()))
        return whole or " ".join(parts), " ".join(found.get(KEY, ())).strip()

    def _read_cell(self, column: str, cell: str, target: Target, sheet: PersonSheet) -> None:
        if target.field == NOTES:
            sheet.note(cell, column)
        elif target.field in _DAYS:
            order = self._orders[column]
            sheet.add_day(target.field, cell, order, self._options.as_of)
        elif target.field != NOTHING:
            for value in self._values(target.field, cell):
                word = "" if _LABELLED_VALUE.match(value) else target.label
                sheet.add(target.field, value, word, column=column)

    def _values(self, field: str, cell: str) -> Iterator[str]:
        """Yield the values of a cell that may hold several: as we write them, or as people do."""
        pattern = self._breaks.get(field)
        bare = _IN_ANGLES.sub(r"\1", cell) if field == "email" else cell
        for part in split_values(bare):
            yield from pattern.split(part) if pattern else (part,)
