"""A card as a draft: what a vault knows goes into its fields, all else under keys of its own."""

import re
from collections.abc import Callable, Mapping

from vaultnet.domain.node import Value
from vaultnet.exchange.draft import Draft, DraftTie, PersonKey, Picture
from vaultnet.exchange.value_texts import labelled, single_blanks, tag
from vaultnet.exchange.vcard.card_notes import CardNotes, Source
from vaultnet.exchange.vcard.days import parse_card_date, parse_card_day
from vaultnet.exchange.vcard.labels import label_of_text, label_of_types
from vaultnet.exchange.vcard.names import DEPARTMENT, kept_parts, whole_name
from vaultnet.exchange.vcard.own_keys import own_key
from vaultnet.exchange.vcard.pictures import picture_of
from vaultnet.exchange.vcard.properties import Property
from vaultnet.exchange.vcard.scanning import Card
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording

_BOOKKEEPING = frozenset(
    {"BEGIN", "END", "VERSION", "PRODID", "REV", "CLIENTPIDMAP", "CREATED", "X-ABLABEL", "X-ABADR"}
    | {"X-ABUID", "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-IMAGETYPE"}
    | {"X-IMAGEHASH", "KIND", "X-ADDRESSBOOKSERVER-KIND", "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"}
)
_BARE_HOST = pattern(r"(?!mailto:|tel:)[^\s/@:]+\.[^\s/@:]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_READ_TOGETHER = frozenset({"N", "LABEL"})
_BINARY = frozenset({"KEY", "LOGO", "SOUND", "X-MS-CARDPICTURE"})
_LISTS = frozenset({"aliases", "email", "phone", "url", "address", "languages", "tags"})
_CONFIDENTIAL = frozenset({"private", "confidential"})
_NO_TEXT = wording("it is a file and no text, and only photographs are kept")
_ONE_PICTURE = wording("a contact has one photograph")
_PRINTED = wording("how an address is to be printed is not kept; the address is")
_TYPES = wording("what kind of value it is, {types}, is not kept; the value is")


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card as a draft, and what concerns others: its kind, its members, and doubtful lines."""

    draft: Draft
    guessed: tuple[int, ...] = ()
    kind: str = ""
    members: tuple[str, ...] = ()


def read_card(card: Card, source: Source) -> ReadCard:
    """Return what one card says; values that are preferred come first."""
    notes = CardNotes(card, source)
    for said in sorted(card.properties, key=lambda each: each.preference):
        if said.name not in _BOOKKEEPING and said.name not in _READ_TOGETHER:
            _HANDLERS.get(said.name, _keep)(notes, said)
    _note_printed_addresses(notes)
    name = _name_of(notes)
    draft = Draft(
        origin=notes.origin(card.line),
        key=next(iter(notes.values.get("uid", ())), ""),
        name=name,
        values=_values_of(notes, name),
        prose="\n\n".join(dict.fromkeys(notes.prose)),
        ties=tuple(dict.fromkeys(notes.ties)),
        picture=notes.picture,
        losses=tuple(notes.losses),
    )
    members = card.all("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
    told = tuple(bare_uid(notes.text(said)) for said in members)
    return ReadCard(draft, tuple(notes.guessed), _kind_of(notes), told)


def bare_uid(text: str) -> str:
    """Return an identifier in the form in which cards refer to each other."""
    return text.strip().casefold().removeprefix("urn:uuid:")


def _kind_of(notes: CardNotes) -> str:
    """Return what a card is of, as it says or as Apple says it; nothing for a person."""
    for said in notes.card.all("KIND", "X-ADDRESSBOOKSERVER-KIND"):
        return notes.text(said).casefold()
    shown = [notes.text(said).casefold() for said in notes.card.all("X-ABSHOWAS")]
    return "org" if "company" in shown else ""


def _name_of(notes: CardNotes) -> str:
    """Return the name of the person, whatever of the card tells it."""
    if notes.names:
        return notes.names[0]
    whole = whole_name(_parts_of_name(notes))
    known = (notes.values.get(key, ()) for key in ("aliases", "organisation"))
    return whole or next((next(iter(values)) for values in known if values), "")


def _parts_of_name(notes: CardNotes) -> list[str]:
    found = (notes.parts(said) for said in notes.card.all("N"))
    return [single_blanks(part) for part in next(found, [])[:5]]


def _values_of(notes: CardNotes, name: str) -> Mapping[str, Value]:
    """Return the values by key: lists where a field is one, and no name twice."""
    for key, part in kept_parts(name, _parts_of_name(notes)):
        notes.put(key, part, notes.card.line)
    aliases = dict.fromkeys((*notes.names[1:], *notes.values.pop("aliases", ())))
    aliases.pop(name, None)
    notes.values["aliases"] = aliases
    if notes.towns:
        notes.values.setdefault("location", {notes.towns[0]: None})
    return {
        key: tuple(values) if key in _LISTS or len(values) > 1 else next(iter(values))
        for key, values in notes.values.items()
        if values
    }


def _formatted_name(notes: CardNotes, said: Property) -> None:
    if name := single_blanks(notes.text(said)):
        notes.names.append(name)


def _nickname(notes: CardNotes, said: Property) -> None:
    for word in notes.items(said):
        notes.put("aliases", word, said.line)


def _organisation(notes: CardNotes, said: Property) -> None:
    whole, *units = [*notes.parts(said), ""]
    notes.put("organisation", whole, said.line)
    notes.put(DEPARTMENT, "; ".join(filter(None, units)), said.line)


def _role(notes: CardNotes, said: Property) -> None:
    """Keep what somebody does as their role, unless the card has a title of the post as well."""
    has_title = any(notes.text(title) for title in notes.card.all("TITLE"))
    notes.put_once(own_key("ROLE") if has_title else "role", said)


def _once(key: str) -> "_Handler":
    return lambda notes, said: notes.put_once(key, said)


def _email(notes: CardNotes, said: Property) -> None:
    notes.put_labelled("email", said, _without_scheme(notes.text(said), "mailto:"))


def _phone(notes: CardNotes, said: Property) -> None:
    notes.put_labelled("phone", said, _without_scheme(notes.text(said), "tel:"))


def _without_scheme(text: str, scheme: str) -> str:
    return text[len(scheme) :] if text[: len(scheme)].casefold() == scheme else text


def _url(notes: CardNotes, said: Property) -> None:
    text = notes.text(said)
    notes.put_labelled("url", said, f"https://{text}" if _BARE_HOST.fullmatch(text) else text)


def _profile(notes: CardNotes, said: Property) -> None:
    """Keep a profile as an address if it is one, else under its own key; the service is said."""
    text = single_blanks(notes.text(said))
    service = said.parameter("SERVICE-TYPE") or notes.label(said)
    key = "url" if text.startswith(("http:", "https:")) else own_key("X-SOCIALPROFILE")
    if text:
        notes.put(key, labelled(label_of_text(service), text), said.line)


def _messenger(notes: CardNotes, said: Property) -> None:
    notes.put_labelled(own_key("IMPP"), said, notes.text(said))


def _address(notes: CardNotes, said: Property) -> None:
    """Keep an address in one line; one that is only a town is where somebody is."""
    box, more, street, town, region, code, country = (*notes.parts(said), *[""] * 7)[:7]
    is_town = town and not (box or more or street or code or notes.label(said))
    if is_town and "location" not in notes.values:
        notes.put("location", ", ".join(filter(None, (town, region, country))), said.line)
        return
    place = " ".join(filter(None, (code, town)))
    lines = (_one_row(street), _one_row(more), box, place, region, country)
    notes.put_labelled("address", said, ", ".join(filter(None, lines)))
    if town:
        notes.towns.append(single_blanks(town))


def _one_row(text: str) -> str:
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())


def _note_printed_addresses(notes: CardNotes) -> None:
    """Keep the printed form of an address where the card has no other."""
    known = {frozenset(said.types) - {"pref"} for said in notes.card.all("ADR")}
    for said in notes.card.all("LABEL"):
        if frozenset(said.types) - {"pref"} in known:
            notes.lose(said, Phrase(_PRINTED))
        else:
            notes.put_labelled("address", said, _one_row(notes.text(said)))


def _birthday(notes: CardNotes, said: Property) -> None:
    text = notes.text(said)
    day = parse_card_day(text, said.parameter("X-APPLE-OMIT-YEAR"))
    notes.put("birthday" if day else own_key("BDAY"), day or text, said.line)


def _day(notes: CardNotes, said: Property) -> None:
    text = notes.text(said)
    day = parse_card_date(text, said.parameter("X-APPLE-OMIT-YEAR"))
    notes.put_labelled(own_key(said.name), said, day or text)


def _note(notes: CardNotes, said: Property) -> None:
    notes.put_prose(said)


def _categories(notes: CardNotes, said: Property) -> None:
    for word in notes.items(said):
        notes.put("tags", tag(word), said.line)


def _class(notes: CardNotes, said: Property) -> None:
    """Make a contact private whose card says so; any other class is kept."""
    if single_blanks(notes.text(said)).casefold() in _CONFIDENTIAL:
        notes.put("private", "true", said.line)
    else:
        _keep(notes, said)


def _photo(notes: CardNotes, said: Property) -> None:
    if notes.picture is not None:
        notes.lose(said, Phrase(_ONE_PICTURE))
        return
    found = picture_of(said, notes.source.limits.picture)
    if isinstance(found, Picture):
        notes.picture = found
    elif said.value.strip():
        notes.lose(said, found)


def _related(notes: CardNotes, said: Property) -> None:
    """Keep a tie to somebody, by their name or by what identifies them."""
    text = single_blanks(notes.text(said))
    lower = text.casefold()
    if lower.startswith("mailto:"):
        person = PersonKey(emails=(text[len("mailto:") :],))
    elif lower.startswith("urn:uuid:") or said.parameter("VALUE").casefold() == "uri":
        person = PersonKey(uid=bare_uid(text))
    else:
        person = PersonKey(name=text)
    if text:
        notes.ties.append(DraftTie(person, notes.relation(said)))


def _agent(notes: CardNotes, said: Property) -> None:
    """Keep an assistant who is told in words; one who is a card has a tie already."""
    if said.value.strip():
        _keep(notes, said)


def _language(notes: CardNotes, said: Property) -> None:
    notes.put("languages", notes.text(said), said.line)


def _keep(notes: CardNotes, said: Property) -> None:
    """Keep a property that a vault has no field for, under a key of its own."""
    is_file = said.encoding == "B" or said.value[:5].lower() == b"data:" or said.name in _BINARY
    if is_file:
        if said.value.strip():
            notes.lose(said, Phrase(_NO_TEXT))
        return
    text = ", ".join(filter(None, notes.parts(said)))
    if notes.group_label(said):
        notes.put_labelled(own_key(said.name), said, text)
        return
    notes.put(own_key(said.name), text, said.line)
    if types := [word for word in said.types if label_of_types((word,))]:
        notes.lose(said, Phrase(_TYPES, {"types": ", ".join(types)}))


_Handler = Callable[[CardNotes, Property], None]
_HANDLERS: Mapping[str, _Handler] = {
    "FN": _formatted_name,
    "NICKNAME": _nickname,
    "ORG": _organisation,
    "TITLE": _once("role"),
    "ROLE": _role,
    "EMAIL": _email,
    "TEL": _phone,
    "URL": _url,
    "SOCIALPROFILE": _profile,
    "X-SOCIALPROFILE": _profile,
    "IMPP": _messenger,
    "ADR": _address,
    "BDAY": _birthday,
    "ANNIVERSARY": _day,
    "DEATHDATE": _day,
    "X-ANNIVERSARY": _day,
    "X-ABDATE": _day,
    "NOTE": _note,
    "CATEGORIES": _categories,
    "CLASS": _class,
    "PHOTO": _photo,
    "RELATED": _related,
    "X-ABRELATEDNAMES": _related,
    "AGENT": _agent,
    "UID": _once("uid"),
    "TZ": _once("timezone"),
    "LANG": _language,
    "PRONOUNS": _once("pronouns"),
    "X-PRONOUNS": _once("pronouns"),
    "X-LANG": _language,
}
