"""Renaming, merging, forgetting under fire: each note is old or new, a second run ends it."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.test_forget import OTHERS, held
from tests.faults.effort import THOROUGH
from tests.faults.test_capture import notes, run
from tests.storage.test_faults import FaultyOs, Killed, install, leftovers
from tests.vaults import write_vault
from vaultnet.storage import erasing, protocol

VAULT: Mapping[str, str | bytes] = {
    **OTHERS,
    "contacts/cana.md": (
        "---\nname: Cana\nrole: singer # soprano\ntags: [birds]\n---\nSings.\n\n"
        "## Log\n- 2026-02-01 met: again\n\n## Private\nAlone.\n"
    ),
    "notes/o.md": "[[cana]] and [[Cana|her]]\n",
}
COMMANDS = {
    "rename": ("rename", "canaria-plumas", "Canaria Alas"),
    "rename by name alone": ("rename", "tom", "Thomas Okafor", "--id", "tom", "--no-alias"),
    "merge": ("merge", "canaria-plumas", "cana"),
    "forget": ("forget", "canaria-plumas", "--yes"),
}


STEP = 1 if THOROUGH else 5
"""In the gate every fifth call fails; in the long run each."""


def shielded(monkeypatch: pytest.MonkeyPatch, faulty: FaultyOs) -> None:
    install(monkeypatch, faulty)
    monkeypatch.setattr(erasing, "os", faulty)


def outcomes(tmp_path: Path, command: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    root = write_vault(tmp_path / "whole", VAULT)
    before = notes(root)
    assert run(root, *command) == 0
    return before, notes(root)


def count_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> int:
    faulty = FaultyOs(0, Killed())
    with monkeypatch.context() as patch:
        shielded(patch, faulty)
        assert run(write_vault(tmp_path / "counted", VAULT), *command) == 0
    return faulty.calls


def assert_old_or_new(root: Path, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    now = notes(root)
    for path in old.keys() | new.keys() | now.keys():
        assert now.get(path) in (old.get(path), new.get(path)), path


def finish(root: Path, command: tuple[str, ...], new: Mapping[str, str]) -> None:
    """Run a command again until the vault is as it makes it; it may be so already."""
    if notes(root) != new or (command[0] == "forget" and held(root)):
        assert run(root, *command) == 0
    assert notes(root) == new
    assert command[0] != "forget" or held(root) == {}


@pytest.mark.parametrize("name", COMMANDS)
def test_any_call_may_fail_and_a_note_is_old_or_new_and_a_second_run_finishes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = COMMANDS[name]
    old, new = outcomes(tmp_path, command)
    total = count_calls(tmp_path, monkeypatch, command)
    failed = 0
    for fail_at in range(1, total + 1, STEP):
        root = write_vault(tmp_path / f"{fail_at}", VAULT)
        capsys.readouterr()
        with monkeypatch.context() as patch:
            shielded(patch, FaultyOs(fail_at, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
            code = run(root, *command)
        told = capsys.readouterr().err
        assert "fault of VaultNet" not in told, fail_at
        assert code in {0, 2}, fail_at
        failed += code == 2
        assert_old_or_new(root, old, new)
        finish(root, command, new)
    with capsys.disabled():
        tried = len(range(1, total + 1, STEP))
        print(f"\n{name}: {failed} of {tried} failing calls stopped it, and each was finished")
    assert failed > 4


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_call_a_note_is_old_or_new_and_a_second_run_finishes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = COMMANDS[name]
    old, new = outcomes(tmp_path, command)
    for fail_at in range(1, count_calls(tmp_path, monkeypatch, command) + 1, STEP):
        root = write_vault(tmp_path / f"{fail_at}", VAULT)
        with monkeypatch.context() as patch:
            shielded(patch, FaultyOs(fail_at, Killed(), forever=True))
            with pytest.raises(Killed):
                run(root, *command)
        assert_old_or_new(root, old, new)
        finish(root, command, new)
        assert run(root, "new", "contact", "Zed") == 0
        assert leftovers(root) == [], fail_at


@pytest.mark.parametrize("name", ["rename", "rename by name alone", "merge"])
def test_killed_at_any_call_it_can_be_taken_back(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = COMMANDS[name]
    old, _new = outcomes(tmp_path, command)
    for fail_at in range(1, count_calls(tmp_path, monkeypatch, command) + 1, 2 * STEP):
        root = write_vault(tmp_path / f"{fail_at}", VAULT)
        with monkeypatch.context() as patch:
            shielded(patch, FaultyOs(fail_at, Killed(), forever=True))
            with pytest.raises(Killed):
                run(root, *command)
        if notes(root) != old:
            assert run(root, "undo") == 0, fail_at
        assert notes(root) == old, fail_at


@pytest.mark.parametrize("name", ["rename", "merge"])
def test_undo_takes_it_back_to_the_byte(name: str, tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", VAULT)
    before = notes(root)
    assert run(root, *COMMANDS[name]) == 0
    assert notes(root) != before
    assert run(root, "undo") == 0
    assert notes(root) == before


@pytest.mark.parametrize("name", COMMANDS)
def test_what_somebody_saves_in_between_is_kept(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_vault(tmp_path / "vault", VAULT)
    real = protocol.write_changes

    def save_first(*arguments: object, **options: object) -> object:
        with (root / "contacts/tom.md").open("a") as file:
            file.write("- 2026-03-03 met: saved meanwhile\n")
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("vaultnet.storage.write_changes", save_first)
    run(root, *COMMANDS[name])
    assert "saved meanwhile" in (root / "contacts/tom.md").read_text()
