"""From front matter to the values of a page: each key is read as its row of the table says.

A value that cannot be read leaves its field unset and is told; everything else goes on. One
field is read the other way round: a `private` that cannot be read makes the page private.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache, partial

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Related
from vaultnet.domain.links import fold
from vaultnet.domain.node import Kind, Reference, Value
from vaultnet.domain.objective import CriterionWeight
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.source import Source, Span
from vaultnet.vault.fields.addresses import parse_address, parse_email, parse_phone, parse_url
from vaultnet.vault.fields.references import (
    find_references,
    parse_photo,
    parse_reference,
    parse_reference_or_text,
)
from vaultnet.vault.fields.schema import PART_NAMES, fields_of, shareable_parts, specs_by_key
from vaultnet.vault.fields.specs import FieldSpec, FieldType
from vaultnet.vault.fields.values import (
    Problem,
    parse_affinity,
    parse_birth_date,
    parse_budget,
    parse_choice,
    parse_criterion,
    parse_day,
    parse_part,
    parse_partial,
    parse_rating,
    parse_rhythm,
    parse_truth,
    unknown_word,
)
from vaultnet.vault.front.field_items import FieldItems
from vaultnet.vault.front.key_slips import capitals_are_foreign, meant_key
from vaultnet.vault.front.properties import (
    Empty,
    FieldEntry,
    FrontMatter,
    Scalar,
    ScalarList,
    plain_value,
)
from vaultnet.vault.parsed import FoundLink
from vaultnet.vault.rules import reading as rules
from vaultnet.vault.settings import Settings

Reader = Callable[[str], object]
"""What makes a value, or a `Problem`, of a text."""

_READERS: Mapping[FieldType, Reader] = {
    FieldType.TEXT: lambda text: " ".join(text.split()),
    FieldType.LINK: lambda text: parse_reference(text) or Reference(text),
    FieldType.LINK_OR_TEXT: parse_reference_or_text,
    FieldType.FILE: parse_photo,
    FieldType.DAY: parse_day,
    FieldType.PARTIAL_DATE: parse_partial,
    FieldType.BIRTHDAY: parse_birth_date,
    FieldType.CADENCE: parse_rhythm,
    FieldType.RATING: parse_rating,
    FieldType.AFFINITY: parse_affinity,
    FieldType.BOOLEAN: parse_truth,
    FieldType.BUDGET: parse_budget,
    FieldType.EMAIL: parse_email,
    FieldType.PHONE: parse_phone,
    FieldType.URL: parse_url,
    FieldType.ADDRESS: parse_address,
    FieldType.TAG: str,
    FieldType.KIND: str,
}
_DATES = {FieldType.DAY, FieldType.PARTIAL_DATE, FieldType.BIRTHDAY}
_LINKS = {FieldType.LINK, FieldType.LINK_OR_TEXT}
_RECURRING = frozenset({*_DATES, *_LINKS, FieldType.CADENCE, FieldType.RATING})
"""The types whose texts are the same in many notes, so that what was read is remembered."""


@lru_cache(maxsize=64)
def _readers(kind: Kind, criteria: tuple[str, ...]) -> Mapping[str, Reader]:
    """Return what reads the text of each field of a kind, by the key of the field."""
    return {spec.key: _reader(spec, kind, criteria) for spec in fields_of(kind, criteria)}


def field_reader(spec: FieldSpec, kind: Kind, criteria: tuple[str, ...]) -> Reader:
    """Return what makes a value, or a `Problem`, of one text of a field."""
    return _readers(kind, criteria)[spec.key]


def _reader(spec: FieldSpec, kind: Kind, criteria: tuple[str, ...]) -> Reader:
    if spec.choices is not None:
        noun = spec.key.replace("_", " ")
        return _remembering(partial(parse_choice, choices=spec.choices, rule=spec.rule, noun=noun))
    if spec.form is FieldType.CRITERION:
        return partial(parse_criterion, known=criteria)
    if spec.form is FieldType.PART:
        return partial(_parse_shared, parts=shareable_parts(kind, criteria))
    reader = _READERS[spec.form]
    return _remembering(reader) if spec.form in _RECURRING else reader


def _remembering(reader: Reader) -> Reader:
    """Return a reader that reads a text once; what it makes is never changed."""
    return lru_cache(maxsize=2048)(reader)


def _parse_shared(text: str, parts: tuple[str, ...]) -> str | Problem:
    part = parse_part(text, parts)
    return part if isinstance(part, Problem) else PART_NAMES.get(part, part)


@dataclass(slots=True)
class FieldValues:
    """What the front matter of one page says.

    `values` are the arguments for the domain class of its kind, only those that were given;
    `extra` are the keys that VaultNet does not know. `places` and `links` are as in
    `ParsedFile`.
    """

    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    links: list[FoundLink] = field(default_factory=list)
    extra: dict[str, Value] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def parse_fields(
    kind: Kind, front_matter: FrontMatter, source: Source, settings: Settings
) -> FieldValues:
    """Read the fields of a page of some kind; never raises.

    The diagnostics of the front matter itself are not repeated here.
    """
    return _FieldReading(kind, front_matter, source, settings).read()


def parse_kind(
    front_matter: FrontMatter, source: Source, settings: Settings
) -> tuple[Kind | None, tuple[Diagnostic, ...]]:
    """Return the kind that front matter gives a page, by `kind` or `categories`, or None."""
    entry = front_matter.entry("kind")
    text = None if entry is None else _only_text(plain_value(entry.value))
    if entry is not None and text:
        try:
            return Kind(text), ()
        except ValueError:
            known = [kind.value for kind in Kind]
            problem = unknown_word(text, known, rules.UNKNOWN_KIND, Phrase("kind of page"))
        edit = Edit(Place(source.path, entry.value.span), problem.replacement or "")
        return None, (problem.diagnostic(Place(source.path, entry.value.span), edit),)
    return _kind_by_category(front_matter, settings), ()


def _only_text(value: Value) -> str | None:
    """Return a text, or the one text of a list."""
    if isinstance(value, str):
        return value
    return value[0] if len(value) == 1 else None


def _kind_by_category(front_matter: FrontMatter, settings: Settings) -> Kind | None:
    entry = front_matter.entry("categories") if settings.categories else None
    if entry is None:
        return None
    value = plain_value(entry.value)
    for text in (value,) if isinstance(value, str) else value:
        reference = parse_reference(text)
        word = fold(reference.target if reference else text)
        if word in settings.categories:
            return settings.categories[word]
    return None


class _FieldReading:
    """One reading of the front matter of one page."""

    def __init__(
        self, kind: Kind, front_matter: FrontMatter, source: Source, settings: Settings
    ) -> None:
        self._kind = kind
        self._front_matter = front_matter
        self._source = source
        self._settings = settings
        self._criteria = tuple(settings.criteria)
        self._specs = specs_by_key(kind, self._criteria)
        self._readers = _readers(kind, self._criteria)
        self._found = FieldValues()
        self._items = FieldItems(source, self._found.diagnostics)
        self._read_keys: dict[str, FieldEntry] = {}
        self._renamed: set[str] = set()

    def read(self) -> FieldValues:
        """Read every entry."""
        specs, places = self._specs, self._found.places
        for entry in self._front_matter.entries:
            key = entry.key
            places[f"key:{key}"] = entry.key_span
            spec = specs.get(key)
            if spec is None:
                self._keep_unknown(entry)
            elif spec.key in self._read_keys:
                self._note_synonym(entry, self._read_keys[spec.key])
            else:
                self._read_keys[spec.key] = entry
                self._read_field(entry, spec)
        if "private" in self._front_matter.repeated:
            self._found.values["private"] = True
        return self._found

    def _read_field(self, entry: FieldEntry, spec: FieldSpec) -> None:
        if spec.form is FieldType.BOOLEAN:
            self._read_private(entry, spec)
        elif spec.form is FieldType.KIND or self._is_absent(entry, spec):
            return
        elif spec.many:
            self._read_many(entry, spec)
        elif spec.rest:
            self._read_first_and_rest(entry, spec)
        else:
            self._read_one(entry, spec)

    def _is_absent(self, entry: FieldEntry, spec: FieldSpec) -> bool:
        if not isinstance(entry.value, Empty):
            return False
        if spec.form is FieldType.TAG:
            self._items.check_comment(entry)
        return True

    def _read_one(self, entry: FieldEntry, spec: FieldSpec) -> None:
        item = self._items.single(entry, spec)
        value = None if item is None else self._read_item(item, spec, spec.attribute)
        if item is None or value is None:
            return
        places = self._found.places
        places[spec.key] = places[spec.attribute] = item.span
        if spec.form is FieldType.RATING and spec.attribute == "ratings":
            ratings = self._found.values.setdefault("ratings", {})
            assert isinstance(ratings, dict)  # noqa: S101 (only this method puts it there)
            ratings[spec.key] = value
        else:
            self._found.values[spec.attribute] = value

    def _read_many(self, entry: FieldEntry, spec: FieldSpec) -> None:
        kept: list[object] = []
        argument, places = spec.attribute, self._found.places
        for item in self._items.several(entry, spec):
            path = f"{argument}/{len(kept)}"
            value = self._read_item(item, spec, path)
            if value is None or (kept and self._is_repeated(value, kept, item)):
                continue
            places[path] = item.span
            kept.append(value)
        places[argument] = entry.value.span
        if kept or spec.form is FieldType.PART:
            self._found.values[argument] = tuple(kept)

    def _read_first_and_rest(self, entry: FieldEntry, spec: FieldSpec) -> None:
        """Read a field that takes one value and has another argument for further ones."""
        kept: list[object] = []
        places = self._found.places
        for item in self._items.several(entry, spec):
            path = f"{spec.key}/{len(kept)}" if kept else spec.key
            value = self._read_item(item, spec, path)
            if value is None or value in kept:
                continue
            places[path] = item.span
            if kept:
                places[f"{spec.rest}/{len(kept) - 1}"] = item.span
            kept.append(value)
        if kept:
            self._found.values[spec.attribute] = kept[0]
        if len(kept) > 1:
            self._found.values[spec.rest] = tuple(kept[1:])

    def _is_repeated(self, value: object, kept: list[object], item: Scalar) -> bool:
        """Tell whether a value stands in the list already; two weights of one criterion clash."""
        if not isinstance(value, CriterionWeight):
            return value in kept
        if all(value.criterion != getattr(other, "criterion", "") for other in kept):
            return False
        template = 'the criterion "{value}" is weighed twice'
        problem = Problem(
            rules.INVALID_CRITERIA, template, {"value": value.criterion}, "leave one of them"
        )
        self._found.diagnostics.append(self._items.diagnostic(problem, item))
        return True

    def _read_item(self, item: Scalar, spec: FieldSpec, path: str) -> object | None:
        """Return the value of one text, or None where it is empty or cannot be read."""
        text = item.text.strip()
        if not text:
            return None
        value = self._readers[spec.key](text)
        if isinstance(value, Problem):
            self._found.diagnostics.append(self._items.diagnostic(value, item))
            return None
        self._keep_links(item, value, path)
        return value

    def _keep_links(self, item: Scalar, value: object, path: str) -> None:
        """Keep the link that a value is, or those that stand in its text."""
        if isinstance(value, Reference) and (value.linked or "[[" not in item.text):
            self._found.links.append(FoundLink(value, item.span, path))
        elif "[[" in item.text:
            self._found.links.extend(self._links_in(item, path))

    def _links_in(self, item: Scalar, path: str) -> Iterator[FoundLink]:
        written = self._source.slice(item.span)
        for start, end, reference in find_references(written):
            yield FoundLink(reference, Span(item.span.start + start, item.span.start + end), path)

    def _read_private(self, entry: FieldEntry, spec: FieldSpec) -> None:
        """Read `private`: only a plain no leaves a page open, and nothing is no answer."""
        if isinstance(entry.value, Empty):
            return
        item = self._items.single(entry, spec)
        value = None if item is None else self._read_item(item, spec, spec.key)
        self._found.values["private"] = value is not False
        self._found.places["private"] = entry.value.span

    def _keep_unknown(self, entry: FieldEntry) -> None:
        """Keep a key that no row names, with its links, and say so where it is a slip."""
        if not isinstance(entry.value, Empty):
            self._found.extra[entry.key] = plain_value(entry.value)
            self._keep_unknown_places(entry)
        meant = meant_key(entry.key, tuple(self._specs))
        if meant is None:
            return
        if self._specs[meant].form is FieldType.BOOLEAN:
            self._guard_private(entry)
        elif entry.key.isupper() and self._capitals_are_foreign:
            return
        self._found.diagnostics.append(self._near_miss(entry, meant))

    @cached_property
    def _capitals_are_foreign(self) -> bool:
        keys = (entry.key for entry in self._front_matter.entries)
        return capitals_are_foreign(keys, tuple(self._specs))

    def _keep_unknown_places(self, entry: FieldEntry) -> None:
        places = self._found.places
        places[entry.key] = entry.value.span
        items = entry.value.items if isinstance(entry.value, ScalarList) else (entry.value,)
        for index, item in enumerate(items):
            path = f"{entry.key}/{index}" if isinstance(entry.value, ScalarList) else entry.key
            places[path] = item.span
            if isinstance(item, Scalar) and "[[" in item.text:
                self._found.links.extend(self._links_in(item, path))

    def _guard_private(self, entry: FieldEntry) -> None:
        """Take a misspelt `private` for what it is, unless it plainly says no."""
        text = plain_value(entry.value)
        if not isinstance(text, str) or parse_truth(text) is not False:
            self._found.values["private"] = True

    def _near_miss(self, entry: FieldEntry, meant: str) -> Diagnostic:
        place = Place(self._source.path, entry.key_span)
        values = {"key": entry.key, "meant": meant}
        template = 'the key "{key}" is not known; "{meant}" is'
        if meant in self._renamed or self._front_matter.entry(meant) is not None:
            hint = 'there is another "{meant}": bring the two together'
            return Diagnostic(rules.NEAR_MISS_KEY, place, template, values, hint)
        self._renamed.add(meant)
        fix = Fix(f'write "{meant}"', (Edit(place, meant),), self._reads_well(entry, meant))
        hint = 'write "{meant}" if you meant it'
        return Diagnostic(rules.NEAR_MISS_KEY, place, template, values, hint, fix=fix)

    def _reads_well(self, entry: FieldEntry, meant: str) -> bool:
        """Tell whether a value would be read without a complaint under another key."""
        renamed = FieldEntry(meant, entry.key_span, entry.value)
        alone = FrontMatter((renamed,), self._front_matter.body)
        return not parse_fields(self._kind, alone, self._source, self._settings).diagnostics

    def _note_synonym(self, entry: FieldEntry, first: FieldEntry) -> None:
        path = self._source.path
        related = Related(Place(path, first.key_span), "first given here, and this one counts")
        self._found.diagnostics.append(
            Diagnostic(
                rules.DUPLICATE_KEY,
                Place(path, entry.key_span),
                '"{key}" and "{first}" are the same field',
                {"key": entry.key, "first": first.key},
                "leave one of them, or make one list of both",
                (related,),
            )
        )
