"""A folder that is watched: what counts as a change, whatever the events say."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from vaultnet.serve.watch import MOST_NAMED, FolderWatch, look_at
from vaultnet.vault.settings import Settings

LONG = 5.0
SHORT = 0.3


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[FolderWatch]:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts" / "ana.md").write_text("Ana\n")
    held = FolderWatch(tmp_path, Settings(), patience=LONG)
    stop = held.start()
    yield held
    stop()


def test_a_save_is_a_change(watch: FolderWatch) -> None:
    (watch.root / "contacts" / "ana.md").write_text("Ana García\n")
    assert watch.wait(LONG)
    assert not watch.wait(SHORT)


def test_a_save_that_keeps_size_and_time_is_a_change(watch: FolderWatch) -> None:
    note = watch.root / "contacts" / "ana.md"
    about = note.stat()
    note.write_text("Eva\n")
    os.utime(note, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert watch.wait(LONG)
    assert not watch.wait(SHORT)


def test_who_wants_to_hears_which_file_was_saved(watch: FolderWatch) -> None:
    heard: list[str] = []
    (watch.root / "contacts" / "ana.md").write_text("Ana García\n")
    assert watch.wait(LONG, heard.extend)
    assert set(heard) == {"contacts/ana.md"}
    new = watch.root / "contacts" / ".ana.md.swp"
    new.write_text("Ana Ruiz\n")
    new.rename(watch.root / "contacts" / "ana.md")
    heard.clear()
    assert watch.wait(LONG, heard.extend)
    assert "contacts/ana.md" in heard


def test_without_an_event_the_look_tells_which_files_are_others(tmp_path: Path) -> None:
    (tmp_path / "ana.md").write_text("Ana\n")
    (tmp_path / "bo.md").write_text("Bo\n")
    deaf = FolderWatch(tmp_path, Settings(), patience=0.05)
    deaf.has_changed()
    (tmp_path / "ana.md").write_text("Ana García\n")
    heard: list[str] = []
    assert deaf.wait(LONG, heard.extend)
    assert heard == ["ana.md"]


def test_of_many_files_at_once_none_is_named(tmp_path: Path) -> None:
    deaf = FolderWatch(tmp_path, Settings(), patience=0.05)
    deaf.has_changed()
    for number in range(MOST_NAMED + 1):
        (tmp_path / f"{number}.md").write_text("new")
    heard: list[str] = []
    assert deaf.wait(LONG, heard.extend)
    assert heard == []


def test_an_editors_save_by_moving_is_a_change(watch: FolderWatch) -> None:
    new = watch.root / "contacts" / ".ana.md.swp"
    new.write_text("Ana García\n")
    assert not watch.wait(SHORT)
    new.rename(watch.root / "contacts" / "ana.md")
    assert watch.wait(LONG)


def test_reading_is_no_change(watch: FolderWatch) -> None:
    for _ in range(5):
        (watch.root / "contacts" / "ana.md").read_text()
        os.utime(watch.root)
    assert not watch.wait(SHORT)


@pytest.mark.parametrize("folder", ["site", ".vaultnet", ".git", "node_modules"])
def test_what_is_never_read_is_no_change(watch: FolderWatch, folder: str) -> None:
    (watch.root / folder).mkdir()
    (watch.root / folder / "index.html").write_text("new")
    assert not watch.wait(SHORT)


def test_new_deleted_and_renamed_files_and_folders_are_changes(watch: FolderWatch) -> None:
    deep = watch.root / "contacts" / "work" / "lisbon"
    deep.mkdir(parents=True)
    (deep / "tom.md").write_text("Tom\n")
    assert watch.wait(LONG)
    deep.rename(watch.root / "contacts" / "work" / "porto")
    assert watch.wait(LONG)
    (watch.root / "contacts" / "work" / "porto" / "tom.md").unlink()
    assert watch.wait(LONG)


def test_a_change_without_an_event_is_found_in_time(tmp_path: Path) -> None:
    (tmp_path / "ana.md").write_text("Ana\n")
    deaf = FolderWatch(tmp_path, Settings(), patience=0.05)
    deaf.has_changed()
    (tmp_path / "ana.md").write_text("Ana García\n")
    assert deaf.wait(LONG)


def test_a_folder_that_is_gone_is_an_empty_one(tmp_path: Path) -> None:
    assert look_at(tmp_path / "gone", Settings()) == {}


def test_a_link_is_looked_at_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("x")
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "link").symlink_to(outside)
    assert set(look_at(vault, Settings())) == {"link"}


def test_what_was_saved_before_the_first_build_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / "ana.md").write_text("Ana\n")
    watch = FolderWatch(tmp_path, Settings(), patience=LONG)
    stop = watch.start()
    (tmp_path / "ana.md").write_text("Ana García\n")
    assert watch.wait(LONG)
    stop()


def test_without_a_hint_the_folder_is_left_alone_until_patience_ends(tmp_path: Path) -> None:
    deaf = FolderWatch(tmp_path, Settings(), patience=60.0)
    deaf.has_changed()
    (tmp_path / "ana.md").write_text("Ana\n")
    assert not deaf.wait(SHORT)
