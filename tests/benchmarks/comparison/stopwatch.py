"""Timing whole processes in turns, so that both meet the same noise of the machine."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

RUN = "{run}"
"""Stands in the words of a command for the number of the run."""
Prepare = Callable[[int], None]
"""Puts everything in place for a run, which it is given the number of; it is not timed."""


def nothing(_run: int) -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Runner:
    """A command to be timed: its words, where it is run, and what goes before."""

    words: tuple[str, ...]
    folder: str
    prepare: Prepare = nothing
    accepts: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Measured:
    """What some runs of a command took: seconds of the clock, and the most memory, in bytes."""

    seconds: tuple[float, ...]
    memory: int = 0

    @property
    def median(self) -> float:
        """Return the median of the seconds."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        """Return the fastest and the slowest run, in seconds."""
        return f"{min(self.seconds):.3g}–{max(self.seconds):.3g}"


def time_in_turns(runners: Sequence[Runner], runs: int) -> list[Measured]:
    """Run commands in turns, each so many times after one run that is not counted."""
    seconds: list[list[float]] = [[] for _ in runners]
    memory = [0] * len(runners)
    for run in range(runs + 1):
        for place, runner in enumerate(runners):
            runner.prepare(run)
            took, most = time_once(runner, run)
            memory[place] = max(memory[place], most)
            if run:
                seconds[place].append(took)
    return [Measured(tuple(held), most) for held, most in zip(seconds, memory, strict=True)]


def as_installed(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Python keeps what it compiled, as it does for users."""
    return {key: value for key, value in environment.items() if key != "PYTHONDONTWRITEBYTECODE"}


def time_once(runner: Runner, run: int = 0) -> tuple[float, int]:
    """Run a command once; return its seconds and its peak of resident memory, in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [word.replace(RUN, str(run)) for word in runner.words],
        cwd=runner.folder,
        env=as_installed(os.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in runner.accepts:
        raise SystemExit(f"{' '.join(runner.words)}\n{said.decode(errors='replace')[-2000:]}")
    return took, usage.ru_maxrss * 1024
