"""Attention beside fruitfulness, drawn: both scales alike, and names only where there is room."""

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.node import NodeId
from vaultnet.site.attention_chart import (
    HEIGHT,
    MAX_POINTS,
    NARROW,
    WIDE,
    Far,
    Share,
    draw_attention,
)


def share(name: str, given: float, asked: float, far: Far = Far.NOT) -> Share:
    return Share(NodeId(name.lower()), name, given, asked, far)


def test_places_are_shares_of_one_scale_that_begins_at_zero() -> None:
    plot = draw_attention(
        [share("Ana", 0.19, 0.03, Far.MORE), share("Bea", 0.05, 0.05), share("Cai", 0, 0.1)]
    )
    assert plot.top == 0.2
    places = {point.share.name: (point.x, point.y) for point in plot.points}
    assert places == {"Ana": (15, 5), "Bea": (25, 75), "Cai": (50, 100)}


def test_only_those_far_from_the_line_have_names_and_on_the_side_with_room() -> None:
    left = share("Somebody at the right edge", 0.1, 0.2, Far.LESS)
    plot = draw_attention([share("Ana", 0.2, 0.01, Far.MORE), share("Bea", 0.1, 0.1), left])
    labels = {point.share.name: (point.label, point.left) for point in plot.points}
    assert labels == {
        "Ana": ("Ana", False),
        "Bea": ("", False),
        left.name: (left.name, True),
    }


def test_of_many_the_furthest_are_drawn_and_the_rest_is_counted() -> None:
    plot = draw_attention(share(f"c{n:03}", n / 1000, 0.0) for n in range(100))
    assert len(plot.points) == MAX_POINTS
    assert plot.more == 40
    assert min(point.share.given for point in plot.points) == 0.04
    assert draw_attention([]).points == ()


SHARES = st.lists(
    st.builds(
        share,
        st.text("abcdefgh ", min_size=1, max_size=24),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(Far),
    ),
    max_size=30,
    unique_by=lambda item: item.contact,
)


@given(SHARES)
def test_marks_stay_inside_and_names_never_meet(shares: list[Share]) -> None:
    plot = draw_attention(shares)
    assert draw_attention(reversed(shares)) == plot
    for point in plot.points:
        assert 0 <= point.x <= 100
        assert 0 <= point.y <= 100
        above = point.share.given - point.share.asked
        assert (100 - point.y - point.x) * above >= -0.02
    for width in (WIDE, NARROW):
        boxes = []
        for point in plot.points:
            if point.label and (width == WIDE or point.narrow):
                x, y = point.x * width / 100, point.y * HEIGHT / 100
                size = 6.6 * len(point.label)
                start = x - 12 - size if point.left else x + 8
                assert start >= 0
                assert start + size <= width
                boxes.append((start, start + size, y))
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 14
                assert apart
