"""What the lines of a Markdown text are: headings, list items, code, comments."""

from typing import NamedTuple

from vaultnet.source import Span


class Heading(NamedTuple):
    """A heading; `text` is its Markdown, `span` where that stands, `lines` its whole lines."""

    level: int
    text: str
    span: Span
    lines: Span


class ListItem(NamedTuple):
    """A top-level list item.

    `start` is the offset of its marker, `content` of what follows it; the first paragraph ends
    at `head_end`, the item at `end`, blank lines after it left out. `indent` is the number of
    columns that the lines below are indented by.
    """

    start: int
    content: int
    head_end: int
    end: int
    indent: int


class Blocks(NamedTuple):
    """What the lines of a text are; offsets are those of the whole text.

    `code` and `comments` are spans that hold no Markdown; `runs` are the stretches in which
    inline code may stand. `open_fence` and `open_comment` tell where one begins that never ends.
    """

    headings: list[Heading]
    items: list[ListItem]
    code: list[Span]
    runs: list[list[int]]
    comments: list[Span]
    open_fence: Span | None
    open_comment: Span | None
