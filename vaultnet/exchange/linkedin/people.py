"""Who is who in a LinkedIn export: the connections, and the owner with their career."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from vaultnet.domain.likeness import url_key
from vaultnet.domain.words import plain
from vaultnet.exchange.draft import Complaint, Draft, Origin, PersonKey, Step
from vaultnet.exchange.linkedin.archive import ExportTable, Part
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.cells import DayOrder, find_day_order, parse_moment
from vaultnet.exchange.tables.csv_reading import Row
from vaultnet.exchange.tables.row_drafts import PersonSheet, met_online
from vaultnet.exchange.value_texts import single_blanks
from vaultnet.language import message
from vaultnet.late import dataclass
from vaultnet.phrase import wording

HIDDEN = wording("members who do not show who they are")
REPEATED = wording("rows that stand there twice")

_PROFILE = "linkedin.com/"
_STUDENT = message("student")


def profile_key(url: str) -> str:
    """Return what identifies a member in every export: `in/ana-garcia`, or nothing."""
    key = url_key(url)
    return key.removeprefix(_PROFILE) if key.startswith(f"{_PROFILE}in/") else ""


def full_name(table: ExportTable, row: Row, first: str, last: str) -> str:
    """Return a name that stands in two columns."""
    return single_blanks(f"{table.cell(row, first)} {table.cell(row, last)}")


def day_order(table: ExportTable, heading: str) -> DayOrder:
    """Return the order of days of numbers in a column: LinkedIn writes the month first."""
    return find_day_order(table.cell(row, heading) for row in table.rows()) or DayOrder.MONTH


@dataclass(slots=True)
class Connections:
    """The connections of an export, as drafts, and how many rows gave none."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    refused: int = 0

    def read(self, table: ExportTable, options: ReadOptions) -> None:
        """Take in a table of connections."""
        order = day_order(table, "connected on")
        for row in table.rows():
            name = full_name(table, row, "first name", "last name")
            email, url = table.cell(row, "email address"), table.cell(row, "url")
            if not name and not email and not profile_key(url):
                self.ignored[HIDDEN] += 1
                continue
            sheet = _connection(table, row, order, options)
            draft = sheet.draft(name or profile_key(url).removeprefix("in/"), profile_key(url))
            self.complaints += sheet.complaints
            self._keep(draft)

    def _keep(self, draft: Draft | None) -> None:
        if draft is None:
            self.refused += 1
            return
        place = draft.key or f"{draft.name}\n{draft.values}"
        if place in self.drafts:
            self.ignored[REPEATED] += 1
            return
        self.drafts[place] = draft


def _connection(table: ExportTable, row: Row, order: DayOrder, options: ReadOptions) -> PersonSheet:
    sheet = PersonSheet(table.table.origin(row), options.limits)
    sheet.add("role", table.cell(row, "position"), column="Position")
    sheet.add("organisation", table.cell(row, "company"), column="Company")
    sheet.add("email", table.cell(row, "email address"), column="Email Address")
    sheet.add("url", table.cell(row, "url"), column="URL")
    sheet.add_day("met", table.cell(row, "connected on"), order, options.as_of)
    met_online(sheet)
    known = {"first name", "last name", "position", "company", "email address", "url"}
    for heading, column in table.columns.items():
        if heading not in known | {"connected on"}:
            sheet.keep(column, row.get(column))
    return sheet


class PeopleByName:
    """Finds the one connection of a name, for tables that tell no profile."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._found: dict[str, list[Draft]] = {}
        for draft in drafts:
            self._found.setdefault(plain(draft.name), []).append(draft)

    def knows(self, name: str) -> bool:
        """Tell whether a connection has this name."""
        return plain(name) in self._found

    def person(self, name: str, url: str = "", company: str = "") -> PersonKey:
        """Return who is meant, with the profile if it is given, or if one connection has it."""
        if profile_key(url):
            return PersonKey(urls=(url,), name=name)
        same = self._found.get(plain(name), [])
        if len(same) > 1 and company:
            employer = plain(company)
            same = [each for each in same if plain(_text(each.values, "organisation")) == employer]
        urls = same[0].values.get("url", ()) if len(same) == 1 else ()
        return PersonKey(urls=(urls,) if isinstance(urls, str) else urls, name=name)


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key, "")
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose export it is: their names, in plain form, and their profiles."""

    names: frozenset[str]
    profiles: frozenset[str]

    def is_meant(self, name: str, url: str = "") -> bool:
        """Tell whether somebody is the owner: by the profile where there is one, else by name."""
        profile = profile_key(url)
        if profile and self.profiles:
            return profile in self.profiles
        return plain(name) in self.names


def find_owner(tables: Sequence[ExportTable], options: ReadOptions) -> Owner:
    """Return the owner: as the options and the profile say, else whose side all messages have."""
    names = {plain(name) for name in options.my_names}
    profiles = {profile_key(url) for url in options.my_urls}
    for table in tables:
        if table.part is Part.PROFILE:
            names |= {plain(_profile_name(table, row)) for row in table.rows()}
        elif table.part is Part.INVITATIONS:
            profiles |= set(_invitation_profiles(table))
    messages = [table for table in tables if table.part is Part.MESSAGES]
    owner = Owner(frozenset(names - {""}), frozenset(profiles - {""}))
    return owner if owner.profiles else _find_in_messages(owner, messages)


def _profile_name(table: ExportTable, row: Row) -> str:
    return full_name(table, row, "first name", "last name")


def _invitation_profiles(table: ExportTable) -> Iterator[str]:
    for row in table.rows():
        is_mine = table.cell(row, "direction").casefold() == "outgoing"
        yield profile_key(table.cell(row, "inviterprofileurl" if is_mine else "inviteeprofileurl"))


def _find_in_messages(owner: Owner, messages: Sequence[ExportTable]) -> Owner:
    """Add the profile that writes under the owner's name, or else has a side in the most talks."""
    talks: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    own: set[str] = set()
    for table in messages:
        for row in table.rows():
            name = plain(table.cell(row, "from"))
            profile = profile_key(table.cell(row, "sender profile url"))
            names.setdefault(profile, name)
            if name in owner.names:
                own.add(profile)
            for each in (profile, *recipients(table, row)):
                talks.setdefault(each, set()).add(table.cell(row, "conversation id"))
    own.discard("")
    if own:
        return Owner(owner.names, frozenset(own))
    talks.pop("", None)
    counts = Counter({profile: len(found) for profile, found in talks.items()}).most_common(2)
    if len(counts) == 2 and counts[0][1] > counts[1][1]:
        profile = counts[0][0]
        mine = frozenset({names.get(profile, "")} - {""})
        return Owner(owner.names | mine, frozenset({profile}))
    return owner


def recipients(table: ExportTable, row: Row) -> Iterator[str]:
    """Yield the profiles that a message went to."""
    for url in table.cell(row, "recipient profile urls").split(","):
        if profile := profile_key(url):
            yield profile


def career_steps(table: ExportTable, options: ReadOptions) -> Iterator[Step]:
    """Yield the steps of the owner's career that a table of positions or of schools holds."""
    is_work = table.part is Part.POSITIONS
    begin, end = ("started on", "finished on") if is_work else ("start date", "end date")
    for row in table.rows():
        organisation = table.cell(row, "company name" if is_work else "school name")
        role = table.cell(row, "title") if is_work else options.words.text(_STUDENT)
        texts = ("description", "location") if is_work else ("degree name", "activities", "notes")
        if organisation or role:
            yield Step(
                origin=Origin(table.table.file, row.line),
                role=single_blanks(role),
                organisation=single_blanks(organisation),
                begin=_day(table.cell(row, begin), options),
                end=_day(table.cell(row, end), options),
                text=" · ".join(
                    filter(None, (single_blanks(table.cell(row, key)) for key in texts))
                ),
            )


def _day(text: str, options: ReadOptions) -> str:
    moment = parse_moment(text, DayOrder.MONTH, options.as_of) if text else None
    return moment.day if moment else ""
