"""Which part of a note belongs to which heading, and what of it is private."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from vaultnet.domain.node import Kind, Section
from vaultnet.late import dataclass, pattern
from vaultnet.source import Span
from vaultnet.vault.body.outline import Outline
from vaultnet.vault.body.outline_blocks import Heading
from vaultnet.vault.vocabulary import (
    SECTION_BY_WORD,
    SECTIONS,
    SECTIONS_BY_KIND,
    nearest,
    plain,
    plain_heading,
)

_HEADING_IN_CODE = pattern(r"^ {0,3}#{1,6}[ \t]+([^\r\n]+)", re.MULTILINE)

_PRIVATE_WORDS = tuple(plain(word) for word in SECTIONS[Section.PRIVATE].all)


@dataclass(frozen=True, slots=True)
class Region:
    """The text between one heading and the next.

    `heading` is None for what stands before the first. `opens` is true where the heading itself
    names the section; a heading below it that means nothing to VaultNet stays in `section`.
    """

    heading: Heading | None
    body: Span
    section: Section | None = None
    opens: bool = False

    @property
    def is_private(self) -> bool:
        """Tell whether nothing of this may leave the owner's own build."""
        return self.section is Section.PRIVATE

    @property
    def start(self) -> int:
        """Return where the region begins, its heading included."""
        return self.body.start if self.heading is None else self.heading.lines.start


def find_regions(outline: Outline, kind: Kind, body: Span) -> tuple[Region, ...]:
    """Divide a body by its headings, for a page of some kind.

    A section ends at a heading of its own level or above, and at the heading of any other
    section. The private one ends only at its own level or above, so that nothing below it gets
    out; and a private heading that a code block without an end has swallowed counts too.
    """
    first = outline.headings[0].lines.start if outline.headings else body.end
    regions = [Region(None, Span(body.start, first)), *_headed_regions(outline, kind, body)]
    swallowed = _private_heading_in_code(outline)
    if swallowed is not None and not regions[-1].is_private:
        last = regions.pop()
        regions.append(
            Region(last.heading, Span(last.body.start, swallowed), last.section, last.opens)
        )
        regions.append(Region(None, Span(swallowed, body.end), Section.PRIVATE, opens=True))
    return tuple(regions)


def region_at(starts: list[int], regions: tuple[Region, ...], offset: int) -> Region:
    """Return the region that an offset lies in; `starts` are the places where they begin."""
    return regions[max(0, bisect_right(starts, offset) - 1)]


def _headed_regions(outline: Outline, kind: Kind, body: Span) -> Iterator[Region]:
    known = SECTIONS_BY_KIND[kind]
    section: Section | None = None
    level = 0
    starts = [heading.lines.start for heading in outline.headings]
    for heading, end in zip(outline.headings, [*starts, body.end][1:], strict=True):
        named = _named_section(heading)
        leaves = heading.level <= level or (named is not None and section is not Section.PRIVATE)
        if section is None or leaves:
            section = named if named in known else None
            level = heading.level
        opens = section is not None and named is section
        yield Region(heading, Span(heading.lines.end, end), section, opens)


def _named_section(heading: Heading) -> Section | None:
    """Return the section that a heading names; one that is almost `Private` is private too."""
    word = plain_heading(heading.text)
    named = SECTION_BY_WORD.get(word)
    if named is None and nearest(word, _PRIVATE_WORDS) is not None:
        return Section.PRIVATE
    return named


def _private_heading_in_code(outline: Outline) -> int | None:
    """Return where a private heading begins inside the block of code that never ends."""
    if outline.open_fence is None:
        return None
    for match in _HEADING_IN_CODE.finditer(outline.text, outline.open_fence.start):
        if SECTION_BY_WORD.get(plain_heading(match[1].rstrip("# \t"))) is Section.PRIVATE:
            return match.start()
    return None
