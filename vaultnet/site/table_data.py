"""The data of the table of contacts: a script that hands them to the page, for nothing is fetched.

The file is one call of a function. It holds what is private, and is part of no site for others.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from vaultnet.domain.contact import Contact
from vaultnet.language import Translator
from vaultnet.query.keys import Form, Key
from vaultnet.site.anchors import (
    WHY_ATTENTION,
    WHY_BALANCE,
    WHY_FRUITFULNESS,
    WHY_STRENGTH,
)
from vaultnet.site.column_labels import column_label, value_labels
from vaultnet.site.query_data import (
    Json,
    attributes_of,
    column_of,
    key_data,
    language_data,
    plain_value,
    values_data,
)
from vaultnet.site.query_messages import said
from vaultnet.site.script_data import json_of, literal_of
from vaultnet.site.views.context import Context
from vaultnet.site.views.lines import elapsed
from vaultnet.strategy.contact_values import Ground, make_lexicon

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


def table_script(context: Context, contacts: Sequence[Contact]) -> bytes:
    """Return the script with the data of a table of contacts, in the order given."""
    literal = literal_of(json_of(table_data(context, contacts)))
    return f"vaultnetTable({literal});\n".encode("utf-8", "replace")


def table_data(context: Context, contacts: Sequence[Contact]) -> Json:
    """Return what the table shows and what may be asked of it."""
    settings, words = context.vault.settings, context.words
    ground = Ground(context.network, context.as_of, lambda: context.strategy)
    lexicon = make_lexicon(ground, settings.criteria)
    values = values_data(lexicon, contacts)
    columns = {**_columns(values), **_linked_columns(context, contacts)}
    keys = [_key(words, attribute.key, own=own) for attribute, own in attributes_of(lexicon)]
    return {
        **language_data(context.as_of),
        **values,
        "columns": columns,
        "keys": keys,
        "pages": [context.links.to_node(contact) for contact in contacts],
        "texts": said(words),
        "months": [words.short_month_name(month) for month in range(1, 13)],
        "point": words.number(0.5, 1)[1],
        "truths": [words.text("yes"), words.text("no")],
    }


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


def _linked_columns(context: Context, contacts: Sequence[Contact]) -> Mapping[str, object]:
    """Return the columns with something beside each value: an address, or how long ago it was."""
    places = [context.reference(contact.organisation) for contact in contacts]
    days = [context.network.last_contact(contact, context.as_of) for contact in contacts]
    return {
        "organisation": column_of(
            [place.text if place else None for place in places],
            [place.href if place else "" for place in places],
        ),
        "last": column_of(
            [None if day is None else plain_value(day) for day in days],
            [_ago(context, day) for day in days],
        ),
    }


def _ago(context: Context, day: date | None) -> str:
    if day is None:
        return context.words.text("never")
    return elapsed(context.words, (context.as_of - day).days)
