"""How a text is written in front matter, so that it is read back as the same text."""

import re
from collections.abc import Iterable, Mapping

from vaultnet.late import pattern

_PLAIN = pattern(r"[^\W\d_](?:[\w.'/()+-]| (?=[\w(+]))*")
_TYPED = pattern(r"\d{4}-\d{2}-\d{2}|[1-5]|\d{1,3}[dwmy]", re.ASCII)
_RETYPED = frozenset(
    {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"},
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
_ESCAPED = pattern(
    '["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]',
)


def quoted(text: str) -> str:
    """Return a text in double quotes, with everything escaped that a reader may not see."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def plain_or_quoted(text: str) -> str:
    """Return a text without quotes where every YAML reader takes it as it is, else in quotes."""
    if _TYPED.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and text.casefold() not in _RETYPED:
        return text
    return quoted(text)


def flow_list(texts: Iterable[str]) -> str:
    """Return texts as a list in brackets: `[Ana, "Ana, the second"]`."""
    return "[" + ", ".join(plain_or_quoted(text) for text in texts) + "]"


def front_matter_text(values: Mapping[str, object]) -> str:
    """Return keys and values as lines of front matter, without the lines `---` around them.

    Lists and tuples become lists in brackets; an empty text leaves its key without a value.
    """
    lines = []
    for key, value in values.items():
        text = flow_list(map(str, value)) if isinstance(value, list | tuple) else str(value)
        if not isinstance(value, list | tuple) and text:
            text = plain_or_quoted(text)
        lines.append(f"{plain_or_quoted(key)}: {text}".rstrip())
    return "\n".join(lines)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
