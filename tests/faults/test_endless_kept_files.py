"""A kept file that a damaged disk made as large as no memory is: it is not read, but made anew."""

import os
from pathlib import Path

import pytest

from tests.vaults import write_vault
from vaultnet.cli.main import main

ENDLESS = 1 << 42
NOTES = {"vaultnet.toml": "", "contacts/ana.md": "---\nname: Ana\n---\nLikes tea.\n"}


@pytest.mark.parametrize(
    ("name", "words"),
    [("names.json", "search tea"), ("texts.sqlite3", "search tea"), ("build.json", "build")],
)
def test_it_is_made_anew(
    tmp_path: Path, name: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    root = write_vault(tmp_path / "vault", NOTES)
    asked = ["--vault", str(root), "--as-of", "2026-11-23", *words.split()]
    assert main(asked) == 0
    first = capfd.readouterr()
    kept = root / ".vaultnet" / name
    os.truncate(kept, ENDLESS)
    assert main(asked) == 0
    assert capfd.readouterr() == first
    assert kept.stat().st_size < ENDLESS
