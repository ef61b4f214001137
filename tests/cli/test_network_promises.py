"""What `strategy`, `match`, `path` and `network` keep to: safe, unchanged, within the width."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_promises import ALLOWED, HOSTILE, quoted, snapshot
from vaultnet.cli.main import main
from vaultnet.cli.output import display_width
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
REPORTS = (
    ["strategy"],
    ["strategy", "--all"],
    ["strategy", "lead-a-platform-team"],
    ["strategy", "open-source-deploykit"],
    ["match", "--all"],
    ["match", "ana-garcia"],
    ["path", "andrzej-zielinski"],
    ["path", "tom-okafor", "ximena-paredes"],
    ["path", "ana-garcia", "tom-okafor"],
    ["path", "ingrid-solheim"],
    ["network"],
    ["network", "--all"],
)
FORMATS = ("table", "json", "jsonl", "csv", "tsv")


def hostile_vault() -> dict[str, str | bytes]:
    """Return a vault in which every kind of line that these reports show could steer."""
    files: dict[str, str | bytes] = {"vaultnet.toml": ""}
    for n, text in enumerate(HOSTILE):
        files[f"objectives/aim-{n}.md"] = (
            f"---\nname: {quoted(f'Aim {text}')}\n---\nA plan {text}\n\n"
            f"## Needs\n- 2 x {text} seer\n\n## Milestones\n- [ ] step {text} [due:: 2026-01-01]\n"
        )
        files[f"contacts/c-{n}.md"] = (
            f"---\nname: {quoted(f'Ada {text}')}\nfunctions: [{quoted(text)}]\ntier: key\n"
            f"expertise: 3\norganisation: {quoted(f'Acme {text}')}\n"
            f'serves: ["[[aim-{n}]]"]\n---\n\n'
            f"## Opportunities\n- A door {text} [value:: high] [by:: 2026-01-01]\n"
            f"- Another {text} [value:: high] [likelihood:: low] [by:: 2026-01-01]\n\n"
            f"## Risks\n- A trap {text} [mitigation:: {text}]\n\n"
            f"## Needs\n- A reader {text} #cost\n\n## Offers\n- Sees {text} #cost\n\n"
            f"## Ties\n- [[c-{n + 1}]]: cousins {text}\n\n"
            f"## Log\n- 2026-01-01 met: coffee {text}\n"
        )
    return files


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "arguments",
    [
        ["strategy"],
        ["strategy", "aim-0"],
        ["match"],
        ["match", "c-1"],
        ["path", "c-3"],
        ["network"],
    ],
    ids=" ".join,
)
def test_no_line_of_a_note_steers_a_terminal(
    arguments: list[str], form: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault(hostile_vault())
    where = ["--vault", str(root), "--as-of", "2026-11-23"]
    assert main([*where, *arguments, "--format", form]) == 0
    shown = capsys.readouterr().out
    assert any(known in shown for known in ("c-", "Ada", "aim-"))
    assert [
        letter
        for letter in shown
        if not letter.isprintable() and letter not in ALLOWED and letter != "\u00a0"
    ] == []


@pytest.mark.parametrize("columns", [60, 80, 140])
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_lines_fit_the_width(
    arguments: list[str], columns: int, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["--vault", str(example_vault()), "--as-of", "2026-11-23", *arguments]) in {0, 1}
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert [line for line in lines if display_width(line) > columns] == []


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_reports_leave_every_byte_and_time_alone(
    arguments: list[str], tmp_path: Path, capsys: Capsys
) -> None:
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    before = snapshot(root)
    assert main(["--vault", str(root), "--as-of", "2026-11-23", *arguments]) in {0, 1}
    assert capsys.readouterr().err == ""
    assert snapshot(root) == before


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_liking_moves_no_letter_of_a_report(
    arguments: list[str], tmp_path: Path, capsys: Capsys
) -> None:
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    command = ["--vault", str(root), "--as-of", "2026-11-23", *arguments]
    main(command)
    before = capsys.readouterr().out
    turned = 0
    for path in root.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        other = re.sub(r"(?m)^affinity: .*$", "affinity: -2", text)
        turned += other != text
        path.write_text(other, encoding="utf-8")
    assert turned > 1
    main(command)
    assert capsys.readouterr().out == before


@pytest.mark.parametrize("day", ["0001-01-01", "2020-02-29", "9999-12-31"])
@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_any_day_of_the_calendar_will_do(arguments: list[str], day: str, capsys: Capsys) -> None:
    for form in ("table", "json"):
        where = ["--vault", str(example_vault()), "--as-of", day]
        assert main([*where, *arguments, "--format", form]) in {0, 1}
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["strategy", "match", "network", "path ada"])
def test_one_broken_file_hides_nothing(
    command: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault(
        {
            "vaultnet.toml": "",
            "contacts/ada.md": "---\nname: Ada\n---\n## Log\n- 2026-01-01 met: coffee\n",
            "contacts/bad.md": b"---\nname: [\n\xff---\n",
            "me.md": b"---\nbudget: [[[\n---\n",
        }
    )
    assert main(["--vault", str(root), "--as-of", "2026-11-23", *command.split()]) in {0, 1}
    captured = capsys.readouterr()
    assert captured.out
    told = '2 files could not be read, and are missing here: "vaultnet check" says why\n'
    assert captured.err == told


@pytest.mark.parametrize("command", ["strategy", "match", "balance", "due", "network"])
def test_no_command_imports_a_graph_library(command: str) -> None:
    code = (
        "import sys; from vaultnet.cli.main import main;"
        f"main(['--vault', {str(example_vault())!r}, '--as-of', '2026-11-23', {command!r}]);"
        "sys.exit('networkx' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
