"""From a query to a condition: compiled once, asked of each contact.

The language does not know what a contact is. A `Lexicon` says which keys there are in a vault
and how each is read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Generic, TypeVar

from vaultnet.domain.words import plain
from vaultnet.late import dataclass
from vaultnet.phrase import wording
from vaultnet.query.error import QueryError, Span
from vaultnet.query.keys import Key, find_key, nearest_key
from vaultnet.query.tree import And, Comparison, Flag, Known, Not, Or, Query, Tag, Word
from vaultnet.query.values import Value, is_known, make_test

Subject = TypeVar("Subject")
Condition = Callable[[Subject], bool]


@dataclass(frozen=True, slots=True)
class Attribute(Generic[Subject]):
    """A key with the two ways to read it: the value that is shown, and what a query looks at."""

    key: Key
    read: Callable[[Subject], Value]
    looked_at: Callable[[Subject], Value]


@dataclass(frozen=True, slots=True)
class Lexicon(Generic[Subject]):
    """What may be asked about the subjects of one vault.

    `find` returns a key by its name, `others` the names of keys that belong to this vault alone.
    `comparable` gives the form in which names and topics compare; where they are kept in it, it
    gives them as they are.
    """

    find: Callable[[str], Attribute[Subject] | None]
    others: Callable[[], Iterable[str]]
    names: Callable[[Subject], Iterable[str]]
    topics: Callable[[Subject], Iterable[str]]
    flags: Mapping[str, Condition[Subject]]
    comparable: Callable[[str], str] = plain


def compile_query(query: Query, lexicon: Lexicon[Subject], today: date) -> Condition[Subject]:
    """Return the condition that a query means.

    Raises QueryError for a key that nobody has, and for a value that does not fit its key.
    """
    if isinstance(query, And | Or):
        parts = [compile_query(part, lexicon, today) for part in query.parts]
        joined = all if isinstance(query, And) else any
        return lambda subject: joined(part(subject) for part in parts)
    if isinstance(query, Not):
        part = compile_query(query.part, lexicon, today)
        return lambda subject: not part(subject)
    if isinstance(query, Word):
        return _in_names(query, lexicon)
    if isinstance(query, Tag):
        return _tagged(query, lexicon)
    if isinstance(query, Flag):
        return lexicon.flags[query.name]
    attribute = find_attribute(lexicon, query.key, query.span)
    look = attribute.looked_at
    if isinstance(query, Known):
        return lambda subject: is_known(look(subject))
    test = make_test(attribute.key, query, today)
    return lambda subject: test(look(subject))


def find_attribute(lexicon: Lexicon[Subject], name: str, span: Span) -> Attribute[Subject]:
    """Return a key of a vault; raises QueryError for one that nobody has."""
    found = lexicon.find(name)
    if found is not None:
        return found
    meant = nearest_key(name, lexicon.others())
    hint = wording('put it in quotes if it is a name; "vaultnet list --keys" shows the keys')
    if meant is not None:
        hint = wording('did you mean "{meant}"?')
    values = {"key": name, "meant": meant}
    raise QueryError(span, wording('no key "{key}"'), hint, values)


def check_query(query: Query, today: date) -> None:
    """Raise QueryError for a value that does not fit a key of the language.

    Other keys belong to a vault and are not judged.
    """
    if isinstance(query, And | Or):
        for part in query.parts:
            check_query(part, today)
    elif isinstance(query, Not):
        check_query(query.part, today)
    elif isinstance(query, Comparison) and (key := find_key(query.key)) is not None:
        make_test(key, query, today)


def keys_of(query: Query) -> Iterator[tuple[str, Span]]:
    """Yield the keys that a query asks for, with their places, from left to right."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from keys_of(part)
    elif isinstance(query, Not):
        yield from keys_of(query.part)
    elif isinstance(query, Known | Comparison):
        yield query.key, query.span


def _in_names(query: Word, lexicon: Lexicon[Subject]) -> Condition[Subject]:
    wanted, comparable = plain(query.text), lexicon.comparable
    return lambda subject: any(wanted in comparable(name) for name in lexicon.names(subject))


def _tagged(query: Tag, lexicon: Lexicon[Subject]) -> Condition[Subject]:
    """Return the condition of a tag, or of one below it: `#cloud` finds `cloud/cost`."""
    wanted, comparable = plain(query.name), lexicon.comparable
    below = f"{wanted}/"

    def condition(subject: Subject) -> bool:
        topics = (comparable(topic) for topic in lexicon.topics(subject))
        return any(topic == wanted or topic.startswith(below) for topic in topics)

    return condition
