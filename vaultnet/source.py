"""The text of one file, and places in it.

Offsets count Unicode code points of the text without its byte order mark. Lines and columns,
which people and editors speak, are made from offsets only when something is shown.
"""

from array import array
from bisect import bisect_right
from dataclasses import field
from typing import NamedTuple

from vaultnet.late import dataclass, pattern

BOM = "\ufeff"
_LINE_END = pattern(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of code points, `start` included and `end` not."""

    start: int
    end: int

    def shifted(self, by: int) -> "Span":
        """Return this span moved by a number of code points."""
        return Span(self.start + by, self.end + by)


class Position(NamedTuple):
    """A place as people name it: line and column, both counted from 1, in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of one file.

    `path` is relative to the vault, with forward slashes. `text` keeps the line ends of the
    file; a byte order mark is taken off and remembered in `bom`, so that offsets do not
    depend on it and writing can put it back.
    """

    path: str
    text: str
    bom: bool = False
    _starts: "array[int]" = field(
        default_factory=lambda: array("q"), init=False, repr=False, compare=False
    )

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset; beyond the end is the end."""
        starts = self._line_starts()
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line_number(self, offset: int) -> int:
        """Return the line that an offset stands in, counted from 1."""
        return bisect_right(self._starts or self._line_starts(), offset)

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its line end.

        Raises IndexError where the file has no such line.
        """
        starts = self._line_starts()
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_span(self, number: int) -> Span:
        """Return the span of a line, counted from 1, without its line end."""
        start = self._line_starts()[number - 1]
        return Span(start, start + len(self.line(number)))

    def line_start(self, offset: int) -> int:
        """Return where the line begins that an offset stands in."""
        starts = self._line_starts()
        return starts[bisect_right(starts, offset) - 1]

    def slice(self, span: Span) -> str:
        """Return the text that a span covers."""
        return self.text[span.start : span.end]

    def newline(self) -> str:
        """Return the line end that this file uses first, or a line feed when it has none."""
        found = _LINE_END.search(self.text)
        return found.group() if found else "\n"

    def encoded(self) -> bytes:
        """Return the bytes of the file: UTF-8, with its byte order mark if it had one."""
        return ((BOM if self.bom else "") + self.text).encode("utf-8")

    def _line_starts(self) -> "array[int]":
        """Return the offset of each line, computed at the first question and kept."""
        if not self._starts:
            self._starts.extend(_line_starts(self.text))
        return self._starts


def _line_starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(match.end() for match in _LINE_END.finditer(text))]
    starts, start = [0], text.find("\n") + 1
    while start:  # as the pattern finds them, in a third of the time
        starts.append(start)
        start = text.find("\n", start) + 1
    return starts


def decode_source(path: str, data: bytes) -> Source:
    """Decode the bytes of a file; raises UnicodeDecodeError where they are not UTF-8."""
    text = data.decode("utf-8")
    if text.startswith(BOM):
        return Source(path, text[1:], bom=True)
    return Source(path, text)
