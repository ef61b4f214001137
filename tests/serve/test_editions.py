"""The editions of a live site: the saved page first, then all of it, and nothing that piles up."""

import gc
import os
import shutil
import weakref
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.benchmarks.generated_vault import write_vault
from tests.site.vault_edits import edit, thin_out
from vaultnet.resources import example_vault
from vaultnet.serve.editions import Editions
from vaultnet.serve.held_vault import HeldVault
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader
from vaultnet.workspace import open_vault, read_vault

TODAY = date(2026, 11, 23)
SEQUENCES = range(int(os.environ.get("VAULTNET_EXAMPLES", "2")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a vault of sixty contacts."""
    write_vault(tmp_path / "vault", 60)
    return tmp_path / "vault"


def made_anew(root: Path, day: date = TODAY) -> Mapping[str, bytes]:
    opened = open_vault(root, day)
    reader = attachment_reader(root)
    planned = plan_site(opened.vault, opened.strategy, opened.diagnostics, reader, live=True)
    return {file.path: file.content for file in planned}


def save(root: Path, name: str, line: str) -> None:
    note = root / "contacts" / f"{name}.md"
    note.write_text(f"{note.read_text(encoding='utf-8').rstrip()}\n{line}\n", encoding="utf-8")


def test_the_page_that_was_saved_comes_first_and_then_the_whole_site(root: Path) -> None:
    editions = Editions(root)
    assert editions.make(TODAY) == made_anew(root)
    save(root, "contact-7", "- 2026-11-22 met: tea on the terrace")
    ((path, page),) = editions.pages_ahead(["contacts/contact-7.md"]).items()
    assert path == "contacts/contact-7.html"
    assert b"tea on the terrace" in page
    assert editions.make(TODAY) == made_anew(root)


def test_the_first_page_has_the_figures_of_its_own_as_they_are_now(root: Path) -> None:
    editions = Editions(root)
    editions.make(TODAY)
    page = "contacts/contact-7.html"
    save(root, "contact-7", "- [ ] 2026-11-20 promised: the book of rivers [due:: 2026-11-21]")
    early = editions.pages_ahead(["contacts/contact-7.md"])
    whole = editions.make(TODAY)
    owed = b'id="promises"' if b'id="promises"' in whole[page] else b"the book of rivers"
    assert early[page].count(owed) == whole[page].count(owed) > 0


def test_without_a_change_there_is_no_page_ahead(root: Path) -> None:
    editions = Editions(root)
    assert editions.pages_ahead(["contacts/contact-7.md"]) == {}
    editions.make(TODAY)
    save(root, "contact-7", "- 2026-11-22 met: tea")
    assert editions.pages_ahead(["contacts/contact-8.md", "vaultnet.toml", "../x.md"]) == {}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("contacts/contact-7.md", "---\nname: Another Name\n---\n"),
        ("contacts/contact-7.md", "---\nname: [\n"),
        ("contacts/brand-new.md", "---\nname: Brand New\n---\n"),
        ("vaultnet.toml", 'name = "Another"\n'),
    ],
)
def test_where_names_change_there_is_only_the_whole_site(root: Path, path: str, text: str) -> None:
    editions = Editions(root)
    editions.make(TODAY)
    (root / path).write_text(text, encoding="utf-8")
    assert editions.pages_ahead([path]) == {}
    assert editions.make(TODAY) == made_anew(root)


def test_another_day_makes_the_whole_site(root: Path) -> None:
    editions = Editions(root)
    editions.make(TODAY)
    day = TODAY + timedelta(days=30)
    assert editions.make(day) == made_anew(root, day)


@pytest.mark.parametrize("seed", SEQUENCES)
def test_the_last_step_is_the_site_made_anew_after_any_edits(tmp_path: Path, seed: int) -> None:
    """With VAULTNET_EXAMPLES=500 it is so many sequences."""
    root, random = tmp_path / "vault", Random(seed)
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns(".vaultnet", "site"))
    thin_out(root, random, 24)
    editions = Editions(root)
    for _ in range(5):
        edit(root, random)
        editions.pages_ahead([path.relative_to(root).as_posix() for path in root.rglob("*.md")])
        assert editions.make(TODAY) == made_anew(root)


def test_pages_ahead_leave_no_trace_in_the_edition_that_is_being_made(root: Path) -> None:
    editions, saved = Editions(root), iter(range(3, 60))
    editions.make(TODAY)
    save(root, "contact-1", "- 2026-11-22 met: tea with [[contact-2]] #rivers")
    made = made_anew(root)
    ahead: dict[str, bytes] = {}

    def save_another() -> None:
        for number in islice(saved, 1):
            note = root / "contacts" / f"contact-{number}.md"
            text = note.read_bytes()
            save(root, f"contact-{number}", "- 2026-11-21 met: coffee #lakes")
            ahead.update(editions.pages_ahead([f"contacts/contact-{number}.md"]))
            note.write_bytes(text)

    assert editions.make(TODAY, save_another) == made
    assert len(ahead) == 57
    assert all(b"coffee" in page for page in ahead.values())


def test_the_held_vault_is_the_one_on_the_disk(root: Path) -> None:
    held = HeldVault(root)
    first = held.read()
    assert first.network.nodes == read_vault(root).network.nodes
    note = root / "contacts" / "contact-7.md"
    about = note.stat()
    # The very size and time that it had: only the clock says that it may have changed.
    text = note.read_text(encoding="utf-8").replace("2026", "2025", 1)
    note.write_text(text, encoding="utf-8")
    os.utime(note, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert held.read().network.nodes == read_vault(root).network.nodes
    others = [one for one in first.network.nodes if one != "contact-7"]
    now = held.read()
    assert all(first.network.nodes[one] is now.network.nodes[one] for one in others)


def test_editions_that_are_over_are_let_go(root: Path) -> None:
    editions = Editions(root)
    seen = []
    for number in range(4):
        save(root, "contact-7", f"- 2020-01-0{number + 1} note: tea")
        editions.make(TODAY)
        assert editions.last is not None
        seen.append(weakref.ref(editions.last.source.strategy))
    gc.unfreeze()
    gc.collect()
    assert [each() is None for each in seen[:2]] == [True, True]
