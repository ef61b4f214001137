"""Runs the command line in a folder and reads what it answers."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from vaultnet.cli.main import main
from vaultnet.resources import example_vault

DAY = "2026-11-23"


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, root: Path | None = None) -> str:
    """Run a command on a vault, the example vault by default, and return what it prints."""
    where = ["--vault", str(root or example_vault())]
    day = [] if "--as-of" in arguments else ["--as-of", DAY]
    code = main([*where, *day, *arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def answer_json(
    capsys: pytest.CaptureFixture[str], *arguments: str, root: Path | None = None
) -> Any:
    """Run a command with `--format json` and return the document."""
    return json.loads(answer(capsys, *arguments, "--format", "json", root=root))


def scores_in(document: object) -> list[Mapping[str, Any]]:
    """Return every score that stands anywhere in a document: what has a value and parts."""
    found: list[Mapping[str, Any]] = []
    if isinstance(document, Mapping):
        if {"value", "parts"} <= document.keys():
            found.append(document)
        for value in document.values():
            found += scores_in(value)
    elif isinstance(document, Sequence) and not isinstance(document, str):
        for value in document:
            found += scores_in(value)
    return found


def sources_in(document: object) -> list[Mapping[str, Any]]:
    """Return every place of a fact that stands anywhere in a document."""
    found: list[Mapping[str, Any]] = []
    if isinstance(document, Mapping):
        found += document.get("sources", ())
        for value in document.values():
            found += sources_in(value)
    elif isinstance(document, Sequence) and not isinstance(document, str):
        for value in document:
            found += sources_in(value)
    return found
