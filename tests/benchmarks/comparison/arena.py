"""Where the rows are measured: a vault on disk, the same notes for other programs."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.comparison.neighbours import (
    lay_out_eleventy,
    lay_out_hugo,
    lay_out_zensical,
)
from tests.benchmarks.comparison.programs import Programs
from tests.benchmarks.comparison.stopwatch import Prepare, RunError, Runner

DAY = "2026-11-23"
IMPORTS = "import click, sqlite3"
_ALL_NOTES = "find . -name '*.md' -not -path './site/*' -exec cat {} +"
_AUTHOR = ("-c", "user.name=N", "-c", "user.email=n@mail.example", "-c", "commit.gpgsign=false")


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

    def ours(self, *words: str, prepare: Prepare, accepts: int = 0) -> Runner:
        """Return VaultNet with a command on the vault."""
        program = str(self.programs["vaultnet"])
        command = (program, "--vault", str(self.vault), "--as-of", DAY, *words)
        return Runner(command, str(self.vault), prepare, (0, accepts))

    def forget_index(self, _run: int) -> None:
        """Remove what VaultNet has made of the notes, so that it begins with them alone."""
        for name in (".vaultnet", "site"):
            shutil.rmtree(self.vault / name, ignore_errors=True)

    def leave(self, _run: int) -> None:
        """Leave everything as the last run left it."""

    def edit(self, run: int) -> None:
        """Change a line of one note, another one in each run."""
        edit_note(self.vault / "contacts" / f"contact-{run}.md", f"Seen again, {run} times.")

    def keep_notes(self) -> None:
        """Have VaultNet keep what it reads, which reading commands begin in a known vault only."""
        _run(*self.ours("index", prepare=self.leave).words)

    def keep_site(self) -> None:
        """Have VaultNet build the site that stands, which the next build begins to go on from."""
        self.keep_notes()
        _run(*self.ours("build", prepare=self.leave).words)

    def hugo_folder(self) -> Path:
        """Return the site of Hugo, laid out once."""
        folder = self.neighbours / "hugo"
        return folder if folder.is_dir() else lay_out_hugo(self.vault, folder)


def edit_note(note: Path, said: str) -> None:
    """Add a sentence to a note, so that every program has to render it anew."""
    text = note.read_text(encoding="utf-8").rstrip("\n")
    note.write_text(f"{text}\n\n{said}\n", encoding="utf-8")


def hugo(arena: Arena) -> Runner:
    """Return a cold build of Hugo."""
    folder = arena.hugo_folder()
    words = (str(arena.programs["hugo"]), "--quiet", "--noBuildLock")
    return Runner(words, str(folder), _without(folder / "public", folder / "resources"))


def eleventy(arena: Arena) -> Runner:
    """Return a cold build of Eleventy."""
    folder = lay_out_eleventy(arena.vault, arena.neighbours / "eleventy")
    words = (str(arena.programs["eleventy"]), "--quiet")
    return Runner(words, str(folder), _without(folder / "_site"))


def zensical(arena: Arena) -> Runner:
    """Return a cold build of Zensical."""
    folder = lay_out_zensical(arena.vault, arena.neighbours / "zensical")
    words = (str(arena.programs["zensical"]), "build", "--clean")
    return Runner(words, str(folder), _without(folder / "site", folder / ".cache"))


def git_status(arena: Arena) -> Runner:
    """Return `git status` of a vault whose notes are committed and whose site is ignored."""
    git = str(arena.programs["git"])
    for words in (("init", "-q"), ("add", "."), (*_AUTHOR, "commit", "-qm", "notes")):
        _run(git, "-C", str(arena.vault), *words)
    return Runner((git, "status", "--short"), str(arena.vault))


def cat(arena: Arena) -> Runner:
    """Return the reading of all notes by the least that can read."""
    return Runner((str(arena.programs["sh"]), "-c", _ALL_NOTES), str(arena.vault))


def bare_imports(arena: Arena) -> Runner:
    """Return a bare Python that imports what a command cannot do without."""
    return Runner((str(arena.programs["python"]), "-c", IMPORTS), str(arena.vault))


def bare_start(arena: Arena) -> Runner:
    """Return a bare Python that does nothing."""
    return Runner((str(arena.programs["python"]), "-c", "pass"), str(arena.vault))


def _without(*folders: Path) -> Callable[[int], None]:
    """Return what removes folders before each run."""

    def remove(_run: int) -> None:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    return remove


def _run(*words: str) -> None:
    """Run a command that is not measured."""
    try:
        subprocess.run(words, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise RunError(f"{' '.join(words)}: {error}") from error
