"""The documentation tells the truth where a table or the disk can say so."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from vaultnet.cli.group import COMMANDS
from vaultnet.vault import vocabulary

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
FORMAT = (DOCS / "reference" / "format.md").read_text(encoding="utf-8")

_FENCE = re.compile(r"^(```+)(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\[\]]+\]\(([^()\s]+)\)")
_COMMAND = re.compile(r"^\$ (?:\.venv/bin/)?vaultnet(?: --[a-z-]+ \S+)* ([a-z]+)", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(path: Path, language: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [match[3] for match in _FENCE.finditer(text) if match[2] == language]


def anchor(heading: str) -> str:
    """Return the fragment that a heading has on the web: `Inline fields` is `inline-fields`."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def anchors(path: Path) -> set[str]:
    prose = _FENCE.sub("", path.read_text(encoding="utf-8"))
    return {anchor(match) for match in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_fragment_of_a_link_is_a_heading(page: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
    lost = []
    for target in _LINK.findall(prose):
        path, _, fragment = target.partition("#")
        found = page.parent / path if path else page
        if fragment and "://" not in path and fragment not in anchors(found):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_of_toml_and_json_can_be_read(page: Path) -> None:
    for text in blocks(page, "toml"):
        tomllib.loads(text)
    for text in blocks(page, "json"):
        json.loads(text)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_only_commands_that_exist_are_shown(page: Path) -> None:
    shown = {name for text in blocks(page, "console") for name in _COMMAND.findall(text)}
    assert shown <= set(COMMANDS)


@pytest.mark.parametrize(
    "table",
    [
        "SECTIONS",
        "ENTRY_KINDS",
        "FIELDS",
        "LEVELS",
        "OPPORTUNITY_OUTCOMES",
        "RISK_OUTCOMES",
        "STRENGTHS",
        "INITIATORS",
        "CRITERIA",
    ],
)
def test_the_format_page_names_every_word_of_the_vocabulary(table: str) -> None:
    words = [word for each in getattr(vocabulary, table).values() for word in each.all]
    assert [word for word in words if not re.search(rf"\b{re.escape(word)}\b", FORMAT)] == []
