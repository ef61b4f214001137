"""What a query means, as a tree in a normal form, and the text of a tree.

Trees are made by `conjunction`, `disjunction` and `negation`, which take nested groups of one
kind and double negations apart. So two texts that are written differently and say the same in
the same order are equal trees; where something stood in the text does not count.
"""

import re
from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum
from typing import Final

from vaultnet.late import dataclass, pattern
from vaultnet.query.error import Span

_NOWHERE: Final = Span(0, 1)
_BARE_WORD = pattern(r"\w[\w.@'’/+-]*")
_BARE_KEY = pattern(r"\w[\w.-]*")
_BARE_VALUE = pattern(r"[\w+-][\w.,:@'’/+%-]*")

RESERVED: Final = frozenset({"or", "and", "not"})
"""Words that join or negate; in quotes they are names like any other."""

FLAGS: Final = ("overdue", "untriaged")
"""Words that tell something of a contact by themselves; in quotes they are names."""


class Operator(StrEnum):
    """How a value is compared."""

    HOLDS = ":"
    EQUALS = "="
    LESS = "<"
    GREATER = ">"
    AT_MOST = "<="
    AT_LEAST = ">="

    @property
    def is_order(self) -> bool:
        """Tell whether this asks for less or more."""
        return self not in {Operator.HOLDS, Operator.EQUALS}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a phrase that stands in a name."""

    text: str
    span: Span = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag or a topic."""

    name: str
    span: Span = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that is true of a contact or not, in one word."""

    name: str
    span: Span = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Known:
    """`has:key`: something is known."""

    key: str
    span: Span = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`key:value` and its like; the spans are those of the key and of the value."""

    key: str
    operator: Operator
    value: str
    span: Span = field(default=_NOWHERE, compare=False)
    value_span: Span = field(default=_NOWHERE, compare=False)

    @property
    def whole(self) -> Span:
        """Return the span from the key to the end of the value."""
        return Span(self.span.start, self.value_span.end)


@dataclass(frozen=True, slots=True)
class Not:
    """What its part is not."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """All of several; all of none is everything."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of several."""

    parts: tuple["Query", ...]


Query = Word | Tag | Flag | Known | Comparison | Not | And | Or

EVERYTHING: Final = And(())
"""The query that an empty text is."""


def conjunction(parts: Iterable[Query]) -> Query:
    """Return the query that asks for all of several."""
    held: list[Query] = []
    for part in parts:
        held.extend(part.parts if isinstance(part, And) else (part,))
    return held[0] if len(held) == 1 else And(tuple(held))


def disjunction(parts: Iterable[Query]) -> Query:
    """Return the query that asks for one of several, at least one of which is given."""
    held: list[Query] = []
    for part in parts:
        held.extend(part.parts if isinstance(part, Or) else (part,))
    return held[0] if len(held) == 1 else Or(tuple(held))


def negation(part: Query) -> Query:
    """Return the query that asks for what another does not."""
    return part.part if isinstance(part, Not) else Not(part)


def written(query: Query) -> str:
    """Return a text that is read as this query."""
    if isinstance(query, Or):
        return " or ".join(written(part) for part in query.parts)
    if isinstance(query, And):
        return " ".join(_grouped(part, Or) for part in query.parts)
    if isinstance(query, Not):
        return "-" + _grouped(query.part, And, Or)
    return _term(query)


def _grouped(query: Query, *loose: type[And] | type[Or]) -> str:
    text = written(query)
    return f"({text})" if isinstance(query, loose) else text


def _term(query: Word | Tag | Flag | Known | Comparison) -> str:
    if isinstance(query, Word):
        special = query.text.casefold() in RESERVED or query.text.casefold() in FLAGS
        return quoted(query.text) if special else _spelt(query.text, _BARE_WORD)
    if isinstance(query, Tag):
        return "#" + _spelt(query.name, _BARE_WORD)
    if isinstance(query, Flag):
        return query.name
    if isinstance(query, Known):
        return "has:" + _spelt(query.key, _BARE_VALUE)
    value = _spelt(query.value, _BARE_VALUE)
    return f"{_spelt(query.key, _BARE_KEY)}{query.operator}{value}"


def _spelt(text: str, bare: re.Pattern[str]) -> str:
    return text if bare.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes, as one word of a query."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
