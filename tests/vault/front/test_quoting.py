"""What is written in front matter is read back as the same text, by any YAML reader."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.source import Source
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import plain_value
from vaultnet.vault.front.quoting import flow_list, front_matter_text, plain_or_quoted, quoted
from vaultnet.vault.front.yaml_reading import FAST_LOADER, PURE_LOADER

TEXTS = st.text(st.characters(exclude_categories=["Cs"])).filter(
    lambda text: text.isprintable() and text.strip() == text and text != ""
)


@given(TEXTS)
def test_a_text_reads_back(text: str) -> None:
    source = Source("a.md", f"---\nname: {plain_or_quoted(text)}\nall: {flow_list([text])}\n---\n")
    for loader in (FAST_LOADER, PURE_LOADER):
        found = parse_front_matter(source, loader=loader)
        assert found.diagnostics == ()
        assert [plain_value(entry.value) for entry in found.entries] == [text, (text,)]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_text_is_one_line_and_the_same_text_to_other_readers(text: str) -> None:
    written = quoted(text)
    assert written.splitlines() == [written]
    assert yaml.load(written, Loader=yaml.SafeLoader) == text


@pytest.mark.parametrize("text", ["No", "true", "null", "0123", "+34 600", "", "a: b", "#x", "- a"])
def test_what_others_would_retype_is_quoted(text: str) -> None:
    assert plain_or_quoted(text) == f'"{text}"'


@pytest.mark.parametrize("text", ["Ana García", "key", "she/her", "2026-09-01", "4", "6w"])
def test_plain_words_stay_plain(text: str) -> None:
    assert plain_or_quoted(text) == text


def test_lines_of_front_matter_keep_their_order() -> None:
    values = {"name": "Ana", "tags": ["a", "b, c"], "met": "", "odd key:": "No"}
    assert front_matter_text(values) == ('name: Ana\ntags: [a, "b, c"]\nmet:\n"odd key:": "No"')
