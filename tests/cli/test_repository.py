"""A git repository for a new vault, made without running anything that a file names."""

import subprocess
from pathlib import Path

import pytest

from vaultnet.cli.problem import Problem
from vaultnet.cli.repository import write_repository

FILES = (".gitignore", "me.md")


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a note, and a home in which git knows nobody."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "me.md").write_text("# Me\n")
    (folder / ".gitignore").write_text("/site/\n")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("private")
    return folder


def git(folder: Path, *arguments: str) -> str:
    finished = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    return finished.stdout


def test_a_first_commit_holds_what_is_not_ignored(vault: Path, tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text("[user]\nname = Irene\nemail = irene@example.example\n")
    assert write_repository(vault, FILES) is None
    assert git(vault, "ls-files").split() == [".gitignore", "me.md"]
    assert git(vault, "log", "--format=%an %s") == "Irene Begin my network\n"


def test_files_that_were_there_before_are_left_to_their_owner(vault: Path, tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text("[user]\nname = Irene\nemail = irene@example.example\n")
    (vault / "passwords.txt").write_text("secret")
    assert write_repository(vault, FILES) is None
    assert git(vault, "ls-files").split() == [".gitignore", "me.md"]
    assert git(vault, "status", "--short") == "?? passwords.txt\n"


def test_without_an_identity_the_repository_stays_and_says_what_to_do(vault: Path) -> None:
    remaining = write_repository(vault, FILES)
    assert remaining is not None
    assert "user.name" in remaining
    assert git(vault, "ls-files").split() == [".gitignore", "me.md"]


def test_hooks_and_monitors_of_the_user_are_not_run(vault: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("pre-commit", "post-commit", "prepare-commit-msg"):
        (hooks / name).symlink_to(trap)
    (tmp_path / ".gitconfig").write_text(
        "[user]\nname = Irene\nemail = irene@example.example\n"
        f"[core]\nhooksPath = {hooks}\nfsmonitor = {trap}\n"
    )
    assert write_repository(vault, FILES) is None
    assert not (tmp_path / "sprung").exists()
    assert git(vault, "log", "--format=%s") == "Begin my network\n"


def test_a_machine_without_git_is_told(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(vault))
    with pytest.raises(Problem, match="git is not installed"):
        write_repository(vault, FILES)
