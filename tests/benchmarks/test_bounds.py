"""The vaults of the bounds are as large as they say, and what was measured is told by shape."""

from pathlib import Path

import pytest

from tests.benchmarks.bounds import SHAPES, Shape, bounds_text
from tests.benchmarks.comparison.sittings import Sittings
from tests.benchmarks.comparison.stopwatch import OURS, Measured
from tests.benchmarks.page import tables_of
from vaultnet.workspace import read_vault

SHAPE = {shape.name: shape for shape in SHAPES}


@pytest.mark.parametrize(
    ("name", "notes"),
    [("ties of a contact", 41), ("people of one organisation", 42), ("log lines in a note", 1)],
)
def test_a_shape_is_as_large_as_it_is_told_to_be(tmp_path: Path, name: str, notes: int) -> None:
    SHAPE[name].write(tmp_path, 40)
    vault = read_vault(tmp_path)
    assert len(vault.files) == notes
    assert not [each for each in vault.diagnostics if each.rule.severity.value == "error"]


def test_a_note_of_many_tags_has_them_all(tmp_path: Path) -> None:
    SHAPE["tags of a contact"].write(tmp_path, 2_000)
    assert (tmp_path / "contacts" / "ana.md").read_text(encoding="utf-8").count("topic-") == 2_000


def test_each_command_has_a_row_with_the_power_between_half_and_whole(tmp_path: Path) -> None:
    shape = Shape("things", 100, lambda folder, size: None)
    sittings = Sittings(tmp_path / "bounds.jsonl", "one")
    for size, seconds in ((50, 1.0), (100, 4.0)):
        sittings.keep("things: check", size, {OURS: Measured((seconds,), 2**21)})
    before = tables_of("| h |\n|---|\n| 100 things | check | 9 |\n| gone | due | 1 |\n")

    assert tables_of(bounds_text(before, [shape], sittings, [shape]))[0][1:] == [
        ("100 things", "check", "4", "2.00", "2")
    ]
