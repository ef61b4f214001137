"""What imports saw last, when a contact gets another id, is made one with another, or goes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.cli.problem import Problem
from vaultnet.phrase import Phrase

if TYPE_CHECKING:
    from vaultnet.storage import Change


def record_changes(root: Path, changed: Callable[[str], str]) -> "list[Change]":
    """Return the changes that give the records of imports the texts that a function makes.

    Raises Problem for a record that cannot be read: what it holds must not go by unseen.
    """
    from vaultnet.exchange.planning.last_seen import RecordError
    from vaultnet.storage import Change, digest

    changes = []
    for path in record_paths(root):
        name = path.relative_to(root).as_posix()
        data = path.read_bytes()
        try:
            after = changed(data.decode("utf-8")).encode("utf-8")
        except (RecordError, UnicodeDecodeError) as error:
            reason = error.reason if isinstance(error, RecordError) else Phrase("it is not UTF-8")
            hint = "mend the line, or move the file away; nothing was written"
            raise Problem("{path}: {reason}", hint, path=name, reason=reason) from None
        if after != data:
            changes.append(Change(name, digest(data), after))
    return changes


def record_paths(root: Path) -> list[Path]:
    """Return the records of imports that a vault holds, in the order of their names."""
    from vaultnet.exchange.planning.last_seen import FOLDER

    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.suffix == ".jsonl")
    return sorted(path for path in found if path.is_file() and not path.is_symlink())
