"""The outline of a note's body: everything of its Markdown that VaultNet gives a meaning."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from vaultnet.late import dataclass
from vaultnet.source import Span
from vaultnet.vault.body.outline_blocks import Heading, ListItem
from vaultnet.vault.body.outline_comments import HIDDEN
from vaultnet.vault.body.outline_links import Link, Topic, find_links, find_topics
from vaultnet.vault.body.outline_scanner import scan_blocks
from vaultnet.vault.body.outline_spans import code_and_escapes, hide_spans


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a body in reading order; all offsets are those of the whole text.

    `shown` is the text with comments, code and escaped signs hidden: of the same length, so
    that what is found in it stands at the same place of the text. `links` holds those inside
    comments too, marked as hidden. `open_fence` and `open_comment` tell where a block of code
    or a comment begins that never ends.
    """

    text: str
    shown: str
    headings: tuple[Heading, ...]
    items: tuple[ListItem, ...]
    links: tuple[Link, ...]
    topics: tuple[Topic, ...]
    comments: tuple[Span, ...]
    open_fence: Span | None = None
    open_comment: Span | None = None

    def comments_in(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the comments that a stretch of the text holds or is held by."""
        first = bisect_right(self.comments, start, key=lambda comment: comment.end)
        last = bisect_left(self.comments, end, key=lambda comment: comment.start)
        return self.comments[first:last]


def parse_outline(text: str, start: int = 0, folder: str = "") -> Outline:
    """Read the outline of a text from an offset on; never fails, in time linear in its length.

    `folder` is where the file lies in the vault, for Markdown links relative to it.
    """
    blocks = scan_blocks(text, start)
    shown = text
    if blocks.comments or blocks.code:
        shown = hide_spans(shown, sorted((*blocks.comments, *blocks.code)), HIDDEN)
    if shown.find("`", start) >= 0 or shown.find("\\", start) >= 0:
        shown = hide_spans(shown, list(_inline_spans(shown, blocks.runs)), HIDDEN)
    whole = Span(start, len(text))
    links = find_links(shown, text, whole, folder)
    if blocks.comments:
        hidden = _hidden_links(text, blocks.comments, folder)
        links = sorted((*links, *hidden), key=lambda link: link.span)
    return Outline(
        text=text,
        shown=shown,
        headings=tuple(blocks.headings),
        items=tuple(blocks.items),
        links=tuple(links),
        topics=tuple(find_topics(shown, whole)),
        comments=tuple(blocks.comments),
        open_fence=blocks.open_fence,
        open_comment=blocks.open_comment,
    )


def _inline_spans(shown: str, runs: list[list[int]]) -> Iterator[Span]:
    """Yield the spans of inline code and of escaped signs; a bar in a link may be escaped."""
    for start, end in runs:
        for span, is_code in code_and_escapes(shown, Span(start, end)):
            if is_code or shown[span.end - 1] != "|":
                yield span


def _hidden_links(text: str, comments: list[Span], folder: str) -> Iterator[Link]:
    for comment in comments:
        for link in find_links(text, text, comment, folder):
            yield link._replace(hidden=True)
