"""One list line taken apart: checkbox, inline fields, links, topics, text, and what is below."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypedDict

from vaultnet.domain.node import Reference
from vaultnet.source import Span
from vaultnet.vault import rules_lines as rules
from vaultnet.vault.inline_fields import InlineField, find_fields
from vaultnet.vault.line_sheet import LineSheet
from vaultnet.vault.outline_blocks import ListItem
from vaultnet.vault.outline_spans import trimmed, without_spans
from vaultnet.vault.vocabulary import FIELDS, SPELLINGS, nearest, plain

_CHECKBOX = re.compile(r"\[([ xX/-])\](?:[ \t]+|(?=[\r\n]|\Z))")
_DONE = {"x": True, "X": True, "-": True, " ": False, "/": False}
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_NEWLINE = re.compile(r"\r\n|\n|\r")


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
        outline = sheet.outline
        self.sheet, self.item, self.name = sheet, item, name
        self.start, self.end = item.content, item.head_end
        self.checkbox: Span | None = None
        self.done: bool | None = None
        box = _CHECKBOX.match(outline.shown, self.start, self.end)
        if box:
            self.checkbox = Span(box.start(), box.start() + 3)
            self.done = _DONE[box[1]]
            self.start = box.end()
        first = bisect_left(sheet.link_starts, item.content)
        last = bisect_left(sheet.link_starts, item.end, first)
        self.links = [link for link in outline.links[first:last] if not link.hidden]
        self.fields: dict[str, InlineField] = {}
        self.kept: dict[str, str] = {}
        self.cuts: list[Span] = []
        for inline_field in find_fields(outline.shown, outline.text, Span(self.start, self.end)):
            self._take_field(inline_field, known)

    @property
    def is_empty(self) -> bool:
        """Tell whether the line says nothing at all."""
        return not self.sheet.outline.text[self.start : self.item.end].strip()

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
        dates = self.sheet.date_links
        links = tuple(link.reference for link in self.links if link.span.start not in dates)
        return {
            "text": self.text(start, self.end),
            "links": links,
            "topics": self._topics(),
            "fields": self.kept,
            "detail": self._detail(),
        }

    def text(self, start: int, end: int) -> str:
        """Return the Markdown of a stretch of the line, without known inline fields."""
        whole = self.sheet.outline.text
        cuts = self._cuts_in(start, end)
        if cuts:
            text, position = "", start
            for cut in cuts:
                text = _joined(text, whole[position : max(position, cut.start)])
                position = max(position, cut.end)
            text = _joined(text, whole[position : max(position, end)]).strip()
        else:
            text = whole[start:end].strip()
        return _LINE_BREAK.sub("\n", text) if "\n" in text or "\r" in text else text

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

    def _take_field(self, inline_field: InlineField, known: Sequence[str]) -> None:
        """Sort a field: a known one leaves the text, another one stays there and is kept."""
        key = inline_field.key
        if key in self.fields:
            self._report_duplicate(inline_field)
        elif key in known:
            self.fields[key] = inline_field
            self.cuts.append(inline_field.span)
        else:
            self.kept[inline_field.written if not inline_field.emoji else key] = inline_field.value
            if inline_field.emoji:
                self.cuts.append(inline_field.span)
            else:
                self._report_near_miss(inline_field, known)

    def _report_duplicate(self, inline_field: InlineField) -> None:
        template = '"{value}" is given twice; the first counts'
        values = {"value": inline_field.written}
        hint = "keep one of the two"
        span = inline_field.span
        self.sheet.report(rules.DUPLICATE_FIELD, span, template, values=values, hint=hint)

    def _report_near_miss(self, inline_field: InlineField, known: Sequence[str]) -> None:
        words = [plain(word) for key in known for word in FIELDS[key].all]
        meant = nearest(inline_field.key, words)
        if meant is None:
            return
        written = SPELLINGS[meant]
        self.sheet.report(
            rules.NEAR_MISS_FIELD,
            inline_field.key_span,
            '"{value}" is not an inline field of this line',
            values={"value": inline_field.written, "meant": written},
            hint='did you mean "{meant}"?',
            fix=self.sheet.replacement(inline_field.key_span, written),
        )

    def _cuts_in(self, start: int, end: int) -> list[Span]:
        """Return what is left out of a stretch: known inline fields and comments."""
        cuts = [cut for cut in self.cuts if start < cut.end and cut.start < end]
        if self.sheet.outline.comments:
            cuts = sorted((*cuts, *self.sheet.outline.comments_in(start, end)))
        return cuts

    def _topics(self) -> tuple[str, ...]:
        starts = self.sheet.topic_starts
        first = bisect_left(starts, self.item.content)
        last = bisect_left(starts, self.item.end, first)
        return tuple(dict.fromkeys(topic.name for topic in self.sheet.outline.topics[first:last]))

    def _detail(self) -> str:
        """Return what stands below the line, moved to the edge of the page."""
        item, outline = self.item, self.sheet.outline
        if item.end <= self.end:
            return ""
        below = Span(self.end, item.end)
        comments = outline.comments_in(*below) if outline.comments else ()
        lines = _NEWLINE.split(without_spans(outline.text, below, comments))
        return "\n".join(_dedented(line, item.indent) for line in lines).strip("\n").rstrip()


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
