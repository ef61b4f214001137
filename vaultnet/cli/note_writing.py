"""Writing notes whose text was edited: compared, checked once more, and as one operation."""

import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vaultnet.cli.problem import Problem
from vaultnet.source import Source

if TYPE_CHECKING:
    from vaultnet.storage import Change, Written
    from vaultnet.storage.protocol import Verify
    from vaultnet.vault.changes.note_changes import NoteChange, OperationError
    from vaultnet.vault.settings import Settings


class EditedFile(Protocol):
    """A file of the vault before and after an edit of its text."""

    @property
    def before(self) -> Source:
        """Return the text that the edit was computed from."""

    @property
    def after(self) -> Source:
        """Return the text that is to be written."""


def as_problem(error: "OperationError") -> Problem:
    """Return what stops an operation as what stops a command."""
    if error.hint is None:
        return Problem("{reason}", reason=error.reason)
    return Problem("{reason}", "{remedy}", reason=error.reason, remedy=error.hint)


def write_edited(
    root: Path, edited: Sequence[EditedFile], label: str, settings: "Settings"
) -> "Written":
    """Write edited notes as one operation, which `label` names in its undo record.

    Raises StorageError where a note cannot be written, was changed meanwhile, or could not be
    read any more.
    """
    from vaultnet.vault.changes.note_changes import NoteChange

    changes = [NoteChange(each.before.path, each.before, each.after) for each in edited]
    return write_notes(root, changes, label, settings)


def write_notes(
    root: Path,
    changes: "Sequence[NoteChange]",
    label: str,
    settings: "Settings",
    more: "Sequence[Change]" = (),
) -> "Written":
    """Write an operation on several notes, with one undo record for all of it.

    `more` are changes of other files that belong to it; they are written before the first note
    is removed. Raises StorageError as for edited notes.
    """
    from vaultnet.storage import write_changes

    verify = damage_finder({each.path: (each.before, each.after) for each in changes}, settings)
    kept = [_change(root, each) for each in changes if each.after is not None]
    removed = [_change(root, each) for each in changes if each.after is None]
    return write_changes(root, [*kept, *more, *removed], label, verify)


def damage_finder(
    notes: Mapping[str, tuple[Source | None, Source | None]], settings: "Settings"
) -> "Verify":
    """Return what tells why a note must not be written; `notes` are texts before and after."""
    from vaultnet.vault.changes.repair import find_damage

    def verify(change: "Change", _found: bytes | None) -> str | None:
        before, after = notes.get(change.path, (None, None))
        if before is None or after is None:
            return None
        return find_damage(before, after, settings)

    return verify


def _change(root: Path, each: "NoteChange") -> "Change":
    """Return the change of one file; a note that moves keeps its permission bits."""
    from vaultnet.storage import Change, digest

    expected = None if each.before is None else digest(each.before.encoded())
    mode = stat.S_IMODE((root / each.origin).stat().st_mode) if each.origin else None
    return Change(each.path, expected, None if each.after is None else each.after.encoded(), mode)
