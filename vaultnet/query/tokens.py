r"""From the text of a query to its tokens: terms, signs and joining words, each with its place.

A term is `word`, `"a phrase"`, `#tag`, or `key` with an operator and a value. In quotes
everything is literal but `\"` and `\\`. A hyphen at the beginning of a term negates; inside a
word it is a letter like others. Linear in the text.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from vaultnet.late import pattern
from vaultnet.phrase import wording
from vaultnet.query.error import QueryError, Span
from vaultnet.query.tree import (
    FLAGS,
    RESERVED,
    Comparison,
    Flag,
    Known,
    Operator,
    Query,
    Tag,
    Word,
)

_BLANK = pattern(r"\s+")
_BARE = pattern(r'[^\s()":<>=]+')
_VALUE = pattern(r'[^\s()"]+')
_OPERATOR = pattern(r":?(<=|>=|<|>|=)|:")
_QUOTED = pattern(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = pattern(r"\\(.)", re.DOTALL)
HAS: Final = "has"
"""The key that asks whether another is known."""


class Sign(Enum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    NOT = "-"
    AND = "and"
    OR = "or"
    TERM = "term"


class Token(NamedTuple):
    """One piece of a query; only a term has a query of its own."""

    sign: Sign
    span: Span
    term: Query | None = None


class _Literal(NamedTuple):
    """A word as it was meant, where it stands, and whether it was in quotes."""

    text: str
    span: Span
    quoted: bool


_SIGNS: Final = {"(": Sign.OPEN, ")": Sign.CLOSE, "-": Sign.NOT}
_JOINING: Final = {"or": Sign.OR, "and": Sign.AND, "not": Sign.NOT}


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of a query; raises QueryError at the first that cannot be read."""
    offset = 0
    while offset < len(text):
        if blank := _BLANK.match(text, offset):
            offset = blank.end()
            continue
        token = _token(text, offset)
        yield token
        offset = token.span.end


def _token(text: str, start: int) -> Token:
    letter = text[start]
    if letter in _SIGNS:
        return Token(_SIGNS[letter], Span(start, start + 1))
    if letter == "#":
        return _tag(text, start)
    word = _literal(text, start, _BARE)
    if word is None:
        template = wording('there is no key before "{operator}"')
        hint = wording('write key{operator}value, or put it in quotes: "{operator}"')
        raise QueryError(Span(start, start + 1), template, hint, {"operator": letter})
    operator = _OPERATOR.match(text, word.span.end)
    if operator is not None:
        return _comparison(text, word, operator)
    if not word.text.strip():
        template = wording("there is nothing between the quotes")
        raise QueryError(word.span, template, wording("take them out, or write a name"))
    _require_end(text, word)
    return _plain_word(word)


def _plain_word(word: _Literal) -> Token:
    """Return the token of a word without an operator; some words have a meaning of their own."""
    folded = word.text.casefold()
    if not word.quoted and folded in RESERVED:
        return Token(_JOINING[folded], word.span)
    if not word.quoted and folded in FLAGS:
        return Token(Sign.TERM, word.span, Flag(folded, word.span))
    return Token(Sign.TERM, word.span, Word(word.text, word.span))


def _comparison(text: str, key: _Literal, found: re.Match[str]) -> Token:
    operator = Operator(found[1] or ":")
    value = _literal(text, found.end(), _VALUE)
    values = {"key": key.text, "operator": found.group(), "value": ""}
    if not key.text.strip():
        template = wording('there is no key before "{operator}"')
        raise QueryError(key.span, template, wording("write key{operator}value"), values)
    if value is None or not value.text.strip():
        span = Span(key.span.start, found.end() if value is None else value.span.end)
        template = wording('there is no value after "{key}{operator}"')
        hint = wording('write it directly behind; has:{key} asks whether "{key}" is known')
        raise QueryError(span, template, hint, values)
    _require_end(text, value)
    span = Span(key.span.start, value.span.end)
    if key.text.casefold() == HAS and not operator.is_order and not key.quoted:
        return Token(Sign.TERM, span, Known(value.text, value.span))
    term = Comparison(key.text, operator, value.text, key.span, value.span)
    return Token(Sign.TERM, span, term)


def _tag(text: str, start: int) -> Token:
    name = _literal(text, start + 1, _VALUE)
    if name is None or not name.text.strip():
        end = start + 1 if name is None else name.span.end
        template = wording("there is no tag after #")
        raise QueryError(Span(start, end), template, wording("write it directly behind: #hiring"))
    _require_end(text, name)
    span = Span(start, name.span.end)
    return Token(Sign.TERM, span, Tag(name.text, span))


def _literal(text: str, start: int, bare: re.Pattern[str]) -> _Literal | None:
    """Return the word that begins at a place, in quotes or not; None where there is none."""
    if text.startswith('"', start):
        found = _QUOTED.match(text, start)
        if found is None:
            template = wording("this quote is never closed")
            hint = wording('put a " at the end of what belongs together')
            raise QueryError(Span(start, len(text)), template, hint)
        return _Literal(_ESCAPE.sub(r"\1", found[1]), Span(start, found.end()), quoted=True)
    found = bare.match(text, start)
    return None if found is None else _Literal(found.group(), Span(*found.span()), quoted=False)


def _require_end(text: str, word: _Literal) -> None:
    """Raise QueryError where a quote stands inside a word: it would split it without a word."""
    if text.startswith('"', word.span.end) and not word.quoted:
        place = Span(word.span.end, word.span.end + 1)
        template = wording("a quote stands inside a word")
        hint = wording("put a blank before it, or the whole word in quotes")
        raise QueryError(place, template, hint)
