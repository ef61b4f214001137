"""A contact with its numbers in a list of the strategy: each number leads to its reasons."""

from collections.abc import Iterable

from vaultnet.domain.contact import ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.labels import band_label, status_label
from vaultnet.late import dataclass
from vaultnet.site.anchors import WHY_FRUITFULNESS, WHY_STRENGTH
from vaultnet.site.views.context import Context, PageLink
from vaultnet.strategy.reasons import Score


@dataclass(frozen=True, slots=True)
class PersonView:
    """A contact: who, how fruitful and how warm; `band` is the warmth in a word.

    `status` is empty for an active contact.
    """

    link: PageLink
    fruitfulness: PageLink
    strength: PageLink
    band: str
    status: str


@dataclass(frozen=True, slots=True)
class People:
    """The first of some people, and how many more there are."""

    shown: tuple[PageLink, ...]
    more: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.shown) + self.more


def view_person(context: Context, contact: NodeId) -> PersonView:
    """Return a contact with its numbers."""
    strategy, words = context.strategy, context.words
    status = strategy.contacts[contact].status
    return PersonView(
        context.link(strategy.contacts[contact]),
        view_figure(context, contact, strategy.fruitfulness[contact], WHY_FRUITFULNESS),
        view_figure(context, contact, strategy.strength[contact], WHY_STRENGTH),
        band_label(words, strategy.bands[contact]),
        "" if status is ContactStatus.ACTIVE else status_label(words, status),
    )


def view_figure(context: Context, contact: NodeId, score: Score, reasons: str) -> PageLink:
    """Return a number of a contact as a link to its reasons; without data, it says so."""
    words = context.words
    text = words.text("no data") if score.value is None else words.number(score.value)
    return PageLink(text, reasons_href(context, contact, reasons))


def reasons_href(context: Context, contact: NodeId, reasons: str) -> str:
    """Return the address of the part of a contact's page that takes a number apart."""
    return f"{context.links.to_id(contact)}#{reasons}"


def view_people(context: Context, contacts: Iterable[NodeId], most: int) -> People:
    """Return links to at most so many contacts, in their order, and how many more there are."""
    held = tuple(contacts)
    nodes = (context.network.nodes[contact] for contact in held[:most])
    return People(tuple(context.link(node) for node in nodes), max(0, len(held) - most))
