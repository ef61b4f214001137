"""Sorting people at the keyboard: what is asked, what is written at once, and taking back."""

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.cli.main import main

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
FILES: Mapping[str, str | bytes] = {
    "vaultnet.toml": "",
    "objectives/lead.md": (
        "---\ntitle: Lead\nstatus: active\nimportance: 5\n---\n## Needs\n- 1 x hiring manager\n"
    ),
    "contacts/ada.md": b"\xef\xbb\xbf---\r\nname: Ada # kept\r\nrole: Hiring manager\r\n---\r\nx",
    "contacts/bea.md": "---\nname: Bea\nserves: ['[[Lead|it]]']\nrole: Hiring Manager\n---\n",
    "contacts/cai.md": "---\nname: Cai\nfunctions:\n- cook\n---\n",
    "contacts/dan.md": "---\nname: Dan\ntier: key\n---\n",
}


@pytest.fixture
def vault(write_vault: WriteVault) -> Path:
    return write_vault(FILES)


def triage(monkeypatch: pytest.MonkeyPatch, vault: Path, answers: str, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    return main(["--vault", str(vault), "--as-of", "2026-11-23", "triage", *arguments])


def texts(vault: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (vault / "contacts").iterdir()}


def test_each_answer_is_written_and_nothing_else_changes(
    monkeypatch: pytest.MonkeyPatch, vault: Path
) -> None:
    before = texts(vault)
    assert triage(monkeypatch, vault, "1\nk\n\nn\n") == 0
    after = texts(vault)
    assert after["ada"] == (
        b"\xef\xbb\xbf---\r\nname: Ada # kept\r\ntier: key\r\nrole: Hiring manager\r\n"
        b'functions: [hiring manager]\r\nserves: ["[[lead]]"]\r\n---\r\nx'
    )
    assert after["bea"] == before["bea"].replace(b"name: Bea\n", b"name: Bea\ntier: regular\n")
    assert after["cai"] == before["cai"].replace(b"name: Cai\n", b"name: Cai\ntier: none\n")
    assert after["dan"] == before["dan"]


def test_a_link_that_is_there_is_not_written_twice(
    monkeypatch: pytest.MonkeyPatch, vault: Path
) -> None:
    assert triage(monkeypatch, vault, "1r\n", "bea") == 0
    text = texts(vault)["bea"].decode()
    assert "serves: ['[[Lead|it]]']\n" in text
    assert "functions: [hiring manager]\n" in text


def test_a_number_chosen_twice_is_not_noted(monkeypatch: pytest.MonkeyPatch, vault: Path) -> None:
    assert triage(monkeypatch, vault, "11l\n", "ada") == 0
    assert b"functions" not in texts(vault)["ada"]


def test_taking_back_restores_the_note_and_asks_again(
    monkeypatch: pytest.MonkeyPatch, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(vault)
    assert triage(monkeypatch, vault, "u\nk\nu\ns\nq\n") == 0
    assert texts(vault) == before
    told = capsys.readouterr().err
    assert "there is no answer to take back" in told
    assert "Nothing was written." in told


def test_it_can_be_left_and_resumed(
    monkeypatch: pytest.MonkeyPatch, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert triage(monkeypatch, vault, "l\n") == 0
    assert "2 are still waiting" in capsys.readouterr().err
    assert triage(monkeypatch, vault, "r\nr\n") == 0
    assert "Nobody is waiting any more" in capsys.readouterr().err
    assert triage(monkeypatch, vault, "") == 1
    assert "every contact has a tier" in capsys.readouterr().err


def test_a_note_saved_meanwhile_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Typist(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]
            (vault / "contacts/ada.md").write_text("---\nname: Ada Lovelace\n---\n")
            return super().readline()

    monkeypatch.setattr(sys, "stdin", Typist("k\nq\n"))
    assert main(["--vault", str(vault), "triage"]) == 0
    assert texts(vault)["ada"] == b"---\nname: Ada Lovelace\n---\n"
    assert "contacts/ada.md was left as it is" in capsys.readouterr().err


def test_keys_of_a_terminal_need_no_enter(vault: Path) -> None:
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-m", "vaultnet", "--vault", str(vault), "triage"]
    running = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    try:
        shown = until(keyboard, "]: ")
        os.write(keyboard, b"k\x1b[A\r")
        shown += until(keyboard, "3/3\r\n") + until(keyboard, "]: ")
        os.write(keyboard, b"ul")
        shown += until(keyboard, "3/3\r\n") + until(keyboard, "]: ")
        os.write(keyboard, b"q")
        assert running.wait(20) == 0
    finally:
        running.kill()
        os.close(keyboard)
    assert b"tier: key" in texts(vault)["ada"]
    assert b"tier: light" in texts(vault)["bea"]
    assert b"tier" not in texts(vault)["cai"]
    assert "Ada" in shown


def until(keyboard: int, wanted: str) -> str:
    """Read what is shown until some text is in it, for no more than 20 seconds."""
    shown, give_up = "", time.monotonic() + 20
    while wanted not in plain(shown):
        ready, _, _ = select.select([keyboard], [], [], max(0.0, give_up - time.monotonic()))
        assert ready, shown
        shown += os.read(keyboard, 1).decode(errors="replace")
    return shown


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[\d+m", "", shown)


def test_the_queue_as_data(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--vault", str(vault), "triage", "--list", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(item["id"], item["suggested"], item["weight"]) for item in document["contacts"]] == [
        ("ada", "regular", 0.5),
        ("bea", "regular", 0.5),
        ("cai", "none", 0.0),
    ]
    assert document["contacts"][0]["sources"][0]["file"] == "contacts/ada.md"
