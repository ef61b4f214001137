"""What is said about YAML that cannot be read: our words, at the place that people look for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.source import Source
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.yaml_faults import explain_fault
from vaultnet.vault.front.yaml_reading import FAST_LOADER, PURE_LOADER, Loader


@pytest.mark.parametrize("loader", [FAST_LOADER, PURE_LOADER], ids=["fast", "pure"])
@pytest.mark.parametrize(
    ("block", "words", "written"),
    [
        ("role: Head: Platform", "a colon and a blank", "Head: Platform"),
        ("email: @ana", 'cannot begin with "@"', "@ana"),
        ("role: `x`", 'cannot begin with "`"', "`x`"),
        ("role: %x", 'cannot begin with "%"', "%x"),
        ('role: "Lead', "quote is opened and never closed", '"Lead'),
        ("role: 'Lead", "quote is opened and never closed", "'Lead"),
        ("role: 'Lead' of all", "after the closing quote", "'Lead' of all"),
        ("serves: [[a]], [[b]]", "a link in front matter needs quotes", "[[a]], [[b]]"),
        ("tags: [a, b", "bracket is opened and never closed", "[a, b"),
        ("tags:\n\t- a", "a tab cannot indent", "- a"),
        ("tags:\n  - a\n\t- b", "a tab cannot indent", "- b"),
        ("hello there", "this line is no", "hello there"),
        ("role: Lead\n  tier: key", "is indented below a line", "tier: key"),
        (": Lead", "a key is missing", ": Lead"),
    ],
)
def test_a_fault_is_named_where_it_is(loader: Loader, block: str, words: str, written: str) -> None:
    source = Source("a.md", f"---\nname: Ana\n{block}\nlocation: Madrid\n---\n")
    [told] = parse_front_matter(source, loader=loader).diagnostics
    assert words in told.message
    assert source.slice(told.place.span) == written
    assert told.hint


@given(st.text(), st.integers(min_value=0, max_value=300))
def test_any_place_of_any_text_has_an_explanation(block: str, offset: int) -> None:
    fault = explain_fault(block, offset)
    assert 0 <= fault.span.start <= fault.span.end <= len(block)
    assert fault.template.format(**fault.values)
