"""What is pending in a network on a day: facts, without any judgement of importance."""

from collections.abc import Iterator
from datetime import date

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.entry import Entry, EntryKind, Task
from vaultnet.domain.network import Network, Record
from vaultnet.domain.node import Node, NodeId
from vaultnet.late import dataclass


@dataclass(frozen=True, slots=True)
class PendingTask:
    """A task that is not done, the page it stands on, and the path of its line there."""

    node: Node
    task: Task
    field: str


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """A promise or a request that is open, with the contacts that it concerns."""

    contacts: tuple[Contact, ...]
    entry: Entry
    written_in: NodeId
    field: str


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A birthday that falls within the days asked for; `age` where the year is known."""

    contact: Contact
    day: date
    age: int | None


def open_promises(network: Network) -> tuple[PendingEntry, ...]:
    """Return the promises still to be kept, the earliest due first, those without date last."""
    return _open_entries(network, EntryKind.PROMISED)


def open_requests(network: Network) -> tuple[PendingEntry, ...]:
    """Return the requests still to be answered, the earliest due first."""
    return _open_entries(network, EntryKind.ASKED)


def open_tasks(network: Network) -> tuple[PendingTask, ...]:
    """Return the tasks of contacts that are not done, the earliest due first."""
    found = [
        PendingTask(contact, task, f"next/{index}")
        for contact in _in_action(network)
        for index, task in enumerate(contact.next)
        if not task.done
    ]
    return tuple(sorted(found, key=lambda item: (item.task.due or date.max, item.node.id)))


def untriaged(network: Network) -> tuple[Contact, ...]:
    """Return the contacts that have no tier yet, ordered by id."""
    return tuple(contact for contact in _in_action(network) if contact.tier is None)


def coming_birthdays(network: Network, as_of: date, within: int) -> tuple[ComingDate, ...]:
    """Return the birthdays from a day on, within so many days, the nearest first."""
    found = []
    for contact in _in_action(network):
        if contact.birthday is None:
            continue
        day = contact.birthday.next_after(as_of)
        if 0 <= (day - as_of).days <= within:
            born = contact.birthday.year
            found.append(ComingDate(contact, day, None if born is None else day.year - born))
    return tuple(sorted(found, key=lambda item: (item.day, item.contact.id)))


def _in_action(network: Network) -> Iterator[Contact]:
    """Yield the contacts that lists of actions speak of: all but the closed ones."""
    return (contact for contact in network.contacts if contact.status is not ContactStatus.CLOSED)


def _open_entries(network: Network, kind: EntryKind) -> tuple[PendingEntry, ...]:
    """Return the open entries of one kind, each line once with all whom it concerns."""
    concerned: dict[tuple[NodeId, str], list[Contact]] = {}
    entries: dict[tuple[NodeId, str], Entry] = {}
    for contact in _in_action(network):
        for record in _open_records(network, contact, kind):
            key = (record.written_in, record.field)
            concerned.setdefault(key, []).append(contact)
            entries[key] = record.entry
    found = [
        PendingEntry(tuple(concerned[key]), entry, key[0], key[1]) for key, entry in entries.items()
    ]
    return tuple(sorted(found, key=lambda item: (_due(item.entry), item.written_in, item.field)))


def _open_records(network: Network, contact: Contact, kind: EntryKind) -> Iterator[Record]:
    for record in network.records.get(contact.id, ()):
        if kind in record.entry.kinds and record.entry.is_open:
            yield record


def _due(entry: Entry) -> date:
    return entry.due or date.max
