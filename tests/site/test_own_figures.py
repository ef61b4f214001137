"""Figures of a few contacts, computed without all others, are those of the whole strategy."""

from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks.generated_vault import write_vault
from vaultnet.resources import example_vault
from vaultnet.site.own_figures import with_figures_of
from vaultnet.strategy.summary import Strategy
from vaultnet.workspace import open_vault

TODAY = date(2026, 11, 23)
FIGURES = ("fruitfulness", "touches", "strength", "bands", "ledgers", "rhythms", "priorities")


def strategies(root: Path) -> tuple[Strategy, Strategy]:
    """Return the strategy of a vault as it was before an edit of all contacts, and after it."""
    before = open_vault(root, TODAY).strategy
    for number, note in enumerate(sorted((root / "contacts").glob("*.md"))):
        text = note.read_text(encoding="utf-8").rstrip().replace("cadence:", "cadence_then:", 1)
        day = date(2026, 1 + number % 9, 3)
        note.write_text(f"{text}\n\n## Log\n\n- {day} met: tea\n", encoding="utf-8")
    return before, open_vault(root, TODAY).strategy


def copied_example(root: Path) -> None:
    for note in example_vault().rglob("*.md"):
        copy = root / note.relative_to(example_vault())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(note.read_bytes())


@pytest.mark.parametrize("vault", ["example", "generated"])
def test_own_figures_are_those_of_the_whole_network(tmp_path: Path, vault: str) -> None:
    copied_example(tmp_path) if vault == "example" else write_vault(tmp_path, 60)
    before, now = strategies(tmp_path)
    for one in now.contacts:
        mixed = with_figures_of(before, now.network, (one,))
        for figure in FIGURES:
            assert getattr(mixed, figure).get(one) == getattr(now, figure).get(one), (one, figure)


def test_the_figures_of_others_are_as_they_were(tmp_path: Path) -> None:
    write_vault(tmp_path, 60)
    before, now = strategies(tmp_path)
    one, *others = now.contacts
    mixed = with_figures_of(before, now.network, (one,))
    assert all(mixed.strength[each] is before.strength[each] for each in others)
    assert mixed.aims is before.aims
    assert mixed.network is now.network
