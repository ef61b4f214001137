"""The page of a contact: everything the vault knows about one relationship."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.network import Record
from vaultnet.domain.node import Section
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.domain.tie import Tie
from vaultnet.labels import (
    criterion_label,
    objective_status_label,
    status_label,
    strength_label,
    tier_label,
)
from vaultnet.site import urls
from vaultnet.site.anchors import line_anchor, rating_anchor
from vaultnet.site.charts import HeatStrip, heat_strip
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.details import (
    CareerView,
    Detail,
    initials,
    view_career,
    view_details,
    view_partial,
)
from vaultnet.site.views.entries import TimelineYear, recorded_days, view_timeline
from vaultnet.site.views.lines import (
    DueView,
    Field,
    LineView,
    PassageView,
    TaskView,
    elapsed,
    section_prose,
    view_backlinks,
    view_due,
    view_extra,
    view_line,
    view_lines,
    view_passages,
    view_private,
    view_tags,
    view_tasks,
)
from vaultnet.site.views.prospects import (
    OpportunityView,
    RiskView,
    view_opportunities,
    view_risks,
)

SHOWN_SECTIONS = frozenset(Section) - {Section.MILESTONES, Section.PRIVATE}
HEAT_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the header, with its label and a remark."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RatingView:
    """A criterion with its rating, 0 where none was given, and the evidence for it."""

    anchor: str
    label: str
    rating: int
    evidence: tuple[tuple[LineView, str], ...]


@dataclass(frozen=True, slots=True)
class ServedView:
    """An objective that a contact serves."""

    link: PageLink
    status: str
    by: DueView | None


@dataclass(frozen=True, slots=True)
class TieView:
    """A tie; `theirs` is true where the other person's page says it."""

    person: PageLink
    line: LineView
    strength: str
    period: str
    theirs: bool


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A contact, ready for its template."""

    frame: Frame
    name: str
    initials: str
    photo: str
    role: str
    organisation: PageLink | None
    location: str
    tier: str
    tier_label: str
    status: str
    functions: tuple[str, ...]
    tags: tuple[PageLink, ...]
    facts: tuple[Fact, ...]
    details: tuple[Detail, ...]
    serves: tuple[ServedView, ...]
    ratings: tuple[RatingView, ...]
    rated: str
    opportunities: tuple[OpportunityView, ...]
    risks: tuple[RiskView, ...]
    offers: tuple[LineView, ...]
    needs: tuple[LineView, ...]
    timeline: tuple[TimelineYear, ...]
    heat: HeatStrip | None
    ties: tuple[TieView, ...]
    career: tuple[CareerView, ...]
    tasks: tuple[TaskView, ...]
    passages: tuple[PassageView, ...]
    prose: Mapping[str, SafeHtml]
    private: SafeHtml
    is_private: bool
    affinity: str
    extra: tuple[Field, ...]
    backlinks: tuple[PageLink, ...]
    previous: PageLink | None
    next: PageLink | None


def view_contact(
    context: Context, contact: Contact, neighbours: tuple[Contact | None, Contact | None]
) -> ContactPage:
    """Return the page of a contact; neighbours are the one before and the one after by name."""
    words, records = context.words, context.network.records.get(contact.id, ())
    before, after = neighbours
    return ContactPage(
        frame=context.frame(contact.name, urls.CONTACTS),
        name=contact.name,
        initials=initials(contact.name),
        photo=_photo(context, contact),
        role=contact.role,
        organisation=context.reference(contact.organisation),
        location=contact.location,
        tier=contact.tier.value if contact.tier else "",
        tier_label=tier_label(words, contact.tier),
        status=(
            "" if contact.status is ContactStatus.ACTIVE else status_label(words, contact.status)
        ),
        functions=contact.functions,
        tags=view_tags(context, contact),
        facts=_facts(context, contact, records),
        details=view_details(context, contact),
        serves=_serves(context, contact),
        ratings=_ratings(context, contact),
        rated=words.short_date(contact.rated) if contact.rated else "",
        opportunities=view_opportunities(context, contact),
        risks=view_risks(context, contact),
        offers=view_lines(context, contact, contact.offers, Section.OFFERS),
        needs=view_lines(context, contact, contact.needs, Section.NEEDS),
        timeline=view_timeline(context, records, contact),
        heat=_heat(context, records),
        ties=_ties(context, contact),
        career=view_career(context, contact, contact.career),
        tasks=view_tasks(context, contact, contact.next, Section.NEXT),
        passages=view_passages(context, contact, SHOWN_SECTIONS),
        prose=section_prose(context, contact, SHOWN_SECTIONS),
        private=view_private(context, contact),
        is_private=contact.private,
        affinity="" if contact.affinity is None else f"{contact.affinity:+d}".replace("-", "−"),
        extra=view_extra(contact),
        backlinks=view_backlinks(context, contact),
        previous=context.link(before) if before else None,
        next=context.link(after) if after else None,
    )


def _photo(context: Context, contact: Contact) -> str:
    if contact.photo is None:
        return ""
    folder = context.folders.get(contact.id, "")
    return context.links.image_src(contact.photo.target, folder) or ""


def _facts(context: Context, contact: Contact, records: Sequence[Record]) -> tuple[Fact, ...]:
    """Return the figures of the header: last contact, entries, given and received."""
    words = context.words
    last = context.network.last_contact(contact, context.as_of)
    last_fact = Fact(
        words.text("Last contact"),
        words.short_date(last) if last else words.text("never"),
        elapsed(words, (context.as_of - last).days) if last else "",
    )
    given = _times(records, EntryKind.GAVE)
    received = _times(records, EntryKind.RECEIVED)
    return (
        last_fact,
        Fact(words.text("Entries"), str(len(records))),
        Fact(words.text("Given"), str(given)),
        Fact(words.text("Received"), str(received)),
    )


def _times(records: Sequence[Record], kind: EntryKind) -> int:
    return sum(1 for record in records if kind in record.entry.kinds)


def _serves(context: Context, contact: Contact) -> tuple[ServedView, ...]:
    found = []
    for reference in contact.serves:
        objective = context.network.resolve_as(reference, Objective)
        if objective is None:
            found.append(ServedView(PageLink(reference.text), "", None))
            continue
        status = objective_status_label(context.words, objective.status)
        by = objective.by if objective.status is ObjectiveStatus.ACTIVE else None
        due = view_due(context.words, by, context.as_of)
        found.append(ServedView(context.link(objective), status, due))
    return tuple(found)


def _ratings(context: Context, contact: Contact) -> tuple[RatingView, ...]:
    """Return each criterion that is rated or has evidence, in the order of the settings."""
    named = [*context.vault.settings.criteria, *contact.ratings]
    named += [evidence.criterion for evidence in contact.assessment]
    said = {evidence.criterion for evidence in contact.assessment}
    return tuple(
        RatingView(
            anchor=rating_anchor(criterion),
            label=criterion_label(context.words, criterion),
            rating=contact.ratings.get(criterion, 0),
            evidence=_evidence(context, contact, criterion),
        )
        for criterion in dict.fromkeys(named)
        if criterion in contact.ratings or criterion in said
    )


def _evidence(
    context: Context, contact: Contact, criterion: str
) -> tuple[tuple[LineView, str], ...]:
    return tuple(
        (
            view_line(context, contact, evidence, line_anchor(Section.ASSESSMENT, index)),
            context.words.short_date(evidence.rated) if evidence.rated else "",
        )
        for index, evidence in enumerate(contact.assessment)
        if evidence.criterion == criterion
    )


def _heat(context: Context, records: Sequence[Record]) -> HeatStrip | None:
    days = recorded_days(records, context.as_of)
    return heat_strip(days, context.as_of, HEAT_MONTHS) if days else None


def _ties(context: Context, contact: Contact) -> tuple[TieView, ...]:
    """Return the ties of a contact, then those that others wrote down about them."""
    own = tuple(
        _tie(context, contact, tie, context.reference(tie.person), line_anchor(Section.TIES, index))
        for index, tie in enumerate(contact.ties)
    )
    named = {person.id for tie in contact.ties if (person := context.network.resolve(tie.person))}
    others = tuple(
        _tie(context, other, tie, context.link(other))
        for other, tie in context.relations.ties_to.get(contact.id, ())
        if other.id not in named
    )
    return own + others


def _tie(
    context: Context, writer: Contact, tie: Tie, person: PageLink | None, anchor: str = ""
) -> TieView:
    """Return a tie; without a fragment it is one that the other person's page says."""
    dates = (view_partial(context.words, tie.start), view_partial(context.words, tie.until))
    return TieView(
        person=person or PageLink(tie.person.text),
        line=view_line(context, writer, tie, anchor),
        strength=strength_label(context.words, tie.strength),
        period=" – ".join(dates) if any(dates) else "",
        theirs=not anchor,
    )
