"""Quadrants, matrices, and the record of what was foreseen."""

import pytest

from tests.strategy.networks import (
    ago,
    contact,
    entry,
    objective,
    opportunity,
    risk,
    strategy,
)
from vaultnet.domain.contact import ContactStatus
from vaultnet.domain.prospect import Level, OpportunityOutcome, RiskOutcome
from vaultnet.strategy.portfolio import Matrix, Quadrant, quantile

LEAD = objective("lead", importance=1)
TEACH = objective("teach", importance=1)
WON, LOST, EXPIRED = OpportunityOutcome.WON, OpportunityOutcome.LOST, OpportunityOutcome.EXPIRED
WARM = (entry("met", 3), entry("met", 6))


def test_four_quadrants_around_the_median() -> None:
    """Fruitfulness 25, 25, 6.25, 0: the median is 15.625."""
    held = strategy(
        LEAD,
        TEACH,
        contact("invest", serves=["lead"], ratings={"influence": 5}),
        contact("keep", serves=["lead"], ratings={"influence": 5}, log=WARM),
        contact("enjoy", serves=["lead"], ratings={"influence": 2}, log=WARM),
        contact("rest", serves=["lead"], ratings={"influence": 1}),
        contact("unplaced", log=WARM),
        contact("closed", serves=["lead"], ratings={"influence": 5}, status=ContactStatus.CLOSED),
    ).portfolio
    assert {quadrant.value: held.quadrants[quadrant] for quadrant in Quadrant} == {
        "invest": ("invest",), "keep": ("keep",), "enjoy": ("enjoy",), "let rest": ("rest",),
    }  # fmt: skip
    assert held.not_placed == ("unplaced",)
    assert held.fruitful_from == pytest.approx(15.625)


def test_zero_is_never_fruitful() -> None:
    people = [contact(name, serves=["lead"], ratings={"influence": 1}) for name in "abc"]
    held = strategy(LEAD, *people).portfolio
    assert held.fruitful_from == 0.0
    assert held.quadrants[Quadrant.LET_REST] == ("a", "b", "c")


def test_a_line_without_an_objective_is_for_those_that_its_contact_serves() -> None:
    lines = (opportunity("high", "low"), opportunity("low", "low", "teach"))
    ana = contact("ana", serves=["lead"], opportunities=lines, risks=(risk("low", "low"),))
    held = strategy(LEAD, TEACH, ana)
    assert found_in(held.opportunities(LEAD.id)) == ["opportunities/0"]
    assert found_in(held.opportunities(TEACH.id)) == ["opportunities/1"]
    assert found_in(held.risks(LEAD.id)) == ["risks/0"]
    assert found_in(held.risks(TEACH.id)) == []
    assert len(found_in(held.opportunities())) == 2


def found_in(matrix: Matrix) -> list[str]:
    return [item.fact.field for cell in matrix.cells.values() for item in cell]


def test_nobody_placed_has_no_line() -> None:
    assert strategy(contact("ana")).portfolio.fruitful_from is None
    assert (quantile([], 0.5), quantile([3.0], 0.5), quantile([1.0, 2.0, 9.0], 0.75)) == (
        None,
        3,
        5.5,
    )


def test_matrices_by_objective_with_what_is_past_and_what_is_not_weighed() -> None:
    ana = contact(
        "ana",
        serves=["lead", "teach"],
        opportunities=(
            opportunity("high", "low", "lead", by=ago(1)),
            opportunity("high", "low"),
            opportunity(None, "low", "teach"),
            opportunity("low", "low", outcome=WON),
        ),
        risks=(risk("medium", "high", mitigation="x"),),
    )
    held = strategy(LEAD, TEACH, ana)
    matrix = held.opportunities()
    cell = matrix.cells[Level.HIGH, Level.LOW]
    assert [item.fact.field for item in cell] == ["opportunities/0", "opportunities/1"]
    assert len(matrix.cells) == 9
    assert [item.fact.field for item in matrix.unweighed] == ["opportunities/2"]
    assert [item.fact.field for item in matrix.past] == ["opportunities/0"]
    of_teach = held.opportunities(TEACH.id)
    assert [item.fact.field for item in of_teach.cells[Level.HIGH, Level.LOW]] == [
        "opportunities/1"
    ]
    assert len(held.risks().cells[Level.MEDIUM, Level.HIGH]) == 1


def test_the_record_by_hand() -> None:
    """Said .8 .8 .5 .2 of won, lost, won, expired: (.04 + .64 + .25 + .04) / 4 = .2425."""
    lines = (
        opportunity("high", "high", outcome=WON),
        opportunity("high", "high", outcome=LOST),
        opportunity("low", "medium", outcome=WON),
        opportunity("low", "low", outcome=EXPIRED),
        opportunity("low", None, outcome=WON),
        opportunity("high", "high"),
    )
    record = strategy(contact("ana", opportunities=lines)).opportunity_record
    assert (record.closed, record.hits, record.hit_rate.value) == (5, 3, 0.6)
    assert record.brier.value == pytest.approx(0.2425)
    assert [part.points for part in record.brier.parts] == pytest.approx([0.01, 0.0625, 0.17])
    assert record.reference == pytest.approx(0.25)


def test_risks_that_happened_count_as_hits() -> None:
    lines = (
        risk("low", "low", outcome=RiskOutcome.HAPPENED),
        risk("low", "low", outcome=RiskOutcome.AVOIDED),
    )
    record = strategy(contact("ana", risks=lines)).risk_record
    assert record.hit_rate.value == 0.5
    assert record.brier.value == pytest.approx((0.64 + 0.04) / 2)


def test_no_closed_one_is_no_record() -> None:
    record = strategy(contact("ana", opportunities=(opportunity("low", "low"),))).opportunity_record
    assert (record.closed, record.hit_rate.value, record.brier.value) == (0, None, None)


def test_an_objective_may_hold_prospects_of_its_own() -> None:
    lead = objective(
        "lead", opportunities=(opportunity("low", "low"), opportunity("low", "low", "ana"))
    )
    held = strategy(lead, contact("ana"))
    assert [item.fact.field for item in held.prospects] == ["opportunities/0", "opportunities/1"]
