"""The portfolio as a drawing: strength to the right, fruitfulness upwards, four quadrants.

Places are in percent of the plot, so that it fills what it gets while dots and names keep their
size. What would overlap is decided for a plot of NARROW by HEIGHT pixels, the smallest that a
phone gives it: there is only more room elsewhere. Up to MAX_DOTS contacts each have a dot, moved
aside where another one stands already, never over a line between quadrants. More are gathered
into bubbles by place, none across a line.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.site.charts import bubble_radius, ceiling
from vaultnet.strategy.portfolio import Quadrant

NARROW, WIDE, HEIGHT = 240.0, 720.0, 352.0
MAX_DOTS = 60
GUTTER = 10.0
DOT = 5.0
_APART = 11.5
_LETTER, _LINE = 7.0, 14.0
_CORNER = (112.0, 22.0)
_CELLS = 8
_MOST_RADIUS = 13.0
_HEADROOM = 1.08

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Datum:
    """A contact to be drawn; `strength` is None for somebody never spoken to."""

    contact: NodeId
    name: str
    strength: float | None
    fruitfulness: float
    quadrant: Quadrant


class Side(StrEnum):
    """On which side of its dot a name stands."""

    NONE = ""
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot for one contact, or a bubble for several; `x` and `y` in percent, `y` from the top.

    `wide` and `narrow` say on which side of the dot its name has room, on a wide screen and on a
    phone; NONE where there is no room, and for a bubble.
    """

    x: float
    y: float
    radius: float
    contacts: tuple[NodeId, ...]
    quadrant: Quadrant
    label: str = ""
    wide: Side = Side.NONE
    narrow: Side = Side.NONE


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing: its marks, and where scales and lines are, in percent.

    `top` is the fruitfulness at the upper edge. `start` is the place of strength 0: a gutter
    left of it holds those never spoken to, who have no strength.
    """

    marks: tuple[Mark, ...]
    top: float
    start: float
    strong_x: float
    fruitful_y: float


@dataclass(frozen=True, slots=True)
class _Place:
    """A contact with its place in pixels of the narrow plot."""

    datum: Datum
    x: float
    y: float


def draw_portfolio(data: Sequence[Datum], fruitful_from: float, strong_from: float) -> Plot:
    """Return the drawing of a portfolio; the same whatever the order of the contacts."""
    ordered = sorted(data, key=lambda item: (-item.fruitfulness, item.contact))
    top = ceiling(_HEADROOM * max((item.fruitfulness for item in ordered), default=0.0))
    start = GUTTER if any(item.strength is None for item in ordered) else 0.0
    frame = Plot((), top, start, _x(strong_from, start), _y(fruitful_from, top))
    places = [_place(item, frame) for item in ordered]
    crowded = len(places) > MAX_DOTS
    marks = tuple(_bubbles(places)) if crowded else _labelled(_dots(places, frame))
    return Plot(marks, top, start, frame.strong_x, frame.fruitful_y)


def _x(strength: float | None, start: float) -> float:
    if strength is None:
        return start / 2
    return round(start + min(100.0, strength) * (100.0 - start) / 100.0, 2)


def _y(fruitfulness: float, top: float) -> float:
    return round(100.0 * (1.0 - min(1.0, fruitfulness / top)), 2)


def _place(item: Datum, frame: Plot) -> _Place:
    x, y = _x(item.strength, frame.start), _y(item.fruitfulness, frame.top)
    return _Place(item, x * NARROW / 100.0, y * HEIGHT / 100.0)


def _rings() -> Iterator[tuple[float, float]]:
    """Yield by how much a dot may be moved, the least first; up and down before sideways."""
    steps = [(dx, dy) for dx in range(-3, 4) for dy in range(-7, 8)]
    steps.sort(key=lambda step: (math.hypot(1.5 * step[0], step[1]), step))
    yield from ((dx * _APART, dy * _APART) for dx, dy in steps)


_RINGS = tuple(_rings())


def _dots(places: Iterable[_Place], frame: Plot) -> list[Mark]:
    """Return a dot for each contact, none over another as far as there is room."""
    taken: list[tuple[float, float]] = []
    marks = []
    for place in places:
        room = _room(place, frame)
        moved = ((place.x + dx, place.y + dy) for dx, dy in _RINGS)
        free = (spot for spot in moved if _is_within(spot, room) and _is_free(spot, taken))
        x, y = next(free, (place.x, place.y))
        taken.append((x, y))
        marks.append(_mark(x, y, DOT, (place.datum,)))
    return marks


def _room(place: _Place, frame: Plot) -> Box:
    """Return the part of the plot in which a dot may be moved: its quadrant or the gutter."""
    line_x, line_y = frame.strong_x * NARROW / 100.0, frame.fruitful_y * HEIGHT / 100.0
    gutter = frame.start * NARROW / 100.0
    strong = place.datum.quadrant in {Quadrant.KEEP, Quadrant.ENJOY}
    fruitful = place.datum.quadrant in {Quadrant.KEEP, Quadrant.INVEST}
    left, right = (line_x, NARROW) if strong else (gutter, line_x)
    if place.datum.strength is None:
        left, right = 0.0, gutter
    return (left, 0.0, right, line_y) if fruitful else (left, line_y, right, HEIGHT)


def _is_within(spot: tuple[float, float], room: Box) -> bool:
    left, upper, right, lower = room
    return left <= spot[0] <= right and upper <= spot[1] <= lower


def _is_free(spot: tuple[float, float], taken: list[tuple[float, float]]) -> bool:
    return all(math.dist(spot, other) >= _APART - 1e-9 for other in taken)


def _mark(x: float, y: float, radius: float, data: Sequence[Datum]) -> Mark:
    contacts = tuple(item.contact for item in data)
    x, y = round(100.0 * x / NARROW, 1), round(100.0 * y / HEIGHT, 1)
    label = data[0].name if len(data) == 1 else ""
    return Mark(x, y, radius, contacts, data[0].quadrant, label)


def _bubbles(places: Iterable[_Place]) -> Iterator[Mark]:
    """Yield a bubble for each cell of the plot that somebody is in, at the mean of their places."""
    cells = [list(held) for _, held in groupby(sorted(places, key=_cell_order), key=_cell)]
    most = max(map(len, cells), default=0)
    for held in cells:
        x = math.fsum(place.x for place in held) / len(held)
        y = math.fsum(place.y for place in held) / len(held)
        radius = bubble_radius(len(held), most, DOT, _MOST_RADIUS)
        mark = _mark(x, y, radius, [place.datum for place in held])
        yield replace(mark, label="")


def _cell(place: _Place) -> tuple[Quadrant, bool, int, int]:
    column = int(place.x * _CELLS / NARROW)
    row = int(place.y * _CELLS / HEIGHT)
    return (place.datum.quadrant, place.datum.strength is None, column, row)


def _cell_order(place: _Place) -> tuple[tuple[Quadrant, bool, int, int], float, NodeId]:
    return (_cell(place), -place.datum.fruitfulness, place.datum.contact)


def _labelled(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with names where there is room; the contacts to invest in come first."""
    order = sorted(
        range(len(marks)), key=lambda index: (marks[index].quadrant is not Quadrant.INVEST, index)
    )
    wide, narrow = _names(marks, order, WIDE), _names(marks, order, NARROW)
    return tuple(
        replace(mark, wide=wide.get(index, Side.NONE), narrow=narrow.get(index, Side.NONE))
        for index, mark in enumerate(marks)
    )


def _names(marks: Sequence[Mark], order: Iterable[int], width: float) -> dict[int, Side]:
    """Return which marks can show their name in a plot so wide, and on which side."""
    taken = [*_corners(width), *(_dot_box(mark, width) for mark in marks)]
    found: dict[int, Side] = {}
    for index in order:
        for side in (Side.RIGHT, Side.LEFT):
            box = _name_box(marks[index], width, side)
            if box[0] >= 0 and box[2] <= width and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found[index] = side
                break
    return found


def _corners(width: float) -> Iterator[Box]:
    """Yield where the verbs of the quadrants stand."""
    wide, high = min(_CORNER[0], width / 2), _CORNER[1]
    for left in (0.0, width - wide):
        for upper in (0.0, HEIGHT - high):
            yield (left, upper, left + wide, upper + high)


def _dot_box(mark: Mark, width: float) -> Box:
    x, y = mark.x * width / 100.0, mark.y * HEIGHT / 100.0
    return (x - DOT, y - DOT, x + DOT, y + DOT)


def _name_box(mark: Mark, width: float, side: Side) -> Box:
    x, y = mark.x * width / 100.0, mark.y * HEIGHT / 100.0
    long = _LETTER * len(mark.label)
    near, far = DOT + 1.0, DOT + 5.0 + long
    across = (x - far, x - near) if side is Side.LEFT else (x + near, x + far)
    return (across[0], y - _LINE / 2, across[1], y + _LINE / 2)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
