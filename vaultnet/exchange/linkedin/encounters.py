"""What happened between the owner and others on LinkedIn: invitations, praise in either direction.

Each becomes one dated encounter with a key, so that it is written once however often an export
that holds it is read.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import field

from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.domain.words import plain
from vaultnet.exchange.draft import Complaint, Encounter, Origin, PersonKey
from vaultnet.exchange.linkedin.archive import ExportTable, Part
from vaultnet.exchange.linkedin.people import (
    HIDDEN,
    REPEATED,
    Owner,
    PeopleByName,
    day_order,
    full_name,
    profile_key,
)
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.cells import Moment, parse_moment
from vaultnet.exchange.tables.csv_reading import Row
from vaultnet.exchange.value_texts import single_blanks
from vaultnet.language import message
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

NOT_ACCEPTED = wording("endorsements that were not accepted")
NAMELESS = frozenset({"", "linkedin member"})
"""How members are called who left, or do not show who they are; in plain form."""

_INVITATION = message("invitation to connect on LinkedIn")
_RECOMMENDATION = message("recommendation on LinkedIn")
_ENDORSEMENT = message("endorsement on LinkedIn: {skills}")
_RECOMMENDATION_WEIGHT = 3
_LONGEST_CONTENT = 2_000
_DAY_HEADINGS = {
    Part.INVITATIONS: "sent at",
    Part.MESSAGES: "date",
    Part.RECOMMENDATIONS_GIVEN: "creation date",
    Part.RECOMMENDATIONS_RECEIVED: "creation date",
    Part.ENDORSEMENTS_GIVEN: "endorsement date",
    Part.ENDORSEMENTS_RECEIVED: "endorsement date",
}


@dataclass(slots=True)
class EncounterBook:
    """The encounters found so far, by key, and what became of the rows that gave none."""

    owner: Owner
    people: PeopleByName
    options: ReadOptions
    found: dict[str, Encounter] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    refused: int = 0

    def add(self, encounter: Encounter) -> None:
        """Take in an encounter, unless it is there."""
        if encounter.key in self.found:
            self.ignored[REPEATED] += 1
        else:
            self.found[encounter.key] = encounter

    def dated_rows(self, table: ExportTable) -> Iterator[tuple[Row, Moment]]:
        """Yield the rows with the time of each; those that say no day are refused."""
        heading = _DAY_HEADINGS[table.part]
        order = day_order(table, heading)
        for row in table.rows():
            written = table.cell(row, heading)
            moment = parse_moment(written, order, self.options.as_of)
            if moment is not None and moment.full_day is not None:
                yield row, moment
                continue
            self.refused += 1
            said = Phrase(wording('"{value}" is no date'), {"value": single_blanks(written)[:60]})
            self.complaints.append(Complaint(rules.DAMAGED_RECORD, table.table.origin(row), said))

    def with_content(self, text: str, said: str) -> str:
        """Return a text with what was said behind it, on one line, if that was asked for."""
        content = single_blanks(said) if self.options.with_content else ""
        if len(content) > _LONGEST_CONTENT:
            content = f"{content[:_LONGEST_CONTENT]}…"
        return f"{text}: {content}" if content else text


def read_invitations(table: ExportTable, book: EncounterBook) -> None:
    """Take in invitations to connect: they tell who took the first step."""
    for row, moment in book.dated_rows(table):
        is_mine = _is_mine(table, row, book.owner)
        name = table.cell(row, "to" if is_mine else "from")
        url = table.cell(row, "inviteeprofileurl" if is_mine else "inviterprofileurl")
        if plain(name) in NAMELESS and not profile_key(url):
            book.ignored[HIDDEN] += 1
            continue
        text = book.with_content(book.options.words.text(_INVITATION), table.cell(row, "message"))
        book.add(
            encounter(
                table.table.origin(row),
                ("invitation", moment),
                book.people.person(name, url),
                text,
                kind=EntryKind.MESSAGE,
                initiator=Initiator.ME if is_mine else Initiator.THEM,
            )
        )


def read_recommendations(table: ExportTable, book: EncounterBook) -> None:
    """Take in recommendations: somebody's good word for somebody, in public."""
    is_given = table.part is Part.RECOMMENDATIONS_GIVEN
    for row, moment in book.dated_rows(table):
        name = full_name(table, row, "first name", "last name")
        if plain(name) in NAMELESS:
            book.ignored[HIDDEN] += 1
            continue
        text = book.with_content(book.options.words.text(_RECOMMENDATION), table.cell(row, "text"))
        book.add(
            encounter(
                table.table.origin(row),
                ("recommendation given" if is_given else "recommendation received", moment),
                book.people.person(name, company=table.cell(row, "company")),
                text,
                kind=EntryKind.GAVE if is_given else EntryKind.RECEIVED,
                weight=_RECOMMENDATION_WEIGHT,
            )
        )


def read_endorsements(table: ExportTable, book: EncounterBook) -> None:
    """Take in endorsements of skills: those of one person and day are one encounter."""
    is_given = table.part is Part.ENDORSEMENTS_GIVEN
    who = "endorsee" if is_given else "endorser"
    skills: dict[str, list[str]] = {}
    first: dict[str, tuple[Row, Moment, PersonKey]] = {}
    for row, moment in book.dated_rows(table):
        name = full_name(table, row, f"{who} first name", f"{who} last name")
        url = table.cell(row, f"{who} public url")
        if table.cell(row, "endorsement status").casefold() not in {"", "accepted"}:
            book.ignored[NOT_ACCEPTED] += 1
        elif plain(name) in NAMELESS and not profile_key(url):
            book.ignored[HIDDEN] += 1
        else:
            person = book.people.person(name, url)
            place = f"{identity(person)} {moment.day}"
            first.setdefault(place, (row, moment, person))
            skills.setdefault(place, []).append(single_blanks(table.cell(row, "skill name")))
    for place, (row, moment, person) in first.items():
        named = ", ".join(dict.fromkeys(filter(None, skills[place])))
        book.add(
            encounter(
                table.table.origin(row),
                ("endorsement given" if is_given else "endorsement received", moment),
                person,
                book.options.words.text(_ENDORSEMENT, skills=named),
                kind=EntryKind.GAVE if is_given else EntryKind.RECEIVED,
                weight=1,
            )
        )


def encounter(
    origin: Origin,
    what: tuple[str, Moment],
    person: PersonKey,
    text: str,
    *,
    kind: EntryKind,
    initiator: Initiator | None = None,
    weight: int | None = None,
) -> Encounter:
    """Return an encounter with one person, its key made of what it is, with whom and when."""
    name, moment = what
    day = moment.full_day
    assert day is not None  # noqa: S101 (only rows with a whole day come here)
    return Encounter(
        origin=origin,
        key=f"{name} {identity(person)} {moment.day}",
        day=day,
        time=moment.time,
        kinds=(kind,),
        people=(person,),
        text=text,
        initiator=initiator,
        weight=weight,
    )


def identity(person: PersonKey) -> str:
    """Return what tells a person from others in a key: the profile, else the name."""
    return next(filter(None, map(profile_key, person.urls)), "") or plain(person.name)


def _is_mine(table: ExportTable, row: Row, owner: Owner) -> bool:
    """Tell whether the owner sent an invitation."""
    direction = table.cell(row, "direction").casefold()
    if direction in {"outgoing", "incoming"}:
        return direction == "outgoing"
    return owner.is_meant(table.cell(row, "from"), table.cell(row, "inviterprofileurl"))
