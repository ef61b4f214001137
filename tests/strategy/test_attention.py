"""The overdue ratio and its bands, and the order of what is to be done."""

from dataclasses import replace

import pytest

from tests.strategy.networks import (
    CONSTANTS,
    TODAY,
    ago,
    contact,
    entry,
    objective,
    strategy,
    task,
)
from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.node import NodeId
from vaultnet.strategy.attention import ActionKind, Urgency, urgency_of
from vaultnet.strategy.reasons import Fact

LEAD = objective("lead")


def ids(actions: object) -> list[str]:
    return [action.contacts[0] for action in actions]  # type: ignore[attr-defined]


def rated(name: str, rating: int, days: int, **fields: object) -> Contact:
    return contact(
        name,
        serves=["lead"],
        ratings={"influence": rating},
        cadence=fields.pop("cadence", "10d"),
        log=(entry("met", days),),
        **fields,
    )


def test_the_ratio_is_days_over_the_own_cadence_else_that_of_the_tier() -> None:
    """14 days over 28 of a key contact is ½; over its own 10 days it is 1.4."""
    by_tier = contact("ana", tier=Tier.KEY, log=(entry("met", 14), entry("note", 1)))
    own = contact("tom", tier=Tier.KEY, cadence="10d", log=(entry("met", 14),))
    rhythms = strategy(by_tier, own).rhythms
    ana, tom = rhythms[NodeId("ana")], rhythms[NodeId("tom")]
    assert (ana.ratio, ana.urgency) == (0.5, Urgency.FINE)
    assert (tom.ratio, tom.urgency) == (1.4, Urgency.DUE)
    assert ana.facts == (Fact(NodeId("ana"), "log/0"), Fact(NodeId("ana"), "tier"))
    assert tom.facts[1] == Fact(NodeId("tom"), "cadence")
    assert (tom.next_on, ana.next_on) == (ago(4), ago(-14))


@pytest.mark.parametrize(
    ("ratio", "word"),
    [(0, "fine"), (0.7499, "fine"), (0.75, "soon"), (0.99, "soon"), (1, "due"), (1.49, "due"),
     (1.5, "late"), (9, "late")],
)  # fmt: skip
def test_bands_of_the_ratio(ratio: float, word: str) -> None:
    assert urgency_of(ratio, CONSTANTS).value == word


def test_never_closed_and_tier_none_are_not_in_the_list_with_all_they_have() -> None:
    late = {"log": (entry("promised", 30, due=ago(20)),), "next": (task("write", ago(5)),)}
    held = strategy(
        contact("closed", tier=Tier.KEY, status=ContactStatus.CLOSED, **late),
        contact("never", tier=Tier.KEY, cadence="never", **late),
        contact("none", tier=Tier.NONE, cadence="1w", **late),
    )
    assert held.actions(within=30) == ()
    assert len(held.ledgers[NodeId("none")].promises) == 1


def test_somebody_without_a_tier_has_tasks_but_no_rhythm() -> None:
    held = strategy(contact("ana", next=(task("write", ago(5)),), log=(entry("met", 900),)))
    assert [action.kind for action in held.actions()] == [ActionKind.TASK]


def test_never_spoken_is_first_contact_and_counts_as_just_due() -> None:
    held = strategy(LEAD, contact("ana", tier=Tier.KEY, serves=["lead"], ratings={"influence": 5}))
    rhythm = held.rhythms[NodeId("ana")]
    assert (rhythm.ratio, rhythm.urgency) == (None, Urgency.FIRST)
    assert held.priorities[NodeId("ana")].value == held.fruitfulness[NodeId("ana")].value == 50.0


def test_the_order_promises_then_tasks_then_fruitfulness_times_ratio() -> None:
    """x: 50·3 = 150 (4 cadences count 3); y: 25·4→3 = 75; z: 50·1 = 50; u is not placed."""
    held = strategy(
        LEAD,
        rated("z", 5, 10),
        rated("y", 3, 40),
        rated("x", 5, 40),
        contact("u", cadence="10d", log=(entry("met", 90),)),
        contact("t", next=(task("write", ago(9)),)),
        contact("p", log=(entry("promised", 30, due=ago(2)),)),
        contact(
            "q",
            log=(entry("promised", 30, due=ago(3)), entry("promised", 2, done=True, due=ago(1))),
        ),
    )
    assert ids(held.actions()) == ["q", "p", "t", "x", "y", "z", "u"]
    values = [held.priorities[NodeId(name)].value for name in "xyz"]
    assert values == pytest.approx([150, 75, 50])
    parts = held.priorities[NodeId("x")].parts
    assert [part.points for part in parts] == pytest.approx([50, 100])


def test_what_comes_due_is_listed_only_when_asked_for() -> None:
    person = contact("ana", next=(task("soon", ago(-5)), task("late", ago(1)), task("some day")))
    held = strategy(person)
    assert [action.text for action in held.actions()] == ["late"]
    assert [action.text for action in held.actions(within=5)] == ["late", "soon"]
    assert [action.late for action in held.actions(within=5)] == [True, False]


def test_what_comes_due_stands_by_its_day() -> None:
    log = (entry("promised", 9, due=ago(-5)),)
    ana = contact("ana", log=log, next=(task("sooner", ago(-2)), task("later", ago(-7))))
    days = [action.day for action in strategy(ana).actions(within=14)]
    assert days == [ago(-2), ago(-5), ago(-7)]


def test_equals_stand_in_the_order_of_their_ids() -> None:
    people = [rated(name, 4, 20) for name in ("carla", "ana", "bea")]
    assert ids(strategy(LEAD, *people).actions()) == ["ana", "bea", "carla"]


def test_a_promise_to_two_people_is_one_action() -> None:
    ana = contact("ana", log=(entry("promised", 9, due=ago(2), people=["tom"]),))
    actions = strategy(ana, contact("tom")).actions()
    assert [action.contacts for action in actions] == [("ana", "tom")]
    assert actions[0].facts == (Fact(NodeId("ana"), "log/0"),)


def test_minutes_are_those_that_contact_took_in_the_last_year() -> None:
    """A meeting (60) and a message (10) in the last year; the meetings before do not count."""
    log = (entry("met", 30), entry("message", 40), entry("met", 800))
    rhythm = strategy(contact("ana", cadence="1m", log=log)).rhythms[NodeId("ana")]
    assert rhythm.minutes == 35.0
    only_old = strategy(contact("ana", cadence="1m", log=log[2:])).rhythms[NodeId("ana")]
    assert only_old.minutes == 60.0


def test_an_earlier_day_sees_what_was_open_then() -> None:
    kept = entry("promised", 30, due=ago(20), done=True, done_on=ago(10))
    person = contact("ana", log=(kept,))
    assert strategy(person).actions() == ()
    assert [action.late for action in strategy(person, as_of=ago(15)).actions()] == [True]
    assert strategy(person, as_of=ago(31)).actions(within=60) == ()


def test_the_cap_is_a_setting() -> None:
    held = strategy(LEAD, rated("x", 5, 40), constants=replace(CONSTANTS, overdue_limit=2.0))
    assert held.priorities[NodeId("x")].value == pytest.approx(100)
    assert held.as_of == TODAY
