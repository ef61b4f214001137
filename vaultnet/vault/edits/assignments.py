"""`role=CTO`, `tags+=speaking`, `met=`: what somebody typed, as new values of fields.

Values are taken as the table of fields takes them: commas divide a list, a day may be a word,
and a link is found by name. Whether a field accepts its value, reading the result tells.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from vaultnet.domain.day_words import parse_day
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase
from vaultnet.vault.edits.field_edits import FieldEditError, Value
from vaultnet.vault.edits.list_edits import entry_of, items_of
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.fields.specs import FieldSpec, FieldType
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import Empty, FieldEntry, ScalarList, plain_value
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

_ASSIGNMENT = pattern(r"\s*([^=\s+-][^=]*?)\s*(\+=|-=|=)(.*)", re.DOTALL)
_DAYS = frozenset({FieldType.DAY, FieldType.PARTIAL_DATE})
LINKS = frozenset({FieldType.LINK, FieldType.LINK_OR_TEXT})
"""The fields that lead to pages of the vault."""

Resolve = Callable[[FieldSpec, str], str]
"""Given a field that holds links and what was typed, returns what is to be written."""


class Operator(Enum):
    """What is done with a value: it replaces all, it joins a list, or it leaves one."""

    SET = "="
    ADD = "+="
    REMOVE = "-="


@dataclass(frozen=True, slots=True)
class Assignment:
    """One field with what is to be done to it."""

    key: str
    operator: Operator
    text: str


def parse_assignment(text: str) -> Assignment | None:
    """Read `KEY=VALUE`, `KEY+=VALUE` or `KEY-=VALUE`; None for anything else."""
    match = _ASSIGNMENT.fullmatch(text)
    if match is None:
        return None
    return Assignment(match[1], Operator(match[2]), match[3].strip())


@dataclass(frozen=True, slots=True)
class Assigner:
    """Works out what fields of a page become, from what they hold now."""

    parsed: ParsedFile
    settings: Settings
    today: date
    resolve: Resolve

    def values(self, assignments: Sequence[Assignment]) -> Mapping[str, Value]:
        """Return the new values by key, one assignment after the other.

        Raises FieldEditError where one cannot be done.
        """
        specs = specs_by_key(self.parsed.kind, tuple(self.settings.criteria))
        values: dict[str, Value] = {}
        for each in assignments:
            spec = specs.get(each.key)
            key = each.key if spec is None else spec.key
            if key in values and each.operator is Operator.SET:
                template = 'the field "{key}" is given two values: leave one of them'
                raise FieldEditError(Phrase(template, {"key": key}))
            values[key] = self._value(each, spec, key, values)
        return values

    def _value(
        self, each: Assignment, spec: FieldSpec | None, key: str, values: Mapping[str, Value]
    ) -> Value:
        entry = self._entry(spec, key)
        is_list = _is_list(spec, entry)
        if each.operator is Operator.SET:
            if not each.text:
                return None
            return tuple(self._parts(each.text, spec)) if is_list else self._read(each.text, spec)
        if not is_list and not (spec is not None and spec.rest):
            template = '"{key}" holds one value, so += and -= do not go with it'
            raise FieldEditError(Phrase(template, {"key": each.key}))
        held = _texts(values[key]) if key in values else self._items(entry, spec)
        parts = tuple(self._parts(each.text, spec))
        if each.operator is Operator.ADD:
            return (*held, *(part for part in dict.fromkeys(parts) if part not in held))
        return _without(held, parts, each.key)

    def _entry(self, spec: FieldSpec | None, key: str) -> FieldEntry | None:
        front_matter = parse_front_matter(self.parsed.source, self.settings.max_front_matter_size)
        return front_matter.entry(key) if spec is None else entry_of(front_matter, spec)

    def _items(self, entry: FieldEntry | None, spec: FieldSpec | None) -> tuple[str, ...]:
        if entry is None or isinstance(entry.value, Empty):
            return ()
        if spec is not None:
            return items_of(self.parsed.source, entry, spec)
        return _texts(plain_value(entry.value))

    def _parts(self, text: str, spec: FieldSpec | None) -> Iterator[str]:
        """Yield the items of a list; quotes keep a comma inside of one."""
        for row in csv.reader([text], skipinitialspace=True):
            for part in row:
                if part.strip():
                    yield self._read(part.strip(), spec)

    def _read(self, text: str, spec: FieldSpec | None) -> str:
        """Return one value as it is written: a link by its id, a day in figures."""
        if spec is None:
            return text
        if spec.form in LINKS:
            return self.resolve(spec, text)
        if spec.form in _DAYS and not text[:1].isdigit():
            try:
                return parse_day(text, self.today).isoformat()
            except ValueError:
                return text
        return text


def _is_list(spec: FieldSpec | None, entry: FieldEntry | None) -> bool:
    if spec is not None:
        return spec.many
    return entry is not None and isinstance(entry.value, ScalarList)


def _texts(value: Value) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _without(held: tuple[str, ...], parts: Sequence[str], key: str) -> Value:
    """Return a list without some items, None where nothing is left; each must be there."""
    for part in parts:
        if part not in held:
            template = '"{key}" does not hold "{value}"'
            raise FieldEditError(Phrase(template, {"key": key, "value": part}))
    return tuple(item for item in held if item not in parts) or None
