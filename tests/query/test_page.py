"""The reference of the query language: its examples are real, its tables are those of the code.

Run with VAULTNET_UPDATE_SESSIONS=1 to write outputs and tables anew.
"""

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.answers import DAY
from vaultnet.cli.main import main
from vaultnet.query.keys import KEYS, key_reference
from vaultnet.query.parse import parse_query
from vaultnet.query.tree import FLAGS, RESERVED, Operator
from vaultnet.resources import example_vault

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "queries.md"
UPDATE = bool(os.environ.get("VAULTNET_UPDATE_SESSIONS"))
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_KEYS = re.compile(r"### In the notes.*?(?=## Columns and order)", re.DOTALL)


def replay(block: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return a block of the page with what its commands print now."""
    lines = []
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        _, *arguments = shlex.split(command)
        main(["--vault", str(example_vault()), "--as-of", DAY, *arguments])
        printed = capsys.readouterr()
        lines += [f"$ {command}", *(printed.out + printed.err).splitlines()]
    return "\n".join(lines) + "\n"


def test_the_examples_print_what_the_page_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    text = PAGE.read_text(encoding="utf-8")
    found = _CONSOLE.sub(lambda block: f"```console\n{replay(block[1], capsys)}```", text)
    found = _KEYS.sub(lambda _: key_reference(), found)
    if UPDATE:
        PAGE.write_text(found, encoding="utf-8")
    assert found == text


def test_the_page_names_every_word_of_the_language() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for word in (*FLAGS, *RESERVED, *Operator, *(key.name for key in KEYS)):
        assert f"`{word}" in text or f'"{word}"' in text


def test_the_examples_in_tables_can_be_read() -> None:
    text = PAGE.read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```", "", _KEYS.sub("", text), flags=re.DOTALL)
    queries = [
        found for found in re.findall(r"`([^`\n]+)`", prose) if re.search(r"\w[:<>=]", found)
    ]
    assert len(queries) > 25
    for query in queries:
        if " = " not in query and not query.startswith(("\\", "met: ")):
            parse_query(query)
