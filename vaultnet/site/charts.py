"""Numbers to the geometry of small drawings; templates write them as SVG attributes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


def heat_strip(days: Sequence[date], last: date, months: int) -> HeatStrip:
    """Count days by month, for the months up to that of the last day."""
    counts: dict[tuple[int, int], int] = {}
    for day in days:
        counts[day.year, day.month] = counts.get((day.year, day.month), 0) + 1
    end = last.year * 12 + last.month - 1
    cells = []
    for index in range(months):
        year, month = divmod(end - months + 1 + index, 12)
        count = counts.get((year, month + 1), 0)
        cells.append(
            HeatCell(index * CELL, min(count, HEAT_STEPS), date(year, month + 1, 1), count)
        )
    return HeatStrip(tuple(cells), months * CELL)


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
