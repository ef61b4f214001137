"""Texts of strangers made safe for a note: what they say stays, what they would do does not.

A value of front matter is one line without a link in it. A text in a list line or in prose keeps
every sign, those that mean something in a note behind a backslash, so that it reads as it was
written and neither links, nor hides, nor makes a heading, a field or a list.
"""

import re
import unicodedata

from vaultnet.late import pattern

_BREAKS = pattern("[\\s\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = pattern(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_OPENING = pattern(r"\[(?=\[)")
_MARKUP = pattern(
    r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/?])|(?<=<)!|(?<!\w)#|(?<=~)~|~(?=~)"
    r"|(?<=%)%|(?<=:):"
)
_DATED_SIGN = pattern("([📅📆🗓✅🛫⏳➕]\ufe0f?[ \\t]*\\d{4})-(?=\\d{2}-\\d{2})")
_BEGINNING = pattern(r"[-+=>|:]")
_NUMBERED = pattern(r"(\d{1,9})([.)])(?=\s|\Z)")
_LINE_ENDS = pattern("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """Return a text as one line: blanks and line ends made one blank, control characters gone."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", text)).strip()


def plain_value(text: str) -> str:
    """Return a text for front matter: one line in NFC, in which nothing is read as a link."""
    return _OPENING.sub("[ ", unicodedata.normalize("NFC", one_line(text)))


def escaped(text: str) -> str:
    """Return a text for a list line: one line, all of whose signs are only signs."""
    line = _MARKUP.sub(_behind_backslash, one_line(text))
    return _DATED_SIGN.sub(r"\1\\-", line)


def escaped_prose(text: str) -> str:
    """Return a plain text as Markdown that shows it: its lines, and nothing but text in them."""
    blocks: list[list[str]] = [[]]
    for line in map(_prose_line, _LINE_ENDS.split(text)):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return "\n\n".join("\\\n".join(block) for block in blocks if block)


def hides_something(text: str) -> bool:
    """Tell whether a text holds characters that nobody sees, which a note does not take."""
    return _UNSEEN.search(text) is not None


def _prose_line(text: str) -> str:
    line = escaped(text)
    numbered = _NUMBERED.match(line)
    if numbered is not None:
        return f"{numbered[1]}\\{line[numbered.start(2) :]}"
    return f"\\{line}" if _BEGINNING.match(line) else line


def _behind_backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
