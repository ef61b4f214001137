"""A site made from the one before is the site made anew, and only what changed was made."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.benchmarks.generated_vault import write_vault
from tests.site.sites import differing
from tests.site.vault_edits import add_to_log, edit, thin_out
from vaultnet.resources import example_vault
from vaultnet.serve.held_vault import HeldVault
from vaultnet.site.incremental import IncrementalSite, SiteSource, go_on
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.checks import check_vault
from vaultnet.workspace import open_vault, strategy_of

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "0"))
SEQUENCES = range(EXAMPLES or 4)
EDITS = 6
NOTES = 24
TODAY = date(2026, 11, 23)


class LiveExample:
    """A folder with a vault, and the site that is kept of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = TODAY
        self.site = IncrementalSite()
        self._vault = HeldVault(root)
        self._strategy: Strategy | None = None

    def renewed(self, pause: Callable[[], None] = go_on) -> Mapping[str, bytes]:
        vault = self._vault.read()
        self._strategy = strategy_of(vault, self.day, self._strategy)
        found = check_vault(vault, self.day)
        reader = attachment_reader(self.root)
        source = SiteSource(vault, self._strategy, found, reader, live=True)
        return self.site.renew(source, pause)

    def made_anew(self) -> Mapping[str, bytes]:
        opened = open_vault(self.root, self.day)
        reader = attachment_reader(self.root)
        planned = plan_site(opened.vault, opened.strategy, opened.diagnostics, reader, live=True)
        return {file.path: file.content for file in planned}


@pytest.fixture
def example(tmp_path: Path) -> LiveExample:
    root = tmp_path / "vault"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns(".vaultnet", "site"))
    return LiveExample(root)


@pytest.mark.parametrize("seed", SEQUENCES)
def test_it_is_the_site_made_anew_after_any_edits(example: LiveExample, seed: int) -> None:
    """With VAULTNET_EXAMPLES=500 it is so many sequences."""
    random = Random(seed)
    thin_out(example.root, random, NOTES)
    example.renewed()
    for _ in range(EDITS):
        for _ in range(random.randint(1, 2)):
            edit(example.root, random)
        if random.random() < 0.15:
            example.day += timedelta(days=random.choice([-1, 1, 40]))
        assert differing(example.renewed(), example.made_anew()) == []


@pytest.fixture
def sixty(tmp_path: Path) -> LiveExample:
    """Return a vault of sixty contacts, whose logs name each other now and then."""
    write_vault(tmp_path / "vault", 60)
    return LiveExample(tmp_path / "vault")


def test_where_nothing_changed_nothing_is_made(sixty: LiveExample) -> None:
    first = sixty.renewed()
    assert sixty.site.made > 80
    second = sixty.renewed()
    assert sixty.site.made == 0
    assert all(second[path] is content for path, content in first.items() if is_page(path))


def is_page(path: str) -> bool:
    return path.endswith(".html")


def test_one_line_in_a_log_makes_few_pages(sixty: LiveExample) -> None:
    first = sixty.renewed()
    add_to_log(sixty.root, "contact-7", "- 2020-01-02 note: likes tea")
    second = sixty.renewed()
    assert differing(second, sixty.made_anew()) == []
    changed = [path for path in differing(first, second) if is_page(path)]
    assert "contacts/contact-7.html" in changed
    assert len(changed) <= sixty.site.made < 40


def test_one_more_problem_is_counted_without_rendering(sixty: LiveExample) -> None:
    first = sixty.renewed()
    add_to_log(sixty.root, "contact-7", "- [[nobody-of-that-name]] and 2020-13-45")
    second = sixty.renewed()
    assert differing(second, sixty.made_anew()) == []
    assert all(path in differing(first, second) for path in second if is_page(path))
    assert sixty.site.made < 40


def test_another_day_is_told_on_every_page(sixty: LiveExample) -> None:
    sixty.renewed()
    pages = sixty.site.made
    sixty.day += timedelta(days=1)
    assert differing(sixty.renewed(), sixty.made_anew()) == []
    assert sixty.site.made == pages


def test_other_settings_make_all_pages_anew(sixty: LiveExample) -> None:
    sixty.renewed()
    pages = sixty.site.made
    (sixty.root / "vaultnet.toml").write_text('language = "es"\n', encoding="utf-8")
    assert differing(sixty.renewed(), sixty.made_anew()) == []
    assert sixty.site.made == pages


class Overtaken(Exception):  # noqa: N818 (not an error)
    """Another save came in between."""


def test_what_an_edition_that_was_broken_off_made_is_not_made_again(sixty: LiveExample) -> None:
    sixty.renewed()
    add_to_log(sixty.root, "contact-7", "- 2020-01-02 note: likes tea")
    pages = iter(range(30))

    def pause() -> None:
        if next(pages, None) is None:
            raise Overtaken

    with pytest.raises(Overtaken):
        sixty.renewed(pause)
    add_to_log(sixty.root, "contact-9", "- 2020-01-03 note: likes coffee")
    assert differing(sixty.renewed(), sixty.made_anew()) == []
    assert sixty.site.made < 50


def test_pictures_come_and_go_with_the_pages_that_show_them(example: LiveExample) -> None:
    portrait = next(path for path in example.renewed() if path.startswith("files/portrait-ana"))
    note = example.root / "contacts" / "ana-garcia.md"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace("portrait-ana.png", "another.png"), encoding="utf-8")
    assert portrait not in example.renewed()
    note.write_text(text, encoding="utf-8")
    assert portrait in example.renewed()
    (example.root / "files" / "portrait-ana.png").write_bytes(b"no picture any more")
    assert differing(example.renewed(), example.made_anew()) == []


def test_a_vault_without_an_owner_leads_nowhere_to_one(sixty: LiveExample) -> None:
    sixty.renewed()
    (sixty.root / "me.md").unlink()
    assert differing(sixty.renewed(), sixty.made_anew()) == []
