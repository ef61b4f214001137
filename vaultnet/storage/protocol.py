"""Writing several files of a vault as one operation."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.storage.disk import (
    FileState,
    create_file,
    discard,
    flush_file,
    flush_folder,
    read_state,
)
from vaultnet.storage.failure import (
    ConflictError,
    StorageError,
    changed_meanwhile,
    describe_failure,
)
from vaultnet.storage.lock import vault_lock
from vaultnet.storage.undo import (
    TEMPORARY_PREFIX,
    TEMPORARY_SUFFIX,
    UndoEntry,
    UndoRecord,
    next_number,
    remove_leftovers,
    remove_old_records,
    remove_undo_record,
    write_undo_record,
)

_NEW_FILE = 0o666
_WRITABLE = 0o222


@dataclass(frozen=True, slots=True)
class Change:
    """What one file is to become.

    `path` is relative to the vault, with forward slashes. `expected` is the digest of the bytes
    that the change was computed from, None for a file that must not exist yet. `after` are
    the new bytes, None to remove the file. `mode` sets the permission bits of a new file.
    """

    path: str
    expected: str | None
    after: bytes | None
    mode: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What an operation did: the files, the number of its undo record, and how sure it is.

    `flushed` is false where the disk did not confirm that all of it would outlive a power cut.
    """

    paths: tuple[str, ...]
    record: int
    flushed: bool


Verify = Callable[[Change, bytes | None], str | None]
"""Given a change and the bytes it replaces, returns why it must not be written, or None."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A change that was compared and verified, with where it goes."""

    change: Change
    target: Path
    temporary: Path
    found: FileState | None


Watch = Callable[[Sequence[_Step]], Iterable[_Step]]
"""Passes the steps of an operation on, one by one."""


def digest(data: bytes) -> str:
    """Return what identifies the bytes of a file: their SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def accept(_change: Change, _before: bytes | None) -> str | None:
    """Verify nothing: for files that are no notes."""
    return None


def write_changes(
    root: Path,
    changes: Sequence[Change],
    label: str,
    verify: Verify,
    *,
    patience: float = 10.0,
    watch: Watch = tuple,
) -> Written:
    """Write the files of one operation, with one undo record for all of them.

    Everything is compared, verified and prepared before the first file is replaced. Waits
    `patience` seconds for another writer. `watch` passes the steps on while they are prepared,
    so that it can show how far that is. Raises StorageError with path, cause and remedy; each
    file is then its old or its new self, and `written` says which are new.
    """
    with vault_lock(root, patience) as folder:
        remove_leftovers(root, folder)
        number = next_number(folder)
        steps = tuple(
            _planned(
                root, change, f"{TEMPORARY_PREFIX}{number:06}-{index}{TEMPORARY_SUFFIX}", verify
            )
            for index, change in enumerate(changes)
        )
        record = UndoRecord(number, label, _entries(root, steps))
        written = _carry_out(root, folder, steps, record, watch)
        remove_old_records(folder)
        return written


def _planned(root: Path, change: Change, temporary: str, verify: Verify) -> _Step:
    """Read what is there, compare it with what was expected, and let the caller verify."""
    target = _target(root, change.path)
    try:
        found = read_state(target)
    except OSError as error:
        raise describe_failure(change.path, error) from error
    _require_expected(change, found)
    if found is not None and not found.mode & _WRITABLE:
        raise StorageError(change.path, "it is read-only", "make it writable, then try again")
    refusal = verify(change, found.data if found else None)
    if refusal is not None:
        raise StorageError(change.path, refusal, "edit the file by hand; nothing was written")
    return _Step(change, target, target.with_name(temporary), found)


def _target(root: Path, path: str) -> Path:
    """Return where a path of the vault lies; raises StorageError when that is outside of it."""
    target = root / path
    inside = target.parent.resolve().is_relative_to(root.resolve())
    if not inside or target.name in {"", ".."}:
        raise StorageError(path, "it lies outside of the vault", "choose a path inside the vault")
    return target


def _require_expected(change: Change, found: FileState | None) -> None:
    """Raise ConflictError where a file is not what the change was computed from."""
    if found is None and change.expected is None:
        return
    if change.expected is None:
        raise ConflictError(change.path, "a file of this name exists", "choose another name")
    if found is None or digest(found.data) != change.expected:
        raise changed_meanwhile(change.path)


def _entries(root: Path, steps: Sequence[_Step]) -> tuple[UndoEntry, ...]:
    return tuple(
        UndoEntry(
            path=step.change.path,
            before=step.found.data if step.found else None,
            after=None if step.change.after is None else digest(step.change.after),
            mode=step.found.mode if step.found else None,
            temporary=step.temporary.relative_to(root).as_posix(),
            folders=_missing_folders(root, step.target.parent) if step.change.after else (),
        )
        for step in steps
    )


def _missing_folders(root: Path, folder: Path) -> tuple[str, ...]:
    """Return the folders that must be made before a file can lie in one, the outermost first."""
    missing: list[str] = []
    while folder != root and not folder.exists():
        missing.insert(0, folder.relative_to(root).as_posix())
        folder = folder.parent
    return tuple(missing)


def _carry_out(
    root: Path, folder: Path, steps: Sequence[_Step], record: UndoRecord, watch: Watch
) -> Written:
    """Record, prepare all files, then replace them one by one; leaves no temporary file.

    A folder is flushed once for the files of it that come one after the other, and before the
    next folder is touched: what comes last is never there without what came before.
    """
    done: list[str] = []
    touched = False
    shown = steps[0].change.path if steps else ""
    flushed = True
    try:
        write_undo_record(folder, record)
        for step in watch(steps):
            shown = step.change.path
            flushed &= _prepare(root, step)
        for folder_of_steps, together in groupby(steps, key=_folder):
            try:
                for step in together:
                    shown = step.change.path
                    _require_unchanged(step)
                    touched = True
                    _exchange(step)
                    done.append(shown)
            finally:
                flushed &= flush_folder(folder_of_steps)
    except OSError as error:
        failure = describe_failure(shown, error)
        failure.written = tuple(done)
        raise failure from error
    except StorageError as error:
        # A conflict is found before its own file is touched.
        touched = bool(done)
        error.written = tuple(done)
        raise
    finally:
        _clear(folder, steps, None if touched else record.number)
    return Written(tuple(done), record.number, flushed)


def _clear(folder: Path, steps: Sequence[_Step], unused_record: int | None) -> None:
    """Remove temporary files, and the record where nothing was changed."""
    for step in steps:
        discard(step.temporary)
    if unused_record is not None:
        remove_undo_record(folder, unused_record)


def _prepare(root: Path, step: _Step) -> bool:
    """Write the new bytes beside the file, with its mode and owner; tell whether flushed."""
    data = step.change.after
    if data is None:
        return True
    flushed = _make_folders(root, step.target.parent)
    mode = step.found.mode if step.found else step.change.mode
    descriptor = create_file(step.temporary, data, _NEW_FILE if mode is None else 0o600)
    try:
        if mode is not None:
            _take_over(descriptor, mode, step.found)
        return flush_file(descriptor) and flushed
    finally:
        os.close(descriptor)


def _take_over(descriptor: int, mode: int, found: FileState | None) -> None:
    """Give a new file the owner and the permission bits of the one that it will replace."""
    status = os.fstat(descriptor)
    if found is not None and (status.st_uid, status.st_gid) != found.owner:
        os.fchown(descriptor, *found.owner)
    os.fchmod(descriptor, mode)


def _make_folders(root: Path, folder: Path) -> bool:
    """Make the folders that a new file needs; tell whether they are flushed."""
    flushed = True
    for name in _missing_folders(root, folder):
        path = root / name
        os.mkdir(path)
        flushed &= flush_folder(path.parent)
    return flushed


def _require_unchanged(step: _Step) -> None:
    """Raise ConflictError where somebody saved the file since it was read."""
    now = read_state(step.target)
    before = step.found.data if step.found else None
    if (now.data if now else None) != before:
        raise changed_meanwhile(step.change.path)


def _folder(step: _Step) -> Path:
    return step.target.parent


def _exchange(step: _Step) -> None:
    """Put the new file in the place of the old one; its folder is still to be flushed."""
    if step.change.after is None:
        os.unlink(step.target)
    elif step.found is None:
        _link_new(step)
    else:
        os.replace(step.temporary, step.target)


def _link_new(step: _Step) -> None:
    """Give a new file its name, which must be free at that very moment."""
    try:
        os.link(step.temporary, step.target)
    except FileExistsError:
        raise changed_meanwhile(step.change.path) from None
    except OSError:
        # A file system without hard links: take the name first, then move the whole file there.
        os.close(create_file(step.target, b"", 0o600))
        try:
            os.replace(step.temporary, step.target)
        except OSError:
            discard(step.target)
            raise
