"""Files for other programs: written whole or not at all, over what is our own and nothing else.

Which files are our own is known by a list of digests in the private folder of the vault. It names
the new ones before the first file is replaced, so that a run that breaks off knows its own again.
It is disposable: without it, a file that stands in the way is somebody else's. What was made for
others is not replaced by what is one's own, nor the other way round: it may be about to be sent.
"""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.phrase import wording
from vaultnet.storage.disk import (
    PRIVATE_FOLDER,
    create_file,
    discard,
    flush_file,
    flush_folder,
    read_state,
    write_private_file,
)
from vaultnet.storage.failure import StorageError, describe_failure
from vaultnet.storage.lock import vault_lock
from vaultnet.storage.protocol import digest

_LIST = "exported.json"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_PATIENCE = 10.0

Listed = dict[str, list[str]]
"""By the path of each file the marks that it may have."""


@dataclass(frozen=True, slots=True)
class WrittenExport:
    """What was written, and what was done with other files of the folder.

    `removed` are files of an earlier export that this one does not have; `kept` are files that
    are not ours, or were changed since. `flushed` is as for notes.
    """

    paths: tuple[Path, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    flushed: bool = True


@dataclass(frozen=True, slots=True)
class ExportRights:
    """For whom an export is, and whether it may replace what is not our own."""

    audience: str
    force: bool = False

    def mark(self, data: bytes) -> str:
        """Return what a file is listed by: for whom it is, and the digest of its bytes."""
        return f"{self.audience}:{digest(data)}"


def write_exported_file(
    root: Path, target: Path, data: bytes, rights: ExportRights
) -> WrittenExport:
    """Write one file that only its owner can read.

    Raises StorageError where it cannot be written, or where what stands there is not our own.
    """
    try:
        with vault_lock(root, _PATIENCE) as private:
            known = _read_list(private)
            _require_place(target, known, rights)
            with _listed(private, known, {target: rights.mark(data)}):
                flushed = _replace(target, data)
    except OSError as error:
        raise describe_failure(str(target), error) from error
    return WrittenExport((target,), flushed=flushed)


def write_exported_folder(
    root: Path, folder: Path, files: Mapping[str, bytes], rights: ExportRights
) -> WrittenExport:
    """Write one file for each name into a folder, each whole or not at all.

    What an earlier export wrote there and nobody changed since is removed where it is no longer
    among the files; everything else stays. Raises StorageError as for one file, before anything
    is written where that can be known.
    """
    try:
        with vault_lock(root, _PATIENCE) as private:
            _make_folder(folder)
            known = _read_list(private)
            for name in files:
                _require_place(folder / name, known, rights)
            targets = {folder / name: data for name, data in files.items()}
            marks = {target: rights.mark(data) for target, data in targets.items()}
            return _write_all(private, folder, targets, marks, known)
    except OSError as error:
        raise describe_failure(str(folder), error) from error


def listed_exports(root: Path) -> tuple[Path, ...]:
    """Return the files that were exported from a vault and are still there, as far as is known."""
    known = sorted(_read_list(root / PRIVATE_FOLDER))
    return tuple(path for path in map(Path, known) if path.is_file() and not path.is_symlink())


def _write_all(
    private: Path,
    folder: Path,
    targets: Mapping[Path, bytes],
    marks: Mapping[Path, str],
    known: Listed,
) -> WrittenExport:
    """Write the files that changed, and take away our own that are no longer among them."""
    others = sorted(path for path in folder.iterdir() if path not in targets)
    removed = [path for path in others if _is_listed(path, known)]
    kept = tuple(path.name for path in others if path not in removed)
    fresh = [target for target, data in targets.items() if _digest_of(target) != digest(data)]
    with _listed(private, known, marks):
        confirmed = tuple(_replace(target, targets[target]) for target in fresh)
        for path in removed:
            path.unlink()
    names = tuple(path.name for path in removed)
    return WrittenExport(tuple(targets), names, kept, all(confirmed))


@contextmanager
def _listed(private: Path, known: Listed, marks: Mapping[Path, str]) -> Iterator[None]:
    """List what is to be written beside what is there, and when it is written, that alone."""
    new = {_key(target): mark for target, mark in marks.items()}
    both = {path: [*known.get(path, ()), mark] for path, mark in new.items()}
    write_private_file(private / _LIST, _encoded({**known, **both}))
    yield
    alone = {path: [mark] for path, mark in new.items()}
    present = {path: held for path, held in known.items() if os.path.lexists(path)}
    write_private_file(private / _LIST, _encoded({**present, **alone}))


def _require_place(target: Path, known: Listed, rights: ExportRights) -> None:
    """Raise StorageError unless a file may be written here."""
    try:
        found = os.lstat(target)
    except FileNotFoundError:
        _require_folder(target)
        return
    if stat.S_ISDIR(found.st_mode):
        cause = wording("it is a folder")
        raise StorageError(str(target), cause, wording("name a file in it"))
    if not stat.S_ISREG(found.st_mode):
        cause = wording("something else than a file stands there")
        raise StorageError(str(target), cause, wording("name another file, or write to a pipe"))
    if not rights.force:
        _require_own(target, known, rights)


def _require_own(target: Path, known: Listed, rights: ExportRights) -> None:
    remedy = wording("name another file, or overwrite it with --force")
    if not _is_listed(target, known):
        cause = wording("it is there already, and is not an export of this vault or was changed")
        raise StorageError(str(target), cause, remedy)
    if f"{rights.audience}:{_digest_of(target)}" not in known[_key(target)]:
        raise StorageError(str(target), wording("it was exported for another audience"), remedy)


def _require_folder(target: Path) -> None:
    if not target.parent.is_dir():
        cause = wording("there is no such folder")
        raise StorageError(str(target), cause, wording("make the folder first, or name another"))


def _is_listed(target: Path, known: Listed) -> bool:
    """Tell whether a file is as some export has left it."""
    held = {mark.partition(":")[2] for mark in known.get(_key(target), ())}
    return _digest_of(target) in held


def _digest_of(target: Path) -> str | None:
    """Return the digest of a regular file; None for everything else."""
    with suppress(OSError):
        found = read_state(target)
        return None if found is None else digest(found.data)
    return None


def _replace(target: Path, data: bytes) -> bool:
    """Put a new file in the place of one; tell whether the disk has confirmed it."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    discard(temporary)
    descriptor = create_file(temporary, data, _PRIVATE_FILE)
    try:
        flushed = flush_file(descriptor)
        os.replace(temporary, target)
    except BaseException:
        discard(temporary)
        raise
    finally:
        os.close(descriptor)
    return flush_folder(target.parent) and flushed


def _make_folder(folder: Path) -> None:
    """Make a folder for its owner alone, where there is none."""
    with suppress(FileExistsError):
        os.mkdir(folder, _PRIVATE_FOLDER)


def _key(target: Path) -> str:
    """Return the path by which a file is listed: whatever leads to it, the same."""
    return str(target.parent.resolve() / target.name)


def _read_list(private: Path) -> Listed:
    """Return the digests of each file that was exported; nothing where the list is damaged."""
    try:
        found = json.loads((private / _LIST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {path: list(map(str, held)) for path, held in found.items() if isinstance(held, list)}


def _encoded(known: Listed) -> bytes:
    return (json.dumps(dict(sorted(known.items())), indent=0) + "\n").encode()
