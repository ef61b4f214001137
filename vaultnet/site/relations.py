"""What follows from a network and is asked for on many pages: computed once for a site."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal, Line
from vaultnet.domain.links import fold
from vaultnet.domain.me import Me
from vaultnet.domain.network import Network, kind_of
from vaultnet.domain.node import Kind, Node, NodeId
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.domain.tie import CareerStep, Tie
from vaultnet.late import dataclass
from vaultnet.site.name_order import name_order

Contacts = tuple[Contact, ...]
Key = TypeVar("Key")
Value = TypeVar("Value")


class PageName(NamedTuple):
    """What a list shows of a page: so it stays as it is where only the text of the page changes.

    It and the lines of topics are tuples, as there are more of them than of most things.
    """

    id: NodeId
    name: str
    kind: Kind


class TopicLine(NamedTuple):
    """A line that carries a topic, and the page it stands on."""

    page: PageName
    line: Line


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag or a `#topic`: the pages tagged with it and the lines that carry it."""

    name: str
    pages: tuple[PageName, ...]
    lines: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of somebody's career at an organisation."""

    contact: Contact
    step: CareerStep


@dataclass(frozen=True, slots=True)
class Relations:
    """Look-ups by id, each in the order of ids; a missing key means nobody.

    `ties_to` are, by contact, the ties that others wrote down about them; `topics` go by folded
    word.
    """

    serving: Mapping[NodeId, tuple[Contact, ...]]
    ties_to: Mapping[NodeId, tuple[tuple[Contact, Tie], ...]]
    people: Mapping[NodeId, tuple[Contact, ...]]
    stays: Mapping[NodeId, tuple[Stay, ...]]
    parts: Mapping[NodeId, tuple[Organisation, ...]]
    topics: Mapping[str, Topic]


def build_relations(network: Network) -> Relations:
    """Compute all look-ups in one pass over each kind of page."""
    contacts = network.contacts
    return Relations(
        serving=_grouped(_serving(network, contacts)),
        ties_to=_grouped(_ties(network, contacts)),
        people=_grouped(_people(network, contacts)),
        stays=_grouped(_stays(network, contacts)),
        parts=_grouped(_parts(network)),
        topics=_topics(network),
    )


def lines_of(node: Node) -> Iterator[Line]:
    """Yield every list line of a page that means something, whatever its section."""
    if isinstance(node, Contact):
        for lines in (node.assessment, node.opportunities, node.risks, node.offers, node.needs):
            yield from lines
        for lines in (node.career, node.ties, node.log, node.next):
            yield from lines
    elif isinstance(node, Objective):
        for lines in (node.needs, node.milestones, node.opportunities, node.risks):
            yield from lines
    elif isinstance(node, Me):
        for lines in (node.offers, node.needs, node.career):
            yield from lines
    elif isinstance(node, Journal):
        yield from node.entries


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _serving(network: Network, contacts: Contacts) -> Iterator[tuple[NodeId, Contact]]:
    for contact in contacts:
        for objective in network.resolve_all(contact.serves, Objective):
            yield objective.id, contact


def _ties(network: Network, contacts: Contacts) -> Iterator[tuple[NodeId, tuple[Contact, Tie]]]:
    for contact in contacts:
        for tie in contact.ties:
            other = network.resolve(tie.person)
            if other is not None and other is not contact:
                yield other.id, (contact, tie)


def _people(network: Network, contacts: Contacts) -> Iterator[tuple[NodeId, Contact]]:
    """Yield who is at an organisation now: by its field, or by a step that is not over."""
    for contact in contacts:
        current = [step.organisation for step in contact.career if step.ongoing]
        references = [item for item in (contact.organisation, *current) if item is not None]
        for organisation in network.resolve_all(references, Organisation):
            yield organisation.id, contact


def _stays(network: Network, contacts: Contacts) -> Iterator[tuple[NodeId, Stay]]:
    for contact in contacts:
        for step in contact.career:
            organisation = network.resolve_as(step.organisation, Organisation)
            if organisation is not None:
                yield organisation.id, Stay(contact, step)


def _parts(network: Network) -> Iterator[tuple[NodeId, Organisation]]:
    for organisation in network.organisations:
        parent = network.resolve_as(organisation.parent, Organisation)
        if parent is not None and parent is not organisation:
            yield parent.id, organisation


def _topics(network: Network) -> dict[str, Topic]:
    """Gather tags and topics by folded word; the first way of writing names the topic."""
    names: dict[str, str] = {}
    pages: dict[str, dict[NodeId, PageName]] = {}
    lines: dict[str, list[TopicLine]] = {}
    for node in network.nodes.values():
        page = PageName(node.id, node.name, kind_of(node))
        for tag in node.tags:
            pages.setdefault(_key(names, tag), {})[node.id] = page
        for line in lines_of(node):
            for topic in dict.fromkeys(line.topics):
                lines.setdefault(_key(names, topic), []).append(TopicLine(page, line))
    return {
        key: Topic(names[key], tuple(pages.get(key, {}).values()), tuple(lines.get(key, ())))
        for key in sorted(names, key=name_order)
    }


def _key(names: dict[str, str], word: str) -> str:
    key = fold(word)
    names.setdefault(key, word)
    return key
