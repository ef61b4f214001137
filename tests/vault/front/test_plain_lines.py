"""The quick way through front matter gives what a YAML loader gives, or leaves it to the loader."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.source import Source
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.plain_lines import parse_plain_lines
from vaultnet.vault.front.yaml_reading import FAST_LOADER, PURE_LOADER

WORDS = st.one_of(
    st.sampled_from(
        [
            *(
                "Ana",
                "García",
                "key",
                "4",
                "-1",
                "--12-04",
                "2026-09-01",
                "+34 600",
                "NO",
                "~",
                "null",
            ),
            *(
                "a:b",
                "a: b",
                "a:",
                ":a",
                "a#b",
                "a #b",
                "#b",
                "-",
                "- a",
                "?",
                "? a",
                "a?b",
                "--",
                "---",
            ),
            *(
                "https://a.example/?b=c#d",
                "ana@a.example",
                "@a",
                "`a`",
                "%a",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
            ),
            *(
                '"a"',
                "'a'",
                '"a: b"',
                '"a',
                "'a",
                '"a"b',
                "''",
                '""',
                "'it''s'",
                '"a\\n"',
                '"a" #b',
            ),
            *(
                "[]",
                "[a]",
                "[a, b]",
                "[a,b]",
                "[ a , 'b' ]",
                "[a, ]",
                "[,]",
                "[[a]]",
                '["[[a]]"]',
                "[a: b]",
            ),
            *(
                "[null]",
                "[-a]",
                "[a-b, -]",
                "[a?]",
                "[it's]",
                "[@a, a@b]",
                "{a: b}",
                "{{date}}",
                "=",
                "<<",
            ),
            *(
                "a  b",
                " a",
                "a ",
                "a\tb",
                "a\xa0b",
                "\xa0",
                "😀 b",
                "a\u3000b",
                "a,b",
                "a]b",
                "a}b",
                "[a]b",
            ),
        ]
    ),
    st.text(max_size=8),
)
KEYS = st.sampled_from(
    ["name", "tags", "a-b", "A_1", "é", "a b", "", "<<", "null", "- a", "?a", '"q"']
)
COMMENTS = st.sampled_from(["", "", "", " # c", "#c", "  ", " #"])
LINES = st.one_of(
    st.builds(lambda key, word, comment: f"{key}: {word}{comment}", KEYS, WORDS, COMMENTS),
    st.builds(lambda key, comment: f"{key}:{comment}", KEYS, COMMENTS),
    st.builds(
        lambda indent, word, comment: f"{indent}- {word}{comment}",
        st.sampled_from(["", "  ", " "]),
        WORDS,
        COMMENTS,
    ),
    st.sampled_from(["", "  ", "# c", "  # c", "  more", "...", "--- a", "%YAML 1.1"]),
)
BLOCKS = st.builds(
    lambda lines, end: end.join(lines), st.lists(LINES, max_size=6), st.sampled_from(["\n", "\r\n"])
)


@settings(max_examples=1500)
@given(BLOCKS)
def test_plain_lines_are_what_the_loaders_read(block: str) -> None:
    source = Source("a.md", f"---\n{block}\n---\n")
    found = parse_front_matter(source)
    assert found == parse_front_matter(source, loader=FAST_LOADER)
    # The pure loader refuses a question mark inside brackets, which the short way reads.
    if "?" not in block and parse_plain_lines(block, 4) is not None:
        assert found == parse_front_matter(source, loader=PURE_LOADER)


@pytest.mark.parametrize(
    "block",
    [
        "",
        "# nothing",
        "name: Ana García\ntags: [a, 'b', \"c: d\"]\n",
        'tags:\n  - a\n  # c\n\n  - "b"\nname: Ana # c',
        "tags:\n- a\nmet: 2019-10-04\r\nbirthday: --12-04",
        "url: [https://a.example]\nphone: +34 600 000 000\nempty:\nnone: ~",
    ],
)
def test_what_most_notes_hold_needs_no_loader(block: str) -> None:
    found = parse_plain_lines(block, 4)
    source = Source("a.md", f"---\n{block}\n---\n")
    expected = parse_front_matter(source, loader=PURE_LOADER)
    assert found == expected.entries


@pytest.mark.parametrize(
    "piece", ["a ", "a: ", "- ", "[", ", a", " #", "'", "a:\n", "\n  - b", "    "]
)
def test_the_time_is_linear(piece: str) -> None:
    start = time.process_time()
    for head in ("k: ", "k: [", 'k: "', "k:\n  - ", ""):
        parse_plain_lines(head + piece * (60_000 // len(piece)), 0)
    assert time.process_time() - start < 2
