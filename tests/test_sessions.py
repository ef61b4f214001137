"""The transcripts of `tests/sessions`: what a user types and sees, from end to end.

A line `$ …` is a command and what follows is its output, `# exit 1` its exit code when that is
not 0; a line `#: …` is prose. Commands of the shell work too, with here-documents. Run with
VAULTNET_UPDATE_SESSIONS=1 to write the outputs anew, and read the difference.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from vaultnet.cli import invocation
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

SESSIONS = Path(__file__).parent / "sessions"
TODAY = date(2026, 11, 23)
HOME = "/home/irene"
UPDATE = bool(os.environ.get("VAULTNET_UPDATE_SESSIONS"))
EXAMPLE = "#: in a copy of the example vault"
_SHELL = re.compile(r"[|<>;&$*]")
_LITERAL = re.compile(r"'[^']*'")


@dataclass(frozen=True)
class Step:
    """A command as typed, with the lines of its here-document, and what it should print."""

    prose: tuple[str, ...]
    command: str
    document: tuple[str, ...]
    output: tuple[str, ...]

    def lines(self, output: list[str]) -> list[str]:
        return [*self.prose, f"$ {self.command}", *self.document, *output]


def parse_session(text: str) -> Iterator[Step]:
    """Yield the steps of a transcript."""
    prose: list[str] = []
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if not line.startswith("$ "):
            prose.append(line)
            continue
        document: list[str] = []
        if mark := re.search(r"<<'?(\w+)'?$", line):
            while not document or document[-1] != mark[1]:
                document.append(lines[number])
                number += 1
        output = []
        while number < len(lines) and not lines[number].startswith(("$ ", "#:")):
            output.append(lines[number])
            number += 1
        yield Step(tuple(prose), line[2:], tuple(document), tuple(output))
        prose = []


class Player:
    """Runs the commands of one transcript in a home of its own."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._home = home
        self._patch = monkeypatch

    def play(self, step: Step) -> list[str]:
        words = shlex.split(step.command) if not step.document else []
        if words[:1] == ["cd"]:
            os.chdir(words[1])
            return []
        if words[:1] == ["vaultnet"] and not _SHELL.search(_LITERAL.sub("", step.command)):
            code, text = self._run_inside(words[1:])
        else:
            code, text = self._run_in_shell("\n".join([step.command, *step.document]))
        lines = text.replace(str(self._home), HOME).splitlines()
        return [*lines, *([f"# exit {code}"] if code else [])]

    def _run_inside(self, arguments: list[str]) -> tuple[int, str]:
        stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with self._patch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "stderr", stream)
            code = main(arguments)
        stream.flush()
        stream.seek(0)
        return code, stream.read()

    def _run_in_shell(self, command: str) -> tuple[int, str]:
        finished = subprocess.run(
            ["bash", "-c", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return finished.returncode, finished.stdout


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a home with nothing in it but a program `vaultnet`, and a day that stands still."""
    programs = tmp_path / ".programs"
    programs.mkdir()
    program = programs / "vaultnet"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m vaultnet "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("VAULTNET_VAULT", "FORCE_COLOR", "EDITOR", "VISUAL", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(invocation, "_today", lambda: TODAY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", sorted(SESSIONS.glob("*.console")), ids=lambda path: path.stem)
def test_session(path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    if text.startswith(EXAMPLE):
        generated = shutil.ignore_patterns("site", ".vaultnet")
        shutil.copytree(example_vault(), home / "network", ignore=generated)
        os.chdir(home / "network")
    player = Player(home, monkeypatch)
    expected: list[str] = []
    found: list[str] = []
    for step in parse_session(text):
        expected += step.lines(list(step.output))
        found += step.lines(_as_written(player.play(step), step))
    if UPDATE:
        path.write_text("\n".join(found) + "\n", encoding="utf-8")
    else:
        assert found == expected


def _as_written(output: list[str], step: Step) -> list[str]:
    """Return the output with the empty line that a transcript may have after it."""
    wanted_gap = bool(step.output) and step.output[-1] == ""
    return [*output, ""] if wanted_gap and output[-1:] != [""] else output


def test_there_are_sessions() -> None:
    assert len(list(SESSIONS.glob("*.console"))) >= 8
    for path in SESSIONS.glob("*.console"):
        assert list(parse_session(path.read_text(encoding="utf-8"))), path
