"""iCalendar as lines: components, escapes, and folding, as RFC 5545 asks for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vaultnet.late import dataclass, pattern

_LINE_OCTETS = 75
_CONTROL = pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPED: Mapping[str, str] = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_TO_ESCAPE = pattern(r"[\\;,\n]")


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a calendar: its name, its lines as `NAME;PARAMETER=…:value`, and its parts."""

    name: str
    properties: tuple[str, ...]
    parts: tuple["Component", ...] = ()


def render_calendar(calendar: Component) -> bytes:
    """Return a calendar as the bytes of a file."""
    lines = (piece for line in _lines(calendar) for piece in folded(line))
    return "".join(f"{line}\r\n" for line in lines).encode()


def text_line(name: str, text: str) -> str:
    """Return a property whose value is text; what a calendar may not hold is left out."""
    return f"{name}:{_TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], allowed_text(text))}"


def texts_line(name: str, texts: Iterable[str]) -> str:
    """Return a property whose value is a list of texts."""
    values = (text_line("", text).removeprefix(":") for text in texts)
    return f"{name}:{','.join(values)}"


def day_line(name: str, day: date) -> str:
    """Return a property whose value is a day without a time."""
    return f"{name};VALUE=DATE:{day.isoformat().replace('-', '')}"


def allowed_text(text: str) -> str:
    """Return a text without control characters; line ends become line feeds, tabs blanks."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", joined)


def _lines(component: Component) -> Iterator[str]:
    yield f"BEGIN:{component.name}"
    yield from component.properties
    for part in component.parts:
        yield from _lines(part)
    yield f"END:{component.name}"


def folded(line: str) -> Iterator[str]:
    """Yield the pieces of a line of at most 75 octets; no character is cut in two."""
    start, octets = 0, 0
    for place, letter in enumerate(line):
        length = len(letter.encode())
        if octets + length > _LINE_OCTETS:
            yield (" " if start else "") + line[start:place]
            start, octets = place, 1
        octets += length
    yield (" " if start else "") + line[start:]
