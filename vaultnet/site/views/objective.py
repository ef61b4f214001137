"""Objectives: the list, and for each its plan, its needs and the people who serve it."""

from collections.abc import Mapping
from dataclasses import dataclass

from vaultnet.domain.contact import Contact
from vaultnet.domain.links import fold
from vaultnet.domain.node import Section
from vaultnet.domain.objective import FunctionNeed, Objective, ObjectiveStatus
from vaultnet.labels import criterion_label, objective_status_label
from vaultnet.site import urls
from vaultnet.site.anchors import line_anchor
from vaultnet.site.charts import share
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.contacts import ContactRow, view_contact_row
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.lines import (
    DueView,
    Field,
    LineView,
    PassageView,
    TaskView,
    section_prose,
    view_backlinks,
    view_due,
    view_extra,
    view_line,
    view_passages,
    view_private,
    view_tags,
    view_task,
    view_tasks,
)
from vaultnet.site.views.prospects import (
    OpportunityView,
    RiskView,
    view_opportunities,
    view_opportunity,
    view_risk,
    view_risks,
)

SHOWN_SECTIONS = frozenset(
    {Section.NEEDS, Section.MILESTONES, Section.OPPORTUNITIES, Section.RISKS}
)
MAX_PEOPLE = 60
_ORDER = (
    ObjectiveStatus.ACTIVE,
    ObjectiveStatus.IDEA,
    ObjectiveStatus.ACHIEVED,
    ObjectiveStatus.DROPPED,
)


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How many milestones are done, and their share in percent."""

    done: int
    total: int
    percent: int


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need: how many contacts of a function there should be, and who has that function.

    `people` are at most MAX_PEOPLE; `more` counts the rest.
    """

    line: LineView
    function: str
    wanted: int
    minimum: int
    found: int
    met: bool
    people: tuple[PageLink, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ObjectiveCard:
    """An objective in a list."""

    link: PageLink
    function: str
    status: str
    status_label: str
    importance: int
    by: DueView | None
    progress: ProgressView
    serving: int
    needs_met: int
    needs: int
    next: TaskView | None


@dataclass(frozen=True, slots=True)
class ObjectivesPage:
    """All objectives: those in progress first, then by importance."""

    frame: Frame
    cards: tuple[ObjectiveCard, ...]


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """An objective, ready for its template."""

    frame: Frame
    card: ObjectiveCard
    start: str
    criteria: tuple[Field, ...]
    tags: tuple[PageLink, ...]
    milestones: tuple[TaskView, ...]
    needs: tuple[NeedView, ...]
    opportunities: tuple[OpportunityView, ...]
    risks: tuple[RiskView, ...]
    people: tuple[ContactRow, ...]
    more_people: int
    passages: tuple[PassageView, ...]
    prose: Mapping[str, SafeHtml]
    private: SafeHtml
    extra: tuple[Field, ...]
    backlinks: tuple[PageLink, ...]


def view_objectives(context: Context) -> ObjectivesPage:
    """Return the list of objectives."""
    cards = tuple(view_card(context, objective) for objective in sorted_objectives(context))
    return ObjectivesPage(context.frame(context.words.text("Objectives"), urls.OBJECTIVES), cards)


def sorted_objectives(context: Context) -> tuple[Objective, ...]:
    """Return all objectives: in progress, ideas, achieved, dropped; each by importance."""
    return tuple(
        sorted(
            context.network.objectives,
            key=lambda objective: (
                _ORDER.index(objective.status),
                -objective.importance,
                objective.id,
            ),
        )
    )


def view_card(context: Context, objective: Objective) -> ObjectiveCard:
    """Return an objective as it stands in a list."""
    pending = sorted(
        (task for task in objective.milestones if not task.done),
        key=lambda task: task.due.isoformat() if task.due else "9999",
    )
    open_ended = objective.status in {ObjectiveStatus.ACTIVE, ObjectiveStatus.IDEA}
    by = objective.by if open_ended else None
    return ObjectiveCard(
        link=context.link(objective),
        function=objective.function,
        status=objective.status.value,
        status_label=objective_status_label(context.words, objective.status),
        importance=objective.importance,
        by=view_due(context.words, by, context.as_of),
        progress=_progress(objective),
        serving=len(context.relations.serving.get(objective.id, ())),
        needs_met=sum(_is_met(context, need) for need in objective.needs),
        needs=len(objective.needs),
        next=view_task(context, objective, pending[0]) if pending else None,
    )


def view_objective(context: Context, objective: Objective) -> ObjectivePage:
    """Return the page of an objective."""
    relations, words = context.relations, context.words
    people = relations.serving.get(objective.id, ())
    return ObjectivePage(
        frame=context.frame(objective.name, urls.OBJECTIVES),
        card=view_card(context, objective),
        start=words.short_date(objective.start) if objective.start else "",
        criteria=tuple(
            Field(criterion_label(words, item.criterion), f"×{item.weight:g}")
            for item in objective.criteria
        ),
        tags=view_tags(context, objective),
        milestones=view_tasks(context, objective, objective.milestones, Section.MILESTONES),
        needs=tuple(_view_need(context, objective, index) for index in range(len(objective.needs))),
        opportunities=_opportunities(context, objective),
        risks=_risks(context, objective),
        people=tuple(view_contact_row(context, person) for person in people[:MAX_PEOPLE]),
        more_people=max(0, len(people) - MAX_PEOPLE),
        passages=view_passages(context, objective, SHOWN_SECTIONS),
        prose=section_prose(context, objective, SHOWN_SECTIONS),
        private=view_private(context, objective),
        extra=view_extra(objective),
        backlinks=view_backlinks(context, objective),
    )


def _progress(objective: Objective) -> ProgressView:
    done = sum(task.done for task in objective.milestones)
    total = len(objective.milestones)
    return ProgressView(done, total, share(done, total))


def _having(context: Context, need: FunctionNeed) -> tuple[Contact, ...]:
    """Return the contacts that have the function of a need; a minimum is not judged here."""
    return context.relations.functions.get(fold(need.function), ())


def _is_met(context: Context, need: FunctionNeed) -> bool:
    return len(_having(context, need)) >= need.count


def _view_need(context: Context, objective: Objective, index: int) -> NeedView:
    need = objective.needs[index]
    people = _having(context, need)
    return NeedView(
        line=view_line(context, objective, need, line_anchor(Section.NEEDS, index)),
        function=need.function,
        wanted=need.count,
        minimum=need.minimum or 0,
        found=len(people),
        met=len(people) >= need.count,
        people=tuple(context.link(person) for person in people[:MAX_PEOPLE]),
        more=max(0, len(people) - MAX_PEOPLE),
    )


def _opportunities(context: Context, objective: Objective) -> tuple[OpportunityView, ...]:
    own = view_opportunities(context, objective)
    named = context.relations.opportunities.get(objective.id, ())
    return own + tuple(view_opportunity(context, c, line) for c, line in named)


def _risks(context: Context, objective: Objective) -> tuple[RiskView, ...]:
    own = view_risks(context, objective)
    named = context.relations.risks.get(objective.id, ())
    return own + tuple(view_risk(context, c, line) for c, line in named)
