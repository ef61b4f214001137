"""A report on a person: everything that is held on them, wherever it is, and nothing written."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_forget import CANARIES, OTHERS, WriteVault, held, run
from tests.cli.test_promises import snapshot


@pytest.fixture
def vault(write_vault: WriteVault) -> Path:
    root = write_vault(OTHERS)
    assert run(root, "rename", "luis", "Luis Pérez", "--id", "luis-perez") == 0
    assert run(root, "rename", "canaria-plumas", "Canaria P.", "--id", "canaria") == 0
    assert run(root, "rename", "canaria", "Canaria Plumas", "--id", "canaria-plumas") == 0
    assert run(root, "build") == 0
    return root


def document(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(root, "report", "canaria", "--format", "json", *more) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_every_file_that_holds_them_is_told(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(vault, capsys)
    told = {
        found["file"],
        *(line["file"] for line in found["elsewhere"]),
        *found["pictures"],
        *(record["file"] for record in found["imports"]),
        *found["site_files"],
        *(line["file"] for line in found["other_lines"]),
        *(f".vaultnet/undo/{record['number']:06}.json" for record in found["undo_records"]),
    }
    assert held(vault).keys() <= told
    assert found["schema_version"] == 1


def test_every_line_of_their_note_is_there_and_private_ones_are_marked(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(vault, capsys)
    text = (vault / "contacts/canaria-plumas.md").read_text()
    assert [line["text"] for line in found["note"]] == text.splitlines()
    private = {line["text"] for line in found["note"] if line["private"]}
    assert private == {"## Private", "She whispered."}
    marked = {line["text"][:20]: line["private"] for line in found["elsewhere"]}
    assert marked["see https://linkedin"] is True
    assert marked["I owe [[canaria-plum"] is False


def test_on_a_private_page_every_line_is_private(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "vaultnet.toml": "",
        "contacts/a.md": "---\nname: Canaria Uno\nprivate: true\n---\nText.\n",
        "contacts/b.md": "---\nname: B\nprivate: true\n---\nKnows [[a]].\n",
    }
    root = write_vault(files)
    found = document(root, capsys)
    assert all(line["private"] for line in [*found["note"], *found["elsewhere"]])


def test_a_report_changes_no_byte(vault: Path) -> None:
    before = snapshot(vault)
    for format_ in ("text", "markdown", "json"):
        assert run(vault, "report", "canaria", "--format", format_) == 0
    assert snapshot(vault) == before


def test_text_and_markdown_tell_all_that_the_note_holds(
    vault: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "report.md"
    assert run(vault, "report", "canaria", "-o", str(target)) == 0
    assert target.stat().st_mode & 0o777 == 0o600
    capsys.readouterr()
    assert run(vault, "report", "canaria") == 0
    for text in (target.read_text(), capsys.readouterr().out):
        for line in (vault / "contacts/canaria-plumas.md").read_text().splitlines():
            assert line in text
        assert all(word in text for word in CANARIES if word != "600777888")
    target.write_text("mine\n")
    assert run(vault, "report", "canaria", "-o", str(target)) == 2
    assert target.read_text() == "mine\n"


def test_nothing_in_a_note_ends_the_block_of_code(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_vault(
        {"vaultnet.toml": "", "contacts/a.md": "---\nname: Canaria <b>`\n---\n````\n# x\n````\n"}
    )
    capsys.readouterr()
    assert run(root, "report", "canaria", "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert "\n`````text\n" in out
    assert "# All that is held on Canaria \\<b\\>\\`" in out
