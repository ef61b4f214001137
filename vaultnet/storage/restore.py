"""Taking a write back: an undo record turned into changes."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from vaultnet.storage.disk import read_state
from vaultnet.storage.failure import changed_meanwhile, describe_failure
from vaultnet.storage.protocol import Change, digest
from vaultnet.storage.undo import UndoEntry, UndoRecord


def plan_undo(root: Path, record: UndoRecord) -> tuple[Change, ...]:
    """Return the changes that restore what an operation found, ready for `write_changes`.

    Files that already are as they were need none. Raises ConflictError for a file that was
    changed since, and StorageError for one that cannot be read.
    """
    changes = (_restored(root, entry) for entry in record.entries)
    return tuple(change for change in changes if change is not None)


def _restored(root: Path, entry: UndoEntry) -> Change | None:
    try:
        found = read_state(root / entry.path)
    except OSError as error:
        raise describe_failure(entry.path, error) from error
    now = found.data if found else None
    if now == entry.before:
        return None
    expected = None if now is None else digest(now)
    if expected != entry.after:
        raise changed_meanwhile(entry.path)
    return Change(entry.path, expected, entry.before, entry.mode)


def operations_in_force(records: Iterable[UndoRecord]) -> Iterator[UndoRecord]:
    """Yield the operations that can be taken back next, the latest first; records come so too.

    Taking back is an operation itself: what was taken back is left out, and so is the taking
    back, so that one step after the other leads back. Where a taking back was taken back,
    the first operation counts again.
    """
    cancelled: set[int] = set()
    for record in records:
        if record.number in cancelled:
            continue
        if record.takes_back is not None:
            cancelled.add(record.takes_back)
        else:
            yield record


def remove_made_folders(root: Path, record: UndoRecord) -> None:
    """Remove the folders that an operation made, as far as nothing lies in them any more."""
    made = {folder for entry in record.entries for folder in entry.folders}
    for folder in sorted(made, reverse=True):
        path = root / folder
        if path.parent.resolve().is_relative_to(root.resolve()):
            with suppress(OSError):
                path.rmdir()
