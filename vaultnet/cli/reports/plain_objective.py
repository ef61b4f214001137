"""One objective as an object of JSON."""

from collections.abc import Sequence

from vaultnet.cli.reasons import plain_facts, plain_part
from vaultnet.cli.reports.objective import closed_prospects, paragraphs_of
from vaultnet.cli.reports.objective_ranking import Ranked
from vaultnet.cli.reports.outlook import Outlook
from vaultnet.cli.reports.plain_coverage import plain_cover
from vaultnet.cli.reports.plain_prospects import plain_matrix, plain_prospect
from vaultnet.domain.objective import Objective
from vaultnet.strategy.reasons import Fact


def plain_objective(
    outlook: Outlook, objective: Objective, ranking: Sequence[Ranked]
) -> dict[str, object]:
    """Return everything about one objective; `share` is None while it is not active."""
    strategy, desk = outlook.strategy, outlook.desk
    aim = strategy.aims.aims.get(objective.id)
    facts = (Fact(objective.id, "importance"),) if aim is None else aim.facts
    return {
        "as_of": strategy.as_of.isoformat(),
        "id": objective.id,
        "name": objective.name,
        "function": objective.function or None,
        "status": objective.status.value,
        "importance": objective.importance,
        "share": None if aim is None else aim.share,
        "weights": {} if aim is None else dict(aim.weights),
        "start": None if objective.start is None else objective.start.isoformat(),
        "by": None if objective.by is None else objective.by.isoformat(),
        "plan": [desk.line(text) for text in paragraphs_of(objective)],
        "milestones": _milestones(outlook, objective),
        "written_needs": _written_needs(outlook, objective),
        "needs": [plain_cover(outlook, cover) for cover in outlook.covers(objective.id)],
        "ranking": [_ranked(outlook, item) for item in ranking],
        "opportunities": plain_matrix(outlook, strategy.opportunities(objective.id), "value"),
        "risks": plain_matrix(outlook, strategy.risks(objective.id), "severity"),
        "closed": [plain_prospect(outlook, item) for item in closed_prospects(outlook, objective)],
        "sources": plain_facts(desk, facts),
    }


def _milestones(outlook: Outlook, objective: Objective) -> list[dict[str, object]]:
    as_of = outlook.strategy.as_of
    return [
        {
            "text": outlook.desk.line(task.text),
            "done": task.done,
            "done_on": None if task.done_on is None else task.done_on.isoformat(),
            "due": None if task.due is None else task.due.isoformat(),
            "late": not task.done and task.due is not None and task.due < as_of,
            "sources": plain_facts(outlook.desk, (Fact(objective.id, f"milestones/{index}"),)),
        }
        for index, task in enumerate(objective.milestones)
    ]


def _written_needs(outlook: Outlook, objective: Objective) -> list[dict[str, object]]:
    return [
        {
            "function": need.function,
            "needed": need.count,
            "minimum_rating": need.minimum,
            "sources": plain_facts(outlook.desk, (Fact(objective.id, f"needs/{index}"),)),
        }
        for index, need in enumerate(objective.needs)
    ]


def _ranked(outlook: Outlook, item: Ranked) -> dict[str, object]:
    strategy, contact = outlook.strategy, item.contact
    return {
        "rank": item.rank,
        "id": contact.id,
        "name": contact.name,
        "status": contact.status.value,
        "points": item.points,
        "parts": [plain_part(outlook.desk, part) for part in item.parts],
        "confidence": item.confidence,
        "tier": None if contact.tier is None else contact.tier.value,
        "strength": strategy.strength[contact.id].value,
        "band": strategy.bands[contact.id].value,
        "sources": plain_facts(outlook.desk, (item.serves,)),
    }
