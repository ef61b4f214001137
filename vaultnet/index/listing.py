"""Files with their stamps as lines of text, so that ten thousand are compared in one step.

A line is kept only where the stamp says for certain what was read: a file that is saved twice
within one tick of the clock has the same stamp both times.
"""

from collections.abc import Iterable, Iterator, Mapping

from vaultnet.index.changes import is_doubtful
from vaultnet.vault.files import Stamp

_UNKNOWN = "- - - -"
_COLUMNS = 4


def list_files(found: Mapping[str, Stamp | None]) -> list[str]:
    """Return a line for each file: what its stamp says, and its path."""
    return [
        f"{stamp[0]} {stamp[1]} {stamp[2]} {stamp[3]} {path}" if stamp else f"{_UNKNOWN} {path}"
        for path, stamp in found.items()
    ]


def path_of(line: str) -> str:
    """Return the path that a line is about."""
    return line.split(" ", _COLUMNS)[_COLUMNS]


def settled(lines: Iterable[str], looked_at: int) -> Iterator[str]:
    """Yield the lines of which it is certain what a file with that stamp holds.

    `looked_at` is a time before the stamps were taken, in nanoseconds: whoever saved the file
    after it was read did so later, and left another stamp.
    """
    for line in lines:
        stamp = line.split(" ", _COLUMNS)[:_COLUMNS]
        if stamp != _UNKNOWN.split(" ") and not is_doubtful(Stamp(*map(int, stamp)), looked_at):
            yield line
