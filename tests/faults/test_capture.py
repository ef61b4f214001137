"""Writing things down under fire: failures, kills, other writers; and all of it taken back."""

import errno
import multiprocessing
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from tests.faults.effort import EXAMPLES, THOROUGH
from tests.faults.operations import OPERATIONS, VAULT
from tests.faults.processes import vaultnet
from tests.storage.test_faults import FaultyOs, Killed, install, leftovers
from tests.vaults import write_vault
from vaultnet.cli.main import main
from vaultnet.storage import protocol

COMMANDS = {
    "log": ("log", "ana", "met", "coffee"),
    "journal": ("log", "ana", "tom", "lunch"),
    "set": ("set", "tom", "role=CTO", "functions+=CTO"),
    "done": ("done", "ana", "paper"),
}
APPENDS = 200 if THOROUGH else 4
WRITERS = 4


def run(root: Path, *command: str) -> int:
    return main(["--vault", str(root), "--as-of", "2026-11-23", *command])


def notes(root: Path) -> Mapping[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".vaultnet" not in path.parts and path.suffix != ".tmp"
    }


def folders(root: Path) -> list[Path]:
    return sorted(
        path for path in root.rglob("*") if path.is_dir() and ".vaultnet" not in path.parts
    )


def outcomes(tmp_path: Path, command: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    """Return the notes before a command, and after it."""
    root = write_vault(tmp_path / "whole", VAULT)
    before = notes(root)
    assert run(root, *command) == 0
    return before, notes(root)


def count_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> int:
    faulty = FaultyOs(0, Killed())
    with monkeypatch.context() as patch:
        install(patch, faulty)
        assert run(write_vault(tmp_path / "counted", VAULT), *command) == 0
    return faulty.calls


@pytest.mark.parametrize("name", COMMANDS)
def test_any_call_may_fail_and_the_note_is_old_or_new_and_a_second_run_finishes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names what is wrong and what to do, and no traceback is seen."""
    command = COMMANDS[name]
    old, new = outcomes(tmp_path, command)
    total = count_calls(tmp_path, monkeypatch, command)
    assert total > 20
    failed = 0
    for fail_at in range(1, total + 1):
        root = write_vault(tmp_path / f"{fail_at}", VAULT)
        capsys.readouterr()
        with monkeypatch.context() as patch:
            install(patch, FaultyOs(fail_at, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
            code = run(root, *command)
        told = capsys.readouterr().err
        assert "fault of VaultNet" not in told, fail_at
        assert code in {0, 2}, fail_at
        assert notes(root) in ([new] if code == 0 else [old, new]), fail_at
        failed += code == 2
        if notes(root) == old:
            assert "hint:" in told, fail_at
            assert run(root, *command) == 0
            assert notes(root) == new, fail_at
        assert leftovers(root) == [] or code == 0, fail_at
    assert failed > 10


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_call_the_note_is_old_or_new_and_a_second_run_finishes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half written is ever read, and what was left lying is cleaned up."""
    command = COMMANDS[name]
    old, new = outcomes(tmp_path, command)
    for fail_at in range(1, count_calls(tmp_path, monkeypatch, command) + 1):
        root = write_vault(tmp_path / f"{fail_at}", VAULT)
        with monkeypatch.context() as patch:
            install(patch, FaultyOs(fail_at, Killed(), forever=True))
            with pytest.raises(Killed):
                run(root, *command)
        assert notes(root) in (old, new), fail_at
        if notes(root) == old:
            assert run(root, *command) == 0
        else:
            assert run(root, "undo") == 0, fail_at
            assert notes(root) == old, fail_at
        assert leftovers(root) == [], fail_at


def test_what_somebody_saves_in_between_is_kept_and_the_line_goes_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that saves just before the write makes the line be planned anew."""
    root = write_vault(tmp_path / "vault", VAULT)
    note = root / "contacts/eva.md"
    real, saves = (
        protocol._planned,
        iter(["- 2026-11-02 correo: uno\n", "- 2026-11-03 correo: dos\n"]),
    )

    def saved_in_between(*arguments: object) -> object:
        if (line := next(saves, None)) is not None:
            note.write_text(note.read_text() + line)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(protocol, "_planned", saved_in_between)
    assert run(root, "log", "eva", "met", "tea") == 0
    assert note.read_text().endswith(
        "- 2026-11-02 correo: uno\n- 2026-11-03 correo: dos\n- 2026-11-23 reunión: tea\n"
    )


def _append(root: Path, worker: int) -> None:
    for index in range(APPENDS):
        done = vaultnet("log", "eva", "note", f"line {worker}.{index}", folder=root)
        assert done.returncode == 0, done.stderr


def test_four_writers_in_processes_of_their_own_lose_no_line(tmp_path: Path) -> None:
    """With VAULTNET_EXAMPLES=20000 it is 200 lines each."""
    root = write_vault(tmp_path / "vault", VAULT)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_append, args=(root, number)) for number in range(WRITERS)]
    for process in workers:
        process.start()
    for process in workers:
        process.join(1200)
        assert process.exitcode == 0
    lines = [
        line.partition(": ")[2]
        for line in (root / "contacts/eva.md").read_text().splitlines()
        if "line " in line
    ]
    assert sorted(lines) == sorted(
        f"line {worker}.{index}" for worker in range(WRITERS) for index in range(APPENDS)
    )


@pytest.mark.parametrize("seed", range(1 if EXAMPLES < 1000 else 20))
def test_fifty_operations_are_taken_back_step_by_step(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After each step the vault is what it was before that operation, to the byte.

    Once an operation was taken back out of its order, some steps lead through states that are
    new; at their end everything is as it was at the beginning all the same.
    """
    root = write_vault(tmp_path / "vault", VAULT)
    random = Random(seed)
    states = [(notes(root), folders(root))]
    kinds, in_order = set(), True
    while len(states) <= 50:
        command = random.choice(OPERATIONS)
        assert run(root, *command) in {0, 1, 2}
        assert "fault of VaultNet" not in capsys.readouterr().err, command
        state = (notes(root), folders(root))
        if state != states[-1]:
            kinds.add(command[0])
            in_order &= command[0] != "undo" or len(command) == 1
            states.append(state)
    assert kinds >= {"log", "set", "done", "new", "undo"}
    for _ in range(200):
        if run(root, "undo") != 0:
            break
        assert not in_order or (notes(root), folders(root)) in states
    assert (notes(root), folders(root)) == states[0]


def test_a_draft_is_private_and_is_kept_where_it_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody else can read it, and nobody has to type it twice."""
    root = write_vault(tmp_path / "vault", VAULT)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(drafts))
    seen = tmp_path / "seen"
    editor = tmp_path / "editor.sh"
    editor.write_text(
        f'#!/bin/sh\nstat -c %a "$1" "$(dirname "$1")" > {seen}\nsed -i "1s/^/hush/" "$1"\n'
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    assert run(root, "log", "eva", "note") == 0
    assert seen.read_text().split() == ["600", "700"]
    assert list(drafts.iterdir()) == []
    (root / "contacts/eva.md").chmod(0o444)
    assert run(root, "log", "eva", "note") == 2
    (folder,) = drafts.iterdir()
    (draft,) = folder.iterdir()
    assert draft.read_text().startswith("hush\n")
    assert str(draft) in capsys.readouterr().err


def test_an_editor_that_does_not_end_well_keeps_what_was_typed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was typed is worth more than a clean folder; an empty draft is worth nothing."""
    root = write_vault(tmp_path / "vault", VAULT)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(drafts))
    before = notes(root)
    for editor in ("false", "no-such-editor"):
        monkeypatch.setenv("EDITOR", editor)
        assert run(root, "log", "eva", "note") == 2
        assert list(drafts.iterdir()) == []
    monkeypatch.setenv("EDITOR", """sh -c 'sed -i "1s/^/hush/" "$0"; exit 3'""")
    assert run(root, "log", "eva", "note") == 2
    (draft,) = drafts.glob("*/*")
    assert draft.read_text().startswith("hush\n")
    assert str(draft) in capsys.readouterr().err
    monkeypatch.setenv("EDITOR", "true")
    assert run(root, "log", "eva", "note") == 1
    assert len(list(drafts.iterdir())) == 1
    assert notes(root) == before


HOSTILE: Mapping[str, Callable[[int], str]] = {
    "line breaks": lambda n: "a\r\n\u2028\x85" * n,
    "comments": lambda n: "%%" * n,
    "half comments": lambda n: "<!-- " * n,
    "fields": lambda n: "[due:: 2026-01-01](a:: b)" * n,
    "brackets": lambda n: "[" * n + "::",
    "ticks": lambda n: "`" * n + "%%",
    "backslashes": lambda n: "\\" * n,
    "quotes": lambda n: "a\n" + "> - " * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long_or_breaks_out(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text of tens of thousands of signs is one entry, or is refused, in a moment."""
    root = write_vault(tmp_path / "vault", VAULT)
    before = (root / "contacts/ana.md").read_bytes()
    code = run(root, "log", "ana", "note", "x " + HOSTILE[name](3000))
    assert code in {0, 2}
    assert "fault of VaultNet" not in capsys.readouterr().err
    after = (root / "contacts/ana.md").read_bytes()
    assert after.endswith(before[before.index(b"\r\n\r\n## Next") :])
    assert run(root, "check", "--fail-on", "error") == 0
