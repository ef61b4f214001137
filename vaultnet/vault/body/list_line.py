"""One list line taken apart: checkbox, inline fields, links, topics, text, and what is below."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypedDict

from vaultnet.domain.node import Reference
from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.inline_fields import InlineField
from vaultnet.vault.body.line_sheet import LineSheet
from vaultnet.vault.body.outline_blocks import ListItem
from vaultnet.vault.body.outline_links import Link
from vaultnet.vault.body.outline_spans import trimmed, without_spans
from vaultnet.vault.rules import lines as rules
from vaultnet.vault.vocabulary import FIELD_BY_WORD, FIELDS, SPELLINGS, nearest, plain

_CHECKBOX = pattern(r"\[([ xX/-])\](?:[ \t]+|(?=[\r\n]|\Z))")
_DONE = {"x": True, "X": True, "-": True, " ": False, "/": False}
_LINE_BREAK = pattern(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_NEWLINE = pattern(r"\r\n|\n|\r")


class LineParts(TypedDict):
    """The fields that every list line of the domain has."""

    text: str
    links: tuple[Reference, ...]
    topics: tuple[str, ...]
    fields: Mapping[str, str]
    detail: str


class ListLine:
    """One list line, its checkbox and its inline fields already taken off.

    `name` is its path (`log/3`). `start` is where its text begins, `end` where its first
    paragraph ends. `fields` holds the known inline fields by key, `kept` those that are shown
    as they were written: the unknown ones, and those whose value cannot be read. `done` tells
    whether the box is ticked or crossed out; it is None for a line without a box.
    """

    __slots__ = (
        "checkbox", "cuts", "done", "end", "fields", "item", "kept", "links", "name", "sheet",
        "start",
    )  # fmt: skip

    def __init__(
        self, sheet: LineSheet, item: ListItem, name: str, known: Sequence[str] = ()
    ) -> None:
        """Take an item apart; `known` are the keys of inline fields that it may have."""
        self.sheet, self.item, self.name = sheet, item, name
        self.start, self.end = item.content, item.head_end
        self.checkbox: Span | None = None
        self.done: bool | None = None
        shown = sheet.outline.shown
        box = None
        if shown.startswith("[", self.start):
            box = _CHECKBOX.match(shown, self.start, self.end)
        if box:
            self.checkbox = Span(box.start(), box.start() + 3)
            self.done = _DONE[box[1]]
            self.start = box.end()
        self.links = _links_of(sheet, item) if sheet.link_starts else []
        self.fields: dict[str, InlineField] = {}
        self.kept: dict[str, str] = {}
        self.cuts: list[Span] = []
        if sheet.fields:
            unknown = [
                inline_field
                for inline_field in sheet.fields_in(self.start, self.end)
                if not self._take_field(inline_field, known)
            ]
            for inline_field in unknown:
                self._check_spelling(inline_field, known)

    @property
    def is_empty(self) -> bool:
        """Tell whether the line says nothing at all."""
        text, start = self.sheet.outline.text, self.start
        return start >= self.item.end or not (
            text[start].strip() or text[start : self.item.end].strip()
        )

    @property
    def span(self) -> Span:
        """Return the whole line, from its marker to the end of its first paragraph."""
        return Span(self.item.start, self.end)

    @property
    def head(self) -> Span:
        """Return where the text of the line stands, blanks at its ends left out."""
        return self.text_span(self.start)

    def text_span(self, start: int) -> Span:
        """Return where the text stands that begins at an offset, without blanks at its ends."""
        return trimmed(self.sheet.outline.text, start, max(start, self.end))

    def settle(self) -> None:
        """Note that the line was read: its place, and that its links belong to it."""
        self.sheet.places[self.name] = self.span
        if self.checkbox:
            self.place("checkbox", self.checkbox)
        for link in self.links:
            self.sheet.line_of_link[link.span.start] = self.name

    def place(self, part: str, span: Span) -> None:
        """Note where a part of the line stands."""
        self.sheet.places[f"{self.name}/{part}"] = span

    def parts(self, start: int) -> LineParts:
        """Return what every line has; its text begins at an offset."""
        sheet = self.sheet
        return {
            "text": self.text(start, self.end),
            "links": self._references() if self.links else (),
            "topics": sheet.topics_in(self.item.content, self.item.end)
            if sheet.topic_starts
            else (),
            "fields": self.kept,
            "detail": self._detail() if self.item.end > self.end else "",
        }

    def text(self, start: int, end: int) -> str:
        """Return the Markdown of a stretch of the line, without known inline fields.

        Nearly all lines have no such field, or one at their end.
        """
        whole = self.sheet.outline.text
        cuts = self.cuts
        if not cuts and not self.sheet.outline.comments:
            text = whole[start:end].strip()
        elif len(cuts) == 1 and cuts[0].end == end and not self.sheet.outline.comments:
            text = whole[start : cuts[0].start].strip()
        else:
            text = self._uncut(start, end)
        return _LINE_BREAK.sub("\n", text) if "\n" in text or "\r" in text else text

    def _uncut(self, start: int, end: int) -> str:
        """Return what is left of a stretch without known inline fields and comments."""
        whole, text, position = self.sheet.outline.text, "", start
        for cut in self._cuts_in(start, end):
            text = _joined(text, whole[position : max(position, cut.start)])
            position = max(position, cut.end)
        return _joined(text, whole[position : max(position, end)]).strip()

    def _references(self) -> tuple[Reference, ...]:
        dates = self.sheet.date_links
        return tuple([link.reference for link in self.links if link.span.start not in dates])

    def links_in(self, start: int, end: int) -> tuple[Reference, ...]:
        """Return the links that begin in a stretch; what is embedded is no link here."""
        return tuple(
            link.reference
            for link in self.links
            if start <= link.span.start < end and not link.reference.embed
        )

    def skip_date_link(self, span: Span) -> None:
        """Note that a link in a span is only a way to write a date."""
        for link in self.links:
            if span.start <= link.span.start < span.end:
                self.sheet.date_links.add(link.span.start)

    def _take_field(self, inline_field: InlineField, known: Sequence[str]) -> bool:
        """Sort a field: a known one leaves the text; another one stays, and false is returned."""
        key = inline_field.key
        if key in self.fields:
            self._report_duplicate(inline_field)
        elif key in known:
            self.fields[key] = inline_field
            self.cuts.append(inline_field.span)
        elif inline_field.emoji:
            self.kept[key] = inline_field.value
            self.cuts.append(inline_field.span)
        else:
            self.kept[inline_field.written] = inline_field.value
            return False
        return True

    def _report_duplicate(self, inline_field: InlineField) -> None:
        template = '"{value}" is given twice; the first counts'
        values = {"value": inline_field.written}
        hint = "keep one of the two"
        span = inline_field.span
        self.sheet.report(rules.DUPLICATE_FIELD, span, template, values=values, hint=hint)

    def _check_spelling(self, inline_field: InlineField, known: Sequence[str]) -> None:
        """Complain about an unknown field that is almost a known one."""
        words = [plain(word) for key in known for word in FIELDS[key].all]
        meant = nearest(inline_field.key, words)
        if meant is None:
            return
        written, span = SPELLINGS[meant], inline_field.key_span
        is_free = FIELD_BY_WORD[meant] not in self.fields
        self.sheet.report(
            rules.NEAR_MISS_FIELD,
            span,
            '"{value}" is not an inline field of this line',
            values={"value": inline_field.written, "meant": written},
            hint='did you mean "{meant}"?',
            fix=self.sheet.replacement(span, written) if is_free else None,
        )

    def _cuts_in(self, start: int, end: int) -> list[Span]:
        """Return what is left out of a stretch: known inline fields and comments."""
        cuts = [cut for cut in self.cuts if start < cut.end and cut.start < end]
        if self.sheet.outline.comments:
            cuts = sorted((*cuts, *self.sheet.outline.comments_in(start, end)))
        return cuts

    def _detail(self) -> str:
        """Return what stands below the line, moved to the edge of the page."""
        item, outline = self.item, self.sheet.outline
        below = Span(self.end, item.end)
        comments = outline.comments_in(*below) if outline.comments else ()
        lines = _NEWLINE.split(without_spans(outline.text, below, comments))
        return "\n".join(_dedented(line, item.indent) for line in lines).strip("\n").rstrip()


def _links_of(sheet: LineSheet, item: ListItem) -> list[Link]:
    """Return the links of an item, those below it too, but not those in comments."""
    first = bisect_left(sheet.link_starts, item.content)
    last = bisect_left(sheet.link_starts, item.end, first)
    return [link for link in sheet.outline.links[first:last] if not link.hidden]


def _joined(text: str, more: str) -> str:
    """Join two texts between which something was taken out, with one blank where one was."""
    if text and more and (text[-1].isspace() or more[0].isspace()):
        return f"{text.rstrip()} {more.lstrip()}"
    return text + more


def _dedented(line: str, columns: int) -> str:
    """Return a line without the blanks that put it inside its list item."""
    if line[:columns].isspace() and "\t" in line[:columns]:
        line = line.expandtabs(4)
    head = line[:columns].lstrip(" ")
    return head + line[columns:]
