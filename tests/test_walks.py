"""The walks of the how-to pages, done word for word; see `tests/walks.py`.

A page is a walk where a comment says in which folder it is done.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.linkedin_archive import linkedin_archive
from tests.test_documentation import DOCS
from tests.test_sessions import Player, home
from tests.walks import BLOCK, replay, shortened
from vaultnet.resources import example_vault

__all__ = ["home"]

_FOLDER = re.compile(
    r"^<!-- walk: in (a copy of the example vault|an empty folder)"
    r"(?P<with> with linkedin\.zip)? -->$",
    re.MULTILINE,
)
WALKS = [
    page
    for page in sorted((DOCS / "how-to").glob("*.md"))
    if _FOLDER.search(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("page", WALKS, ids=lambda page: page.stem)
def test_the_walk_is_true(page: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _FOLDER.search(page.read_text(encoding="utf-8"))
    if folder and folder[1] == "a copy of the example vault":
        generated = shutil.ignore_patterns("site", ".vaultnet")
        shutil.copytree(example_vault(), home / "network", ignore=generated)
        os.chdir(home / "network")
    if folder and folder["with"]:
        Path("linkedin.zip").write_bytes(linkedin_archive())
    replay(page, Player(home, monkeypatch), "/home/you")


def test_every_block_of_a_walk_says_what_to_do() -> None:
    assert len(WALKS) >= 5
    for page in WALKS:
        text = page.read_text(encoding="utf-8")
        assert len(BLOCK.findall(text)) == text.count("\n```\n") >= 3, page


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        ([], ["a", "b", "c", "d"]),
        (["x", "…"], ["a", "…"]),
        (["…", "c", "y"], ["…", "c", "d"]),
        (["x", "…", "c", "…"], ["a", "…", "c", "…"]),
        (["x", "…", "c", "y"], ["a", "…", "c", "d"]),
        (["x", "…", "gone", "…"], ["a", "…", "b", "…"]),
    ],
)
def test_an_output_is_cut_as_the_page_cuts_it(like: list[str], expected: list[str]) -> None:
    assert shortened(["a", "b", "c", "d"], like) == expected
