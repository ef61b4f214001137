"""Where each contact stands in what the strategy says of all: looked up on every page of one.

The strategy answers with lists of the whole network. Here they are turned around once for a
site, so that the page of a contact costs what it shows and not what the network holds.
"""

from collections.abc import Iterable, Mapping

from vaultnet.domain.contact import ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.attention import ActionKind
from vaultnet.strategy.matching import Introduction, Match
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reasons import descending
from vaultnet.strategy.strength import Band
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.tiers import Suggestion

MAX_INTRODUCED = 60
SEARCHED = 60_000
"""For how many contacts ways to an introduction are looked for, and over how many contacts all
these searches may go together: one search costs as the network is large, all about a second."""

_DISTANT = frozenset({Band.NEVER, Band.COLD})


@dataclass(frozen=True, slots=True)
class Placings:
    """Look-ups by contact.

    `attention` is the order in which contacts want attention, `places` counts it from 1.
    `needing` and `offering` are the matches by who needs and by who offers, mine first, then by
    points. `mutual` are the pairs whom an introduction would help both. `distant` are those to
    whom ways are worth looking for: cold or never spoken to, somebody knows them, and among the
    most fruitful of these.
    """

    suggestions: Mapping[NodeId, Suggestion]
    quadrants: Mapping[NodeId, Quadrant]
    attention: tuple[NodeId, ...]
    places: Mapping[NodeId, int]
    needing: Mapping[NodeId, tuple[Match, ...]]
    offering: Mapping[NodeId, tuple[Match, ...]]
    mutual: frozenset[tuple[NodeId, NodeId]]
    distant: frozenset[NodeId]


def find_placings(strategy: Strategy) -> Placings:
    """Return where each contact stands, in one pass over each list of the strategy."""
    matches = strategy.matches
    joined = _joined(matches.introductions)
    quadrants = strategy.portfolio.quadrants.items()
    attention = _attention(strategy)
    return Placings(
        suggestions={item.contact: item for item in strategy.tiers},
        quadrants={one: quadrant for quadrant, held in quadrants for one in held},
        attention=attention,
        places={one: place for place, one in enumerate(attention, start=1)},
        needing=_by_need((*matches.mine, *joined)),
        offering=_by_offer((*matches.for_me, *joined)),
        mutual=frozenset((i.first, i.second) for i in matches.introductions if i.helps_both),
        distant=_distant(strategy),
    )


def _attention(strategy: Strategy) -> tuple[NodeId, ...]:
    touches = (item for item in strategy.actions() if item.kind is ActionKind.CONTACT)
    return tuple(item.contacts[0] for item in touches)


def _joined(introductions: Iterable[Introduction]) -> tuple[Match, ...]:
    """Return the matches of all introductions, those that help both first, then by points."""
    pairs = [(item.helps_both, match) for item in introductions for match in item.matches]
    pairs.sort(key=lambda pair: (not pair[0], -pair[1].points, pair[1].want.fact))
    return tuple(match for _, match in pairs)


def _by_need(matches: Iterable[Match]) -> Mapping[NodeId, tuple[Match, ...]]:
    found: dict[NodeId, list[Match]] = {}
    for match in matches:
        found.setdefault(match.want.owner, []).append(match)
    return {one: tuple(held) for one, held in found.items()}


def _by_offer(matches: Iterable[Match]) -> Mapping[NodeId, tuple[Match, ...]]:
    found: dict[NodeId, list[Match]] = {}
    for match in matches:
        found.setdefault(match.asset.owner, []).append(match)
    return {one: tuple(held) for one, held in found.items()}


def is_distant(strategy: Strategy, contact: NodeId) -> bool:
    """Tell whether an introduction would help: cold or never spoken to, and not closed."""
    closed = strategy.contacts[contact].status is ContactStatus.CLOSED
    return strategy.bands[contact] in _DISTANT and not closed


def _distant(strategy: Strategy) -> frozenset[NodeId]:
    contacts = strategy.contacts
    known = (one for one in contacts if one in strategy.living_ties)
    found = [one for one in known if is_distant(strategy, one)]
    found.sort(key=lambda one: (descending(strategy.fruitfulness[one].value), one))
    return frozenset(found[: min(MAX_INTRODUCED, SEARCHED // max(1, len(contacts)))])
