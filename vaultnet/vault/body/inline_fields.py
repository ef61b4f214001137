"""Inline fields of a list line: `[due:: 2026-12-01]`, `(due:: …)`, and dates after an emoji."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.vocabulary import FIELD_BY_WORD, plain

_LINK = "\\[\\[[^\\[\\]]*+\\]\\]"
_KEY = "([^\\[\\]():\\r\\n\ufdd0]{1,40})"
_SQUARE = pattern(f"\\[(?<!\\[\\[){_KEY}::((?:[^\\[\\]]++|{_LINK})*+)\\]")
_ROUND = pattern(f"\\({_KEY}::((?:[^\\[\\]()]++|{_LINK})*+)\\)")
_EMOJI_KEYS = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "✅": "done",
    "🛫": "start",
    "⏳": "scheduled",
    "➕": "created",
}
_EMOJI = pattern(
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
    """Return the inline fields of a stretch of text, in reading order.

    What stands inside the value of another field is part of that value.
    """
    found: list[InlineField] = []
    start, end = span
    if shown.find("::", start, end) >= 0:
        found.extend(_find_bracketed(_SQUARE, shown, text, span))
        if shown.find("(", start, end) >= 0:
            found.extend(_find_bracketed(_ROUND, shown, text, span))
    if any(shown.find(emoji, start, end) >= 0 for emoji in _EMOJI_KEYS):
        found.extend(_find_emoji(shown, span))
    return _outermost(found)


def _outermost(found: list[InlineField]) -> list[InlineField]:
    """Return fields in reading order, without those that stand inside another one."""
    found.sort(key=lambda field: field.span)
    kept, end = [], 0
    for field in found:
        if field.span.start >= end:
            kept.append(field)
            end = field.span.end
    return kept


def _find_bracketed(
    pattern: re.Pattern[str], shown: str, text: str, span: Span
) -> Iterator[InlineField]:
    for match in pattern.finditer(shown, span.start, span.end):
        written, (start, end) = match[1].strip(), match.span(2)
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
            Span(*match.span(1)),
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
