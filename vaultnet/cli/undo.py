"""`vaultnet undo`: take the last write back, exactly."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.address_book import read_settings
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.undone import list_operations, render_changes, tell_undone
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.cli.tables import format_option, write_answer
from vaultnet.storage import (
    ConflictError,
    accept,
    find_later_operations,
    operations_in_force,
    plan_undo,
    read_undo_numbers,
    read_undo_records,
    remove_made_folders,
    undo_label,
    write_changes,
)

if TYPE_CHECKING:
    from vaultnet.storage import Change, UndoRecord


@click.command()
@click.argument("number", type=click.IntRange(1), required=False, metavar="[NUMBER]")
@click.option("--list", "lists", is_flag=True, help="List what can be taken back.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@format_option
@pass_invocation
def command(
    invocation: Invocation, number: int | None, *, lists: bool, diff: bool, format_: str
) -> int:
    """Take the last write back.

    Every file is again what it was, byte for byte. Doing it again goes one step further back.
    NUMBER takes one write of the list back; that of an undo does again what was undone. A file
    that was changed since is left alone, and nothing is written then.
    """
    root = invocation.root()
    read_settings(invocation, root)
    _tell_unreadable(invocation, root)
    if lists:
        answer = list_operations(invocation, root)
        write_answer(answer, format_, invocation.terminal)
        return 0 if answer.rows else 1
    found = _latest(root) if number is None else _numbered(root, number)
    if found is None:
        invocation.terminal.remark(invocation.speech.words.text("There is nothing to take back."))
        return 1
    record, changes = found
    if diff:
        invocation.terminal.data(render_changes(root, changes))
        return 0
    written = write_changes(root, changes, undo_label(record.number), accept)
    remove_made_folders(root, record)
    tell_undone(invocation, record, changes, written.record)
    tell_unless_flushed(written, invocation.terminal, invocation.speech.words)
    return 0


def _latest(root: Path) -> "tuple[UndoRecord, tuple[Change, ...]] | None":
    """Return the latest operation that can be taken back, with what that changes."""
    records = list(read_undo_records(root))
    for record in operations_in_force(records):
        if changes := _planned(root, record, records):
            return record, changes
    return None


def _numbered(root: Path, number: int) -> "tuple[UndoRecord, tuple[Change, ...]]":
    """Return the operation of a number, with what taking it back changes."""
    records = list(read_undo_records(root))
    for record in records:
        if record.number == number:
            if changes := _planned(root, record, records):
                return record, changes
            message = "number {number} is taken back already: every file is as it was before"
            raise Problem(message, number=number)
    hint = '"vaultnet undo --list" shows what can be taken back'
    raise Problem("there is no write number {number}", hint, number=number)


def _planned(root: Path, record: "UndoRecord", records: "list[UndoRecord]") -> "tuple[Change, ...]":
    """Return what taking an operation back changes; raises Problem where it would lose a change.

    A write of ours that came later is named, since it can be taken back first.
    """
    later = find_later_operations(records, record.number)
    if later:
        message = "number {later} came after number {number} and changed a file of it too"
        hint = "take number {later} back first: vaultnet undo {later}"
        raise Problem(message, hint, later=later[0], number=record.number)
    try:
        return plan_undo(root, record)
    except ConflictError as error:
        message = "{path} was changed after number {number}, and that change would be lost"
        hint = '"vaultnet undo --list" shows older writes; change this file back by hand'
        raise Problem(message, hint, path=error.path, number=record.number) from None


def _tell_unreadable(invocation: Invocation, root: Path) -> None:
    """Say which writes cannot be taken back because their records cannot be read."""
    readable = {record.number for record in read_undo_records(root)}
    for number in read_undo_numbers(root):
        if number not in readable:
            told = invocation.speech.words.text(
                "the record of number {number} cannot be read, so it is passed over", number=number
            )
            invocation.terminal.remark(invocation.terminal.style(told, "warning"))
