"""What a source said last, and which of its encounters were written: `imports/SOURCE.jsonl`.

One line for each person, sorted by key, so that two versions merge and differ line by line. It
holds what people wrote about others elsewhere, and is as private as the notes are.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import Any

from vaultnet.domain.node import NodeId, Value
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase

FOLDER = "imports"
"""Where the records are, below the root of the vault."""

_BY_CONTACT = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPerson:
    """What a source said of somebody when it was imported last.

    `key` is the draft's, or `@` and the id for somebody of whom a source has only encounters.
    `contact` is the note that is theirs. `values` are as they were read from the source.
    `encounters` are the keys of those that were written.
    """

    key: str
    contact: NodeId
    values: Mapping[str, Value] = field(default_factory=dict)
    encounters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The record of one source: its people by key."""

    people: Mapping[str, SeenPerson] = field(default_factory=dict)

    def written(self) -> Mapping[NodeId, frozenset[str]]:
        """Return the keys of the encounters that were written, by contact."""
        found: dict[NodeId, frozenset[str]] = {}
        for person in self.people.values():
            found[person.contact] = found.get(person.contact, frozenset()) | {*person.encounters}
        return found


class RecordError(ValueError):
    """A line of a record that cannot be read: its number, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no record of an import")
        self.line = line

    @property
    def reason(self) -> Phrase:
        """Return what is wrong, to be said in any language."""
        return Phrase("line {line} is no record of an import", {"line": self.line})


def record_path(source: str) -> str:
    """Return the path of the record of a source, relative to the vault."""
    return f"{FOLDER}/{source}.jsonl"


def key_of_contact(contact: NodeId) -> str:
    """Return the key of a contact of whom a source has nothing but encounters."""
    return _BY_CONTACT + contact


def parse_last_seen(text: str) -> LastSeen:
    """Read a record; raises RecordError for a line that none of ours is."""
    people = (_parse_line(line, n) for n, line in enumerate(text.split("\n"), 1) if line.strip())
    return LastSeen({person.key: person for person in people})


def render_last_seen(seen: LastSeen) -> str:
    """Return a record as text: a line for each person, sorted by key."""
    return "".join(f"{_render(seen.people[key])}\n" for key in sorted(seen.people))


def renamed(text: str, old_id: str, new_id: str) -> str:
    """Return a record in which a contact has another id; a text without it stays as it is."""

    def rename(person: SeenPerson) -> SeenPerson | None:
        if person.contact != old_id:
            return person
        is_own = person.key == key_of_contact(NodeId(old_id))
        key = key_of_contact(NodeId(new_id)) if is_own else person.key
        return replace(person, key=key, contact=NodeId(new_id))

    return _changed(text, rename)


def without(text: str, contact_id: str) -> str:
    """Return a record that holds nothing of a contact; a text without it stays as it is."""
    return _changed(text, lambda person: None if person.contact == contact_id else person)


def _changed(text: str, change: Callable[[SeenPerson], SeenPerson | None]) -> str:
    before = parse_last_seen(text).people.values()
    after = [change(person) for person in before]
    if after == list(before):
        return text
    return render_last_seen(_joined(person for person in after if person is not None))


def _joined(people: Iterable[SeenPerson]) -> LastSeen:
    """Return a record of people; what stands under one key twice is brought together."""
    found: dict[str, SeenPerson] = {}
    for person in people:
        held = found.get(person.key)
        if held is not None:
            encounters = tuple(sorted({*held.encounters, *person.encounters}))
            person = replace(held, encounters=encounters)  # noqa: PLW2901 (the two are one)
        found[person.key] = person
    return LastSeen(found)


def _parse_line(line: str, number: int) -> SeenPerson:
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        raise RecordError(number) from None
    if not isinstance(held, dict) or not _is_record(held):
        raise RecordError(number)
    return SeenPerson(
        key=held["key"],
        contact=NodeId(held["contact"]),
        values={key: _value(value) for key, value in held.get("values", {}).items()},
        encounters=tuple(held.get("encounters", ())),
    )


def _is_record(held: dict[str, Any]) -> bool:
    values, encounters = held.get("values", {}), held.get("encounters", [])
    return (
        isinstance(held.get("key"), str)
        and isinstance(held.get("contact"), str)
        and isinstance(values, dict)
        and all(isinstance(value, str) or _is_texts(value) for value in values.values())
        and _is_texts(encounters)
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _value(value: str | list[str]) -> Value:
    return value if isinstance(value, str) else tuple(value)


def _render(person: SeenPerson) -> str:
    values = {
        key: value if isinstance(value, str) else list(value)
        for key, value in sorted(person.values.items())
    }
    held: dict[str, object] = {"key": person.key, "contact": person.contact}
    if values:
        held["values"] = values
    if person.encounters:
        held["encounters"] = sorted(person.encounters)
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))
