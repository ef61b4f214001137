"""More items for a list of front matter, in whatever way it is written: only the items are new.

A list in brackets grows within its brackets, one with dashes by a line for each item, and a
single text becomes a list. What comes out is read again, and refused unless the field holds
exactly what it held and the new items.
"""

from collections.abc import Mapping, Sequence

from vaultnet.diagnostics import Edit, Place
from vaultnet.late import pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.source import Source, Span
from vaultnet.vault.edits.field_edits import FieldEditError, plan_field_edits
from vaultnet.vault.edits.splicing import splice
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.fields.specs import FieldSpec
from vaultnet.vault.front.field_items import FieldItems
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import (
    Empty,
    FieldEntry,
    FrontMatter,
    Nested,
    Refused,
    ScalarList,
    plain_value,
)
from vaultnet.vault.front.quoting import flow_list, plain_or_quoted
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

_LINE_END = pattern(r"\r\n|\n|\r|\Z")


def add_to_lists(
    parsed: ParsedFile, additions: Mapping[str, Sequence[str]], settings: Settings
) -> Source:
    """Return the text of a page with more items in some of its lists, each given by its key.

    Raises FieldEditError where a list is written in a way that cannot be added to.
    """
    for key, items in additions.items():
        if items:
            source = _with_items(parsed, key, tuple(items), settings)
            parsed = parse_file(source, settings)
    return parsed.source


def entry_of(front_matter: FrontMatter, spec: FieldSpec) -> FieldEntry | None:
    """Return the entry that a field is read from: under its key, or a synonym of it."""
    keys = {spec.key, *spec.synonyms}
    return next((entry for entry in front_matter if entry.key in keys), None)


def items_of(source: Source, entry: FieldEntry | None, spec: FieldSpec) -> tuple[str, ...]:
    """Return the texts that a list field holds, read as the field reads them."""
    if entry is None or isinstance(entry.value, Empty):
        return ()
    texts = (item.text.strip() for item in FieldItems(source, []).several(entry, spec))
    return tuple(text for text in texts if text)


def _with_items(parsed: ParsedFile, key: str, items: tuple[str, ...], settings: Settings) -> Source:
    source, spec = parsed.source, specs_by_key(parsed.kind, tuple(settings.criteria))[key]
    held = parse_front_matter(source, settings.max_front_matter_size)
    entry = entry_of(held, spec)
    if entry is None:
        return plan_field_edits(parsed, {key: items}, settings).after
    edit = _addition(source, entry, spec, items)
    after = splice(source, [edit])
    if not _is_grown((source, held), after, (entry, spec), items, settings):
        raise _refusal(entry.key)
    return after


def _addition(source: Source, entry: FieldEntry, spec: FieldSpec, items: tuple[str, ...]) -> Edit:
    value = entry.value
    if isinstance(value, Nested | Refused):
        raise _refusal(entry.key)
    if isinstance(value, ScalarList) and value.flow:
        return _into_brackets(source, value, items)
    if isinstance(value, ScalarList):
        return _below_dashes(source, value, items)
    written = flow_list((*items_of(source, entry, spec), *items))
    gap = " " if source.text[value.span.start - 1 : value.span.start] == ":" else ""
    return Edit(Place(source.path, value.span), gap + written)


def _into_brackets(source: Source, value: ScalarList, items: tuple[str, ...]) -> Edit:
    text = ", ".join(plain_or_quoted(item) for item in items)
    at = value.items[-1].span.end if value.items else value.span.start + 1
    return Edit(Place(source.path, Span(at, at)), f", {text}" if value.items else text)


def _below_dashes(source: Source, value: ScalarList, items: tuple[str, ...]) -> Edit:
    """Return the edit that adds a line for each item, indented as the first one is."""
    text = source.text
    indent = text[source.line_start(value.span.start) : value.span.start]
    end = _LINE_END.search(text, value.span.end)
    at = end.start() if end else len(text)
    newline = source.newline()
    lines = "".join(f"{newline}{indent}- {plain_or_quoted(item)}" for item in items)
    return Edit(Place(source.path, Span(at, at)), lines)


def _is_grown(
    before: tuple[Source, FrontMatter],
    after: Source,
    field: tuple[FieldEntry, FieldSpec],
    items: tuple[str, ...],
    settings: Settings,
) -> bool:
    """Tell whether a field has its new items, and nothing else is read in another way."""
    (source, old), (entry, spec) = before, field
    new = parse_front_matter(after, settings.max_front_matter_size)
    if not new.ok or [each.key for each in new] != [each.key for each in old]:
        return False
    grown = (*items_of(source, entry, spec), *items)
    same_body = source.slice(old.body) == after.slice(new.body)
    return same_body and all(
        items_of(after, now, spec) == grown
        if now.key == entry.key
        else plain_value(now.value) == plain_value(was.value)
        for was, now in zip(old, new, strict=True)
    )


def _refusal(key: str) -> FieldEditError:
    template = wording('"{key}" is written in a way that cannot be added to: change it by hand')
    return FieldEditError(Phrase(template, {"key": key}))
