"""Where new lines go in a note: into which section, behind which line, in which order of days."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from vaultnet.domain.entry import Entry
from vaultnet.domain.node import Kind, Section
from vaultnet.late import dataclass, pattern
from vaultnet.source import Span
from vaultnet.vault.body.outline import Outline, parse_outline
from vaultnet.vault.body.outline_blocks import ListItem
from vaultnet.vault.body.outline_sections import Region, find_regions
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings
from vaultnet.vault.vocabulary import SECTIONS, SECTIONS_BY_KIND, plain, plain_heading

_LINE_END = pattern(r"\r\n|\n|\r")
_DAY = pattern(r"(?:\[[ xX/-]\][ \t]+)?(?:\[\[)?(\d{4}-\d{2}-\d{2})(?![\d-])", re.ASCII)
_PLAIN_MARKER = pattern(r"[-*+][ \t]+")
_USUAL_MARKER = "- "
_USUAL_LEVEL = 2
_SPANISH_HEADINGS = frozenset(plain(word) for words in SECTIONS.values() for word in words.spanish)

LineDay = date | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for new lines: what is written before and behind them, and their first signs.

    `indent` and `marker` are those of the neighbours, so that the lines join their list.
    """

    offset: int
    before: str = ""
    behind: str = ""
    indent: str = ""
    marker: str = _USUAL_MARKER
    between: str = ""


class Layout:
    """What stands where in one note that was read.

    A note's text is looked at anew here, because a page holds values and not their surroundings.
    """

    def __init__(self, parsed: ParsedFile, settings: Settings) -> None:
        """Find the regions of a note and the list items in them."""
        source = parsed.source
        self.source = source
        self.text = source.text
        self.newline = source.newline()
        self.body = parsed.places.get("body", Span(0, len(self.text)))
        folder = source.path.rpartition("/")[0]
        self.outline: Outline = parse_outline(self.text, self.body.start, folder)
        self.regions = find_regions(self.outline, parsed.kind, self.body)
        self._parsed = parsed
        self._settings = settings
        self._items_found: dict[Section | None, Sequence[ListItem]] = {}
        self._days_found: Sequence[tuple[int, date]] | None = None
        self._falls = False

    def spots(self, section: Section | None, day: LineDay) -> Iterator[Spot]:
        """Yield where a line may go, the best place first; `section` is None in a journal."""
        if section not in self._items_found:
            self._items_found[section] = self._items(section)
        items = self._items_found[section]
        if items:
            yield self._beside(items, self._neighbour(section, items, day))
        region = self._open_region(section)
        if region is not None:
            yield from self._inside(region)
        elif section is not None:
            yield self.new_section(section)

    def _items(self, section: Section | None) -> Sequence[ListItem]:
        """Return the list items of a section, or those of a journal that are entries."""
        if section is None:
            starts = {span.start for _, span in self._lines_read("log")}
            return [item for item in self.outline.items if item.start in starts]
        starts_of_regions = [region.start for region in self.regions]
        return [
            item
            for item in self.outline.items
            if self.regions[max(0, bisect_right(starts_of_regions, item.start) - 1)].section
            is section
        ]

    def _lines_read(self, section: str) -> Iterator[tuple[int, Span]]:
        places = self._parsed.places
        number = 0
        while (span := places.get(f"{section}/{number}")) is not None:
            yield number, span
            number += 1

    def _neighbour(
        self, section: Section | None, items: Sequence[ListItem], day: LineDay
    ) -> tuple[int, bool]:
        """Return the item that a line goes beside, and whether behind it."""
        dated = self._dated(items) if section is Section.LOG and day is not None else ()
        if day is None or not dated:
            return len(items) - 1, True
        if self._falls:
            earlier = next((index for index, found in dated if found <= day), None)
            return (len(items) - 1, True) if earlier is None else (earlier, False)
        if dated[-1][1] <= day:
            return len(items) - 1, True
        earlier = next((index for index, found in reversed(dated) if found <= day), None)
        return (dated[0][0], False) if earlier is None else (earlier, True)

    def _dated(self, items: Sequence[ListItem]) -> Sequence[tuple[int, date]]:
        """Return the days of the entries of a log with the index of their items."""
        if self._days_found is None:
            entries: tuple[Entry, ...] = getattr(self._parsed.node, "log", ())
            days = {span.start: entries[number].day for number, span in self._lines_read("log")}
            found = ((index, days.get(item.start)) for index, item in enumerate(items))
            self._days_found = [(index, day) for index, day in found if day is not None]
            self._falls = _falls([day for _, day in self._days_found])
        return self._days_found

    def _beside(self, items: Sequence[ListItem], neighbour: tuple[int, bool]) -> Spot:
        """Return the place behind or before an item, written as that item is."""
        index, behind = neighbour
        item = items[index]
        start = self.source.line_start(item.start)
        indent, marker = self.text[start : item.start], self.text[item.start : item.content]
        if not _PLAIN_MARKER.fullmatch(marker) or item.content >= item.end:
            marker = _USUAL_MARKER
        gap = self.newline if self._is_spaced(items, index) else ""
        between = gap + self.newline
        if behind:
            return Spot(item.end, between, "", indent, marker, between)
        return Spot(start, "", between, indent, marker, between)

    def _is_spaced(self, items: Sequence[ListItem], index: int) -> bool:
        """Tell whether a blank line stands between an item and its neighbour."""
        first = max(0, min(index, len(items) - 2))
        pair = items[first : first + 2]
        if len(pair) < 2:
            return False
        between = self.text[pair[0].end : pair[1].start]
        return not between.strip() and len(_LINE_END.findall(between)) > 1

    def _open_region(self, section: Section | None) -> Region | None:
        """Return the region in which a section begins; in a journal, the last public one."""
        if section is not None:
            found = (each for each in self.regions if each.section is section and each.opens)
            return next(found, None)
        last = self.regions[0]
        for region in self.regions:
            if region.is_private:
                break
            last = region
        return last

    def _inside(self, region: Region) -> Iterator[Spot]:
        """Yield the end of the prose of a region, then the place right below its heading."""
        written = self.text[region.body.start : region.body.end]
        prose = written.rstrip()
        blank = self.newline * 2
        if prose.strip():
            yield Spot(region.body.start + len(prose), blank, self._gap_behind(region, prose))
        start = region.body.start
        if region.heading is None:
            yield self._at_top(start)
            return
        spaced = self._spaces_headings()
        before = blank if spaced else self.newline
        yield Spot(start, before, "" if not prose.strip() else self.newline)

    def _gap_behind(self, region: Region, prose: str) -> str:
        """Return the line end that is missing where a heading follows prose at once."""
        rest = self.text[region.body.start + len(prose) : region.body.end]
        is_last = region.body.end >= len(self.text)
        return "" if is_last or len(_LINE_END.findall(rest)) > 1 else self.newline

    def _at_top(self, start: int) -> Spot:
        """Return the place at the beginning of a body that has no heading."""
        if start >= len(self.text):
            return self.at_end()
        return Spot(start, "", self.newline * 2)

    def at_end(self) -> Spot:
        """Return the place behind everything; a last line without an end stays without one."""
        text = self.text
        if not text.strip():
            return Spot(len(text), "", self.newline)
        kept = text.rstrip("\r\n")
        if len(kept) == len(text):
            is_page = len(text) > self.body.start
            return Spot(len(text), self.newline * (2 if is_page else 1))
        breaks = len(_LINE_END.findall(text[len(kept) :]))
        blank = self.newline if breaks < 2 and len(kept) > self.body.start else ""
        return Spot(len(text), blank, self.newline)

    def new_section(self, section: Section) -> Spot:
        """Return the place for a section that is not there yet, in the order of the sections."""
        order = list(Section)
        later = (
            region
            for region in self.regions
            if region.opens
            and region.heading is not None
            and region.section is not None
            and order.index(region.section) > order.index(section)
        )
        return self.new_heading(SECTIONS[section].preferred(self.language()), next(later, None))

    def new_heading(self, words: str, following: Region | None) -> Spot:
        """Return the place for a new heading: before a region, or behind everything."""
        heading = f"{'#' * self.level()} {words}"
        gap = self.newline * (2 if self._spaces_headings() else 1)
        if following is not None:
            start = following.start
            above = self.text[self.body.start : start]
            blank = "" if not above.strip() or _ends_blank(above) else self.newline
            return Spot(start, blank + heading + gap, self.newline * 2)
        end = self.at_end()
        is_first = self.body.start > 0 and not self.text[self.body.start :].strip()
        blank = self.newline if is_first and not _ends_blank(self.text) else ""
        return Spot(end.offset, end.before + blank + heading + gap, end.behind)

    def level(self) -> int:
        """Return the level of the headings that open sections here."""
        levels = [
            region.heading.level
            for region in self.regions
            if region.opens and region.heading is not None
        ]
        return levels[0] if levels else _USUAL_LEVEL

    def language(self) -> str:
        """Return the language of the headings of the note, else the one of the vault."""
        opening = [region for region in self.regions if region.opens and region.heading is not None]
        for region in opening:
            word = plain_heading(region.heading.text) if region.heading else ""
            return "es" if word in _SPANISH_HEADINGS else "en"
        return self._settings.language

    def _spaces_headings(self) -> bool:
        """Tell whether a blank line stands below the headings of this note that hold something."""
        found = [self.text[region.body.start : region.body.end] for region in self.regions[1:]]
        filled = [text for text in found if text.strip()]
        spaced = [text for text in filled if len(_LINE_END.findall(_leading_blanks(text))) > 1]
        return len(spaced) * 2 > len(filled)


def day_of_line(text: str) -> LineDay:
    """Return the day that the text of a line begins with; None where it begins otherwise."""
    match = _DAY.match(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def sections_of(kind: Kind) -> frozenset[Section]:
    """Return the sections whose lines are read on pages of a kind."""
    return SECTIONS_BY_KIND[kind] - {Section.PRIVATE}


def _falls(days: Sequence[date]) -> bool:
    """Tell whether days run from the latest to the earliest, as far as they run at all."""
    falling = sum(first > second for first, second in pairwise(days))
    rising = sum(first < second for first, second in pairwise(days))
    return falling > rising


def _ends_blank(text: str) -> bool:
    rest = text[len(text.rstrip()) :]
    return len(_LINE_END.findall(rest)) > 1


def _leading_blanks(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]
