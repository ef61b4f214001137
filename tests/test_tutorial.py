"""The tutorial, done word for word; see `tests/walks.py`."""

import re
from pathlib import Path

import pytest

from tests.test_documentation import DOCS, ROOT
from tests.test_sessions import UPDATE, Player, home, parse_session
from tests.walks import BLOCK, replay, shortened

__all__ = ["home"]

TUTORIAL = DOCS / "tutorial.md"


@pytest.mark.usefixtures("home")
def test_the_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replay(TUTORIAL, Player(tmp_path, monkeypatch), "/home/noor")


def test_every_block_of_the_tutorial_says_what_to_do() -> None:
    page = TUTORIAL.read_text(encoding="utf-8")
    install = 1
    assert len(BLOCK.findall(page)) == page.count("\n```\n") - install >= 18


def test_the_readme_shows_what_the_tutorial_shows() -> None:
    """All but `check`, whose mistake there is a shorter one."""
    page = TUTORIAL.read_text(encoding="utf-8")
    blocks = (block["body"] for block in BLOCK.finditer(page) if block["verb"] == "run")
    known = {step.command: step.output for body in blocks for step in parse_session(body)}
    del known["vaultnet check"]
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines: list[str] = []
    for step in parse_session(shown):
        assert step.command in known or step.command == "vaultnet check"
        output = known.get(step.command, step.output)
        lines += step.lines(shortened(list(output), list(step.output)))
    if UPDATE:
        readme.write_text(text.replace(shown, "\n".join(lines) + "\n"), encoding="utf-8")
    else:
        assert lines == shown.splitlines()
