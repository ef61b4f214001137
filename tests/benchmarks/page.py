"""Tables of Markdown in the documentation, which what is measured is merged into."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "performance.md"
Cells = tuple[str, ...]


def read_between_marks(mark: str, page: Path = PAGE) -> str:
    """Return what stands between the marks of a name in a page."""
    try:
        found = _place(mark).search(page.read_text(encoding="utf-8"))
    except OSError as error:
        raise SystemExit(str(error)) from error
    if found is None:
        raise SystemExit(f"{page} has no place that is marked <!-- {mark} -->")
    return found[2]


def write_between_marks(mark: str, text: str, page: Path = PAGE) -> None:
    """Put a text between the marks of a name in a page."""
    before = page.read_text(encoding="utf-8")
    after = _place(mark).sub(lambda place: place[1] + text + place[3], before)
    page.write_text(after, encoding="utf-8")


def _place(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {mark} -->\n)(.*?)(<!-- /{mark} -->)", re.DOTALL)


def tables_of(text: str) -> list[list[Cells]]:
    """Return the tables of a text as rows of cells: the head first, without the line below it."""
    tables: list[list[Cells]] = []
    within = False
    for line in text.splitlines():
        if line.startswith("|"):
            if not within:
                tables.append([])
            if not set(line) <= set("|-: "):
                tables[-1].append(tuple(cell.strip() for cell in line.strip("|").split("|")))
        within = line.startswith("|")
    return tables


def table_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown; rows that are short are filled with blanks."""
    lines = [_line(head), "|---" * len(head) + "|"]
    lines += [_line((*row, *[""] * (len(head) - len(row)))) for row in rows]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def merged(old: Iterable[Cells], new: Iterable[Cells], key: int) -> list[Cells]:
    """Return rows of which new ones stand in for old ones with the same first cells."""
    return list(({row[:key]: row for row in old} | {row[:key]: row for row in new}).values())


def numbers_of(rows: Sequence[Cells]) -> dict[tuple[str, int], float]:
    """Return the numbers of a table whose columns are sizes of a vault, as it stands in a page."""
    if not rows:
        return {}
    sizes = {
        place: int(cell.replace(",", "")) for place, cell in enumerate(rows[0]) if _is_size(cell)
    }
    return {
        (row[0], size): float(row[place])
        for row in rows[1:]
        for place, size in sizes.items()
        if place < len(row) and row[place]
    }


def _is_size(cell: str) -> bool:
    return cell.replace(",", "").isdigit()


def exponent(points: Mapping[int, float]) -> float | None:
    """Return the power of the size that a cost grows with, by least squares of the logarithms."""
    pairs = [(math.log(size), math.log(cost)) for size, cost in points.items() if cost > 0]
    if len(pairs) < 2:
        return None
    middle = math.fsum(size for size, _ in pairs) / len(pairs)
    height = math.fsum(cost for _, cost in pairs) / len(pairs)
    across = math.fsum((size - middle) ** 2 for size, _ in pairs)
    return math.fsum((size - middle) * (cost - height) for size, cost in pairs) / across
