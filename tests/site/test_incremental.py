"""A site made from the one before is the site made anew, and only what changed was made."""

import os
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.site.vault_edits import edit
from vaultnet.resources import example_vault
from vaultnet.serve.held_vault import HeldVault
from vaultnet.site.incremental import IncrementalSite, SiteSource
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.checks import check_vault
from vaultnet.workspace import open_vault, strategy_of

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "0"))
SEQUENCES = range(EXAMPLES or 4)
EDITS = 6
TODAY = date(2026, 11, 23)


class LiveExample:
    """A folder with a vault, and the site that is kept of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = TODAY
        self.site = IncrementalSite()
        self._vault = HeldVault(root)
        self._strategy: Strategy | None = None

    def renewed(self) -> Mapping[str, bytes]:
        vault = self._vault.read()
        self._strategy = strategy_of(vault, self.day, self._strategy)
        found = check_vault(vault, self.day)
        reader = attachment_reader(self.root)
        return self.site.renew(SiteSource(vault, self._strategy, found, reader, live=True))

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


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.mark.parametrize("seed", SEQUENCES)
def test_it_is_the_site_made_anew_after_any_edits(example: LiveExample, seed: int) -> None:
    """With VAULTNET_EXAMPLES=500 it is so many sequences."""
    random = Random(seed)
    example.renewed()
    for _ in range(EDITS):
        for _ in range(random.randint(1, 2)):
            edit(example.root, random)
        if random.random() < 0.15:
            example.day += timedelta(days=random.choice([-1, 1, 40]))
        assert differing(example.renewed(), example.made_anew()) == []
