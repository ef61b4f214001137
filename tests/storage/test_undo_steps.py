"""Taking writes back, one after the other, and taking that back."""

import json
from collections.abc import Mapping
from pathlib import Path

from vaultnet.storage import (
    Change,
    UndoEntry,
    UndoRecord,
    accept,
    digest,
    find_later_operations,
    operations_in_force,
    plan_undo,
    read_undo_numbers,
    read_undo_records,
    remove_made_folders,
    undo_label,
    write_changes,
)


def _records(*labels: str) -> list[UndoRecord]:
    """Return records of which the last label is the latest, the latest first."""
    return [UndoRecord(number, label, ()) for number, label in enumerate(labels, 1)][::-1]


def _standing(*labels: str) -> list[int]:
    return [record.number for record in operations_in_force(_records(*labels))]


def test_what_was_taken_back_counts_no_more_and_counts_again_once_that_is_undone() -> None:
    """Taking back is an operation too, but never the one that is taken back next."""
    assert _standing("log", "set", "done") == [3, 2, 1]
    assert _standing("log", "set", "undo 2") == [1]
    assert _standing("log", "set", "undo 2", "undo 1") == []
    assert _standing("log", "set", "undo 2", "undo 3") == [2, 1]
    assert _standing("log", "undo 1", "set", "undo 2") == [1, 3]
    assert _standing("log", "set", "undo 2", "undo 3", "undo 4") == [1]
    assert _standing("log", "undo 1", "set") == [3]
    assert _standing("undo the log", "undo 1 ") == [2, 1]
    assert _standing("undo 77", "log") == [2]


def test_what_came_later_on_the_same_file_is_known_even_where_the_bytes_agree() -> None:
    """A file may have come back to what it was, and still rest on what was done in between."""

    def later(number: int, *labels: str) -> tuple[int, ...]:
        entry = UndoEntry("a.md", b"", None, None, "")
        records = [UndoRecord(n, label, (entry,)) for n, label in enumerate(labels, 1)]
        return find_later_operations(records, number)

    assert later(1, "log", "set", "log") == (3, 2)
    assert later(3, "log", "set", "log") == ()
    assert later(1, "log", "set", "undo 2") == ()
    assert later(2, "log", "undo 1", "set") == (3,)
    assert later(1, "log", "undo 1", "set", "undo 2") == ()
    assert later(3, "log", "undo 1", "set", "undo 2") == (1,)
    assert later(9, "log") == ()


def _tree(root: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b"folder"
        for path in root.rglob("*")
        if ".vaultnet" not in path.parts
    }


def _take_back(root: Path) -> None:
    record = next(iter(operations_in_force(read_undo_records(root))))
    write_changes(root, plan_undo(root, record), undo_label(record.number), accept)
    remove_made_folders(root, record)


def test_folders_that_a_write_made_go_when_it_is_taken_back(tmp_path: Path) -> None:
    """A folder that was there before stays, and so does one in which something lies now."""
    (tmp_path / "kept").mkdir()
    before = _tree(tmp_path)
    made = [Change(path, None, b"x") for path in ("kept/a.md", "new/deep/b.md", "new/c.md")]
    write_changes(tmp_path, made, "new", accept)
    _take_back(tmp_path)
    assert _tree(tmp_path) == before
    write_changes(tmp_path, made, "new", accept)
    (tmp_path / "new" / "by-hand.txt").write_text("mine")
    _take_back(tmp_path)
    assert sorted(_tree(tmp_path)) == ["kept", "new", "new/by-hand.txt"]


def test_a_record_without_folders_is_read_as_before(tmp_path: Path) -> None:
    """Records that older versions wrote do not say which folders were made."""
    write_changes(tmp_path, [Change("new/a.md", None, b"x")], "new", accept)
    path = tmp_path / ".vaultnet" / "undo" / "000001.json"
    content = json.loads(path.read_text())
    del content["entries"][0]["folders"]
    path.write_text(json.dumps(content))
    (record,) = read_undo_records(tmp_path)
    assert record.entries[0].folders == ()
    _take_back(tmp_path)
    assert list(_tree(tmp_path)) == ["new"]


def test_a_foreign_record_removes_no_folder_outside_of_the_vault(tmp_path: Path) -> None:
    """A record may come with a vault from somebody else."""
    root, outside = tmp_path / "vault", tmp_path / "outside" / "empty"
    root.mkdir()
    outside.mkdir(parents=True)
    write_changes(root, [Change("a.md", None, b"x")], "new", accept)
    path = root / ".vaultnet" / "undo" / "000001.json"
    content = json.loads(path.read_text())
    content["entries"][0]["folders"] = ["../outside/empty", str(outside)]
    path.write_text(json.dumps(content))
    _take_back(root)
    assert outside.is_dir()


def test_the_numbers_of_unreadable_records_are_known(tmp_path: Path) -> None:
    """So that they can be told, and are not passed over in silence."""
    for text in (b"a", b"b"):
        held = tmp_path / "a.md"
        expected = digest(held.read_bytes()) if held.exists() else None
        write_changes(tmp_path, [Change("a.md", expected, text)], "log", accept)
    (tmp_path / ".vaultnet" / "undo" / "000002.json").write_text("{")
    assert read_undo_numbers(tmp_path) == (2, 1)
    assert [record.number for record in read_undo_records(tmp_path)] == [1]
