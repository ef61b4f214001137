"""The bodies of two contacts brought together: every line of both is kept.

List lines join the section of their kind, those of the log in the order of their days; one that
stands there already is not written twice. All other text goes below a heading of its own, and
private text below the private heading.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace

from vaultnet.diagnostics import Edit, Place
from vaultnet.domain.node import Node, Passage, Section
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase
from vaultnet.source import Source, Span
from vaultnet.vault.body.outline_sections import Region
from vaultnet.vault.body.outline_spans import without_spans
from vaultnet.vault.changes.note_changes import OperationError
from vaultnet.vault.edits.line_edits import LineEditError, plan_line_append
from vaultnet.vault.edits.line_places import Layout, Spot, sections_of
from vaultnet.vault.edits.splicing import splice
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings
from vaultnet.vault.shown_text import without_comments
from vaultnet.vault.vocabulary import SECTIONS

_LINE_END = pattern(r"\r\n|\n|\r")
_MARKER = pattern(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_GAP = pattern(r"\n[ \t]*\n(?:[ \t]*\n)+")
_DEEPEST = 6
_FREE = frozenset({"passages", "links", "private_links", "private_text"})


@dataclass(frozen=True, slots=True)
class Titles:
    """The words that introduce what came from another note, in the language of the notes."""

    heading: str
    private: str


def merge_bodies(
    page: ParsedFile, other: ParsedFile, titles: Titles, kept: Sequence[str], settings: Settings
) -> ParsedFile:
    """Return a contact with the text of another one as well; nothing is written.

    `kept` are lines that go to the private text. Raises OperationError where a comment or a block
    of code never ends, or where the page would be read otherwise than as both together.
    """
    for each in (page, other):
        _require_closed(each, settings)
    layout = Layout(other, settings)
    rest: list[str] = []
    moved: list[Span] = []
    for section in _sections(page):
        page, failed = _with_lines(page, _lines_of(layout, other, section, moved), settings)
        rest += failed
    name = other.node.name if other.node else ""
    prose = "\n\n".join([*_prose(layout, moved, name, _level(Layout(page, settings))), *rest])
    if prose.strip() and not _holds(page.source.text, prose):
        page = _with_prose(page, titles.heading, prose, settings)
    private = _private(layout, page, settings)
    return _with_private(page, titles.private, kept, private, settings)


def _sections(page: ParsedFile) -> tuple[Section, ...]:
    known = sections_of(page.kind)
    return tuple(section for section in Section if section in known)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The list lines of one section, as text without their markers."""

    section: Section
    texts: tuple[str, ...]


def _lines_of(layout: Layout, other: ParsedFile, section: Section, moved: list[Span]) -> _Lines:
    """Return the lines of a section, and note where they stand."""
    by_start = {item.start: item for item in layout.outline.items}
    texts = []
    for number in range(len(getattr(other.node, section.value, ()))):
        item = by_start[other.places[f"{section.value}/{number}"].start]
        if _is_cut(layout, Span(item.start, item.end)):
            continue
        moved.append(Span(item.start, item.end))
        first, *below = _LINE_END.split(layout.text[item.content : item.end])
        texts.append("\n".join([first, *(_dedented(line, item.indent) for line in below)]))
    return _Lines(section, tuple(texts))


def _is_cut(layout: Layout, span: Span) -> bool:
    """Tell whether a comment crosses the edge of a span: what is private must stay in it."""
    return any(
        comment.start < span.start or comment.end > span.end
        for comment in layout.outline.comments_in(*span)
    )


def _dedented(line: str, columns: int) -> str:
    head = line[:columns].expandtabs(4)
    return head[columns:].lstrip(" ") + line[columns:] if head.isspace() else line.lstrip()


def _with_lines(
    page: ParsedFile, lines: _Lines, settings: Settings
) -> tuple[ParsedFile, list[str]]:
    """Return the page with the lines that it lacks, and those that cannot be lines of it."""
    layout = Layout(page, settings)
    held = Counter(map(_words, _lines_of(layout, page, lines.section, []).texts))
    new = []
    for text in lines.texts:
        if held[_words(text)]:
            held[_words(text)] -= 1
        else:
            new.append(text)
    try:
        return _appended(page, lines.section, new, settings), []
    except LineEditError:
        pass
    failed: list[str] = []
    for text in new:
        try:
            page = _appended(page, lines.section, [text], settings)
        except LineEditError:
            failed.append(f"- {text}".replace("\n", "\n  "))
    return page, failed


def _appended(
    page: ParsedFile, section: Section, texts: Sequence[str], settings: Settings
) -> ParsedFile:
    if not texts:
        return page
    return parse_file(plan_line_append(page, section, texts, settings).after, settings)


def _words(text: str) -> str:
    return " ".join(text.split())


def _prose(layout: Layout, moved: Sequence[Span], name: str, level: int) -> list[str]:
    """Return what is neither private nor a moved line, with headings of its own below `level`.

    A heading that is the name of the page is left out: the name stands above all of it.
    """
    regions = [region for region in layout.regions if not region.is_private]
    unknown = [each.heading.level for each in regions if each.heading and not each.opens]
    shift = level + 1 - min(unknown, default=level + 1)
    parts: list[str] = []
    for region in regions:
        inside = _inside(moved, region)
        left = _LINE_END.sub("\n", without_spans(layout.text, region.body, inside)).strip()
        own = None if region.opens else region.heading
        if own is not None and own.text == name:
            own = None
        if own is not None:
            parts.append(f"{'#' * min(_DEEPEST, own.level + shift)} {own.text}")
        if left:
            parts.append(_GAP.sub("\n\n", left) if inside else left)
    return parts


def _inside(moved: Sequence[Span], region: Region) -> list[Span]:
    start, end = region.body
    return sorted(span for span in moved if start <= span.start < end)


def _holds(text: str, part: str) -> bool:
    """Tell whether every line of a text stands in another already."""
    held = {_bare(line) for line in _LINE_END.split(text)}
    return all(_bare(line) in held for line in part.split("\n"))


def _bare(line: str) -> str:
    """Return a line without its marker, its heading signs and the blanks around it."""
    return _words(_MARKER.sub("", line.strip().lstrip("#>").strip(), count=1))


def _with_prose(page: ParsedFile, heading: str, prose: str, settings: Settings) -> ParsedFile:
    """Return the page with text below a new heading, before what is private."""
    layout = Layout(page, settings)
    private = next((each for each in layout.regions if each.is_private and each.opens), None)
    spot = layout.new_heading(heading, private)
    usual, needed = (f"{'#' * each} {heading}" for each in (layout.level(), _level(layout)))
    spot = replace(spot, before=spot.before.replace(usual, needed))
    after = _inserted(layout, spot, prose, settings)
    _require_same(page, after, added=prose)
    return after


def _level(layout: Layout) -> int:
    """Return the level of a heading that ends every section there is."""
    opening = (each.heading.level for each in layout.regions if each.opens and each.heading)
    return min(opening, default=layout.level())


def _inserted(layout: Layout, spot: Spot, text: str, settings: Settings) -> ParsedFile:
    place = Place(layout.source.path, Span(spot.offset, spot.offset))
    written = spot.before + layout.newline.join(text.split("\n")) + spot.behind
    return parse_file(splice(layout.source, [Edit(place, written)]), settings)


def _private(layout: Layout, page: ParsedFile, settings: Settings) -> str:
    """Return the private text of the other note, its headings below that of the page."""
    mine = Layout(page, settings)
    opening = next((each for each in mine.regions if each.is_private and each.opens), None)
    level = opening.heading.level if opening and opening.heading else mine.level()
    regions = [region for region in layout.regions if region.is_private]
    deeper = [each.heading.level for each in regions if each.heading and not each.opens]
    shift = level + 1 - min(deeper, default=level + 1)
    parts = []
    for region in regions:
        if region.heading is not None and not region.opens:
            signs = "#" * min(_DEEPEST, region.heading.level + shift)
            parts.append(f"{signs} {region.heading.text}")
        if text := layout.text[region.body.start : region.body.end].strip():
            parts.append(_LINE_END.sub("\n", text))
    return "\n\n".join(parts)


def _with_private(
    page: ParsedFile, title: str, kept: Sequence[str], private: str, settings: Settings
) -> ParsedFile:
    """Return the page with more private text, below its private heading or a new one."""
    held = page.node.private_text if page.node else ""
    lines = [f"- {line}" for line in kept if _words(line) not in _words(held)]
    parts = ["\n".join([title, "", *lines])] if lines else []
    if private and not _holds(_private_lines(Layout(page, settings)), private):
        parts += [private] if parts else [title, private]
    if not parts:
        return page
    text = "\n\n".join(parts)
    layout = Layout(page, settings)
    after = _inserted(layout, _private_spot(layout), text, settings)
    _require_same(page, after, private=text)
    return after


def _private_lines(layout: Layout) -> str:
    """Return all lines below a private heading, that of the headings among them too."""
    regions = [region for region in layout.regions if region.is_private]
    return "\n".join(layout.text[region.start : region.body.end] for region in regions)


def _private_spot(layout: Layout) -> Spot:
    """Return the place at the end of the first private section, or of a new one."""
    regions = layout.regions
    first = next((n for n, region in enumerate(regions) if region.is_private), None)
    if first is None:
        return layout.new_heading(SECTIONS[Section.PRIVATE].preferred(layout.language()), None)
    last = first
    while last + 1 < len(regions) and regions[last + 1].is_private and not regions[last + 1].opens:
        last += 1
    body = regions[last].body
    written = layout.text[body.start : body.end].rstrip()
    at = body.start + len(written)
    gap = layout.newline * (2 if written else 1)
    is_last = not layout.text[at:].strip()
    lacking = len(_LINE_END.findall(layout.text[at : body.end])) < 2
    return Spot(at, gap, layout.newline if lacking and not is_last else "")


def _require_same(
    before: ParsedFile, after: ParsedFile, *, added: str = "", private: str = ""
) -> None:
    """Raise OperationError where a page was read otherwise before, but for text that was added."""
    old, new = before.node, after.node
    if new is None or old is None or not _is_same(old, new):
        raise _unsafe(before)
    if not _is_grown(_texts(old.passages), _texts(new.passages), added):
        raise _unsafe(before)
    if any(each.section is not None for each in _gained(old.passages, new.passages)):
        raise _unsafe(before)
    if not _has_words(new.private_text, (old.private_text, private)):
        raise _unsafe(before)


def _is_same(old: Node, new: Node) -> bool:
    names = (each.name for each in fields(new) if each.name not in _FREE)
    return type(old) is type(new) and all(
        getattr(old, name) == getattr(new, name) for name in names
    )


def _texts(passages: Iterable[Passage]) -> list[str]:
    return [passage.text for passage in passages if passage.text]


def _gained(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Passage]:
    left = Counter(old)
    for passage in new:
        if left[passage]:
            left[passage] -= 1
        elif passage.text:
            yield passage


def _is_grown(old: Sequence[str], new: Sequence[str], added: str) -> bool:
    """Tell whether all texts are there still, and no more is new than may be."""
    return not Counter(old) - Counter(new) and (bool(added) or len(old) == len(new))


def _has_words(text: str, parts: Iterable[str]) -> bool:
    """Tell whether a text has every line of some parts, whose comments nobody reads."""
    held = {_words(line) for line in text.split("\n")}
    lines = (_words(line) for part in parts for line in without_comments(part).split("\n"))
    return all(line in held or not line for line in lines)


def _unsafe(page: ParsedFile) -> OperationError:
    reason = Phrase("{path}: the two notes cannot be made one safely", {"path": page.path})
    return OperationError(reason, Phrase("bring them together by hand; nothing was written"))


def _require_closed(page: ParsedFile, settings: Settings) -> None:
    """Raise OperationError where what is added at the end would be swallowed."""
    outline = Layout(page, settings).outline
    opened = outline.open_comment or outline.open_fence
    if opened is not None:
        place = f"{page.path}:{page.source.position(opened.start).line}"
        raise OperationError(
            Phrase("{place}: a comment or a block of code begins and never ends", {"place": place}),
            Phrase("end it first; nothing was written"),
        )


def lines_lost(before: Iterable[Source], after: Source) -> tuple[str, ...]:
    """Return the lines of some texts that another one does not hold, markers aside."""
    held = {_bare(line) for line in _LINE_END.split(after.text)}
    lines = (line for source in before for line in _LINE_END.split(source.text))
    return tuple(line for line in lines if _bare(line) and _bare(line) not in held)
