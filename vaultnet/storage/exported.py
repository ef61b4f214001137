"""Files for other programs: written whole or not at all, over what is our own and nothing else.

Which files are our own is known by a list of digests in the private folder of the vault. It names
the new ones before the first file is replaced, so that a run that breaks off knows its own again.
It is disposable: without it, a file that stands in the way is somebody else's.
"""

import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from vaultnet.phrase import wording
from vaultnet.storage.disk import (
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
Digests = dict[str, list[str]]


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


def write_exported_file(root: Path, target: Path, data: bytes, *, force: bool) -> WrittenExport:
    """Write one file that only its owner can read; with `force` over somebody else's, too.

    Raises StorageError where it cannot be written, or where what stands there is not our own.
    """
    try:
        with vault_lock(root, _PATIENCE) as private:
            known = _read_list(private)
            _require_place(target, known, force=force)
            with _listed(private, known, {target: data}):
                flushed = _replace(target, data)
    except OSError as error:
        raise describe_failure(str(target), error) from error
    return WrittenExport((target,), flushed=flushed)


def write_exported_folder(
    root: Path, folder: Path, files: Mapping[str, bytes], *, force: bool
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
                _require_place(folder / name, known, force=force)
            return _write_all(private, folder, files, known)
    except OSError as error:
        raise describe_failure(str(folder), error) from error


def _write_all(
    private: Path, folder: Path, files: Mapping[str, bytes], known: Digests
) -> WrittenExport:
    """Write the files that changed, and take away our own that are no longer among them."""
    others = sorted({path.name for path in folder.iterdir()} - files.keys())
    removed = tuple(name for name in others if _is_own(folder / name, known))
    kept = tuple(name for name in others if name not in removed)
    targets = {folder / name: data for name, data in files.items()}
    fresh = {path: data for path, data in targets.items() if not _holds(path, [digest(data)])}
    with _listed(private, known, targets):
        confirmed = tuple(_replace(target, data) for target, data in fresh.items())
        for name in removed:
            (folder / name).unlink()
    return WrittenExport(tuple(targets), removed, kept, all(confirmed))


@contextmanager
def _listed(private: Path, known: Digests, targets: Mapping[Path, bytes]) -> Iterator[None]:
    """List what is to be written beside what is there, and when it is written, that alone."""
    new = {_key(target): digest(data) for target, data in targets.items()}
    both = {path: [*known.get(path, ()), held] for path, held in new.items()}
    write_private_file(private / _LIST, _encoded({**known, **both}))
    yield
    alone = {path: [held] for path, held in new.items()}
    present = {path: held for path, held in known.items() if os.path.lexists(path)}
    write_private_file(private / _LIST, _encoded({**present, **alone}))


def _require_place(target: Path, known: Digests, *, force: bool) -> None:
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
    if not force and not _is_own(target, known):
        cause = wording("it is there already, and is not an export of this vault or was changed")
        raise StorageError(str(target), cause, wording("name another file, or overwrite: --force"))


def _require_folder(target: Path) -> None:
    if not target.parent.is_dir():
        cause = wording("there is no such folder")
        raise StorageError(str(target), cause, wording("make the folder first, or name another"))


def _is_own(target: Path, known: Digests) -> bool:
    return _holds(target, known.get(_key(target), []))


def _holds(target: Path, digests: Sequence[str]) -> bool:
    with suppress(OSError):
        found = read_state(target)
        return found is not None and digest(found.data) in digests
    return False


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


def _read_list(private: Path) -> Digests:
    """Return the digests of each file that was exported; nothing where the list is damaged."""
    try:
        found = json.loads((private / _LIST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {path: list(map(str, held)) for path, held in found.items() if isinstance(held, list)}


def _encoded(known: Digests) -> bytes:
    return (json.dumps(dict(sorted(known.items())), indent=0) + "\n").encode()
