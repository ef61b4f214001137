"""Exports are written whole or not at all, for their owner alone, and over nothing of others."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from vaultnet.storage import StorageError, disk, exported
from vaultnet.storage.exported import ExportRights, write_exported_file, write_exported_folder

MINE, FORCED, SHARED = ExportRights("me"), ExportRights("me", force=True), ExportRights("shared")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_its_owner_can_read_it(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    written = write_exported_file(root, target, b"one", MINE)
    assert (written.paths, target.read_bytes(), mode_of(target)) == ((target,), b"one", 0o600)
    assert mode_of(root / ".vaultnet" / "exported.json") == 0o600


def test_our_own_is_replaced_and_what_was_changed_is_not(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    write_exported_file(root, target, b"one", MINE)
    write_exported_file(root, target, b"two", MINE)
    target.write_bytes(b"mine")
    with pytest.raises(StorageError, match="not an export of this vault or was changed"):
        write_exported_file(root, target, b"three", MINE)
    assert target.read_bytes() == b"mine"
    write_exported_file(root, target, b"four", FORCED)
    assert target.read_bytes() == b"four"


@pytest.mark.parametrize("damage", [b"", b"[", b"[]", b"[" * 50_000, b'{"x": 1}', None])
def test_without_its_list_everything_is_somebody_elses(
    root: Path, tmp_path: Path, damage: bytes | None
) -> None:
    target, listed = tmp_path / "out.json", root / ".vaultnet" / "exported.json"
    write_exported_file(root, target, b"one", MINE)
    listed.unlink() if damage is None else listed.write_bytes(damage)
    with pytest.raises(StorageError):
        write_exported_file(root, target, b"two", MINE)
    assert target.read_bytes() == b"one"


def test_what_is_for_others_is_not_replaced_by_ones_own(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    write_exported_file(root, target, b"shared", SHARED)
    with pytest.raises(StorageError, match="exported for another audience"):
        write_exported_file(root, target, b"secret", MINE)
    assert target.read_bytes() == b"shared"
    write_exported_file(root, target, b"secret", FORCED)
    with pytest.raises(StorageError, match="exported for another audience"):
        write_exported_file(root, target, b"shared", SHARED)


def test_a_link_is_neither_followed_nor_replaced(root: Path, tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_bytes(b"precious")
    link.symlink_to(victim)
    for force in (False, True):
        with pytest.raises(StorageError, match="something else than a file"):
            write_exported_file(root, link, b"x", ExportRights("me", force=force))
    assert victim.read_bytes() == b"precious"


def test_the_same_file_by_another_way_is_the_same(root: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "real")
    write_exported_file(root, tmp_path / "way" / "out", b"one", MINE)
    write_exported_file(root, tmp_path / "real" / "out", b"two", MINE)
    assert (tmp_path / "real" / "out").read_bytes() == b"two"


class _Failing:
    """Stands in for the module `os`: its n-th call of some kind fails as on a full disk."""

    def __init__(self, name: str, at: int) -> None:
        self._name, self._left = name, at

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        if name != self._name:
            return real

        def call(*args: object, **options: object) -> object:
            self._left -= 1
            if self._left == 0:
                raise OSError(errno.ENOSPC, "no space")
            return real(*args, **options)

        return call


@pytest.mark.parametrize("name", ["write", "open", "fsync", "replace", "lstat"])
@pytest.mark.parametrize("at", range(1, 9))
def test_a_full_disk_leaves_the_old_or_the_new(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "out.json"
    write_exported_file(root, target, b"old", MINE)
    failing = _Failing(name, at)
    for module in (disk, exported):
        monkeypatch.setattr(module, "os", failing)
    with suppress(StorageError):
        write_exported_file(root, target, b"new", MINE)
    monkeypatch.undo()
    assert target.read_bytes() in {b"old", b"new"}
    assert [path.name for path in folder.iterdir()] == ["out.json"]
    write_exported_file(root, target, b"new", MINE)
    assert target.read_bytes() == b"new"


class TestFolder:
    """A folder with one file for each person."""

    def test_what_is_gone_is_taken_away_and_what_is_not_ours_stays(
        self, root: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "cards"
        first = {"a.vcf": b"a", "b.vcf": b"b", "c.vcf": b"c"}
        write_exported_folder(root, folder, first, MINE)
        assert mode_of(folder) == 0o700
        (folder / "c.vcf").write_bytes(b"changed")
        (folder / "mine.vcf").write_bytes(b"mine")
        written = write_exported_folder(root, folder, {"a.vcf": b"a2"}, MINE)
        assert (written.removed, written.kept) == (("b.vcf",), ("c.vcf", "mine.vcf"))
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
            "a.vcf": b"a2",
            "c.vcf": b"changed",
            "mine.vcf": b"mine",
        }

    def test_what_did_not_change_is_not_touched(self, root: Path, tmp_path: Path) -> None:
        folder = tmp_path / "cards"
        write_exported_folder(root, folder, {"a.vcf": b"a"}, MINE)
        before = (folder / "a.vcf").stat()
        write_exported_folder(root, folder, {"a.vcf": b"a"}, MINE)
        assert (folder / "a.vcf").stat().st_mtime_ns == before.st_mtime_ns

    def test_nothing_is_written_where_one_is_refused(self, root: Path, tmp_path: Path) -> None:
        folder = tmp_path / "cards"
        folder.mkdir()
        (folder / "b.vcf").write_bytes(b"mine")
        with pytest.raises(StorageError):
            write_exported_folder(root, folder, {"a.vcf": b"a", "b.vcf": b"b"}, MINE)
        assert [path.name for path in folder.iterdir()] == ["b.vcf"]

    def test_a_run_that_broke_off_can_be_finished(
        self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder, files = tmp_path / "cards", {f"{n}.vcf": str(n).encode() for n in range(5)}
        with monkeypatch.context() as patch:
            patch.setattr(exported, "os", _Failing("replace", 3))
            with pytest.raises(StorageError):
                write_exported_folder(root, folder, files, MINE)
        write_exported_folder(root, folder, files, MINE)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
