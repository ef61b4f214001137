"""Opportunities and risks as rows of tables."""

from dataclasses import dataclass

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import Node, Section
from vaultnet.domain.objective import Objective
from vaultnet.domain.prospect import Level, Opportunity, Risk
from vaultnet.labels import level_label, outcome_label
from vaultnet.site.anchors import line_anchor
from vaultnet.site.views.context import Context, PageLink
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


def view_opportunities(context: Context, page: Contact | Objective) -> tuple[OpportunityView, ...]:
    """Return the opportunities of a page, for that page."""
    return tuple(
        view_opportunity(context, page, item, line_anchor(Section.OPPORTUNITIES, index))
        for index, item in enumerate(page.opportunities)
    )


def view_risks(context: Context, page: Contact | Objective) -> tuple[RiskView, ...]:
    """Return the risks of a page, for that page."""
    return tuple(
        view_risk(context, page, item, line_anchor(Section.RISKS, index))
        for index, item in enumerate(page.risks)
    )


def view_opportunity(
    context: Context, node: Node, opportunity: Opportunity, anchor: str = ""
) -> OpportunityView:
    """Return an opportunity; without a fragment, on another page, its own is named beside it."""
    return OpportunityView(
        line=view_line(context, node, opportunity, anchor),
        value=_view_level(context, opportunity.value),
        likelihood=_view_level(context, opportunity.likelihood),
        by=view_due(context.words, opportunity.by, context.as_of),
        outcome=outcome_label(context.words, opportunity.outcome),
        source=None if anchor else context.link(node),
    )


def view_risk(context: Context, node: Node, risk: Risk, anchor: str = "") -> RiskView:
    """Return a risk; without a fragment, on another page, its own is named beside it."""
    return RiskView(
        line=view_line(context, node, risk, anchor),
        severity=_view_level(context, risk.severity),
        likelihood=_view_level(context, risk.likelihood),
        mitigation=LineView(context.line(node.id, risk.mitigation)) if risk.mitigation else None,
        outcome=outcome_label(context.words, risk.outcome),
        source=None if anchor else context.link(node),
    )


def _view_level(context: Context, level: Level | None) -> LevelView:
    return LevelView(level_label(context.words, level), _STEPS.get(level, 0) if level else 0)
