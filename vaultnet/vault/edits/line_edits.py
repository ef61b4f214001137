"""New and changed list lines as edits of text: only what is asked for changes.

`plan_line_append` puts lines into a section, which is made where there is none;
`plan_line_edit` gives one line another text; `plan_prose_append` adds paragraphs. What comes out
is read again, and refused unless the page has gained exactly that: whatever a text holds, it can
neither open nor swallow anything of the note around it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice

from vaultnet.diagnostics import Edit, Place
from vaultnet.domain.node import Kind, Node, Passage, Section
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.source import Source, Span
from vaultnet.vault.edits.line_places import Layout, Spot, day_of_line, sections_of
from vaultnet.vault.edits.splicing import find_stray_change, splice
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

_LINE_END = pattern(r"\r\n|\n|\r")
_LINKS = frozenset({"links", "private_links"})
_UNREAD = wording("the note could not be read, so it is not changed")
_OTHERWISE = wording("the line would be read as something else, or change what stands around it")


class LineEditError(ValueError):
    """Lines cannot be added or changed without risk; `reason` says why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LineChange:
    """One note before and after its lines changed, and the edits that this takes.

    `lines` are the numbers, counted from 1, of the lines of the new text that are new or changed.
    """

    before: Source
    after: Source
    edits: tuple[Edit, ...]
    lines: tuple[int, ...] = ()

    @property
    def path(self) -> str:
        """Return the path of the file, relative to the vault."""
        return self.before.path


def plan_line_append(
    parsed: ParsedFile, section: Section | None, lines: Sequence[str], settings: Settings
) -> LineChange:
    """Return what a note becomes with more list lines in a section; nothing is written.

    A line is given without its marker (`2026-03-04 met: coffee`, `[ ] call her`); further lines
    of its text go below it, and are its detail from the first blank or list line on. In Log it
    goes where its day belongs, in the direction that the log runs; elsewhere to the end. The
    section is None in a journal. Raises LineEditError where the page would not gain exactly
    these lines.
    """
    _require_place(parsed, section)
    layout = Layout(parsed, settings)
    if not lines:
        return LineChange(parsed.source, parsed.source, ())
    for attempt in range(2):
        added = _Added(tuple(lines), section)
        change = _insert(layout, added, attempt)
        if change is not None and _is_gain(parsed, parse_file(change.after, settings), added):
            return change
    raise LineEditError(Phrase(_OTHERWISE))


def plan_line_edit(parsed: ParsedFile, name: str, text: str, settings: Settings) -> LineChange:
    """Return what a note becomes when one line gets another text; nothing is written.

    `name` is the path of the line (`log/3`, `next/0`), `text` what is to stand behind its marker;
    what is below it stays. Raises LineEditError where anything else would be read otherwise.
    """
    place = parsed.places.get(name)
    if parsed.node is None or place is None:
        raise LineEditError(Phrase(_UNREAD))
    before, written = parsed.source, line_text(parsed, name)
    start = place.end - len(written)
    edit = _smallest_edit(before.path, Span(start, place.end), written, text)
    if edit is None:
        return LineChange(before, before, ())
    after = splice(before, (edit,))
    read = parse_file(after, settings)
    if find_stray_change(before, after, (edit,)) or not _is_one_line_changed(parsed, read, name):
        raise LineEditError(Phrase(_OTHERWISE))
    return LineChange(before, after, (edit,), (after.position(start).line,))


def plan_prose_append(
    parsed: ParsedFile, text: str, settings: Settings, *, heading: str = ""
) -> LineChange:
    """Return what a note becomes with paragraphs behind its introduction; nothing is written.

    With a heading they go below a new one of these words, which must be no section, before the
    private section or at the end. Raises LineEditError where more than prose would be added.
    """
    if parsed.node is None:
        raise LineEditError(Phrase(_UNREAD))
    layout = Layout(parsed, settings)
    prose = layout.newline.join(_LINE_END.split(text.strip("\r\n")))
    for spot in _prose_spots(layout, heading):
        edit = _edit_at(layout, spot, prose)
        after = splice(layout.source, (edit,))
        if _is_prose_gain(parsed, parse_file(after, settings), Passage(text, heading)):
            return LineChange(layout.source, after, (edit,), _lines_of(after, spot, prose))
    raise LineEditError(Phrase(_OTHERWISE))


def line_text(parsed: ParsedFile, name: str) -> str:
    """Return what stands behind the marker of a line, its checkbox included."""
    place = parsed.places[name]
    written = parsed.source.slice(place)
    marker = re.match(r"(?:[-*+]|\d{1,9}[.)])[ \t]*", written)
    return written[marker.end() :] if marker else written


@dataclass(frozen=True, slots=True)
class _Added:
    """The lines that a page is to gain, and where."""

    lines: tuple[str, ...]
    section: Section | None

    @property
    def attribute(self) -> str:
        """Return the attribute of the page that holds the lines of the section."""
        return "entries" if self.section is None else self.section.value


def _require_place(parsed: ParsedFile, section: Section | None) -> None:
    """Raise LineEditError where a page has no place for lines of a section."""
    if parsed.node is None:
        raise LineEditError(Phrase(_UNREAD))
    if section is None and parsed.kind is Kind.JOURNAL:
        return
    if section is None or section not in sections_of(parsed.kind):
        raise LineEditError(Phrase("a page of this kind has no such section"))


def _insert(layout: Layout, added: _Added, attempt: int) -> LineChange | None:
    """Return the note with all lines put into their places, or None where there is none left."""
    groups: dict[int, tuple[Spot, list[str]]] = {}
    for line in added.lines:
        spot = next(islice(layout.spots(added.section, day_of_line(line)), attempt, None), None)
        if spot is None:
            return None
        groups.setdefault(spot.offset, (spot, []))[1].append(line)
    edits: list[Edit] = []
    starts: list[tuple[Edit, list[int]]] = []
    for spot, lines in groups.values():
        ordered = _in_order(lines, spot) if added.section is Section.LOG else lines
        block, places = _rendered(layout, spot, ordered)
        edit = _edit_at(layout, spot, block)
        edits.append(edit)
        starts.append((edit, [len(spot.before) + place for place in places]))
    after = splice(layout.source, edits)
    if find_stray_change(layout.source, after, edits):
        return None
    return LineChange(layout.source, after, tuple(edits), tuple(_numbers(after, starts)))


def _in_order(lines: list[str], spot: Spot) -> list[str]:
    """Return lines for one place in the order of their days; before a line, the latest first."""
    dated = [(day_of_line(line), line) for line in lines]
    if any(day is None for day, _ in dated):
        return lines
    is_falling = not spot.before and bool(spot.behind)
    if is_falling:
        dated.reverse()
    ordered = sorted(dated, key=lambda pair: str(pair[0]), reverse=is_falling)
    return [line for _, line in ordered]


def _rendered(layout: Layout, spot: Spot, lines: Sequence[str]) -> tuple[str, list[int]]:
    """Return list lines as text, and where in it each one begins."""
    between = spot.between or layout.newline
    width = len((spot.indent + spot.marker).expandtabs(4))
    block = ""
    places: list[int] = []
    for line in lines:
        block += between if places else ""
        places.append(len(block))
        first, *more = _LINE_END.split(line)
        below = [f"{' ' * width}{each}" if each.strip() else "" for each in more]
        block += spot.indent + spot.marker + layout.newline.join([first, *below])
    return block, places


def _edit_at(layout: Layout, spot: Spot, block: str) -> Edit:
    place = Place(layout.source.path, Span(spot.offset, spot.offset))
    return Edit(place, spot.before + block + spot.behind)


def _numbers(after: Source, starts: Iterable[tuple[Edit, list[int]]]) -> Iterator[int]:
    """Yield the line numbers of what was inserted, in the order of the new text."""
    shift = 0
    for edit, places in sorted(starts, key=lambda pair: pair[0].place.span):
        for place in places:
            yield after.position(edit.place.span.start + shift + place).line
        shift += len(edit.replacement)


def _lines_of(after: Source, spot: Spot, block: str) -> tuple[int, ...]:
    start = spot.offset + len(spot.before)
    first, last = after.position(start).line, after.position(start + len(block)).line
    return tuple(range(first, last + 1))


def _smallest_edit(path: str, span: Span, old: str, new: str) -> Edit | None:
    """Return the edit that makes one text of another, without what both begin and end with."""
    if old == new:
        return None
    start, shortest = 0, min(len(old), len(new))
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    place = Place(path, Span(span.start + start, span.end - end))
    return Edit(place, new[start : len(new) - end])


def _prose_spots(layout: Layout, heading: str) -> Iterator[Spot]:
    """Yield where prose may go: below a new heading, or behind the introduction."""
    regions = layout.regions
    if heading:
        private = next((each for each in regions if each.is_private and each.opens), None)
        yield layout.new_heading(heading, private)
        return
    first = next((region for region in regions if region.section is not None), None)
    if first is None:
        yield layout.at_end()
        return
    above = layout.text[layout.body.start : first.start]
    written = above.rstrip()
    if written.strip():
        yield Spot(layout.body.start + len(written), layout.newline * 2)
    else:
        yield Spot(first.start, "", layout.newline * 2)


def _is_gain(before: ParsedFile, after: ParsedFile, added: _Added) -> bool:
    """Tell whether a page has gained so many lines in one place, and nothing else changed."""
    if after.node is None or type(after.node) is not type(before.node):
        return False
    had = getattr(before.node, added.attribute, ())
    has = getattr(after.node, added.attribute, ())
    if len(has) != len(had) + len(added.lines) or not _is_within(had, has):
        return False
    return _is_same(before.node, after.node, beside={added.attribute}) and all(
        _is_within(getattr(before.node, each), getattr(after.node, each)) for each in _LINKS
    )


def _is_one_line_changed(before: ParsedFile, after: ParsedFile, name: str) -> bool:
    """Tell whether a page is as it was but for one of its lines."""
    if after.node is None or before.node is None:
        return False
    section, _, number = name.partition("/")
    attribute = "entries" if before.kind is Kind.JOURNAL else section
    had, has = list(getattr(before.node, attribute)), list(getattr(after.node, attribute))
    if len(had) != len(has):
        return False
    del had[int(number)], has[int(number)]
    return had == has and _is_same(before.node, after.node, beside={attribute})


def _is_prose_gain(before: ParsedFile, after: ParsedFile, prose: Passage) -> bool:
    """Tell whether a page has gained one stretch of prose, and all that it had is as it was."""
    if after.node is None or before.node is None:
        return False
    had, has = list(_filled(before.node.passages)), list(_filled(after.node.passages))
    while had and has and had[0] == has[0]:
        del had[0], has[0]
    while had and has and had[-1] == has[-1]:
        del had[-1], has[-1]
    if len(has) != 1 or len(had) > 1:
        return False
    words = (had[0].text if had and not prose.heading else "").split() + prose.text.split()
    headings = {had[0].heading} if had else {prose.heading}
    if not had and not prose.heading:
        headings |= {each.heading for each in before.node.passages if each.section is None}
    return (
        has[0].section is None
        and has[0].heading in headings
        and has[0].text.split() == words
        and _is_same(before.node, after.node, beside={"passages"})
    )


def _is_same(before: Node | None, after: Node, *, beside: set[str]) -> bool:
    """Tell whether two pages agree, but for some attributes and for links, which follow them."""
    if before is None:
        return False
    for each in fields(after):
        name = each.name
        was, now = getattr(before, name), getattr(after, name)
        if name == "passages":
            was, now = _filled(was), _filled(now)
        if name not in beside and name not in _LINKS and was != now:
            return False
    return True


def _filled(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages without those that hold no text: a new section begins as one."""
    return tuple(passage for passage in passages if passage.text)


def _is_within(had: Sequence[object], has: Sequence[object]) -> bool:
    """Tell whether all of one sequence stands in another, in its order."""
    rest = iter(has)
    return all(any(item == other for other in rest) for item in had)
