"""What an operation would make of several notes, as differences."""

from collections.abc import Iterable

from vaultnet.cli.output import Terminal, clean_lines
from vaultnet.vault.changes.note_changes import NoteChange
from vaultnet.vault.edits.splicing import render_diff


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
