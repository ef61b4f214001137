"""Values of the domain as JSON, and what JSON Schema says of their types: one walk for each.

Both follow the dataclasses themselves, so that no field is forgotten and the schema is true.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from vaultnet.domain.dates import Birthday, Cadence, PartialDate
from vaultnet.domain.me import Budget
from vaultnet.domain.node import Reference

Resolve = Callable[[Reference], str | None]
"""Returns the id of the page that a reference leads to."""

Schema = dict[str, Any]

_PAGE = "page"
_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    PartialDate: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    Birthday: {"type": "string", "pattern": r"^(\d{4}|-)-\d{2}-\d{2}$"},
    Cadence: {"type": "string", "pattern": r"^(\d+[dwmy]|never)$"},
    Budget: {"type": "string", "pattern": r"^.+h/.+$"},
}
_WRITTEN = (PartialDate, Birthday, Cadence, Budget)
"""Values that stand in JSON as they are written in a vault."""


def plain(value: object, resolve: Resolve) -> object:
    """Return a value as what JSON knows: texts, numbers, lists and objects."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, _WRITTEN):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item, resolve) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item, resolve) for item in value]
    return plain_object(value, resolve)


def plain_object(value: object, resolve: Resolve) -> dict[str, object]:
    """Return a dataclass as an object; a reference tells the page that it leads to, too."""
    if not is_dataclass(value):
        raise TypeError(f"no value of the domain: {type(value).__name__}")
    found = {item.name: plain(getattr(value, item.name), resolve) for item in fields(value)}
    if isinstance(value, Reference):
        found[_PAGE] = resolve(value)
    return found


def schema_of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """Return what JSON Schema says of a type; classes are put into `definitions`."""
    kind = getattr(kind, "__supertype__", kind)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return {"anyOf": [schema_of(each, definitions) for each in arguments]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(arguments[0], definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1], definitions)}
    if issubclass(kind, StrEnum):
        return {"enum": [each.value for each in kind]}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _class_schema(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def object_schema(properties: Mapping[str, Schema], summary: str = "") -> Schema:
    """Return the schema of an object that has just these properties, all of them."""
    described = {"description": summary} if summary else {}
    return {
        **described,
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def class_properties(kind: type, definitions: dict[str, Schema]) -> dict[str, Schema]:
    """Return the schema of each field of a class."""
    hints = get_type_hints(kind)
    assert is_dataclass(kind)  # noqa: S101 (for the type checker)
    return {item.name: schema_of(hints[item.name], definitions) for item in fields(kind)}


def render_json(value: object, *, indent: int | None = 2) -> bytes:
    """Return JSON as bytes; what is not seen in a text is escaped, so that nothing is lost.

    Without `indent` it is one line.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not text.replace("\n", "").isprintable():
        text = "".join(letter if _is_seen(letter) else json.dumps(letter)[1:-1] for letter in text)
    return f"{text}\n".encode()


def _class_schema(kind: type, definitions: dict[str, Schema]) -> Schema:
    properties = class_properties(kind, definitions)
    if kind is Reference:
        properties[_PAGE] = {"type": ["string", "null"]}
    return object_schema(properties, " ".join((kind.__doc__ or "").partition("\n\n")[0].split()))


def _is_seen(letter: str) -> bool:
    return letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
