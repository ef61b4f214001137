"""The rows of the table: a piece of work of VaultNet, and what it is held against."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.comparison.arena import (
    IMPORTS,
    Arena,
    bare_imports,
    bare_start,
    cat,
    eleventy,
    git_status,
    hugo,
    zensical,
)
from tests.benchmarks.comparison.inside import READING, time_strategy
from tests.benchmarks.comparison.programs import Programs
from tests.benchmarks.comparison.saving import HUGO_SERVER, time_saves
from tests.benchmarks.comparison.stopwatch import (
    OURS,
    RUN,
    Measured,
    RunError,
    Runner,
    say_left_out,
    time_in_turns,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What some work is held against, and how many times as long the work may take.

    It is run where its `program` is there, for so many contacts at `most`.
    """

    name: str
    program: str
    runner: Callable[[Arena], Runner] | None = None
    at_least: float | None = None
    goal: float | None = None
    most: int | None = None

    def is_there(self, programs: Programs, size: int) -> bool:
        """Tell whether it can be run on a vault of some size."""
        return self.program in programs and (self.most is None or size <= self.most)


Begin = Callable[[Arena], None]
Measure = Callable[[Arena, Sequence[Reference], int], Mapping[str, Measured]]


@dataclass(frozen=True, slots=True)
class Contest:
    """A piece of work, what it is held against, and what measures both for so many runs."""

    work: str
    references: tuple[Reference, ...]
    measure: Measure


def in_turns(ours: Callable[[Arena], Runner], begin: Begin = Arena.keep_notes) -> Measure:
    """Return what runs a command and its references in turns, once it has begun."""

    def measure(arena: Arena, references: Sequence[Reference], runs: int) -> Mapping[str, Measured]:
        begin(arena)
        runners = {OURS: ours(arena)}
        refused = {}
        for reference in references:
            assert reference.runner is not None
            try:
                runners[reference.name] = reference.runner(arena)
            except RunError as failure:
                say_left_out(reference.name, failure)
                refused[reference.name] = Measured(())
        return time_in_turns(runners, runs) | refused

    return measure


def _command(*words: str) -> Measure:
    # Many a report ends in 1, as `check` does where it finds something.
    return in_turns(lambda arena: arena.ours(*words, prepare=arena.leave, accepts=1))


def _edited(*words: str, begin: Begin = Arena.keep_notes) -> Measure:
    return in_turns(lambda arena: arena.ours(*words, prepare=arena.edit, accepts=1), begin)


def _cold(*words: str) -> Measure:
    # Whatever is kept goes before each run, so that there is nothing to begin with.
    return in_turns(
        lambda arena: arena.ours(*words, prepare=arena.forget_index, accepts=1), lambda _: None
    )


def _version(arena: Arena) -> Runner:
    return Runner((str(arena.programs["vaultnet"]), "--version"), str(arena.vault))


def _hugo(at_least: float, goal: float) -> Reference:
    return Reference("Hugo, cold build", "hugo", hugo, at_least, goal)


def _bare(at_least: float | None = None, goal: float | None = None) -> Reference:
    return Reference(f"python -c '{IMPORTS}'", "python", bare_imports, at_least, goal)


_ELEVENTY = Reference("Eleventy, cold build", "eleventy", eleventy, most=10_000)
# With more contacts than these, Zensical takes minutes for each build.
_ZENSICAL = Reference("Zensical, cold build", "zensical", zensical, most=1_000)
_STATUS = Reference("git status", "git", git_status, 4.0, 2.0)
_CAT = Reference("cat of all notes", "sh", cat, 3.0, 1.5)
_PASS = Reference("python -c pass", "python", bare_start, 3.0, 2.0)
_READING = Reference(READING, "python", None, 0.3, 0.1)
_SERVER = Reference(HUGO_SERVER, "hugo", None, 0.3, 0.1)
_CHECK = ("check", "--format", "json")

CONTESTS = (
    Contest("cold build", (_hugo(2.0, 1.0), _ELEVENTY, _ZENSICAL), _cold("build")),
    Contest(
        "one note changed, build", (_hugo(0.15, 0.08),), _edited("build", begin=Arena.keep_site)
    ),
    Contest("build, nothing changed", (_STATUS,), _command("build")),
    Contest("check, nothing kept", (), _cold(*_CHECK)),
    Contest("check, warm", (_CAT,), _command(*_CHECK)),
    Contest("list, warm", (_bare(4.0, 2.0),), _command("list", "tier:key")),
    Contest("due, warm", (_bare(4.0, 2.0),), _command("due")),
    Contest("search, warm", (_bare(4.0, 2.0),), _command("search", "roadmap")),
    # The rows above ask the same again, which a kept answer tells; this one asks something else.
    Contest("list, another query", (_bare(4.0, 2.0),), _command("list", f"tier:key entries>{RUN}")),
    Contest("check, one note changed", (_bare(),), _edited(*_CHECK)),
    Contest("list, one note changed", (_bare(),), _edited("list", "tier:key")),
    Contest("due, one note changed", (_bare(),), _edited("due")),
    Contest("search, one note changed", (_bare(),), _edited("search", "roadmap")),
    Contest("log", (_bare(2.5, 1.5),), _command("log", "contact-7", "call", "spoke of plans")),
    Contest("--version", (_PASS,), in_turns(_version)),
    Contest("whole strategy, in memory", (_READING,), time_strategy),
    Contest("one note saved, its page new under serve", (_SERVER,), time_saves),
)
