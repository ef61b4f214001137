"""Markdown as the plain text that programs without Markdown show; the way back from escapes."""

import re
import unicodedata
from collections.abc import Callable

from vaultnet.exchange.safe_text import one_line, plain_value
from vaultnet.late import pattern
from vaultnet.vault.shown_text import without_comments

Name = Callable[[str], str]
"""Returns what a reader sees for the target of a link."""

_LINK = pattern(
    r"\[\[(?P<target>[^\[\]|#\n]{1,500})(?:#[^\[\]|\n]{0,500})?"
    r"(?:\|(?P<shown>[^\[\]\n]{0,500}))?\]\]"
)
_SIGN = pattern(
    r"\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|(?P<picture>!\[\[[^\[\]\n]{1,500}\]\]|!\[[^\[\]\n]{0,500}\]\([^()\n]{1,500}\))"
    rf"|{_LINK.pattern}"
    r"|\[(?P<words>[^\[\]\n]{1,500})\]\((?P<address>[^() \n]{1,500})\)"
)
_BREAK = pattern(r"\\\n")
_LINE_ENDS = pattern("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def plain_line(text: str, name: Name) -> str:
    """Return a text of a vault as one line of plain text: links are what they are called."""
    return plain_value(_without_signs(text, name))


def field_line(text: str, name: Name) -> str:
    """Return a value of front matter as plain text: links are what they are called.

    It is no Markdown, so that a backslash in it is a backslash.
    """
    return plain_value(_LINK.sub(lambda match: _called(match, name), text))


def plain_prose(markdown: str, name: Name) -> str:
    """Return prose without comments and signs: its lines, and one empty line between paragraphs."""
    text = _without_signs(_BREAK.sub("\n", without_comments(markdown)), name)
    paragraphs: list[list[str]] = [[]]
    for line in map(one_line, _LINE_ENDS.split(unicodedata.normalize("NFC", text))):
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


def _without_signs(text: str, name: Name) -> str:
    """Return a text without backslashes and pictures, and with what links are called."""

    def meant(match: re.Match[str]) -> str:
        if match["sign"]:
            return match["sign"]
        if match["target"]:
            return _called(match, name)
        if not match["words"]:
            return ""
        is_elsewhere = match["address"].startswith(("https:", "http:"))
        return f"{match['words']} ({match['address']})" if is_elsewhere else match["words"]

    return _SIGN.sub(meant, text)


def _called(link: re.Match[str], name: Name) -> str:
    return link["shown"] or name(link["target"]) or link["target"]
