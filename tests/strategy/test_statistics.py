"""Rank correlation, inequality and concentration against values known from elsewhere."""

from itertools import permutations
from statistics import correlation, fmean, pvariance

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaultnet.strategy.statistics import gini, herfindahl, pearson, ranks, residuals, spearman

SERIES = st.lists(st.integers(-5, 5), min_size=3, max_size=8)


def test_equal_values_share_the_mean_rank() -> None:
    assert ranks([10, 20, 10, 30]) == (1.5, 3.0, 1.5, 4.0)


def test_spearman_by_hand() -> None:
    """Ranks 1 2 3 4 5 and 2 1 4 3 5: 1 − 6·4 / (5·24) = .8."""
    assert spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 90]) == pytest.approx(0.8)
    assert spearman([1, 2, 3], [5, 5, 5]) is None


@given(SERIES, st.randoms(use_true_random=False))
def test_spearman_is_the_correlation_of_ranks(one: list[int], random: object) -> None:
    other = list(one)
    random.shuffle(other)  # type: ignore[attr-defined]
    assume(len(set(one)) > 1)
    by_counting = [
        [sum(y < x for y in series) + (series.count(x) + 1) / 2 for x in series]
        for series in (one, other)
    ]
    assert spearman(one, other) == pytest.approx(correlation(*by_counting))


@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=6),
    st.lists(st.integers(0, 4), min_size=6, max_size=6),
)
def test_over_all_assignments_r_has_mean_zero_and_variance_one_over_n_less_one(
    one: list[int], other: list[int]
) -> None:
    """What the criterion of favouritism rests on, with ties and all, by counting them all."""
    fixed = ranks(other[: len(one)])
    assume(len(set(one)) > 1 and len(set(fixed)) > 1)
    found = [pearson(ranks(order), fixed) or 0.0 for order in permutations(one)]
    assert fmean(found) == pytest.approx(0, abs=1e-9)
    assert pvariance(found) == pytest.approx(1 / (len(one) - 1))


def test_residuals_have_nothing_left_of_what_explains_them() -> None:
    left = residuals([1, 3, 2, 5], [1, 2, 3, 4])
    assert sum(left) == pytest.approx(0)
    assert pearson(left, [1, 2, 3, 4]) == pytest.approx(0, abs=1e-12)
    assert residuals([1, 2, 3], [7, 7, 7]) == (-1.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([3, 3, 3], 0), ([0, 0, 0, 8], 0.75), ([1, 2, 3, 4], 0.25), ([0, 0], None), ([], None)],
)
def test_gini_of_known_distributions(values: list[float], expected: float | None) -> None:
    assert gini(values) == (None if expected is None else pytest.approx(expected))


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=12))
def test_gini_is_the_mean_difference_over_twice_the_mean(values: list[float]) -> None:
    count, mean = len(values), fmean(values)
    difference = sum(abs(x - y) for x in values for y in values) / count**2
    assert gini(values) == pytest.approx(difference / (2 * mean), abs=1e-9)


def test_herfindahl() -> None:
    assert herfindahl([5]) == 1
    assert herfindahl([2, 2, 2, 2]) == 0.25
    assert herfindahl([]) is None
