"""Monica 4: the people of an account, and what happened with them, out of its JSON export.

Notes, calls, activities and the like become lines of the log; tasks, reminders, debts and ideas
for gifts become prose, since a draft has no other place for them. What Monica keeps of itself
(avatars that it draws, counters, settings, its audit log) is no part of a network.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from vaultnet.exchange.draft import (
    Complaint,
    Draft,
    DraftTie,
    Encounter,
    Loss,
    Origin,
    PersonKey,
    Reading,
    SourceFile,
)
from vaultnet.exchange.monica.document import (
    MonicaDocument,
    NoMonicaError,
    Record,
    is_true,
    mapping,
    parse_document,
    properties,
    text_of,
    uuids_of,
    without_unseen,
)
from vaultnet.exchange.monica.entries import Teller
from vaultnet.exchange.monica.people import full_name, person_of, picture_of, prose_of, values_of
from vaultnet.exchange.options import ReadOptions
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

SOURCE = "monica"
YOURSELF = wording("yourself")
STUBS = wording("people whom Monica knows only as relatives of others")
LATER_COPIES = wording("people who were read before")


@dataclass(slots=True)
class _Gathered:
    """What was found so far."""

    drafts: list[Draft] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    refused: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def refuse(self, complaint: Complaint) -> None:
        """Leave a record out, and say why."""
        self.refused += 1
        self.complaints.append(complaint)


def read_monica(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return the people of exports of Monica, with what happened with them."""
    found = _Gathered()
    for file in files:
        try:
            document = parse_document(file)
        except NoMonicaError:
            message = Phrase("no JSON export of Monica 4")
            hint = Phrase("in Monica, choose Settings, Export, and then JSON")
            origin = Origin(file.name, 1)
            found.refuse(Complaint(rules.UNREADABLE_SOURCE, origin, message, hint))
        else:
            _Account(file.name, document, options, found).read()
    return Reading(
        source=SOURCE,
        drafts=tuple(found.drafts),
        encounters=tuple(found.encounters),
        complaints=tuple(found.complaints),
        losses=tuple(found.losses),
        found=len(found.drafts) + len(found.encounters) + found.refused + found.ignored.total(),
        refused=found.refused,
        ignored=dict(found.ignored),
    )


class _Account:
    """Reads one export: whom it holds, then what happened with them."""

    def __init__(
        self, file: str, document: MonicaDocument, options: ReadOptions, found: _Gathered
    ) -> None:
        self._file = file
        self._document = document
        self._options = options
        self._found = found
        self._me = {
            text_of(properties(user), "me_contact") for user in document.collections.get("user", ())
        }
        self._people: dict[str, PersonKey] = {}

    def read(self) -> None:
        """Take in everything that has a place, and say what has none."""
        contacts = tuple(self._contacts())
        self._people = {text_of(one, "uuid"): person_of(one) for one in contacts}
        ties = self._ties()
        photos = {
            text_of(photo, "uuid"): photo for photo in self._document.collections.get("photo", ())
        }
        known = [one for one in contacts if self._is_wanted(one)]
        for contact in known:
            draft = self._draft(contact, photos)
            held = tuple(ties.get(text_of(contact, "uuid"), ()))
            self._found.drafts.append(replace(draft, ties=held))
        self._tell(known)
        self._found.losses.extend(self._losses())

    def _contacts(self) -> Iterator[Record]:
        """Yield the contacts, without control characters; those beyond the limit are refused."""
        every = self._document.collections.get("contact", ())
        most = self._options.limits.records
        for contact in every[:most]:
            cleaned, cut = without_unseen(contact)
            if cut:
                reason = Phrase("control characters are left out")
                self._found.losses.append(Loss(self._origin(contact), "texts", reason))
            yield cleaned
        for contact in every[most:][:1]:
            message = Phrase("more than {most} people; the rest is not read", {"most": most})
            self._found.refuse(Complaint(rules.EXCEEDED_LIMIT, self._origin(contact), message))

    def _is_wanted(self, contact: Record) -> bool:
        """Tell whether somebody becomes a draft; count or complain where not."""
        key = text_of(contact, "uuid")
        if key in self._me:
            self._found.ignored[YOURSELF] += 1
        elif is_true(properties(contact), "is_partial"):
            self._found.ignored[STUBS] += 1
        elif key and key in self._found.seen:
            self._found.ignored[LATER_COPIES] += 1
        elif not full_name(contact):
            message = Phrase("somebody without a name")
            origin = self._origin(contact)
            self._found.refuse(Complaint(rules.NAMELESS_RECORD, origin, message))
        else:
            self._found.seen.add(key)
            return True
        return False

    def _draft(self, contact: Record, photos: Mapping[str, Record]) -> Draft:
        values = dict(values_of(contact, self._document))
        introducer = text_of(properties(contact), "first_met_through")
        if introducer in self._people and self._people[introducer].name:
            values["introduced_by"] = self._people[introducer].name
            values["met_through"] = "introduction"
        chosen = text_of(mapping(properties(contact).get("avatar")), "avatar_photo")
        photo = photos.get(chosen)
        most = self._options.limits.picture
        picture = None if photo is None else picture_of(photo, most)
        prose = "\n\n".join(filter(None, prose_of(contact, self._options.words)))
        return Draft(
            origin=self._origin(contact),
            key=text_of(contact, "uuid"),
            name=full_name(contact),
            values=values,
            prose=prose,
            picture=picture,
            losses=tuple(self._losses_of(contact, chosen, kept=picture is not None)),
        )

    def _losses_of(self, contact: Record, chosen: str, *, kept: bool) -> Iterator[Loss]:
        """Yield which photographs and documents of somebody have no place."""
        origin = self._origin(contact)
        if chosen and not kept:
            reason = Phrase("it is no picture, too large, or not in the export")
            yield Loss(origin, "photo", reason)
        for photo in uuids_of(contact, "photo"):
            if photo != chosen:
                yield Loss(origin, "photo", Phrase("a contact has one photograph"))
        for _document in uuids_of(contact, "document"):
            yield Loss(origin, "document", Phrase("documents are not taken over"))

    def _ties(self) -> Mapping[str, list[DraftTie]]:
        """Return for each person who somebody else is to them."""
        ties: dict[str, list[DraftTie]] = {}
        for item in self._document.collections.get("relationship", ()):
            said = properties(item)
            other = self._people.get(text_of(said, "contact_is"))
            if other is not None and other.name:
                relation = text_of(said, "type").replace("_", " ")
                ties.setdefault(text_of(said, "of_contact"), []).append(DraftTie(other, relation))
        return ties

    def _tell(self, contacts: Sequence[Record]) -> None:
        """Add what happened with those who were taken in."""
        teller = Teller(self._file, self._document, self._options)
        told = [item for contact in contacts for item in teller.entries_of(contact)]
        told += teller.activities(contacts)
        for item in told:
            self._found.losses.extend(item.losses)
            if item.encounter is not None:
                self._found.encounters.append(item.encounter)

    def _losses(self) -> Iterator[Loss]:
        """Yield what of the account itself has no place."""
        entries = mapping(self._document.account.get("properties")).get("journal_entries")
        whole = Origin(self._file)
        for _entry in entries if isinstance(entries, list) else ():
            yield Loss(whole, "journal entry", Phrase("it is about no one person"))
        reason = Phrase("what Monica keeps of itself is not taken over")
        yield Loss(whole, "avatars, counters, settings, audit log", reason)

    def _origin(self, contact: Record) -> Origin:
        return Origin(self._file, self._document.line(contact))
