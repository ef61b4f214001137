"""What could help where nobody leads to somebody: who knows them, and who has much in common.

Somebody is within reach of a start where living ties lead to them; a closed contact brings
nobody further. Kindred are those within reach who are or were at one organisation with whom one
wants to meet, serve the same objective, or fill the same function: the more of it, the earlier
they stand, then the warmest, then by id. That they know each other is a question to ask, and no
tie.
"""

import heapq
from collections.abc import Iterator, Mapping

from vaultnet.cli.reports.ways import Kindred, Leads
from vaultnet.domain.contact import ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.strategy.common_ground import Sharing, traits_of
from vaultnet.strategy.paths import ME
from vaultnet.strategy.reasons import Fact, Sentence, as_written, descending, wording
from vaultnet.strategy.summary import Strategy

_KINDRED = 5


def find_leads(strategy: Strategy, start: NodeId, target: NodeId) -> Leads:
    """Return what could help to reach somebody to whom no path leads."""
    reached = within_reach(strategy, start)
    known = strategy.living_ties.get(target, {})
    ended = (
        tie
        for tie in strategy.ties
        if target in tie.pair
        and tie.is_expired(strategy.as_of)
        and tie.other(target) in {*reached, start}
    )
    kindred = list(_kindred(strategy, reached - {start, target}, target))
    shown = heapq.nsmallest(_KINDRED, kindred, key=lambda item: _order(strategy, item))
    both = start != ME and _is_met(strategy, start) and _is_met(strategy, target)
    return Leads(tuple(known), tuple(ended), tuple(shown), len(kindred), both)


def within_reach(strategy: Strategy, start: NodeId) -> set[NodeId]:
    """Return to whom living ties lead from a start, itself included where it is a contact."""
    found = {start}
    if start == ME:
        found = {one for one, score in strategy.strength.items() if score.value is not None}
    waiting = list(found)
    while waiting:
        person = waiting.pop()
        if strategy.contacts[person].status is not ContactStatus.CLOSED:
            new = strategy.living_ties.get(person, {}).keys() - found
            found |= new
            waiting.extend(new)
    return found


def _is_met(strategy: Strategy, contact: NodeId) -> bool:
    return strategy.strength[contact].value is not None


def _kindred(strategy: Strategy, reached: set[NodeId], target: NodeId) -> Iterator[Kindred]:
    wanted = _traits(strategy, target)
    for one in sorted(reached):
        if strategy.contacts[one].status is ContactStatus.CLOSED:
            continue
        own = _traits(strategy, one)
        shared = [key for key in wanted if key in own]
        if shared:
            facts = (held[key][1] for key in shared for held in (own, wanted))
            yield Kindred(one, tuple(own[key][0] for key in shared), tuple(facts))


def _order(strategy: Strategy, item: Kindred) -> tuple[int, tuple[int, float], NodeId]:
    strength = strategy.strength[item.contact].value
    return (-len(item.shared), descending(strength), item.contact)


def _traits(strategy: Strategy, one: NodeId) -> Mapping[object, tuple[Sentence, Fact]]:
    """Return what somebody may have in common with others, in words, and where it is written."""
    found: dict[object, tuple[Sentence, Fact]] = {}
    for trait, label, fact in traits_of(strategy.network, strategy.contacts[one]):
        if (template := _TEMPLATES.get(trait[0])) is not None:
            found.setdefault(trait, (Sentence(template, {"label": as_written(label)}), fact))
    for service in strategy.aims.services.get(one, ()):
        objective = service.aim.objective
        values = {"objective": as_written(objective.name)}
        sentence = Sentence("serves the same objective: {objective}", values)
        found[objective.id] = (sentence, service.fact)
    return found


_TEMPLATES: Mapping[Sharing, str] = {
    Sharing.ORGANISATION: wording("is or was at the same place: {label}"),
    Sharing.FUNCTION: wording("the same function: {label}"),
}
