"""Objectives: the list, and for each its plan, its needs and the people who serve it."""

from collections.abc import Mapping

from vaultnet.domain.node import Section
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.labels import criterion_label, objective_status_label
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.anchors import line_anchor
from vaultnet.site.charts import share
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.beginning import StepView, view_first_steps
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.coverage import (
    CoverSummary,
    CoverView,
    covers_of,
    is_judged,
    view_cover,
    view_summary,
)
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
from vaultnet.site.views.objective_ranking import Ranking, view_ranking
from vaultnet.site.views.prospects import Prospects, view_prospects_of
from vaultnet.strategy.coverage import Cover
from vaultnet.vault.shown_parts import REQUIRED_TO_JUDGE

SHOWN_SECTIONS = frozenset(
    {Section.NEEDS, Section.MILESTONES, Section.OPPORTUNITIES, Section.RISKS}
)
MAX_BACKLINKS = 60
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
    """A need: how many contacts of a function there should be.

    `cover` is None while the objective is not in progress: then nothing is judged. `is_judged` is
    false where others may know who covers the need, but not what it lacks.
    """

    line: LineView
    function: str
    wanted: int
    minimum: int
    cover: CoverView | None
    is_judged: bool


@dataclass(frozen=True, slots=True)
class ObjectiveCard:
    """An objective in a list.

    `cover` is None where there are no needs, or the objective is not in progress. `share` is
    its part of all that is aimed at, empty while it is not.
    """

    link: PageLink
    function: str
    status: str
    status_label: str
    importance: int
    by: DueView | None
    progress: ProgressView
    share: str
    serving: int
    cover: CoverSummary | None
    needs: int
    next: TaskView | None


@dataclass(frozen=True, slots=True)
class ObjectivesPage:
    """All objectives: those in progress first, then by importance."""

    frame: Frame
    steps: tuple[StepView, ...]
    cards: tuple[ObjectiveCard, ...]


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """An objective, ready for its template.

    `backlinks` leaves out who serves it: they have a list of their own.
    """

    frame: Frame
    card: ObjectiveCard
    start: str
    criteria: tuple[Field, ...]
    tags: tuple[PageLink, ...]
    milestones: tuple[TaskView, ...]
    needs: tuple[NeedView, ...]
    prospects: Prospects
    ranking: Ranking
    passages: tuple[PassageView, ...]
    prose: Mapping[str, SafeHtml]
    private: SafeHtml
    extra: tuple[Field, ...]
    backlinks: tuple[PageLink, ...]
    more_backlinks: int

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing is known of it but its title, which happens on a site for others."""
        card, held = self.card, self.prospects
        of_its_own = (self.start, self.criteria, self.tags, self.milestones, self.needs, self.prose)
        of_the_card = (card.function, card.status_label, card.importance, card.by, card.serving)
        beside = (self.passages, self.backlinks, held.opportunities, held.risks, self.extra)
        return not any((*of_its_own, *of_the_card, *beside))


def view_objectives(context: Context) -> ObjectivesPage:
    """Return the list of objectives."""
    cards = tuple(view_card(context, objective) for objective in sorted_objectives(context))
    frame = context.frame(context.words.text("Objectives"), urls.OBJECTIVES)
    return ObjectivesPage(frame, view_first_steps(context), cards)


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
    covers = covers_of(context.strategy, objective.id)
    judged = bool(covers) and all(is_judged(context, cover) for cover in covers)
    aim = context.strategy.aims.aims.get(objective.id)
    return ObjectiveCard(
        link=context.link(objective),
        function=objective.function,
        status=objective.status.value,
        status_label=view_status(context, objective),
        importance=objective.importance if context.tells(objective.id, "importance") else 0,
        by=view_due(context.words, by, context.as_of),
        progress=_progress(objective),
        share="" if aim is None else context.words.percent(aim.share),
        serving=len(context.relations.serving.get(objective.id, ())),
        cover=view_summary(context, covers) if judged else None,
        needs=len(objective.needs),
        next=view_task(context, objective, pending[0]) if pending else None,
    )


def view_status(context: Context, objective: Objective) -> str:
    """Return where an objective stands, in words; empty where it is not said to others."""
    judged = all(context.tells(objective.id, part) for part in REQUIRED_TO_JUDGE)
    return objective_status_label(context.words, objective.status) if judged else ""


def view_objective(context: Context, objective: Objective) -> ObjectivePage:
    """Return the page of an objective."""
    words = context.words
    serving = {item.id for item in context.relations.serving.get(objective.id, ())}
    backlinks = view_backlinks(context, objective, serving)
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
        needs=_view_needs(context, objective),
        prospects=view_prospects_of(context, objective),
        ranking=view_ranking(context, objective),
        passages=view_passages(context, objective, SHOWN_SECTIONS),
        prose=section_prose(context, objective, SHOWN_SECTIONS),
        private=view_private(context, objective),
        extra=view_extra(objective),
        backlinks=backlinks[:MAX_BACKLINKS],
        more_backlinks=max(0, len(backlinks) - MAX_BACKLINKS),
    )


def _progress(objective: Objective) -> ProgressView:
    done = sum(task.done for task in objective.milestones)
    total = len(objective.milestones)
    return ProgressView(done, total, share(done, total))


def _view_needs(context: Context, objective: Objective) -> tuple[NeedView, ...]:
    covers = {cover.fact.field: cover for cover in covers_of(context.strategy, objective.id)}
    return tuple(
        _view_need(context, objective, index, covers.get(f"needs/{index}"))
        for index in range(len(objective.needs))
    )


def _view_need(context: Context, objective: Objective, index: int, cover: Cover | None) -> NeedView:
    need = objective.needs[index]
    return NeedView(
        line=view_line(context, objective, need, line_anchor(Section.NEEDS, index)),
        function=need.function,
        wanted=need.count,
        minimum=need.minimum or 0,
        cover=None if cover is None else view_cover(context, cover),
        is_judged=cover is not None and is_judged(context, cover),
    )
