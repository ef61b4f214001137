"""The whole of a network: its pages, what links to what, and who had to do with whom."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import TypeVar

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, Journal
from vaultnet.domain.links import LinkTable
from vaultnet.domain.me import Me
from vaultnet.domain.node import Kind, Node, NodeId, Note, Reference
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.late import dataclass

NodeType = TypeVar("NodeType", bound=Node)
Item = TypeVar("Item")

KIND_BY_TYPE: Mapping[type[Node], Kind] = {
    Contact: Kind.CONTACT,
    Objective: Kind.OBJECTIVE,
    Organisation: Kind.ORGANISATION,
    Journal: Kind.JOURNAL,
    Me: Kind.ME,
    Note: Kind.NOTE,
}


def kind_of(node: Node) -> Kind:
    """Return what kind of page a node is."""
    return KIND_BY_TYPE[type(node)]


@dataclass(frozen=True, slots=True)
class Record:
    """A log entry as it concerns one contact, and where it was written.

    `written_in` is the page that holds the line: the contact's own, another contact's that
    names them, or a journal. `field` is the path of the line within that page (`log/3`).
    """

    entry: Entry
    written_in: NodeId
    field: str


@dataclass(frozen=True, slots=True)
class Network:
    """Every page of a vault and the relations that follow from them.

    Made by `build_network`; mappings are ordered by id, so that the order in which files were
    read leaves no trace.
    """

    nodes: Mapping[NodeId, Node]
    link_table: LinkTable
    backlinks: Mapping[NodeId, tuple[NodeId, ...]]
    records: Mapping[NodeId, tuple[Record, ...]]
    me: Me | None = None

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Return all contacts, ordered by id."""
        return self.of_type(Contact)

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """Return all objectives, ordered by id."""
        return self.of_type(Objective)

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """Return all organisations, ordered by id."""
        return self.of_type(Organisation)

    @property
    def journals(self) -> tuple[Journal, ...]:
        """Return all journal pages, ordered by id."""
        return self.of_type(Journal)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return all pages without a role of their own, ordered by id."""
        return self.of_type(Note)

    def of_type(self, node_type: type[NodeType]) -> tuple[NodeType, ...]:
        """Return the pages of one type, ordered by id."""
        return tuple(node for node in self.nodes.values() if isinstance(node, node_type))

    def resolve(self, reference: Reference | None) -> Node | None:
        """Return the page that a reference leads to, or None where there is none or several."""
        if reference is None:
            return None
        found = self.link_table.resolve(reference.target)
        return None if found is None else self.nodes.get(found)

    def resolve_as(self, reference: Reference | None, node_type: type[NodeType]) -> NodeType | None:
        """Return the page a reference leads to if it is of that type."""
        node = self.resolve(reference)
        return node if isinstance(node, node_type) else None

    def resolve_all(
        self, references: Iterable[Reference], node_type: type[NodeType]
    ) -> tuple[NodeType, ...]:
        """Return the pages of one type that references lead to, each once, in their order."""
        found = (self.resolve_as(reference, node_type) for reference in references)
        return tuple({node.id: node for node in found if node is not None}.values())

    def serving(self, objective: Objective) -> tuple[Contact, ...]:
        """Return the contacts that say they serve an objective, ordered by id."""
        return tuple(
            contact
            for contact in self.contacts
            if any(self.resolve(reference) is objective for reference in contact.serves)
        )

    def last_contact(self, contact: Contact, as_of: date) -> date | None:
        """Return the last day, up to a date, on which there was contact; None for never."""
        for record in reversed(self.records.get(contact.id, ())):  # the newest stands last
            day = record.entry.day
            if day is not None and day <= as_of and record.entry.is_contact:
                return day
        return None


def build_network(nodes: Iterable[Node], link_table: LinkTable) -> Network:
    """Make a network of pages whose ids are unique; their order does not matter."""
    ordered = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
    me = next((node for node in ordered.values() if isinstance(node, Me)), None)
    return Network(
        nodes=ordered,
        link_table=link_table,
        backlinks=_backlinks(ordered, link_table),
        records=_records(ordered, link_table),
        me=me,
    )


def with_pages(network: Network, pages: Iterable[Node]) -> Network:
    """Return a network in which some pages have another content.

    Each takes the place of the page of its id and is of the same kind, and what links lead to is
    as it was. Equal to building the network anew; what the changes do not touch is the same object.
    """
    changed = {page.id: page for page in pages}
    nodes = {**network.nodes, **changed}
    return Network(
        nodes=nodes,
        link_table=network.link_table,
        backlinks=_merged(network.backlinks, _changed_backlinks(network, changed), nodes),
        records=_merged(network.records, _changed_records(network, changed), nodes),
        me=next((page for page in changed.values() if isinstance(page, Me)), network.me),
    )


def share_equal(network: Network, before: Network) -> Network:
    """Return a network made of the parts of an earlier one wherever they are equal."""
    table, held = network.link_table, before.link_table
    return Network(
        nodes=network.nodes,
        link_table=held if table == held else table,
        backlinks=_shared(network.backlinks, before.backlinks),
        records=_shared(network.records, before.records),
        me=network.me,
    )


def _shared(
    found: Mapping[NodeId, tuple[Item, ...]], before: Mapping[NodeId, tuple[Item, ...]]
) -> Mapping[NodeId, tuple[Item, ...]]:
    return {
        node_id: held if (held := before.get(node_id)) == items else items
        for node_id, items in found.items()
    }


def _merged(
    before: Mapping[NodeId, tuple[Item, ...]],
    changed: Mapping[NodeId, tuple[Item, ...]],
    nodes: Iterable[NodeId],
) -> Mapping[NodeId, tuple[Item, ...]]:
    """Return what there is for each page, in the order of pages; nothing is left out."""
    found = {**before, **changed}
    if len(found) == len(before) and all(changed.values()):
        return found if changed else before
    return {node_id: items for node_id in nodes if (items := found.get(node_id))}


def _backlinks(
    nodes: Mapping[NodeId, Node], link_table: LinkTable
) -> Mapping[NodeId, tuple[NodeId, ...]]:
    """Return for each page those that link to it, private sections left out, ordered by id."""
    sources: dict[NodeId, list[NodeId]] = {}
    for node in nodes.values():
        for target in _targets(node, link_table):
            sources.setdefault(target, []).append(node.id)
    return {target: tuple(sources[target]) for target in nodes if target in sources}


def _changed_backlinks(
    network: Network, changed: Mapping[NodeId, Node]
) -> Mapping[NodeId, tuple[NodeId, ...]]:
    """Return who links to the pages that gain or lose a link where some pages change."""
    found: dict[NodeId, tuple[NodeId, ...]] = {}
    for node_id, page in changed.items():
        then = _targets(network.nodes[node_id], network.link_table)
        for target in then ^ _targets(page, network.link_table):
            sources = found.get(target, network.backlinks.get(target, ()))
            found[target] = tuple(sorted({*sources} ^ {node_id}))
    return found


def _targets(node: Node, link_table: LinkTable) -> set[NodeId]:
    """Return the pages that a page links to, itself left out."""
    found = {link_table.resolve(reference.target) for reference in node.links}
    return {target for target in found if target is not None and target != node.id}


def _records(
    nodes: Mapping[NodeId, Node], link_table: LinkTable
) -> Mapping[NodeId, tuple[Record, ...]]:
    """Return for each contact the log entries that concern them, oldest first."""
    found = _found_records(nodes.values(), nodes, link_table)
    return {person: _in_time(found[person]) for person in nodes if person in found}


def _changed_records(
    network: Network, changed: Mapping[NodeId, Node]
) -> Mapping[NodeId, tuple[Record, ...]]:
    """Return the records that are other ones where some pages change."""
    edited = {
        node_id: page
        for node_id, page in changed.items()
        if _entries_of(page) != _entries_of(network.nodes[node_id])
    }
    then = _found_records(
        [network.nodes[node_id] for node_id in edited], network.nodes, network.link_table
    )
    now = _found_records(edited.values(), network.nodes, network.link_table)
    records: dict[NodeId, tuple[Record, ...]] = {}
    for person in {*then, *now}:
        before = network.records.get(person, ())
        kept = [record for record in before if record.written_in not in edited]
        found = _in_time([*kept, *now.get(person, ())])
        if found != before:
            records[person] = found
    return records


def _found_records(
    pages: Iterable[Node], nodes: Mapping[NodeId, Node], link_table: LinkTable
) -> Mapping[NodeId, list[Record]]:
    """Return for each contact the entries of some pages that concern them, as they stand there."""
    records: dict[NodeId, list[Record]] = {}
    for page in pages:
        entries = _entries_of(page)
        own = records.setdefault(page.id, []) if entries and isinstance(page, Contact) else None
        for index, entry in enumerate(entries):
            record = Record(entry, page.id, _place_of(index))
            if own is not None:
                own.append(record)
            for person in _others(entry, page, link_table) if entry.people else ():
                if isinstance(nodes.get(person), Contact):
                    records.setdefault(person, []).append(record)
    return records


def _others(entry: Entry, page: Node, link_table: LinkTable) -> set[NodeId]:
    """Return whom an entry names beside the page that it stands on."""
    named = {link_table.resolve(person.target) for person in entry.people}
    return {person for person in named if person is not None and person != page.id}


@cache
def _place_of(index: int) -> str:
    """Return the path of a line of a log, one text for the lines of all logs."""
    return f"log/{index}"


def _entries_of(node: Node) -> tuple[Entry, ...]:
    if isinstance(node, Contact):
        return node.log
    return node.entries if isinstance(node, Journal) else ()


def _in_time(records: list[Record]) -> tuple[Record, ...]:
    """Return records by day, time and page; the lines of one page stand in their order already."""
    return tuple(sorted(records, key=_record_order)) if len(records) > 1 else tuple(records)


def _record_order(record: Record) -> tuple[date, str, NodeId]:
    """Order records by day and time; those without a date come first."""
    entry = record.entry
    return (entry.day or date.min, entry.time, record.written_in)
