"""The list lines of a note's sections: which are read, by which grammar, into which values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import lru_cache

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Related
from vaultnet.domain.entry import Entry, Line
from vaultnet.domain.node import Kind, Section
from vaultnet.late import dataclass
from vaultnet.source import Span
from vaultnet.vault.body.career_lines import read_career_step, read_tie
from vaultnet.vault.body.judgement_lines import (
    read_evidence,
    read_function_need,
    read_opportunity,
    read_remark,
    read_risk,
)
from vaultnet.vault.body.line_sheet import LineSheet
from vaultnet.vault.body.list_line import ListLine
from vaultnet.vault.body.log_lines import (
    read_journal_entry,
    read_log_entry,
    read_plain_entry,
    read_task,
)
from vaultnet.vault.body.outline_blocks import ListItem
from vaultnet.vault.body.outline_sections import Region
from vaultnet.vault.rules import lines as rules
from vaultnet.vault.vocabulary import (
    SECTION_BY_WORD,
    SECTIONS,
    SECTIONS_BY_KIND,
    SPELLINGS,
    nearest,
    plain,
    plain_heading,
)

Reader = Callable[[ListLine], Line | None]

_LOG_FIELDS = ("weight", "due", "done", "initiator")
_TASK_FIELDS = ("due", "done")
_GRAMMAR: Mapping[Section, tuple[Reader, tuple[str, ...]]] = {
    Section.ASSESSMENT: (read_evidence, ("rated",)),
    Section.OPPORTUNITIES: (read_opportunity, ("value", "likelihood", "by", "outcome")),
    Section.RISKS: (read_risk, ("severity", "likelihood", "mitigation", "outcome")),
    Section.OFFERS: (read_remark, ()),
    Section.NEEDS: (read_remark, ()),
    Section.CAREER: (read_career_step, ()),
    Section.TIES: (read_tie, ("strength", "from", "until")),
    Section.LOG: (read_log_entry, _LOG_FIELDS),
    Section.NEXT: (read_task, _TASK_FIELDS),
    Section.MILESTONES: (read_task, _TASK_FIELDS),
}
_NEED_OF_OBJECTIVE: tuple[Reader, tuple[str, ...]] = (read_function_need, ("min",))
_SURE_LENGTH = 6


@dataclass(slots=True)
class SectionLines:
    """The values of the list lines of one note.

    `values` are arguments for the domain class of its kind. `read` are the spans of the items
    that became values, with what is below them, in their order.
    """

    values: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    read: list[Span] = field(default_factory=list)


def parse_lines(kind: Kind, regions: Sequence[Region], sheet: LineSheet) -> SectionLines:
    """Read the list lines of all sections of a page that is no journal.

    Places and complaints are gathered on the sheet. A line that cannot be read at all takes no
    index, and is not among those that were read.
    """
    found = SectionLines()
    values: dict[Section, list[Line]] = {}
    for region, items in _items_by_region(sheet.outline.items, regions):
        if region.section is None or region.is_private:
            continue
        reader, known = _GRAMMAR[region.section]
        if kind is Kind.OBJECTIVE and region.section is Section.NEEDS:
            reader, known = _NEED_OF_OBJECTIVE
        read = values.setdefault(region.section, [])
        is_log, prefix = region.section is Section.LOG, region.section.value + "/"
        for item in items:
            name = f"{prefix}{len(read)}"
            value: Line | None = None
            if is_log and item.start not in sheet.rich_items:
                value = read_plain_entry(sheet, item, name)
            if value is None:
                value = _read_line(ListLine(sheet, item, name, known), reader)
            if value is not None:
                read.append(value)
                found.read.append(Span(item.start, item.end))
    found.values.update((section.value, tuple(lines)) for section, lines in values.items())
    return found


def parse_journal(regions: Sequence[Region], sheet: LineSheet, day: date | None) -> SectionLines:
    """Read the entries of a journal page of some day; other list lines are prose."""
    found = SectionLines()
    entries: list[Line] = []
    undated: Span | None = None
    for region, items in _items_by_region(sheet.outline.items, regions):
        for item in () if region.is_private else items:
            line = ListLine(sheet, item, f"log/{len(entries)}", _LOG_FIELDS)
            entry = _read_journal_line(line, day)
            if entry is None:
                continue
            if entry.day is None and undated is None and f"{line.name}/date" not in sheet.places:
                undated = line.head
            entries.append(entry)
            found.read.append(Span(item.start, item.end))
    found.values["entries"] = tuple(entries)
    if undated is not None:
        _report_no_day(sheet, undated)
    return found


def check_headings(kind: Kind, regions: Sequence[Region], sheet: LineSheet) -> None:
    """Complain about headings that are almost sections, and sections that stand twice."""
    words = _heading_words(kind)
    seen: dict[Section, Region] = {}
    for region in regions:
        if region.heading is None:
            continue
        if region.opens or not region.is_private:
            _check_heading(region, words, sheet)
        if not region.opens or region.section is None:
            continue
        sheet.places.setdefault(f"section/{region.section}", region.heading.span)
        first = seen.setdefault(region.section, region)
        if first is not region and not region.is_private:
            _report_second(region, first, sheet)


def check_ends(sheet: LineSheet) -> None:
    """Complain about a comment or a block of code that begins and never ends."""
    outline = sheet.outline
    if outline.open_comment is not None:
        start = outline.open_comment.start
        sign = "%%" if outline.text.startswith("%%", start) else "<!--"
        end = "%%" if sign == "%%" else "-->"
        sheet.report(
            rules.UNCLOSED_COMMENT,
            Span(start, start + len(sign)),
            "the comment never ends, so all that follows is private",
            values={"end": end},
            hint="write {end} where the comment ends",
        )
    if outline.open_fence is not None:
        first_line = outline.text[outline.open_fence.start : outline.open_fence.end].splitlines()
        start, end_of_line = outline.open_fence.start, len(first_line[0]) if first_line else 0
        sheet.report(
            rules.UNCLOSED_CODE_FENCE,
            Span(start, start + end_of_line),
            "the block of code never ends, so all that follows is code",
            hint="close it with a line of the same signs",
        )


@lru_cache(maxsize=len(Kind))
def _heading_words(kind: Kind) -> tuple[str, ...]:
    """Return the plain form of every heading that has a meaning on pages of some kind."""
    known = SECTIONS_BY_KIND[kind]
    sections = (section for section in Section if section in known)
    return tuple(plain(word) for section in sections for word in SECTIONS[section].all)


def _items_by_region(
    items: Sequence[ListItem], regions: Sequence[Region]
) -> Iterator[tuple[Region, Sequence[ListItem]]]:
    """Yield each region with the list items that stand in it."""
    first = 0
    for region in regions:
        last = first
        while last < len(items) and items[last].start < region.body.end:
            last += 1
        yield region, items[first:last]
        first = last


def _read_line(line: ListLine, reader: Reader) -> Line | None:
    """Read one line and note that it was read, or complain that it is empty."""
    if line.is_empty:
        span = Span(line.item.start, max(line.item.start + 1, line.start))
        line.sheet.report(
            rules.EMPTY_SECTION_LINE,
            span,
            "the line is empty",
            hint="fill the line in, or take it out",
        )
        return None
    value = reader(line)
    if value is not None:
        line.settle()
    return value


def _read_journal_line(line: ListLine, day: date | None) -> Entry | None:
    entry = None if line.is_empty else read_journal_entry(line, day)
    if entry is not None:
        line.settle()
    return entry


def _report_no_day(sheet: LineSheet, span: Span) -> None:
    sheet.report(
        rules.JOURNAL_WITHOUT_DATE,
        span,
        'no date for "{value}"',
        hint="name the file by its day, such as 2026-11-23.md, or add `date:` to its front matter",
    )


def _check_heading(region: Region, words: Sequence[str], sheet: LineSheet) -> None:
    heading = region.heading
    word = plain_heading(heading.text) if heading else ""
    meant = None if word in SECTION_BY_WORD else nearest(word, words)
    if heading is None or meant is None:
        return
    written = SPELLINGS[meant]
    edit = Edit(Place(sheet.path, heading.span), written)
    sheet.report(
        rules.NEAR_MISS_HEADING,
        heading.span,
        '"{value}" is not a section that is read',
        values={"value": heading.text, "meant": written},
        hint='did you mean "{meant}"?',
        fix=Fix(f'write "{written}"', (edit,), safe=len(word) >= _SURE_LENGTH),
    )


def _report_second(region: Region, first: Region, sheet: LineSheet) -> None:
    if region.heading is None or first.heading is None:
        return
    place = Place(sheet.path, region.heading.span)
    related = Related(Place(sheet.path, first.heading.span), "the first one")
    sheet.diagnostics.append(
        Diagnostic(
            rules.DUPLICATE_SECTION,
            place,
            '"{value}" stands twice on this page; both are read',
            {"value": region.heading.text},
            "bring the two together",
            (related,),
        )
    )
