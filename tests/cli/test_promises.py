"""What every command keeps to: notes stay as they are, and a terminal is never steered."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.cli.main import main
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
READING = (
    ["check"],
    ["check", "--diff"],
    ["check", "--format", "json"],
    ["check", "--format", "github"],
    ["check", "--format", "sarif"],
    ["explain", "VN204"],
    ["schema"],
    ["list", "--format", "csv"],
    ["show", "ana-garcia"],
    ["duplicates"],
    ["report", "ana-garcia"],
    ["rename", "ana-garcia", "Ana Ruiz", "--dry-run"],
    ["merge", "ana-garcia", "tom-okafor", "--dry-run"],
    ["forget", "ana-garcia", "--dry-run"],
    ["doctor"],
    ["build", "--out", "../elsewhere"],
)
HOSTILE = (
    "\x1b]0;owned\x07",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;file:///etc/passwd\x07x\x1b]8;;\x07",
    "\x9b31m\x90q\x9c",
    "\u202egnp.exe",
    "\u2066\u2069\u200f",
    "\x08\x08\x7f\x00",
    "\r=1+1",
)
ALLOWED = "\n\t\u200c\u200d"


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of change of every file."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_commands_that_read_leave_every_byte_and_time_alone(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    monkeypatch.chdir(root)
    before = snapshot(root)
    assert main(["--as-of", "2026-11-23", *arguments]) in {0, 1}
    assert snapshot(root) == before


def quoted(text: str) -> str:
    escaped = "".join(
        letter if letter.isprintable() and letter not in '"\\' else f"\\u{ord(letter):04x}"
        for letter in text
    )
    return f'"{escaped}"'


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--fail-on", "info"],
        ["check", "--format", "github"],
        ["check", "--format", "json"],
        ["check", "--diff"],
        ["list", "--columns", "name,role,tags,odd"],
        ["list", "--format", "json"],
        ["list", "--columns", "name,role", "--format", "csv"],
        ["list", "--columns", "name,role", "--format", "tsv"],
        ["show", "ada"],
        ["show", "contact"],
        ["duplicates"],
        ["report", "ada"],
        ["report", "ada", "--format", "markdown"],
        ["rename", "ada", "Bea", "--dry-run"],
        ["merge", "ada", "ada-1", "--dry-run"],
        ["merge", "ada-1", "ada-2"],
        ["forget", "ada", "--dry-run"],
        ["forget", "ada", "--yes"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_no_value_of_a_note_steers_a_terminal(
    arguments: list[str], write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {"vaultnet.toml": ""}
    for index, text in enumerate(HOSTILE):
        value = quoted(f"contact {text}")
        files[f"contacts/ada-{index}.md"] = (
            f"---\nname: {value}\nrole: {value}\nodd: {value}\ntier: {value}\ntags: [{value}]\n"
            f"emial: {value}\n---\n\n## Log\n- 2026-01-01 met: {text}\n- {text}\n\n"
            f"## Next\n- [ ] {text} [due:: {text}]\n[[{text}]]\n"
        )
    files["contacts/ada.md"] = str(files["contacts/ada-0.md"]).replace("contact ", "Ada ")
    root = write_vault(files)
    assert main(["--vault", str(root), "--as-of", "2026-11-23", *arguments]) in {0, 1, 2}
    captured = capsys.readouterr()
    shown = captured.out + captured.err
    assert "fault of VaultNet" not in shown
    assert [
        letter
        for letter in shown
        if not letter.isprintable() and letter not in ALLOWED and letter != "\u00a0"
    ] == []


BROKEN = {
    "vaultnet.toml": "",
    "contacts/ana.md": "---\nname: Ana\n---\n",
    "contacts/tom.md": '---\nname: "Tom\n---\n',
}


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["due"],
        ["plan"],
        ["why", "ana"],
        ["show", "ana"],
        ["strategy"],
        ["balance"],
        ["audit"],
        ["review"],
        ["network"],
        ["duplicates"],
        ["report", "ana"],
        ["rename", "ana", "Ana Ruiz"],
        ["forget", "ana", "--yes"],
    ],
    ids=" ".join,
)
def test_nobody_is_missing_in_silence(
    arguments: list[str],
    write_vault: WriteVault,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(write_vault(BROKEN))
    assert main(arguments) in {0, 1}
    assert "1 file could not be read, and is missing here" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "2024-02-29", "9999-12-30", "9999-12-31"])
@pytest.mark.parametrize("arguments", [["build", "--out", "../elsewhere"], ["due"]], ids=" ".join)
def test_any_day_of_the_calendar_will_do(
    arguments: list[str], day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    monkeypatch.chdir(root)
    assert main(["--as-of", day, *arguments]) == 0


@pytest.mark.parametrize("command", ["init", "demo"])
def test_an_empty_name_is_no_folder(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([command, ""]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_field_that_is_given_twice_is_not_chosen_from(
    write_vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_vault({"vaultnet.toml": ""})
    monkeypatch.chdir(root)
    fields = ["--field", "tier=key", "--field", "tier=light"]
    assert main(["new", "contact", "Ana", *fields]) == 2
    assert not (root / "contacts").exists()
