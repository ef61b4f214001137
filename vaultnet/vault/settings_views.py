"""How a saved view of `vaultnet.toml` is read: a query, or a table that holds one."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Final

from vaultnet.diagnostics import Rule
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.query.error import QueryError
from vaultnet.query.error import Span as QuerySpan
from vaultnet.query.saved import SavedView
from vaultnet.source import Source, Span
from vaultnet.vault.rules import reading as rules
from vaultnet.vault.settings_table import VIEW_SETTINGS, SettingType
from vaultnet.vault.settings_values import parse_text
from vaultnet.vault.toml_places import KeyPath
from vaultnet.vault.vocabulary import nearest

_ANY_DAY: Final = date(2000, 1, 1)
"""Whether a query can be read does not depend on the day that it is asked."""

_FORMS: Final = {spec.key: spec.form for spec in VIEW_SETTINGS}


@dataclass(frozen=True, slots=True)
class ViewFault:
    """What is wrong with a view: at which of its settings, and where in the text of its query."""

    rule: Rule
    path: KeyPath
    template: str
    hint: str
    values: Mapping[str, object] = field(default_factory=dict)
    text: str = ""
    within: QuerySpan | None = None


def parse_view(name: str, value: object) -> tuple[SavedView | None, tuple[ViewFault, ...]]:
    """Return the view that a setting means, None where its query cannot be read.

    What else cannot be read is told and left out.
    """
    if isinstance(value, str):
        faults = tuple(_query_faults(value, ()))
        return (None if faults else SavedView(name, value)), faults
    if not isinstance(value, dict):
        values = {"key": name, "expected": Phrase(SettingType.VIEW.value)}
        template = '"{key}" cannot be {value}'
        return None, (ViewFault(rules.INVALID_SETTING, (), template, "write a {expected}", values),)
    faults = tuple(fault for key, held in value.items() for fault in _faults(name, key, held))
    if any(fault.path == ("query",) for fault in faults):
        return None, faults
    wrong = {fault.path[0] for fault in faults}
    good = {key: held for key, held in value.items() if key not in wrong}
    return _make_view(name, good), faults


def _make_view(name: str, values: Mapping[str, object]) -> SavedView:
    limit = values.get("limit")
    return SavedView(
        name,
        query=str(values.get("query", "")),
        title=str(values.get("title", "")),
        columns=_keys(values.get("columns", ())),
        sort=",".join(_keys(values.get("sort", ()))),
        limit=limit if isinstance(limit, int) else None,
    )


def _faults(name: str, key: str, value: object) -> Iterator[ViewFault]:
    """Yield what is wrong with one setting of a view."""
    form = _FORMS.get(key)
    if form is None:
        meant = nearest(key.casefold(), _FORMS)
        hint = 'write "{meant}" if you meant it' if meant else "take it out, or correct its name"
        values: dict[str, object] = {"key": key, "view": name, "meant": meant}
        template = 'there is no setting "{key}" in [views.{view}]'
        yield ViewFault(rules.UNKNOWN_SETTING, (key,), template, hint, values)
    elif form is SettingType.QUERY and isinstance(value, str):
        yield from _query_faults(value, (key,))
    elif not _fits(form, value):
        values = {"key": key, "expected": Phrase(form.value)}
        template = '"{key}" cannot be {value}'
        yield ViewFault(rules.INVALID_SETTING, (key,), template, "write a {expected}", values)


def _query_faults(text: str, path: KeyPath) -> Iterator[ViewFault]:
    # Most vaults have no views, and commands that start often need not know what a query is.
    from vaultnet.query.matching import check_query
    from vaultnet.query.parse import parse_query

    try:
        check_query(parse_query(text), _ANY_DAY)
    except QueryError as error:
        yield ViewFault(
            rules.INVALID_QUERY, path, error.template, error.hint, error.values, text, error.span
        )


def _fits(form: SettingType, value: object) -> bool:
    if form is SettingType.TEXT:
        return parse_text(value) is not None
    if form is SettingType.COUNT:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    given = value if isinstance(value, list) else [value]
    return form is SettingType.KEYS and all(parse_text(item) is not None for item in given)


def _keys(value: object) -> tuple[str, ...]:
    """Return the keys that a text with commas, or a list of texts, names."""
    given = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    names = (name.strip() for item in given for name in item.split(","))
    return tuple(name for name in names if name)


def place_in_text(source: Source, value: Span, text: str, within: QuerySpan) -> Span:
    """Return where a part of a text stands in a file; all of it where its writing has escapes."""
    if source.slice(value)[1:-1] != text:
        return value
    start = value.start + 1
    return Span(start + within.start, start + within.end)
