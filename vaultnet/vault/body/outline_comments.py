"""Comments, `%% … %%` and `<!-- … -->`: found line by line and hidden from all other readers."""

import re

from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.outline_spans import code_spans, hide_spans

HIDDEN = "\ufdd0"
"""Stands in for each character that is hidden: a code point that no text may hold."""

_OPENING = pattern(r"%%|<!--")
_CLOSERS = {"%%": "%%", "<!--": "-->"}
_OPENING_FENCE = pattern(r"[ \t]*(?:`{3,}[^`]*\Z|~{3,})")


class CommentHider:
    """Hides the comments of a text whose lines come one after the other.

    `spans` holds start and end of every comment so far; `is_open` tells whether the last one
    still goes on.
    """

    def __init__(self) -> None:
        self.spans: list[list[int]] = []
        self._closer = ""

    @property
    def is_open(self) -> bool:
        """Tell whether a comment has begun and not ended yet."""
        return bool(self._closer)

    def hide(self, line: str, offset: int) -> str:
        """Return a line with its comments hidden, or blank where it is all comment.

        `offset` is where the line begins. What is inside inline code is no comment.
        """
        start = self._end_of_open_comment(line, offset)
        parts = [HIDDEN * start]
        shown = hide_spans(line, code_spans(line, Span(start, len(line))), HIDDEN)
        while start < len(line) and (opening := _OPENING.search(shown, start)):
            parts.append(line[start : opening.start()])
            start = self._read_comment(line, opening, offset)
            parts.append(HIDDEN * (start - opening.start()))
        parts.append(line[start:])
        hidden = "".join(parts)
        return hidden if hidden.strip(HIDDEN + " \t") else " " * len(line)

    def has_comment(self, line: str) -> bool:
        """Tell whether a line must be given to `hide`."""
        if self._closer:
            return True
        return _OPENING.search(line) is not None and not _OPENING_FENCE.match(line)

    def _end_of_open_comment(self, line: str, offset: int) -> int:
        """Return where the comment ends that was open when the line began; 0 without one."""
        if not self._closer:
            return 0
        return self._close(line, 0, offset)

    def _read_comment(self, line: str, opening: re.Match[str], offset: int) -> int:
        """Note a comment; return the column where it ends."""
        self._closer = _CLOSERS[opening[0]]
        self.spans.append([offset + opening.start(), 0])
        return self._close(line, opening.end(), offset)

    def _close(self, line: str, start: int, offset: int) -> int:
        """End the open comment on this line or at its end; return that column."""
        found = line.find(self._closer, start)
        if found < 0:
            end = len(line)
        else:
            end = found + len(self._closer)
            self._closer = ""
        self.spans[-1][1] = offset + end
        return end
