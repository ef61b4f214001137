"""Writing one note from its latest text, however many others write to it at the same time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from vaultnet.cli.note_writing import EditedFile, write_notes
from vaultnet.late import dataclass

if TYPE_CHECKING:
    from vaultnet.storage import Written
    from vaultnet.vault.changes.note_changes import NoteChange
    from vaultnet.vault.settings import Settings

Edited = TypeVar("Edited", bound=EditedFile)
_ATTEMPTS = 200


@dataclass(frozen=True, slots=True)
class Planned(Generic[Edited]):
    """An edit of a note as it is now; `is_new` where there is no file of it yet."""

    edited: Edited
    is_new: bool = False


def write_latest(
    root: Path, plan: Callable[[], Planned[Edited]], label: str, settings: "Settings"
) -> "tuple[Edited, Written | None]":
    """Write one note as it is planned from its latest text; return the edit that was written.

    Where somebody else saves the note in between, it is planned anew from what they saved: this
    is for edits that mean the same whatever else the note says, such as a line more. An edit
    that changes nothing is not written. Raises StorageError where it cannot be.
    """
    from vaultnet.storage.failure import ConflictError

    last: ConflictError | None = None
    for _ in range(_ATTEMPTS):
        planned = plan()
        edited = planned.edited
        if edited.before == edited.after and not planned.is_new:
            return edited, None
        try:
            return edited, write_notes(root, [_change(planned)], label, settings)
        except ConflictError as error:
            last = error
    assert last is not None  # noqa: S101 (the loop ends in a conflict; this is for the type checker)
    raise last


def _change(planned: Planned[Edited]) -> "NoteChange":
    from vaultnet.vault.changes.note_changes import NoteChange

    before, after = planned.edited.before, planned.edited.after
    return NoteChange(before.path, None if planned.is_new else before, after)
