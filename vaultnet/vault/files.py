"""What lies in the folder of a vault: the only place of the package that reads notes from disk.

Walking never leaves the folder: symbolic links, pipes and devices are neither followed nor
opened. Nothing is written, and what cannot be read becomes a value that says so.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import Enum, StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from vaultnet.late import dataclass, pattern
from vaultnet.phrase import wording
from vaultnet.vault.exclusion import matches_any
from vaultnet.vault.settings import SETTINGS_FILE, Settings

NEVER_READ_FOLDERS = frozenset({"node_modules"})
TEMPLATE_FOLDERS = frozenset({"templates", "plantillas"})
_CONFLICT_COPY = pattern(
    r"\.sync-conflict-\d{8}-\d{6}"  # Syncthing
    r"|\([^()]{0,80}(?:conflicted copy|case conflict|copia en conflicto)[^()]{0,80}\)"  # Dropbox
    r"|_conf\(\d{1,4}\)\.",  # Seafile and ownCloud
    re.IGNORECASE,
)
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that took the place of a note must not block us
    | getattr(os, "O_BINARY", 0)
)


class IgnoredBecause(StrEnum):
    """Why a Markdown file is counted but not read."""

    EXCLUDED = "excluded by the settings"
    TEMPLATE = "a template"
    CONFLICT_COPY = "a conflict copy of a synchroniser"
    HIDDEN = "a hidden file"
    OTHER_VAULT = "in a vault of its own"
    SYMBOLIC_LINK = "a symbolic link"
    NOT_A_FILE = "not a regular file"


_OUT_OF_REACH = frozenset({IgnoredBecause.EXCLUDED, IgnoredBecause.HIDDEN})
"""Why a file that is no note cannot be shown; one that lies among templates can."""


class Stamp(NamedTuple):
    """What changes when a file does: its size, two times of change, and which file it is."""

    size: int
    modified: int
    changed: int
    inode: int


class Failure(Enum):
    """Why a file or a folder could not be read."""

    UNREADABLE = wording("it cannot be read")
    TOO_LARGE = wording("it is too large")
    FOREIGN_NAME = wording("its name is not UTF-8")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """The bytes of one file; `path` is relative to the vault, with forward slashes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FailedRead:
    r"""A Markdown file or a folder that could not be read; `detail` is what the system said.

    In a `path` that is not UTF-8 the foreign bytes read as `\xe9`, so that it can be printed.
    """

    path: str
    failure: Failure
    detail: str = ""


@dataclass(frozen=True, slots=True)
class VaultFiles:
    """All that was found in a vault, each part in the order of paths.

    `notes`, `failed` and `ignored` together are its Markdown files. `attachments` are the paths
    of the other files, `skipped_links` symbolic links that are not named like Markdown, and
    `failed_folders` folders that could not be listed.
    """

    notes: tuple[FoundFile, ...] = ()
    failed: tuple[FailedRead, ...] = ()
    ignored: Mapping[str, IgnoredBecause] = field(default_factory=dict)
    attachments: frozenset[str] = frozenset()
    skipped_links: tuple[str, ...] = ()
    failed_folders: tuple[FailedRead, ...] = ()


class Met(NamedTuple):
    """Something met while walking that is no folder."""

    path: str
    entry: "os.DirEntry[str]"
    link: bool
    regular: bool


def is_note_name(path: str) -> bool:
    """Tell whether a file name has the suffix of Markdown, in any case."""
    return path[-3:].lower() == ".md"


def is_never_read(folder: str, settings: Settings) -> bool:
    """Tell whether a folder, by its path, holds nothing of the vault: hidden, or generated."""
    name = folder.rpartition("/")[2]
    generated = (settings.site_folder, settings.shared_folder)
    return name.startswith(".") or name in NEVER_READ_FOLDERS or folder in generated


def reason_to_ignore(path: str, settings: Settings) -> IgnoredBecause | None:
    """Return why a file is left out, judged by its path alone; None where it is read."""
    folder, _, name = path.rpartition("/")
    if name.startswith("."):
        return IgnoredBecause.HIDDEN
    if settings.exclude and matches_any(settings.exclude, path):
        return IgnoredBecause.EXCLUDED
    if is_below_templates(folder):
        return IgnoredBecause.TEMPLATE
    odd = "(" in name or "-conflict-" in name.lower()  # known sooner than by a search
    return IgnoredBecause.CONFLICT_COPY if odd and _CONFLICT_COPY.search(name) else None


def read_settings_file(root: Path, limit: int = 1024 * 1024) -> FoundFile | FailedRead | None:
    """Read `vaultnet.toml` at the root of a vault; None where there is none."""
    if not os.path.lexists(root / SETTINGS_FILE):
        return None
    return _read_file(root, SETTINGS_FILE, limit)


@dataclass(frozen=True, slots=True)
class ScannedVault:
    """All that lies below a folder, nothing of it opened.

    `stamps` are those of the notes that are to be read, in the order of paths; None stands for a
    file of which nothing can be said. `around` is what there is beside them.
    """

    stamps: Mapping[str, Stamp | None]
    around: VaultFiles


def _stamp(entry: "os.DirEntry[str]") -> Stamp | None:
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return Stamp(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def read_note_file(root: Path, path: str, settings: Settings) -> FoundFile | FailedRead:
    """Read the one Markdown file at a path below the root; never raises for what it meets."""
    return _read_file(root, path, settings.max_note_size)


def read_vault_files(root: Path, settings: Settings) -> VaultFiles:
    """Read every Markdown file below a folder.

    Never raises for what it meets: a file that vanished or may not be read is a failure in the
    result.
    """
    return read_found(root, scan_vault(root, settings), settings)


def read_found(root: Path, found: ScannedVault, settings: Settings) -> VaultFiles:
    """Read the notes that were found below a folder."""
    read = [read_note_file(root, path, settings) for path in found.stamps]
    return replace(
        found.around,
        notes=tuple(result for result in read if isinstance(result, FoundFile)),
        failed=tuple(result for result in read if isinstance(result, FailedRead)),
    )


def scan_vault(root: Path, settings: Settings) -> ScannedVault:
    """Return all that lies below a folder without opening a file."""
    met: list[Met] = []
    failed_folders: list[FailedRead] = []
    for item in _walk(root, settings):
        if isinstance(item, FailedRead):
            failed_folders.append(item)
        else:
            met.append(item)
    met.sort(key=lambda item: item.path)
    others = other_vaults(met)
    ignored = {item.path: why for item in met if (why := why_ignored(item, settings, others))}
    stamps = {
        item.path: _stamp(item.entry)
        for item in met
        if is_note_name(item.path) and item.path not in ignored
    }
    around = VaultFiles(
        ignored=ignored,
        attachments=frozenset(
            item.path
            for item in met
            if _is_attachment(item, settings) and not item.path.startswith(others)
        ),
        skipped_links=tuple(
            _printable(item.path) for item in met if item.link and not is_note_name(item.path)
        ),
        failed_folders=tuple(sorted(failed_folders, key=lambda folder: folder.path)),
    )
    return ScannedVault(stamps, around)


def other_vaults(met: Iterable[Met]) -> tuple[str, ...]:
    """Return the folders below the root that are vaults of their own, with a slash at the end."""
    return tuple(
        item.path.removesuffix(SETTINGS_FILE)
        for item in met
        if item.regular and item.path.endswith(f"/{SETTINGS_FILE}")
    )


def why_ignored(met: Met, settings: Settings, others: tuple[str, ...]) -> IgnoredBecause | None:
    """Return why a Markdown file is left out; None for one to read and for other files.

    A name that is not UTF-8 is nothing to ignore: it becomes a failure, which can be shown.
    `others` are the folders, each with a slash at its end, that are vaults themselves.
    """
    if not is_note_name(met.path) or not _is_utf8(met.path):
        return None
    if met.path.startswith(others):
        return IgnoredBecause.OTHER_VAULT
    if met.link:
        return IgnoredBecause.SYMBOLIC_LINK
    if not met.regular:
        return IgnoredBecause.NOT_A_FILE
    return reason_to_ignore(met.path, settings)


def _is_attachment(met: Met, settings: Settings) -> bool:
    """Tell whether links may show this file: a regular one that is neither note nor setting."""
    return (
        met.regular
        and not is_note_name(met.path)
        and met.path != SETTINGS_FILE
        and reason_to_ignore(met.path, settings) not in _OUT_OF_REACH
        and _is_utf8(met.path)
    )


def _walk(root: Path, settings: Settings) -> Iterator[Met | FailedRead]:
    """Yield every file below a folder, and the folders that could not be listed."""
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118 (per folder)
                listed = list(entries)
        except OSError as error:
            yield FailedRead(_printable(folder), Failure.UNREADABLE, _words(error))
            continue
        start = f"{folder}/" if folder else ""
        for entry in listed:
            path = start + entry.name
            met = meet(path, entry)
            if met is not None:
                yield met
            elif not is_never_read(path, settings):
                pending.append(path)


def meet(path: str, entry: "os.DirEntry[str]") -> Met | None:
    """Return what was met at a path; None for a folder."""
    if is_plain_file(entry):
        return Met(path, entry, link=False, regular=True)
    if entry.is_symlink():
        return Met(path, entry, link=True, regular=False)
    if _is_folder(entry):
        return None
    return Met(path, entry, link=False, regular=_is_regular(entry))


def is_plain_file(entry: "os.DirEntry[str]") -> bool:
    """Tell whether this is surely a plain file, as nearly everything is."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_regular(entry: "os.DirEntry[str]") -> bool:
    """Tell whether this is a plain file; where nobody can tell, reading it will say so."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return True


def _read_file(root: Path, path: str, limit: int) -> FoundFile | FailedRead:
    """Read a file of at most `limit` bytes below the root."""
    if not _is_utf8(path):
        return FailedRead(_printable(path), Failure.FOREIGN_NAME)
    try:
        data = _read_bytes(os.path.join(root, path), limit)  # noqa: PTH118 (ten thousand times)
    except (OSError, ValueError) as error:
        return FailedRead(path, Failure.UNREADABLE, _words(error))
    return FailedRead(path, Failure.TOO_LARGE) if data is None else FoundFile(path, data)


def _read_bytes(path: str, limit: int) -> bytes | None:
    """Return the bytes of a regular file, or None where they are more than `limit`."""
    descriptor = os.open(path, _OPEN_FLAGS)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(0, "not a regular file")
        if about.st_size > limit:
            return None
        data = os.read(descriptor, about.st_size + 1)
        while len(data) <= limit and (more := os.read(descriptor, limit)):
            data += more
        return data if len(data) <= limit else None
    finally:
        os.close(descriptor)


def _words(error: OSError | ValueError) -> str:
    """Return what an error says, without the path of this machine."""
    words = error.strerror if isinstance(error, OSError) else str(error)
    return (words or "cannot be read").lower()


def _is_utf8(path: str) -> bool:
    """Tell whether a path can be written as UTF-8; the system hands out others as surrogates."""
    if path.isascii():
        return True
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _printable(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@lru_cache(maxsize=4096)
def is_below_templates(folder: str) -> bool:
    """Tell whether a folder is one of templates, or lies below one."""
    return any(part.casefold() in TEMPLATE_FOLDERS for part in folder.split("/"))
