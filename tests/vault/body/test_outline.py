"""The outline of a note against CommonMark: its examples, and documents made at random."""

import json
import re
from bisect import bisect_right

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt

from tests.material import material
from tests.vault.reading import documents
from vaultnet.vault.body.outline import parse_outline

MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
NEWLINE = re.compile(r"\r\n|\n|\r")
WIDE_ITEM = re.compile(r"\d[.)]")
TAB_IN_QUOTE = re.compile(r">[ \t]*>[^\r\n]*\t")
FAR_SIGN = re.compile(r"(?:^|[\r\n])(?: {4}| *\t)[ \t]*[^ \t\r\n]")

Found = tuple[list[tuple[int, str, int]], list[int]]


def without_indents(text: str) -> str:
    return "\n".join(line.strip() for line in NEWLINE.split(text))


def read_by_markdown_it(text: str) -> Found:
    """Return level, text and line of headings outside containers, and lines of top-level items."""
    tokens = MARKDOWN.parse(text)
    headings = [
        (int(token.tag[1]), without_indents(tokens[index + 1].content), token.map[0])
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    items = [
        token.map[0]
        for token in tokens
        if token.type == "list_item_open" and token.level == 1 and token.map
    ]
    return headings, items


def read_by_outline(text: str) -> Found:
    outline = parse_outline(text)
    starts = [match.end() for match in NEWLINE.finditer(text)]
    headings = [
        (heading.level, without_indents(heading.text), bisect_right(starts, heading.lines.start))
        for heading in outline.headings
    ]
    return headings, [bisect_right(starts, item.start) for item in outline.items]


def test_the_examples_of_commonmark_are_read_as_markdown_it_reads_them() -> None:
    examples = json.loads((material("commonmark") / "spec.json").read_text(encoding="utf-8"))
    assert len(examples) > 600
    for number, each in enumerate(examples, 1):
        text = each["markdown"]
        assert read_by_outline(text) == read_by_markdown_it(text), number


@given(documents)
@example("- - \n \n\n  - a")
@settings(max_examples=400, deadline=None)
def test_any_document_has_the_headings_and_items_that_markdown_it_finds(text: str) -> None:
    """But for two things, in which the outline keeps to CommonMark.

    markdown-it ends a numbered item at a line that is lazily its text: one that is indented by
    four columns or more, and by less than the text of the item. And it counts the columns of a
    tab from elsewhere inside two block quotes.
    """
    lazy = WIDE_ITEM.search(text) and FAR_SIGN.search(text)
    if not lazy and not TAB_IN_QUOTE.search(text):
        assert read_by_outline(text) == read_by_markdown_it(text)


def test_a_line_that_is_lazily_the_text_of_an_item_begins_nothing() -> None:
    assert read_by_outline("10.  a\n    # b\nc\n2. d") == ([], [0, 3])


def test_the_columns_of_a_tab_count_from_the_edge_of_the_page() -> None:
    assert read_by_outline(">>1.\t code\ntext\n*") == ([], [])


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# Ana", [(1, "Ana")]),
        ("   ### Ana ###  ", [(3, "Ana")]),
        ("#hiring", []),
        ("    # code", []),
        ("Ana\nGarcía\n===", [(1, "Ana\nGarcía")]),
        ("Log\r\n---\r\n# Next\r\n", [(2, "Log"), (1, "Next")]),
        ("# One\r# Two\r", [(1, "One"), (1, "Two")]),
        ("#\tTabbed", [(1, "Tabbed")]),
        ("> # Quoted\n- # Listed", []),
        ("```\n# code\n```\n# Ana", [(1, "Ana")]),
        ("# Ana %%secret%%", [(1, "Ana")]),
        ("%%\n# Ana\n%%\n# Tom", [(1, "Tom")]),
        ("[a]: /b\n===\n", []),
    ],
)
def test_headings(text: str, headings: list[tuple[int, str]]) -> None:
    found = [
        (heading.level, heading.text.replace("\r", "")) for heading in parse_outline(text).headings
    ]
    assert found == headings


@given(documents)
@settings(max_examples=200, deadline=None)
def test_spans_name_what_they_hold(text: str) -> None:
    outline = parse_outline(text)
    for heading in outline.headings:
        assert text[heading.span.start : heading.span.end].strip() == heading.text
    end = 0
    for item in outline.items:
        assert end <= item.start < item.content <= item.head_end + 1
        assert item.head_end <= item.end <= len(text)
        assert text[item.start] in "-*+0123456789"
        end = item.end
    assert len(outline.shown) == len(text)


def test_the_first_paragraph_of_an_item_is_apart_from_what_is_below_it() -> None:
    text = "- one\n  goes on\nand on\n\n  - below\n\nend"
    [item] = parse_outline(text).items
    assert text[item.content : item.head_end] == "one\n  goes on\nand on"
    assert text[item.head_end : item.end].strip() == "- below"


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("```\ncode", True),
        ("```\ncode\n```", False),
        ("- ```\n  code\nend", False),
        ("~~~ ~~~", True),
    ],
)
def test_a_fence_without_an_end_is_told(text: str, is_open: bool) -> None:  # noqa: FBT001
    assert (parse_outline(text).open_fence is not None) is is_open


@pytest.mark.parametrize(
    ("text", "comments", "is_open"),
    [
        ("a %%b%% c", ["%%b%%"], False),
        ("a %%b\n\nc%% d", ["%%b\n\nc%%"], False),
        ("a <!-- b --> c", ["<!-- b -->"], False),
        ("`%%` a %% b", ["%% b"], True),
        ("```\n%%\n```\nend", [], False),
        ("- ```\n  %%\nout %%in%%", ["%%in%%"], False),
        ("a %%`b%% c `%%d%%", ["%%`b%%", "%%d%%"], False),
        ("%%%%%%", ["%%%%", "%%"], True),
    ],
)
def test_comments(text: str, comments: list[str], is_open: bool) -> None:  # noqa: FBT001
    outline = parse_outline(text)
    assert [text[start:end] for start, end in outline.comments] == comments
    assert (outline.open_comment is not None) is is_open


def test_comments_of_a_stretch() -> None:
    outline = parse_outline("a %%b%% c %%d%% e %%f%%")
    assert outline.comments_in(8, 16) == outline.comments[1:2]
    assert outline.comments_in(4, 11) == outline.comments[:2]
    assert outline.comments_in(0, 2) == ()
