"""Spans of a text that do not count: inline code, and texts with spans taken out."""

from collections.abc import Iterable, Iterator, Sequence

from vaultnet.late import pattern
from vaultnet.source import Span

_TICKS_AND_ESCAPES = pattern(r"\\[!-/:-@\[-`{-~]|`+")
_TICKS = pattern("`+")
_DEFINITION = pattern(
    r"[ \t]*\[(?=[^\]]*[^\]\s])(?:[^\[\]\\]|\\.){1,999}\]:\s*"
    r"(?:<[^<>\r\n]*>|[^\s<]\S*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
    r"[ \t]*(?:\r\n|\n|\r|\Z)"
)


def code_spans(text: str, run: Span) -> Iterator[Span]:
    """Yield the spans of inline code in one run of text, its backticks included.

    Works from left to right as CommonMark does: a run of backticks is closed by the next run of
    the same length, and one that is never closed is text. A backslash before backticks takes
    the first of them away from what they open.
    """
    yield from (span for span, is_code in code_and_escapes(text, run) if is_code)


def code_and_escapes(text: str, run: Span) -> Iterator[tuple[Span, bool]]:
    """Yield the spans of inline code (true) and of escaped signs (false) in a run of text."""
    closers = _closers(text, run)
    position = run.start
    while match := _TICKS_AND_ESCAPES.search(text, position, run.end):
        start, position = match.span()
        if text[start] == "\\":
            yield Span(start, position), False
            continue
        end = _next_after(closers.get(position - start), position)
        if end is not None:
            position = end + (position - start)
            yield Span(start, position), True


class _Places:
    """Places in ascending order that are asked for from left to right, each at most once."""

    __slots__ = ("at", "places")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.at = 0


def _closers(text: str, run: Span) -> dict[int, _Places]:
    """Return where runs of backticks begin, by their length."""
    found: dict[int, _Places] = {}
    for match in _TICKS.finditer(text, run.start, run.end):
        found.setdefault(match.end() - match.start(), _Places()).places.append(match.start())
    return found


def _next_after(places: _Places | None, position: int) -> int | None:
    """Return the first place at or after a position; positions may only grow between calls."""
    if places is None:
        return None
    while places.at < len(places.places):
        place = places.places[places.at]
        if place >= position:
            return place
        places.at += 1
    return None


def hide_spans(text: str, spans: Iterable[Span], sign: str) -> str:
    """Return a text of the same length in which a sign stands for each character of the spans.

    The spans must be in ascending order of their starts.
    """
    parts, position = [], 0
    for start, end in spans:
        if end > position:
            first = max(start, position)
            parts.append(text[position:first])
            parts.append(sign * (end - first))
            position = end
    parts.append(text[position:])
    return "".join(parts)


def without_spans(text: str, span: Span, removed: Sequence[Sequence[int]]) -> str:
    """Return the text of a span without some stretches of it, given in ascending order."""
    if not removed:
        return text[span.start : span.end]
    parts, position = [], span.start
    for start, end in removed:
        parts.append(text[position : max(position, min(start, span.end))])
        position = max(position, min(end, span.end))
    parts.append(text[position : span.end])
    return "".join(parts)


def after_definitions(text: str, start: int, end: int) -> int:
    """Return where the text of a paragraph begins, after the link definitions at its top."""
    while start < end:
        match = _DEFINITION.match(text, start, end)
        if match is None:
            break
        start = match.end()
    return start


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without the blanks at its ends."""
    inner = text[start:end]
    shorter = inner.lstrip()
    start += len(inner) - len(shorter)
    return Span(start, start + len(shorter.rstrip()))
