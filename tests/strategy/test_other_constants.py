"""Each formula worked out by hand with other constants than the defaults.

A formula that ignores its constant, or reads another's, is found here.
"""

import math
from dataclasses import replace

import pytest

from tests.strategy.networks import (
    CONSTANTS,
    TODAY,
    ago,
    contact,
    entry,
    identity,
    line,
    me,
    network,
    objective,
    opportunity,
    risk,
    step,
    strategy,
    task,
    tie,
)
from vaultnet.domain.contact import Contact, Tier
from vaultnet.domain.me import Budget
from vaultnet.domain.node import Node
from vaultnet.domain.objective import FunctionNeed
from vaultnet.domain.prospect import OpportunityOutcome
from vaultnet.strategy.attention import Urgency
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reciprocity import BalanceBand
from vaultnet.strategy.strength import Band
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.ties import find_ties

ANA = identity("ana")
LEAD = objective("lead")


def held(*nodes: Node, **constants: float) -> Strategy:
    return strategy(*nodes, constants=replace(CONSTANTS, **constants))  # type: ignore[arg-type]


def test_shares_of_fruitfulness() -> None:
    """Fit ¾ at a share of .8 is 60; opportunity .4 · .3 = .12 at .2 is 2.4.

    Risk 1 · .9 · ¼ (mitigated) = .225 takes .6 of it: .135 · 62.4 = 8.424.
    """
    ana = contact(
        "ana",
        serves=["lead"],
        ratings={"influence": 4},
        opportunities=(opportunity("low", "low"),),
        risks=(risk("high", "high", mitigation="x"),),
    )
    score = held(
        LEAD, ana, fit_share=0.8, opportunity_share=0.2, risk_share=0.6, mitigated_risk=0.25,
        value_low=0.4, likelihood_low=0.3, likelihood_high=0.9,
    ).fruitfulness[ANA]  # fmt: skip
    assert [part.points for part in score.parts] == pytest.approx([60, 2.4, -8.424])
    assert score.value == pytest.approx(53.976)


def test_levels_of_value_and_likelihood() -> None:
    """1 − (1 − .6 · .7)(1 − .9 · .7) = .7854; half of it in 100."""
    lines = (opportunity("medium", "medium"), opportunity("high", "medium"))
    ana = contact("ana", serves=["lead"], opportunities=lines)
    score = held(LEAD, ana, value_medium=0.6, value_high=0.9, likelihood_medium=0.7)
    assert score.fruitfulness[ANA].value == pytest.approx(50 * 0.7854)


def test_strength_by_other_weights_and_bands() -> None:
    """A meeting (5) two half-lives of 30 days ago and a call (4) today: 5.25 over a scale of 3."""
    ana = contact("ana", log=(entry("met", 60), entry("call", 0)))
    warmer = held(ana, weight_met=5, weight_call=4, half_life=30, strength_scale=3, strong=85)
    assert warmer.strength[ANA].value == pytest.approx(100 * (1 - math.exp(-5.25 / 3)))
    assert warmer.bands[ANA] is Band.WARM
    parts = {part.name: part.points for part in warmer.strength[ANA].parts}
    assert parts["met"] / parts["call"] == pytest.approx(1.25 / 4)
    bands = [held(ana, cool=a, warm=b, strong=c).bands[ANA] for a, b, c in BOUNDS]
    assert bands == [Band.COLD, Band.COOL, Band.WARM, Band.STRONG]


BOUNDS = ((99, 99, 99), (40, 99, 99), (20, 40, 99), (1, 2, 40))


def test_urgency_and_the_cap_by_other_bounds() -> None:
    """18 days over 10 are 1.8: due while late begins at 2; capped at 1.2, 50 · 1.2 = 60."""
    ana = contact(
        "ana", serves=["lead"], ratings={"access": 5}, cadence="10d", log=(entry("met", 18),)
    )
    found = held(LEAD, ana, late=2, overdue_limit=1.2)
    assert found.rhythms[ANA].urgency is Urgency.DUE
    assert found.priorities[ANA].value == pytest.approx(60)
    sooner = held(LEAD, ana, due=2.5, soon=0.9)
    assert sooner.rhythms[ANA].urgency is Urgency.SOON
    assert sooner.rhythms[ANA].next_on == ago(18 - 25)


def test_the_first_contact_counts_as_just_due_where_due_begins_elsewhere() -> None:
    ana = contact("ana", serves=["lead"], ratings={"access": 5}, cadence="10d")
    assert held(LEAD, ana, due=0.8).priorities[ANA].value == pytest.approx(40)


def test_minutes_and_relaxation_by_other_constants() -> None:
    """Meetings of 100 minutes each week; the cadence may double at most: 50 of 60 too many."""
    ana = contact("ana", cadence="7d", tier=Tier.KEY, log=(entry("met", 3),))
    found = held(me(budget=Budget(40 / 60)), ana, minutes_met=100, relax_limit=2).demand
    assert found.needed.value == pytest.approx(100)
    assert found.shortfall == pytest.approx(60)
    assert [(item.freed, item.days) for item in found.relaxations] == [(50, 14)]
    assert found.remaining == pytest.approx(10)


def test_minutes_of_promises_and_tasks() -> None:
    log = (entry("promised", 9, due=ago(1)),)
    ana = contact("ana", log=log, next=(task("write", TODAY),))
    actions = held(ana, minutes_promise=7, minutes_task=3).actions()
    assert [action.minutes for action in actions] == [7, 3]


def test_balance_by_another_half_life_and_an_even_of_its_own() -> None:
    """Given 4 ten days ago with a half-life of 10: 2 left; received 1 today: (2 − 1) / 3."""
    ana = contact("ana", log=(entry("gave", 10, weight=4), entry("received", 0)))
    found = held(ana, reciprocity_half_life=10).ledgers[ANA]
    assert found.balance.value == pytest.approx(1 / 3)
    assert found.band is BalanceBand.THEY_OWE
    assert held(ana, reciprocity_half_life=10, even=0.4).ledgers[ANA].band is BalanceBand.EVEN


def test_points_of_a_match() -> None:
    """One topic of 2 and of five common words at most two, at ½ each: 3."""
    mine = me(offers=(line("careful reviews of conference proposals in English #speaking"),))
    ana = contact("ana", needs=(line("careful reviews of conference proposals English #speaking"),))
    (match,) = held(mine, ana, match_topic=2, match_word=0.5, match_words_most=2).matches.mine
    assert [part.points for part in match.score.parts] == [2, 1]
    assert held(mine, ana, match_topic=2, match_word=0, match_least=2.5).matches.mine == ()


def test_a_function_in_a_need() -> None:
    mine = me(functions=("lawyer",))
    ana = contact("ana", needs=(line("a lawyer"),))
    (match,) = held(mine, ana, match_function=4.5).matches.mine
    assert match.points == 4.5


def test_coverage_over_served_from_another_factor() -> None:
    lead = objective("lead", needs=(FunctionNeed(text="", count=1, function="mentor"),))
    log = (entry("met", 1), entry("met", 2))
    people = [contact(f"c{i}", serves=["lead"], functions=("mentor",), log=log) for i in range(2)]
    assert held(lead, *people).coverage[0].gap is None
    gap = held(lead, *people, over_served=1.5).coverage[0].gap
    assert gap is not None
    assert gap.sentence.text == "mentor: 2, where 1 would do"


def rated(count: int) -> list[Contact]:
    return [
        contact(f"c{i}", serves=["lead"], ratings={"access": 1 + i}, log=(entry("met", i),))
        for i in range(count)
    ]


def test_quadrants_by_another_quantile() -> None:
    """Of 0, 12.5, 25, 37.5 and 50 the quantile of ¾ is 37.5."""
    found = held(LEAD, *rated(5), fruitful_quantile=0.75).portfolio
    assert found.fruitful_from == pytest.approx(37.5)
    assert found.quadrants[Quadrant.INVEST] == ("c3", "c4")


def test_tiers_by_other_shares() -> None:
    tiers = [
        item.suggested.value for item in held(LEAD, *rated(5), key_share=0.6, regular_share=0).tiers
    ]
    assert tiers == ["key", "key", "key", "light", "light"]


def test_the_audit_of_fewer_contacts_and_months_and_another_far() -> None:
    """Three of five met in the last month; each asks for its share of 125 points."""
    people = [
        replace(person, log=(entry("met", 10 * index),), affinity=index % 3)
        for index, person in enumerate(rated(5))
    ]
    found = held(LEAD, *people, audit_minimum=5, audit_months=1, audit_rate=0.5, audit_far=1.2)
    assert found.audit.is_enough
    assert [item.minutes for item in found.audit.attention] == [60, 60, 60, 60, 0]
    assert [item.contact for item in found.audit.far_more] == ["c0", "c1"]
    assert [item.contact for item in found.audit.far_less] == ["c4"]
    assert found.audit.favouritism is not None
    assert found.audit.favouritism.threshold == pytest.approx(0)


def test_paths_by_other_eases_and_debts() -> None:
    """Strength under the least ease of ½ costs 2; a weak tie of ease ⅛ costs 8; the debt 3."""
    ana = contact("ana", ties=(tie("tom", "weak"),), log=(entry("received", 300),))
    found = held(ana, contact("tom"), ease_least=0.5, ease_weak=0.125, debt_cost=3)
    (path,) = found.paths(identity("tom"))
    assert [part.points for part in path.cost.parts] == pytest.approx([2, 8, 3])


def test_the_number_of_paths_is_bounded() -> None:
    log = (entry("met", 0),)
    people = [contact(name, ties=(tie("z"),), log=log) for name in "abcd"]
    assert len(held(*people, contact("z"), paths_most=2).paths(identity("z"), k=9)) == 2


def test_ties_by_other_numbers_of_meetings_and_people() -> None:
    log = (entry("met", 2, people=["tom"]), entry("met", 1, people=["tom"]))
    pages = network(contact("ana", log=log), contact("tom"))
    (often,) = find_ties(pages, replace(CONSTANTS, together_medium=2.0), TODAY)
    assert often.strength.value == "medium"
    assert find_ties(pages, replace(CONSTANTS, together_crowd=1.0), TODAY) == ()
    people = [contact(f"c{i}", career=(step("2010", None, "acme"),)) for i in range(5)]
    assert len(find_ties(network(*people), replace(CONSTANTS, career_crowd=1.0), TODAY)) == 4


def test_the_brier_score_follows_the_likelihoods_that_were_set() -> None:
    """Said .9 of what was won and of what was lost: (.01 + .81) / 2."""
    won, lost = OpportunityOutcome.WON, OpportunityOutcome.LOST
    lines = tuple(opportunity("low", "high", outcome=outcome) for outcome in (won, lost))
    found = held(contact("ana", opportunities=lines), likelihood_high=0.9)
    assert found.opportunity_record.brier.value == pytest.approx(0.41)
