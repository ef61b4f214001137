"""Values of contacts, kept by column, so that a list reads what it is about and no note.

A column holds a value for each contact, in the order of the network. A list of facts says what
else a list has to know of the vault. All of it is JSON, in which a day and its like are marked.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from vaultnet.domain.dates import Cadence, PartialDate
from vaultnet.domain.words import plain
from vaultnet.late import dataclass
from vaultnet.query.keys import find_key, find_own_key, other_key, rating_key
from vaultnet.query.matching import Attribute, Lexicon, Subject
from vaultnet.query.saved import SavedView
from vaultnet.query.tree import FLAGS, And, Flag, Known, Not, Or, Query, Tag, Word
from vaultnet.query.values import Value

NAMES, TOPICS = "names", "topics"
_READ, _LOOKED_AT, _FLAG = "read ", "look ", "flag "
_DAY, _PARTIAL, _CADENCE = "day", "partial", "cadence"

Read = Callable[[int], Value]
"""Gives the value of a contact by its number."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a list has to know of a vault beside values.

    `count` is how many contacts there are, and `rejected` how many files could not be read. `own`
    are the keys that only this vault has, each with whether it is a rating. `looked_at` are the
    keys of which a query may name more than is shown.
    """

    count: int
    rejected: int
    language: str
    own: tuple[tuple[str, bool], ...]
    looked_at: tuple[str, ...]
    views: Mapping[str, SavedView]


def encode_facts(facts: Facts) -> bytes:
    """Return facts as bytes; raises ValueError for letters that have none."""
    views = [
        [name, view.name, view.query, view.title, view.columns, view.sort, view.limit]
        for name, view in facts.views.items()
    ]
    held = [facts.count, facts.rejected, facts.language, facts.own, facts.looked_at, views]
    return _encoded(held)


def decode_facts(data: bytes) -> Facts:
    """Return the facts that bytes hold."""
    count, rejected, language, own, looked_at, views = json.loads(data)
    return Facts(
        count,
        rejected,
        language,
        tuple((name, is_rating) for name, is_rating in own),
        tuple(looked_at),
        {
            key: SavedView(name, query, title, tuple(columns), sort, limit)
            for key, name, query, title, columns, sort, limit in views
        },
    )


def encode_column(values: Iterable[Value]) -> bytes:
    """Return a column as bytes; raises ValueError for letters that have none."""
    return _encoded(list(values))


def decode_column(data: bytes) -> Read:
    """Return what reads a column; a value is made when it is asked for."""
    held: list[Any] = json.loads(data)

    def read(number: int) -> Value:
        value = held[number]
        made: Value = _made(value) if isinstance(value, list | dict) else value
        return made

    return read


def _encoded(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_marked)
    return text.encode()


def _marked(value: object) -> object:
    """Return a value that JSON lacks as one that it has."""
    if isinstance(value, PartialDate):
        return {_PARTIAL: [value.year, value.month, value.day]}
    if isinstance(value, Cadence):
        return {_CADENCE: [value.count, value.unit]}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise ValueError(type(value).__name__)


def _made(held: "list[str] | dict[str, object]") -> Value:
    if isinstance(held, list):
        return tuple(held)
    ((kind, value),) = held.items()
    if kind == _DAY:
        return date.fromisoformat(str(value))
    assert isinstance(value, list)  # noqa: S101 (for the type checker)
    return PartialDate(*value) if kind == _PARTIAL else Cadence(*value)


def columns_of_query(query: Query, lexicon: Lexicon[Subject]) -> Iterator[str]:
    """Yield the columns that a query looks at; none for a key that nobody has."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from columns_of_query(part, lexicon)
    elif isinstance(query, Not):
        yield from columns_of_query(query.part, lexicon)
    elif isinstance(query, Word | Tag):
        yield NAMES if isinstance(query, Word) else TOPICS
    elif isinstance(query, Flag):
        yield _FLAG + query.name
    elif (found := lexicon.find(query.key)) is not None:
        prefix = _READ if found.looked_at is found.read else _LOOKED_AT
        yield prefix + found.key.name


def columns_of_keys(names: Iterable[str], lexicon: Lexicon[Subject]) -> Iterator[str]:
    """Yield the columns of what is shown, or orders; none for a key that nobody has."""
    for name in names:
        if (found := lexicon.find(name)) is not None:
            yield _READ + found.key.name


def read_column(name: str, lexicon: Lexicon[Subject], subjects: Sequence[Subject]) -> bytes:
    """Return a column as bytes; raises ValueError for letters that have none."""
    if name == NAMES:
        return encode_column(tuple(map(plain, lexicon.names(each))) for each in subjects)
    if name == TOPICS:
        return encode_column(tuple(map(plain, lexicon.topics(each))) for each in subjects)
    kind, key = name[: len(_READ)], name[len(_READ) :]
    if kind == _FLAG:
        return encode_column(map(lexicon.flags[key], subjects))
    found = lexicon.find(key)
    assert found is not None  # noqa: S101 (a column is named by a key that was found)
    return encode_column(map(found.read if kind == _READ else found.looked_at, subjects))


def make_kept_lexicon(facts: Facts, column: Callable[[str], Read]) -> Lexicon[int]:
    """Return what may be asked about contacts by their numbers.

    `column` gives a column by its name; each is asked for once, when its first value is.
    """
    opened = cache(column)
    own = {name: rating_key(name) if rating else other_key(name) for name, rating in facts.own}

    def reader(name: str) -> Read:
        # Opened with its first value: a key that is found need not be read.
        return lambda number: opened(name)(number)  # noqa: PLW0108

    def texts(name: str) -> Callable[[int], Iterable[str]]:
        return lambda number: _texts(opened(name)(number))

    def flag(name: str) -> Callable[[int], bool]:
        return lambda number: opened(name)(number) is True

    def find(name: str) -> Attribute[int] | None:
        key = find_key(name) or find_own_key(own, name)
        if key is None:
            return None
        read = reader(_READ + key.name)
        looks_elsewhere = key.name in facts.looked_at
        return Attribute(key, read, reader(_LOOKED_AT + key.name) if looks_elsewhere else read)

    flags = {name: flag(_FLAG + name) for name in FLAGS}
    return Lexicon(find, lambda: own, texts(NAMES), texts(TOPICS), flags, comparable=str)


def _texts(value: Value) -> Iterable[str]:
    return value if isinstance(value, tuple) else ()


_USUAL = ("id", "name", "tier", "status", "role", "organisation", "functions", "location", "tags")


def usual_columns(lexicon: Lexicon[Subject]) -> Iterator[str]:
    """Yield the columns that are asked for most and cost little: they are kept with any other."""
    yield NAMES
    yield f"{_FLAG}untriaged"
    yield from columns_of_keys(_USUAL, lexicon)
    for key in _USUAL:
        yield from columns_of_query(Known(key), lexicon)
