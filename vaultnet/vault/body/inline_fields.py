"""Inline fields of a list line: `[due:: 2026-12-01]`, `(due:: …)`, and dates after an emoji."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultnet.source import Span
from vaultnet.vault.vocabulary import FIELD_BY_WORD, plain

_LINK = "\\[\\[[^\\[\\]]*+\\]\\]"
_KEY = "([^\\[\\]():\\r\\n\ufdd0]{1,40})"
_FIELD = re.compile(
    f"\\[(?<!\\[\\[){_KEY}::((?:[^\\[\\]]++|{_LINK})*+)\\]"
    f"|\\({_KEY}::((?:[^\\[\\]()]++|{_LINK})*+)\\)"
)
_EMOJI_KEYS = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "✅": "done",
    "🛫": "start",
    "⏳": "scheduled",
    "➕": "created",
}
_EMOJI = re.compile(
    f"([{''.join(_EMOJI_KEYS)}])\ufe0f?[ \\t]*(\\d{{4}}-\\d{{2}}-\\d{{2}})(?![\\d-])", re.ASCII
)


class InlineField(NamedTuple):
    """One inline field.

    `key` is the key as VaultNet knows it, or the plain form of what is `written`; `value` is
    trimmed, `value_span` is where that stands. `emoji` is true for a date after an emoji.
    """

    key: str
    written: str
    value: str
    span: Span
    value_span: Span
    key_span: Span
    emoji: bool = False


def find_fields(shown: str, text: str, span: Span) -> list[InlineField]:
    """Return the inline fields of a stretch of text, in reading order."""
    found: list[InlineField] = []
    if shown.find("::", span.start, span.end) >= 0:
        found.extend(_find_bracketed(shown, text, span))
    if any(shown.find(emoji, span.start, span.end) >= 0 for emoji in _EMOJI_KEYS):
        found.extend(_find_emoji(shown, span))
        found.sort(key=lambda field: field.span)
    return found


def _find_bracketed(shown: str, text: str, span: Span) -> Iterator[InlineField]:
    for match in _FIELD.finditer(shown, span.start, span.end):
        group = 1 if match[1] is not None else 3
        written, (start, end) = match[group].strip(), match.span(group + 1)
        if not written:
            continue
        value = text[start:end]
        stripped = value.strip()
        if stripped:
            start += value.index(stripped)
        word = plain(written)
        yield InlineField(
            FIELD_BY_WORD.get(word, word),
            written,
            stripped if stripped.isalnum() else " ".join(stripped.split()),
            Span(*match.span()),
            Span(start, start + len(stripped)),
            Span(*match.span(group)),
        )


def _find_emoji(shown: str, span: Span) -> Iterator[InlineField]:
    for match in _EMOJI.finditer(shown, span.start, span.end):
        yield InlineField(
            _EMOJI_KEYS[match[1]],
            match[1],
            match[2],
            Span(*match.span()),
            Span(*match.span(2)),
            Span(*match.span(1)),
            emoji=True,
        )
