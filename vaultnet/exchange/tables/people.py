"""Tables that hold a person a row: what all of their readers do."""

from collections.abc import Callable, Sequence

from vaultnet.domain.words import plain
from vaultnet.exchange.draft import Complaint, Draft, Origin, Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.csv_reading import IsHeading, Row, Table, parse_csv
from vaultnet.exchange.tables.row_drafts import PersonSheet
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

ReadRow = Callable[[Row, PersonSheet], tuple[str, str]]
"""Puts all cells of a row onto a sheet; returns the name, and the key where the source has one."""


class Cells:
    """The cells of the rows of one table, by the names of columns in plain form."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = columns_by_heading(table)

    def get(self, row: Row, heading: str) -> str:
        """Return a cell without blanks around it, or nothing."""
        return row.get(self.columns.get(heading, ""))

    def several(self, row: Row, headings: Sequence[str]) -> tuple[str, ...]:
        """Return the cells of some columns that hold something, in that order."""
        return tuple(filter(None, (self.get(row, heading) for heading in headings)))


def columns_by_heading(table: Table) -> dict[str, str]:
    """Return the columns by their names in plain form, in their order; the first of two alike."""
    found: dict[str, str] = {}
    for column in table.columns:
        found.setdefault(plain(column), column)
    return found


def read_people(
    source: str,
    files: Sequence[SourceFile],
    is_heading: IsHeading,
    options: ReadOptions,
    row_reader: Callable[[Cells, ReadOptions], ReadRow],
    *,
    refusal: Callable[[Table], Complaint | None] | None = None,
) -> Reading:
    """Return the people of tables, a row being one of them.

    `refusal` says why a table is none of this format; without it, one known column is enough.
    """
    drafts: list[Draft] = []
    complaints: list[Complaint] = []
    refused = 0
    for file in files:
        table = parse_csv(file, is_heading, options.limits)
        refused += table.refused
        complaints += table.complaints
        if not table.columns and table.refused:
            continue
        foreign = _empty(table) or (refusal(table) if refusal else _foreign(table, is_heading))
        if foreign is not None:
            refused += 1
            complaints.append(foreign)
            continue
        read_row = row_reader(Cells(table), options)
        for row in table.rows:
            sheet = PersonSheet(table.origin(row), options.limits)
            draft = sheet.draft(*read_row(row, sheet))
            complaints += sheet.complaints
            if draft is None:
                refused += 1
            else:
                drafts.append(draft)
    return Reading(
        source=source,
        drafts=tuple(drafts),
        complaints=tuple(complaints),
        found=len(drafts) + refused,
        refused=refused,
    )


def _empty(table: Table) -> Complaint | None:
    """Return the complaint of a table in which nothing stands."""
    if table.columns:
        return None
    return Complaint(
        rules.UNREADABLE_SOURCE, Origin(table.file), Phrase(wording("there is nothing in the file"))
    )


def _foreign(table: Table, is_heading: IsHeading) -> Complaint | None:
    if any(is_heading(plain(column)) for column in table.columns):
        return None
    said = Phrase(wording("none of the columns is one that this format has"))
    hint = Phrase(wording("look at the format; any table can be read with vaultnet import csv"))
    return Complaint(rules.UNREADABLE_SOURCE, Origin(table.file), said, hint)
