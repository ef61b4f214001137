"""Monotone where the model says so: more of what is good never lowers what it should raise."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategy.networks import (
    CONSTANTS,
    TODAY,
    contact,
    entry,
    identity,
    line,
    objective,
    opportunity,
    risk,
    strategy,
    tie,
)
from tests.strategy.test_firewall import professional
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import Node
from vaultnet.domain.objective import FunctionNeed, Objective
from vaultnet.domain.prospect import OpportunityOutcome
from vaultnet.strategy.coverage import GapKind
from vaultnet.strategy.summary import Strategy

LEVELS = ("low", "medium", "high")
SEEDS = st.integers(0, 100_000)
ONE = identity("c03")
TINY = 1e-9


def with_change(nodes: list[Node], **fields: object) -> Strategy:
    """Return the strategy after a change of one contact of a generated network."""
    return strategy(
        *(replace(node, **fields) if node.id == ONE else node for node in nodes)  # type: ignore[arg-type]
    )


def generated(seed: int) -> tuple[list[Node], Contact]:
    nodes = professional(Random(seed))
    person = next(node for node in nodes if node.id == ONE)
    assert isinstance(person, Contact)
    return nodes, person


def fruit(held: Strategy) -> float:
    return held.fruitfulness[ONE].value or 0.0


@settings(max_examples=60)
@given(SEEDS, st.sampled_from(sorted(CONSTANTS.criteria)))
def test_raising_a_rating_never_lowers_fruitfulness(seed: int, criterion: str) -> None:
    nodes, person = generated(seed)
    values = [
        fruit(with_change(nodes, ratings={**person.ratings, criterion: rating}))
        for rating in range(1, 6)
    ]
    assert all(low <= high + TINY for low, high in pairwise(values))


@settings(max_examples=60)
@given(SEEDS, st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_opportunities_help_risks_harm_and_mitigation_does_not(
    seed: int, worth: str, likelihood: str
) -> None:
    nodes, person = generated(seed)
    before = fruit(with_change(nodes))
    chance = opportunity(worth, likelihood)
    danger = risk(worth, likelihood)
    eased = replace(danger, mitigation="something is done")
    more = fruit(with_change(nodes, opportunities=(*person.opportunities, chance)))
    less = fruit(with_change(nodes, risks=(*person.risks, danger)))
    met = fruit(with_change(nodes, risks=(*person.risks, eased)))
    assert more >= before - TINY
    assert less <= met + TINY
    assert met <= before + TINY


@settings(max_examples=40)
@given(SEEDS)
def test_what_has_come_to_an_end_no_longer_counts(seed: int) -> None:
    nodes, person = generated(seed)
    chance = opportunity("high", "high")
    lost = replace(chance, outcome=OpportunityOutcome.LOST)
    closed = with_change(nodes, opportunities=(*person.opportunities, lost))
    assert fruit(closed) == fruit(with_change(nodes))


@settings(max_examples=60)
@given(SEEDS, st.sampled_from(["met", "call", "message", "gave", "contact"]), st.integers(0, 700))
def test_a_talk_more_never_cools_and_never_makes_later(seed: int, kind: str, days: int) -> None:
    nodes, person = generated(seed)
    active: dict[str, object] = {"status": ContactStatus.ACTIVE, "cadence": CADENCE, "tier": None}
    before = with_change(nodes, **active)
    after = with_change(nodes, **active, log=(*person.log, entry(kind, days)))
    assert (after.strength[ONE].value or 0) >= (before.strength[ONE].value or 0) - TINY
    then, now = before.rhythms[ONE].ratio, after.rhythms[ONE].ratio
    assert now is not None
    assert then is None or now <= then


CADENCE = contact("x", cadence="6w").cadence


@settings(max_examples=40)
@given(SEEDS, st.integers(1, 400))
def test_time_alone_never_warms_and_never_makes_earlier(seed: int, days: int) -> None:
    """On a later day without any further line: colder, later, and no promise kept by waiting."""
    nodes, person = generated(seed)
    past = replace(person, log=tuple(item for item in person.log if item.day and item.day <= TODAY))
    nodes = [past if node.id == ONE else node for node in nodes]
    one, other = strategy(*nodes), strategy(*nodes, as_of=TODAY + timedelta(days=days))
    warm, later = one.strength[ONE].value, other.strength[ONE].value
    assert (warm is None) is (later is None)
    assert (later or 0) <= (warm or 0) + TINY
    if ONE in one.rhythms and one.rhythms[ONE].ratio is not None:
        assert (other.rhythms[ONE].ratio or 0) > (one.rhythms[ONE].ratio or 0)
    assert len(other.ledgers[ONE].promises) == len(one.ledgers[ONE].promises)


@settings(max_examples=40)
@given(SEEDS, st.integers(1, 5), st.integers(0, 900))
def test_giving_raises_the_balance_and_receiving_lowers_it(
    seed: int, weight: int, days: int
) -> None:
    nodes, person = generated(seed)
    before = with_change(nodes).ledgers[ONE].balance.value
    for kind, sign in (("gave", 1), ("received", -1)):
        line_more = entry(kind, days, weight=weight)
        after = with_change(nodes, log=(*person.log, line_more)).ledgers[ONE].balance.value
        assert after is not None
        assert sign * after >= sign * (-sign if before is None else before) - TINY


@settings(max_examples=40)
@given(SEEDS, st.sampled_from(LEVELS))
def test_more_importance_and_higher_levels_never_lower(seed: int, likelihood: str) -> None:
    nodes, _ = generated(seed)
    raised = [
        replace(node, importance=node.importance + 3) if isinstance(node, Objective) else node
        for node in nodes
        if node.id != "teach"
    ]
    alone = [node for node in nodes if node.id != "teach"]
    assert strategy(*raised).fruitfulness == strategy(*alone).fruitfulness, (
        "one aim is all there is"
    )
    values = [
        fruit(with_change(nodes, opportunities=(opportunity(level, likelihood),)))
        for level in LEVELS
    ]
    assert values == sorted(values)


@settings(max_examples=30)
@given(SEEDS, st.sampled_from(["weak", "medium", "strong"]))
def test_a_tie_more_never_makes_the_way_dearer(seed: int, strength: str) -> None:
    nodes, person = generated(seed)
    before = with_change(nodes)
    after = with_change(nodes, ties=(*person.ties, tie("c07", strength)))
    for target in before.contacts:
        cheapest, now = before.paths(target, k=1), after.paths(target, k=1)
        assert len(now) >= len(cheapest)
        if cheapest:
            assert (now[0].cost.value or 0) <= (cheapest[0].cost.value or 0) + TINY


@settings(max_examples=30)
@given(SEEDS)
def test_one_more_who_fills_a_function_never_uncovers(seed: int) -> None:
    nodes, _ = generated(seed)
    before = {cover.fact: cover for cover in strategy(*nodes).coverage}
    another = contact("zz", serves=["lead", "teach"], functions=("mentor", "speaker"))
    for cover in strategy(*nodes, another).coverage:
        then = before[cover.fact]
        assert set(then.have) <= set(cover.have)
        if cover.gap is not None and cover.gap.kind is GapKind.UNCOVERED:
            assert then.gap is not None
            assert then.gap.kind is GapKind.UNCOVERED


@settings(max_examples=30)
@given(SEEDS)
def test_an_offer_more_never_takes_a_match_away(seed: int) -> None:
    nodes, person = generated(seed)
    constants = replace(CONSTANTS, match_top=1000.0)
    before = strategy(*nodes, constants=constants).matches
    more = replace(person, offers=(*person.offers, line("time for #sre")))
    changed = [more if node.id == ONE else node for node in nodes]
    after = strategy(*changed, constants=constants).matches
    pairs = {(item.first, item.second) for item in after.introductions}
    assert {(item.first, item.second) for item in before.introductions} <= pairs
    assert len(after.mine) == len(before.mine)


def test_a_need_may_only_be_met_by_somebody_who_serves() -> None:
    need = FunctionNeed(text="", count=1, function="mentor")
    held = strategy(objective("lead", needs=(need,)), contact("ana", functions=("mentor",)))
    (cover,) = held.coverage
    assert cover.have == ()
    assert cover.gap is not None
    assert [item.contact for item in cover.gap.candidates] == ["ana"]
