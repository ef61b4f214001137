"""Letting go of what was kept: undo records, and what else VaultNet holds beside the notes."""

import base64
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.storage.disk import PRIVATE_FOLDER, discard, flush_folder
from vaultnet.storage.failure import describe_failure
from vaultnet.storage.lock import LOCK_FILE, vault_lock
from vaultnet.storage.undo import UNDO_FOLDER

_KEPT = frozenset({LOCK_FILE, ".gitignore", UNDO_FOLDER})

Holds = Callable[[bytes], bool]
"""Tells whether bytes hold what is to be let go."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many undo records were let go, and which other files of VaultNet's own."""

    records: int
    others: tuple[str, ...]


def find_records(root: Path, holds: Holds) -> int:
    """Return how many undo records hold something; one that cannot be read counts too."""
    return sum(1 for _ in _records(root / PRIVATE_FOLDER, holds))


def find_disposable(root: Path, holds: Holds) -> tuple[str, ...]:
    """Return what lies in the private folder of a vault, can be made anew, and may hold something.

    A folder and a database may hold anything.
    """
    folder = root / PRIVATE_FOLDER
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return tuple(name for name in names if name not in _KEPT and _may_hold(folder / name, holds))


def _may_hold(path: Path, holds: Holds) -> bool:
    if path.is_symlink() or not path.is_file():
        return True
    data = path.read_bytes()
    return b"\0" in data or holds(data)


def erase_records(root: Path, holds: Holds, *, patience: float = 10.0) -> Erased:
    """Delete the undo records that hold something, and what else of VaultNet's own may hold it.

    An undo record that cannot be read is deleted too, as nobody knows what it holds. Raises
    StorageError where something could not be deleted.
    """
    with vault_lock(root, patience) as folder:
        try:
            found = list(_records(folder, holds))
            for path in found:
                os.unlink(path)
            others = tuple(_erase_others(folder, holds))
        except OSError as error:
            raise describe_failure(PRIVATE_FOLDER, error) from error
        flush_folder(folder / UNDO_FOLDER)
        flush_folder(folder)
    return Erased(len(found), others)


def _records(folder: Path, holds: Holds) -> Iterator[Path]:
    """Yield the files of the undo store that hold something, half-written ones included."""
    store = folder / UNDO_FOLDER
    names = sorted(os.listdir(store)) if store.is_dir() and not store.is_symlink() else []
    for name in names:
        path = store / name
        if path.suffix != ".json" or any(map(holds, _contents(path))):
            yield path


def _contents(path: Path) -> Iterator[bytes]:
    """Yield all that a record holds: its own text, and the bytes that it keeps encoded."""
    data = path.read_bytes()
    yield data
    try:
        entries = json.loads(data)["entries"]
        for entry in entries:
            yield str(entry["path"]).encode("utf-8", "replace")
            if entry["before"] is not None:
                yield base64.b64decode(entry["before"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return


def _erase_others(folder: Path, holds: Holds) -> Iterator[str]:
    """Delete what lies beside the undo store: an index, and whatever else can be made anew."""
    for name in find_disposable(folder.parent, holds):
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            discard(path)
        yield name
