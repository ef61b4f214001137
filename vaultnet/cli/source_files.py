"""Files of other programs, read from the disk to be imported; nothing of them is changed."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from vaultnet.cli.problem import Problem, system_words
from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.formats import Condense

STANDARD_INPUT = "-"
_LARGEST = 256 * 1024 * 1024
_MOST_FILES = 100_000
_HINT = "name a file that is there, or a folder of such files"


def read_source_files(
    names: Sequence[str], endings: Sequence[str], condense: Condense | None = None
) -> tuple[SourceFile, ...]:
    """Return the files that are named, and those of named folders with one of some endings.

    `condense` takes of each file what its format looks at, while it is read.
    Hidden files and links inside a folder are left out. `-` is the standard input. Raises
    Problem for what cannot be read.
    """
    found: list[SourceFile] = []
    for name in names:
        for path, shown in _paths(name, tuple(endings)):
            if len(found) == _MOST_FILES:
                raise Problem("there are more than {most} files", "name fewer", most=_MOST_FILES)
            found.append(SourceFile(shown, _read(path, shown, condense)))
    return tuple(found)


def _paths(name: str, endings: tuple[str, ...]) -> Iterator[tuple[Path | None, str]]:
    """Yield the files that a name stands for, each with the name that is shown."""
    if name == STANDARD_INPUT:
        yield None, "stdin"
        return
    path = Path(name)
    if not path.exists():
        raise Problem("there is no file {path}", _HINT, path=name)
    if not path.is_dir():
        yield path, path.name
        return
    members = list(_members(path, endings))
    if not members:
        wanted = ", ".join(f"*{ending}" for ending in endings) or "*"
        raise Problem("the folder {path} holds no file {wanted}", _HINT, path=name, wanted=wanted)
    yield from members


def _members(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the files below a folder in the order of their paths."""
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            raise _unreadable(str(here), error) from error
        folders = []
        for entry in listed:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(here / entry.name)
            elif entry.is_file(follow_symlinks=False) and _is_wanted(entry.name, endings):
                path = here / entry.name
                yield path, path.relative_to(folder).as_posix()
        pending += reversed(folders)


def _is_wanted(name: str, endings: tuple[str, ...]) -> bool:
    return not endings or name.casefold().endswith(endings)


def _read(path: Path | None, shown: str, condense: Condense | None) -> bytes:
    """Return the bytes of a regular file that is not too large, or what is looked at of them."""
    if path is None:
        return _taken(sys.stdin.buffer, shown, condense)
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) and not stat.S_ISFIFO(about.st_mode):
                raise Problem("{path} is no file", _HINT, path=shown)
            return _taken(file, shown, condense)
    except OSError as error:
        raise _unreadable(shown, error) from error


def _taken(file: BinaryIO, shown: str, condense: Condense | None) -> bytes:
    data = file.read(_LARGEST + 1) if condense is None else condense(file.readline)
    return _within(data, shown)


def _within(data: bytes, shown: str) -> bytes:
    if len(data) > _LARGEST:
        hint = "divide it, and import the parts one after the other"
        raise Problem("{path} is larger than {most} MiB", hint, path=shown, most=_LARGEST >> 20)
    return data


def _unreadable(shown: str, error: OSError) -> Problem:
    reason = system_words(error)
    return Problem("{path} cannot be read: {reason}", _HINT, path=shown, reason=reason)
