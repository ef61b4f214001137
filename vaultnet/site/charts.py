"""Numbers to the geometry of small drawings; templates write them as SVG attributes.

A drawing is either in user units of its own, and scales as a whole, or in percent of the place
that it gets, so that texts and marks keep their size from a phone to a wide screen.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from vaultnet.late import dataclass

HEAT_STEPS = 4
CELL = 12
BAR_WIDTH = 240.0


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One month of a heat strip: its place, how strong it is (0 to 4), and what it counts."""

    x: int
    level: int
    month: date
    count: int


@dataclass(frozen=True, slots=True)
class HeatStrip:
    """A row of months, oldest first; sizes in SVG user units."""

    cells: tuple[HeatCell, ...]
    width: int
    height: int = CELL

    @property
    def counted(self) -> tuple[HeatCell, ...]:
        """Return the months in which there was anything to count, newest first."""
        return tuple(cell for cell in reversed(self.cells) if cell.count)


def heat_strip(days: Sequence[date], last: date, months: int) -> HeatStrip:
    """Count days by month, for the months up to that of the last day."""
    counts: dict[tuple[int, int], int] = {}
    for day in days:
        counts[day.year, day.month] = counts.get((day.year, day.month), 0) + 1
    cells = [
        _heat_cell(index, month, counts.get((month.year, month.month), 0))
        for index, month in enumerate(_months(last.year, last.month, months))
    ]
    return HeatStrip(tuple(cells), months * CELL)


@lru_cache(maxsize=8)
def _months(year: int, month: int, count: int) -> tuple[date, ...]:
    """Return the first days of so many months, up to one; none lies before the year 1."""
    numbers = range(year * 12 + month - count, year * 12 + month)
    return tuple(date(number // 12, number % 12 + 1, 1) for number in (max(12, n) for n in numbers))


@lru_cache(maxsize=1024)
def _heat_cell(index: int, month: date, count: int) -> HeatCell:
    """Return a cell of a strip; the strips of all contacts are made of the same few."""
    return HeatCell(index * CELL, min(count, HEAT_STEPS), month, count)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on a common scale, in SVG user units."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps days to a width of BAR_WIDTH; `marks` are the years to write, with their places."""

    first: date
    last: date

    def bar(self, start: date, end: date) -> Bar:
        """Return the stretch between two days, at least two units wide so that it is seen."""
        x = self.x(start)
        return Bar(x, max(2.0, round(self.x(end) - x, 1)))

    def x(self, day: date) -> float:
        """Return the place of a day, cut at both ends."""
        length = max(1, (self.last - self.first).days)
        part = (day - self.first).days / length
        return round(min(1.0, max(0.0, part)) * BAR_WIDTH, 1)


def share(part: int, whole: int) -> int:
    """Return a part in percent, rounded down, so that 100 means all; 0 of nothing is 0."""
    return part * 100 // whole if whole else 0


BOX = 10.0
GAP = 2.0
MAX_BOXES = 12
_BETWEEN = 6.0


@dataclass(frozen=True, slots=True)
class CoverMark:
    """A stretch of a coverage bar.

    `kind` is `warm` or `have` up to what is needed, `missing` for what is not there, `spare` for
    what is there beyond the need.
    """

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class CoverBar:
    """A coverage bar in user units, BOX high: a box for each contact, or stretches for many."""

    marks: tuple[CoverMark, ...]
    width: float


def cover_bar(needs: Sequence[tuple[int, int, int]]) -> CoverBar:
    """Draw needs, each as (needed, have, warm), one after another with a gap between.

    Of several needs what is spare in one does not show: it fills no hole of another.
    """
    counts = [_cover_counts(*need, spare=len(needs) == 1) for need in needs]
    boxes = sum(sum(kinds.values()) for kinds in counts)
    unit = (BOX + GAP) * min(1.0, MAX_BOXES / boxes if boxes else 1.0)
    marks: list[CoverMark] = []
    x = 0.0
    for kinds in counts:
        for mark in _cover_marks(kinds, x, unit, single=boxes <= MAX_BOXES):
            marks.append(mark)
            x = mark.x + mark.width + GAP
        x += _BETWEEN
    return CoverBar(tuple(marks), round(max(0.0, x - GAP - _BETWEEN), 1))


def _cover_counts(needed: int, have: int, warm: int, *, spare: bool) -> Mapping[str, int]:
    within = min(warm, needed)
    return {
        "warm": within,
        "have": min(have, needed) - within,
        "missing": max(0, needed - have),
        "spare": max(0, have - needed) if spare else 0,
    }


def _cover_marks(
    kinds: Mapping[str, int], x: float, unit: float, *, single: bool
) -> Iterator[CoverMark]:
    for kind, count in kinds.items():
        for _ in range(count if single else min(1, count)):
            width = BOX if single else max(GAP, count * unit - GAP)
            yield CoverMark(kind, round(x, 1), round(width, 1))
            x += width + GAP


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of a matrix: its steps (1 to 3), how many are in it, and where and how it is drawn.

    `weight` is 0 to 4, how grave the cell is; `radius` that of its bubble, 0 for none.
    """

    worth: int
    likelihood: int
    count: int
    weight: int
    x: float
    y: float
    radius: float


CELL_WIDTH, CELL_HEIGHT, CELL_GAP = 76.0, 48.0, 3.0
_LEAST_RADIUS, _MOST_RADIUS = 11.0, 21.0


def matrix_cells(counts: Mapping[tuple[int, int], int]) -> tuple[MatrixCell, ...]:
    """Place the nine cells of a matrix, the highest worth on top, the least likely on the left."""
    most = max(counts.values(), default=0)
    return tuple(
        MatrixCell(
            worth,
            likelihood,
            count := counts.get((worth, likelihood), 0),
            worth + likelihood - 2,
            (likelihood - 1) * (CELL_WIDTH + CELL_GAP),
            (3 - worth) * (CELL_HEIGHT + CELL_GAP),
            bubble_radius(count, most, _LEAST_RADIUS, _MOST_RADIUS),
        )
        for worth in (3, 2, 1)
        for likelihood in (1, 2, 3)
    )


def bubble_radius(count: int, most: int, least_radius: float, most_radius: float) -> float:
    """Return a radius whose area grows with a count; nothing has none."""
    if count <= 0 or most <= 0:
        return 0.0
    return round(least_radius + (most_radius - least_radius) * math.sqrt((count - 1) / most), 1)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart in percent of its place: left edge, width, top and height."""

    x: float
    width: float
    y: float
    height: float


def columns(
    values: Sequence[float | None], most: float, *, down: bool = False
) -> tuple[Column, ...]:
    """Draw values as columns from the middle line, up, or down where they are negative.

    `down` turns all round. A column that is there is high enough to be seen; None is not drawn.
    """
    step = 100.0 / max(1, len(values))
    return tuple(
        _column(index * step, step * 0.72, value, most, down=down)
        for index, value in enumerate(values)
    )


def _column(x: float, width: float, value: float | None, most: float, *, down: bool) -> Column:
    size = 0.0 if not value or not most else min(50.0, max(0.6, 50.0 * abs(value) / most))
    below = down != (value is not None and value < 0)
    y = 50.0 if below else 50.0 - size
    return Column(round(x, 2), round(width, 2), round(y, 2), round(size, 2))


def scales_bar(balance: float) -> Column:
    """Draw a balance, −1 to 1, as a bar from the middle of its place to the left or right."""
    reach = min(50.0, max(1.5, 50.0 * abs(balance))) if balance else 0.0
    return Column(50.0 if balance >= 0 else round(50.0 - reach, 1), round(reach, 1), 0.0, 100.0)


_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
_NOTHING = 1e-100
"""Below it a power of ten is soon no number any more, and nothing can be seen of a value."""


def ceiling(value: float) -> float:
    """Return the round number at or above a value at which a scale may end."""
    if value < _NOTHING:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9))
