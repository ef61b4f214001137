"""Work spread over processes: each is a copy of this one and sends back what it made.

What the work needs is there already in each copy, so that nothing is handed over but the numbers
of tasks, and nothing comes back but results. A process that cannot be had, or ends before its
time, costs time and nothing else: what it did not do is done here, and what went wrong there goes
wrong here again, where it can be told.
"""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import NamedTuple, TypeVar

Result = TypeVar("Result")

MOST_TASKS = 4000
"""So many numbers fit into the pipe from which they are taken, wherever there are pipes."""
_WIDTH = 4


class _Worker(NamedTuple):
    process: int
    results: Connection


def results_of(
    tasks: Sequence[Callable[[], Result]], workers: int, long: int = 0
) -> Iterator[Result]:
    """Yield the result of each task, in their order, from so many processes where there can be.

    Tasks must not depend on each other. The last `long` ones take longest and are begun first.
    """
    spread = workers > 1 and 1 < len(tasks) <= MOST_TASKS and _can_fork()
    team = _start(tasks, workers, long) if spread else []
    held: dict[int, Result] = {}
    try:
        for number, task in enumerate(tasks):
            while number not in held and team:
                _receive(team, held)
            yield held.pop(number) if number in held else task()
    finally:
        for worker in tuple(team):
            _end(worker, team)


def _can_fork() -> bool:
    """Tell whether a copy of this process would be whole: other threads are not copied."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _start(tasks: Sequence[Callable[[], Result]], workers: int, long: int) -> list[_Worker]:
    """Start processes that take numbers of tasks from one pipe until it is empty."""
    numbers = range(len(tasks))
    order = (*numbers[len(tasks) - long :], *numbers[: len(tasks) - long])
    source, sink = os.pipe()
    os.write(sink, b"".join(number.to_bytes(_WIDTH, "big") for number in order))
    os.close(sink)
    team: list[_Worker] = []
    with suppress(OSError):
        team.extend(_fork(tasks, source) for _ in range(workers))
    os.close(source)
    return team


def _fork(tasks: Sequence[Callable[[], Result]], source: int) -> _Worker:
    receiving, sending = Pipe(duplex=False)
    process = os.fork()
    if process == 0:
        # Whatever happens, a copy never goes on with what the command was doing.
        with suppress(BaseException):
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            receiving.close()
            gc.freeze()
            while taken := os.read(source, _WIDTH):
                number = int.from_bytes(taken, "big")
                sending.send((number, tasks[number]()))
                # A command looks for no cycles; what was rendered would stay to the end in them.
                gc.collect(0)
        os._exit(0)
    sending.close()
    return _Worker(process, receiving)


def _receive(team: list[_Worker], held: dict[int, Result]) -> None:
    """Wait for results, and let workers go that have nothing more to send."""
    ready = wait([worker.results for worker in team])
    for worker in tuple(team):
        if worker.results not in ready:
            continue
        try:
            number, result = worker.results.recv()
        except (EOFError, OSError):
            _end(worker, team)
        else:
            held[number] = result


def _end(worker: _Worker, team: list[_Worker]) -> None:
    """End a process, whether it is done or not, and take it from the team."""
    team.remove(worker)
    worker.results.close()
    with suppress(OSError):
        os.kill(worker.process, signal.SIGKILL)
    with suppress(OSError):
        os.waitpid(worker.process, 0)
