"""What a card cannot carry: the declared losses of an export, each with its reason."""

from collections.abc import Iterator, Mapping
from typing import Final

from vaultnet.domain.audience import Audience
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.exchange.draft import Loss
from vaultnet.exchange.export_values import Selection, loss
from vaultnet.phrase import Phrase, wording

_JUDGEMENT = wording("what you think of somebody stays in the vault")
_RELATIONSHIP = wording("how you keep up a relationship stays in the vault")
_LINES = wording("a card has no place for dated lines and lists; they stay in the vault")
_SECTIONS = wording("a card has one text: what stands before the first heading")
_SHARED = wording("what may be shared is said in the vault alone")
_SOURCE = wording("where a contact was imported from is said in the vault alone")
_PHOTO = wording("photographs are written with --photos alone")
_NO_PHOTO = wording("it is no picture that a card can hold")
_NO_PROPERTY = wording("a property is named with letters of English, digits and hyphens alone")
_TIES = wording("a card says who it is and not how strong, nor from when to when")

DECLARED_LOSSES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("functions", "serves", "ratings", "rated", "affinity"), _JUDGEMENT),
    **dict.fromkeys(
        ("tier", "status", "cadence", "met", "met_through", "introduced_by"),
        _RELATIONSHIP,
    ),
    **dict.fromkeys(("assessment", "opportunities", "risks", "offers", "needs"), _LINES),
    **dict.fromkeys(("career", "log", "next"), _LINES),
    "source": _SOURCE,
    "private": _SHARED,
    "shared": _SHARED,
}
"""Fields and sections of a contact that no card carries, with the reason for each."""


def card_losses(selection: Selection, contact: Contact, *, with_photo: bool) -> Iterator[Loss]:
    """Yield what of a contact is not in their card; `with_photo` tells that the picture is."""
    for key, reason in DECLARED_LOSSES.items():
        value = getattr(contact, key)
        is_told = key != "shared" or selection.vault.audience is Audience.ME
        if value and is_told and value is not ContactStatus.ACTIVE:
            yield loss(selection, contact.id, _place(contact, key), Phrase(reason))
    if any(passage.heading and passage.text.strip() for passage in contact.passages):
        yield Loss(selection.origin(contact.id), "body", Phrase(_SECTIONS))
    if contact.private_text.strip():
        yield Loss(selection.origin(contact.id), "private section", Phrase(_SECTIONS))
    if contact.photo is not None and not with_photo:
        yield loss(selection, contact.id, "photo", Phrase(_PHOTO))
    for number, tie in enumerate(contact.ties):
        if tie.strength or tie.start or tie.until or tie.fields:
            yield loss(selection, contact.id, f"ties/{number}", Phrase(_TIES))


def no_picture(selection: Selection, contact: Contact) -> Loss:
    """Return that a photograph cannot be read, or is of a kind that nobody shows."""
    return loss(selection, contact.id, "photo", Phrase(_NO_PHOTO))


def no_property(selection: Selection, contact: Contact, key: str) -> Loss:
    """Return that the name of a key cannot be the name of a property."""
    return loss(selection, contact.id, key, Phrase(_NO_PROPERTY))


def _place(contact: Contact, key: str) -> str:
    """Return the path of the field that a loss points at."""
    if key == "ratings":
        return next(iter(contact.ratings))
    return f"{key}/0" if isinstance(getattr(contact, key), tuple) and key in _SECTION_KEYS else key


_SECTION_KEYS: Final = frozenset(
    {"assessment", "opportunities", "risks", "offers", "needs", "career", "log", "next"}
)
