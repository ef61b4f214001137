"""The blocks of a Markdown text: headings, top-level list items, code, paragraphs, comments.

A scanner of lines after the rules of CommonMark, without HTML blocks and without tables: one
pass, and no look back, so its time grows with the length of the text. It differs from a full
parser in four things, all meant:

- Headings inside lists and block quotes are not reported, nor are lists inside block quotes.
- Containers are followed to a depth of `MAX_DEPTH`; what is deeper is text.
- Comments, `%% … %%` and `<!-- … -->`, are taken out first, whatever they hold; only code in a
  fence or between backticks is safe from that.
- A paragraph of nothing but link definitions is still a paragraph to what comes after it.
"""

import re
from collections.abc import Iterator

from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.outline_blocks import Blocks, Heading, ListItem
from vaultnet.vault.body.outline_comments import CommentHider
from vaultnet.vault.body.outline_spans import after_definitions, trimmed, without_spans

MAX_DEPTH = 32

_LINE = pattern(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_SPACES = pattern(" *")
_START = pattern(
    r"(?P<heading>\#{1,6}(?=[ ]|\Z))"
    r"|(?P<quote>>)"
    r"|(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})"
    r"|(?P<rule>(?:(?:\*[ ]*+){3,}+|(?:-[ ]*+){3,}+|(?:_[ ]*+){3,}+)\Z)"
    r"|(?P<item>[-+*](?=[ ]|\Z))"
    r"|(?P<number>[0-9]{1,9}[.)](?=[ ]|\Z))"
)
_PLAIN_ITEM = pattern(r"- (?=[^\W\d]|\[|\d{4}-)")
_PLAIN_HEADING = pattern(r"(\#{1,6}) +([^\s\#][^\t\#]*)\Z")
_UNDERLINE = pattern(r"(?:=+|-+)[ ]*\Z")

_NO_LEAF, _PARAGRAPH, _FENCE, _INDENTED = range(4)
_QUOTE = 0


def scan_blocks(text: str, start: int) -> Blocks:
    """Find the blocks of a text from an offset on."""
    scanner = _Scanner(text, start)
    lines = _lines(text, start)
    if "%%" in text or "<!--" in text:
        for offset, line in lines:
            scanner.read_line(scanner.hide_comments(line, offset), offset)
    else:
        for offset, line in lines:
            scanner.read_line(line, offset)
    return scanner.result()


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each line, without its line end."""
    if text.find("\r", start) >= 0:
        for match in _LINE.finditer(text, start):
            yield match.start(), match[1]
        return
    offset = start
    for line in text[start:].split("\n"):
        yield offset, line
        offset += len(line) + 1


class _Scanner:
    """The state between two lines: the containers and the leaf that are open.

    A container is the number of columns that a line must be indented by to stay in a list
    item, or `_QUOTE`. Within a line, columns count the characters of `line`, whose tabs are
    spaces; `column` is where the rest of the line begins and `edge` its first other character.
    """

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.headings: list[Heading] = []
        self.items: list[list[int]] = []
        self.code: list[list[int]] = []
        self.runs: list[list[int]] = []
        self.comments = CommentHider()
        self.containers: list[int] = []
        self.leaf = _NO_LEAF
        self.fence = ""
        self.item_is_bare = False
        self.head_is_open = False
        self.paragraph_line = start
        self.offset = self.end = start
        self.raw = self.line = ""
        self.column = self.edge = 0

    def result(self) -> Blocks:
        """Return what was found, once all lines have been read."""
        return Blocks(
            self.headings,
            [ListItem(*item) for item in self.items],
            [Span(*span) for span in self.code],
            self.runs,
            [Span(*span) for span in self.comments.spans],
            Span(*self.code[-1]) if self.leaf == _FENCE else None,
            Span(*self.comments.spans[-1]) if self.comments.is_open else None,
        )

    def hide_comments(self, line: str, offset: int) -> str:
        """Return the next line with its comments hidden, unless it is code in a fence."""
        if not self.comments.has_comment(line) or self._is_code(line):
            return line
        return self.comments.hide(line, offset)

    def _is_code(self, line: str) -> bool:
        """Tell whether a line belongs to a fence that is open."""
        if self.leaf != _FENCE:
            return False
        self.line = line.expandtabs(4)
        self.edge = _edge(self.line, 0)
        return self._match_containers() == len(self.containers)

    def read_line(self, line: str, offset: int) -> None:
        """Take in the next line."""
        self.raw = line
        self.offset = offset
        self.end = offset + len(line)
        if self._read_plain_line(line):
            return
        self.line = line = line.expandtabs(4) if "\t" in line else line
        self.edge = _edge(line, 0)
        if self.edge == len(line):
            self._read_blank_line()
            return
        self._read_filled_line()
        if self.containers and self.containers[0] != _QUOTE:
            self.items[-1][3] = self.end

    def _read_plain_line(self, line: str) -> bool:
        """Read a line of the simplest forms, of which notes mostly consist, the short way.

        It changes nothing but the time: the long way comes to the same.
        """
        if not self.containers and self.leaf == _FENCE:
            return False
        first = line[:1]
        if first == "-":
            return _PLAIN_ITEM.match(line) is not None and self._add_plain_item()
        if first == "#":
            match = _PLAIN_HEADING.match(line)
            return match is not None and self._add_plain_heading(match)
        if not first.isalpha() or self.containers or self.leaf == _INDENTED:
            return False
        self.edge = 0
        self._add_text()
        return True

    def _add_plain_item(self) -> bool:
        """Add an item with `- ` at the edge of the page and text after it."""
        content, end = self.offset + 2, self.end
        self.items.append([self.offset, content, end, end, 2])
        self.runs.append([content, end])
        self.containers = [2]
        self.leaf = _PARAGRAPH
        self.paragraph_line = self.offset
        self.item_is_bare = False
        self.head_is_open = True
        return True

    def _add_plain_heading(self, match: re.Match[str]) -> bool:
        """Add a heading at the edge of the page that has no signs after its text."""
        self._close(0)
        start = self.offset + match.start(2)
        span = Span(start, start + len(match[2].rstrip(" ")))
        self.runs.append([span.start, span.end])
        self._note_heading(len(match[1]), span, self.offset)
        return True

    def _read_blank_line(self) -> None:
        """End paragraphs and quotes, and a list item that holds nothing yet."""
        for depth, width in enumerate(self.containers):
            last = depth == len(self.containers) - 1
            if width == _QUOTE or (last and self.item_is_bare):
                self._close(depth)
                return
        self._read_blank_rest()

    def _read_blank_rest(self) -> None:
        """Nothing is left of the line inside its containers."""
        if self.leaf == _PARAGRAPH:
            self.leaf = _NO_LEAF
            self.head_is_open = False
        elif self.leaf == _FENCE:
            self.code[-1][1] = self.end

    def _read_filled_line(self) -> None:
        matched = self._match_containers()
        inside = matched == len(self.containers)
        if self.edge == len(self.line):
            self._read_blank_inside_quote(matched)
            return
        if inside and self.leaf >= _FENCE and self._continue_code():
            return
        if not self._read_starts(matched) and self.edge < len(self.line):
            self._add_text()

    def _match_containers(self) -> int:
        """Step over what continues the open containers; return how many of them go on."""
        line, column, edge, matched = self.line, 0, self.edge, 0
        for width in self.containers:
            if width != _QUOTE and edge - column >= width:
                column += width
            elif width == _QUOTE and edge - column < 4 and line[edge : edge + 1] == ">":
                column = edge + (2 if line[edge + 1 : edge + 2] == " " else 1)
                edge = _edge(line, column)
            else:
                break
            matched += 1
        self.column, self.edge = column, edge
        return matched

    def _read_blank_inside_quote(self, matched: int) -> None:
        """Only quote signs stand on the line; list items inside the quote go on over it."""
        inner = self.containers[matched:]
        if _QUOTE in inner or (inner and self.item_is_bare):
            self._close(matched + (inner.index(_QUOTE) if _QUOTE in inner else len(inner) - 1))
        self._read_blank_rest()

    def _continue_code(self) -> bool:
        """Take the line as one more of the open code, or close that and return false."""
        indent = self.edge - self.column
        if self.leaf == _INDENTED:
            if indent < 4:
                self.leaf = _NO_LEAF
                return False
            self.code[-1][1] = self.end
            return True
        self.code[-1][1] = self.end
        if indent < 4 and self.line.startswith(self.fence, self.edge):
            rest = self.line[self.edge :].rstrip(" ")
            if not rest.strip(self.fence[0]):
                self.leaf = _NO_LEAF
        return True

    def _read_starts(self, matched: int) -> bool:
        """Open the blocks that begin on this line; tell whether the whole line was read."""
        lazy = self.leaf == _PARAGRAPH
        joined = lazy and matched == len(self.containers)
        while self.edge < len(self.line):
            if self.edge - self.column >= 4:
                if lazy:
                    return False
                self._open_indented(matched)
                return True
            if joined and self._close_underlined():
                return True
            match = _START.match(self.line, self.edge)
            if match is None or not self._may_start(match, joined=joined):
                break
            self._close(matched)
            if self._open_block(match):
                return True
            matched = len(self.containers)
            lazy = joined = False
        if not lazy and matched < len(self.containers):
            self._close(matched)
        return False

    def _may_start(self, match: re.Match[str], *, joined: bool) -> bool:
        """Tell whether a block begins here; `joined` when a paragraph could go on instead."""
        kind = match.lastgroup
        if kind not in {"item", "number", "quote"}:
            return True
        if len(self.containers) >= MAX_DEPTH:
            return False
        if not joined or kind == "quote":
            return True
        is_first = kind == "item" or int(match[0][:-1]) == 1
        return is_first and _edge(self.line, match.end()) < len(self.line)

    def _open_block(self, match: re.Match[str]) -> bool:
        """Open a block; tell whether that takes the whole line."""
        kind = match.lastgroup
        if kind in {"item", "number"}:
            self._open_item(match)
            return False
        self.item_is_bare = False
        if kind == "quote":
            self.containers.append(_QUOTE)
            self.column = match.end() + (self.line[match.end() : match.end() + 1] == " ")
            self.edge = _edge(self.line, self.column)
            return False
        if kind == "fence":
            self.leaf, self.fence = _FENCE, match[0]
            self.code.append([self.offset, self.end])
        elif kind == "heading":
            self._add_heading(match)
        return True

    def _open_item(self, match: re.Match[str]) -> None:
        after = match.end()
        content = _edge(self.line, after)
        if content == len(self.line):
            width, column = after + 1 - self.column, content
        else:
            column = content if content - after < 5 else after + 1
            width = column - self.column
        if not self.containers:
            marker, inner = self._place(self.edge), self._place(content)
            self.items.append([marker, inner, inner, self.end, width])
            self.head_is_open = True
        else:
            self.head_is_open = False
        self.containers.append(width)
        self.item_is_bare = True
        self.column, self.edge = column, content

    def _open_indented(self, matched: int) -> None:
        self._close(matched)
        self.leaf = _INDENTED
        self.item_is_bare = False
        self.code.append([self.offset, self.end])

    def _add_heading(self, match: re.Match[str]) -> None:
        start, rest = match.end(), self.line[match.end() :].rstrip(" ")
        shorter = rest.rstrip("#")
        if shorter != rest and (not shorter or shorter[-1] == " "):
            rest = shorter.rstrip(" ")
        end = start + len(rest)
        span = Span(self._place(min(_edge(self.line, start), end)), self._place(end))
        self.runs.append([span.start, span.end])
        if not self.containers:
            self._note_heading(len(match[0]), span, self.offset)

    def _note_heading(self, level: int, span: Span, start: int) -> None:
        comments = self._comments_within(span) if self.comments.spans else []
        text = without_spans(self.text, span, comments)
        self.headings.append(Heading(level, text.strip(), span, Span(start, self.end)))

    def _comments_within(self, span: Span) -> list[list[int]]:
        """Return the comments of the block that was read last, in their order."""
        comments = self.comments.spans
        first = len(comments)
        while first and comments[first - 1][1] > span.start:
            first -= 1
        return comments[first:]

    def _close_underlined(self) -> bool:
        """Make the open paragraph a heading if this line underlines it."""
        underline = _UNDERLINE.match(self.line, self.edge)
        if underline is None:
            return False
        if not self.containers:
            start, end = self.runs[-1]
            after = after_definitions(self.text, start, end)
            if after == end:
                return False
            level = 1 if self.line[self.edge] == "=" else 2
            first_line = self.paragraph_line if after == start else after
            self._note_heading(level, trimmed(self.text, after, end), first_line)
        self.leaf = _NO_LEAF
        self.head_is_open = False
        return True

    def _add_text(self) -> None:
        if self.leaf == _PARAGRAPH:
            self.runs[-1][1] = self.end
        else:
            self.leaf = _PARAGRAPH
            self.item_is_bare = False
            self.paragraph_line = self.offset
            self.head_is_open = self.head_is_open and len(self.containers) == 1
            self.runs.append([self._place(self.edge), self.end])
        if self.head_is_open:
            self.items[-1][2] = self.end

    def _close(self, depth: int) -> None:
        """Close the open leaf, and the containers beyond a depth."""
        del self.containers[depth:]
        self.leaf = _NO_LEAF
        self.item_is_bare = self.head_is_open = False

    def _place(self, column: int) -> int:
        """Return the offset of a column of this line, which may hold tabs."""
        if "\t" not in self.raw:
            return self.offset + column
        width = 0
        for index, character in enumerate(self.raw):
            if width >= column:
                return self.offset + index
            width += 4 - width % 4 if character == "\t" else 1
        return self.end


def _edge(line: str, column: int) -> int:
    """Return the first column from one on that holds no space, or the length of the line."""
    match = _SPACES.match(line, column)
    return len(line) if match is None else match.end()
