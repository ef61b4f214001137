"""Outlook: the table of the desktop program and that of Outlook.com, in English or Spanish.

`Title` is the honorific there, and days of numbers alone follow the language of the machine: which
number is the month, another day of the same file has to tell.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from vaultnet.exchange.draft import Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.cells import DayOrder, find_day_order
from vaultnet.exchange.tables.csv_reading import Row
from vaultnet.exchange.tables.outlook_headings import SPANISH_HEADINGS
from vaultnet.exchange.tables.people import Cells, ReadRow, read_people
from vaultnet.exchange.tables.row_drafts import PersonSheet
from vaultnet.exchange.value_texts import single_blanks
from vaultnet.late import pattern

SOURCE = "outlook"

_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "nickname": ("aliases", ""),
    "company": ("organisation", ""),
    "job title": ("role", ""),
    "location": ("location", ""),
    "language": ("languages", ""),
    "referred by": ("introduced_by", ""),
    "e-mail address": ("email", ""),
    "e-mail 2 address": ("email", ""),
    "e-mail 3 address": ("email", ""),
    "web page": ("url", ""),
    "personal web page": ("url", "personal"),
    "business phone": ("phone", "work"),
    "business phone 2": ("phone", "work"),
    "home phone": ("phone", "home"),
    "home phone 2": ("phone", "home"),
    "mobile phone": ("phone", "mobile"),
    "other phone": ("phone", "other"),
    "primary phone": ("phone", "main"),
    "company main phone": ("phone", "company"),
    "car phone": ("phone", "car"),
    "radio phone": ("phone", "radio"),
    "callback": ("phone", "callback"),
    "pager": ("phone", "pager"),
    "business fax": ("phone", "work fax"),
    "home fax": ("phone", "home fax"),
    "other fax": ("phone", "other fax"),
    "isdn": ("phone", "isdn"),
    "tty/tdd phone": ("phone", "textphone"),
}
_EMAILS: Final = ("e-mail address", "e-mail 2 address", "e-mail 3 address")
_NAME: Final = ("first name", "middle name", "last name", "suffix")
_PLACES: Final = {"business": "work", "home": "home", "other": "other"}
_ADDRESS: Final = (
    *("street", "street 2", "street 3", "address po box", "postal code", "city", "state"),
    "country/region",
)
_TIES: Final = {
    "spouse": "spouse",
    "children": "child",
    "manager's name": "manager",
    "assistant's name": "assistant",
}
_DAYS: Final = ("birthday", "anniversary")
_USUAL: Final[Mapping[str, frozenset[str]]] = {
    "private": frozenset({"false", "falso"}),
    "priority": frozenset({"normal"}),
    "sensitivity": frozenset({"normal"}),
    "gender": frozenset({"unspecified", "sin especificar"}),
    "e-mail type": frozenset({"smtp"}),
    "e-mail 2 type": frozenset({"smtp"}),
    "e-mail 3 type": frozenset({"smtp"}),
}
_PRIVATE: Final[Mapping[str, frozenset[str]]] = {
    "private": frozenset({"true", "verdadero"}),
    "sensitivity": frozenset({"private", "confidential", "privado", "confidencial"}),
}
_OTHERS: Final = (
    *("title", "department", "notes", "categories", "given yomi", "surname yomi", "hobby"),
    *("e-mail display name", "e-mail 2 display name", "e-mail 3 display name", "initials"),
    *("assistant's phone", "office location", "profession", "account", "schools", "telex"),
    *("billing information", "directory server", "government id number", "keywords", "mileage"),
    *("internet free busy", "organizational id number", "user 1", "user 2", "user 3", "user 4"),
)
_POSTAL: Final = tuple(f"{place} {part}" for place in _PLACES for part in _ADDRESS)
_HEADINGS: Final = frozenset(
    (*_FIELDS, *_NAME, *_TIES, *_DAYS, *_USUAL, *_PRIVATE, *_OTHERS, *_POSTAL)
)
_DISPLAY_NAME = pattern(r"e-mail (?:\d )?display name")
_WORD = pattern(r"[^\s()<>,'\"]+")
_BREAK = pattern(r"[;\r\n]+")


def read_outlook(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return whom tables of Outlook hold."""
    return read_people(SOURCE, files, _is_heading, options, _row_reader)


def _is_heading(name: str) -> bool:
    return name in _HEADINGS or name in SPANISH_HEADINGS


def _row_reader(cells: Cells, options: ReadOptions) -> ReadRow:
    return _Reader(cells, options).read


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, cells: Cells, options: ReadOptions) -> None:
        self._options = options
        self._columns: dict[str, str] = {}
        for heading, column in cells.columns.items():
            meant = heading if heading in _HEADINGS else SPANISH_HEADINGS.get(heading, heading)
            self._columns.setdefault(meant, column)
        self._order = self._find_order(cells)

    def _find_order(self, cells: Cells) -> DayOrder | None:
        """Return which number of a day is the month; Spanish writes it second."""
        columns = [self._columns[heading] for heading in _DAYS if heading in self._columns]
        found = find_day_order(row.get(column) for row in cells.table.rows for column in columns)
        is_spanish = any(heading in SPANISH_HEADINGS for heading in cells.columns)
        return found or (DayOrder.DAY if is_spanish else None)

    def read(self, row: Row, sheet: PersonSheet) -> tuple[str, str]:
        """Put all cells of a row onto the sheet; return the name."""
        found = {heading: row.get(column) for heading, column in self._columns.items()}
        held = {heading: text for heading, text in found.items() if text}
        name = single_blanks(" ".join(held.pop(heading, "") for heading in _NAME))
        _read_addresses(held, sheet)
        known = " ".join([name, *(held.get(heading, "") for heading in _EMAILS)])
        for heading, text in held.items():
            self._read_cell(heading, text, known, sheet)
        return name, ""

    def _read_cell(self, heading: str, text: str, known: str, sheet: PersonSheet) -> None:
        if heading in _FIELDS:
            key, word = _FIELDS[heading]
            sheet.add(key, text, word, column=self._columns[heading])
        elif heading in _TIES:
            for person in _BREAK.split(text):
                sheet.tie(person, _TIES[heading])
        elif heading == "categories":
            for category in _BREAK.split(text):
                sheet.add("tags", category)
        elif heading == "notes":
            sheet.note(text, self._columns[heading])
        elif heading == "birthday":
            sheet.add_day("birthday", text, self._order, self._options.as_of)
        elif heading == "anniversary":
            sheet.keep_day("anniversary", text, self._order, self._options.as_of)
        elif text.casefold() in _PRIVATE.get(heading, ()):
            sheet.add("private", "true")
        elif not _says_nothing(heading, text, known):
            sheet.keep("honorific" if heading == "title" else self._columns[heading], text)


def _read_addresses(held: dict[str, str], sheet: PersonSheet) -> None:
    """Add the postal addresses of a row, each on one line, and take their cells out."""
    for place, word in _PLACES.items():
        parts = (held.pop(f"{place} {part}", "") for part in _ADDRESS)
        lines = (line for part in parts for line in part.splitlines())
        sheet.add("address", ", ".join(filter(None, map(single_blanks, lines))), word)


def _says_nothing(heading: str, text: str, known: str) -> bool:
    """Tell whether a cell holds what Outlook writes by itself, or what other cells say."""
    if text.casefold() in _USUAL.get(heading, ()):
        return True
    is_display_name = _DISPLAY_NAME.fullmatch(heading) is not None
    return is_display_name and all(word in known for word in _WORD.findall(text))
