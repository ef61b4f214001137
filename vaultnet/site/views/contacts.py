"""The table of contacts, in parts of a size that a phone can hold, and what can be asked of it."""

from collections.abc import Iterator, Sequence

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.network import Network
from vaultnet.labels import band_label, status_label, tier_label
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.query.saved import SavedView
from vaultnet.site import urls
from vaultnet.site.anchors import WHY_FRUITFULNESS, WHY_STRENGTH
from vaultnet.site.name_order import name_order
from vaultnet.site.query_address import view_address
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.lines import elapsed
from vaultnet.site.views.pages import Part, split
from vaultnet.strategy.reasons import Score

ROWS = 120
COLUMNS = ("name", "role", "organisation", "tier", "functions", "fruitfulness", "band", "last")
"""The keys whose values stand in the columns of the table, in their order."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin with: its text, the fragment that asks it, what it finds."""

    query: str
    href: str
    meaning: str


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
    """One part of the table; `views` are the saved ones, `columns` the keys of what is shown."""

    frame: Frame
    part: Part[ContactRow]
    path: str
    views: tuple[PageLink, ...]
    examples: tuple[Example, ...]
    columns: str


def sorted_contacts(network: Network) -> tuple[Contact, ...]:
    """Return all contacts by name, as a reader without diacritics would look for them."""
    return tuple(sorted(network.contacts, key=lambda one: (name_order(one.name), one.id)))


def view_contacts(context: Context, contacts: Sequence[Contact]) -> Iterator[ContactsPage]:
    """Yield the parts of the table of contacts, in the order given."""
    rows = [view_contact_row(context, contact) for contact in contacts]
    frame = context.frame(context.words.text("Contacts"), urls.CONTACTS)
    views = tuple(view_link(view) for view in context.vault.settings.views.values())
    examples = tuple(view_examples(context.words))
    columns = ",".join(COLUMNS)
    for part in split(urls.CONTACTS, rows, ROWS, lambda row: row.link.text):
        yield ContactsPage(frame, part, part.path, views, examples, columns)


def view_link(view: SavedView) -> PageLink:
    """Return a saved view as a link that asks for it; its query is the remark."""
    return PageLink(view.title or view.name, view_address(view), view.query)


def view_examples(words: Translator) -> Iterator[Example]:
    """Yield queries that show what the language can, the most useful first."""
    meanings = {
        "garcia": words.text("in a name; capitals and accents do not count"),
        "tier:key overdue": words.text("key contacts that have waited too long"),
        "fruitfulness>=10 band<warm": words.text("fruitful, and not warm"),
        "#hiring or functions:recruiter": words.text("a topic, or a function they can fill"),
        "last<6m -status:closed": words.text("more than six months of silence, but not closed"),
        "promises>0": words.text("you have promised them something"),
        "has:email -has:phone": words.text("what is known, and what is not"),
        "untriaged": words.text("no tier is chosen yet"),
    }
    for query, meaning in meanings.items():
        yield Example(query, view_address(SavedView("", query)), meaning)


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
