"""The table of contacts, in parts of a size that a phone can hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.labels import band_label, status_label, tier_label
from vaultnet.site import urls
from vaultnet.site.anchors import WHY_FRUITFULNESS, WHY_STRENGTH
from vaultnet.site.urls import slugify
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.lines import elapsed
from vaultnet.site.views.pages import Part, split
from vaultnet.strategy.reasons import Score

ROWS = 120


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in the table; `last_iso` is empty where there never was contact.

    `fruitfulness` is a figure and `strength` the word for its band; both lead to their reasons.
    """

    link: PageLink
    role: str
    organisation: PageLink | None
    tier: str
    tier_label: str
    status: str
    functions: str
    last: str
    last_iso: str
    last_note: str
    fruitfulness: PageLink
    strength: PageLink


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """One part of the table."""

    frame: Frame
    part: Part[ContactRow]
    path: str


def sorted_contacts(network: Network) -> tuple[Contact, ...]:
    """Return all contacts by name, as a reader without diacritics would look for them."""
    return tuple(sorted(network.contacts, key=lambda c: (slugify(c.name), fold(c.name), c.id)))


def view_contacts(context: Context, contacts: Sequence[Contact]) -> Iterator[ContactsPage]:
    """Yield the parts of the table of contacts, in the order given."""
    rows = [view_contact_row(context, contact) for contact in contacts]
    for part in split(urls.CONTACTS, rows, ROWS, lambda row: row.link.text[:20]):
        frame = context.frame(context.words.text("Contacts"), urls.CONTACTS)
        yield ContactsPage(frame, part, part.path)


def view_contact_row(context: Context, contact: Contact) -> ContactRow:
    """Return the row of a contact."""
    words, strategy = context.words, context.strategy
    told = context.tells(contact.id, "log")
    last = context.network.last_contact(contact, context.as_of) if told else None
    active = contact.status is ContactStatus.ACTIVE
    return ContactRow(
        link=context.link(contact),
        role=contact.role,
        organisation=context.reference(contact.organisation),
        tier=contact.tier.value if contact.tier else "",
        tier_label=tier_label(words, contact.tier),
        status="" if active else status_label(words, contact.status),
        functions=", ".join(contact.functions),
        last=words.short_date(last) if last else "",
        last_iso=last.isoformat() if last else "",
        last_note=elapsed(words, (context.as_of - last).days) if last else words.text("never"),
        fruitfulness=_figure(context, contact, strategy.fruitfulness[contact.id], WHY_FRUITFULNESS),
        strength=PageLink(
            band_label(words, strategy.bands[contact.id]),
            f"{context.links.to_node(contact)}#{WHY_STRENGTH}",
        ),
    )


def _figure(context: Context, contact: Contact, score: Score, anchor: str) -> PageLink:
    """Return a number as a link to its reasons; no text where there are no data."""
    text = "" if score.value is None else context.words.number(score.value)
    return PageLink(text, f"{context.links.to_node(contact)}#{anchor}")
