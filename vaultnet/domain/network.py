"""The whole of a network: its pages, what links to what, and who had to do with whom."""

from collections.abc import Iterable, Mapping
from datetime import date
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
        days = (
            record.entry.day
            for record in self.records.get(contact.id, ())
            if record.entry.is_contact and record.entry.day is not None
        )
        return max((day for day in days if day <= as_of), default=None)


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


def _backlinks(
    nodes: Mapping[NodeId, Node], link_table: LinkTable
) -> Mapping[NodeId, tuple[NodeId, ...]]:
    """Return for each page those that link to it, private sections left out, ordered by id."""
    sources: dict[NodeId, dict[NodeId, None]] = {}
    for node in nodes.values():
        for reference in node.links:
            target = link_table.resolve(reference.target)
            if target is not None and target != node.id:
                sources.setdefault(target, {})[node.id] = None
    return {target: tuple(sources[target]) for target in nodes if target in sources}


def _records(
    nodes: Mapping[NodeId, Node], link_table: LinkTable
) -> Mapping[NodeId, tuple[Record, ...]]:
    """Return for each contact the log entries that concern them, oldest first."""
    records: dict[NodeId, list[Record]] = {}
    for node in nodes.values():
        own: tuple[NodeId, ...] = (node.id,) if isinstance(node, Contact) else ()
        for index, entry in enumerate(_entries_of(node)):
            record = Record(entry, node.id, f"log/{index}")
            named = (link_table.resolve(person.target) for person in entry.people)
            for person in dict.fromkeys((*own, *named)):
                if person is not None and isinstance(nodes.get(person), Contact):
                    records.setdefault(person, []).append(record)
    return {person: tuple(sorted(found, key=_record_order)) for person, found in records.items()}


def _entries_of(node: Node) -> tuple[Entry, ...]:
    if isinstance(node, Contact):
        return node.log
    return node.entries if isinstance(node, Journal) else ()


def _record_order(record: Record) -> tuple[date, str, NodeId, int]:
    """Order records by day and time; those without a date come first."""
    entry = record.entry
    index = int(record.field.rpartition("/")[2])
    return (entry.day or date.min, entry.time, record.written_in, index)
