"""A table of contacts for spreadsheets: a person a row, the fields of a contact as columns.

The columns are those of the format, whoever is in the table, and behind them the keys that only
this vault has. What a cell says is text for every program, whatever it begins with.
"""

import csv
import io
from collections.abc import Sequence
from typing import Final

from vaultnet.domain.contact import Contact, ContactStatus, Labelled
from vaultnet.domain.node import Kind, Reference, Section, Value
from vaultnet.exchange.draft import Loss
from vaultnet.exchange.export_values import Export, ExportOptions, Selection
from vaultnet.exchange.tables.cells import JOINT
from vaultnet.exchange.tables.formula_guard import guarded
from vaultnet.exchange.text_decoding import CONTROL
from vaultnet.exchange.value_texts import labelled, single_blanks
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.fields.schema import fields_of
from vaultnet.vault.fields.specs import FieldSpec

FILE_NAME: Final = "contacts.csv"
MARK: Final = "\ufeff"
ID: Final = "id"

_LEFT_OUT: Final = frozenset({"kind", "shared"})
_LINES: Final = (
    *(Section.ASSESSMENT, Section.OPPORTUNITIES, Section.RISKS, Section.OFFERS, Section.NEEDS),
    *(Section.CAREER, Section.TIES, Section.LOG, Section.NEXT),
)
_BELOW = wording("a table holds fields; the lines below them stay in the vault")
_SHARED = wording("what may be shared is said in the vault alone")
_JOINED = wording('it holds ":::", which stands between values here; it is written "::"')
_CONTROL = wording("characters that nobody sees are left out")


def write_csv(selection: Selection, options: ExportOptions) -> Export:
    """Return the table of contacts, in UTF-8, with a mark for spreadsheets if it is asked for."""
    criteria = tuple(selection.vault.settings.criteria)
    specs = [spec for spec in fields_of(Kind.CONTACT, criteria) if spec.key not in _LEFT_OUT]
    extra = sorted({key for contact in selection.contacts for key in contact.extra})
    writing = _Writing(selection)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(guarded(column) for column in (ID, *(spec.key for spec in specs), *extra))
    for contact in selection.contacts:
        writer.writerow(writing.cells(contact, specs, extra))
    mark = MARK if options.with_mark else ""
    return Export({FILE_NAME: (mark + stream.getvalue()).encode()}, tuple(writing.losses))


class _Writing:
    """Makes rows of contacts, and notes what has no place in them."""

    def __init__(self, selection: Selection) -> None:
        self.losses: list[Loss] = []
        self._selection = selection

    def cells(
        self, contact: Contact, specs: Sequence[FieldSpec], extra: Sequence[str]
    ) -> list[str]:
        """Return the cells of one row."""
        self._lose_lines(contact)
        texts = {spec.key: self._texts(contact, spec) for spec in specs}
        texts |= {key: _several(contact.extra.get(key, ())) for key in extra}
        joined = {key: self._joined(contact, key, values) for key, values in texts.items()}
        return [contact.id, *(guarded(text) for text in joined.values())]

    def _texts(self, contact: Contact, spec: FieldSpec) -> tuple[str, ...]:
        """Return the values of a field as the vault writes them, links by the names of pages."""
        value = getattr(contact, spec.attribute)
        if spec.attribute == "ratings":
            value = contact.ratings.get(spec.key)
        if value is ContactStatus.ACTIVE:
            return ()  # it is what a contact is that says nothing
        values = value if isinstance(value, tuple) else (value,)
        if spec.rest:
            values = (*values, *getattr(contact, spec.rest))
        texts = (self._text(each) for each in values)
        return tuple(text for text in texts if text)

    def _text(self, value: object) -> str:
        if isinstance(value, Reference):
            page = self._selection.network.resolve(value)
            return value.text if page is None else page.name
        if isinstance(value, Labelled):
            return labelled(value.label, value.value)
        if isinstance(value, bool):
            return "true" if value else ""
        return "" if value is None else str(value)

    def _joined(self, contact: Contact, key: str, values: Sequence[str]) -> str:
        """Return the values of a cell with the sign between them, which none of them may hold."""
        clean = [CONTROL.sub("", value) for value in values]
        if clean != list(values):
            self._lose(contact, key, _CONTROL)
        if any(":::" in value for value in clean):
            self._lose(contact, key, _JOINED)
            clean = [value.replace(":::", "::") for value in clean]
        return JOINT.join(clean)

    def _lose_lines(self, contact: Contact) -> None:
        """Say what of a contact stands below its fields, or is no matter of other programs."""
        for section in _LINES:
            if getattr(contact, section.value):
                self._lose(contact, section.value, _BELOW, f"{section.value}/0")
        if any(passage.text.strip() for passage in contact.passages):
            self._lose(contact, "body", _BELOW)
        if contact.private_text.strip():
            self._lose(contact, "private", _BELOW, "section/private")
        if contact.shared is not None:
            self._lose(contact, "shared", _SHARED)

    def _lose(self, contact: Contact, what: str, reason: str, field: str = "") -> None:
        origin = self._selection.origin(contact.id, field or what)
        self.losses.append(Loss(origin, what, Phrase(reason)))


def _several(value: Value) -> tuple[str, ...]:
    """Return the values of an unknown key, each on one line."""
    texts = (value,) if isinstance(value, str) else value
    return tuple(text for text in map(single_blanks, texts) if text)
