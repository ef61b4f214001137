"""The tables of the measurement as Markdown, merged into those that the page has already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.comparison.stopwatch import Measured
from tests.benchmarks.page import (
    Cells,
    exponent,
    merged,
    numbers_of,
    table_text,
    tables_of,
)

_HEAD = (
    "work",
    "reference",
    "contacts",
    "ratio",
    "asked",
    "goal",
    "",
    "ours, s",
    "theirs, s",
    "runs",
)
_GROWTH = "Growth: the median at each size, and the exponent by least squares over all of them."
_MEMORY = (
    "Memory: kB a contact above a bare interpreter, at the peak of one process. "
    "Asked are 60, better 25."
)
Numbers = Mapping[tuple[str, int], float]


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one row at one size."""

    work: str
    reference: str
    size: int
    ours: Measured
    theirs: Measured
    at_least: float | None
    goal: float | None

    @property
    def ratio(self) -> float:
        """Return how many times the reference VaultNet took, by the medians."""
        return self.ours.median / self.theirs.median

    @property
    def verdict(self) -> str:
        """Return which of the two marks was reached."""
        if self.at_least is None or self.goal is None:
            return ""
        if self.ratio <= self.goal:
            return "goal"
        return "reached" if self.ratio <= self.at_least else "missed"

    @property
    def cells(self) -> Cells:
        """Return the row as it is written."""
        first = (self.work, self.reference, f"{self.size:,}", f"**{self.ratio:.2f} ×**")
        marks = (_mark(self.at_least), _mark(self.goal), self.verdict)
        runs = min(len(self.ours.seconds), len(self.theirs.seconds))
        return (*first, *marks, self.ours.spread, self.theirs.spread, str(runs))


def comparison_text(
    before: str, rows: Iterable[Row], medians: Numbers, memory: Numbers, works: Sequence[str]
) -> str:
    """Return what stands between the marks of the page, with what was measured put in.

    What stood there `before` stays where nothing was measured; what is no longer among the
    `works` goes.
    """
    tables = [*tables_of(before), [], [], []]
    told = merged(tables[0][1:], (row.cells for row in rows), key=3)
    ranks = {work: rank for rank, work in enumerate(works)}
    told = [cells for cells in told if cells[0] in ranks]
    told.sort(key=lambda cells: (int(cells[2].replace(",", "")), ranks[cells[0]]))
    growth = {**numbers_of(tables[1]), **medians}
    peaks = {**numbers_of(tables[2]), **memory}
    return "\n".join(
        (
            table_text(_HEAD, told),
            f"{_GROWTH}\n",
            _by_size("seconds", growth, works, ".3g", exponents=True),
            f"{_MEMORY}\n",
            _by_size("kB a contact", peaks, works, ".0f", exponents=False),
        )
    )


def _by_size(
    name: str, numbers: Numbers, works: Sequence[str], form: str, *, exponents: bool
) -> str:
    """Return a table with a column for each size; what was not measured is blank."""
    sizes = sorted({size for work, size in numbers if work in works})
    rows = []
    for work in works:
        points = {size: numbers[work, size] for size in sizes if (work, size) in numbers}
        if points:
            cells = [format(points[size], form) if size in points else "" for size in sizes]
            power = [_power(exponent(points))] if exponents else []
            rows.append((work, *cells, *power))
    head = (name, *(f"{size:,}" for size in sizes), *(["exponent"] if exponents else []))
    return table_text(head, rows)


def _power(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _mark(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
