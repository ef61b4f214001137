"""The document that Monica exports, as far as its shape goes: collections, records, texts.

A collection is an object with `count`, `type` and `values`; a record has a `uuid`, `properties`
and collections in `data`. Whatever has another shape reads as nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.text_decoding import decode_text
from vaultnet.late import dataclass, pattern

Record = Mapping[str, Any]
_UUID = pattern(r'"uuid"\s*:\s*"([^"\\]{1,64})"')
_UNSEEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_VERSION = "1.0-preview"
_DAY = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DEPTH = 40


class NoMonicaError(ValueError):
    """A file is no export of Monica."""


@dataclass(frozen=True, slots=True)
class MonicaDocument:
    """An export: its account, what its kinds are called, and the line of each record."""

    account: Record
    collections: Mapping[str, tuple[Record, ...]]
    field_types: Mapping[str, Record]
    life_events: Mapping[str, Record]
    lines: Mapping[str, int] = field(default_factory=dict)

    def line(self, record: Record) -> int:
        """Return the line on which a record says who it is; 0 where that is not known."""
        return self.lines.get(text_of(record, "uuid"), 0)


def parse_document(file: SourceFile) -> MonicaDocument:
    """Read an export; raises NoMonicaError for everything else."""
    text, _complaints = decode_text(file)
    try:
        found = json.loads(text)
        _require_depth(found, _DEPTH)
    except (ValueError, RecursionError) as error:
        raise NoMonicaError(str(error)[:80]) from error
    if not isinstance(found, dict) or not str(found.get("version", "")).startswith(_VERSION):
        raise NoMonicaError
    account = mapping(found.get("account"))
    instance = mapping(account.get("instance"))
    return MonicaDocument(
        account,
        collections_of(account),
        _by_uuid(instance.get("contact_field_types")),
        _by_uuid(instance.get("life_event_types")),
        _lines(text),
    )


def mapping(value: object) -> Record:
    """Return an object; an empty one for everything else."""
    return value if isinstance(value, dict) else {}


def properties(record: Record) -> Record:
    """Return what a record says of itself."""
    return mapping(mapping(record).get("properties"))


def collections_of(record: Record) -> Mapping[str, tuple[Record, ...]]:
    """Return the collections of a record by their type; those of texts are left out."""
    return {
        kind: tuple(item for item in values if isinstance(item, dict))
        for kind, values in _collections(record)
    }


def uuids_of(record: Record, kind: str) -> tuple[str, ...]:
    """Return the ids in a collection that only points to records."""
    found = (value for name, values in _collections(record) if name == kind for value in values)
    return tuple(value for value in found if isinstance(value, str))


def text_of(record: Record, key: str) -> str:
    """Return a text without blanks around it; of a number, its digits."""
    value = record.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def is_true(record: Record, key: str) -> bool:
    """Tell whether a record says yes, as `true` or as 1."""
    value = record.get(key)
    return isinstance(value, bool | int) and value == 1


def day_of(record: Record, key: str) -> str:
    """Return the day of a moment as `2026-03-04`, or nothing."""
    match = _DAY.match(text_of(record, key))
    return match[0] if match else ""


def without_unseen(value: object) -> tuple[Any, bool]:
    """Return a value whose texts hold no control characters, and whether some did."""
    if isinstance(value, str):
        kept = _UNSEEN.sub("", value)
        return kept, len(kept) != len(value)
    if isinstance(value, dict):
        pairs = {key: without_unseen(item) for key, item in value.items()}
        cleaned = {key: item for key, (item, _cut) in pairs.items()}
        return cleaned, any(cut for _item, cut in pairs.values())
    if isinstance(value, list):
        items = [without_unseen(item) for item in value]
        return [item for item, _cut in items], any(cut for _item, cut in items)
    return value, False


def _collections(record: Record) -> Iterator[tuple[str, list[Any]]]:
    data = record.get("data")
    held = list(data.values()) if isinstance(data, dict) else data
    for item in held if isinstance(held, list) else ():
        values = mapping(item).get("values")
        if isinstance(values, list):
            yield text_of(item, "type"), values


def _by_uuid(value: object) -> Mapping[str, Record]:
    """Return records by their ids, from a list or from a collection."""
    values = mapping(value).get("values", value)
    records = values if isinstance(values, list) else []
    return {text_of(item, "uuid"): item for item in records if isinstance(item, dict)}


def _lines(text: str) -> Mapping[str, int]:
    """Return the line on which each record is identified first."""
    found: dict[str, int] = {}
    line, place = 1, 0
    for match in _UUID.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        found.setdefault(match[1], line)
    return found


def _require_depth(value: object, most: int) -> None:
    """Raise NoMonicaError for what is nested deeper than an export ever is."""
    if most == 0:
        raise NoMonicaError("nested too deep")
    held = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for item in held:  # type: ignore[attr-defined]
            _require_depth(item, most - 1)
