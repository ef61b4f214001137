"""What reports of the strategy keep to: notes stay, no terminal is steered, lines fit."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_promises import ALLOWED, HOSTILE, quoted, snapshot
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
REPORTS = (
    ["due", "--all"],
    ["plan", "--all"],
    ["why", "ada"],
    ["balance", "--all"],
    ["balance", "ada"],
    ["show", "ada"],
)
WITH_TABLES = [
    [*report, "--format", form]
    for report in REPORTS
    if report[0] != "show"
    for form in ("table", "json", "jsonl", "csv", "tsv")
]


def hostile_vault() -> dict[str, str | bytes]:
    """Return a vault in which every kind of line that a report shows holds what could steer."""
    files: dict[str, str | bytes] = {"vaultnet.toml": ""}
    for index, text in enumerate(HOSTILE):
        name = quoted(f"Ada {text}") if index else "Ada"
        files[f"objectives/aim-{index}.md"] = f"---\nname: {quoted(f'Aim {text}')}\n---\n"
        files[f"contacts/ada{index or ''}.md"] = (
            f"---\nname: {name}\nrole: {quoted(text)}\ntier: key\nexpertise: 3\n"
            f'serves: ["[[aim-{index}]]"]\n---\n\n'
            f"## Opportunities\n- A door {text}\n\n"
            f"## Risks\n- A trap {text} [mitigation:: {text}]\n\n"
            f"## Needs\n- A reader {text} #writing\n\n## Offers\n- Sees {text} #cost\n\n"
            f"## Log\n- 2026-01-01 gave: advice {text}\n- 2026-02-01 received: help {text}\n"
            f"- [ ] 2026-03-01 promised: a paper {text} [due:: 2026-04-01]\n"
            f"- [ ] 2026-03-01 asked: a reference {text}\n\n"
            f"## Next\n- [ ] write {text} [due:: 2026-11-24]\n"
        )
    files["me.md"] = f"---\nbudget: 1h/week\n---\n## Offers\n- Reads {HOSTILE[0]} #writing\n"
    return files


@pytest.mark.parametrize("arguments", [*WITH_TABLES, ["show", "ada"]], ids=" ".join)
def test_no_line_of_a_note_steers_a_terminal(
    arguments: list[str], write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_vault(hostile_vault())
    assert main(["--vault", str(root), "--as-of", "2026-11-23", *arguments]) == 0
    shown = capsys.readouterr().out
    assert "Ada" in shown or "ada" in shown or arguments[0] in {"why", "balance"}
    assert [
        letter
        for letter in shown
        if not letter.isprintable() and letter not in ALLOWED and letter != "\u00a0"
    ] == []


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_reports_leave_every_byte_and_time_alone(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    monkeypatch.chdir(root)
    before = snapshot(root)
    named = ["ana-garcia" if word == "ada" else word for word in arguments]
    assert main(["--as-of", "2026-11-23", *named]) == 0
    assert snapshot(root) == before


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_one_broken_file_hides_nothing(
    arguments: list[str], write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = {"vaultnet.toml": "", "contacts/ada.md": "---\nname: Ada\ntier: key\n---\n"}
    broken: dict[str, str | bytes] = {**whole, "contacts/bad.md": b"---\nname: [\n\xff---\n"}
    root = write_vault(broken)
    assert main(["--vault", str(root), "--as-of", "2026-11-23", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.out
    assert "fault of VaultNet" not in captured.err


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
@pytest.mark.parametrize("columns", ["60", "80", "140"])
def test_lines_fit_the_width(
    arguments: list[str],
    columns: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    named = ["ana-garcia" if word == "ada" else word for word in arguments]
    assert main(["--vault", str(example_vault()), "--as-of", "2026-11-23", *named]) == 0
    lines = capsys.readouterr().out.splitlines()
    too_wide = [line for line in lines if len(line) > int(columns)]
    assert too_wide == []


@pytest.mark.parametrize("day", ["0001-01-01", "2020-02-29", "9999-12-25", "9999-12-31"])
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_any_day_of_the_calendar_will_do(
    arguments: list[str], day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ["ana-garcia" if word == "ada" else word for word in arguments]
    within = ["--within", "0d"] if named[0] == "due" else []
    assert main(["--vault", str(example_vault()), "--as-of", day, *named, *within]) == 0
    assert "fault of VaultNet" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_liking_moves_no_letter_of_a_report(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    command = ["--vault", str(root), "--as-of", "2026-11-23"]
    command += ["ana-garcia" if word == "ada" else word for word in arguments]
    assert main(command) == 0
    before = capsys.readouterr().out
    turned = 0
    for path in root.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        other = re.sub(r"(?m)^affinity: .*$", "affinity: -2", text)
        turned += other != text
        path.write_text(other, encoding="utf-8")
    assert turned > 1
    assert main(command) == 0
    assert capsys.readouterr().out == before
