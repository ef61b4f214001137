"""The page of the owner: what they do, what they offer, what would help them."""

from collections.abc import Mapping

from vaultnet.domain.links import fold
from vaultnet.domain.me import Budget, Me
from vaultnet.domain.node import Section
from vaultnet.labels import stage_label
from vaultnet.language import message
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.details import CareerView, initials, view_career
from vaultnet.site.views.lines import (
    Field,
    LineView,
    PassageView,
    duration,
    section_prose,
    view_backlinks,
    view_extra,
    view_lines,
    view_passages,
    view_private,
    view_tags,
)
from vaultnet.site.views.objective import ObjectiveCard, sorted_objectives, view_card

SHOWN_SECTIONS = frozenset({Section.OFFERS, Section.NEEDS, Section.CAREER})
_BUDGETS = {
    "day": message("{time} a day for relationships"),
    "week": message("{time} a week for relationships"),
    "month": message("{time} a month for relationships"),
    "year": message("{time} a year for relationships"),
}


@dataclass(frozen=True, slots=True)
class FunctionView:
    """A professional function of the owner, with the objectives that belong to it."""

    name: str
    objectives: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class MePage:
    """The owner, ready for the template."""

    frame: Frame
    name: str
    initials: str
    stage: str
    budget: str
    functions: tuple[FunctionView, ...]
    objectives: tuple[ObjectiveCard, ...]
    tags: tuple[PageLink, ...]
    offers: tuple[LineView, ...]
    needs: tuple[LineView, ...]
    career: tuple[CareerView, ...]
    passages: tuple[PassageView, ...]
    prose: Mapping[str, SafeHtml]
    private: SafeHtml
    extra: tuple[Field, ...]
    backlinks: tuple[PageLink, ...]


def view_me(context: Context, me: Me) -> MePage:
    """Return the page of the owner."""
    return MePage(
        frame=context.frame(me.name, urls.ME),
        name=me.name,
        initials=initials(me.name),
        stage=stage_label(context.words, me.stage),
        budget=_budget(context, me.budget),
        functions=tuple(_function(context, name) for name in me.functions),
        objectives=tuple(view_card(context, item) for item in sorted_objectives(context)),
        tags=view_tags(context, me),
        offers=view_lines(context, me, me.offers, Section.OFFERS),
        needs=view_lines(context, me, me.needs, Section.NEEDS),
        career=view_career(context, me, me.career),
        passages=view_passages(context, me, SHOWN_SECTIONS),
        prose=section_prose(context, me, SHOWN_SECTIONS),
        private=view_private(context, me),
        extra=view_extra(me),
        backlinks=view_backlinks(context, me),
    )


def _budget(context: Context, budget: Budget | None) -> str:
    """Return a budget in words; nothing where there is none."""
    if budget is None or budget.period not in _BUDGETS:
        return ""
    time = duration(context.words, 60 * budget.hours)
    return context.words.text(_BUDGETS[budget.period], time=time)


def _function(context: Context, name: str) -> FunctionView:
    objectives = (item for item in sorted_objectives(context) if fold(item.function) == fold(name))
    return FunctionView(name, tuple(context.link(objective) for objective in objectives))
