"""A text as somebody else may read it: without its comments, and without a trace of them."""

from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.outline import parse_outline

_COMMENT_SIGN = pattern(r"%%|<!--")
_EMPTY_BEFORE = pattern(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?(?:\[[ xX]\][ \t]*)?\Z")
_BLANKS = " \t"


def without_comments(text: str, start: int = 0) -> str:
    """Return a text whose comments, from an offset on, were cut out as if they never were.

    A line that held nothing else goes with them, and where blanks stood on both sides one stays.
    """
    if _COMMENT_SIGN.search(text, start) is None:
        return text
    parts, position = [], 0
    for comment in parse_outline(text, start).comments:
        cut = _widened(text, Span(*comment), max(position, start))
        parts.append(text[position : cut.start])
        position = cut.end
    return "".join((*parts, text[position:]))


def _widened(text: str, comment: Span, first: int) -> Span:
    """Return what goes with a comment: its whole line, or a blank beside it."""
    line = max(first, text.rfind("\n", 0, comment.start) + 1)
    end = comment.end
    while text[end : end + 1] in {" ", "\t", "\r"}:
        end += 1
    at_end = end == len(text) or text[end] == "\n"
    if at_end and _EMPTY_BEFORE.fullmatch(text, line, comment.start):
        return Span(line, min(end + 1, len(text)))
    if comment.start == line:
        return Span(line, end)
    if at_end or text[comment.end : comment.end + 1] in {" ", "\t"}:
        start = comment.start
        while start > line and text[start - 1] in _BLANKS:
            start -= 1
        return Span(start, comment.end if not at_end else end)
    return comment
