"""The time there is against the time it takes: shortfall, relaxation, the week's plan."""

import math
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategy.networks import (
    CONSTANTS,
    TODAY,
    ago,
    contact,
    entry,
    me,
    objective,
    strategy,
    task,
)
from vaultnet.domain.contact import Contact, Tier
from vaultnet.domain.me import Budget
from vaultnet.domain.node import NodeId
from vaultnet.strategy.attention import Rhythm, Urgency
from vaultnet.strategy.budget import Demand, plan_week, relax, weekly_minutes
from vaultnet.strategy.reasons import Part, Score, Sentence, no_data, total
from vaultnet.strategy.summary import Strategy

LEAD = objective("lead")


def meeting(name: str, rating: int, cadence: str = "7d", days: int = 7) -> Contact:
    """A contact who takes an hour each time."""
    log = (entry("met", days),)
    return contact(
        name,
        serves=["lead"],
        ratings={"influence": rating},
        cadence=cadence,
        log=log,
        tier=Tier.KEY,
    )


def with_budget(hours: float, *people: Contact, period: str = "week") -> Strategy:
    return strategy(LEAD, me(budget=Budget(hours, period)), *people)


def test_the_demand_and_the_exact_shortfall() -> None:
    """An hour a week and an hour in two weeks are 90 minutes; an hour is 30 too few."""
    held = with_budget(1, meeting("ana", 5), meeting("tom", 3, "14d")).demand
    assert held.needed.value == pytest.approx(90)
    assert held.available == 60
    assert held.shortfall == pytest.approx(30)
    assert held.is_feasible is False
    assert held.remaining == pytest.approx(0)


def test_enough_is_feasible_and_relaxes_nothing() -> None:
    held = with_budget(1.5, meeting("ana", 5), meeting("tom", 3, "14d")).demand
    assert (held.is_feasible, held.shortfall, held.relaxations) == (True, 0.0, ())


def test_without_a_budget_nothing_is_said() -> None:
    held = strategy(LEAD, meeting("ana", 5))
    assert (held.demand.is_feasible, held.demand.shortfall) == (None, None)
    assert len(held.week.actions) == 1


@pytest.mark.parametrize(
    ("hours", "period", "minutes"),
    [(3, "week", 180), (1, "day", 420), (4.348125, "month", 60), (52.1775, "year", 60)],
)
def test_a_budget_in_minutes_a_week(hours: float, period: str, minutes: float) -> None:
    assert weekly_minutes(Budget(hours, period)) == pytest.approx(minutes)


def test_the_least_fruitful_is_relaxed_first_and_only_as_far_as_needed() -> None:
    """Tom (25) is the cheaper: his 60 minutes may fall to 20, and 30 are needed: 14 days."""
    held = with_budget(1.5, meeting("ana", 5), meeting("tom", 3)).demand
    (only,) = held.relaxations
    assert only.contact == "tom"
    assert only.freed == pytest.approx(30)
    assert only.days == pytest.approx(14)
    assert str(only.cadence) == "14d"
    assert only.loss == pytest.approx(12.5)


def test_what_even_the_longest_cadences_leave_is_said() -> None:
    """120 minutes fall to a third at most, 40; there are 30, so 10 remain."""
    held = with_budget(0.5, meeting("ana", 5), meeting("tom", 3)).demand
    assert held.shortfall == pytest.approx(90)
    assert [item.days for item in held.relaxations] == pytest.approx([21, 21])
    assert held.remaining == pytest.approx(10)


def rhythm(name: str, minutes: float, days: float) -> Rhythm:
    return Rhythm(NodeId(name), days, minutes, None, None, Urgency.FIRST, TODAY, ())


def score(value: float | None) -> Score:
    if value is None:
        return no_data(Sentence("none"))
    return total((Part("fit", value, Sentence("x")),))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(5, 120), st.floats(3, 90), st.one_of(st.none(), st.floats(0, 100))),
        min_size=1,
        max_size=5,
    ),
    st.floats(0.01, 1.2),
)
def test_no_order_of_relaxing_loses_less(
    people: list[tuple[float, float, float | None]], share: float
) -> None:
    """With proportional losses some order of relaxing each as far as needed is the best one."""
    rhythms = {NodeId(str(i)): rhythm(str(i), m, d) for i, (m, d, _) in enumerate(people)}
    values = {NodeId(str(i)): score(value) for i, (_, _, value) in enumerate(people)}
    most = {name: 7 * item.minutes / item.days * (2 / 3) for name, item in rhythms.items()}
    shortfall = share * sum(most.values())
    chosen = relax(rhythms, values, shortfall, CONSTANTS)
    freed = math.fsum(item.freed for item in chosen)
    assert freed == pytest.approx(min(shortfall, sum(most.values())))
    loss = sum(item.loss or 0.0 for item in chosen)
    for order in permutations(rhythms):
        left, other = min(shortfall, sum(most.values())), 0.0
        for name in order:
            part = min(left, most[name])
            other += part / rhythms[name].minutes * (values[name].value or 0.0)
            left -= part
        assert loss <= other + 1e-6


def test_the_week_takes_what_fits_in_order_and_passes_over_what_does_not() -> None:
    """75 minutes: the promise (30), not the hour with Ana, the task (15), not Tom."""
    ana = meeting("ana", 5, days=20)
    tom = contact("tom", cadence="7d", log=(entry("call", 9),))
    bea = contact("bea", log=(entry("promised", 9, due=ago(1)),), next=(task("write", ago(-3)),))
    week = with_budget(1.25, ana, tom, bea).week
    assert [action.contacts[0] for action in week.actions] == ["bea", "bea", "tom"]
    assert [action.contacts[0] for action in week.left_out] == ["ana"]
    assert week.minutes == 75.0


def test_no_rounding_lets_the_plan_exceed_the_budget() -> None:
    """Ten tasks of 0.1 minutes are a minute, though ten times 0.1 add up to less in floats."""
    tasks = tuple(task(f"task {i}", TODAY) for i in range(12))
    constants = replace(CONSTANTS, minutes_task=0.1)
    owner = me(budget=Budget(1 / 60))
    week = strategy(owner, contact("ana", next=tasks), constants=constants).week
    assert week.available is not None
    assert len(week.actions) == 9, "0.1 is a little more than a tenth"
    assert week.minutes <= week.available


MINUTES = st.one_of(st.floats(0, 60), st.sampled_from([0.1, 0.2, 0.3, 1 / 3, 1e-12, 30.0]))


@given(st.lists(MINUTES, max_size=12), st.floats(0, 90))
def test_the_plan_is_that_of_exact_numbers(minutes: list[float], available: float) -> None:
    (one,) = strategy(contact("ana", next=(task("write", TODAY),))).actions()
    week = plan_week([replace(one, minutes=each) for each in minutes], available, TODAY)
    used = Fraction()
    taken: list[float] = []
    left: list[float] = []
    for each in minutes:
        fits = used + Fraction(each) <= available
        (taken if fits else left).append(each)
        used += Fraction(each) if fits else 0
    assert [action.minutes for action in week.actions] == taken
    assert [action.minutes for action in week.left_out] == left
    assert week.minutes == float(used)


def test_what_is_not_due_this_week_is_not_planned() -> None:
    week = with_budget(9, meeting("ana", 5, "30d", 22), meeting("tom", 5, "30d", 23)).week
    assert [action.contacts[0] for action in week.actions] == ["tom"]
    assert week.left_out == ()


PEOPLE = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 40), st.integers(0, 200)), max_size=8)


@given(PEOPLE, st.floats(0, 5))
def test_the_shortfall_is_exact_and_relaxing_by_the_list_frees_it(
    people: list[tuple[int, int, int]], hours: float
) -> None:
    """Added up anew from the cadences as they are written, before and after relaxing them."""
    days = {f"c{i}": float(cadence) for i, (_, cadence, _) in enumerate(people)}
    made = [meeting(f"c{i}", r, f"{c}d", d) for i, (r, c, d) in enumerate(people)]
    held = with_budget(hours, *made).demand
    assert held.shortfall is not None
    assert held.shortfall == pytest.approx(max(0.0, week_of(days) - hours * 60))
    relaxed = {**days, **{str(item.contact): item.days for item in held.relaxations}}
    freed = week_of(days) - week_of(relaxed)
    assert freed == pytest.approx(held.shortfall - held.remaining)
    assert all(relaxed[name] <= 3 * days[name] + 1e-9 for name in days)
    if held.remaining > 1e-6:
        assert all(relaxed[name] == pytest.approx(3 * days[name]) for name in days)
    written = {
        f"c{i}": meeting(f"c{i}", r, f"{whole_days(held, f'c{i}', c)}d", d)
        for i, (r, c, d) in enumerate(people)
    }
    after = with_budget(hours + held.remaining / 60 + 1e-9, *written.values()).demand
    assert after.is_feasible


def week_of(days: dict[str, float]) -> float:
    """Return the minutes a week of an hour each so many days."""
    return math.fsum(7 * 60 / cadence for cadence in days.values())


def whole_days(held: Demand, name: str, days: int) -> int:
    """Return the cadence as the list of relaxations would have it written."""
    found = (item.cadence for item in held.relaxations if item.contact == name)
    return int(next((cadence.days or 0 for cadence in found), days))


@given(PEOPLE, st.floats(0, 5))
def test_the_plan_never_exceeds_the_budget(
    people: list[tuple[int, int, int]], hours: float
) -> None:
    made = [meeting(f"c{i}", *(r, f"{c}d", d)) for i, (r, c, d) in enumerate(people)]
    held = with_budget(hours, *made)
    week = held.week
    assert week.minutes <= hours * 60
    assert week.minutes == math.fsum(action.minutes for action in week.actions)
    assert held.demand.shortfall == pytest.approx(
        max(0.0, (held.demand.needed.value or 0) - hours * 60)
    )
    everything = plan_week(held.actions(within=7), None, TODAY)
    assert len(week.actions) + len(week.left_out) == len(everything.actions)
