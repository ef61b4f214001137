"""Coverage: known gaps and exactly those; one more contact closes exactly one."""

from dataclasses import replace

import pytest

from tests.strategy.networks import CONSTANTS, contact, entry, objective, strategy, tie
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import FunctionNeed, ObjectiveStatus
from vaultnet.strategy.coverage import Cover, gap_kind
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.summary import Strategy


def need(count: int, function: str, minimum: int | None = None) -> FunctionNeed:
    return FunctionNeed(text=function, function=function, count=count, minimum=minimum)


LEAD = objective(
    "lead",
    needs=(need(2, "hiring manager"), need(1, "mentor"), need(1, "press"), need(1, "speaker")),
)
TEACH = objective("teach", needs=(need(1, "Programme director"), need(1, "alumni office")))
WARM = (entry("met", 3), entry("met", 6))


def serving(name: str, function: str, *serves: str, warm: bool = True, **fields: object) -> Contact:
    log = WARM if warm else ()
    return contact(name, serves=serves, functions=(function,), log=log, **fields)


PEOPLE = (
    serving("h1", "hiring manager", "lead"),
    serving("m1", "mentor", "lead"),
    serving("p1", "press", "lead", warm=False),
    *(serving(f"s{i}", "Speakers", "lead") for i in range(3)),
    serving("d1", "programme directors", "teach"),
    serving("d2", "programme director", "teach", warm=False),
)


def gaps(held: Strategy) -> dict[tuple[str, str], str]:
    return {
        (cover.objective, cover.need.function): cover.gap.kind.value
        for cover in held.coverage
        if cover.gap is not None
    }


EXPECTED = {
    ("lead", "hiring manager"): "uncovered",
    ("lead", "mentor"): "hanging on one contact",
    ("lead", "press"): "cold",
    ("lead", "speaker"): "over-served",
    ("teach", "alumni office"): "uncovered",
}


def test_a_network_with_known_gaps_has_exactly_those() -> None:
    assert gaps(strategy(LEAD, TEACH, *PEOPLE)) == EXPECTED


@pytest.mark.parametrize(
    ("function", "objective_id"),
    [("hiring manager", "lead"), ("mentor", "lead"), ("press", "lead")],
)
def test_one_more_contact_closes_exactly_one_gap(function: str, objective_id: str) -> None:
    held = strategy(LEAD, TEACH, *PEOPLE, serving("new", function, objective_id))
    closed = {key: kind for key, kind in EXPECTED.items() if key != (objective_id, function)}
    assert gaps(held) == closed


def test_one_contact_turns_an_uncovered_need_of_one_into_one_that_hangs_on_them() -> None:
    held = strategy(LEAD, TEACH, *PEOPLE, serving("new", "alumni office", "teach"))
    assert gaps(held) == {**EXPECTED, ("teach", "alumni office"): "hanging on one contact"}


@pytest.mark.parametrize(
    ("needed", "have", "warm", "kind"),
    [(2, 1, 1, "uncovered"), (2, 2, 1, "cold"), (1, 1, 1, "hanging on one contact"),
     (1, 1, 0, "cold"), (1, 2, 1, None), (2, 4, 2, None),
     (2, 5, 2, "over-served"), (3, 3, 3, None)],
)  # fmt: skip
def test_which_gap_it_is(needed: int, have: int, warm: int, kind: str | None) -> None:
    found = gap_kind(needed, have, warm, CONSTANTS)
    assert (found and found.value) == kind


def cover(held: Strategy, function: str) -> Cover:
    return next(item for item in held.coverage if item.need.function == function)


def test_a_minimum_counts_those_whose_mean_rating_reaches_it() -> None:
    """Weights 2, 2, 2, 1: ratings 5 and 3 of equal weight are a mean of 4."""
    lead = objective("lead", needs=(need(3, "mentor", 4),))
    held = strategy(
        lead,
        serving("a", "mentor", "lead", ratings={"expertise": 5, "access": 3}),
        serving("b", "mentor", "lead", ratings={"expertise": 3}),
        serving("c", "mentor", "lead"),
    )
    found = cover(held, "mentor")
    assert (found.have, found.unrated) == (("a",), ("c",))
    assert (found.needed, found.warm) == (3, ("a",))


def test_closed_contacts_and_idle_objectives_do_not_count() -> None:
    closed = serving("x", "mentor", "lead", status=ContactStatus.CLOSED)
    assert (
        cover(strategy(objective("lead", needs=(need(1, "mentor"),)), closed), "mentor").have == ()
    )
    idle = objective("lead", needs=(need(1, "mentor"),), status=ObjectiveStatus.IDEA)
    assert strategy(idle).coverage == ()


def test_candidates_are_one_step_away_and_name_the_ties_that_lead_there() -> None:
    held = strategy(
        LEAD,
        serving("h1", "hiring manager", "lead", ties=(tie("far", "strong"),)),
        contact("far", functions=("hiring manager",)),
        contact("near", functions=("hiring manager",), log=WARM),
        contact("other", functions=("lawyer",), ties=(tie("h1"),)),
    )
    gap = cover(held, "hiring manager").gap
    assert gap is not None
    assert [item.contact for item in gap.candidates] == ["far", "near"]
    assert [found.facts for found in gap.candidates[0].ties] == [(Fact(NodeId("h1"), "ties/0"),)]
    assert gap.candidates_found == 2
    assert gap.sentence.text == "hiring manager: 1 of 2"


def test_the_number_of_candidates_is_bounded_and_said() -> None:
    people = [contact(f"c{i}", functions=("mentor",)) for i in range(9)]
    held = strategy(LEAD, *people, constants=replace(CONSTANTS, candidates_top=2.0))
    gap = cover(held, "mentor").gap
    assert gap is not None
    assert ([item.contact for item in gap.candidates], gap.candidates_found) == (["c0", "c1"], 9)


def test_facts_are_the_need_and_who_fills_it() -> None:
    found = cover(strategy(LEAD, TEACH, *PEOPLE), "mentor")
    assert found.facts == (("lead", "needs/1"), ("m1", "serves/0"), ("m1", "functions/0"))
