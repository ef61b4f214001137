"""What lies in folders, in short: by it a build knows later whether anything has changed.

No file is opened but those that changed so lately that they might change again without its being
seen. The size, two times and the number of a file tell the rest: the time of the last change of
what the system holds of it cannot be set by a program, so that nobody can make a file pass for
another one by what comes along in a folder.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from vaultnet.late import dataclass

DOUBTFUL = 2_000_000_000
"""A file that changed less than two seconds before it was looked at may change unseen."""


@dataclass(frozen=True, slots=True)
class Look:
    """The digest of the stamps of all files; `doubt` are those too young to be told by a stamp."""

    digest: str
    doubt: tuple[str, ...] = ()


def enters_all(_path: str) -> bool:
    """Leave no folder out."""
    return True


def look_at(folder: Path, enters: Callable[[str], bool] = enters_all, now: int = 0) -> Look:
    """Look at all files below a folder, without following links; never raises.

    `enters` tells of a folder, by its path below the first, whether to look into it. `now` is the
    time in nanoseconds, by which files are in doubt; without it none is.
    """
    lines, doubt = [], []
    for path, stamp in _files(str(folder), enters):
        lines.append(f"{path}\0{stamp}")
        if now and (stamp is None or max(stamp[1:3]) > now - DOUBTFUL):
            doubt.append(f"{folder}/{path}")
    text = "\n".join(sorted(lines))
    return Look(sha256(text.encode("utf-8", "surrogateescape")).hexdigest(), tuple(sorted(doubt)))


def _files(
    root: str, enters: Callable[[str], bool]
) -> Iterator[tuple[str, tuple[int, int, int, int] | None]]:
    """Yield each file with its stamp; None stands for one of which nothing can be said."""
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                listed = list(entries)
        except OSError:
            yield folder, None
            continue
        for entry in listed:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not _is_folder(entry):
                yield path, _stamp(entry)
            elif enters(path):
                pending.append(path)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _stamp(entry: "os.DirEntry[str]") -> tuple[int, int, int, int] | None:
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino


_LARGEST = 64 * 1024 * 1024
"""A larger file is no note, and reading it would take longer than a build."""


def digest_contents(paths: Iterable[str]) -> str:
    """Return the digest of what some files hold now."""
    return sha256("\n".join(_content(path) for path in paths).encode()).hexdigest()


def _content(path: str) -> str:
    """Return the digest of a file, or a word for what cannot be read."""
    if os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH114, PTH113 (names of any kind)
        return "not a file"
    try:
        about = os.stat(path)  # noqa: PTH116 (names of any kind)
        if about.st_size > _LARGEST:
            return f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}"
        with open(path, "rb") as file:  # noqa: PTH123 (names of any kind)
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"
