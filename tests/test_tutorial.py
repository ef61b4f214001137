"""The tutorial, done word for word; see `tests/walks.py`."""

from pathlib import Path

import pytest

from tests.test_documentation import DOCS
from tests.test_sessions import Player, home
from tests.walks import BLOCK, replay

__all__ = ["home"]

TUTORIAL = DOCS / "tutorial.md"


@pytest.mark.usefixtures("home")
def test_the_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replay(TUTORIAL, Player(tmp_path, monkeypatch), "/home/noor")


def test_every_block_of_the_tutorial_says_what_to_do() -> None:
    page = TUTORIAL.read_text(encoding="utf-8")
    install = 1
    assert len(BLOCK.findall(page)) == page.count("\n```\n") - install >= 18
