"""Measure the table of performance side by side with other programs, and write it down.

    python -m tests.benchmarks.comparison [--sizes 1000,10000] [--grow 3000,30000] [--only WORD]
        [--runs 3] [--write]

Vaults are generated, the other programs are fetched from PyPI and npm into a cache, and each row
runs VaultNet and its reference in turns. Ratios are of medians. `--write` puts the table into
docs/explanation/performance.md.
"""

import argparse
import math
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.comparison.contests import Arena, Contest, contests
from tests.benchmarks.comparison.inside import memory_of_interpreter, time_strategy
from tests.benchmarks.comparison.programs import Programs, find_programs
from tests.benchmarks.comparison.saving import time_saves
from tests.benchmarks.comparison.stopwatch import time_in_turns
from tests.benchmarks.comparison.table import (
    Row,
    growth_table,
    memory_table,
    table,
    write_into_page,
)
from tests.benchmarks.generated_vault import write_vault

_STRATEGY = "whole strategy, in memory"
_SAVE = "one note saved, its page new under serve"


def main() -> None:
    """Measure what the arguments ask for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", default="1000,10000")
    asked.add_argument("--grow", default="3000,30000", help="further sizes, run once for growth")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--only", default="", help="work whose name holds this word")
    asked.add_argument("--cache", type=Path, default=Path.home() / ".cache/vaultnet-benchmarks")
    asked.add_argument("--write", action="store_true")
    wish = asked.parse_args()
    sizes = {int(size): wish.runs for size in wish.sizes.split(",")}
    sizes |= {int(size): 1 for size in wish.grow.split(",") if size}
    programs = find_programs(wish.cache)
    few = replace(programs, eleventy=None, zensical=None)
    rows = []
    for size, runs in sizes.items():
        for row in measure(size, programs if runs > 1 else few, runs, wish.only):
            print(table([row]).splitlines()[-1], flush=True)
            rows.append(row)
    above = memory_of_interpreter(programs)
    written = "\n".join((table(rows), memory_table(rows, above), growth(rows, sorted(sizes))))
    print("\n" + written)
    if wish.write and not write_into_page(written):
        raise SystemExit("the page has no place for the table")


def measure(size: int, programs: Programs, runs: int, only: str) -> Iterator[Row]:
    """Yield the rows for a vault of some size."""
    with tempfile.TemporaryDirectory(prefix="vaultnet-benchmark-") as folder:
        vault = Path(folder) / "vault"
        write_vault(vault, size)
        arena = Arena(vault, Path(folder) / "neighbours", programs)
        for contest in contests(arena):
            if only in contest.work:
                yield from _rows(contest, size, runs)
        if only in _STRATEGY:
            yield Row(_STRATEGY, "reading the vault", size, *time_strategy(size, runs), 0.3, 0.1)
        saved = time_saves(arena, runs) if only in _SAVE else None
        if saved is not None:
            yield Row(_SAVE, "Hugo's server, the same", size, *saved, 0.3, 0.1)


def _rows(contest: Contest, size: int, runs: int) -> Iterator[Row]:
    """Time a piece of work in turns with all that it is held against."""
    runners = [contest.ours, *(reference.runner for reference in contest.references)]
    ours, *others = time_in_turns(runners, runs)
    for reference, theirs in zip(contest.references, others, strict=True):
        marks = (reference.at_least, reference.goal)
        yield Row(contest.work, reference.name, size, ours, theirs, *marks)


def growth(rows: list[Row], sizes: list[int]) -> str:
    """Return how the cost of each piece of work grows from the smallest size to the largest."""
    if len(sizes) < 2:
        return ""
    head = " | ".join(f"{size:,}" for size in sizes)
    lines = [f"| seconds, median | {head} | exponent |", "|---" * (len(sizes) + 2) + "|"]
    works = dict.fromkeys((row.work, row.reference) for row in rows)
    seen = set()
    for work, reference in works:
        held = [row for row in rows if (row.work, row.reference) == (work, reference)]
        if work in seen or len(held) < len(sizes):
            continue
        seen.add(work)
        medians = [row.ours.median for row in held]
        exponent = math.log(medians[-1] / medians[0]) / math.log(sizes[-1] / sizes[0])
        lines.append(growth_table(work, sizes, medians, exponent))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
