"""Attention beside fruitfulness as a drawing: a share asked for to the right, one given upwards.

Both scales are the same and begin at zero, so that the diagonal is where they agree. Places are
in percent of the plot, so that marks and names keep their size; whether a name has room is
decided for a plot of NARROW and of WIDE pixels. Of many contacts those furthest from the diagonal
are drawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.site.charts import ceiling

NARROW, WIDE, HEIGHT = 250.0, 620.0, 352.0
MAX_POINTS = 60
_LETTER, _LINE, _MARK = 6.6, 14.0, 7.0

Box = tuple[float, float, float, float]


class Far(StrEnum):
    """Whether a contact gets far more or far less attention than it asks for."""

    MORE = "far-more"
    LESS = "far-less"
    NOT = "as-asked"


@dataclass(frozen=True, slots=True)
class Share:
    """A contact with the share of attention that it gets, and the one that it asks for."""

    contact: NodeId
    name: str
    given: float
    asked: float
    far: Far


@dataclass(frozen=True, slots=True)
class Point:
    """A mark, in percent of the plot, `y` from the top.

    `label` is empty where there is no room for a name; `left` tells that it stands left of the
    mark, `narrow` that a phone has room for it too.
    """

    share: Share
    x: float
    y: float
    label: str = ""
    left: bool = False
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class AttentionPlot:
    """The drawing; `top` is the share at the end of both scales, `more` who is not drawn."""

    points: tuple[Point, ...]
    top: float
    more: int


def draw_attention(shares: Iterable[Share]) -> AttentionPlot:
    """Return the drawing; the same whatever the order of the contacts."""
    ordered = sorted(
        shares, key=lambda item: (item.far is Far.NOT, -abs(item.given - item.asked), item.contact)
    )
    drawn = ordered[:MAX_POINTS]
    top = ceiling(100 * max((max(item.given, item.asked) for item in drawn), default=0)) / 100
    points = [_point(item, top) for item in drawn]
    return AttentionPlot(_labelled(points), top, len(ordered) - len(drawn))


def _point(share: Share, top: float) -> Point:
    return Point(share, round(100 * share.asked / top, 2), round(100 - 100 * share.given / top, 2))


def _labelled(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points with the names of those far from the diagonal, where there is room."""
    far = [index for index, point in enumerate(points) if point.share.far is not Far.NOT]
    wide = _sides(points, far, WIDE)
    narrow = _sides(points, [index for index in far if index in wide], NARROW)
    return tuple(
        replace(
            point,
            label=point.share.name,
            left=wide[index],
            narrow=narrow.get(index) == wide[index],
        )
        if index in wide
        else point
        for index, point in enumerate(points)
    )


def _sides(points: Sequence[Point], wanted: Iterable[int], width: float) -> dict[int, bool]:
    """Return which names have room in a plot so wide, and whether left of their marks."""
    taken = [_mark_box(point, width) for point in points]
    sides: dict[int, bool] = {}
    for index in wanted:
        for left in (False, True):
            box = _name_box(points[index], width, left=left)
            if box[0] >= 0 and box[2] <= width and not any(_meet(box, other) for other in taken):
                taken.append(box)
                sides[index] = left
                break
    return sides


def _place(point: Point, width: float) -> tuple[float, float]:
    return point.x * width / 100, point.y * HEIGHT / 100


def _mark_box(point: Point, width: float) -> Box:
    x, y = _place(point, width)
    return (x - _MARK, y - _MARK, x + _MARK, y + _MARK)


def _name_box(point: Point, width: float, *, left: bool) -> Box:
    x, y = _place(point, width)
    near, far = _MARK + 1, _MARK + 5 + _LETTER * len(point.share.name)
    across = (x - far, x - near) if left else (x + near, x + far)
    return (across[0], y - _LINE / 2, across[1], y + _LINE / 2)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
