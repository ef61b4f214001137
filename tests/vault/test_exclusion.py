"""Paths that the settings leave out: the same as by a regular expression, in the time of a path."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultnet.vault.exclusion import matches_any

PATTERNS = st.text(st.sampled_from("ab/*?\n"), max_size=8) | st.lists(
    st.sampled_from(["a", "b", "/", "*", "**", "**/", "?", "/**/"]), max_size=6
).map("".join)
PATHS = st.lists(st.text(st.sampled_from("ab\n"), min_size=1, max_size=4), min_size=1, max_size=4)


def expression_of(pattern: str) -> str:
    """Return what a pattern means as a regular expression, which takes its time with stars."""
    means = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", pattern.strip("/"))
    begins = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    return begins + "".join(means.get(part) or re.escape(part) for part in parts) + r"(?:/|\Z)"


@given(PATTERNS, PATHS.map("/".join))
@example("a**/b", "a/b")
@example("a**b*/", "a/a/bb/a")
@example("**/**/a", "b/a")
def test_a_pattern_matches_what_its_regular_expression_does(pattern: str, path: str) -> None:
    expected = bool(pattern.strip("/")) and re.match(expression_of(pattern), path, re.DOTALL)
    assert matches_any((pattern,), path) is bool(expected)


def test_a_folder_whose_name_holds_a_line_break_hides_nothing_from_a_pattern() -> None:
    assert matches_any(("secret.md",), "a\nb/secret.md")
    assert matches_any(("private/**/x.md",), "private/a\nb/x.md")


@pytest.mark.parametrize("pattern", ["*a" * 40 + "b", "**/" * 40 + "b", "**a" * 40 + "/b"])
def test_many_stars_take_no_longer_than_the_path_is_long(pattern: str) -> None:
    path = "/".join(["a" * 200] * 20)
    assert not matches_any((pattern,), path)


def test_one_of_several_patterns_is_enough() -> None:
    assert matches_any(("x/**", "b"), "a/b/c.md")
    assert not matches_any((), "a/b/c.md")
