"""The geometry of drawings: what is to scale, what is seen, and what never overlaps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.site.charts import (
    BAR_WIDTH,
    BOX,
    MAX_BOXES,
    Column,
    Scale,
    bubble_radius,
    ceiling,
    columns,
    cover_bar,
    heat_strip,
    matrix_cells,
    scales_bar,
    share,
)

DAYS = st.dates(date(1970, 1, 1), date(2100, 12, 31))


def test_a_heat_strip_counts_by_month_and_leaves_out_what_is_older() -> None:
    days = [date(2026, 11, 1), date(2026, 11, 23), date(2026, 9, 30), date(2020, 1, 1)]
    strip = heat_strip(days, date(2026, 11, 23), 3)
    assert [(cell.month.month, cell.count) for cell in strip.cells] == [(9, 1), (10, 0), (11, 2)]
    assert [cell.x for cell in strip.cells] == [0, 12, 24]


def test_a_heat_strip_goes_over_the_turn_of_the_year_and_has_four_steps() -> None:
    strip = heat_strip([date(2025, 12, 1)] * 9, date(2026, 1, 5), 2)
    assert [(cell.month, cell.level) for cell in strip.cells] == [
        (date(2025, 12, 1), 4),
        (date(2026, 1, 1), 0),
    ]


def test_a_heat_strip_of_the_first_year_does_not_fail() -> None:
    assert heat_strip([], date(1, 2, 3), 24).cells[-1].month == date(1, 2, 1)


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_bar_stays_on_its_scale(one: date, two: date, three: date, four: date) -> None:
    first, last = sorted([one, two])
    start, end = sorted([three, four])
    bar = Scale(first, last).bar(start, end)
    assert 0 <= bar.x <= BAR_WIDTH
    assert 2 <= bar.width <= BAR_WIDTH


def test_a_share_is_whole_only_when_all_is_done() -> None:
    assert [share(2, 3), share(3, 3), share(199, 200), share(0, 0)] == [66, 100, 99, 0]


def kinds(*needs: tuple[int, int, int]) -> list[str]:
    return [mark.kind for mark in cover_bar(needs).marks]


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ((3, 2, 1), ["warm", "have", "missing"]),
        ((1, 3, 3), ["warm", "spare", "spare"]),
        ((2, 2, 0), ["have", "have"]),
        ((1, 0, 0), ["missing"]),
        ((0, 0, 0), []),
    ],
)
def test_a_coverage_bar_has_a_box_for_each_contact(
    need: tuple[int, int, int], expected: list[str]
) -> None:
    assert kinds(need) == expected


def test_what_is_spare_in_one_need_fills_no_hole_of_another() -> None:
    assert kinds((1, 4, 4), (2, 0, 0)) == ["warm", "missing", "missing"]


def test_needs_stand_apart_by_more_than_boxes_do() -> None:
    one, two, three = cover_bar([(2, 2, 2), (1, 1, 1)]).marks
    within, between = two.x - one.x - one.width, three.x - two.x - two.width
    assert 0 < within < between


NEEDS = st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400)).map(
    lambda need: (need[0], need[1], min(need[1], need[2]))
)


@given(st.lists(NEEDS, max_size=8))
def test_a_coverage_bar_never_overlaps_nor_grows_without_end(
    needs: list[tuple[int, int, int]],
) -> None:
    bar = cover_bar(needs)
    for before, after in zip(bar.marks, bar.marks[1:], strict=False):
        assert before.x + before.width < after.x
    assert all(mark.width > 0 for mark in bar.marks)
    assert all(mark.x + mark.width <= bar.width + 0.2 for mark in bar.marks)
    assert bar.width <= 2 * (MAX_BOXES + 4 * len(needs)) * BOX


def test_a_matrix_has_the_gravest_cell_at_the_upper_right() -> None:
    cells = matrix_cells({(3, 3): 2, (1, 2): 8})
    assert len(cells) == 9
    gravest = max(cells, key=lambda cell: cell.weight)
    assert (gravest.worth, gravest.likelihood, gravest.count) == (3, 3, 2)
    assert gravest.x == max(cell.x for cell in cells)
    assert gravest.y == min(cell.y for cell in cells)
    assert {cell.count: cell.radius > 0 for cell in cells} == {2: True, 8: True, 0: False}


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_bubble_grows_with_its_count_between_its_bounds(one: int, other: int) -> None:
    small, large = sorted([one, other])
    radii = [bubble_radius(count, large, 5, 20) for count in (1, small, large)]
    assert 5 <= radii[0] <= radii[1] <= radii[2] <= 20


def test_columns_stand_on_the_middle_line() -> None:
    up, below, nothing, unknown = columns([2, -1, 0, None], 2)
    assert (up.y, up.height) == (0, 50)
    assert (below.y, below.height) == (50, 25)
    assert nothing.height == unknown.height == 0
    assert columns([2], 2, down=True) == (Column(0, 72, 50, 50),)


def test_a_column_that_is_there_is_seen() -> None:
    assert columns([1e-9], 1000)[0].height > 0


def test_a_balance_leans_to_the_side_of_who_gave() -> None:
    assert (scales_bar(1.0).x, scales_bar(1.0).width) == (50, 50)
    assert (scales_bar(-0.5).x, scales_bar(-0.5).width) == (25, 25)
    assert scales_bar(0.0).width == 0


@given(st.floats(1e-3, 1e6))
def test_a_scale_ends_at_a_round_number_not_far_above(value: float) -> None:
    top = ceiling(value)
    assert value * (1 - 1e-6) <= top <= 1.6 * value


def test_a_scale_of_nothing_has_a_length() -> None:
    assert ceiling(0) == 1
