"""The subjects of `cases.json`: what every implementation of the language is tried on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vaultnet.domain.dates import parse_cadence, parse_partial_date
from vaultnet.query.keys import Form, Key, find_key, other_key, rating_key
from vaultnet.query.matching import Attribute, Lexicon, compile_query
from vaultnet.query.tree import FLAGS, Query
from vaultnet.query.values import Value

DATA: Mapping[str, Any] = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))
TODAY = date.fromisoformat(DATA["today"])


@dataclass(frozen=True)
class Subject:
    id: str
    names: tuple[str, ...]
    topics: tuple[str, ...]
    flags: frozenset[str]
    values: Mapping[str, Value]


def typed(key: Key, value: Any) -> Value:
    if isinstance(value, list):
        return tuple(value)
    if key.form is Form.DAY:
        return parse_partial_date(value)
    if key.form is Form.CADENCE:
        return parse_cadence(value)
    assert isinstance(value, str | int | float)
    return value


def key_of(name: str) -> Key | None:
    key = find_key(name)
    if key is None and name in DATA["own"]:
        make: Callable[[str], Key] = rating_key if DATA["own"][name] == "rating" else other_key
        return make(name)
    return key


def make_subject(data: Mapping[str, Any]) -> Subject:
    values: dict[str, Value] = {}
    for name, value in data["values"].items():
        key = key_of(name)
        assert key is not None, name
        values[key.name] = typed(key, value)
    names, topics, flags = (data[part] for part in ("names", "topics", "flags"))
    return Subject(data["id"], tuple(names), tuple(topics), frozenset(flags), values)


SUBJECTS = [make_subject(data) for data in DATA["subjects"]]


def find(name: str) -> Attribute[Subject] | None:
    key = key_of(name)
    if key is None:
        return None
    held = key.name

    def read(subject: Subject) -> Value:
        return subject.values.get(held)

    return Attribute(key, read, read)


def has_flag(name: str) -> Callable[[Subject], bool]:
    return lambda subject: name in subject.flags


LEXICON: Lexicon[Subject] = Lexicon(
    find=find,
    others=lambda: DATA["own"],
    names=lambda subject: subject.names,
    topics=lambda subject: subject.topics,
    flags={name: has_flag(name) for name in FLAGS},
)


def matching(query: Query) -> list[str]:
    """Return the ids of the subjects that match."""
    condition = compile_query(query, LEXICON, TODAY)
    return [subject.id for subject in SUBJECTS if condition(subject)]
