"""Where something still stands in a folder, whatever files they are: by file and line."""

import os
from collections.abc import Callable, Container, Iterator
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.storage.disk import read_state

_LARGEST = 32 * 1024 * 1024
_UNSEARCHED = frozenset({".git"})

Finds = Callable[[str], bool]
"""Tells whether a line speaks of what is looked for."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of a file that speaks of something; line 0 is a file that was not searched."""

    path: str
    line: int
    text: str


def find_traces(root: Path, finds: Finds, skipped: Container[str] = ()) -> Iterator[Trace]:
    """Yield every line below a folder in which something is found, in the order of the files.

    The history of git is not searched, and neither is what `skipped` names: files and folders
    by their path. A file that is too large, or that cannot be read, is told as such.
    """
    for path in _files(root, skipped):
        yield from _traces_in(root, path, finds)


def _files(root: Path, skipped: Container[str]) -> Iterator[str]:
    for where, folders, files in os.walk(root):
        here = os.path.relpath(where, root)
        prefix = "" if here == "." else f"{here}/"
        folders[:] = sorted(
            name for name in folders if name not in _UNSEARCHED and f"{prefix}{name}" not in skipped
        )
        yield from (f"{prefix}{name}" for name in sorted(files) if f"{prefix}{name}" not in skipped)


def _traces_in(root: Path, path: str, finds: Finds) -> Iterator[Trace]:
    if finds(path):
        yield Trace(path, 0, "")
    try:
        if os.path.islink(root / path) or os.path.getsize(root / path) > _LARGEST:
            return
        held = read_state(root / path)
    except OSError:
        yield Trace(path, 0, "")
        return
    text = held.data.decode("utf-8", "replace") if held else ""
    if not finds(text):
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if finds(line):
            yield Trace(path, number, line.strip())
