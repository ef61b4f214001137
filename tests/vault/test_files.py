"""Walking and reading a folder: what is read, what is left out, and what goes wrong."""

import os
from pathlib import Path

import pytest

from vaultnet.vault.files import (
    FailedRead,
    Failure,
    FoundFile,
    IgnoredBecause,
    read_settings_file,
    read_vault_files,
    reason_to_ignore,
)
from vaultnet.vault.settings import Settings

DEFAULTS = Settings()


def write(root: Path, *paths: str) -> None:
    for path in paths:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.encode())


def test_notes_come_in_the_order_of_their_paths_with_their_bytes(tmp_path: Path) -> None:
    write(tmp_path, "me.md", "contacts/b.MD", "contacts/a/z.md", "vaultnet.toml", "files/a.png")
    found = read_vault_files(tmp_path, DEFAULTS)
    assert [note.path for note in found.notes] == ["contacts/a/z.md", "contacts/b.MD", "me.md"]
    assert all(note.data == note.path.encode() for note in found.notes)
    assert found.attachments == {"files/a.png"}
    assert (found.failed, found.ignored) == ((), {})


def test_attachments_may_lie_among_templates_but_not_be_hidden_or_excluded(tmp_path: Path) -> None:
    write(tmp_path, "Templates/Books.base", "files/.DS_Store", "old/a.png", "a.pdf")
    found = read_vault_files(tmp_path, Settings(exclude=("old",)))
    assert found.attachments == {"Templates/Books.base", "a.pdf"}


def test_hidden_and_generated_folders_are_never_read(tmp_path: Path) -> None:
    write(
        tmp_path, ".git/a.md", "x/.obsidian/a.md", "node_modules/a.md", "site/a.md", "a/site/b.md"
    )
    assert [note.path for note in read_vault_files(tmp_path, DEFAULTS).notes] == ["a/site/b.md"]


def test_a_vault_inside_a_vault_keeps_its_notes_to_itself(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "demo/vaultnet.toml", "demo/contacts/b.md", "demo/c.png", "demo2/d.md")
    found = read_vault_files(tmp_path, DEFAULTS)
    assert [note.path for note in found.notes] == ["a.md", "demo2/d.md"]
    assert found.ignored == {"demo/contacts/b.md": IgnoredBecause.OTHER_VAULT}
    assert found.attachments == frozenset()


def test_the_folder_of_the_site_is_a_setting(tmp_path: Path) -> None:
    write(tmp_path, "out/a.md", "site/a.md")
    found = read_vault_files(tmp_path, Settings(site_folder="out"))
    assert [note.path for note in found.notes] == ["site/a.md"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("contacts/ana.md", None),
        ("contacts/conflict.md", None),
        ("Templates/People.md", IgnoredBecause.TEMPLATE),
        ("extras/plantillas/a.md", IgnoredBecause.TEMPLATE),
        ("contacts/.draft.md", IgnoredBecause.HIDDEN),
        (
            "contacts/ana.sync-conflict-20260301-101500-ABCDEFG.md",
            IgnoredBecause.CONFLICT_COPY,
        ),
        ("ana (Irene's conflicted copy 2026-03-01).md", IgnoredBecause.CONFLICT_COPY),
        ("ana (copia en conflicto de Irene 2026-03-01).md", IgnoredBecause.CONFLICT_COPY),
    ],
)
def test_some_files_are_left_out_for_their_path(path: str, reason: IgnoredBecause | None) -> None:
    assert reason_to_ignore(path, DEFAULTS) is reason


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("archive", "archive/ana.md", True),
        ("archive", "contacts/archive/ana.md", True),
        ("archive/", "contacts/archive/ana.md", True),
        ("archive", "contacts/archived.md", False),
        ("/archive", "contacts/archive/ana.md", False),
        ("contacts/old", "contacts/old/ana.md", True),
        ("contacts/old", "more/contacts/old/ana.md", False),
        ("*.draft.md", "contacts/ana.draft.md", True),
        ("contacts/*", "contacts/a/b.md", True),
        ("contacts/*.md", "contacts/a/b.md", False),
        ("contacts/**/b.md", "contacts/b.md", True),
        ("contacts/**/b.md", "contacts/x/y/b.md", True),
        ("note?.md", "note1.md", True),
        ("a+b.md", "aab.md", False),
        ("jose\u0301.md", "jos\u00e9.md", True),
        ("", "a/b.md", False),
        ("/", "a/b.md", False),
    ],
)
def test_exclusions_are_globs(pattern: str, path: str, excluded: bool) -> None:  # noqa: FBT001
    expected = IgnoredBecause.EXCLUDED if excluded else None
    assert reason_to_ignore(path, Settings(exclude=(pattern,))) is expected


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, "secret.md")
    vault = tmp_path / "vault"
    write(vault, "a.md")
    (vault / "b.md").symlink_to(outside / "secret.md")
    (vault / "gone.md").symlink_to(outside / "nowhere.md")
    (vault / "folder").symlink_to(outside)
    (vault / "loop").symlink_to(vault)
    found = read_vault_files(vault, DEFAULTS)
    assert [note.path for note in found.notes] == ["a.md"]
    assert dict(found.ignored) == {
        "b.md": IgnoredBecause.SYMBOLIC_LINK,
        "gone.md": IgnoredBecause.SYMBOLIC_LINK,
    }
    assert found.skipped_links == ("folder", "loop")


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert dict(read_vault_files(tmp_path, DEFAULTS).ignored) == {
        "pipe.md": IgnoredBecause.NOT_A_FILE
    }


def test_a_folder_named_like_a_note_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "notes.md/a.md")
    assert [note.path for note in read_vault_files(tmp_path, DEFAULTS).notes] == ["notes.md/a.md"]


def test_a_file_at_the_limit_is_read_and_one_above_is_not(tmp_path: Path) -> None:
    (tmp_path / "fits.md").write_bytes(b"x" * 100)
    (tmp_path / "large.md").write_bytes(b"x" * 101)
    found = read_vault_files(tmp_path, Settings(max_note_size=100))
    assert found.notes == (FoundFile("fits.md", b"x" * 100),)
    assert found.failed == (FailedRead("large.md", Failure.TOO_LARGE),)


def test_a_name_that_is_not_utf8_is_a_failure_that_can_be_printed(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.md", "wb"):  # noqa: PTH123 (bytes)
        pass
    found = read_vault_files(tmp_path, DEFAULTS)
    assert found.failed == (FailedRead("caf\\xe9.md", Failure.FOREIGN_NAME),)
    assert found.failed[0].path.encode("utf-8")


def test_what_may_not_be_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.md", "b.md", "closed/c.md")
    really_open, really_scan = os.open, os.scandir

    def refuse_open(path: str, flags: int) -> int:
        if path.endswith("a.md"):
            raise PermissionError(13, "Permission denied", path)
        if path.endswith("b.md"):
            raise FileNotFoundError(2, "No such file or directory", path)
        return really_open(path, flags)

    def refuse_scan(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return really_scan(path)

    monkeypatch.setattr("vaultnet.vault.files.os.open", refuse_open)
    monkeypatch.setattr("vaultnet.vault.files.os.scandir", refuse_scan)
    found = read_vault_files(tmp_path, DEFAULTS)
    assert found.failed == (
        FailedRead("a.md", Failure.UNREADABLE, "permission denied"),
        FailedRead("b.md", Failure.UNREADABLE, "no such file or directory"),
    )
    assert found.failed_folders == (FailedRead("closed", Failure.UNREADABLE, "permission denied"),)


def test_reading_leaves_bytes_and_times_alone(tmp_path: Path) -> None:
    write(tmp_path, "contacts/a.md")
    before = (tmp_path / "contacts/a.md").stat()
    read_vault_files(tmp_path, DEFAULTS)
    after = (tmp_path / "contacts/a.md").stat()
    assert (before.st_mtime_ns, before.st_ctime_ns) == (after.st_mtime_ns, after.st_ctime_ns)


def test_settings_may_be_absent_or_unreadable(tmp_path: Path) -> None:
    assert read_settings_file(tmp_path) is None
    write(tmp_path, "vaultnet.toml")
    assert read_settings_file(tmp_path) == FoundFile("vaultnet.toml", b"vaultnet.toml")
    (tmp_path / "vaultnet.toml").unlink()
    (tmp_path / "vaultnet.toml").mkdir()
    assert read_settings_file(tmp_path) == FailedRead(
        "vaultnet.toml", Failure.UNREADABLE, "not a regular file"
    )
