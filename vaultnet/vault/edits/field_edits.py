"""New values of front-matter fields as edits of text: only the value's own span changes.

A value is replaced where it stands, and a comment behind it stays. In a list the items that stay
are not touched. A field that is not there yet gets a line of its own, where the table of fields
puts it; a page without front matter gets some. A field without a value loses its line, or only
its value where a comment stands there.
What comes out is read again, and refused unless exactly the fields asked for have changed: so a
way of writing YAML that nobody thought of is an error, never a damaged note.
"""

from collections.abc import Iterable, Iterator, Mapping

from vaultnet.diagnostics import Edit, Place
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.source import Source, Span
from vaultnet.vault.edits.item_edits import plan_item_edits
from vaultnet.vault.edits.splicing import find_stray_change, splice
from vaultnet.vault.fields.schema import fields_of, specs_by_key
from vaultnet.vault.fields.specs import FieldSpec
from vaultnet.vault.front.field_reference import written_value
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import (
    Empty,
    FieldEntry,
    FieldValue,
    FrontMatter,
    Nested,
    Refused,
    Scalar,
    ScalarList,
    plain_value,
)
from vaultnet.vault.front.quoting import plain_or_quoted, quoted
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

_LINE_END = pattern(r"\r\n|\n|\r|\Z")
_BROKEN = pattern(r"[\r\n]")

Value = str | tuple[str, ...] | None
"""What a field is to become: a text, a list of texts, or None for no field any more."""


class FieldEditError(ValueError):
    """A field cannot be changed without risk; `reason` says which, and why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One file before and after its fields changed, and the edits that this takes."""

    before: Source
    after: Source
    edits: tuple[Edit, ...]

    @property
    def path(self) -> str:
        """Return the path of the file, relative to the vault."""
        return self.before.path


def plan_field_edits(
    parsed: ParsedFile, values: Mapping[str, Value], settings: Settings
) -> FieldChange:
    """Return what a file becomes when fields get new values; nothing is written.

    A field that has the value already is left alone. Whether its reader accepts a value is not
    looked at. Raises FieldEditError where a change would touch more than it should.
    """
    before = parsed.source
    held = parse_front_matter(before, settings.max_front_matter_size)
    if parsed.node is None or not held.ok:
        raise FieldEditError(Phrase("the front matter could not be read, so it is not changed"))
    plan = _Plan(parsed, held, settings)
    wanted = plan.wanted(values)
    refusal = Phrase("")
    for at_end in (False, True):
        edits = tuple(plan.edits(wanted, at_end=at_end))
        if not edits:
            return FieldChange(before, before, ())
        after = splice(before, edits)
        found = parse_front_matter(after, settings.max_front_matter_size)
        stray = _difference((before, held), (after, found), wanted)
        stray = stray or find_stray_change(before, after, edits)
        if stray is None:
            return FieldChange(before, after, edits)
        refusal = stray
    raise FieldEditError(refusal)


class _Plan:
    """What is asked of one file, and where it goes."""

    def __init__(self, parsed: ParsedFile, held: FrontMatter, settings: Settings) -> None:
        self._source = parsed.source
        self._held = held
        criteria = tuple(settings.criteria)
        self._specs = specs_by_key(parsed.kind, criteria)
        self._order = {spec.key: n for n, spec in enumerate(fields_of(parsed.kind, criteria))}

    def wanted(self, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """Return the values by the keys by which their fields stand in the file."""
        fields = {self._specs[key].key if key in self._specs else key for key in values}
        if len(fields) < len(values):
            raise FieldEditError(Phrase("one field is given two values: leave one of them"))
        return {self._key_of(key): value for key, value in values.items()}

    def _key_of(self, key: str) -> str:
        """Return the key by which a field stands in the file: its own, or a synonym of it."""
        spec = self._specs.get(key)
        keys = [
            entry.key
            for entry in self._held
            if entry.key == key or (spec is not None and self._specs.get(entry.key) is spec)
        ]
        if len(keys) > 1 or self._held.repeated.intersection(keys):
            template = '"{key}" is given more than once: leave one of them first'
            raise FieldEditError(Phrase(template, {"key": key}))
        return keys[0] if keys else key

    def edits(self, wanted: Mapping[str, Value], *, at_end: bool) -> Iterator[Edit]:
        """Yield the edits: first of values that there are, then the new lines in their order."""
        new = {}
        for key, value in wanted.items():
            entry = self._held.entry(key)
            if value is None:
                yield from () if entry is None else (self._removal(entry),)
            elif entry is None:
                new[key] = f"{plain_or_quoted(key)}: {written_value(self._specs.get(key), value)}"
            elif plain_value(entry.value) != value or isinstance(entry.value, Empty):
                yield from self._replacements(entry, value)
        keys = sorted(new, key=lambda key: self._order.get(key, len(self._order)))
        if keys and self._held.span is None:
            yield self._new_block(new[key] for key in keys)
            return
        for key in keys:
            yield self._new_line(key, new[key], at_end=at_end)

    def _replacements(self, entry: FieldEntry, value: str | tuple[str, ...]) -> Iterable[Edit]:
        """Return the edits of a value: of the items of a list, else of all of it."""
        if isinstance(entry.value, ScalarList) and isinstance(value, tuple):
            try:
                return plan_item_edits(self._source, entry.value, value)
            except ValueError:
                return (self._replacement(entry, value),)
        return (self._replacement(entry, value),)

    def _removal(self, entry: FieldEntry) -> Edit:
        """Return the edit that takes a field out; where a comment stands its key stays."""
        held, text = entry.value, self._source.text
        reason = _reason_to_keep(held, self._source)
        if reason:
            raise FieldEditError(Phrase(reason, {"key": entry.key}))
        start, end = self._start_of_line(entry), self._end_of_line(entry)
        if "#" in text[max(held.span.end, entry.key_span.end) : end]:
            return Edit(Place(self._source.path, held.span), "")
        line_end = _LINE_END.match(text, end)
        whole = Span(start, line_end.end() if line_end else end)
        return Edit(Place(self._source.path, whole), "")

    def _replacement(self, entry: FieldEntry, value: str | tuple[str, ...]) -> Edit:
        """Return the edit of a value that stands on one line; raises FieldEditError otherwise."""
        held = entry.value
        written = self._source.slice(held.span)
        reason = _reason_to_refuse(held, written, value)
        if reason:
            raise FieldEditError(Phrase(reason, {"key": entry.key}))
        text = _like(written, value, self._specs.get(entry.key))
        gap = " " if held.span.start == held.span.end else ""
        return Edit(Place(self._source.path, held.span), gap + text)

    def _new_line(self, key: str, line: str, *, at_end: bool) -> Edit:
        """Return the edit that adds a line below the field it follows, or above the next one."""
        span = self._held.span
        assert span is not None  # noqa: S101 (a page without front matter gets a block)
        newline = self._source.newline()
        before, after = (None, None) if at_end else self._neighbours(key)
        if before is not None:
            return self._insertion(self._end_of_line(before), newline + line)
        if after is not None:
            return self._insertion(self._start_of_line(after), line + newline)
        if span.start == span.end:
            return self._insertion(span.start, line + newline)
        return self._insertion(span.end, newline + line)

    def _neighbours(self, key: str) -> tuple[FieldEntry | None, FieldEntry | None]:
        """Return the fields of the file that stand nearest to a field in the table."""
        place = self._order.get(key)
        if place is None:
            return None, None
        placed = [(self._order[spec.key], entry) for entry, spec in self._known()]
        before = [item for item in placed if item[0] < place]
        after = [item for item in placed if item[0] > place]
        return (
            max(before, key=lambda item: item[0])[1] if before else None,
            min(after, key=lambda item: item[0])[1] if after else None,
        )

    def _known(self) -> Iterator[tuple[FieldEntry, FieldSpec]]:
        for entry in self._held:
            spec = self._specs.get(entry.key)
            if spec is not None:
                yield entry, spec

    def _new_block(self, lines: Iterable[str]) -> Edit:
        newline, text = self._source.newline(), self._source.text
        gap = newline if text and text[0] not in "\r\n" else ""
        block = newline.join(["---", *lines, "---", gap])
        return self._insertion(0, block)

    def _insertion(self, at: int, text: str) -> Edit:
        return Edit(Place(self._source.path, Span(at, at)), text)

    def _end_of_line(self, entry: FieldEntry) -> int:
        match = _LINE_END.search(self._source.text, max(entry.key_span.end, entry.value.span.end))
        return match.start() if match else len(self._source.text)

    def _start_of_line(self, entry: FieldEntry) -> int:
        return self._source.line_start(entry.key_span.start)


def _reason_to_keep(held: FieldValue, source: Source) -> str:
    """Return why a field is better taken out by hand, or nothing."""
    if isinstance(held, Nested):
        return wording('"{key}" holds lists or keys of its own: change it by hand')
    if isinstance(held, Refused):
        return wording('"{key}" uses a tag or an alias of YAML: change it by hand')
    if isinstance(held, ScalarList):
        between, position = "", held.span.start
        for item in (*held.items, Scalar("", Span(held.span.end, held.span.end))):
            between += source.text[position : item.span.start]
            position = item.span.end
        if "#" in between:
            return wording('"{key}" holds comments: take it out by hand')
    return ""


def _reason_to_refuse(held: FieldValue, written: str, value: Value) -> str:
    """Return why a value is better changed by hand, or nothing."""
    if isinstance(held, Nested):
        return wording('"{key}" holds lists or keys of its own: change it by hand')
    if isinstance(held, Refused):
        return wording('"{key}" uses a tag or an alias of YAML: change it by hand')
    if _BROKEN.search(written) or (isinstance(held, ScalarList) and not held.flow):
        return wording('"{key}" is written on several lines: change it by hand')
    if isinstance(held, Scalar) and not held.quoted and written[:1] in {"|", ">"}:
        return wording('"{key}" is written as a block: change it by hand')
    if isinstance(held, ScalarList) and isinstance(value, str):
        return wording('"{key}" holds a list: give all of its values')
    if isinstance(held, ScalarList) and any(isinstance(item, Nested) for item in held.items):
        return wording('"{key}" holds lists or keys of its own: change it by hand')
    return ""


def _like(written: str, value: str | tuple[str, ...], spec: FieldSpec | None) -> str:
    """Return a value in the quotes that the old one had."""
    text = written_value(spec, value)
    if isinstance(value, str) and not text.startswith(('"', "'")):
        if written.startswith('"'):
            return quoted(value)
        if written.startswith("'"):
            return "'" + value.replace("'", "''") + "'"
    return text


def _difference(
    before: tuple[Source, FrontMatter],
    after: tuple[Source, FrontMatter],
    wanted: Mapping[str, Value],
) -> Phrase | None:
    """Return what would be read otherwise than asked for; None where nothing is."""
    (old_source, old), (new_source, new) = before, after
    if not new.ok or new.span is None:
        return Phrase("the front matter could not be read any more")
    if new.repeated != old.repeated or not _is_same_body(old_source, old, new_source, new):
        return Phrase("more than the fields would change")
    had = {entry.key: entry.value for entry in old}
    has = {entry.key: entry.value for entry in new}
    gone = {key for key, value in wanted.items() if value is None}
    for key, value in wanted.items():
        if not _is_as_wanted(has.get(key), value):
            template = (
                '"{key}" would not be read as it is to be: it holds what YAML cannot hold there'
            )
            return Phrase(template, {"key": key})
    order = [key for key in had if key not in gone or key in has]
    if [key for key in has if key in had] != order or has.keys() - had.keys() - wanted.keys():
        return Phrase("other fields would change")
    for key, held in had.items():
        if key not in wanted and _content(held) != _content(has[key]):
            return Phrase('"{key}" would change as well', {"key": key})
    return None


def _is_as_wanted(found: FieldValue | None, value: Value) -> bool:
    """Tell whether a field reads as it is to; a list without items may be an empty field."""
    if found is None or isinstance(found, Empty):
        return not value and (value is None or (isinstance(value, tuple) and found is not None))
    return plain_value(found) == value


def _is_same_body(
    old_source: Source, old: FrontMatter, new_source: Source, new: FrontMatter
) -> bool:
    """Tell whether a body stays; above that of a page without front matter a line may be empty."""
    was, now = old_source.slice(old.body), new_source.slice(new.body)
    if old.span is not None:
        return was == now
    return now.endswith(was) and not now[: len(now) - len(was)].strip("\r\n")


def _content(value: FieldValue) -> tuple[type, object]:
    """Return a value without its places."""
    if isinstance(value, ScalarList):
        return ScalarList, tuple(_content(item) for item in value.items)
    return type(value), plain_value(value)
