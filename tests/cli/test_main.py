"""The error boundary, the global options, and a start that imports little."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet import __version__
from vaultnet.cli import group
from vaultnet.cli.main import main

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
HEAVY = ("click", "rich", "yaml", "frontmatter", "jinja2", "markdown_it", "importlib.metadata")


def run(
    *arguments: str, folder: Path, environment: dict[str, str] | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "vaultnet", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(environment or {})},
        input=stdin.encode(),
        capture_output=True,
        check=False,
    )


def modules_of(*arguments: str) -> set[str]:
    code = (
        "import sys; from vaultnet.cli.main import main; "
        f"main({list(arguments)!r}); sys.stderr.write(' '.join(sys.modules))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(finished.stderr.split())


def test_asking_for_the_version_imports_next_to_nothing() -> None:
    loaded = modules_of("--version")
    assert "vaultnet.cli.main" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_asking_for_help_imports_no_command() -> None:
    loaded = modules_of("--help")
    assert loaded.isdisjoint(set(HEAVY) - {"click"})
    assert not loaded & {f"vaultnet.cli.{name}" for name in group.COMMANDS}


@pytest.mark.parametrize("arguments", ["--version", "--help", "list"])
def test_output_that_cannot_be_written_is_told_without_a_traceback(
    write_vault: WriteVault, arguments: str
) -> None:
    folder = write_vault({"vaultnet.toml": "", "contacts/ada.md": "---\nname: Ada\n---\n"})
    command = f'exec "{sys.executable}" -m vaultnet {arguments}'
    full = shell(f"{command} > /dev/full", folder)
    assert (full.returncode, full.stderr) == (2, b"error: no space left on device\n")
    closed = shell(f"{command} >&-", folder)
    assert (closed.returncode, closed.stderr) == (0, b"")
    assert shell(f"{command} 2>&-", folder).returncode == 0


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environment, capture_output=True, check=False
    )


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert main(["--color", "never", "--version"]) == 0
    assert capsys.readouterr().out == f"vaultnet {__version__}\n" * 2


def test_every_command_has_the_help_of_the_table() -> None:
    import click

    context = click.Context(group.commands)
    for name, summary in group.COMMANDS.items():
        command = group.commands.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(200) == summary


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chek"], 'no such command "chek" (did you mean "check"?)'),
        (["--as-of", "someday", "list"], 'not a day in "someday"'),
        (["--as-of", "2026-02-30", "list"], 'no day 30 in February 2026 in "2026-02-30"'),
        (["check", "--format", "xml"], "is not one of"),
        (["check", "--vault", "x"], "hint: put --vault before the command"),
        (["--vault", "nowhere", "check"], "no folder nowhere"),
        (["--vault", __file__, "check"], "is a file, not a folder"),
        (["show"], "missing argument"),
    ],
)
def test_wrong_use_is_explained_and_ends_in_2(
    arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")
    assert expected in captured.err
    assert "hint: " in captured.err


def test_a_folder_that_is_no_vault_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "no vault here" in capsys.readouterr().err
    assert main(["--vault", str(tmp_path), "check"]) == 2
    assert "is no vault" in capsys.readouterr().err


def test_a_fault_of_ours_is_admitted_without_what_it_worked_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_args: object) -> None:
        raise KeyError("private words")

    monkeypatch.setattr(group, "make_invocation", fail)
    assert main(["list"]) == 2
    error = capsys.readouterr().err
    assert "a fault of VaultNet itself: KeyError" in error
    assert "private words" not in error
    assert "Traceback" not in error


def test_errors_carry_no_control_sequence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--vault", "\x1b]0;x\x07", "check"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    for arguments in ("--version", "--help"):
        command = f"{sys.executable} -m vaultnet {arguments} | true; exit ${{PIPESTATUS[0]}}"
        finished = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_a_terminal_without_accents_is_no_reason_to_stop(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    finished = run("--vault", "Ñandú…", "check", folder=tmp_path, environment=environment)
    assert finished.returncode == 2
    assert b"error: no folder" in finished.stderr
    assert b"Traceback" not in finished.stderr
