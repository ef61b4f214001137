"""The strategy as an object of JSON: everything that the page says, and more, with its sources."""

from vaultnet.cli.reasons import plain_facts, plain_score, plain_step
from vaultnet.cli.reports.outlook import Outlook
from vaultnet.cli.reports.plain_coverage import plain_cover
from vaultnet.cli.reports.plain_prospects import plain_matrix, plain_record
from vaultnet.cli.reports.portfolio import ranked
from vaultnet.domain.node import NodeId
from vaultnet.strategy.aims import Aim
from vaultnet.strategy.concentration import Concentration
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.tiers import Suggestion
from vaultnet.strategy.transition import Fading


def plain_strategy(outlook: Outlook) -> dict[str, object]:
    """Return the whole strategy."""
    strategy, desk = outlook.strategy, outlook.desk
    serving = outlook.serving()
    return {
        "as_of": strategy.as_of.isoformat(),
        "objectives": [
            plain_aim(outlook, aim, serving.get(aim.objective.id, 0)) for aim in outlook.aims()
        ],
        "portfolio": _portfolio(outlook),
        "tier_mismatches": [_mismatch(outlook, item) for item in strategy.mismatches],
        "not_placed": [{"id": item.id, "name": item.name} for item in strategy.unplaced],
        "opportunities": plain_matrix(outlook, strategy.opportunities(), "value"),
        "risks": plain_matrix(outlook, strategy.risks(), "severity"),
        "record": {
            "opportunities": plain_record(outlook, strategy.opportunity_record),
            "risks": plain_record(outlook, strategy.risk_record),
        },
        "transition": [_fading(outlook, item) for item in strategy.fading],
        "concentration": [_concentration(outlook, item) for item in strategy.concentration],
        "budget": _budget(outlook),
        "next_step": plain_step(desk, next_step(strategy.network)),
    }


def plain_aim(outlook: Outlook, aim: Aim, serving: int) -> dict[str, object]:
    """Return an active objective, what it weighs, and how its needs are covered."""
    objective = aim.objective
    return {
        "id": objective.id,
        "name": objective.name,
        "importance": objective.importance,
        "share": aim.share,
        "by": None if objective.by is None else objective.by.isoformat(),
        "serving": serving,
        "needs": [plain_cover(outlook, cover) for cover in outlook.covers(objective.id)],
        "sources": plain_facts(outlook.desk, aim.facts),
    }


def _portfolio(outlook: Outlook) -> dict[str, object]:
    portfolio = outlook.strategy.portfolio
    return {
        "fruitful_from": portfolio.fruitful_from,
        "strong_from": portfolio.strong_from,
        "quadrants": {
            quadrant.value.replace(" ", "_"): [
                _person(outlook, one) for one in ranked(outlook, quadrant)
            ]
            for quadrant in Quadrant
        },
        "without_fruitfulness": list(portfolio.not_placed),
    }


def _person(outlook: Outlook, one: NodeId) -> dict[str, object]:
    fruitfulness, strength = outlook.strategy.fruitfulness[one], outlook.strategy.strength[one]
    return {
        "id": one,
        "name": outlook.desk.name(one),
        "fruitfulness": fruitfulness.value,
        "confidence": fruitfulness.confidence,
        "strength": strength.value,
        "sources": plain_facts(outlook.desk, (*fruitfulness.facts, *strength.facts)),
    }


def _mismatch(outlook: Outlook, item: Suggestion) -> dict[str, object]:
    return {
        "id": item.contact,
        "name": outlook.desk.name(item.contact),
        "chosen": None if item.chosen is None else item.chosen.value,
        "suggested": item.suggested.value,
        "rank": item.rank,
        "placed": item.placed,
        "fruitfulness": item.fruitfulness,
        "confidence": item.confidence,
        "sentence": outlook.desk.say(item.sentence),
        "sources": plain_facts(outlook.desk, item.facts),
    }


def _fading(outlook: Outlook, item: Fading) -> dict[str, object]:
    return {
        "id": item.contact,
        "name": outlook.desk.name(item.contact),
        "ends": None if item.ends is None else item.ends.isoformat(),
        "over": item.over,
        "band": item.band.value,
        "has_cadence": item.has_rhythm,
        "serves_an_objective": item.serves,
        "sentence": outlook.desk.say(item.sentence),
        "sources": plain_facts(outlook.desk, item.facts),
    }


def _concentration(outlook: Outlook, item: Concentration) -> dict[str, object]:
    return {
        "view": item.view.value,
        "known": item.known,
        "unknown": item.unknown,
        "as_if_equal_groups": item.as_if,
        "groups": [
            {
                "label": group.label,
                "name": outlook.desk.say(group.sentence),
                "share": group.share,
                "contacts": list(group.contacts),
            }
            for group in item.groups
        ],
    }


def _budget(outlook: Outlook) -> dict[str, object]:
    demand, me = outlook.strategy.demand, outlook.strategy.network.me
    budget = None if me is None else me.budget
    facts = () if me is None or budget is None else (Fact(me.id, "budget"),)
    return {
        "text": None if budget is None else str(budget),
        "needed_minutes_a_week": plain_score(outlook.desk, demand.needed),
        "available_minutes_a_week": demand.available,
        "shortfall": demand.shortfall,
        "feasible": demand.is_feasible,
        "sources": plain_facts(outlook.desk, facts),
    }
