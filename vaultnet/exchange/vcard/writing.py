"""vCards of contacts, in one file or a folder of them, as phones, khard and servers take them."""

import base64
import uuid
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from vaultnet.domain.contact import Contact, Labelled
from vaultnet.domain.dates import Birthday
from vaultnet.domain.links import fold
from vaultnet.domain.node import NodeId, Reference, Value
from vaultnet.domain.tie import Tie
from vaultnet.exchange.draft import Loss
from vaultnet.exchange.export_values import Export, ExportOptions, Selection
from vaultnet.exchange.safe_text import one_line, plain_value
from vaultnet.exchange.value_texts import label
from vaultnet.exchange.vcard.card_lines import CardLines
from vaultnet.exchange.vcard.card_losses import card_losses, no_picture, no_property
from vaultnet.exchange.vcard.days import NO_YEAR, written_day
from vaultnet.exchange.vcard.labels import NO_LABEL, WrittenLabel, written_label
from vaultnet.exchange.vcard.names import DEPARTMENT, PART_KEYS, told_parts
from vaultnet.exchange.vcard.own_keys import property_name
from vaultnet.exchange.vcard.pictures import media_type
from vaultnet.exchange.vcard.plain_prose import field_line, plain_line, plain_prose
from vaultnet.late import pattern

FILE_NAME: Final = "contacts.vcf"
NAMESPACE: Final = uuid.UUID("6d5e3c1e-6a0c-5b1a-9d0b-2f3b7a1c9e44")
"""What the identifiers of contacts without a `uid` are derived in; it must never change."""

_URN: Final = "urn:uuid:"
_PRODUCT: Final = "-//VaultNet//VaultNet//EN"
_FILE_STEM = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LANGUAGE_TAG = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DATED: Final = frozenset({"x-anniversary", "x-deathdate", "x-abdate"})
_LABELLED: Final = frozenset({"x-abdate", "x-impp"})
_TIED: Final = "x-related"


def write_vcards(selection: Selection, options: ExportOptions) -> Export:
    """Return the cards of contacts, by name, in one file or each in its own."""
    contacts = sorted(selection.contacts, key=lambda each: (fold(each.name), each.id))
    uids = _uids(contacts)
    losses: list[Loss] = []
    cards: dict[str, bytes] = {}
    for contact in contacts:
        writing = _Writing(selection, options, uids)
        cards[contact.id] = writing.card(contact)
        losses.extend(writing.losses)
    if not options.as_folder:
        return Export({FILE_NAME: b"".join(cards.values())}, tuple(losses))
    stems = _stems(uids)
    return Export({f"{stems[node]}.vcf": card for node, card in cards.items()}, tuple(losses))


def derived_uid(node_id: str) -> str:
    """Return the identifier of a contact who has none of their own, the same each time."""
    return f"{_URN}{uuid.uuid5(NAMESPACE, node_id)}"


def _uids(contacts: Iterable[Contact]) -> dict[str, str]:
    """Return the identifier of each contact; one that two have belongs to the first."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for contact in contacts:
        own = plain_value(contact.uid)
        found[contact.id] = own if own and own not in taken else derived_uid(contact.id)
        taken.add(found[contact.id])
    return found


def _stems(uids: dict[str, str]) -> dict[str, str]:
    """Return the name of the file of each contact: their identifier, where it can be a name."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node_id, uid in uids.items():
        stem = uid.removeprefix(_URN)
        if not _FILE_STEM.fullmatch(stem) or stem.endswith(".") or fold(stem) in taken:
            stem = str(uuid.uuid5(NAMESPACE, f"file {node_id}"))
        found[node_id] = stem
        taken.add(fold(stem))
    return found


class _Writing:
    """Writes one card, and notes what is not in it."""

    def __init__(self, selection: Selection, options: ExportOptions, uids: dict[str, str]) -> None:
        self.losses: list[Loss] = []
        self._selection = selection
        self._options = options
        self._uids = uids
        self._lines = CardLines(options.card_version)

    def card(self, contact: Contact) -> bytes:
        """Return the card of a contact."""
        with_photo = self._options.with_photos
        self._who(contact)
        self._where(contact)
        self._lines.add_texts("CATEGORIES", map(plain_value, contact.tags))
        self._ties(contact)
        for passage in contact.passages:
            if not passage.heading:
                self._lines.add_text("NOTE", plain_prose(passage.text, self._name))
        self._other(contact)
        if with_photo:
            self._photo(contact)
        self.losses.extend(card_losses(self._selection, contact, with_photo=with_photo))
        return self._lines.rendered()

    @property
    def _is_new(self) -> bool:
        return self._options.card_version == "4.0"

    def _who(self, contact: Contact) -> None:
        lines, name = self._lines, plain_value(contact.name)
        lines.add_text("PRODID", _PRODUCT)
        lines.add_text("UID", self._uids[contact.id])
        lines.add_text("REV", f"{self._selection.as_of:%Y%m%d}T000000Z")
        lines.add_text("FN", name)
        kept = {key: _one(contact.extra.get(key, "")) for key in PART_KEYS}
        lines.add_parts("N", told_parts(name, {key: part for key, part in kept.items() if part}))
        lines.add_texts("NICKNAME", map(plain_value, contact.aliases))
        self._organisations(contact)
        lines.add_text("TITLE", field_line(contact.role, self._name))
        if contact.birthday is not None:
            self._birthday(contact.birthday)
        lines.add_text("PRONOUNS" if self._is_new else "X-PRONOUNS", plain_value(contact.pronouns))
        for language in map(plain_value, contact.languages):
            is_tag = self._is_new and _LANGUAGE_TAG.fullmatch(language)
            lines.add_text("LANG" if is_tag else "X-LANG", language)

    def _birthday(self, birthday: Birthday) -> None:
        """Add the birthday; before vCard 4.0 only Apple knew how to leave the year out."""
        if birthday.year is None and not self._is_new:
            day = f"{NO_YEAR}-{birthday.month:02}-{birthday.day:02}"
            self._lines.add_text(f"BDAY;X-APPLE-OMIT-YEAR={NO_YEAR}", day)
        else:
            self._lines.add_text("BDAY", written_day(str(birthday), self._options.card_version))

    def _organisations(self, contact: Contact) -> None:
        department = _one(contact.extra.get(DEPARTMENT, ""))
        for reference in (contact.organisation, *contact.other_organisations):
            if reference is not None:
                name = plain_value(self._said(reference))
                self._lines.add_parts("ORG", (name, department) if department else (name,))
                department = ""

    def _where(self, contact: Contact) -> None:
        """Add the ways to reach somebody; a place without an address is a town alone."""
        lines = self._lines
        for each in contact.email:
            lines.add_text("EMAIL", plain_value(each.value), _label(each))
        for each in contact.phone:
            lines.add_text("TEL", plain_value(each.value), _label(each, of_phone=True))
        for each in contact.url:
            lines.add_text("URL", plain_value(each.value), _label(each))
        for each in contact.address:
            lines.add_parts("ADR", ("", "", plain_value(each.value), "", "", "", ""), _label(each))
        if place := field_line(contact.location, self._name):
            lines.add_parts("ADR", ("", "", "", place, "", "", ""))
        lines.add_text("TZ", plain_value(contact.timezone))

    def _ties(self, contact: Contact) -> None:
        for tie in contact.ties:
            self._tie(tie)
        for text in _texts(contact.extra.get(_TIED, ())):
            relation, colon, name = one_line(text).partition(": ")
            self._tied(name if colon else relation, relation if colon else "")

    def _tie(self, tie: Tie) -> None:
        page = self._selection.network.resolve(tie.person)
        relation = plain_line(tie.text, self._name)
        if page is not None and page.id in self._uids and self._is_new:
            uid = self._uids[page.id]
            is_urn = uid.startswith(_URN)
            name = "RELATED" if is_urn else "RELATED;VALUE=uri"
            self._lines.add_text(name, uid, WrittenLabel(text=relation))
        else:
            self._tied(self._said(tie.person), relation)

    def _tied(self, name: str, relation: str) -> None:
        """Add a tie to somebody who is told by name alone."""
        label = WrittenLabel(text=plain_value(relation))
        property_ = "RELATED;VALUE=text" if self._is_new else "X-ABRELATEDNAMES"
        self._lines.add_text(property_, plain_value(name), label)

    def _other(self, contact: Contact) -> None:
        """Add the keys that a vault does not know, as the properties that they came from."""
        has_role = bool(contact.role)
        for key, value in contact.extra.items():
            if key in {*PART_KEYS, DEPARTMENT, _TIED}:
                continue
            name = property_name(key, self._options.card_version, has_role=has_role)
            if not name:
                self.losses.append(no_property(self._selection, contact, key))
                continue
            for text in dict.fromkeys(map(plain_value, _texts(value))):
                self._lines.add_text(name, *self._other_value(key, text))

    def _other_value(self, key: str, text: str) -> tuple[str, WrittenLabel]:
        word, colon, rest = text.partition(": ")
        is_labelled = key in _LABELLED and bool(colon) and label(word) == word
        value = rest if is_labelled else text
        if key in _DATED:
            value = written_day(value, self._options.card_version)
        return value, WrittenLabel(text=word) if is_labelled else NO_LABEL

    def _photo(self, contact: Contact) -> None:
        if contact.photo is None:
            return
        path = _picture_path(contact.photo, self._selection.vault.attachments)
        data = self._selection.read_attachment(path) if path else None
        kind = media_type(data) if data else ""
        if not data or not kind:
            self.losses.append(no_picture(self._selection, contact))
            return
        coded = base64.b64encode(data).decode("ascii")
        if self._is_new:
            self._lines.add("PHOTO", f"data:image/{kind};base64,{coded}")
        else:
            self._lines.add(f"PHOTO;ENCODING=b;TYPE={kind.upper()}", coded)

    def _said(self, reference: Reference) -> str:
        page = self._selection.network.resolve(reference)
        return reference.text if page is None else page.name

    def _name(self, target: str) -> str:
        """Return what a page is called that a link in a text leads to."""
        found = self._selection.network.link_table.resolve(target)
        return target if found is None else self._selection.network.nodes[NodeId(found)].name


def _label(labelled: Labelled, *, of_phone: bool = False) -> WrittenLabel:
    return written_label(label(labelled.label), of_phone=of_phone)


def _picture_path(reference: Reference, attachments: frozenset[str]) -> str:
    """Return the path of a photograph: as written, else the one file of that name."""
    if reference.target in attachments:
        return reference.target
    name = fold(PurePosixPath(reference.target).name)
    found = [path for path in sorted(attachments) if fold(PurePosixPath(path).name) == name]
    return found[0] if len(found) == 1 else ""


def _texts(value: Value) -> Iterator[str]:
    yield from (value,) if isinstance(value, str) else value


def _one(value: Value) -> str:
    return plain_value("; ".join(_texts(value)))
