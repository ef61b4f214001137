"""How needs are covered as objects of JSON."""

from vaultnet.cli.reasons import plain_facts
from vaultnet.cli.reports.outlook import Outlook
from vaultnet.cli.reports.plain_ways import plain_tie
from vaultnet.domain.node import NodeId
from vaultnet.strategy.coverage import Candidate, Cover, Gap


def plain_cover(outlook: Outlook, cover: Cover) -> dict[str, object]:
    """Return a need: who covers it, and what it lacks."""
    return {
        "function": cover.need.function,
        "minimum_rating": cover.need.minimum,
        "needed": cover.needed,
        "have": [_person(outlook, one) for one in cover.have],
        "warm": list(cover.warm),
        "not_rated": list(cover.unrated),
        "gap": None if cover.gap is None else _gap(outlook, cover.gap),
        "sources": plain_facts(outlook.desk, cover.facts),
    }


def _person(outlook: Outlook, one: NodeId) -> dict[str, object]:
    band = outlook.strategy.bands[one]
    return {"id": one, "name": outlook.desk.name(one), "band": band.value}


def _gap(outlook: Outlook, gap: Gap) -> dict[str, object]:
    return {
        "kind": gap.kind.value,
        "sentence": outlook.desk.say(gap.sentence),
        "candidates": [_candidate(outlook, item) for item in gap.candidates],
        "candidates_found": gap.candidates_found,
    }


def _candidate(outlook: Outlook, item: Candidate) -> dict[str, object]:
    return {
        **_person(outlook, item.contact),
        "known_by": [tie.other(item.contact) for tie in item.ties],
        "ties": [plain_tie(outlook.desk, tie) for tie in item.ties],
        "sources": plain_facts(outlook.desk, (item.fact,)),
    }
