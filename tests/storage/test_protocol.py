"""Writing: whole or not at all, only what was expected, and always with a way back."""

import json
import os
import stat
from pathlib import Path

import pytest

from vaultnet.storage import (
    Change,
    ConflictError,
    StorageError,
    accept,
    digest,
    read_undo_records,
    write_changes,
)
from vaultnet.storage.restore import plan_undo

OLD = b"---\r\nname: Ana\r\n---\r\nold"
NEW = b"---\r\nname: Ana Maria\r\n---\r\nnew"


def tree(root: Path) -> dict[str, bytes]:
    """Return every file of a vault but those of our own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".vaultnet" not in path.relative_to(root).parts
    }


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts/ana.md").write_bytes(OLD)
    return tmp_path


def replace_ana(vault: Path, after: bytes = NEW) -> None:
    write_changes(vault, [Change("contacts/ana.md", digest(OLD), after)], "test", accept)


def test_a_note_is_replaced_and_nothing_else_is_left(vault: Path) -> None:
    written = write_changes(vault, [Change("contacts/ana.md", digest(OLD), NEW)], "fix", accept)
    assert tree(vault) == {"contacts/ana.md": NEW}
    assert written.paths == ("contacts/ana.md",)
    assert written.flushed


def test_mode_and_owner_are_kept(vault: Path) -> None:
    note = vault / "contacts/ana.md"
    note.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(note, 12345, 23456)
    replace_ana(vault)
    status = note.stat()
    assert stat.S_IMODE(status.st_mode) == 0o640
    if os.geteuid() == 0:
        assert (status.st_uid, status.st_gid) == (12345, 23456)


def test_new_files_make_their_folders_and_never_replace_one(vault: Path) -> None:
    change = Change("journal/2026/day.md", None, b"text\n")
    write_changes(vault, [change], "new", accept)
    assert tree(vault)["journal/2026/day.md"] == b"text\n"
    with pytest.raises(ConflictError, match="exists"):
        write_changes(vault, [change], "new", accept)


def test_a_file_without_hard_links_is_still_created_whole(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(1, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    write_changes(vault, [Change("contacts/tom.md", None, NEW)], "new", accept)
    assert tree(vault) == {"contacts/ana.md": OLD, "contacts/tom.md": NEW}


def test_what_changed_since_it_was_read_is_not_overwritten(vault: Path) -> None:
    (vault / "contacts/ana.md").write_bytes(b"saved by an editor")
    with pytest.raises(ConflictError, match="in the meantime"):
        replace_ana(vault)
    assert tree(vault) == {"contacts/ana.md": b"saved by an editor"}
    assert not list(read_undo_records(vault))


def test_an_editor_that_saves_at_the_last_moment_wins(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def save_meanwhile(descriptor: int) -> None:
        flush(descriptor)
        (vault / "contacts/ana.md").write_bytes(b"saved by an editor")

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(ConflictError):
        replace_ana(vault)
    assert tree(vault) == {"contacts/ana.md": b"saved by an editor"}


def test_verification_refuses_before_anything_is_touched(vault: Path) -> None:
    seen = []

    def verify(change: Change, before: bytes | None) -> str | None:
        seen.append((change.after, before))
        return "the result would not parse"

    with pytest.raises(StorageError, match="would not parse") as raised:
        write_changes(vault, [Change("contacts/ana.md", digest(OLD), NEW)], "fix", verify)
    assert seen == [(NEW, OLD)]
    assert raised.value.remedy
    assert tree(vault) == {"contacts/ana.md": OLD}


@pytest.mark.parametrize("path", ["../outside.md", "/etc/outside.md", "link/outside.md", ".."])
def test_nothing_is_written_outside_of_the_vault(vault: Path, path: str) -> None:
    outside = vault.parent / f"{vault.name}-outside"
    outside.mkdir()
    (vault / "link").symlink_to(outside)
    with pytest.raises(StorageError, match="outside of the vault"):
        write_changes(vault, [Change(path, None, b"x")], "new", accept)
    assert not list(outside.iterdir())


def test_a_symbolic_link_is_refused_and_kept(vault: Path) -> None:
    note = vault / "contacts/ana.md"
    note.rename(vault / "real.md")
    note.symlink_to(vault / "real.md")
    with pytest.raises(StorageError, match="symbolic link") as raised:
        replace_ana(vault)
    assert "points to" in raised.value.remedy
    assert note.is_symlink()
    assert (vault / "real.md").read_bytes() == OLD


def test_a_read_only_note_is_refused(vault: Path) -> None:
    (vault / "contacts/ana.md").chmod(0o444)
    with pytest.raises(StorageError, match="read-only"):
        replace_ana(vault)
    assert tree(vault) == {"contacts/ana.md": OLD}


def test_a_folder_in_the_place_of_a_note_is_refused(vault: Path) -> None:
    (vault / "contacts/tom.md").mkdir()
    with pytest.raises(StorageError, match="not a regular file"):
        write_changes(vault, [Change("contacts/tom.md", None, b"x")], "new", accept)


def test_a_folder_that_cannot_be_flushed_is_said(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    written = write_changes(vault, [Change("contacts/ana.md", digest(OLD), NEW)], "fix", accept)
    assert not written.flushed
    assert tree(vault) == {"contacts/ana.md": NEW}


def test_short_writes_are_continued(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    replace_ana(vault)
    assert tree(vault) == {"contacts/ana.md": NEW}


def test_our_folder_is_private_and_ignores_itself(vault: Path) -> None:
    replace_ana(vault)
    folder = vault / ".vaultnet"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_undo_restores_every_file_of_an_operation_exactly(vault: Path) -> None:
    note = vault / "contacts/ana.md"
    note.chmod(0o600)
    (vault / "old.md").write_bytes(b"to go\n")
    before = tree(vault)
    changes = [
        Change("contacts/ana.md", digest(OLD), NEW),
        Change("contacts/tom.md", None, b"new\n"),
        Change("old.md", digest(b"to go\n"), None),
    ]
    write_changes(vault, changes, "merge", accept)
    assert tree(vault) == {"contacts/ana.md": NEW, "contacts/tom.md": b"new\n"}
    record = next(read_undo_records(vault))
    assert record.label == "merge"
    write_changes(vault, plan_undo(vault, record), "undo", accept)
    assert tree(vault) == before
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_undo_refuses_a_file_that_was_changed_since(vault: Path) -> None:
    replace_ana(vault)
    (vault / "contacts/ana.md").write_bytes(b"edited since")
    with pytest.raises(ConflictError):
        plan_undo(vault, next(read_undo_records(vault)))


def test_undo_of_a_half_done_operation_restores_what_was_written(vault: Path) -> None:
    (vault / "tom.md").write_bytes(b"tom\n")
    replace_ana(vault)
    record = next(read_undo_records(vault))
    (vault / "contacts/ana.md").write_bytes(OLD)
    assert plan_undo(vault, record) == ()


def test_records_that_are_no_records_are_passed_over(vault: Path) -> None:
    replace_ana(vault)
    store = vault / ".vaultnet/undo"
    (store / "000007.json").write_text("{half a reco")
    (store / "notes.txt").write_text("?")
    assert [record.number for record in read_undo_records(vault)] == [1]
    (vault / "contacts/ana.md").write_bytes(OLD)
    replace_ana(vault)
    assert [record.number for record in read_undo_records(vault)] == [8, 1]


def test_only_the_latest_operations_can_be_taken_back(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultnet.storage.undo.KEPT_RECORDS", 2)
    for number in range(5):
        change = Change(f"contacts/new-{number}.md", None, b"new")
        write_changes(vault, [change], f"operation {number}", accept)
    labels = [record.label for record in read_undo_records(vault)]
    assert labels == ["operation 4", "operation 3"]


def test_a_conflict_at_the_last_moment_leaves_no_record(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def be_overtaken(_source: Path, target: Path) -> None:
        target.write_bytes(b"saved by an editor")
        raise FileExistsError(17, "File exists")

    monkeypatch.setattr(os, "link", be_overtaken)
    with pytest.raises(ConflictError):
        write_changes(vault, [Change("contacts/tom.md", None, NEW)], "new", accept)
    assert tree(vault)["contacts/tom.md"] == b"saved by an editor"
    assert not list(read_undo_records(vault))


@pytest.mark.parametrize(
    "temporary", ["../precious.md", "contacts/ana.md", "../.vaultnet-1.tmp", 7]
)
def test_a_record_from_a_stranger_deletes_nothing(vault: Path, temporary: object) -> None:
    outside = [vault.parent / name for name in ("precious.md", ".vaultnet-1.tmp")]
    for path in outside:
        path.write_bytes(b"precious")
    replace_ana(vault)
    record = vault / ".vaultnet/undo/000001.json"
    content = json.loads(record.read_text())
    content["entries"][0]["temporary"] = temporary
    record.write_text(json.dumps(content))
    write_changes(vault, [Change("new.md", None, b"new")], "new", accept)
    assert [path.read_bytes() for path in outside] == [b"precious"] * 2
    assert tree(vault) == {"contacts/ana.md": NEW, "new.md": b"new"}
