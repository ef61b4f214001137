"""Organisations: the list, and for each who is there, who was, and who overlapped."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.domain.organisation import Organisation
from vaultnet.labels import organisation_type_label
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.charts import BAR_WIDTH, Bar, Scale
from vaultnet.site.markup import SafeHtml
from vaultnet.site.name_order import name_order
from vaultnet.site.relations import Stay
from vaultnet.site.views.contacts import ContactRow, view_contact_row
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.details import Detail, view_period, view_urls
from vaultnet.site.views.lines import (
    Field,
    PassageView,
    view_backlinks,
    view_extra,
    view_passages,
    view_private,
    view_tags,
)
from vaultnet.site.views.pages import Part, split

ROWS = 200
MAX_PEOPLE = 150
MAX_OVERLAPS = 100
MAX_COMPARED = 60


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in the list."""

    link: PageLink
    type: str
    location: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class OrganisationsPage:
    """One part of the list of organisations."""

    frame: Frame
    part: Part[OrganisationRow]
    path: str


@dataclass(frozen=True, slots=True)
class StayView:
    """How long somebody was there, in words and as a bar; `note` is the remark of the line."""

    person: PageLink
    role: str
    period: str
    bar: Bar
    ongoing: bool


@dataclass(frozen=True, slots=True)
class OverlapView:
    """Two people who were there at the same time."""

    first: PageLink
    second: PageLink
    period: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation, ready for its template."""

    frame: Frame
    name: str
    type: str
    location: str
    parent: PageLink | None
    parts: tuple[PageLink, ...]
    web: Detail
    aliases: tuple[str, ...]
    tags: tuple[PageLink, ...]
    people: tuple[ContactRow, ...]
    more_people: int
    before: tuple[PageLink, ...]
    stays: tuple[StayView, ...]
    chart_width: float
    first_year: int
    last_year: int
    overlaps: tuple[OverlapView, ...]
    passages: tuple[PassageView, ...]
    private: SafeHtml
    extra: tuple[Field, ...]
    backlinks: tuple[PageLink, ...]


def view_organisations(context: Context) -> Iterator[OrganisationsPage]:
    """Yield the parts of the list of organisations, ordered by name."""
    ordered = sorted(context.network.organisations, key=lambda one: (name_order(one.name), one.id))
    rows = [_row(context, organisation) for organisation in ordered]
    for part in split(urls.ORGANISATIONS, rows, ROWS, lambda row: row.link.text):
        frame = context.frame(context.words.text("Organisations"), urls.ORGANISATIONS)
        yield OrganisationsPage(frame, part, part.path)


def view_organisation(context: Context, organisation: Organisation) -> OrganisationPage:
    """Return the page of an organisation."""
    relations = context.relations
    people = relations.people.get(organisation.id, ())
    stays = relations.stays.get(organisation.id, ())
    first = min((stay.step.start.first for stay in stays), default=context.as_of)
    scale = Scale(date(first.year, 1, 1), context.as_of)
    return OrganisationPage(
        frame=context.frame(organisation.name, urls.ORGANISATIONS),
        name=organisation.name,
        type=organisation_type_label(context.words, organisation.type),
        location=organisation.location,
        parent=context.reference(organisation.parent),
        parts=tuple(context.link(part) for part in relations.parts.get(organisation.id, ())),
        web=view_urls(context.words, organisation.url),
        aliases=organisation.aliases,
        tags=view_tags(context, organisation),
        people=tuple(view_contact_row(context, person) for person in people[:MAX_PEOPLE]),
        more_people=max(0, len(people) - MAX_PEOPLE),
        before=tuple(context.link(person) for person in _before(people, stays)),
        stays=_stays(context, stays[:MAX_PEOPLE], scale),
        chart_width=BAR_WIDTH,
        first_year=scale.first.year,
        last_year=scale.last.year,
        overlaps=tuple(_overlaps(context, stays)),
        passages=view_passages(context, organisation),
        private=view_private(context, organisation),
        extra=view_extra(organisation),
        backlinks=view_backlinks(context, organisation, _own_people(people, stays)),
    )


def _row(context: Context, organisation: Organisation) -> OrganisationRow:
    people = context.relations.people.get(organisation.id, ())
    stays = context.relations.stays.get(organisation.id, ())
    return OrganisationRow(
        link=context.link(organisation),
        type=organisation_type_label(context.words, organisation.type),
        location=organisation.location,
        now=len(people),
        before=len(_before(people, stays)),
    )


def _before(people: tuple[Contact, ...], stays: tuple[Stay, ...]) -> tuple[Contact, ...]:
    """Return those who were there and are no longer."""
    now = {person.id for person in people}
    gone = (stay.contact for stay in stays if stay.contact.id not in now)
    return tuple({person.id: person for person in gone}.values())


def _own_people(people: tuple[Contact, ...], stays: tuple[Stay, ...]) -> frozenset[NodeId]:
    """Return those who are or were there: their pages mention it, and stand above already."""
    return frozenset({*(one.id for one in people), *(stay.contact.id for stay in stays)})


def _end(stay: Stay, as_of: date) -> date:
    """Return the last day of a stay: today while it lasts, and its own dates otherwise."""
    if stay.step.ongoing:
        return as_of
    return (stay.step.until or stay.step.start).last


def _stays(context: Context, stays: tuple[Stay, ...], scale: Scale) -> tuple[StayView, ...]:
    ordered = sorted(stays, key=lambda stay: (stay.step.start.first, stay.contact.id))
    return tuple(
        StayView(
            person=context.link(stay.contact),
            role=stay.step.role,
            period=view_period(context.words, stay.step),
            bar=scale.bar(stay.step.start.first, _end(stay, context.as_of)),
            ongoing=stay.step.ongoing,
        )
        for stay in ordered
    )


def _overlaps(context: Context, stays: tuple[Stay, ...]) -> Iterator[OverlapView]:
    """Yield who was there at the same time as whom, the longest time first."""
    times = [
        (stay.contact.id, stay.step.start.first, _end(stay, context.as_of))
        for stay in stays[:MAX_COMPARED]
    ]
    found: dict[tuple[NodeId, NodeId], list[tuple[date, date]]] = {}
    for (one, begin, end), (other, other_begin, other_end) in combinations(times, 2):
        start, until = max(begin, other_begin), min(end, other_end)
        if start <= until and one != other:
            pair = (one, other) if one < other else (other, one)
            found.setdefault(pair, []).append((start, until))
    merged = {pair: _merged(sorted(spans)) for pair, spans in found.items()}
    longest = sorted(merged, key=lambda pair: (-_length(merged[pair]), pair))
    nodes = context.network.nodes
    for first, second in longest[:MAX_OVERLAPS]:
        period = ", ".join(_years(context, *span) for span in merged[first, second])
        yield OverlapView(context.link(nodes[first]), context.link(nodes[second]), period)


def _merged(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Join spans, given in their order, where not more than a month lies between two of them."""
    joined = spans[:1]
    for start, end in spans[1:]:
        last_start, last_end = joined[-1]
        if start <= last_end + timedelta(days=31):
            joined[-1] = (last_start, max(last_end, end))
        else:
            joined.append((start, end))
    return joined


def _length(spans: list[tuple[date, date]]) -> int:
    return sum((end - start).days + 1 for start, end in spans)


def _years(context: Context, start: date, end: date) -> str:
    if end >= context.as_of:
        return context.words.text("since {start}", start=start.year)
    return str(start.year) if start.year == end.year else f"{start.year} – {end.year}"
