"""The rows of the table: a piece of work of VaultNet, and what it is held against."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.comparison.neighbours import (
    lay_out_eleventy,
    lay_out_hugo,
    lay_out_zensical,
)
from tests.benchmarks.comparison.programs import Programs
from tests.benchmarks.comparison.stopwatch import RUN, Runner

DAY = "2026-11-23"
_IMPORTS = "import click, sqlite3"
_PATIENCE_WITH_ZENSICAL = 1_000
"""With more contacts than these, Zensical takes minutes for each build."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What some work is held against, and how many times as long the work may take."""

    name: str
    runner: Runner
    at_least: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """A piece of work, and what it is held against; all are run in turns."""

    work: str
    ours: Runner
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Arena:
    """A vault on disk, the same notes for other programs, and the programs."""

    vault: Path
    neighbours: Path
    programs: Programs

    @property
    def contacts(self) -> int:
        """Return how many contacts the vault has."""
        return sum(1 for _ in (self.vault / "contacts").iterdir())

    def ours(self, *words: str, prepare: Callable[[int], None], accepts: int = 0) -> Runner:
        """Return VaultNet with a command on the vault."""
        command = (str(self.programs.vaultnet), "--vault", str(self.vault), "--as-of", DAY, *words)
        return Runner(command, str(self.vault), prepare, (0, accepts))

    def python(self, code: str) -> Runner:
        """Return a bare Python that runs a line."""
        return Runner((str(self.programs.python), "-c", code), str(self.vault))

    def forget_index(self, _run: int) -> None:
        """Remove what VaultNet has made of the notes, so that it begins with them alone."""
        for name in (".vaultnet", "site"):
            shutil.rmtree(self.vault / name, ignore_errors=True)

    def leave(self, _run: int) -> None:
        """Leave everything as the last run left it."""

    def edit(self, run: int) -> None:
        """Change a line of one note, another one in each run."""
        edit_note(self.vault / "contacts" / f"contact-{run}.md", f"Seen again, {run} times.")


def edit_note(note: Path, said: str) -> None:
    """Add a sentence to a note, so that every program has to render it anew."""
    text = note.read_text(encoding="utf-8").rstrip("\n")
    note.write_text(f"{text}\n\n{said}\n", encoding="utf-8")


def contests(arena: Arena) -> Iterator[Contest]:
    """Yield the rows whose reference is there to be run."""
    yield from _building(arena)
    yield from _asking(arena)


def _building(arena: Arena) -> Iterator[Contest]:
    cold = arena.ours("build", prepare=arena.forget_index)
    hugo = _hugo(arena)
    others = (
        None if hugo is None else Reference("Hugo, cold build", hugo, 2.0, 1.0),
        _eleventy(arena),
        _zensical(arena),
    )
    found = tuple(other for other in others if other is not None)
    yield Contest("cold build", cold, found)
    if hugo is not None:
        edited = arena.ours("build", prepare=arena.edit)
        reference = Reference("Hugo, cold build", hugo, 0.15, 0.08)
        yield Contest("one note changed, build", edited, (reference,))
    unchanged = arena.ours("build", prepare=arena.leave)
    status = Reference("git status", _git(arena), 4.0, 2.0)
    yield Contest("build, nothing changed", unchanged, (status,))


def _asking(arena: Arena) -> Iterator[Contest]:
    all_notes = ("sh", "-c", "find . -name '*.md' -not -path './site/*' -exec cat {} +")
    cat = Reference("cat of all notes", Runner(all_notes, str(arena.vault)), 3.0, 1.5)
    # `check` ends in 1 where it finds something, and there is always something.
    check = arena.ours("check", "--format", "json", prepare=arena.leave, accepts=1)
    yield Contest("check, warm", check, (cat,))
    bare = Reference(f"python -c '{_IMPORTS}'", arena.python(_IMPORTS), 4.0, 2.0)
    asked = (("list", "tier:key"), ("due",), ("search", "roadmap"))
    for name, *words in asked:
        ours = arena.ours(name, *words, prepare=arena.leave, accepts=1)
        yield Contest(f"{name}, warm", ours, (bare,))
    # The rows above ask the same again, which a kept answer tells; this one asks something else.
    other = arena.ours("list", f"tier:key entries>{RUN}", prepare=arena.leave, accepts=1)
    yield Contest("list, another query", other, (bare,))
    unmarked = Reference(bare.name, bare.runner)
    for name, *words in (("check", "--format", "json"), *asked):
        ours = arena.ours(name, *words, prepare=arena.edit, accepts=1)
        yield Contest(f"{name}, one note changed", ours, (unmarked,))
    log = arena.ours("log", "contact-7", "call", "spoke of plans", prepare=arena.leave)
    yield Contest("log", log, (Reference(bare.name, bare.runner, 2.5, 1.5),))
    version = Runner((str(arena.programs.vaultnet), "--version"), str(arena.vault))
    bare_start = Reference("python -c pass", arena.python("pass"), 3.0, 2.0)
    yield Contest("--version", version, (bare_start,))


def _eleventy(arena: Arena) -> Reference | None:
    if arena.programs.eleventy is None:
        return None
    folder = lay_out_eleventy(arena.vault, arena.neighbours / "eleventy")
    words = (str(arena.programs.eleventy), "--quiet")
    return Reference("Eleventy, cold build", Runner(words, str(folder), _without(folder / "_site")))


def _zensical(arena: Arena) -> Reference | None:
    if arena.programs.zensical is None or arena.contacts > _PATIENCE_WITH_ZENSICAL:
        return None
    folder = lay_out_zensical(arena.vault, arena.neighbours / "zensical")
    words = (str(arena.programs.zensical), "build", "--clean")
    clear = _without(folder / "site", folder / ".cache")
    return Reference("Zensical, cold build", Runner(words, str(folder), clear))


def _hugo(arena: Arena) -> Runner | None:
    if arena.programs.hugo is None:
        return None
    folder = lay_out_hugo(arena.vault, arena.neighbours / "hugo")
    words = (str(arena.programs.hugo), "--quiet", "--noBuildLock")
    return Runner(words, str(folder), _without(folder / "public", folder / "resources"))


def _without(*folders: Path) -> Callable[[int], None]:
    """Return what removes folders before each run."""

    def remove(_run: int) -> None:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    return remove


def _git(arena: Arena) -> Runner:
    """Return `git status` of a vault whose notes are committed and whose site is ignored."""
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=N", "-c", "user.email=n@mail.example", "commit", "-qm", "notes"),
    ):
        subprocess.run(("git", *arguments), cwd=arena.vault, check=True)
    return Runner(("git", "status", "--short"), str(arena.vault))
