"""Front matter of any text at all: never an exception, and every span slices back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.source import Source
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import FrontMatter, Nested, Scalar, ScalarList
from vaultnet.vault.front.yaml_reading import FAST_LOADER, PURE_LOADER, Loader

LOADERS = pytest.mark.parametrize("loader", [FAST_LOADER, PURE_LOADER], ids=["fast", "pure"])

PIECES = st.sampled_from(
    [
        *("name", "private", "tags", "a", "Ana García", "😀", "true", "0123", "[[acme]]", "![[x]]"),
        *(
            ": ",
            ":",
            " ",
            "  ",
            "\t",
            "\n",
            "\n",
            "\n",
            "\r\n",
            "\r",
            "- ",
            "-",
            "? ",
            ", ",
            "#",
            " # ",
        ),
        *(
            "[",
            "]",
            "{",
            "}",
            '"',
            "'",
            "\\",
            "|",
            ">",
            "&x ",
            "*x",
            "!",
            "!!int ",
            "<<",
            "@",
            "`",
            "%",
        ),
        *(
            "---",
            "...",
            "~",
            "null",
            "\u2028",
            "\x85",
            "\ufeff",
            "\x00",
            "\x07",
            "\ud800",
            "\\x41",
            "=\xa0",
        ),
    ]
)
YAML_LIKE = st.lists(PIECES, max_size=40).map("".join)
WRAPPED = YAML_LIKE.map(lambda text: f"---\n{text}\n---\nbody")
TEXTS = st.one_of(st.text(), YAML_LIKE, WRAPPED, st.text().map(lambda text: f"---\n{text}\n---\n"))


def scalars(found: FrontMatter) -> list[Scalar | Nested]:
    items: list[Scalar | Nested] = []
    for entry in found.entries:
        if isinstance(entry.value, ScalarList):
            items.extend(entry.value.items)
        elif isinstance(entry.value, Scalar | Nested):
            items.append(entry.value)
    return items


@LOADERS
@given(text=TEXTS)
def test_any_text_gives_front_matter(loader: Loader, text: str) -> None:
    found = parse_front_matter(Source("a.md", text), loader=loader)
    assert found.ok or found.diagnostics
    assert found.body.end == len(text)
    for told in found.diagnostics:
        assert 0 <= told.place.span.start <= told.place.span.end <= len(text)
        assert told.message


@LOADERS
@given(text=TEXTS)
def test_spans_stand_inside_their_block_in_order(loader: Loader, text: str) -> None:
    found = parse_front_matter(Source("a.md", text), loader=loader)
    last = 0
    for entry in found.entries:
        assert found.span is not None
        assert found.span.start <= entry.key_span.start < entry.key_span.end <= found.span.end
        assert last <= entry.key_span.start
        assert entry.key_span.end <= entry.value.span.start <= entry.value.span.end
        last = entry.value.span.end


@LOADERS
@given(text=TEXTS)
def test_a_plain_text_on_one_line_is_what_its_span_covers(loader: Loader, text: str) -> None:
    source = Source("a.md", text)
    found = parse_front_matter(source, loader=loader)
    unseen = any(told.rule.code in {"VN103", "VN114"} for told in found.diagnostics)
    for item in scalars(found):
        written = source.slice(item.span)
        if unseen or "\n" in written or "\r" in written or written[:1] in {"|", ">"}:
            continue
        if isinstance(item, Scalar) and item.quoted:
            assert written[0] == written[-1]
            assert written[0] in "\"'"
        else:
            assert written == item.text


@settings(max_examples=400)
@given(text=TEXTS)
def test_both_loaders_read_the_same(text: str) -> None:
    fast = parse_front_matter(Source("a.md", text), loader=FAST_LOADER)
    pure = parse_front_matter(Source("a.md", text), loader=PURE_LOADER)
    assert fast.ok == pure.ok
    assert fast.entries == pure.entries
    if fast.ok:
        assert fast.diagnostics == pure.diagnostics
