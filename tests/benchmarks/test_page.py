"""Tables of measurements: read from a page, merged, and written back."""

import math
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.page import (
    PAGE,
    exponent,
    merged,
    numbers_of,
    read_between_marks,
    table_text,
    tables_of,
    write_between_marks,
)

_SIZES = st.lists(st.integers(2, 100_000), min_size=2, max_size=6, unique=True)


def test_a_table_is_read_as_it_was_written() -> None:
    head = ("seconds", "30", "1,000", "exponent")
    rows = [("cold build", "0.7", "3.3", "0.40"), ("log", "", "0.1", "")]

    assert tables_of(f"Prose.\n\n{table_text(head, rows)}\nMore.\n\n| a |\n|---|\n") == [
        [head, *rows],
        [("a",)],
    ]


def test_a_row_of_a_narrower_table_is_filled_with_blanks() -> None:
    assert table_text(("a", "b", "runs"), [("1", "2")]) == (
        "| a | b | runs |\n|---|---|---|\n| 1 | 2 |  |\n"
    )


def test_new_rows_stand_in_for_old_ones_with_the_same_key() -> None:
    old = [("list", "1,000", "2.0"), ("due", "1,000", "3.0")]
    new = [("due", "1,000", "1.5"), ("due", "10,000", "9.0")]

    assert merged(old, new, key=2) == [old[0], *new]


def test_numbers_stand_below_their_sizes_and_blanks_are_none() -> None:
    rows = [("seconds", "1,000", "30,000", "exponent"), ("log", "0.1", "", "0.5"), ("due", "2")]

    assert numbers_of(rows) == {("log", 1_000): 0.1, ("due", 1_000): 2.0}
    assert numbers_of([]) == {}


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before.\n<!-- x -->\nold\\1\n<!-- /x -->\nAfter.\n", encoding="utf-8")

    assert read_between_marks("x", page) == "old\\1\n"
    write_between_marks("x", "new\\1\n", page)

    said = "Before.\n<!-- x -->\nnew\\1\n<!-- /x -->\nAfter.\n"
    assert page.read_text(encoding="utf-8") == said


def test_a_page_without_marks_is_refused_by_name(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Nothing.\n", encoding="utf-8")

    with pytest.raises(SystemExit, match="has no place that is marked <!-- x -->"):
        read_between_marks("x", page)


@pytest.mark.parametrize("mark", ["comparison", "bounds"])
def test_the_page_of_the_documentation_has_its_places(mark: str) -> None:
    assert tables_of(read_between_marks(mark, PAGE))


@given(_SIZES, st.floats(0.01, 100), st.floats(-1, 3))
def test_the_exponent_of_a_power_is_that_power(
    sizes: list[int], factor: float, power: float
) -> None:
    found = exponent({size: factor * size**power for size in sizes})

    assert found is not None
    assert math.isclose(found, power, abs_tol=1e-6)


def test_the_exponent_is_by_least_squares_over_all_sizes() -> None:
    # log10 of the sizes 0, 1, 2 and of the costs 0, 1, 1: the slope of the best line is 1/2.
    assert exponent({1: 1.0, 10: 10.0, 100: 10.0}) == pytest.approx(0.5)
    assert exponent({1_000: 2.0}) is None
    assert exponent({}) is None


@pytest.mark.parametrize("program", ["comparison", "bounds"])
def test_the_options_that_the_documentation_names_are_there(program: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    begin = text.index(f"$ python -m tests.benchmarks.{program}\n")
    named = set(re.findall(r"`(--[a-z]+)", text[begin : text.index(f"<!-- {program} -->", begin)]))
    words = (sys.executable, "-m", f"tests.benchmarks.{program}", "--help")
    told = subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout
    assert "--write" in named
    assert named <= set(re.findall(r"--[a-z]+", told))
