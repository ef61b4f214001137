"""What one process tells of itself: the strategy beside reading, and memory for each contact."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tests.benchmarks.comparison.arena import Arena
from tests.benchmarks.comparison.programs import Programs
from tests.benchmarks.comparison.stopwatch import OURS, Measured, RunError, Runner, time_once

READING = "reading the vault"

_CODE = (
    "import gc, json, sys; gc.disable();"
    "from tests.benchmarks.strategy_cost import measure;"
    "found, _ = measure(int(sys.argv[1]), pages=False);"
    "print(json.dumps([found['whole'], found['reading']]))"
)


def time_strategy(arena: Arena, _: Sequence[object], runs: int) -> Mapping[str, Measured]:
    """Return what the whole strategy takes in memory, and what reading the vault takes.

    Both are seconds of the processor, each run in a fresh process.
    """
    words = (sys.executable, "-c", _CODE, str(arena.contacts))
    try:
        told = [subprocess.run(words, check=True, capture_output=True).stdout for _ in range(runs)]
    except subprocess.CalledProcessError as error:
        raise RunError(error.stderr.decode(errors="replace")[-2000:]) from error
    strategy, reading = zip(*map(json.loads, told), strict=True)
    return {OURS: Measured(strategy), READING: Measured(reading)}


def memory_of_interpreter(programs: Programs) -> int:
    """Return the bytes that an interpreter takes that has imported what every command imports."""
    words = (str(programs["python"]), "-c", "import click, sqlite3, jinja2, markdown_it")
    return time_once(Runner(words, ".")).memory
