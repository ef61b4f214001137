"""Writing notes whose text was edited: compared, checked once more, and as one operation."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vaultnet.source import Source

if TYPE_CHECKING:
    from vaultnet.storage import Change, Written
    from vaultnet.vault.settings import Settings


class EditedFile(Protocol):
    """A file of the vault before and after an edit of its text."""

    @property
    def before(self) -> Source:
        """Return the text that the edit was computed from."""

    @property
    def after(self) -> Source:
        """Return the text that is to be written."""


def write_edited(
    root: Path, edited: Sequence[EditedFile], label: str, settings: "Settings"
) -> "Written":
    """Write edited notes as one operation, which `label` names in its undo record.

    Raises StorageError where a note cannot be written, was changed meanwhile, or would be
    found more fault with than before.
    """
    from vaultnet.storage import Change, digest, write_changes
    from vaultnet.vault.repair import find_damage

    by_path = {each.before.path: each for each in edited}

    def verify(change: "Change", _before: bytes | None) -> str | None:
        each = by_path[change.path]
        return find_damage(each.before, each.after, settings)

    changes = [
        Change(path, digest(each.before.encoded()), each.after.encoded())
        for path, each in by_path.items()
    ]
    return write_changes(root, changes, label, verify)
