"""The data of the table of contacts: a script that hands them to the page, for nothing is fetched.

The file is one call of a function. It holds what is private, and is part of no site for others.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.query.keys import Form, Key
from vaultnet.site.anchors import (
    WHY_ATTENTION,
    WHY_BALANCE,
    WHY_FRUITFULNESS,
    WHY_STRENGTH,
)
from vaultnet.site.column_labels import column_label, value_labels
from vaultnet.site.placings import Placings
from vaultnet.site.query_data import (
    Json,
    Row,
    RowReader,
    attributes_of,
    column_of,
    key_data,
    language_data,
    plain_value,
)
from vaultnet.site.query_messages import said
from vaultnet.site.script_data import json_of, literal_of
from vaultnet.site.views.context import Context
from vaultnet.site.views.lines import elapsed
from vaultnet.strategy.contact_values import Ground, make_lexicon
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.tiers import Suggestion

HIDDEN: Final = frozenset({"kind", "photo", "uid"})
"""Keys that may be asked for, but make no column that anybody would look at."""

REASONS: Final[Mapping[str, str]] = {
    "fruitfulness": WHY_FRUITFULNESS,
    "confidence": WHY_FRUITFULNESS,
    "rank": WHY_FRUITFULNESS,
    "strength": WHY_STRENGTH,
    "band": WHY_STRENGTH,
    "overdue": WHY_ATTENTION,
    "urgency": WHY_ATTENTION,
    "due": WHY_ATTENTION,
    "priority": WHY_ATTENTION,
    "balance": WHY_BALANCE,
    "scales": WHY_BALANCE,
    "given": WHY_BALANCE,
    "received": WHY_BALANCE,
}
"""Where the page of a contact takes a number apart."""


class TableRow(NamedTuple):
    """A contact in the table: the address of the page, values, and what stands beside some.

    `organisation` has its address beside it, and the day of the `last` contact how long ago it was.
    """

    page: str
    values: Row
    organisation: tuple[str | None, str]
    last: tuple[object, str]


@dataclass(frozen=True)
class _Ground(Ground):
    """What values are read from, with what pages look up in the place of whole lists."""

    placings: Placings

    @property
    def suggestions(self) -> Mapping[NodeId, Suggestion]:
        """Return the suggested tiers by contact."""
        return self.placings.suggestions

    @property
    def quadrants(self) -> Mapping[NodeId, Quadrant]:
        """Return the quadrants of the portfolio by contact."""
        return self.placings.quadrants


class ContactTable:
    """Makes the table of the contacts of a site: a row for each, which rests on little beside it.

    On a given day, rows of two tables with the same `columns` are the same where all that they
    were read from is.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        network, day = context.network, context.as_of
        ground = _Ground(network, day, lambda: context.strategy, context.placings)
        self._lexicon = make_lexicon(ground, context.vault.settings.criteria)
        self._reader = RowReader(self._lexicon)
        self.columns = self._reader.names

    def row(self, contact: Contact) -> TableRow:
        """Return the row of a contact."""
        context = self._context
        place = context.reference(contact.organisation)
        day = context.network.last_contact(contact, context.as_of)
        return TableRow(
            page=context.links.to_node(contact),
            values=self._reader.read(contact),
            organisation=(place.text, place.href) if place else (None, ""),
            last=(None if day is None else plain_value(day), _ago(context, day)),
        )

    def script(self, rows: Sequence[TableRow]) -> bytes:
        """Return the script with the data of a table of these rows, in the order given."""
        literal = literal_of(json_of(self._data(rows)))
        return f"vaultnetTable({literal});\n".encode("utf-8", "replace")

    def _data(self, rows: Sequence[TableRow]) -> Json:
        """Return what the table shows and what may be asked of it."""
        words = self._context.words
        values = self._reader.join([row.values for row in rows])
        linked = {
            "organisation": _linked([row.organisation for row in rows]),
            "last": _linked([row.last for row in rows]),
        }
        attributes = attributes_of(self._lexicon)
        return {
            **language_data(self._context.as_of),
            **values,
            "columns": {**_columns(values), **linked},
            "keys": [_key(words, attribute.key, own=own) for attribute, own in attributes],
            "pages": [row.page for row in rows],
            "texts": said(words),
            "months": [words.short_month_name(month) for month in range(1, 13)],
            "point": words.number(0.5, 1)[1],
            "truths": [words.text("yes"), words.text("no")],
        }


def table_script(context: Context, contacts: Iterable[Contact]) -> bytes:
    """Return the script with the data of a table of contacts, in the order given."""
    table = ContactTable(context)
    return table.script([table.row(contact) for contact in contacts])


def _columns(values: Json) -> Mapping[str, object]:
    columns = values["columns"]
    assert isinstance(columns, dict)  # noqa: S101 (for the type checker)
    return columns


def _key(words: Translator, key: Key, *, own: bool) -> Json:
    """Return a key with the words that people read."""
    data = key_data(key, own=own)
    data["label"] = column_label(words, key)
    if key.form is Form.WORD:
        data["labels"] = value_labels(words, key)
    if key.name in HIDDEN:
        data["hidden"] = True
    if key.name in REASONS:
        data["why"] = REASONS[key.name]
    return data


def _linked(pairs: Sequence[tuple[object, str]]) -> Json:
    """Return a column with something beside each value."""
    return column_of([value for value, _ in pairs], [beside for _, beside in pairs])


def _ago(context: Context, day: date | None) -> str:
    if day is None:
        return context.words.text("never")
    return elapsed(context.words, (context.as_of - day).days)
