"""Writes a site beside the old one and exchanges the two, and deletes only what is its own."""

import os
import shutil
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path, PurePosixPath

from vaultnet.domain.audience import Audience
from vaultnet.late import dataclass
from vaultnet.site.exchange import BusyError, exchange, locked, new_folder, old_folder
from vaultnet.site.manifest import (
    MANIFEST,
    Manifest,
    digest,
    digest_of,
    entries,
    read_manifest,
)
from vaultnet.site.old_pages import OldPages
from vaultnet.site.plan import PlannedFile, StandingFile
from vaultnet.site.target import PublishError, refuse_dangerous, refuse_other_audience

FOLDER_MODE = 0o700
FILE_MODE = 0o600
KEPT = ".kept"
IGNORE = PlannedFile(".gitignore", b"*\n")
SiteFile = PlannedFile | StandingFile

__all__ = ["PublishError", "SiteResult", "attachment_reader", "write_site"]


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What writing a site did.

    `written` counts its files. `kept` are the paths, in the new site, of files that were in the
    old one and that VaultNet did not write or that were changed since; `dropped` are those that
    were deleted because the caller asked for it.
    """

    folder: Path
    written: int
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def write_site(
    root: Path,
    out: Path,
    files: Iterable[SiteFile],
    *,
    force_clean: bool = False,
    home: Path | None = None,
    audience: Audience = Audience.ME,
    proven_at: int = 0,
) -> SiteResult:
    """Write a site into the folder `out`; readers find the whole old one or the whole new one.

    `root` is the folder of the vault and `home` that of the user, which `out` may not replace;
    without `home`, the one that the system knows is meant. Files in the old site that VaultNet
    did not write, or that were changed since, are carried over into the new one, under another
    name where theirs is taken; with `force_clean` they are deleted instead. A folder that is
    not empty and has no manifest is refused with or without it, and so is a site for another
    `audience`. Files that may stay are linked from the old site; their contents are looked at,
    unless it was seen at `proven_at`, in nanoseconds, that all of it is as it was written. Raises
    PublishError where `out` is refused, where another build is running, and where the disk does
    not take the files.
    """
    try:
        refuse_dangerous(root, out, home)
        refuse_other_audience(out, audience)
        out.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        with locked(out.parent):
            _recover(out)
            old = OldPages(out, FILE_MODE, proven_at)
            return _replace(out, old, files, audience, force_clean=force_clean)
    except BusyError as error:
        raise PublishError(
            "another build is writing {folder}; wait until it is done", folder=out.parent
        ) from error
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise PublishError(
            "{folder} could not be written: {words}", folder=out, words=words
        ) from error


def attachment_reader(root: Path) -> Callable[[str], bytes | None]:
    """Return what reads an attachment by its path in the vault, and None for one it may not.

    Only regular files inside the vault are read; what leads out of it is not followed.
    """
    inside = root.resolve()

    def read(path: str) -> bytes | None:
        try:
            found = (inside / path).resolve(strict=True)
            usable = found.is_file() and found.is_relative_to(inside)
            return found.read_bytes() if usable else None
        except (OSError, ValueError):
            return None

    return read


def _replace(
    out: Path,
    old: OldPages,
    files: Iterable[SiteFile],
    audience: Audience,
    *,
    force_clean: bool,
) -> SiteResult:
    """Write the new folder, carry over what is not ours, exchange, and clear the old one."""
    new = new_folder(out)
    new.mkdir(mode=FOLDER_MODE)
    try:
        digests = _write_files(new, files, audience, old)
        foreign = _foreign(out, new)
        kept = () if force_clean else tuple(_carry(out, path, new) for path in foreign)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if out.exists() and any(out.iterdir()):
        _clear(exchange(out), out, force_clean=force_clean)
    else:
        new.rename(out)
    dropped = foreign if force_clean else ()
    return SiteResult(out, len(digests), tuple(sorted(kept)), dropped)


def _write_files(
    new: Path, files: Iterable[SiteFile], audience: Audience, old: OldPages
) -> dict[str, str]:
    """Write all files and, last of all, the manifest, by which the folder is known as whole.

    What stands in the old site already is linked instead.
    """
    digests: dict[str, str] = {}
    made = {new}
    for file in chain((IGNORE,), files):
        _require_plain(file.path, digests)
        target = new / file.path
        _make_room(target, made)
        digests[file.path] = _put(file, target, old)
    _write_file(new / MANIFEST, Manifest(digests, audience).encoded())
    return digests


def _put(file: SiteFile, target: Path, old: OldPages) -> str:
    """Put a file where it belongs, and return its digest."""
    if isinstance(file, PlannedFile):
        content = file.content
    elif (standing := old.keep(file.path, target)) is not None:
        return standing
    else:
        content = old.read(file.path) or file.make()
    if not old.link(file.path, content, target):
        _write_file(target, content)
    return digest(content)


def _write_file(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with open(handle, "wb") as file:  # noqa: PTH123 (an open handle has no path)
        file.write(content)


def _make_room(path: Path, made: set[Path]) -> None:
    """Make the folder of a file, unless it is among those that were made already."""
    if path.parent not in made:
        _make_folders(path.parent)
        made.add(path.parent)


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it for their owner alone; `parents=True` would not."""
    if not folder.is_dir():
        _make_folders(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def _require_plain(path: str, taken: dict[str, str]) -> None:
    """Raise ValueError for a path that leads out of the site or stands in it twice."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or ".." in parts or path in taken:
        raise ValueError(f"not a path of a site: {path!r}")


def _foreign(folder: Path, new: Path) -> tuple[str, ...]:
    """Return what stands in a site and is not its own, then what was changed since.

    What is linked into the new site is as it was written. In this order what was carried over
    before keeps its name, and a new change takes another.
    """
    manifest = read_manifest(folder) if folder.is_dir() else None
    if manifest is None:
        return ()
    found = (
        path
        for path in entries(folder)
        if not _is_linked(folder / path, new / path) and not manifest.owns(folder, path)
    )
    return tuple(sorted(found, key=lambda path: (path in manifest.files, path)))


def _is_linked(one: Path, other: Path) -> bool:
    """Tell whether two paths are one file, which stays when either is deleted."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def _carry(old: Path, path: str, new: Path) -> str:
    """Copy a foreign file into the new site, and return its path there."""
    source = old / path
    if not source.is_symlink() and not source.is_file():
        raise PublishError("{file} is neither a file nor a link; move it away", file=source)
    place = _free_place(new, path, source)
    target = new / place
    _make_folders(target.parent)
    if not _is_same(source, target):
        shutil.copy2(source, target, follow_symlinks=False)
    return place


def _free_place(new: Path, path: str, source: Path) -> str:
    """Return where a file can stand: its own place, or one with a new ending."""
    if any((new / up).is_file() for up in PurePosixPath(path).parents):
        path = path.replace("/", "-")
    place, number = path, 1
    while os.path.lexists(new / place) and not _is_same(source, new / place):
        place = f"{path}{KEPT}" if number == 1 else f"{path}{KEPT}-{number}"
        number += 1
    return place


def _is_same(one: Path, other: Path) -> bool:
    if one.is_symlink() or other.is_symlink():
        both = one.is_symlink() and other.is_symlink()
        return both and one.readlink() == other.readlink()
    known = digest_of(one)
    return known is not None and known == digest_of(other)


def _clear(old: Path, out: Path, *, force_clean: bool = False) -> None:
    """Delete an old site; what is not its own must stand in the new one by then, or goes there."""
    manifest = read_manifest(old) or Manifest({})
    for path in tuple(entries(old)):
        is_safe = force_clean or _is_linked(old / path, out / path)
        if not is_safe and not manifest.owns(old, path):
            _carry(old, path, out)
        if path != MANIFEST:
            (old / path).unlink()
    (old / MANIFEST).unlink(missing_ok=True)
    for folder, _, _ in os.walk(old, topdown=False):
        Path(folder).rmdir()


def _recover(out: Path) -> None:
    """Finish what an interrupted build left beside a site, so that no file of anybody is lost."""
    new, old = new_folder(out), old_folder(out)
    if old.is_dir() and not out.exists():
        old.rename(out)
    if old.is_dir():
        _clear(old, out)
    if not new.is_dir():
        return
    if read_manifest(new) is None:
        shutil.rmtree(new)
    elif out.exists():
        _clear(new, out)
    else:
        new.rename(out)
