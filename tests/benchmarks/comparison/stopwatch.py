"""Timing whole processes in turns, so that both meet the same noise of the machine."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

RUN = "{run}"
"""Stands in the words of a command for the number of the run."""
OURS = "VaultNet"
Prepare = Callable[[int], None]
"""Puts everything in place for a run, which it is given the number of; it is not timed."""


class RunError(Exception):
    """What was to be measured did not come to its end; says what it said."""


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
    """What some runs of a command took: seconds, and the most memory of a process, in bytes."""

    seconds: tuple[float, ...]
    memory: int = 0

    def __add__(self, later: "Measured") -> "Measured":
        """Return what these runs and later ones took together."""
        return Measured(self.seconds + later.seconds, max(self.memory, later.memory))

    @property
    def median(self) -> float:
        """Return the median of the seconds."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        """Return the median, and the fastest and the slowest run where there are more than one."""
        if len(self.seconds) == 1:
            return f"{self.median:.3g}"
        return f"{self.median:.3g} ({min(self.seconds):.3g}–{max(self.seconds):.3g})"


@dataclass(frozen=True, slots=True)
class Once:
    """What one run took: seconds of the clock and of the processor, and its peak of memory."""

    clock: float
    processor: float
    memory: int


def time_in_turns(runners: Mapping[str, Runner], runs: int) -> dict[str, Measured]:
    """Run commands in turns, each so many times after one run that is not counted.

    Where ours fails, there is nothing to compare; another that fails is left out, without seconds.
    """
    taken: dict[str, list[Once]] = {name: [] for name in runners}
    for run in range(runs + 1):
        for name in tuple(taken):
            try:
                runners[name].prepare(run)
                taken[name].append(time_once(runners[name], run))
            except RunError as failure:
                if name == OURS:
                    raise
                say_left_out(name, failure)
                del taken[name]
    return {name: _counted(taken.get(name, ())) for name in runners}


def say_left_out(name: str, why: Exception) -> None:
    """Say that a reference failed, and that the rest goes on without it."""
    print(f"left out: {name}: {why}", file=sys.stderr, flush=True)


def _counted(taken: Sequence[Once]) -> Measured:
    clock = tuple(once.clock for once in taken[1:])
    return Measured(clock, max((once.memory for once in taken[1:]), default=0))


def as_installed(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Python keeps what it compiled, as it does for users."""
    return {key: value for key, value in environment.items() if key != "PYTHONDONTWRITEBYTECODE"}


def time_once(runner: Runner, run: int = 0) -> Once:
    """Run a command once, and return what it took."""
    words = [word.replace(RUN, str(run)) for word in runner.words]
    start = time.perf_counter()
    try:
        process = subprocess.Popen(
            words,
            cwd=runner.folder,
            env=as_installed(os.environ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise RunError(f"{words[0]}: {error}") from error
    assert process.stderr is not None
    with process.stderr as stream:
        said = stream.read()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in runner.accepts:
        told = said.decode(errors="replace").strip()[-2000:]
        raise RunError(f"{' '.join(words)} ended in {process.returncode}\n{told}")
    return Once(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
