"""The tables of a LinkedIn export: an archive or files out of one, wherever they lie in it.

Nothing is unpacked to the disk, an archive within an archive stays closed, and what an archive
holds is read up to a limit whatever it says of its own size.
"""

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import Final

from vaultnet.diagnostics import Rule
from vaultnet.domain.words import plain
from vaultnet.exchange.draft import Complaint, Loss, Origin, SourceFile
from vaultnet.exchange.options import Limits
from vaultnet.exchange.tables.csv_reading import Row, Table, parse_csv
from vaultnet.exchange.tables.people import columns_by_heading
from vaultnet.exchange.text_decoding import CONTROL
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules


class Part(Enum):
    """What a table of an export is about, with the headings that tell it from the others."""

    CONNECTIONS = ("first name", "last name", "connected on")
    INVITATIONS = ("from", "to", "sent at", "direction")
    MESSAGES = ("from", "to", "date", "content")
    ENDORSEMENTS_RECEIVED = ("endorsement date", "skill name", "endorser first name")
    ENDORSEMENTS_GIVEN = ("endorsement date", "skill name", "endorsee first name")
    RECOMMENDATIONS_RECEIVED = ("first name", "last name", "text", "creation date", "job title")
    RECOMMENDATIONS_GIVEN = ("first name", "last name", "text", "creation date")
    POSITIONS = ("company name", "title", "started on")
    EDUCATION = ("school name", "start date", "end date")
    PROFILE = ("first name", "last name", "headline")


_OTHER_HEADINGS = (
    *("url", "email address", "company", "position", "message", "inviterprofileurl"),
    *("inviteeprofileurl", "conversation id", "sender profile url", "folder", "subject"),
    *("endorser last name", "endorsee last name", "endorser public url", "endorsee public url"),
    *("endorsement status", "status", "description", "location", "finished on", "degree name"),
    *("activities", "notes", "maiden name", "summary", "industry", "geo location"),
)
HEADINGS: Final = frozenset(heading for part in Part for heading in part.value) | frozenset(
    _OTHER_HEADINGS
)
"""The names of columns of these tables, in plain form."""

_UNZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
_MEMBER_FAULTS = (*_UNZIP_FAULTS, OSError, ValueError, UnicodeDecodeError)
_SMALL: Final = 10 * 1024 * 1024
_TIGHTEST: Final = 100
"""How many times smaller a large table may be packed; real ones come to about ten."""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table of an export; cells are asked for by heading in plain form."""

    part: Part
    table: Table
    columns: dict[str, str]

    def cell(self, row: Row, heading: str) -> str:
        """Return a cell of a row, or nothing where the table has no such column."""
        return row.get(self.columns.get(heading, ""))

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        yield from self.table.rows


@dataclass(frozen=True, slots=True)
class OpenedExport:
    """What was found in files: tables, and what could not be opened or has no use here."""

    tables: tuple[ExportTable, ...]
    complaints: tuple[Complaint, ...]
    losses: tuple[Loss, ...]
    refused: int


def open_export(files: Sequence[SourceFile], limits: Limits) -> OpenedExport:
    """Return the tables of an export; never raises."""
    opening = _Opening(limits)
    for file in files:
        opening.open(file)
    opening.settle()
    return opening.opened()


class _Opening:
    """One walk through files and archives."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tables: list[ExportTable] = []
        self._complaints: list[Complaint] = []
        self._losses: list[Loss] = []
        self._refused = 0
        self._unpacked = 0
        self._foreign: list[str] = []

    def opened(self) -> OpenedExport:
        """Return what was found so far."""
        return OpenedExport(
            tuple(self._tables), tuple(self._complaints), tuple(self._losses), self._refused
        )

    def open(self, file: SourceFile) -> None:
        """Read a file that was given: an archive or a table."""
        if file.data[:4] == b"PK\x03\x04" or file.name.casefold().endswith(".zip"):
            self._open_archive(file)
        else:
            self._open_table(file)

    def settle(self) -> None:
        """Say what the tables of other things are: of no use beside known ones, else a mistake."""
        for name in self._foreign:
            if self._tables:
                self._lose(name, wording("it says nothing that a vault holds"))
                continue
            said = Phrase(wording("the file is none of the tables that LinkedIn exports"))
            hint = Phrase(wording("give the archive as it was downloaded, or Connections.csv"))
            self._refuse(rules.UNREADABLE_SOURCE, Origin(name), said, hint)

    def _open_archive(self, file: SourceFile) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
                self._open_members(file.name, archive)
        except _MEMBER_FAULTS:
            said = Phrase(wording("the file is no ZIP archive, or is damaged"))
            hint = Phrase(wording("download it again"))
            self._refuse(rules.UNREADABLE_SOURCE, Origin(file.name), said, hint)

    def _open_members(self, name: str, archive: zipfile.ZipFile) -> None:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > self._limits.members:
            template = wording("there are {n} files in the archive, and at most {most} are read")
            values = {"n": len(members), "most": self._limits.members}
            self._refuse(rules.EXCEEDED_LIMIT, Origin(name), Phrase(template, values))
            return
        for member in members:
            shown = f"{name}/{CONTROL.sub('', member.filename)}"
            if member.filename.casefold().endswith(".csv"):
                self._open_member(shown, archive, member)
            elif member.filename.casefold().endswith(".zip"):
                self._lose(shown, wording("an archive within an archive is not opened"))
            else:
                self._lose(shown, wording("the file is no table"))

    def _open_member(self, shown: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        if _is_inflated(member):
            said = Phrase(wording("the file in the archive is packed as tightly as no table is"))
            hint = Phrase(wording("give the archive as it was downloaded"))
            self._refuse(rules.EXCEEDED_LIMIT, Origin(shown), said, hint)
            return
        room = self._limits.unpacked - self._unpacked
        try:
            with archive.open(member) as opened:
                data = opened.read(room + 1)
        except _MEMBER_FAULTS:
            said = Phrase(wording("the file in the archive is damaged, or has a password"))
            self._refuse(rules.UNREADABLE_SOURCE, Origin(shown), said)
            return
        self._unpacked += len(data)
        if len(data) > room:
            template = wording("unpacked, the archive has more than {most} bytes")
            values = {"most": self._limits.unpacked}
            self._refuse(rules.EXCEEDED_LIMIT, Origin(shown), Phrase(template, values))
            return
        self._open_table(SourceFile(shown, data))

    def _open_table(self, file: SourceFile) -> None:
        table = parse_csv(file, HEADINGS.__contains__, self._limits)
        columns = columns_by_heading(table)
        part = _part(file.name, columns.keys())
        if part is None:
            self._foreign.append(file.name)
            return
        self._tables.append(ExportTable(part, table, columns))
        self._complaints += table.complaints
        self._refused += table.refused

    def _lose(self, name: str, reason: str) -> None:
        self._losses.append(Loss(Origin(name), name.rpartition("/")[2], Phrase(reason)))

    def _refuse(
        self, rule: Rule, origin: Origin, message: Phrase, hint: Phrase | None = None
    ) -> None:
        self._refused += 1
        self._complaints.append(Complaint(rule, origin, message, hint))


def _is_inflated(member: zipfile.ZipInfo) -> bool:
    """Tell whether a file was made to fill the memory: it is large, and nearly nothing packed."""
    return member.file_size > max(_SMALL, _TIGHTEST * member.compress_size)


def _part(name: str, headings: Collection[str]) -> Part | None:
    """Return what a table is about, by its headings and, of two that have the same, its name."""
    found = [part for part in Part if set(part.value) <= set(headings)]
    recommendations = {Part.RECOMMENDATIONS_GIVEN, Part.RECOMMENDATIONS_RECEIVED}
    if recommendations.intersection(found):
        is_given = "given" in plain(name.rpartition("/")[2])
        return Part.RECOMMENDATIONS_GIVEN if is_given else Part.RECOMMENDATIONS_RECEIVED
    return found[0] if found else None
