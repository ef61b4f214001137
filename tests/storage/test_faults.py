"""Every system call of a write fails once, and the process is killed at every one of them."""

import errno
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from vaultnet.storage import (
    Change,
    ConflictError,
    StorageError,
    accept,
    digest,
    disk,
    lock,
    protocol,
    undo,
    write_changes,
)

OLD = {"a.md": b"old a\r\n", "b.md": b"old b"}
NEW = {"a.md": b"new a\r\n", "b.md": b"new b", "sub/c.md": b"new c\n"}
CHANGES = tuple(
    Change(path, digest(OLD[path]) if path in OLD else None, data) for path, data in NEW.items()
)
WATCHED = {"open", "read", "write", "fsync", "replace", "unlink", "link", "mkdir"} | {
    "lstat",
    "fstat",
    "fchmod",
    "fchown",
}  # not "close": the system closes what a killed process held


class Killed(BaseException):
    """The process ends here: no handler may run a system call any more."""


class FaultyOs:
    """Stands in for the module `os`, and fails at the n-th call that is watched."""

    def __init__(self, fail_at: int, failure: BaseException, *, forever: bool = False) -> None:
        self.calls = 0
        self._fail_at = fail_at
        self._failure = failure
        self._forever = forever

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        return self._watched(real) if name in WATCHED else real

    def _watched(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            self.calls += 1
            due = self.calls >= self._fail_at if self._forever else self.calls == self._fail_at
            if due:
                raise self._failure
            return real(*args, **options)

        return call


def install(monkeypatch: pytest.MonkeyPatch, faulty: FaultyOs) -> None:
    for module in (disk, lock, protocol, undo):
        monkeypatch.setattr(module, "os", faulty)


def make_vault(root: Path) -> Path:
    root.mkdir()
    for path, data in OLD.items():
        (root / path).write_bytes(data)
    return root


def notes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.md")}


def assert_old_or_new(root: Path) -> None:
    for path, data in notes(root).items() - {("later.md", b"x")}:
        assert data in (OLD.get(path), NEW[path]), path
    assert notes(root).keys() >= OLD.keys()


def leftovers(root: Path) -> list[Path]:
    return [path for path in root.rglob(".vaultnet-*") if path.suffix == ".tmp"]


def count_calls(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    faulty = FaultyOs(0, Killed())
    with monkeypatch.context() as patch:
        install(patch, faulty)
        write_changes(make_vault(root), CHANGES, "test", accept)
    assert notes(root) == NEW
    return faulty.calls


def failure_of(root: Path) -> StorageError | None:
    try:
        write_changes(root, CHANGES, "test", accept)
    except StorageError as error:
        return error
    return None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_any_call_may_fail_and_a_note_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    total = count_calls(tmp_path / "whole", monkeypatch)
    assert total > 40
    failed = kept = 0
    for fail_at in range(1, total + 1):
        root = make_vault(tmp_path / f"{fail_at}")
        with monkeypatch.context() as patch:
            install(patch, FaultyOs(fail_at, OSError(number, os.strerror(number))))
            error = failure_of(root)
        if error is not None:
            failed += 1
            assert error.path
            assert error.remedy
            written = [path for path in NEW if notes(root).get(path) == NEW[path]]
            assert written == list(error.written), (fail_at, str(error))
        assert_old_or_new(root)
        kept += bool(leftovers(root))
        write_changes(root, [Change("later.md", None, b"x")], "later", accept)
        assert leftovers(root) == [], fail_at
    assert kept <= 1, "only where removing itself failed"
    assert failed > 20


def test_killed_at_any_call_a_note_is_old_or_new_and_the_next_write_cleans_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = count_calls(tmp_path / "whole", monkeypatch)
    for fail_at in range(1, total + 1):
        root = make_vault(tmp_path / f"{fail_at}")
        with monkeypatch.context() as patch:
            install(patch, FaultyOs(fail_at, Killed(), forever=True))
            with pytest.raises(Killed):
                write_changes(root, CHANGES, "test", accept)
        assert_old_or_new(root)
        write_changes(root, [Change("later.md", None, b"x")], "later", accept)
        assert leftovers(root) == [], fail_at
        assert (root / ".vaultnet/.gitignore").read_text() == "*\n", fail_at


def _append_lines(root: Path, worker: int, count: int) -> None:
    for index in range(count):
        _append(root, f"- {worker}.{index}\n".encode())


def _append(root: Path, line: bytes) -> None:
    while True:
        before = (root / "log.md").read_bytes()
        try:
            change = Change("log.md", digest(before), before + line)
            write_changes(root, [change], "log", accept, patience=60)
        except ConflictError:
            continue
        return


def test_four_writers_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_bytes(b"")
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_append_lines, args=(tmp_path, worker, 50)) for worker in range(4)
    ]
    for process in workers:
        process.start()
    for process in workers:
        process.join(120)
        assert process.exitcode == 0
    lines = (tmp_path / "log.md").read_text().splitlines()
    assert sorted(lines) == sorted(f"- {w}.{i}" for w in range(4) for i in range(50))


def test_a_lock_that_is_held_is_waited_for_and_then_named(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault")
    with lock.vault_lock(root, 0), pytest.raises(StorageError, match="another vaultnet") as raised:
        write_changes(root, CHANGES, "test", accept, patience=0.1)
    assert "nothing was written" in raised.value.remedy
    assert notes(root) == OLD


def test_a_foreign_file_in_the_place_of_our_folder_is_refused(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault")
    (root / ".vaultnet").symlink_to(tmp_path)
    with pytest.raises(StorageError, match="not a folder"):
        write_changes(root, CHANGES, "test", accept)
    assert notes(root) == OLD
