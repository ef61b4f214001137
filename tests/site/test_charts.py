from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.site.charts import BAR_WIDTH, Scale, heat_strip, share

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


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_bar_stays_on_its_scale(one: date, two: date, three: date, four: date) -> None:
    first, last = sorted([one, two])
    start, end = sorted([three, four])
    bar = Scale(first, last).bar(start, end)
    assert 0 <= bar.x <= BAR_WIDTH
    assert 2 <= bar.width <= BAR_WIDTH


def test_a_share_is_whole_only_when_all_is_done() -> None:
    assert [share(2, 3), share(3, 3), share(199, 200), share(0, 0)] == [66, 100, 99, 0]
