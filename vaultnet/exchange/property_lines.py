"""Properties of cards and calendars as lines: their escapes and folding, alike in both formats."""

from collections.abc import Iterable, Iterator, Mapping

from vaultnet.late import pattern

_LINE_OCTETS = 75
_CONTROL = pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPED: Mapping[str, str] = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_TO_ESCAPE = pattern(r"[\\;,\n]")


def text_line(name: str, text: str) -> str:
    """Return a property whose value is text; what neither format may hold is left out."""
    return f"{name}:{_TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], allowed_text(text))}"


def texts_line(name: str, texts: Iterable[str]) -> str:
    """Return a property whose value is a list of texts."""
    values = (text_line("", text).removeprefix(":") for text in texts)
    return f"{name}:{','.join(values)}"


def allowed_text(text: str) -> str:
    """Return a text without control characters; line ends become line feeds, tabs blanks."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", joined)


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
