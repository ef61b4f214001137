"""What to bring along to somebody: an offer of the owner's, else an introduction.

Of all matches of a contact's needs, the best with an offer of the owner's comes first: it is
theirs to give. Where there is none, the best offer of another contact, to whom the owner could
introduce them.
"""

from collections.abc import Mapping

from vaultnet.domain.node import NodeId
from vaultnet.strategy.matching import Introduction, Match, Matches


def best_help(matches: Matches) -> Mapping[NodeId, Match]:
    """Return for each contact whom somebody can help the match to begin with."""
    found: dict[NodeId, Match] = {}
    for match in matches.mine:
        found.setdefault(match.want.owner, match)
    for introduction in matches.introductions:
        for match in introduction.matches:
            found.setdefault(match.want.owner, match)
    return found


def introductions_of(matches: Matches, contact: NodeId) -> tuple[Introduction, ...]:
    """Return the introductions that a contact takes part in, those that help both first."""
    return tuple(item for item in matches.introductions if contact in {item.first, item.second})
