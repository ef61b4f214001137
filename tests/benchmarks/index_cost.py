"""What the index costs and saves: `index`, `log` and `search` in vaults of three sizes.

Whole processes, beside `python -c "import click, sqlite3"`, below which none of them can be.
Runs alternate, so that what else the machine does falls on all of them. Two times are printed:
the median on the clock, and the least time of the processor, which other work disturbs less.

`python -m tests.benchmarks.index_cost [RUNS]`
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.generated_vault import write_vault
from tests.faults.processes import environment

KEPT = {"PYTHONDONTWRITEBYTECODE": ""}
"""Python keeps what it compiled, as it does for users."""

SIZES = (10, 1_000, 10_000)
RUNS = 9
BARE = "import click, sqlite3"
_SETTLED = 2.1
"""Seconds after which a file that was just written is not doubted any more."""


class Cost(NamedTuple):
    """The seconds of one process: on the clock, and of the processor."""

    clock: float
    processor: float


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, Sequence[str]] = {BARE: ("-c", BARE)}
        for size in SIZES:
            root = Path(folder) / str(size)
            write_vault(root, size)
            time.sleep(_SETTLED)
            vaultnet = ("-m", "vaultnet", "--vault", str(root))
            print(f"index, {size} contacts, from nothing: {_shown(_cost((*vaultnet, 'index')))}")
            commands[f"log, {size}"] = (*vaultnet, "log", "contact-7", "met", "x")
            commands[f"search for few, {size}"] = (*vaultnet, "search", "kubernetes", "nowak")
            commands[f"search for many, {size}"] = (*vaultnet, "search", "the")
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                costs[name].append(_cost(command))
        bare = _middle(costs[BARE])
        for name, found in costs.items():
            cost = _middle(found)
            ratios = (
                f"{cost.clock / bare.clock:.1f} and {cost.processor / bare.processor:.1f} times"
            )
            print(f"{name}: {_shown(cost)}, {ratios} the bare imports")


def _middle(found: Sequence[Cost]) -> Cost:
    return Cost(median(each.clock for each in found), min(each.processor for each in found))


def _shown(cost: Cost) -> str:
    return f"{cost.clock * 1000:.0f} ms, processor {cost.processor * 1000:.0f} ms"


def _cost(command: Sequence[str]) -> Cost:
    """Return what a process takes; a search that finds nothing counts too."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        [sys.executable, *command], env=environment(**KEPT), capture_output=True, check=False
    )
    clock, after = time.perf_counter() - start, os.times()
    spent = after.children_user - before.children_user
    return Cost(clock, spent + after.children_system - before.children_system)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
