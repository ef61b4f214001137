"""What is wrong with front matter that is not valid YAML, in words of our own.

YAML loaders name a fault in the terms of their grammar, each in its own way. This looks at the
line instead, and finds what people do: a value that needs quotes, a quote or a bracket left
open, a tab, a line that is no `key: value`.
"""

from collections.abc import Callable

from vaultnet.late import dataclass, pattern
from vaultnet.source import Span

_LINE_END = pattern(r"\r\n|\n|\r")
_VALUE = pattern(r"[ \t]*(?:- +)?(?:[^\s:#][^:]*:(?=\s|$))?[ \t]*")
_CLOSING = {"[": "]", "{": "}"}
_RESERVED = "@`%&*!|>"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is in the block, what it is, and what to do about it."""

    span: Span
    template: str
    values: dict[str, object]
    hint: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the block: its text, its offset, and the part after the key."""

    text: str
    start: int
    value: str
    value_start: int

    @property
    def indent(self) -> int:
        """Return the number of blanks before the text."""
        return len(self.text) - len(self.text.lstrip())

    def fault(self, text: str, template: str, hint: str) -> Fault:
        """Return a fault of a part of this line."""
        start = self.start + self.text.index(text, self.value_start - self.start)
        return Fault(
            Span(start, start + len(text)), template, {"text": text, "sign": text[:1]}, hint
        )

    def whole(self, template: str, hint: str) -> Fault:
        """Return a fault of the whole line."""
        start = self.start + self.indent
        end = self.start + len(self.text.rstrip())
        return Fault(Span(start, max(start, end)), template, {}, hint)


def explain_fault(block: str, offset: int) -> Fault:
    """Return what is wrong near an offset at which a YAML loader gave up.

    Loaders stop at the fault or at the line after it, so both are looked at.
    """
    near = _lines_near(block, min(offset, len(block)))
    for line, checks in zip(near, (_CHECKS_HERE, _CHECKS_ABOVE), strict=False):
        for check in checks:
            if fault := check(line):
                return fault
    if len(near) > 1 and near[0].indent > near[1].indent and near[1].value:
        return near[0].whole(
            "the line is indented below a line that has a value already",
            "take the blanks at its beginning away",
        )
    return near[0].whole(
        "this line cannot be read as YAML", 'write "key: value", and put the value in quotes'
    )


def _lines_near(block: str, offset: int) -> tuple[_Line, ...]:
    """Return the line of an offset and the one before it, blank lines left out."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(block, 0, offset))]
    found: list[_Line] = []
    for start in reversed(starts):
        end = _LINE_END.search(block, start)
        text = block[start : end.start() if end else len(block)]
        if text.strip() and not text.lstrip().startswith("#"):
            found.append(_line(text, start))
        if len(found) == 2:
            break
    return tuple(found) or (_line("", min(offset, len(block))),)


def _line(text: str, start: int) -> _Line:
    match = _VALUE.match(text)
    at = match.end() if match else 0
    return _Line(text, start, text[at:].rstrip(), start + at)


def _tab(line: _Line) -> Fault | None:
    if "\t" not in line.text[: line.indent]:
        return None
    return line.whole("a tab cannot indent a line of YAML", "indent with blanks")


def _open_quote(line: _Line) -> Fault | None:
    mark = line.value[:1]
    if mark not in {'"', "'"} or mark in line.value[1:]:
        return None
    return line.fault(
        line.value, "the quote is opened and never closed", "close the quote on the same line"
    )


def _after_quote(line: _Line) -> Fault | None:
    mark = line.value[:1]
    if mark not in {'"', "'"} or line.value.count(mark) < 2 or line.value.endswith(mark):
        return None
    return line.fault(
        line.value,
        "text stands after the closing quote",
        "put the whole value in one pair of quotes",
    )


def _bare_link(line: _Line) -> Fault | None:
    if not line.value.startswith("[[") or "]]" not in line.value:
        return None
    return line.fault(
        line.value, "a link in front matter needs quotes", 'write each link as "[[name]]"'
    )


def _open_bracket(line: _Line) -> Fault | None:
    mark = line.value[:1]
    if mark not in _CLOSING or line.value.count(mark) <= line.value.count(_CLOSING[mark]):
        return None
    return line.fault(
        line.value, "the bracket is opened and never closed", "close the bracket on the same line"
    )


def _reserved(line: _Line) -> Fault | None:
    if not line.value or line.value[0] not in _RESERVED:
        return None
    return line.fault(
        line.value,
        'a value cannot begin with "{sign}" without quotes',
        "put the value in quotes",
    )


def _inner_colon(line: _Line) -> Fault | None:
    if ": " not in line.value and not line.value.endswith(":"):
        return None
    return line.fault(
        line.value, "a value with a colon and a blank in it needs quotes", "put the value in quotes"
    )


def _no_key(line: _Line) -> Fault | None:
    if line.indent or ":" in line.text or line.text.startswith("-"):
        return None
    return line.whole('this line is no "key: value"', 'write it as "key: value", or as "- item"')


def _missing_key(line: _Line) -> Fault | None:
    if not line.text.lstrip().startswith(":"):
        return None
    return line.whole("a key is missing before the colon", 'write it as "key: value"')


_CHECKS_HERE: tuple[Callable[[_Line], Fault | None], ...] = (
    _tab,
    _missing_key,
    _open_quote,
    _after_quote,
    _bare_link,
    _open_bracket,
    _reserved,
    _inner_colon,
    _no_key,
)
_CHECKS_ABOVE: tuple[Callable[[_Line], Fault | None], ...] = (
    _open_quote,
    _after_quote,
    _bare_link,
    _open_bracket,
    _no_key,
)
