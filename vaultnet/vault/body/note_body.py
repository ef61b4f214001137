"""The body of one note, read: its passages, its links, and the values of its list lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.entry import Line
from vaultnet.domain.node import Kind, Passage, Section
from vaultnet.late import dataclass, pattern
from vaultnet.source import Source, Span
from vaultnet.vault.body.line_sheet import LineSheet
from vaultnet.vault.body.lines import (
    SectionLines,
    check_ends,
    check_headings,
    parse_journal,
    parse_lines,
)
from vaultnet.vault.body.outline import Outline, parse_outline
from vaultnet.vault.body.outline_blocks import Heading
from vaultnet.vault.body.outline_sections import Region, find_regions, region_at
from vaultnet.vault.body.outline_spans import without_spans
from vaultnet.vault.parsed import FoundLink
from vaultnet.vault.rules.lines import LINE_WITHOUT_DASH
from vaultnet.vault.settings import Settings

_NEWLINE = pattern(r"\r\n|\r")
_DATED_LINE = pattern(r"\n(\d{4}-\d{2}-\d{2}(?![\w-])[^\r\n]*)", re.ASCII)
_BLANK_LINES = pattern(r"(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class NoteBody:
    """What stands below the front matter.

    `values` are arguments for the domain class of the note's kind. `title` is the heading that
    may serve as a name: the first of the page, if it is of the first level and no section.
    Private text is in `private_text` alone, and comments are nowhere.
    """

    values: Mapping[str, tuple[Line, ...]]
    passages: tuple[Passage, ...]
    private_text: str
    links: tuple[FoundLink, ...]
    places: Mapping[str, Span]
    diagnostics: tuple[Diagnostic, ...]
    title: Heading | None


def parse_body(
    source: Source, kind: Kind, span: Span, settings: Settings, day: date | None = None
) -> NoteBody:
    """Read the body of a note of some kind; `day` is the day of a journal page."""
    folder = source.path.rpartition("/")[0]
    outline = parse_outline(source.text, span.start, folder)
    regions = find_regions(outline, kind, span)
    sheet = LineSheet(source.path, outline, settings)
    for number, heading in enumerate(outline.headings):
        sheet.places[f"heading/{number}"] = heading.span
    check_headings(kind, regions, sheet)
    if kind is Kind.JOURNAL:
        lines = parse_journal(regions, sheet, day)
    else:
        lines = parse_lines(kind, regions, sheet)
    check_ends(sheet)
    _check_dashes(regions, sheet)
    return NoteBody(
        values=lines.values,
        passages=_passages(outline, regions, lines),
        private_text=_private_text(outline, regions),
        links=_links(sheet, regions),
        places=sheet.places,
        diagnostics=tuple(sheet.diagnostics),
        title=_title(regions),
    )


def _title(regions: Sequence[Region]) -> Heading | None:
    """Return the first heading of the page if it can be its name."""
    first = next((region for region in regions if region.heading is not None), None)
    if first is None or first.heading is None or first.section is not None:
        return None
    return first.heading if first.heading.level == 1 and first.heading.text else None


def _passages(
    outline: Outline, regions: Sequence[Region], lines: SectionLines
) -> tuple[Passage, ...]:
    """Return the free text of each region that is not private, without what became values."""
    return tuple(_make_passages(outline, regions, lines.read))


def _make_passages(
    outline: Outline, regions: Sequence[Region], read: Sequence[Span]
) -> Iterator[Passage]:
    first = 0
    for region in regions:
        last = first
        while last < len(read) and read[last].start < region.body.end:
            last += 1
        removed, first = read[first:last], last
        if region.is_private:
            continue
        text = _prose(outline, region.body, removed)
        heading = region.heading
        if heading is not None:
            yield Passage(text, heading.text, heading.level, region.section)
        elif text:
            yield Passage(text)


def _private_text(outline: Outline, regions: Sequence[Region]) -> str:
    """Return all private text; headings below the private one are part of it."""
    parts = []
    for region in regions:
        if region.is_private:
            start = region.body.start if region.opens else region.start
            parts.append(_prose(outline, Span(start, region.body.end), ()))
    return "\n\n".join(part for part in parts if part)


def _prose(outline: Outline, span: Span, removed: Sequence[Span]) -> str:
    """Return the Markdown of a span without some parts of it and without comments."""
    if outline.comments:
        removed = sorted((*removed, *outline.comments_in(*span)))
        text = without_spans(outline.text, span, removed)
    else:
        text = _without_items(outline.text, span, removed)
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    blank = _BLANK_LINES.match(text)
    return text[blank.end() :].rstrip() if blank else text.rstrip()


def _without_items(text: str, span: Span, removed: Sequence[Span]) -> str:
    """Return a span of a text without items that lie in it one after the other."""
    parts, position = [], span.start
    for start, end in removed:
        parts.append(text[position:start])
        position = end
    parts.append(text[position : span.end])
    return "".join(parts)


def _check_dashes(regions: Sequence[Region], sheet: LineSheet) -> None:
    """Complain about the lines of Log that begin with a date where a dash should stand."""
    for region in regions:
        if region.section is not Section.LOG:
            continue
        for match in _DATED_LINE.finditer(sheet.outline.shown, *region.body):
            sheet.report(
                LINE_WITHOUT_DASH,
                Span(*match.span(1)),
                '"{value}" is no list line, so it counts for nothing',
                hint='begin the line with "- "',
                fix=sheet.replacement(Span(match.start(1), match.start(1)), "- "),
            )


def _links(sheet: LineSheet, regions: tuple[Region, ...]) -> tuple[FoundLink, ...]:
    """Return the links of the body with the line and the section that hold each."""
    starts = [region.start for region in regions]
    found = []
    for link in sheet.outline.links:
        start = link.span.start
        if start in sheet.date_links:
            continue
        region = region_at(starts, regions, start)
        private = link.hidden or region.is_private
        line = "" if private else sheet.line_of_link.get(start, "")
        found.append(FoundLink(link.reference, link.span, line, region.section, private))
    return tuple(found)
