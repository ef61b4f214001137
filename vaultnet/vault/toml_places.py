"""Where the keys and values of a TOML text stand, which its reader does not tell.

This finds places only; what the text means is left to the reader, and a text that it refuses
has no places worth knowing.
"""

from collections.abc import Mapping

from vaultnet.late import dataclass, pattern
from vaultnet.source import Span

_KEY_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\r\n]*\"|'[^'\r\n]*')"
_HEADER = pattern(rf"[ \t]*\[\[?[ \t]*({_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*)[ \t]*\]")
_KEY = pattern(rf"[ \t]*({_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*)[ \t]*=[ \t]*")
_PART = pattern(_KEY_PART)
_LINE_END = pattern(r"\r\n|\n|\r")
_MARK = pattern(r"\"\"\"|'''|[\"'\[\]{}#\r\n]")
_STRING_ENDS = {
    '"""': pattern(r"(?<!\\)\"\"\""),
    "'''": pattern("'''"),
    '"': pattern(r"(?<!\\)\"|[\r\n]"),
    "'": pattern(r"'|[\r\n]"),
}

KeyPath = tuple[str, ...]
"""The parts of a key with those of its table: `("share", "fields")`."""


@dataclass(frozen=True, slots=True)
class SettingPlace:
    """Where one key stands, and its value; a table has its own name for both."""

    key: Span
    value: Span


def find_toml_places(text: str) -> Mapping[KeyPath, SettingPlace]:
    """Return the place of each key and table of a TOML text, the first of each."""
    found: dict[KeyPath, SettingPlace] = {}
    table: KeyPath = ()
    offset = 0
    while offset < len(text):
        end = offset
        if header := _HEADER.match(text, offset):
            table = _parts(header[1])
            span = Span(header.start(1), header.end(1))
            found.setdefault(table, SettingPlace(span, span))
            end = header.end()
        elif key := _KEY.match(text, offset):
            end = _value_end(text, key.end())
            value = Span(key.end(), key.end() + len(text[key.end() : end].rstrip()))
            place = SettingPlace(Span(key.start(1), key.end(1)), value)
            found.setdefault((*table, *_parts(key[1])), place)
        newline = _LINE_END.search(text, end)
        offset = newline.end() if newline else len(text)
    return found


def _parts(key: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in _PART.findall(key))


def _value_end(text: str, start: int) -> int:
    """Return where a value ends: at the end of its line, or of the brackets it opens."""
    depth, offset = 0, start
    while match := _MARK.search(text, offset):
        mark, offset = match.group(), match.end()
        if mark in _STRING_ENDS:
            closing = _STRING_ENDS[mark].search(text, offset)
            offset = closing.end() if closing else len(text)
        elif mark == "#":
            if depth <= 0:
                return match.start()
            newline = _LINE_END.search(text, offset)
            offset = newline.start() if newline else len(text)
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        elif depth <= 0:
            return match.start()
    return len(text)
