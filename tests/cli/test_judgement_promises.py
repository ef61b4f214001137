"""What audit and review keep to: notes stay, no terminal is steered, lines fit, any day will do."""

import io
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_promises import ALLOWED, HOSTILE, quoted, snapshot
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
REPORTS = (
    ["audit"],
    ["review"],
    ["review", "--blind", "--dry-run"],
    ["review", "ada", "--dry-run"],
)
FORMS = ("table", "json", "jsonl", "csv", "tsv")


def hostile_vault() -> dict[str, str | bytes]:
    """Return a vault whose names, lines and criteria hold what could steer a terminal."""
    files: dict[str, str | bytes] = {
        "vaultnet.toml": "",
        "objectives/aim.md": "---\ntitle: Aim\nstatus: active\n---\n",
    }
    for index, text in enumerate(HOSTILE * 2):
        files[f"contacts/ada{index or ''}.md"] = (
            f"---\nname: {quoted(f'Ada {text}') if index else 'Ada'}\nrole: {quoted(text)}\n"
            f"organisation: {quoted(text)}\nlocation: {quoted(text)}\nexpertise: {1 + index % 5}\n"
            f'affinity: {index % 5 - 2}\nserves: ["[[aim]]"]\n---\n\n'
            f"## Assessment\n- expertise: so charming {text}\n\n"
            f"## Opportunities\n- A door {text} [outcome:: won]\n\n"
            f"## Log\n- 2026-10-01 gave: advice {text}\n- 2026-10-02 met: coffee {text}\n"
        )
    return files


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_nothing_in_a_note_or_an_answer_steers_a_terminal(
    arguments: list[str],
    form: str,
    write_vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = write_vault(hostile_vault())
    answer(monkeypatch, f"{HOSTILE[0]}\n" + "3\n" * 200)
    command = ["--vault", str(root), "--as-of", "2026-11-23", *arguments, "--format", form]
    assert main(command) == 0
    shown = capsys.readouterr()
    assert "ada" in shown.out.casefold()
    assert [
        letter
        for letter in shown.out + shown.err
        if not letter.isprintable() and letter not in ALLOWED and letter != "\u00a0"
    ] == []


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_what_only_reads_leaves_every_byte_and_time_alone(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    before = snapshot(root)
    answer(monkeypatch, "1\n2\n3\n4\n" * 5 + "q\ny\n")
    named = ["ana-garcia" if word == "ada" else word for word in arguments]
    assert main(["--vault", str(root), "--as-of", "2026-11-23", *named]) == 0
    assert snapshot(root) == before


@pytest.mark.parametrize("columns", ["60", "80", "140"])
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
@pytest.mark.parametrize("day", ["2026-11-23", "2027-11-23"])
def test_lines_fit_the_width(
    arguments: list[str],
    columns: str,
    day: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer(monkeypatch, "1\n5\n\n3\n" * 30)
    named = ["ana-garcia" if word == "ada" else word for word in arguments]
    assert main(["--vault", str(example_vault()), "--as-of", day, *named]) == 0
    shown = capsys.readouterr()
    lines = [*shown.out.splitlines(), *shown.err.splitlines()]
    assert [line for line in lines if len(line) > int(columns)] == []


@pytest.mark.parametrize("day", ["0001-01-01", "2020-02-29", "9999-12-31"])
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_any_day_of_the_calendar_will_do(
    arguments: list[str],
    day: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer(monkeypatch, "3\n3\n3\n3\nq\n")
    named = ["ana-garcia" if word == "ada" else word for word in arguments]
    assert main(["--vault", str(example_vault()), "--as-of", day, *named]) == 0
    assert "fault of VaultNet" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_one_broken_file_hides_nothing(
    arguments: list[str],
    write_vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer(monkeypatch, "")
    broken = {**hostile_vault(), "contacts/bad.md": b"---\nname: [\n\xff---\n"}
    root = write_vault(broken)
    assert main(["--vault", str(root), "--as-of", "2026-11-23", *arguments]) == 0
    assert "fault of VaultNet" not in capsys.readouterr().err
