"""What lies in folders, in short: by it a command knows later whether anything has changed.

No file is opened but those that changed so lately that they might change again without its being
seen. The size, two times and the number of a file tell the rest: the time of the last change of
what the system holds of it cannot be set by a program, so that nobody can make a file pass for
another one by what comes along in a folder.

A command that finds its answer here imports little else, so that this module needs next to nothing.
"""

import os
from hashlib import file_digest, sha256

TYPE_CHECKING = False
if TYPE_CHECKING:  # known to type checkers by its name: `typing` itself is slow to import
    from collections.abc import Callable, Container, Iterable, Iterator

DOUBTFUL = 2_000_000_000
"""A file that changed less than two seconds before it was looked at may change unseen."""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_NO_LINK = os.O_NOFOLLOW


class Look:
    """The digest of the stamps of all files, and those too young to be told by a stamp.

    `young` has the path of each of these, and the last time of it; None where there is none.
    """

    __slots__ = ("digest", "young")

    def __init__(self, digest: str, young: "dict[str, int | None]") -> None:
        self.digest, self.young = digest, young

    def doubt(self, now: int) -> "tuple[str, ...]":
        """Return the files that were too young at a time, in order.

        It must not lie before the time for which the look was taken.
        """
        times = self.young.items()
        return tuple(sorted(path for path, at in times if at is None or at > now - DOUBTFUL))


def enters_all(_path: str) -> bool:
    """Leave no folder out."""
    return True


def look_at_vault(root: "str | os.PathLike[str]", generated: "Container[str]", now: int) -> Look:
    """Look at all that is read of a vault; `generated` are the folders of sites in it."""

    def enters(path: str) -> bool:
        name = path.rpartition("/")[2]
        return not name.startswith(".") and name != "node_modules" and path not in generated

    return look_at(root, enters, now)


def look_at(
    folder: "str | os.PathLike[str]", enters: "Callable[[str], bool]" = enters_all, now: int = 0
) -> Look:
    """Look at all files below a folder, without following links; never raises.

    `enters` tells of a folder, by its path below the first, whether to look into it. `now` is the
    time in nanoseconds, by which files are in doubt; without it none is.
    """
    root = os.fspath(folder)
    lines: list[str] = []
    young: dict[str, int | None] = {}
    since = now - DOUBTFUL if now else None
    pending = [""]
    while pending:
        below = pending.pop()
        for path, stamp in _listed(root, below, enters, pending):
            if stamp is None:
                lines.append(f"{path}\0")
                if since is not None:
                    young[f"{root}/{path}"] = None
                continue
            size, modified, changed, number = stamp
            lines.append(f"{path}\0{size} {modified} {changed} {number}")
            if since is not None and (changed > since or modified > since):
                young[f"{root}/{path}"] = max(modified, changed)
    lines.sort()
    text = "\n".join(lines).encode("utf-8", "surrogateescape")
    return Look(sha256(text).hexdigest(), young)


def _listed(
    root: str, below: str, enters: "Callable[[str], bool]", pending: list[str]
) -> "Iterator[tuple[str, tuple[int, int, int, int] | None]]":
    """Yield each file of a folder with its stamp, None for one of which nothing can be said.

    The folders in it that are to be looked into come to those that are pending.
    """
    try:
        # From an open folder the system finds each file at once, not by the whole of its path.
        opened = os.open(f"{root}/{below}", _FOLDER | (_NO_LINK if below else 0))
    except OSError:
        yield below, None
        return
    start = f"{below}/" if below else ""
    try:
        with os.scandir(opened) as entries:
            for entry in entries:
                path = start + entry.name
                if not _is_folder(entry):
                    yield path, _stamp(entry)
                elif enters(path):
                    pending.append(path)
    except OSError:
        yield below, None
    finally:
        os.close(opened)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _stamp(entry: "os.DirEntry[str]") -> "tuple[int, int, int, int] | None":
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino


_LARGEST = 64 * 1024 * 1024
"""A larger file is no note, and reading it would take longer than a build."""


def digest_contents(paths: "Iterable[str]") -> str:
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
