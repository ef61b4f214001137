"""Tables of text as programs export them: bytes to rows, whatever their dialect.

The encoding, the delimiter and the line of the headings are found, never asked for. A row that
cannot be read is told with its line, and the next one is read; a quote that is opened and never
closed costs its own line, not the file.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from itertools import count as count_from

from vaultnet.diagnostics import Rule
from vaultnet.domain.words import plain
from vaultnet.exchange.draft import Complaint, Origin, SourceFile
from vaultnet.exchange.options import Limits
from vaultnet.exchange.tables.formula_guard import unguarded
from vaultnet.exchange.text_decoding import CONTROL, decode_text
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

_DELIMITERS = (",", ";", "\t", "|")
_SAID_DELIMITER = pattern(r"\"?sep=(.)\"?[\r\n]*", re.IGNORECASE | re.DOTALL)
_LIMITS = Limits()
_SAMPLE = 40
_SAMPLE_LINES = 1_000

IsHeading = Callable[[str], bool]
"""Tells whether the name of a column, in plain form, is one that the reader of a format knows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, and its cells by column, without the empty ones."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell without blanks around it, or nothing."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns in their order; `refused` counts the rows that were left out."""

    file: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    refused: int = 0

    def origin(self, row: Row) -> Origin:
        """Return where a row stands."""
        return Origin(self.file, row.line)


def no_heading(_name: str) -> bool:
    """Know no column: the first row that is as wide as the table has the headings."""
    return False


def parse_csv(
    file: SourceFile, is_heading: IsHeading = no_heading, limits: Limits = _LIMITS
) -> Table:
    """Return the table that a file holds; never raises.

    `is_heading` helps to find the delimiter and the row of the headings behind a preamble.
    """
    text, complaints = decode_text(file)
    lines = list(io.StringIO(text, newline=""))
    parsing = _Parsing(file.name, lines, complaints, limits)
    with _any_length(len(text)):
        return parsing.table(is_heading)


@contextmanager
def _any_length(length: int) -> Iterator[None]:
    """Let the `csv` module read cells of any length, as long as one table is read."""
    before = csv.field_size_limit(max(length, 131072))
    try:
        yield
    finally:
        csv.field_size_limit(before)


@dataclass(frozen=True, slots=True)
class _Record:
    """The cells that begin on one line, and where the next begin; a fault has no cells."""

    start: int
    end: int
    cells: Sequence[str] = ()
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.fault and not any(cell.strip() for cell in self.cells)


def _record(lines: Sequence[str], start: int, delimiter: str) -> _Record:
    """Return the record that begins on a line.

    One that runs over several lines and ends in a fault has swallowed other rows, so that it
    costs only its first line. Each line is then read at most twice: if a quote of its own could
    open a cell, it would have closed the swallowing one.
    """
    following = map(lines.__getitem__, range(start, len(lines)))
    reader = csv.reader(following, delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error as error:
        if reader.line_num <= 1 and "end of data" not in str(error):
            cells = next(csv.reader([lines[start]], delimiter=delimiter))
            return _Record(start, start + 1, cells)
        return _Record(start, start + 1, fault=wording("a quote is opened and not closed"))
    return _Record(start, start + reader.line_num, cells)


def _records(lines: Sequence[str], delimiter: str) -> Iterator[_Record]:
    start = 0
    while start < len(lines):
        if not lines[start].strip():
            start += 1
            continue
        record = _record(lines, start, delimiter)
        start = record.end
        if not record.is_blank:
            yield record


class _Parsing:
    """One reading of the lines of a table."""

    def __init__(
        self, name: str, lines: list[str], complaints: tuple[Complaint, ...], limits: Limits
    ) -> None:
        self._limits = limits
        self._name = name
        self._lines = lines
        self._complaints = list(complaints)
        self._refused = 0

    def table(self, is_heading: IsHeading) -> Table:
        """Return the whole table."""
        said = _SAID_DELIMITER.fullmatch(self._lines[0]) if self._lines else None
        if said:
            self._lines[0] = "\n"
        delimiter = said[1] if said else _find_delimiter(self._lines, is_heading)
        records = _records(self._lines, delimiter)
        above = list(islice(records, _SAMPLE))
        place = _find_headings(above, is_heading)
        columns = self._columns(above, place, is_heading)
        rows = self._rows(chain(above[place + 1 :], records), columns) if columns else ()
        return Table(self._name, columns, tuple(rows), tuple(self._complaints), self._refused)

    def _columns(
        self, above: Sequence[_Record], place: int, is_heading: IsHeading
    ) -> tuple[str, ...]:
        """Return the names of the columns; none where there are none, or far too many.

        What stands below a damaged line is not taken for them unless it is known.
        """
        for record in above[: place + 1]:
            if record.fault:
                self._refuse(record, rules.DAMAGED_RECORD, Phrase(record.fault))
        is_damaged = any(record.fault for record in above[: place + 1])
        if not above or (is_damaged and not _known(above[place], is_heading)):
            return ()
        fault = _fault(above[place], self._limits)
        if fault is None:
            return _named_columns(above[place].cells)
        self._refuse(above[place], *fault)
        return ()

    def _rows(self, records: Iterator[_Record], columns: tuple[str, ...]) -> Iterator[Row]:
        """Yield the rows that can be read, and tell of the others."""
        count = 0
        for record in records:
            if count == self._limits.records:
                template = wording("from here on nothing is read: {most} rows are the most")
                self._refuse(record, rules.EXCEEDED_LIMIT, Phrase(template, {"most": count}))
                self._refused += sum(1 for _ in records)
                return
            fault = _fault(record, self._limits)
            if fault is not None:
                self._refuse(record, *fault)
                continue
            count += 1
            yield self._row(record, columns)

    def _row(self, record: _Record, columns: tuple[str, ...]) -> Row:
        cells = list(record.cells)
        while len(cells) > len(columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(columns):
            template = wording("the row has {n} cells, and there are {columns} columns")
            values = {"n": len(cells), "columns": len(columns)}
            hint = Phrase(wording("look whether something of it stands in a wrong column"))
            self._warn(record, Phrase(template, values), hint)
        names = chain(columns, (f"Column {n}" for n in count_from(len(columns) + 1)))
        return Row(record.start + 1, self._cells(record, zip(names, cells, strict=False)))

    def _cells(self, record: _Record, named: Iterator[tuple[str, str]]) -> Mapping[str, str]:
        """Return the cells that are not empty, without what only machines read."""
        kept: dict[str, str] = {}
        for name, written in named:
            cell = written if written.isprintable() else CONTROL.sub("", written)
            if len(cell) < len(written):
                template = wording("control characters are left out of the column {column}")
                self._warn(record, Phrase(template, {"column": name}))
            if cell:
                kept[name] = unguarded(cell)
        return kept

    def _warn(self, record: _Record, message: Phrase, hint: Phrase | None = None) -> None:
        origin = Origin(self._name, record.start + 1)
        self._complaints.append(Complaint(rules.INVALID_SOURCE_VALUE, origin, message, hint))

    def _refuse(self, record: _Record, rule: Rule, message: Phrase) -> None:
        self._refused += 1
        hint = Phrase(wording("close it, or take it out")) if record.fault else None
        origin = Origin(self._name, record.start + 1)
        self._complaints.append(Complaint(rule, origin, message, hint))


def _fault(record: _Record, limits: Limits) -> tuple[Rule, Phrase] | None:
    """Return why a record cannot be taken, or None."""
    if record.fault:
        return rules.DAMAGED_RECORD, Phrase(record.fault)
    if len(record.cells) > limits.columns:
        template = wording("the row has {n} cells, and at most {most} are read")
        values = {"n": len(record.cells), "most": limits.columns}
        return rules.EXCEEDED_LIMIT, Phrase(template, values)
    length = sum(map(len, record.cells))
    if length > limits.record:
        template = wording("the row has {n} characters, and at most {most} are read")
        values = {"n": length, "most": limits.record}
        return rules.EXCEEDED_LIMIT, Phrase(template, values)
    return None


def _find_delimiter(lines: Sequence[str], is_heading: IsHeading) -> str:
    """Return what divides the cells: it shows most known headings, then most even rows."""
    beginning = lines[:_SAMPLE_LINES]

    def evidence(delimiter: str) -> tuple[int, int, int]:
        sample = list(islice(_records(beginning, delimiter), _SAMPLE))
        known = max((_known(record, is_heading) for record in sample), default=0)
        widths = Counter(len(record.cells) for record in sample if len(record.cells) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return known, times, width

    return max(_DELIMITERS, key=evidence)


def _find_headings(records: Sequence[_Record], is_heading: IsHeading) -> int:
    """Return which record names the columns: that with most known names, else the first wide one.

    A preamble of a line or two has fewer cells than the table below it.
    """
    known = [_known(record, is_heading) for record in records]
    if any(known):
        return known.index(max(known))
    widths = Counter(len(record.cells) for record in records)
    usual = widths.most_common(1)[0][0] if widths else 0
    wide = (n for n, record in enumerate(records) if len(record.cells) >= usual)
    return next(wide, 0)


def _known(record: _Record, is_heading: IsHeading) -> int:
    return len({name for name in map(plain, record.cells) if is_heading(name)})


def _named_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each column, no two of them alike."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, start=1):
        name = " ".join(CONTROL.sub("", cell).split()) or f"Column {number}"
        names[name if name not in names else f"{name} ({number})"] = None
    return tuple(names)
