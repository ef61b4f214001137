"""Making a git repository of a new vault: the only place where `init` runs another program."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from vaultnet.cli.problem import Problem
from vaultnet.language import message
from vaultnet.phrase import Phrase

_HARDENED = (
    "core.fsmonitor=",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "init.templateDir=",
    "commit.gpgSign=false",
    "gc.auto=0",
    "maintenance.auto=false",
)
"""Settings that keep git from running what a configuration file names."""


def write_repository(folder: Path, files: Iterable[str]) -> str | None:
    """Make a repository of a folder and commit some of its files; others are left to the owner.

    Returns what is still to be done by its owner, in words, or None. Raises Problem where git
    is missing or refuses.
    """
    _git(folder, "init", "--quiet")
    paths = ("--", *files)
    _git(folder, "add", "--force", *paths)
    if not _has_identity(folder):
        return message(
            'git does not know you yet: run "git config --global user.name NAME" and '
            '"git config --global user.email EMAIL", then "git commit" in the vault'
        )
    begin = ("commit", "--quiet", "--no-verify", "--message", "Begin my network", *paths)
    _git(folder, *begin)
    return None


def _has_identity(folder: Path) -> bool:
    answers = (_run(folder, "config", key) for key in ("user.name", "user.email"))
    return all(answer.returncode == 0 and answer.stdout.strip() for answer in answers)


def _git(folder: Path, *arguments: str) -> None:
    finished = _run(folder, *arguments)
    if finished.returncode != 0:
        reason = finished.stderr.strip().splitlines()
        code = Phrase("exit code {code}", {"code": finished.returncode})
        raise Problem(
            "git {command} failed: {words}",
            "the vault itself is in {folder}",
            command=arguments[0],
            words=reason[0] if reason else code,
            folder=folder,
        )


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    options = [part for setting in _HARDENED for part in ("-c", setting)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}
    command = ["git", *options, *arguments]
    try:
        return subprocess.run(  # noqa: S603 (git, with arguments of our own)
            command,
            cwd=folder,
            env=environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        hint = "the vault itself is in {folder}"
        raise Problem("git is not installed", hint, folder=folder) from None
