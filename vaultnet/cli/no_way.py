"""What could help where nobody leads to somebody: who knows them, and who has much in common.

Somebody is within reach of a start where living ties lead to them; a closed contact brings
nobody further. Kindred are those within reach who are or were at one organisation with whom one
wants to meet, serve the same objective, or fill the same function: the more of it, the earlier
they stand, then the warmest, then by id. That they know each other is a question to ask, and no
tie.
"""

import heapq
from collections.abc import Iterator, Mapping

from vaultnet.cli.ways import Kindred, Leads
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.strategy.paths import ME
from vaultnet.strategy.reasons import Fact, Sentence, as_written, descending
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.terms import phrase
from vaultnet.strategy.ties import organisation_key

_KINDRED = 5
_Trait = tuple[str, str]
"""Something that two people may have in common: its kind, and its folded text or an id."""


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
        shared = [trait for trait in wanted if trait in own]
        if shared:
            facts = (fact for trait in shared for fact in (own[trait], wanted[trait]))
            sentences = tuple(_told(strategy, trait, own[trait]) for trait in shared)
            yield Kindred(one, sentences, tuple(facts))


def _order(strategy: Strategy, item: Kindred) -> tuple[int, tuple[int, float], NodeId]:
    strength = strategy.strength[item.contact].value
    return (-len(item.shared), descending(strength), item.contact)


def _traits(strategy: Strategy, one: NodeId) -> Mapping[_Trait, Fact]:
    """Return what somebody may have in common with others, and where each is written."""
    contact = strategy.contacts[one]
    found: dict[_Trait, Fact] = {}
    for place, fact in _places(strategy.network, contact):
        found.setdefault(("organisation", place), fact)
    for service in strategy.aims.services.get(one, ()):
        found.setdefault(("objective", service.aim.objective.id), service.fact)
    for index, function in enumerate(contact.functions):
        key = " ".join(phrase(function))
        found.setdefault(("function", key), Fact(one, f"functions/{index}"))
    return found


def _places(network: Network, contact: Contact) -> Iterator[tuple[str, Fact]]:
    if contact.organisation is not None:
        key = organisation_key(network, contact.organisation)
        yield key, Fact(contact.id, "organisation")
    for index, step in enumerate(contact.career):
        if step.organisation is not None:
            key = organisation_key(network, step.organisation)
            yield key, Fact(contact.id, f"career/{index}")


def _told(strategy: Strategy, trait: _Trait, fact: Fact) -> Sentence:
    kind, key = trait
    if kind == "function":
        index = int(fact.field.split("/")[1])
        function = strategy.contacts[fact.node].functions[index]
        return Sentence("the same function: {function}", {"function": as_written(function)})
    node = strategy.network.nodes.get(NodeId(key))
    name = as_written(key if node is None else node.name)
    if kind == "objective":
        return Sentence("serves the same objective: {objective}", {"objective": name})
    return Sentence("is or was at the same place: {organisation}", {"organisation": name})
