"""The page of a contact: everything the vault knows, and the strategy says, of a relationship."""

from collections.abc import Mapping, Sequence

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.network import Record
from vaultnet.domain.node import Section
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.labels import (
    criterion_label,
    status_label,
    tier_label,
)
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.anchors import (
    WHY_ATTENTION,
    WHY_BALANCE,
    WHY_FRUITFULNESS,
    WHY_STRENGTH,
    line_anchor,
    rating_anchor,
)
from vaultnet.site.charts import HeatStrip, heat_strip
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.acquaintance import AcquaintanceView, view_acquaintance
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.details import (
    CareerView,
    Detail,
    initials,
    view_career,
    view_details,
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
    view_passages,
    view_private,
    view_tags,
    view_tasks,
)
from vaultnet.site.views.objective import view_status
from vaultnet.site.views.prospects import (
    OpportunityView,
    RiskView,
    view_opportunities,
    view_risks,
)
from vaultnet.site.views.reasons import ScoreView
from vaultnet.site.views.standing import StandingView, view_standing
from vaultnet.site.views.useful import UsefulView, view_useful

SHOWN_SECTIONS = frozenset(Section) - {Section.MILESTONES, Section.PRIVATE}
HEAT_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the header, with its label and a remark; `href` leads to its reasons.

    `is_known` is false where there are no data, which is something else than a low figure.
    """

    label: str
    value: str
    note: str = ""
    href: str = ""
    is_known: bool = True


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
    standing: StandingView
    details: tuple[Detail, ...]
    serves: tuple[ServedView, ...]
    ratings: tuple[RatingView, ...]
    rated: str
    opportunities: tuple[OpportunityView, ...]
    risks: tuple[RiskView, ...]
    useful: UsefulView
    timeline: tuple[TimelineYear, ...]
    heat: HeatStrip | None
    acquaintance: AcquaintanceView
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
    by_attention: bool

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing is shown of them but the name, which happens on a site for others.

        Facts are left aside: those that are known rest on what is shown beside them.
        """
        head = (self.photo, self.role, self.organisation, self.location, self.tier, self.status)
        lines = (self.opportunities, self.risks, self.tasks, self.timeline, self.passages)
        useful = (self.useful.needs, self.useful.offers)
        known = (self.acquaintance.ties, self.acquaintance.known, self.career, self.serves)
        kept = (self.functions, self.tags, self.details, self.prose, self.extra, self.backlinks)
        return not any((*head, *lines, *useful, *known, *kept, self.ratings))


def view_contact(
    context: Context, contact: Contact, by_name: tuple[Contact | None, Contact | None]
) -> ContactPage:
    """Return the page of a contact.

    Its neighbours are those in the list of attention; a contact that is not in it keeps those
    by name, which are given.
    """
    words, records = context.words, context.network.records.get(contact.id, ())
    standing = view_standing(context, contact)
    by_attention = contact.id in context.placings.places and not context.is_shared
    before, after = _by_attention(context, contact) if by_attention else by_name
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
        facts=_facts(context, contact, standing),
        standing=standing,
        details=view_details(context, contact),
        serves=_serves(context, contact),
        ratings=_ratings(context, contact),
        rated=words.short_date(contact.rated) if contact.rated else "",
        opportunities=view_opportunities(context, contact),
        risks=view_risks(context, contact),
        useful=view_useful(context, contact),
        timeline=view_timeline(context, records, contact),
        heat=_heat(context, records),
        acquaintance=view_acquaintance(context, contact),
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
        by_attention=by_attention,
    )


def _photo(context: Context, contact: Contact) -> str:
    if contact.photo is None:
        return ""
    folder = context.folders.get(contact.id, "")
    return context.links.image_src(contact.photo.target, folder) or ""


def _by_attention(context: Context, contact: Contact) -> tuple[Contact | None, Contact | None]:
    """Return who stands before and after a contact in the list of attention."""
    ordered, contacts = context.placings.attention, context.strategy.contacts
    place = context.placings.places[contact.id] - 1
    before = contacts[ordered[place - 1]] if place else None
    after = contacts[ordered[place + 1]] if place + 1 < len(ordered) else None
    return before, after


def _facts(context: Context, contact: Contact, standing: StandingView) -> tuple[Fact, ...]:
    """Return the figures of the header, each of which leads to its reasons."""
    words = context.words
    last = context.network.last_contact(contact, context.as_of)
    return (
        Fact(
            words.text("Last contact"),
            words.short_date(last) if last else words.text("never"),
            elapsed(words, (context.as_of - last).days) if last else "",
            "#log",
            is_known=last is not None,
        ),
        _figure(
            words.text("Fruitfulness"),
            standing.fruitfulness.score,
            WHY_FRUITFULNESS,
            words,
            standing.fruitfulness.quadrant,
        ),
        _figure(
            words.text("Strength"),
            standing.strength.score,
            WHY_STRENGTH,
            words,
            standing.strength.label,
        ),
        Fact(
            words.text("Attention"),
            standing.attention.label or words.text("nothing comes due"),
            href=f"#{WHY_ATTENTION}",
            is_known=bool(standing.attention.label),
        ),
        Fact(
            words.text("Give and take"),
            standing.reciprocity.label,
            href=f"#{WHY_BALANCE}",
            is_known=bool(standing.reciprocity.score.value),
        ),
    )


def _figure(label: str, score: ScoreView, anchor: str, words: Translator, note: str) -> Fact:
    known = bool(score.value)
    return Fact(label, score.value or words.text("no data"), note, f"#{anchor}", is_known=known)


def _serves(context: Context, contact: Contact) -> tuple[ServedView, ...]:
    found = []
    for reference in contact.serves:
        objective = context.network.resolve_as(reference, Objective)
        if objective is None:
            found.append(ServedView(PageLink(reference.text), "", None))
            continue
        status = view_status(context, objective)
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
