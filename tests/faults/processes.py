"""Runs the command line as its own process, as a user would, and looks at a folder from outside."""

import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from shutil import copytree, ignore_patterns

from vaultnet.resources import example_vault

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-23"
Tree = Mapping[str, tuple[str, int, int]]


def environment(**changes: str) -> dict[str, str]:
    """Return an environment in which the package of this checkout is the one that runs."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("VAULTNET")}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def vaultnet(*arguments: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a folder, with changes to the environment; 60 seconds at most."""
    return subprocess.run(
        [sys.executable, "-m", "vaultnet", "--as-of", AS_OF, *arguments],
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        timeout=60,
        check=False,
    )


def copy_example(folder: Path) -> Path:
    """Copy the example vault to a new folder, without what was built in it."""
    copytree(example_vault(), folder, ignore=ignore_patterns("site", ".vaultnet"))
    return folder


def tree(root: Path, *, without: tuple[str, ...] = ()) -> Tree:
    """Return the hash, the time of change and the mode of every file and folder below a root.

    `without` are names at the top that are left out.
    """
    found = {}
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        if place.parts[0] in without:
            continue
        about = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        # A folder's time changes when a site is put beside the notes, and that is meant.
        changed = 0 if path.is_dir() else about.st_mtime_ns
        found[place.as_posix()] = (sha256(content).hexdigest(), changed, about.st_mode)
    return found
