"""Opportunities and risks as rows of tables."""

from dataclasses import replace
from typing import TypeVar

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import Node, Section
from vaultnet.domain.objective import Objective
from vaultnet.domain.prospect import Level, Opportunity, Risk
from vaultnet.labels import level_label, outcome_label
from vaultnet.late import dataclass
from vaultnet.site.anchors import anchor_of, line_anchor
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.lines import DueView, LineView, view_due, view_line
from vaultnet.strategy.reasons import Fact

LineType = TypeVar("LineType", Opportunity, Risk)

MAX_OTHERS = 20
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


@dataclass(frozen=True, slots=True)
class Prospects:
    """All opportunities and risks of an objective, its own and those of contacts.

    Open ones come first, the weightiest on top; `more_…` count those of contacts not shown.
    """

    opportunities: tuple[OpportunityView, ...]
    more_opportunities: int
    risks: tuple[RiskView, ...]
    more_risks: int


def view_prospects_of(context: Context, objective: Objective) -> Prospects:
    """Return the opportunities and risks of an objective.

    Those of a contact belong here where the line names the objective, or names none and the
    contact serves it.
    """
    serving = {contact.id for contact in context.relations.serving.get(objective.id, ())}
    found = [
        item
        for item in context.strategy.prospects
        if (objective.id in item.objectives)
        or (not item.objectives and not serving.isdisjoint(item.contacts))
    ]
    found.sort(key=lambda item: (not item.is_open, -(item.weight or 0.0), item.fact))
    opportunities = [(item.fact, item.line) for item in found if isinstance(item.line, Opportunity)]
    risks = [(item.fact, item.line) for item in found if isinstance(item.line, Risk)]
    shown, more = _own_and_first(opportunities, objective)
    shown_risks, more_risks = _own_and_first(risks, objective)
    return Prospects(
        tuple(_placed_opportunity(context, objective, *item) for item in shown),
        more,
        tuple(_placed_risk(context, objective, *item) for item in shown_risks),
        more_risks,
    )


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


def _own_and_first(
    found: list[tuple[Fact, LineType]], objective: Objective
) -> tuple[list[tuple[Fact, LineType]], int]:
    """Return the lines of the objective itself and the first of the others, and how many more.

    Its own lines are all there: numbers elsewhere lead to them.
    """
    others = [fact for fact, _ in found if fact.node != objective.id]
    shown = frozenset(others[:MAX_OTHERS])
    held = [item for item in found if item[0].node == objective.id or item[0] in shown]
    return held, len(found) - len(held)


def _placed_opportunity(
    context: Context, page: Objective, fact: Fact, line: Opportunity
) -> OpportunityView:
    node, anchor = context.network.nodes[fact.node], _own_anchor(page, fact)
    return replace(
        view_opportunity(context, node, line, anchor), source=_source(context, page, fact)
    )


def _placed_risk(context: Context, page: Objective, fact: Fact, line: Risk) -> RiskView:
    node, anchor = context.network.nodes[fact.node], _own_anchor(page, fact)
    view = view_risk(context, node, line, anchor)
    return replace(view, source=_source(context, page, fact))


def _own_anchor(page: Objective, fact: Fact) -> str:
    return anchor_of(fact.field, {}) if fact.node == page.id else ""


def _source(context: Context, page: Objective, fact: Fact) -> PageLink | None:
    if fact.node == page.id:
        return None
    href = context.links.to_field(fact.node, fact.field)
    return PageLink(context.network.nodes[fact.node].name, href)
