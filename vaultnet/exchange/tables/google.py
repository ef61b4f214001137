"""Google Contacts: its own table, with the headings of today and those of before 2024.

Values that come by the number (`E-mail 2 - Value`) may hold several in one cell, and labels may
have a star, which marks the one that Google prefers.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from vaultnet.exchange.draft import Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.cells import find_day_order, split_values
from vaultnet.exchange.tables.csv_reading import Row
from vaultnet.exchange.tables.people import Cells, ReadRow, read_people
from vaultnet.exchange.tables.row_drafts import PersonSheet, day_text
from vaultnet.exchange.value_texts import label, single_blanks
from vaultnet.late import pattern
from vaultnet.phrase import Phrase, wording

SOURCE = "google"

_NUMBERED = pattern(
    r"(?P<group>e-mail|phone|address|website|relation|event|custom field|im|organization)"
    r" (?P<number>\d{1,3}) - (?P<part>.+)"
)
_FIELDS: Final[Mapping[str, str]] = {
    "nickname": "aliases",
    "organization name": "organisation",
    "organization title": "role",
    "location": "location",
    "language": "languages",
}
_PARTS_OF_NAMES: Final = (
    ("first name", "middle name", "last name", "name suffix"),
    ("given name", "additional name", "family name", "name suffix"),
)
_TAGS = ("labels", "group membership")
_HEADINGS = frozenset(
    (
        *_FIELDS,
        *(heading for parts in _PARTS_OF_NAMES for heading in parts),
        *_TAGS,
        *("name", "birthday", "notes", "photo", "file as", "name prefix"),
    )
)
_LABELLED = {"e-mail": "email", "phone": "phone", "website": "url"}
_ADDRESS = ("street", "extended address", "po box", "postal code", "city", "region", "country")
_EVERYBODY = frozenset({"mycontacts", "my contacts", "mis contactos"})


def read_google(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return whom tables of Google Contacts hold."""
    return read_people(SOURCE, files, _is_heading, options, _row_reader)


def _is_heading(name: str) -> bool:
    return name in _HEADINGS or _NUMBERED.fullmatch(name) is not None


def _row_reader(cells: Cells, options: ReadOptions) -> ReadRow:
    return _Reader(cells, options).read


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, cells: Cells, options: ReadOptions) -> None:
        self._cells = cells
        self._options = options
        self._order = find_day_order(cells.get(row, "birthday") for row in cells.table.rows)
        self._groups: dict[tuple[str, str], dict[str, str]] = {}
        self._single: list[str] = []
        for heading in cells.columns:
            if match := _NUMBERED.fullmatch(heading):
                parts = self._groups.setdefault((match["group"], match["number"]), {})
                parts[match["part"]] = heading
            else:
                self._single.append(heading)

    def read(self, row: Row, sheet: PersonSheet) -> tuple[str, str]:
        """Put all cells of a row onto the sheet; return the name."""
        name = self._name(row)
        for heading in self._single:
            if text := self._cells.get(row, heading):
                self._read_single(heading, text, name, sheet)
        for (group, number), headings in self._groups.items():
            parts = {part: self._cells.get(row, heading) for part, heading in headings.items()}
            if any(parts.values()):
                self._read_group(group, number, parts, sheet)
        return name, ""

    def _name(self, row: Row) -> str:
        whole = self._cells.get(row, "name")
        joined = (" ".join(self._cells.several(row, parts)) for parts in _PARTS_OF_NAMES)
        return single_blanks(whole or next(filter(None, joined), ""))

    def _read_single(self, heading: str, text: str, name: str, sheet: PersonSheet) -> None:
        """Read a cell of a column that has no number."""
        if heading in _FIELDS:
            for value in split_values(text):
                sheet.add(_FIELDS[heading], value, column=self._cells.columns[heading])
        elif heading in _TAGS:
            for value in split_values(text):
                if value.strip("* ").casefold() not in _EVERYBODY:
                    sheet.add("tags", value)
        elif heading == "birthday":
            sheet.add_day("birthday", text, self._order, self._options.as_of)
        elif heading == "notes":
            sheet.note(text, self._cells.columns[heading])
        elif heading == "photo":
            sheet.lose("Photo", Phrase(wording("a picture on the net is not fetched")))
        elif not _is_in_name(heading, text, name):
            sheet.keep(self._cells.columns[heading], text)

    def _read_group(
        self, group: str, number: str, parts: Mapping[str, str], sheet: PersonSheet
    ) -> None:
        """Read the cells of one numbered value; what is of no use here keeps its column."""
        word = label(parts.get("label") or parts.get("type") or "")
        values = tuple(split_values(parts.get("value", "")))
        used = {"label", "type", "value"}
        if group in _LABELLED:
            for value in values:
                sheet.add(_LABELLED[group], value, word)
        elif group == "address":
            used |= _read_address(parts, word, sheet)
        elif group == "organization":
            sheet.add("organisation", parts.get("name", ""))
            sheet.add("role", parts.get("title", ""))
            used |= {"name", "title"}
        elif group == "relation":
            for value in values:
                sheet.tie(value, word)
        elif group == "event":
            for value in values:
                sheet.keep(word or "event", day_text(value, self._order, self._options.as_of))
        else:
            service = parts.get("service", "")
            for value in values:
                sheet.keep(word or group, f"{service}: {value}" if service else value)
            used.add("service")
        for part in sorted(parts.keys() - used):
            sheet.keep(f"{group} {number} {part}", parts[part])


def _read_address(parts: Mapping[str, str], word: str, sheet: PersonSheet) -> set[str]:
    """Add a postal address on one line: as Google puts it together, else its parts."""
    whole = parts.get("formatted", "")
    if not whole:
        whole = ", ".join(filter(None, (parts.get(part, "") for part in _ADDRESS)))
    for address in split_values(whole):
        sheet.add(
            "address", ", ".join(filter(None, map(single_blanks, address.splitlines()))), word
        )
    return {"formatted", *_ADDRESS}


def _is_in_name(heading: str, text: str, name: str) -> bool:
    """Tell whether a cell holds a part of the name, or all of it, and nothing beside it."""
    is_part = heading in {"name", "file as"} or any(heading in parts for parts in _PARTS_OF_NAMES)
    return is_part and single_blanks(text) in name
