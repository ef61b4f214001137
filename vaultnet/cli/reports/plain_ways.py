"""Ways from one person to another as an object of JSON."""

from vaultnet.cli.reasons import Desk, plain_facts, plain_score
from vaultnet.cli.reports.quoting import quote_tie
from vaultnet.cli.reports.ways import Kindred, Leads, Ways
from vaultnet.domain.node import NodeId
from vaultnet.strategy.paths import Hop, Path
from vaultnet.strategy.ties import KnownTie


def plain_ways(desk: Desk, ways: Ways) -> dict[str, object]:
    """Return the paths, or what could help where there is none."""
    touch = ways.last_touch
    return {
        "as_of": ways.strategy.as_of.isoformat(),
        "from": plain_person(desk, ways.start),
        "to": plain_person(desk, ways.target),
        "known_already": ways.is_direct,
        "last_contact": None if touch is None else touch.day.isoformat(),
        "paths": [_plain_path(desk, path) for path in ways.paths],
        "no_way": None if ways.leads is None else _plain_leads(desk, ways.leads),
    }


def plain_person(desk: Desk, one: NodeId) -> dict[str, object] | None:
    """Return who somebody is; None is the owner."""
    return {"id": one, "name": desk.name(one)} if one else None


def plain_tie(desk: Desk, tie: KnownTie) -> dict[str, object]:
    """Return what says that two people know each other."""
    return {
        "people": list(tie.pair),
        "source": tie.source.value,
        "strength": tie.strength.value,
        "start": None if tie.start is None else tie.start.isoformat(),
        "until": None if tie.until is None else tie.until.isoformat(),
        "text": quote_tie(desk, tie),
        "sources": plain_facts(desk, tie.facts),
    }


def _plain_path(desk: Desk, path: Path) -> dict[str, object]:
    return {
        "people": [plain_person(desk, one) for one in path.nodes],
        "go_betweens": list(path.go_betweens),
        "cost": plain_score(desk, path.cost),
        "hops": [_plain_hop(desk, hop) for hop in path.hops],
    }


def _plain_hop(desk: Desk, hop: Hop) -> dict[str, object]:
    return {
        "from": hop.start or None,
        "to": hop.end,
        "cost": hop.cost,
        "sentence": desk.say(hop.sentence),
        "ties": [plain_tie(desk, tie) for tie in hop.ties],
        "sources": plain_facts(desk, hop.facts),
    }


def _plain_leads(desk: Desk, leads: Leads) -> dict[str, object]:
    return {
        "known_by": [plain_person(desk, one) for one in leads.known_by],
        "ended_ties": [plain_tie(desk, tie) for tie in leads.ended],
        "in_common": [_plain_kindred(desk, item) for item in leads.kindred],
        "in_common_found": leads.kindred_found,
        "you_know_both": leads.you_know_both,
    }


def _plain_kindred(desk: Desk, item: Kindred) -> dict[str, object]:
    return {
        "id": item.contact,
        "name": desk.name(item.contact),
        "shared": [desk.say(sentence) for sentence in item.shared],
        "sources": plain_facts(desk, item.facts),
    }
