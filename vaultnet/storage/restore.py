"""Taking a write back: an undo record turned into changes."""

from collections.abc import Iterable
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


def operations_in_force(records: Iterable[UndoRecord]) -> tuple[UndoRecord, ...]:
    """Return the operations that stand, the one that was done last first.

    Taking back is an operation itself, but stands for nothing of its own: it takes another one
    out, or puts it back in where that had been taken out before. What is put back in was done
    last then, whatever its number.
    """
    return tuple(reversed([record for record, _ in _standing(records)]))


def find_later_operations(records: Iterable[UndoRecord], number: int) -> tuple[int, ...]:
    """Return the operations that stand and that came after another one, on files of its own.

    Taking the other one back would take back what they rest on. The latest comes first.
    """
    held = list(records)
    chosen = next((record for record in held if record.number == number), None)
    if chosen is None:
        return ()
    standing = list(_standing(held))
    done = next((since for record, since in standing if record is chosen), number)
    files = {entry.path for entry in chosen.entries}
    later = [
        record.number
        for record, since in standing
        if since > done and any(entry.path in files for entry in record.entries)
    ]
    return tuple(reversed(later))


def _standing(records: Iterable[UndoRecord]) -> Iterable[tuple[UndoRecord, int]]:
    """Return the operations that stand, each with the number since when it does, in that order."""
    operations: dict[int, UndoRecord] = {}
    meant: dict[int, int] = {}
    since: dict[int, int] = {}
    for record in sorted(records, key=lambda each: each.number):
        number, target = record.number, record.takes_back
        if target is None:
            operations[number], meant[number], since[number] = record, number, number
            continue
        meant[number] = operation = meant.get(target, target)
        if since.pop(operation, None) is None and operation in operations:
            since[operation] = number
    return [(operations[number], at) for number, at in since.items()]


def remove_made_folders(root: Path, record: UndoRecord) -> None:
    """Remove the folders that an operation made, as far as nothing lies in them any more."""
    made = {folder for entry in record.entries for folder in entry.folders}
    for folder in sorted(made, reverse=True):
        path = root / folder
        if path.parent.resolve().is_relative_to(root.resolve()):
            with suppress(OSError):
                path.rmdir()
