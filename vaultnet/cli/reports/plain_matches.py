"""Matches and introductions as objects of JSON."""

from vaultnet.cli.reasons import Desk, plain_facts, plain_score
from vaultnet.strategy.matching import Introduction, Match


def plain_match(desk: Desk, match: Match) -> dict[str, object]:
    """Return a need and what meets it, with its reasons."""
    return {
        "need": desk.line(match.want.text),
        "needed_by": match.want.owner,
        "offer": desk.line(match.asset.text),
        "offered_by": match.asset.owner,
        "mine": is_mine(desk, match),
        "score": plain_score(desk, match.score),
        "sources": plain_facts(desk, (match.want.fact, match.asset.fact)),
    }


def plain_introduction(desk: Desk, item: Introduction) -> dict[str, object]:
    """Return two contacts who should know each other, and why."""
    return {
        "contacts": [{"id": one, "name": desk.name(one)} for one in (item.first, item.second)],
        "helps_both": item.helps_both,
        "points": item.points,
        "matches": [plain_match(desk, match) for match in item.matches],
    }


def is_mine(desk: Desk, match: Match) -> bool:
    """Tell whether the owner can help with a need."""
    me = desk.vault.network.me
    return me is not None and match.asset.owner == me.id
