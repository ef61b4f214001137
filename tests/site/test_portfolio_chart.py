"""The drawing of the portfolio: every contact in the right quadrant, and all can be reached."""

import math
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.domain.node import NodeId
from vaultnet.site.charts import ceiling
from vaultnet.site.portfolio_chart import (
    DOT,
    HEIGHT,
    NARROW,
    WIDE,
    Datum,
    Mark,
    Side,
    draw_portfolio,
)
from vaultnet.strategy.portfolio import Quadrant, quadrant_of

FRUITFUL, STRONG = 14.0, 40.0
POINT = st.tuples(st.one_of(st.none(), st.floats(0, 100)), st.floats(0, 90))


def data(points: Sequence[tuple[float | None, float]]) -> list[Datum]:
    return [
        Datum(
            NodeId(f"c{number:04}"),
            f"Person Number {number}",
            strength,
            value,
            quadrant_of(
                fruitful=value >= FRUITFUL, strong=strength is not None and strength >= STRONG
            ),
        )
        for number, (strength, value) in enumerate(points)
    ]


def in_its_quadrant(mark: Mark, strong_x: float, fruitful_y: float) -> bool:
    strong = mark.quadrant in {Quadrant.KEEP, Quadrant.ENJOY}
    fruitful = mark.quadrant in {Quadrant.KEEP, Quadrant.INVEST}
    right = mark.x >= strong_x - 0.06 if strong else mark.x <= strong_x + 0.06
    return right and (mark.y <= fruitful_y + 0.06 if fruitful else mark.y >= fruitful_y - 0.06)


@settings(max_examples=60)
@given(st.lists(POINT, max_size=150))
def test_everybody_is_drawn_once_and_in_the_right_quadrant(
    points: list[tuple[float | None, float]],
) -> None:
    held = data(points)
    plot = draw_portfolio(held, FRUITFUL, STRONG)
    drawn = [contact for mark in plot.marks for contact in mark.contacts]
    assert sorted(drawn) == sorted(item.contact for item in held)
    for mark in plot.marks:
        assert 0 <= mark.x <= 100
        assert 0 <= mark.y <= 100
        assert in_its_quadrant(mark, plot.strong_x, plot.fruitful_y)


@given(st.lists(POINT, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_contacts_leaves_no_trace(
    points: list[tuple[float | None, float]], random: object
) -> None:
    held = data(points)
    shuffled = list(held)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draw_portfolio(shuffled, FRUITFUL, STRONG) == draw_portfolio(held, FRUITFUL, STRONG)


def test_who_stands_at_one_place_is_moved_aside() -> None:
    plot = draw_portfolio(data([(60.0, 30.0)] * 25), FRUITFUL, STRONG)
    spots = [(mark.x * NARROW / 100, mark.y * HEIGHT / 100) for mark in plot.marks]
    distances = [
        math.dist(one, other) for index, one in enumerate(spots) for other in spots[:index]
    ]
    assert min(distances) > 2 * DOT


def test_a_few_have_a_name_and_no_name_stands_on_another() -> None:
    points = [(float(7 * n % 100), float(11 * n % 60)) for n in range(40)]
    plot = draw_portfolio(data(points), FRUITFUL, STRONG)
    for width, sides in (
        (WIDE, {mark: mark.wide for mark in plot.marks}),
        (NARROW, {mark: mark.narrow for mark in plot.marks}),
    ):
        boxes = [name_box(mark, side, width) for mark, side in sides.items() if side]
        assert boxes
        assert all(box[0] >= 0 and box[2] <= width for box in boxes)
        assert not any(
            meet(one, other) for index, one in enumerate(boxes) for other in boxes[:index]
        )


def name_box(mark: Mark, side: Side, width: float) -> tuple[float, float, float, float]:
    x, y, long = mark.x * width / 100, mark.y * HEIGHT / 100, 6 * len(mark.label)
    left = x - DOT - long if side is Side.LEFT else x + DOT
    return (left, y - 6, left + long, y + 6)


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_who_was_never_spoken_to_stands_apart_from_the_cold() -> None:
    never, cold = draw_portfolio(data([(None, 30.0), (0.0, 20.0)]), FRUITFUL, STRONG).marks
    assert never.x < cold.x
    assert draw_portfolio(data([(0.0, 20.0)]), FRUITFUL, STRONG).start == 0


def test_two_thousand_are_gathered_into_few_bubbles() -> None:
    points = [(float(37 * n % 101), float(53 * n % 79)) for n in range(2000)]
    plot = draw_portfolio(data(points), FRUITFUL, STRONG)
    assert len(plot.marks) <= 100
    assert max(len(mark.contacts) for mark in plot.marks) > 1
    assert sum(len(mark.contacts) for mark in plot.marks) == 2000


def test_a_scale_ends_somewhere_whatever_the_value() -> None:
    assert [ceiling(value) for value in (0.0, 5e-324, 1e-99, 7.1, 1e300)] == [
        1.0, 1.0, 1e-99, 8.0, 1e300,
    ]  # fmt: skip
