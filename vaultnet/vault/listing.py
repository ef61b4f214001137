"""The notes of a vault as lines of text, none of them opened.

A line says of a file what changes when it does, and its path. Ten thousand lines are made, and
compared with those of an earlier look, sooner than as many values: most names need no judging.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vaultnet.late import dataclass, pattern
from vaultnet.vault.files import (
    Met,
    Stamp,
    is_below_templates,
    is_never_read,
    is_note_name,
    is_plain_file,
    meet,
    other_vaults,
    why_ignored,
)
from vaultnet.vault.settings import Settings

DOUBTFUL = 2_000_000_000
"""A file that changed less than two seconds before it was looked at may change once more, within
the same tick of a coarse clock, and have the same stamp; in nanoseconds."""
_PLAIN_NAME = pattern(r"[^\W_][\w -]*\.md", re.ASCII)
"""A name that speaks against no note: not hidden, of no conflict copy, and UTF-8."""
_COLUMNS = 4
_UNKNOWN = ["-"] * _COLUMNS


@dataclass(frozen=True, slots=True)
class ListedNotes:
    """The Markdown files below a folder.

    `lines` are those that are to be read: the numbers of the stamp, or a dash for each where
    nothing can be said of a file, and the path. `ignored` is how many others there are.
    """

    lines: Sequence[str]
    ignored: int = 0


def list_notes(root: Path, settings: Settings) -> ListedNotes:
    """Return the Markdown files below a folder, the same that reading the vault reads."""
    lines: list[str] = []
    notes: list[Met] = []
    rest: list[Met] = []
    pending = [""]
    while pending:
        found = _look_into(root, pending.pop(), settings)
        lines += found.lines
        pending += found.folders
        for met in found.others:
            (notes if is_note_name(met.path) else rest).append(met)
    others = other_vaults(rest)
    listed = [line for line in lines if not path_of(line).startswith(others)] if others else lines
    listed += [
        _line(met.entry, met.path) for met in notes if why_ignored(met, settings, others) is None
    ]
    return ListedNotes(listed, len(lines) + len(notes) - len(listed))


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
        if stamp != _UNKNOWN and not is_doubtful(Stamp(*map(int, stamp)), looked_at):
            yield line


def is_doubtful(stamp: Stamp | None, looked_at: int) -> bool:
    """Tell whether a file may have changed again after its stamp was taken.

    `looked_at` is a time before that, in nanoseconds. Files may be dated into the future, by a
    program or a clock that is wrong: whoever saves them dates them anew.
    """
    if stamp is None or stamp.changed > looked_at - DOUBTFUL:
        return True
    return looked_at - DOUBTFUL < stamp.modified <= looked_at + DOUBTFUL


@dataclass(frozen=True, slots=True)
class _Folder:
    """What lies in one folder: lines of notes beyond doubt, whatever else there is, and folders."""

    lines: Sequence[str] = ()
    others: Sequence[Met] = ()
    folders: Sequence[str] = ()


def _look_into(root: Path, folder: str, settings: Settings) -> _Folder:
    """Return what lies in one folder; nothing where it cannot be listed."""
    start = f"{folder}/" if folder else ""
    judged = bool(settings.exclude) or is_below_templates(folder)
    is_plain = _PLAIN_NAME.fullmatch
    lines: list[str] = []
    others: list[Met] = []
    folders: list[str] = []
    try:
        with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118 (per folder)
            for entry in entries:
                path = start + entry.name
                if not judged and is_plain(entry.name) and is_plain_file(entry):
                    lines.append(_line(entry, path))
                elif (met := meet(path, entry)) is not None:
                    others.append(met)
                elif not is_never_read(path, settings):
                    folders.append(path)
    except OSError:
        return _Folder()
    return _Folder(lines, others, folders)


def _line(entry: "os.DirEntry[str]", path: str) -> str:
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        return f"- - - - {path}"
    return f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino} {path}"
