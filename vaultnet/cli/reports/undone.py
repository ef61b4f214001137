"""What can be taken back, what taking it back changes, and that it was done."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import Terminal, clean, clean_lines
from vaultnet.cli.paper import Column, heading, lay_out, paragraph
from vaultnet.cli.tables import Answer, Cell
from vaultnet.language import Translator
from vaultnet.source import Source, decode_source
from vaultnet.storage import (
    operations_in_force,
    read_record_time,
    read_undo_records,
)
from vaultnet.vault.edits.splicing import render_diff

if TYPE_CHECKING:
    from vaultnet.storage import Change, UndoRecord

COLUMNS = ("number", "written", "what", "files", "state")
_SHOWN_FILES = 2


def list_operations(invocation: Invocation, root: Path) -> Answer:
    """Return the operations of a vault, the latest first, with what became of each."""
    records = list(read_undo_records(root))
    in_force = {record.number for record in operations_in_force(records)}
    rows = [_row(root, record, in_force) for record in records]
    words, terminal = invocation.speech.words, invocation.terminal
    document = {"operations": [dict(row) | {"files": list(_paths(row))} for row in rows]}
    return Answer(lambda: _listed(words, terminal, rows), COLUMNS, rows, document)


def tell_undone(
    invocation: Invocation, record: "UndoRecord", changes: "Sequence[Change]", number: int
) -> None:
    """Say which files are again what they were, and how to do it again."""
    words, terminal = invocation.speech.words, invocation.terminal
    for change in changes:
        terminal.data(_told(words, change))
    terminal.remark(
        words.text(
            'Number {number} ({what}) is taken back; "vaultnet undo {undo}" does it again.',
            number=record.number,
            what=clean(record.label),
            undo=number,
        )
    )


def render_changes(root: Path, changes: "Sequence[Change]") -> str:
    """Return the unified diff of what taking an operation back changes."""
    return clean_lines("".join(_diff(root, change) for change in changes).rstrip("\n"))


def _row(root: Path, record: "UndoRecord", in_force: set[int]) -> dict[str, Cell]:
    written = read_record_time(root, record.number)
    moment = None if written is None else datetime.fromtimestamp(written).astimezone()
    return {
        "number": record.number,
        "written": None if moment is None else moment.isoformat(timespec="seconds"),
        "what": record.label,
        "files": tuple(entry.path for entry in record.entries),
        "state": _state(record, in_force),
    }


def _state(record: "UndoRecord", in_force: set[int]) -> str:
    if record.takes_back is not None:
        return "undo"
    return "standing" if record.number in in_force else "undone"


def _paths(row: dict[str, Cell]) -> tuple[str, ...]:
    files = row["files"]
    return files if isinstance(files, tuple) else ()


def _listed(words: Translator, terminal: Terminal, rows: Sequence[dict[str, Cell]]) -> str:
    if not rows:
        return words.text("Nothing was written yet that could be taken back.")
    columns = (
        Column(words.text("No."), right=True),
        Column(words.text("Written")),
        Column(words.text("What")),
        Column(words.text("Files"), flexible=True),
    )
    cells = [
        (
            str(row["number"]),
            str(row["written"] or "")[:16].replace("T", " "),
            _what(words, row),
            _shown_files(words, _paths(row)),
        )
        for row in rows
    ]
    title = heading(terminal, words.text("What can be taken back"), str(len(rows)))
    hint = words.text('"vaultnet undo" takes the latest of them back that stands.')
    table = lay_out(terminal, columns, cells)
    return f"{title}\n{table}\n\n{paragraph(terminal, hint)}"


def _what(words: Translator, row: dict[str, Cell]) -> str:
    if row["state"] == "undone":
        return words.text("{what}, taken back", what=row["what"])
    return str(row["what"])


def _shown_files(words: Translator, paths: Sequence[str]) -> str:
    shown = ", ".join(paths[:_SHOWN_FILES])
    more = len(paths) - _SHOWN_FILES
    if more <= 0:
        return shown
    return words.plural("{files} and {n} more", "{files} and {n} more", more, files=shown)


def _told(words: Translator, change: "Change") -> str:
    path = clean(change.path)
    if change.after is None:
        return words.text("{path}: removed, as it was not there before", path=path)
    if change.expected is None:
        return words.text("{path}: brought back", path=path)
    return words.text("{path}: as it was before", path=path)


def _diff(root: Path, change: "Change") -> str:
    """Return the diff of one file; bytes that are no text are only named."""
    try:
        held = (root / change.path).read_bytes() if change.expected is not None else None
        before = None if held is None else decode_source(change.path, held)
        after = decode_source(change.path, change.after or b"")
    except (OSError, UnicodeDecodeError):
        return f"{change.path}\n"
    if change.after is None and before is not None:
        return render_diff(before, Source(change.path, ""))
    return render_diff(before, after)
