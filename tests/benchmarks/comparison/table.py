"""The table of the measurement as Markdown, and its place in the documentation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.comparison.stopwatch import Measured

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "performance.md"
_PLACE = re.compile(r"(<!-- comparison -->\n).*?(<!-- /comparison -->)", re.DOTALL)


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


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a table of Markdown."""
    head = "| work | reference | contacts | ratio | asked | goal | | ours, s | theirs, s |"
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    lines += [
        f"| {row.work} | {row.reference} | {row.size:,} | **{row.ratio:.2f} ×** |"
        f" {_mark(row.at_least)} | {_mark(row.goal)} | {row.verdict} |"
        f" {row.ours.spread} | {row.theirs.spread} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def memory_table(rows: Iterable[Row], interpreter: int) -> str:
    """Return the peak of memory of each work that was measured, for each contact, as a table.

    It is what one process holds above a bare `interpreter`, which is given in bytes.
    """
    lines = ["| work | contacts | kB a contact above the interpreter |", "|---|---|---|"]
    peaks = {(row.work, row.size): row.ours.memory for row in rows if row.ours.memory}
    for (work, size), peak in peaks.items():
        lines.append(f"| {work} | {size:,} | {max(0, peak - interpreter) / size / 1000:.0f} |")
    return "\n".join(lines) + "\n"


def growth_table(work: str, sizes: Sequence[int], medians: Sequence[float], exponent: float) -> str:
    """Return a line on how the cost of some work grows with the size."""
    cells = " | ".join(f"{median:.3g}" for median in medians)
    return f"| {work} | {cells} | {exponent:.2f} |"


def write_into_page(text: str, page: Path = PAGE) -> bool:
    """Put a table between its marks in the documentation; False where there are no marks."""
    before = page.read_text(encoding="utf-8")
    after = _PLACE.sub(lambda place: place[1] + text + place[2], before)
    page.write_text(after, encoding="utf-8")
    return _PLACE.search(before) is not None


def _mark(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
