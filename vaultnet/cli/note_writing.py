"""Operations on several notes: shown as differences, and written as one."""

import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.cli.output import Terminal, clean_lines
from vaultnet.cli.problem import Problem
from vaultnet.vault.edits import render_diff
from vaultnet.vault.note_changes import NoteChange, OperationError

if TYPE_CHECKING:
    from vaultnet.source import Source
    from vaultnet.storage import Change, Written
    from vaultnet.vault.settings import Settings


def as_problem(error: OperationError) -> Problem:
    """Return what stops an operation as what stops a command."""
    if error.hint is None:
        return Problem("{reason}", reason=error.reason)
    return Problem("{reason}", "{remedy}", reason=error.reason, remedy=error.hint)


def show_changes(changes: Iterable[NoteChange], terminal: Terminal) -> None:
    """Print what would change as a unified difference, and write nothing.

    A note that moves is compared with what it was, and does not go as well.
    """
    held = {change.path: change for change in changes}
    moved = {change.origin for change in held.values()}
    for path, change in held.items():
        if path in moved:
            continue
        if text := _difference(change, held.get(change.origin)):
            terminal.data(clean_lines(text).rstrip("\n"))


def write_notes(
    root: Path,
    changes: Sequence[NoteChange],
    label: str,
    settings: "Settings",
    more: "Sequence[Change]" = (),
) -> "Written":
    """Write an operation on several notes, with one undo record for all of it.

    `more` are changes of other files that belong to it; they are written before the first note
    is removed. Raises StorageError where a note cannot be written or was changed meanwhile.
    """
    from vaultnet.storage import write_changes
    from vaultnet.vault.repair import find_damage

    by_path = {change.path: change for change in changes}

    def verify(change: "Change", _before: bytes | None) -> str | None:
        each = by_path.get(change.path)
        if each is None or each.before is None or each.after is None:
            return None
        return find_damage(each.before, each.after, settings)

    kept = [_change(root, each) for each in changes if each.after is not None]
    removed = [_change(root, each) for each in changes if each.after is None]
    return write_changes(root, [*kept, *more, *removed], label, verify)


def _change(root: Path, each: NoteChange) -> "Change":
    """Return the change of one file; a note that moves keeps its permission bits."""
    from vaultnet.storage import Change, digest

    expected = None if each.before is None else digest(each.before.encoded())
    mode = stat.S_IMODE((root / each.origin).stat().st_mode) if each.origin else None
    return Change(each.path, expected, _bytes(each.after), mode)


def _bytes(source: "Source | None") -> bytes | None:
    return None if source is None else source.encoded()


def _difference(change: NoteChange, origin: NoteChange | None) -> str:
    if change.after is None:
        return _removal(change)
    if origin is None:
        return render_diff(change.before, change.after)
    text = render_diff(origin.before, change.after)
    moved = f"rename from {origin.path}\nrename to {change.path}\n"
    return moved + text.replace(f"--- a/{change.path}", f"--- a/{origin.path}", 1)


def _removal(change: NoteChange) -> str:
    """Return the difference of a note that goes."""
    lines = change.before.text.splitlines() if change.before else []
    head = [f"--- a/{change.path}", "+++ /dev/null", f"@@ -1,{len(lines)} +0,0 @@"]
    return "\n".join([*head, *(f"-{line}" for line in lines)]) + "\n"
