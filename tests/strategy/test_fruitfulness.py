"""Fruitfulness, worked out by hand, and the properties that a fair score has."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import contact, objective, opportunity, risk, strategy
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import CriterionWeight, ObjectiveStatus
from vaultnet.domain.prospect import OpportunityOutcome
from vaultnet.strategy.reasons import Fact, Score

LEAD = objective(
    "lead",
    importance=3,
    criteria=(
        CriterionWeight("influence", 3),
        CriterionWeight("access", 2),
        CriterionWeight("expertise"),
    ),
)
TEACH = objective("teach", importance=1)
RATED = {"influence": 5, "access": 3, "expertise": 4, "reliability": 4}
LEVELS = st.sampled_from(["low", "medium", "high", None])


def fruitfulness(person: object, *others: object) -> Score:
    held = strategy(LEAD, TEACH, person, *others)  # type: ignore[arg-type]
    return held.fruitfulness[NodeId("ana")]


def test_fit_alone_is_half_of_the_share_of_the_objective() -> None:
    """fit = (3·1 + 2·½ + 1·¾) / 6 = 4.75/6; share = 3/4; points = 100 · ¾ · ½ · 4.75/6."""
    score = fruitfulness(contact("ana", serves=["lead"], ratings=RATED))
    assert score.value == pytest.approx(29.6875)
    assert score.confidence == 1.0
    assert [part.name for part in score.parts] == ["fit"]


def test_opportunity_and_risk_by_hand() -> None:
    """Opportunity 1 − (1 − 1·.5)(1 − .5·.8) = .7, half of 75 is 26.25; risk .5·.2·½ = .05.

    Gain 29.6875 + 26.25 = 55.9375; the risk takes ½ · .05 of it: 1.3984375.
    """
    score = fruitfulness(
        contact(
            "ana",
            serves=["lead"],
            ratings=RATED,
            opportunities=(opportunity("high", "medium", "lead"), opportunity("medium", "high")),
            risks=(risk("medium", "low", mitigation="no talk of prices"),),
        )
    )
    points = {part.name: part.points for part in score.parts}
    assert points["fit"] == pytest.approx(29.6875)
    assert points["opportunity"] == pytest.approx(26.25)
    assert points["risk"] == pytest.approx(-1.3984375)
    assert score.value == math.fsum(points.values()) == pytest.approx(54.5390625)


def test_a_risk_without_mitigation_counts_twice_as_much() -> None:
    fields = {"serves": ["lead"], "ratings": RATED}
    bare = fruitfulness(contact("ana", risks=(risk("medium", "low"),), **fields))
    met = fruitfulness(contact("ana", risks=(risk("medium", "low", mitigation="x"),), **fields))
    assert bare.parts[-1].points == pytest.approx(2 * met.parts[-1].points)


def test_two_objectives_add_up_and_the_vault_weighs_where_an_objective_does_not() -> None:
    """Teach has share ¼ and the vault's weights 2, 2, 2, 1: fit = (2·¾ + 2·1 + 2·½ + ¾)/7."""
    score = fruitfulness(contact("ana", serves=["teach", "lead"], ratings=RATED))
    assert score.value == pytest.approx(29.6875 + 12.5 * (1.5 + 2 + 1 + 0.75) / 7)
    assert [part.about for part in score.parts] == ["lead", "teach"]


def test_unknown_ratings_lower_the_confidence_and_not_the_score() -> None:
    """Influence alone is known: fit 1, of whose weights 3 of 6 are known."""
    score = fruitfulness(contact("ana", serves=["lead"], ratings={"influence": 5}))
    assert score.value == pytest.approx(37.5)
    assert score.confidence == pytest.approx(0.5)


def test_who_serves_nothing_has_no_fruitfulness() -> None:
    for serves in ([], ["nowhere"]):
        score = fruitfulness(contact("ana", serves=serves, ratings=RATED))
        assert score.value is None
        assert score.remark is not None
        assert "not placed" in score.remark.text


def test_who_serves_and_is_not_rated_has_none_either_but_is_placed() -> None:
    score = fruitfulness(contact("ana", serves=["lead"]))
    assert score.value is None
    assert score.remark is not None
    assert "nothing that its objectives ask for is rated" in score.remark.text


def test_who_is_rated_lowest_has_zero_which_is_something_else() -> None:
    assert fruitfulness(contact("ana", serves=["lead"], ratings={"influence": 1})).value == 0.0


def test_an_opportunity_counts_without_any_rating() -> None:
    """½ · 1 · .5 · 75 = 18.75, with confidence 0."""
    score = fruitfulness(
        contact("ana", serves=["lead"], opportunities=(opportunity("high", "medium"),))
    )
    assert score.value == pytest.approx(18.75)
    assert score.confidence == 0.0


def test_closed_unweighed_and_foreign_prospects_do_not_count() -> None:
    plain = fruitfulness(contact("ana", serves=["lead"], ratings=RATED))
    lines = (
        opportunity("high", "high", outcome=OpportunityOutcome.LOST),
        opportunity("high", None),
        opportunity("high", "high", "teach"),
    )
    score = fruitfulness(contact("ana", serves=["lead"], ratings=RATED, opportunities=lines))
    assert score.value == plain.value


def test_a_line_of_an_objective_counts_for_whom_it_names() -> None:
    """The same 26.25·(.5/.7) as on the contact's own page: 75 · ½ · .5."""
    lead = replace(LEAD, opportunities=(opportunity("high", "medium", "ana"),))
    score = strategy(lead, TEACH, contact("ana", serves=["lead"], ratings=RATED)).fruitfulness
    assert score[NodeId("ana")].value == pytest.approx(29.6875 + 18.75)
    assert Fact(NodeId("lead"), "opportunities/0") in score[NodeId("ana")].facts


@pytest.mark.parametrize("status", [ObjectiveStatus.IDEA, ObjectiveStatus.DROPPED])
def test_only_active_objectives_have_a_share(status: ObjectiveStatus) -> None:
    other = replace(TEACH, status=status)
    held = strategy(LEAD, other, contact("ana", serves=["lead", "teach"], ratings=RATED))
    assert held.fruitfulness[NodeId("ana")].value == pytest.approx(39.583333333)


def test_every_part_names_its_facts() -> None:
    score = fruitfulness(
        contact("ana", serves=["lead"], ratings=RATED, risks=(risk("low", "low"),))
    )
    facts = {(fact.node, fact.field) for fact in score.facts}
    assert {("ana", "influence"), ("ana", "serves/0"), ("lead", "importance")} <= facts
    assert ("lead", "criteria/0") in facts
    assert ("ana", "risks/0") in facts
    assert ("ana", "reliability") not in facts


@given(
    st.dictionaries(st.sampled_from(sorted(RATED)), st.integers(1, 5)),
    st.lists(st.tuples(LEVELS, LEVELS), max_size=4),
    st.lists(st.tuples(LEVELS, LEVELS), max_size=4),
    st.sampled_from(sorted(RATED)),
)
def test_parts_add_up_and_nothing_leaves_the_scale(
    ratings: dict[str, int],
    good: list[tuple[str | None, str | None]],
    bad: list[tuple[str | None, str | None]],
    better: str,
) -> None:
    person = contact(
        "ana",
        serves=["lead", "teach"],
        ratings=ratings,
        opportunities=tuple(opportunity(*levels) for levels in good),
        risks=tuple(risk(*levels) for levels in bad),
    )
    score = fruitfulness(person)
    if score.value is None:
        return
    assert 0.0 <= score.value <= 100.0 + 1e-9
    assert abs(score.value - sum(part.points for part in score.parts)) <= 1e-9
    assert all(
        (part.points <= 0) == (part.name == "risk") or part.points == 0 for part in score.parts
    )
    improved = {**ratings, better: min(5, ratings.get(better, 5) + 1)}
    if better in ratings:
        assert more(replace(person, ratings=improved), score)
    assert more(
        replace(person, opportunities=(*person.opportunities, opportunity("low", "low"))), score
    )
    assert not more(
        replace(person, risks=(*person.risks, risk("high", "high"))), score, strictly=True
    )


def more(person: object, than: Score, *, strictly: bool = False) -> bool:
    value = fruitfulness(person).value
    assert value is not None
    assert than.value is not None
    return value > than.value + 1e-9 if strictly else value >= than.value - 1e-9
