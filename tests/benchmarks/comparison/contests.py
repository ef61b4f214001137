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
from tests.benchmarks.comparison.stopwatch import Runner

DAY = "2026-11-23"
_IMPORTS = "import click, sqlite3"


@dataclass(frozen=True, slots=True)
class Contest:
    """A row: the work, the reference, and how many times the reference it may take."""

    work: str
    reference: str
    ours: Runner
    theirs: Runner
    at_least: float | None
    goal: float | None


@dataclass(frozen=True, slots=True)
class Arena:
    """A vault on disk, the same notes for other programs, and the programs."""

    vault: Path
    neighbours: Path
    programs: Programs

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
        edit_note(self.vault / "contacts" / f"contact-{run}.md", run)


def edit_note(note: Path, run: int) -> None:
    """Change the text of a note, so that every program has to render it anew."""
    text = note.read_text(encoding="utf-8").rstrip("\n")
    note.write_text(f"{text}\n\nSeen again, for the {run}th time.\n", encoding="utf-8")


def contests(arena: Arena) -> Iterator[Contest]:
    """Yield the rows whose reference is there to be run."""
    yield from _building(arena)
    yield from _asking(arena)


def _building(arena: Arena) -> Iterator[Contest]:
    cold = arena.ours("build", prepare=arena.forget_index)
    edited = arena.ours("build", prepare=arena.edit)
    if hugo := _hugo(arena):
        yield Contest("cold build", "Hugo, cold build", cold, hugo, 2.0, 1.0)
        work = "one note changed, build"
        yield Contest(work, "Hugo, cold build", edited, hugo, 0.15, 0.08)
    if arena.programs.eleventy:
        folder = lay_out_eleventy(arena.vault, arena.neighbours / "eleventy")
        words = (str(arena.programs.eleventy), "--quiet")
        other = Runner(words, str(folder), _without(folder / "_site"))
        yield Contest("cold build", "Eleventy, cold build", cold, other, None, None)
    if arena.programs.zensical:
        folder = lay_out_zensical(arena.vault, arena.neighbours / "zensical")
        build = (str(arena.programs.zensical), "build", "--clean")
        other = Runner(build, str(folder), _without(folder / "site", folder / ".cache"))
        yield Contest("cold build", "Zensical, cold build", cold, other, None, None)
    unchanged = arena.ours("build", prepare=arena.leave)
    yield Contest("build, nothing changed", "git status", unchanged, _git(arena), 4.0, 2.0)


def _asking(arena: Arena) -> Iterator[Contest]:
    bare = arena.python(_IMPORTS)
    all_notes = ("sh", "-c", "find . -name '*.md' -not -path './site/*' -exec cat {} +")
    cat = Runner(all_notes, str(arena.vault))
    # `check` ends in 1 where it finds something, and there is always something.
    check = arena.ours("check", "--format", "json", prepare=arena.leave, accepts=1)
    yield Contest("check, warm", "cat of all notes", check, cat, 3.0, 1.5)
    for command in (("list", "tier:key"), ("due",), ("search", "roadmap")):
        ours = arena.ours(*command, prepare=arena.leave, accepts=1)
        yield Contest(f"{command[0]}, warm", f"python -c '{_IMPORTS}'", ours, bare, 4.0, 2.0)
    log = arena.ours("log", "contact-7", "call", "spoke of plans", prepare=arena.leave)
    yield Contest("log", f"python -c '{_IMPORTS}'", log, bare, 2.5, 1.5)
    version = Runner((str(arena.programs.vaultnet), "--version"), str(arena.vault))
    yield Contest("--version", "python -c pass", version, arena.python("pass"), 3.0, 2.0)


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
