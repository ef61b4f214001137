"""The write protocol: no note is ever half written, lost, or overwritten unseen.

Lock the vault; read, and compare with what the change was computed from; let the caller verify
the result; keep an undo record; write a temporary file beside the note and flush it; compare
once more; replace; flush the folder. Every file of the vault that VaultNet changes goes
through `write_changes`.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultnet.storage.failure import ConflictError, StorageError
    from vaultnet.storage.protocol import Change, Written, accept, digest, write_changes
    from vaultnet.storage.restore import (
        find_later_operations,
        operations_in_force,
        plan_undo,
        remove_made_folders,
    )
    from vaultnet.storage.undo import (
        UndoEntry,
        UndoRecord,
        read_record_time,
        read_undo_numbers,
        read_undo_records,
        undo_label,
    )

__all__ = [
    "Change",
    "ConflictError",
    "StorageError",
    "UndoEntry",
    "UndoRecord",
    "Written",
    "accept",
    "digest",
    "find_later_operations",
    "operations_in_force",
    "plan_undo",
    "read_record_time",
    "read_undo_numbers",
    "read_undo_records",
    "remove_made_folders",
    "undo_label",
    "write_changes",
]

_ROOMS: Mapping[str, tuple[str, ...]] = {
    "failure": ("ConflictError", "StorageError"),
    "protocol": ("Change", "Written", "accept", "digest", "write_changes"),
    "restore": ("find_later_operations", "operations_in_force", "plan_undo", "remove_made_folders"),
    "undo": (
        "UndoEntry",
        "UndoRecord",
        "read_record_time",
        "read_undo_numbers",
        "read_undo_records",
        "undo_label",
    ),
}


def __getattr__(name: str) -> object:
    """Import what writes notes only when it is asked for: most commands read them."""
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"vaultnet.storage.{room}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
