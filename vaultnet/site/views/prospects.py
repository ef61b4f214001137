"""Opportunities and risks as rows of tables."""

from dataclasses import dataclass

from vaultnet.domain.node import Node
from vaultnet.domain.prospect import Level, Opportunity, Risk
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.labels import level_label, outcome_label
from vaultnet.site.views.lines import DueView, LineView, view_due, view_line

_STEPS = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level in words, and as 1 to 3; 0 where none was given."""

    label: str
    step: int


@dataclass(frozen=True, slots=True)
class OpportunityView:
    """An opportunity; `source` is the page it stands on when that is another one."""

    line: LineView
    value: LevelView
    likelihood: LevelView
    by: DueView | None
    outcome: str
    source: PageLink | None


@dataclass(frozen=True, slots=True)
class RiskView:
    """A risk; `source` is the page it stands on when that is another one."""

    line: LineView
    severity: LevelView
    likelihood: LevelView
    mitigation: LineView | None
    outcome: str
    source: PageLink | None


def view_opportunity(
    context: Context, node: Node, opportunity: Opportunity, *, elsewhere: bool = False
) -> OpportunityView:
    """Return an opportunity of a page; `elsewhere` names that page beside it."""
    return OpportunityView(
        line=view_line(context, node, opportunity),
        value=_view_level(context, opportunity.value),
        likelihood=_view_level(context, opportunity.likelihood),
        by=view_due(context.words, opportunity.by, context.as_of),
        outcome=outcome_label(context.words, opportunity.outcome),
        source=context.link(node) if elsewhere else None,
    )


def view_risk(context: Context, node: Node, risk: Risk, *, elsewhere: bool = False) -> RiskView:
    """Return a risk of a page; `elsewhere` names that page beside it."""
    return RiskView(
        line=view_line(context, node, risk),
        severity=_view_level(context, risk.severity),
        likelihood=_view_level(context, risk.likelihood),
        mitigation=LineView(context.line(node.id, risk.mitigation)) if risk.mitigation else None,
        outcome=outcome_label(context.words, risk.outcome),
        source=context.link(node) if elsewhere else None,
    )


def _view_level(context: Context, level: Level | None) -> LevelView:
    return LevelView(level_label(context.words, level), _STEPS.get(level, 0) if level else 0)
