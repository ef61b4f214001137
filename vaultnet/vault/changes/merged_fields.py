"""The front matter of two contacts brought together: every value of both is kept, or told.

Lists are united. Of two single values one wins, and the other is a `Conflict`. What the kept
note does not have is taken over as it is written, with its comment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache

from vaultnet.diagnostics import Edit, Place
from vaultnet.domain.contact import Contact
from vaultnet.domain.likeness import email_key, phone_key, url_key
from vaultnet.domain.links import fold
from vaultnet.domain.node import Kind
from vaultnet.late import dataclass, pattern
from vaultnet.source import Source, Span
from vaultnet.vault.body.outline_spans import without_spans
from vaultnet.vault.edits.field_edits import FieldEditError, plan_field_edits
from vaultnet.vault.edits.list_edits import add_to_lists, entry_of, items_of
from vaultnet.vault.edits.splicing import splice
from vaultnet.vault.fields.addresses import LABEL
from vaultnet.vault.fields.references import parse_reference_or_text
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.fields.specs import FieldSpec, FieldType
from vaultnet.vault.front.field_reference import skeleton
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import Empty, FieldEntry, FrontMatter, plain_value
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.shown_parts import parts_shown

_LINE_END = pattern(r"\r\n|\n|\r|\Z")
_BREAK = pattern(r"\r\n|\n|\r")
_OWN_RULES = frozenset({"name", "aliases", "private", "shared", "kind"})
_COMMENT = pattern(r"#.+")
_GUARDS = frozenset({"private", "shared"})
_KEYS = {FieldType.EMAIL: email_key, FieldType.PHONE: phone_key, FieldType.URL: url_key}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of a field that holds one: that which counts, and that which is only kept.

    `written` is the field with the value that is only kept, as it stands in its note.
    """

    key: str
    winner: str
    loser: str
    written: str


@dataclass(slots=True)
class MergedFields:
    """The kept note with the fields of both, and the values that it could not hold twice."""

    page: ParsedFile
    conflicts: list[Conflict] = field(default_factory=list)


def merge_fields(
    vault: Vault, keep: ParsedFile, other: ParsedFile, *, prefer_other: bool
) -> MergedFields:
    """Return a contact with the fields of another one as well; nothing is written.

    Of two single values that of `keep` counts, unless the other is preferred. Raises
    FieldEditError where a field is written in a way that cannot be changed.
    """
    merge = _FieldMerge(vault, keep, other, prefer_other=prefer_other)
    merge.run()
    return merge.merged


class _FieldMerge:
    """Takes the fields of one note into another, one after the other."""

    def __init__(
        self, vault: Vault, keep: ParsedFile, other: ParsedFile, *, prefer_other: bool
    ) -> None:
        self._vault = vault
        self._settings = vault.settings
        self._specs = specs_by_key(keep.kind, tuple(vault.settings.criteria))
        self._keep, self._other = _contact(keep), _contact(other)
        self._source = other.source
        self._prefer_other = prefer_other
        self.merged = MergedFields(keep)

    def run(self) -> None:
        """Take over names, what may be shown, and then every other field in its order."""
        self._guard()
        self._take_names()
        theirs = self._front_matter(self._source)
        for entry in theirs:
            spec = self._specs.get(entry.key)
            if isinstance(entry.value, Empty) or (spec and spec.key in _OWN_RULES):
                continue
            self._take(entry, spec)

    def _front_matter(self, source: Source) -> FrontMatter:
        return parse_front_matter(source, self._limit)

    def _mine(self, entry: FieldEntry, spec: FieldSpec | None) -> FieldEntry | None:
        """Return the entry of the kept note that holds the same field, if it holds a value."""
        held = self._front_matter(self.merged.page.source)
        mine = held.entry(entry.key) if spec is None else entry_of(held, spec)
        return None if mine is None or isinstance(mine.value, Empty) else mine

    def _set(self, values: Mapping[str, str | tuple[str, ...]]) -> None:
        self._read(plan_field_edits(self.merged.page, values, self._settings).after)

    def _read(self, source: Source) -> None:
        self.merged.page = parse_file(source, self._settings)

    def _guard(self) -> None:
        """Let nobody see of the two what not both of them show."""
        if self._other.private and not self._keep.private:
            self._read(_replaced(self.merged.page, "private: true", "private", self._limit))
        if self._keep.shared is None and self._other.shared is None:
            return
        shown = parts_shown(self._keep, self._settings) & parts_shown(self._other, self._settings)
        if self._keep.shared is None or shown != parts_shown(self._keep, self._settings):
            line = f"shared: [{', '.join(sorted(shown))}]"
            self._read(_replaced(self.merged.page, line, "shared", self._limit))

    @property
    def _limit(self) -> int:
        return self._settings.max_front_matter_size

    def _take_names(self) -> None:
        """Keep the name that counts, and all others as other names."""
        name, second = self._keep.name, self._other.name
        if self._prefer_other and fold(name) != fold(second):
            self._set({"name": second})
            name, second = second, name
        known = {fold(name), *map(fold, self._keep.aliases)}
        added = []
        for each in (second, *self._other.aliases):
            if fold(each) not in known:
                known.add(fold(each))
                added.append(each)
        self._read(add_to_lists(self.merged.page, {"aliases": added}, self._settings))

    def _take(self, entry: FieldEntry, spec: FieldSpec | None) -> None:
        mine = self._mine(entry, spec)
        if mine is None:
            self._copy(entry, spec)
        elif spec is not None and spec.many:
            self._unite(entry, spec, mine)
        elif not self._is_same(entry, mine, spec):
            self._decide(entry, mine)

    def _is_same(self, entry: FieldEntry, mine: FieldEntry, spec: FieldSpec | None) -> bool:
        """Tell whether a field says nothing that the kept note does not say."""
        theirs, ours = plain_value(entry.value), plain_value(mine.value)
        if spec is None:
            return theirs == ours
        known = {self._word(text, spec) for text in _as_list(ours)}
        return all(self._word(text, spec) in known for text in _as_list(theirs))

    def _copy(self, entry: FieldEntry, spec: FieldSpec | None) -> None:
        """Take over a field as it is written; if that reads otherwise, write its value anew."""
        held = self.merged.page.source
        raw = _written(self._source, entry)
        key = spec.key if spec else entry.key
        bare = self._front_matter(held).entry(entry.key)
        source = _with_lines(held, self._front_matter(held), bare, raw)
        if self._is_copied(held, source, entry):
            self._read(source)
            return
        try:
            self._set({key: plain_value(entry.value)})
        except FieldEditError:
            self._lose(entry, "")

    def _is_copied(self, before: Source, after: Source, entry: FieldEntry) -> bool:
        old, new = self._front_matter(before), self._front_matter(after)
        had = {each.key: plain_value(each.value) for each in old}
        has = {each.key: plain_value(each.value) for each in new}
        wanted = {**had, entry.key: plain_value(entry.value)}
        same_body = before.slice(old.body).strip() == after.slice(new.body).strip()
        return new.ok and has == wanted and new.repeated == old.repeated and same_body

    def _unite(self, entry: FieldEntry, spec: FieldSpec, mine: FieldEntry) -> None:
        """Add the items that the kept note does not have."""
        known = {self._word(item, spec) for item in items_of(self.merged.page.source, mine, spec)}
        addresses = {self._address(item, spec) for item in known} - {""}
        added = []
        for item in items_of(self._source, entry, spec):
            bare = LABEL.fullmatch(item) is None and self._address(item, spec) in addresses
            if self._word(item, spec) not in known and not bare:
                known.add(self._word(item, spec))
                added.append(item)
        try:
            self._read(add_to_lists(self.merged.page, {spec.key: added}, self._settings))
        except FieldEditError:
            self._lose(entry, "")

    def _word(self, text: str, spec: FieldSpec) -> str:
        """Return a value as it compares: a link by the page that it leads to."""
        if spec.form in {FieldType.LINK, FieldType.LINK_OR_TEXT}:
            target = parse_reference_or_text(text).target
            return self._vault.network.link_table.resolve(target) or fold(target)
        return fold(text)

    def _address(self, text: str, spec: FieldSpec) -> str:
        key = _KEYS.get(spec.form)
        match = LABEL.fullmatch(text)
        return key(match[2] if match else text) if key else ""

    def _decide(self, entry: FieldEntry, mine: FieldEntry) -> None:
        """Let one of two values count, and tell the other."""
        theirs, ours = _shown(entry), _shown(mine)
        written = _one_line(_written(self.merged.page.source, mine))
        if self._prefer_other:
            try:
                self._set({mine.key: plain_value(entry.value)})
            except FieldEditError:
                self._lose(entry, ours)
                return
            self.merged.conflicts.append(Conflict(mine.key, theirs, ours, written))
        else:
            self._lose(entry, ours)

    def _lose(self, entry: FieldEntry, winner: str) -> None:
        written = _one_line(_written(self._source, entry))
        self.merged.conflicts.append(Conflict(entry.key, winner, _shown(entry), written))


def _contact(parsed: ParsedFile) -> Contact:
    assert isinstance(parsed.node, Contact)  # noqa: S101 (only contacts are merged)
    return parsed.node


def _as_list(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shown(entry: FieldEntry) -> str:
    value = plain_value(entry.value)
    text = value if isinstance(value, str) else ", ".join(value)
    return _one_line(text)


def _written(source: Source, entry: FieldEntry) -> str:
    """Return the lines of a field as they stand in a note, its comment included."""
    text = source.text
    start = source.line_start(entry.key_span.start)
    end = _LINE_END.search(text, max(entry.key_span.end, entry.value.span.end))
    return text[start : end.start() if end else len(text)]


def _with_lines(source: Source, held: FrontMatter, bare: FieldEntry | None, raw: str) -> Source:
    """Return a note with lines of front matter at its end, or where its key has no value."""
    newline = source.newline()
    lines = newline.join(_BREAK.split(raw))
    if bare is not None:
        span = _line_span(source, bare)
        return splice(source, [Edit(Place(source.path, span), lines)])
    if held.span is None:
        gap = newline if source.text and source.text[0] not in "\r\n" else ""
        block = newline.join(["---", lines, "---", gap])
        return splice(source, [Edit(Place(source.path, Span(0, 0)), block)])
    at = held.span.end
    empty = held.span.start == at
    text = lines + newline if empty else newline + lines
    return splice(source, [Edit(Place(source.path, Span(at, at)), text)])


def _line_span(source: Source, entry: FieldEntry) -> Span:
    raw = _written(source, entry)
    start = source.text.rfind(raw, 0, entry.key_span.start + len(raw))
    return Span(start, start + len(raw))


def _replaced(page: ParsedFile, line: str, key: str, limit: int) -> Source:
    """Return a page with a line in the place of whatever a field holds, or as a new one."""
    held = parse_front_matter(page.source, limit)
    return _with_lines(page.source, held, held.entry(key), line)


def comments_of(source: Source, limit: int) -> tuple[str, ...]:
    """Return the comments that stand in a note's front matter, each with its sign.

    Those that a new note has beside its empty fields say nothing of anybody, and are left out.
    """
    held = parse_front_matter(source, limit)
    if held.span is None:
        return ()
    spans = (Span(entry.key_span.start, entry.value.span.end) for entry in held)
    left = without_spans(source.text, held.span, [span for span in spans if span.end > span.start])
    found = (_COMMENT.search(line) for line in _BREAK.split(left))
    told = (match[0].strip() for match in found if match)
    return tuple(comment for comment in told if comment not in _skeleton_comments())


@lru_cache(maxsize=1)
def _skeleton_comments() -> frozenset[str]:
    texts = (skeleton(Kind.CONTACT, language, {}) for language in ("en", "es"))
    found = (_COMMENT.search(line) for text in texts for line in text.split("\n"))
    return frozenset(match[0].strip() for match in found if match)


def values_of(source: Source, limit: int) -> Iterator[str]:
    """Yield every value of a note's front matter as text, but for those that say who sees it."""
    for entry in parse_front_matter(source, limit):
        value = plain_value(entry.value)
        if entry.key not in _GUARDS:
            yield from (value,) if isinstance(value, str) else value
