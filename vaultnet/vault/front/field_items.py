"""The single texts of a field's value, whether it was written as a text or as a list."""

import re
from collections.abc import Iterable, Iterator

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Rule
from vaultnet.late import pattern
from vaultnet.source import Source, Span
from vaultnet.vault.fields.addresses import LABEL
from vaultnet.vault.fields.references import find_references
from vaultnet.vault.fields.specs import FieldSpec, FieldType
from vaultnet.vault.fields.values import Problem
from vaultnet.vault.front.properties import FieldEntry, Nested, Scalar, ScalarList
from vaultnet.vault.front.quoting import flow_list, quoted
from vaultnet.vault.rules import reading as rules

_LABELLED = frozenset({FieldType.EMAIL, FieldType.PHONE, FieldType.URL, FieldType.ADDRESS})
_LINKS = frozenset({FieldType.LINK, FieldType.LINK_OR_TEXT})
_TAG_COMMENT = pattern(r"[ \t]*(#[^\s#,]+(?:[ \t,]+#?[^\s#,]+)*)[ \t]*(?=[\r\n])")
_TAG_BREAK = pattern(r"[,\s]+(?=#)|,")


class FieldItems:
    """Takes values apart; what it has to say goes to the list of diagnostics it is given."""

    def __init__(self, source: Source, told: list[Diagnostic]) -> None:
        self._source = source
        self._told = told

    def single(self, entry: FieldEntry, spec: FieldSpec) -> Scalar | None:
        """Return the one text of a field that holds one value; None where there is none."""
        if isinstance(entry.value, Scalar) and "[[" not in entry.value.text:
            return entry.value
        found = list(self._scalars(entry, spec))
        if len(found) > 1 and spec.joined:
            return Scalar(", ".join(item.text for item in found), entry.value.span)
        if len(found) > 1 or (found and self._holds_links(found[0], spec)):
            self._tell(
                rules.SEVERAL_VALUES,
                entry.value.span,
                '"{key}" holds one value, and several are given',
                {"key": entry.key},
                hint="keep one of them",
            )
            return None
        return found[0] if found else None

    def several(self, entry: FieldEntry, spec: FieldSpec) -> Iterable[Scalar]:
        """Return the texts of a field that holds a list; what is to be said, as they are met."""
        if spec.form is FieldType.TAG:
            return self._tags(entry, spec)
        if (spec.commas or spec.rest) and isinstance(entry.value, Scalar):
            return self._split(entry.key, entry.value, spec)
        return self._scalars(entry, spec)

    def diagnostic(self, problem: Problem, item: Scalar) -> Diagnostic:
        """Return the diagnostic of a text that could not be read, with its repair."""
        place = Place(self._source.path, item.span)
        if problem.replacement is None:
            return problem.diagnostic(place)
        text = quoted(problem.replacement) if item.quoted else problem.replacement
        return problem.diagnostic(place, Edit(place, text))

    def check_comment(self, entry: FieldEntry) -> None:
        """Say where the tags of an empty field are lost to a comment: `tags: #kubernetes`."""
        match = _TAG_COMMENT.match(self._source.text, entry.value.span.end)
        if match is None:
            return
        span = Span(match.start(1), match.end(1))
        tags = [word.lstrip("#") for word in re.split(r"[\s,]+", match[1]) if word.strip("#")]
        edit = Edit(Place(self._source.path, span), flow_list(tags))
        self._tell(
            rules.TAG_IN_COMMENT,
            span,
            'YAML reads "{text}" as a comment, so there are no tags',
            {"text": match[1]},
            hint="write tags without #, as a list",
            fix=Fix("write them as a list", (edit,), safe=False),
        )

    def _scalars(self, entry: FieldEntry, spec: FieldSpec) -> Iterable[Scalar]:
        value = entry.value
        return (value,) if isinstance(value, Scalar) else self._listed(entry, spec)

    def _listed(self, entry: FieldEntry, spec: FieldSpec) -> Iterator[Scalar]:
        value = entry.value
        items = value.items if isinstance(value, ScalarList) else (value,)
        for item in items:
            if isinstance(item, Scalar):
                yield item
            elif isinstance(item, Nested):
                yield from self._labelled(entry, item, spec)

    def _labelled(self, entry: FieldEntry, item: Nested, spec: FieldSpec) -> Iterator[Scalar]:
        """Read `work: ana@acme.example` in a list, which YAML takes for a key and a value."""
        label = LABEL.fullmatch(item.text)
        if spec.form in _LABELLED and label and not re.search(r"[\r\n{}]", item.text):
            edit = Edit(Place(self._source.path, item.span), quoted(item.text))
            self._tell(
                rules.UNQUOTED_LABEL,
                item.span,
                '"{text}" has no quotes, and other programs read it as a key',
                {"text": item.text, "quoted": quoted(item.text)},
                hint="write it as {quoted}",
                fix=Fix("put the value in quotes", (edit,)),
            )
            yield Scalar(item.text, item.span)
            return
        self._tell(
            rules.NESTED_VALUE,
            item.span,
            '"{key}" holds lists or keys of its own, which are not read',
            {"key": entry.key},
            hint="write a text or a flat list, in quotes where it has brackets or colons",
        )

    def _holds_links(self, item: Scalar, spec: FieldSpec) -> bool:
        """Tell whether a text for one link holds several."""
        return spec.form in _LINKS and len(list(find_references(item.text))) > 1

    def _tags(self, entry: FieldEntry, spec: FieldSpec) -> Iterator[Scalar]:
        """Yield tags without their sign; a text may hold several, with commas between them."""
        alone = isinstance(entry.value, Scalar)
        for item in self._scalars(entry, spec):
            texts = _TAG_BREAK.split(item.text) if alone else (item.text,)
            for text in texts:
                tag = text.strip().lstrip("#").strip()
                if tag == item.text:
                    yield item
                    continue
                yield Scalar(tag, self._part_span(item, text.strip()), item.quoted)

    def _split(self, key: str, item: Scalar, spec: FieldSpec) -> Iterator[Scalar]:
        """Yield the parts of one text with commas, where it is surely a list."""
        if spec.form in _LINKS:
            parts = [item.text[start:end] for start, end, _ in find_references(item.text)]
        elif item.quoted or "[[" in item.text:
            parts = []
        else:
            parts = [part.strip() for part in item.text.split(", ")]
        if len(parts) < 2:
            yield item
            return
        fix = Edit(Place(self._source.path, item.span), flow_list(parts))
        self._tell(
            rules.LIST_EXPECTED,
            item.span,
            'the values of "{key}" are written as one text with commas',
            {"key": key, "list": flow_list(parts)},
            hint="write {list}",
            fix=Fix("write a list", (fix,)),
        )
        for part in parts:
            yield Scalar(part, self._part_span(item, part))

    def _part_span(self, item: Scalar, part: str) -> Span:
        """Return where a part of a text stands, or else the place of the whole text."""
        if part == item.text:
            return item.span
        start = self._source.text.find(part, item.span.start, item.span.end)
        return item.span if start < 0 else Span(start, start + len(part))

    def _tell(
        self,
        rule: Rule,
        span: Span,
        template: str,
        values: dict[str, object],
        *,
        hint: str,
        fix: Fix | None = None,
    ) -> None:
        place = Place(self._source.path, span)
        self._told.append(Diagnostic(rule, place, template, values, hint, fix=fix))
