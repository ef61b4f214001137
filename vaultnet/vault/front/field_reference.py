"""What the table of fields gives to others: the reference, the JSON Schema, new notes."""

import re
from collections.abc import Mapping

from vaultnet.domain.node import Kind
from vaultnet.late import pattern
from vaultnet.vault.fields.schema import FIELDS, fields_of, shareable_parts
from vaultnet.vault.fields.specs import FieldSpec, FieldType
from vaultnet.vault.front.quoting import flow_list, plain_or_quoted
from vaultnet.vault.settings import DEFAULT_CRITERIA, Settings

JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TITLES: Mapping[Kind, str] = {
    Kind.CONTACT: "Contacts",
    Kind.OBJECTIVE: "Objectives",
    Kind.ORGANISATION: "Organisations",
    Kind.JOURNAL: "Journal",
    Kind.ME: "You (`me.md`)",
    Kind.NOTE: "Any other page",
}
_DATE = r"^(?:\[\[)?\d{4}-\d{2}-\d{2}(?:\]\])?$"
_TYPED = frozenset({FieldType.PARTIAL_DATE, FieldType.AFFINITY, FieldType.BIRTHDAY})
_TYPED_TEXT = pattern(r"[\d-]{0,9}\d", re.ASCII)
_TRUTHS = frozenset({"true", "false"})
_TEXT: Mapping[str, object] = {"type": "string"}
_PATTERNS: Mapping[FieldType, Mapping[str, object]] = {
    FieldType.DAY: {"type": "string", "pattern": _DATE},
    FieldType.PARTIAL_DATE: {
        "type": ["string", "integer"],
        "pattern": r"^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\[\[\d{4}-\d{2}-\d{2}\]\])$",
    },
    FieldType.BIRTHDAY: {"type": "string", "pattern": r"^(?:\d{4}|-)-\d{2}-\d{2}$"},
    FieldType.CADENCE: {"type": "string", "pattern": r"^(?:[1-9]\d{0,3} ?[dwmy]|never)$"},
    FieldType.RATING: {"type": "integer", "minimum": 1, "maximum": 5},
    FieldType.AFFINITY: {"type": "integer", "minimum": -2, "maximum": 2},
    FieldType.BOOLEAN: {"type": "boolean"},
    FieldType.BUDGET: {
        "type": "string",
        "pattern": r"^\d{1,3}(?:[.,]\d{1,2})? ?(?:h|min|m) ?/ ?(?:day|week|month|year)$",
    },
    FieldType.EMAIL: {"type": "string", "pattern": "@"},
    FieldType.PHONE: {"type": ["string", "integer"]},
    FieldType.KIND: {"enum": [kind.value for kind in Kind]},
}


def field_reference() -> str:
    """Return the reference of the fields as Markdown, a table for each kind of page."""
    lines = [
        "# Fields",
        "",
        "The keys of front matter that VaultNet knows. Every one may be left out, and any other",
        "key is kept and shown. A field that holds a list also takes a single value.",
    ]
    for kind in FIELDS:
        lines += ["", f"## {_TITLES[kind]}", "", "| key | value | example | meaning |"]
        lines.append("|---|---|---|---|")
        lines += map(_row, fields_of(kind, tuple(DEFAULT_CRITERIA)))
    return "\n".join(lines) + "\n"


def json_schema(settings: Settings, kind: Kind | None = None) -> dict[str, object]:
    """Return a JSON Schema (2020-12) of front matter: of one kind, or with a definition of each.

    It describes what an editor sees when YAML is loaded, so numbers are numbers; keys that no
    definition names are allowed.
    """
    criteria = tuple(settings.criteria)
    if kind is not None:
        return {"$schema": JSON_SCHEMA_DIALECT, **_definition(kind, criteria)}
    definitions = {kind.value: _definition(kind, criteria) for kind in FIELDS}
    return {
        "$schema": JSON_SCHEMA_DIALECT,
        "title": "VaultNet front matter",
        "anyOf": [{"$ref": f"#/$defs/{kind.value}"} for kind in FIELDS],
        "$defs": definitions,
    }


def skeleton(kind: Kind, language: str, values: Mapping[str, object]) -> str:
    """Return the front matter of a new page, without the `---` lines around it.

    `values` are texts and lists of texts by key; they stand where the table puts them, and keys
    that it does not know at the end. Keys of the skeleton without a value stay empty, with a
    word on what belongs there.
    """
    specs = fields_of(kind, tuple(DEFAULT_CRITERIA))
    known = {spec.key for spec in specs}
    rows = [
        _skeleton_row(spec, values.get(spec.key), language)
        for spec in specs
        if spec.skeleton or values.get(spec.key)
    ]
    others = {key: value for key, value in values.items() if key not in known}
    rows += [
        f"{plain_or_quoted(key)}: {written_value(None, value)}" for key, value in others.items()
    ]
    return "\n".join(rows) + "\n"


def written_value(spec: FieldSpec | None, value: object) -> str:
    """Return a text or a list of texts as it is written for a field, None for an unknown one."""
    if isinstance(value, list | tuple):
        return flow_list(str(item) for item in value)
    if spec is not None and spec.form in _TYPED and _TYPED_TEXT.fullmatch(str(value)):
        return str(value)
    if spec is not None and spec.form is FieldType.BOOLEAN and value in _TRUTHS:
        return str(value)
    return plain_or_quoted(str(value))


def _row(spec: FieldSpec) -> str:
    words = [f"`{choice.value}`" for choice in spec.choices] if spec.choices else []
    value = " ".join(words) or spec.form.value
    if spec.many or spec.rest:
        value = f"list: {value}"
    return f"| `{spec.key}` | {value} | `{spec.key}: {spec.example}` | {spec.summary} |"


def _definition(kind: Kind, criteria: tuple[str, ...]) -> dict[str, object]:
    properties: dict[str, object] = {}
    for spec in fields_of(kind, criteria):
        described = {"description": spec.summary, **_described(spec, kind, criteria)}
        properties[spec.key] = described
        properties.update(dict.fromkeys(spec.synonyms, described))
    return {"title": kind.value, "type": "object", "properties": properties}


def _described(spec: FieldSpec, kind: Kind, criteria: tuple[str, ...]) -> dict[str, object]:
    """Return what the value of a field must be: one item, or a list of them, or nothing yet."""
    item = dict(_PATTERNS.get(spec.form, _TEXT))
    if spec.choices is not None:
        item = {"enum": [choice.value for choice in spec.choices]}
    elif spec.form is FieldType.PART:
        item = {"enum": list(shareable_parts(kind, criteria))}
    forms: list[dict[str, object]] = [item, {"type": "null"}]
    if spec.many or spec.rest or spec.joined:
        forms.insert(1, {"type": "array", "items": item})
    return {"anyOf": forms}


def _skeleton_row(spec: FieldSpec, value: object, language: str) -> str:
    if value:
        if spec.many and isinstance(value, str):
            value = value.split(", ") if spec.commas else [value]
        return f"{spec.key}: {written_value(spec, value)}"
    if spec.choices is not None:
        return f"{spec.key}: # {' · '.join(choice.value for choice in spec.choices)}"
    if spec.form in {FieldType.DAY, FieldType.PARTIAL_DATE}:
        return f"{spec.key}: # {'AAAA-MM-DD' if language == 'es' else 'YYYY-MM-DD'}"
    return f"{spec.key}:"
