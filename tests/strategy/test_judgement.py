"""The audit in words: how strong, in which direction; and what is weak, in few lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import contact, identity, objective, strategy
from vaultnet.domain.contact import Evidence
from vaultnet.strategy.audit import Attention, Audit
from vaultnet.strategy.judgement import (
    fewest_with_half,
    find_verdicts,
    order_weaknesses,
    tell_leaning,
    tell_size,
    tell_spread,
)
from vaultnet.strategy.review import ReviewResult, Shift

TOO_FEW = (
    "too few to tell whether liking had moved your ratings: 3 of the 8 contacts with an affinity"
    " that it takes"
)


@pytest.mark.parametrize(
    ("correlation", "told"),
    [
        (0.0, "hardly any relation"),
        (-0.09, "hardly any relation"),
        (0.1, "a slight relation"),
        (-0.29, "a slight relation, the other way round"),
        (0.3, "a clear relation"),
        (0.5, "a strong relation"),
        (-1.0, "a strong relation, the other way round"),
    ],
)
def test_sizes_are_told_by_cohen(correlation: float, told: str) -> None:
    assert tell_size(correlation).text == told


@pytest.mark.parametrize(
    ("by_fruitfulness", "meaning"),
    [
        (0.4, "the more fruitful a contact, the more time you give"),
        (-0.4, "the more fruitful a contact, the less time you give"),
        (0.05, "fruitfulness hardly tells where your time goes"),
    ],
)
def test_the_direction_is_told_as_what_it_means(by_fruitfulness: float, meaning: str) -> None:
    found = find_verdicts(Audit(9, 8, attention_by_fruitfulness=by_fruitfulness))
    assert found[0].meaning is not None
    assert found[0].meaning.text == meaning
    assert find_verdicts(Audit(7, 8)) == ()


def test_half_of_a_sum_is_told_by_how_few_have_it() -> None:
    assert fewest_with_half([5, 1, 1, 1, 1, 1]) == 1
    assert fewest_with_half([1, 1, 1, 1]) == 2
    assert fewest_with_half([0.0, 0.0]) == 0
    assert fewest_with_half([]) == 0


@given(st.lists(st.integers(0, 500), min_size=1))
def test_the_fewest_have_half_and_one_less_has_not(minutes: list[int]) -> None:
    few = fewest_with_half(minutes)
    largest = sorted(minutes, reverse=True)
    assert 2 * sum(largest[:few]) >= sum(minutes)
    assert not sum(minutes) or 2 * sum(largest[: few - 1]) < sum(minutes)


def test_the_spread_says_who_has_half_of_both() -> None:
    shares = ((0.6, 0.25), (0.2, 0.25), (0.1, 0.25), (0.1, 0.25))
    attention = tuple(
        Attention(identity(str(n)), 100 * share, share, asked, 9.0, None, ())
        for n, (share, asked) in enumerate(shares)
    )
    told = tell_spread(Audit(9, 8, attention, attention_gini=0.4, fruitfulness_gini=0.0))
    assert [sentence.text for sentence in told] == [
        "half of your attention goes to 1 of 4 contacts; half of the fruitfulness lies with 2",
        "attention is shared out more unequally than fruitfulness",
    ]


@pytest.mark.parametrize(
    ("leaning", "compared", "told"),
    [
        (-0.6, 9, "liking had raised your ratings: a strong relation (-0.60)"),
        (0.2, 9, "liking had lowered your ratings: a slight relation (0.20)"),
        (0.0, 9, "liking had not moved your ratings: hardly any relation (0.00)"),
        (None, 9, "all changes, or all affinities, are the same: liking explains nothing"),
        (None, 3, TOO_FEW),
    ],
)
def test_the_leaning_is_told_in_its_direction(
    leaning: float | None, compared: int, told: str
) -> None:
    shifts: tuple[Shift, ...] = ()
    sentence = tell_leaning(ReviewResult(shifts, leaning, compared), 8)
    assert sentence is not None
    assert sentence.text == told
    assert tell_leaning(ReviewResult(shifts, None, 0), 8) is None


def test_weak_ratings_of_which_the_same_holds_share_a_line() -> None:
    ana = contact(
        "ana",
        serves=["lead"],
        ratings={"expertise": 4, "influence": 2, "access": 1},
        assessment=(
            Evidence(text="so charming", criterion="access"),
            Evidence(text="what a nice person", criterion="access"),
        ),
    )
    bea = contact("bea", serves=["lead"], ratings={"expertise": 5})
    zoe = contact("zoe", ratings={"expertise": 5})
    found = strategy(objective("lead"), ana, bea, zoe)
    held = order_weaknesses(found.weaknesses, found.fruitfulness)
    assert [item.contact for item in held] == ["bea", "ana", "zoe"]
    assert [line.sentence.text for line in held[1].lines] == [
        "expertise 4, influence 2: no evidence is written down",
        "expertise 4, influence 2, access 1: no day says how old they are",
        '"charming" speaks of liking, not of work',
        '"nice" speaks of liking, not of work',
    ]
    assert {fact for line in held[1].lines for fact in line.facts} == {
        fact for finding in held[1].findings for fact in finding.facts
    }
