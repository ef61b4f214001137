"""The numbers of one contact as an object of JSON: values, parts, sentences and sources."""

from vaultnet.cli.reasons import Desk, plain_facts, plain_score
from vaultnet.cli.reports.standing import Standing
from vaultnet.strategy.aims import Prospect
from vaultnet.strategy.attention import Rhythm
from vaultnet.strategy.reciprocity import Exchange, Ledger, Pending
from vaultnet.strategy.sensitivity import OpenRating
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.tiers import Suggestion


def plain_standing(desk: Desk, strategy: Strategy, standing: Standing) -> dict[str, object]:
    """Return everything that the strategy says of one contact."""
    portfolio = strategy.portfolio
    quadrant = standing.quadrant
    return {
        "as_of": strategy.as_of.isoformat(),
        "id": standing.contact.id,
        "name": standing.contact.name,
        "fruitfulness": {
            **plain_score(desk, standing.fruitfulness),
            "objectives": _plain_objectives(desk, strategy, standing),
            "open_ratings": [_plain_open_rating(item) for item in standing.open_ratings],
            "not_weighed": [_plain_prospect(desk, item) for item in standing.unweighed],
        },
        "strength": {**plain_score(desk, standing.strength), "band": standing.band.value},
        "attention": _plain_attention(desk, strategy, standing),
        "balance": plain_balance(desk, standing.ledger),
        "tier": _plain_tier(desk, standing),
        "portfolio": {
            "quadrant": None if quadrant is None else quadrant.value,
            "fruitful_from": portfolio.fruitful_from,
            "strong_from": portfolio.strong_from,
        },
    }


def plain_exchange(desk: Desk, item: Exchange) -> dict[str, object]:
    """Return one line of help given or received."""
    return {
        "date": item.day.isoformat(),
        "weight": item.weight,
        "left": item.left,
        "text": desk.line(item.text),
        "sources": plain_facts(desk, (item.fact,)),
    }


def plain_pending(desk: Desk, item: Pending) -> dict[str, object]:
    """Return one open promise or request."""
    return {
        "text": desk.line(item.text),
        "date": None if item.day is None else item.day.isoformat(),
        "due": None if item.due is None else item.due.isoformat(),
        "late": item.late,
        "sources": plain_facts(desk, (item.fact,)),
    }


def plain_readiness(desk: Desk, ledger: Ledger) -> dict[str, object]:
    """Return whether it is a good time to ask for something, and why."""
    readiness = ledger.readiness
    return {
        "ready": readiness.ready,
        "sentence": desk.say(readiness.sentence),
        "sources": plain_facts(desk, readiness.facts),
    }


def _plain_objectives(
    desk: Desk, strategy: Strategy, standing: Standing
) -> list[dict[str, object]]:
    return [
        {
            "id": service.aim.objective.id,
            "name": service.aim.objective.name,
            "share": service.aim.share,
            "points": standing.points_for(service.aim.objective.id),
            "sources": plain_facts(desk, (service.fact, *service.aim.facts)),
        }
        for service in strategy.aims.services.get(standing.contact.id, ())
    ]


def _plain_open_rating(item: OpenRating) -> dict[str, object]:
    return {
        "criterion": item.criterion,
        "objectives": list(item.objectives),
        "change_if_lowest": item.lowest,
        "change_if_highest": item.highest,
    }


def _plain_prospect(desk: Desk, item: Prospect) -> dict[str, object]:
    return {"text": desk.line(item.line.text), "sources": plain_facts(desk, (item.fact,))}


def _plain_attention(
    desk: Desk, strategy: Strategy, standing: Standing
) -> dict[str, object] | None:
    rhythm, priority = standing.rhythm, standing.priority
    if rhythm is None or priority is None:
        return None
    return {
        "state": rhythm.urgency.value,
        "last_contact": None if rhythm.last is None else rhythm.last.isoformat(),
        "days_since_contact": _days_since(strategy, rhythm),
        "cadence_days": rhythm.days,
        "overdue_ratio": rhythm.ratio,
        "next_on": rhythm.next_on.isoformat(),
        "minutes": rhythm.minutes,
        "sources": plain_facts(desk, rhythm.facts),
        "priority": plain_score(desk, priority),
    }


def _days_since(strategy: Strategy, rhythm: Rhythm) -> int | None:
    return None if rhythm.last is None else (strategy.as_of - rhythm.last).days


def plain_balance(desk: Desk, ledger: Ledger) -> dict[str, object]:
    """Return the balance of a ledger with its parts, what is open, and who may ask."""
    return {
        **plain_score(desk, ledger.balance),
        "band": ledger.band.value,
        "given": ledger.given_left,
        "received": ledger.received_left,
        "promises": [plain_pending(desk, item) for item in ledger.promises],
        "requests": [plain_pending(desk, item) for item in ledger.requests],
        "first_steps": {"mine": ledger.mine, "theirs": ledger.theirs},
        "ready_to_ask": plain_readiness(desk, ledger),
    }


def _plain_tier(desk: Desk, standing: Standing) -> dict[str, object]:
    chosen, suggestion = standing.contact.tier, standing.suggestion
    return {
        "chosen": None if chosen is None else chosen.value,
        **_plain_suggestion(desk, suggestion),
    }


def _plain_suggestion(desk: Desk, suggestion: Suggestion | None) -> dict[str, object]:
    if suggestion is None:
        return {"suggested": None, "rank": None, "placed": None, "sentence": None, "sources": []}
    return {
        "suggested": suggestion.suggested.value,
        "rank": suggestion.rank,
        "placed": suggestion.placed,
        "sentence": desk.say(suggestion.sentence),
        "sources": plain_facts(desk, suggestion.facts),
    }
