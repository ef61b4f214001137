"""Front matter whose keys are those of vCards, `"EMAIL[WORK]"`, as the card that it stands for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from vaultnet.exchange.property_lines import text_line
from vaultnet.exchange.vcard.properties import Property
from vaultnet.exchange.vcard.scanning import Card
from vaultnet.late import pattern

_KEY = pattern(r"([A-Z][A-Z0-9-]*)(?:\[([^\[\]]*)\])?(?:\.([A-Z]+))?")
_INDEX = pattern(r"\d+:?")
_TYPE_IN_VALUE = pattern(r"([A-Z][A-Z-]*):(?=\S)(.+)", re.DOTALL)
_MARKS: Final = frozenset({"FN", "N", "EMAIL", "TEL", "ADR", "BDAY", "ORG", "UID", "KIND"})
_PARTS: Final[Mapping[str, Sequence[str]]] = {
    "N": ("FN", "GN", "MN", "PREFIX", "SUFFIX"),
    "ADR": ("PO", "EXT", "STREET", "LOCALITY", "REGION", "POSTAL", "COUNTRY"),
}
_LISTS: Final = frozenset({"CATEGORIES", "NICKNAME"})
_VERSION: Final = "4.0"


class NoteField(NamedTuple):
    """A key of front matter with its values, and the line on which it stands."""

    key: str
    values: tuple[str, ...]
    line: int


def is_card(fields: Sequence[NoteField]) -> bool:
    """Tell whether front matter is written in the keys of vCards: two of them are enough."""
    found = (_KEY.fullmatch(field.key) for field in fields)
    return len([match for match in found if match and match[1] in _MARKS]) > 1


def card_of_note(fields: Sequence[NoteField], line: int = 1) -> Card:
    """Return the card that front matter stands for; keys of other kinds are properties too."""
    return Card(line, _VERSION, tuple(_properties(fields)))


def _properties(fields: Sequence[NoteField]) -> Iterator[Property]:
    structured: dict[tuple[str, str], dict[str, NoteField]] = {}
    for field in fields:
        match = _KEY.fullmatch(field.key)
        if match and match[3] and match[1] in _PARTS:
            structured.setdefault((match[1], match[2] or ""), {})[match[3]] = field
        else:
            name = match[1] if match else field.key.upper().replace(" ", "-")
            yield from _plain(name, (match[2] or "") if match else "", field)
    for (name, word), parts in structured.items():
        yield _structured(name, word, parts)


def _plain(name: str, word: str, field: NoteField) -> Iterator[Property]:
    """Yield a property for each value of a key."""
    if name in _LISTS and len(field.values) == 1:
        yield Property(name, field.line, field.values[0].encode())
        return
    for value in field.values:
        kind, said = _INDEX.sub("", word, count=1), value
        if not kind and field.key.endswith((":]", "[]")) and (told := _TYPE_IN_VALUE.match(value)):
            kind, said = told[1], told[2]
        is_data = said.startswith("data:")
        coded = said if is_data else text_line("", said).removeprefix(":")
        yield Property(name, field.line, coded.encode(), "", _types(kind))


def _structured(name: str, word: str, parts: Mapping[str, NoteField]) -> Property:
    """Return a property whose parts have a key each."""
    values = (" ".join(parts[key].values).strip() if key in parts else "" for key in _PARTS[name])
    value = ";".join(text_line("", part).removeprefix(":") for part in values)
    first = min(field.line for field in parts.values())
    return Property(name, first, value.encode(), "", _types(_INDEX.sub("", word, count=1)))


def _types(word: str) -> Mapping[str, tuple[str, ...]]:
    return {"TYPE": tuple(word.split(","))} if word else {}
