"""Fields of a note as an import changes them: as many as can be changed without risk."""

from collections.abc import Mapping, Sequence

from vaultnet.domain.node import Kind, Value
from vaultnet.exchange.planning.plan_values import ValueChange
from vaultnet.phrase import Phrase
from vaultnet.source import Source
from vaultnet.vault.edits.field_edits import FieldEditError, plan_field_edits
from vaultnet.vault.edits.list_edits import add_to_lists
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import Empty, plain_value
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings


def held_values(parsed: ParsedFile, settings: Settings) -> Mapping[str, Value]:
    """Return what the front matter of a note says, as written, by the keys of the table."""
    specs = specs_by_key(parsed.kind, tuple(settings.criteria))
    values: dict[str, Value] = {}
    for entry in parse_front_matter(parsed.source, settings.max_front_matter_size):
        if not isinstance(entry.value, Empty):
            spec = specs.get(entry.key)
            value = plain_value(entry.value)
            if spec is not None and spec.many and isinstance(value, str):
                value = tuple(value.split(", ")) if spec.commas else (value,)
            values[entry.key if spec is None else spec.key] = value
    if parsed.kind is Kind.CONTACT and parsed.node is not None:
        values.setdefault("name", parsed.node.name)
    return values


def change_fields(
    parsed: ParsedFile, changes: Sequence[ValueChange], settings: Settings
) -> tuple[ParsedFile, Mapping[str, Phrase]]:
    """Return a note after changes of its fields, and why some of them cannot be made.

    A change is made whole or not at all, and none stands in the way of another.
    """
    refused: dict[str, Phrase] = {}
    texts = {each.key: each.after for each in changes if isinstance(each.after, str)}
    try:
        parsed = _with_values(parsed, texts, settings)
    except FieldEditError:
        for key, value in texts.items():
            try:
                parsed = _with_values(parsed, {key: value}, settings)
            except FieldEditError as error:
                refused[key] = error.reason
    for change in changes:
        if isinstance(change.after, tuple):
            try:
                parsed = _with_items(parsed, change, settings)
            except FieldEditError as error:
                refused[change.key] = error.reason
    return parsed, refused


def _with_values(parsed: ParsedFile, values: Mapping[str, Value], settings: Settings) -> ParsedFile:
    if not values:
        return parsed
    return _read(parsed, plan_field_edits(parsed, values, settings).after, settings)


def _with_items(parsed: ParsedFile, change: ValueChange, settings: Settings) -> ParsedFile:
    """Return a note with more items in a list."""
    if change.key not in specs_by_key(parsed.kind, tuple(settings.criteria)):
        return _with_values(parsed, {change.key: change.after}, settings)
    before = (change.before,) if isinstance(change.before, str) else change.before or ()
    new = tuple(item for item in change.after if item not in before)
    return _read(parsed, add_to_lists(parsed, {change.key: new}, settings), settings)


def _read(parsed: ParsedFile, after: Source, settings: Settings) -> ParsedFile:
    """Return a text that was edited, read; raises FieldEditError where it cannot be."""
    found = parse_file(after, settings)
    if found.node is None or found.kind is not parsed.kind:
        raise FieldEditError(Phrase("the note could not be read any more"))
    return found
