import pytest

from vaultnet.domain.node import Reference
from vaultnet.source import Span
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.body.outline_links import parse_wikilink
from vaultnet.vault.body.outline_spans import code_spans


def links(text: str, folder: str = "") -> list[Reference]:
    return [link.reference for link in parse_outline(text, 0, folder).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[ana]]", Reference("ana")),
        ("[[Ana García]]", Reference("Ana García")),
        ("[[contacts/ana.md]]", Reference("contacts/ana")),
        ("[[ana|Ana `G.`]]", Reference("ana", "Ana `G.`")),
        ("| [[ana\\|Ana]] |", Reference("ana", "Ana")),
        ("[[ana#Log|her log]]", Reference("ana", "her log", "Log")),
        ("[[ana# Log ]]", Reference("ana", heading="Log")),
        ("![[photo.jpg]]", Reference("photo.jpg", embed=True)),
        ("# About [[ana]]", Reference("ana")),
        ("> - [[ana]]", Reference("ana")),
        ("[Ana](ana.md)", Reference("ana", "Ana")),
        ("[Ana](<ana garcia.md>)", Reference("ana garcia", "Ana")),
        ('[Ana](ana%20garcia.md#Log "her page")', Reference("ana garcia", "Ana", "Log")),
        ("![Ana](/contacts/ana.md)", Reference("contacts/ana", "Ana", embed=True)),
    ],
)
def test_a_link(text: str, expected: Reference) -> None:
    assert links(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "[[]]", "[[ ]]", "[[#Log]]", "[[ana\nb]]", "\\[[ana]]", "`[[ana]]`", "``a ` [[ana]]``",
        "`a\n[[ana]] b`", "```\n[[ana]]\n```", "    [[ana]]", "~~~\n[[ana]]", "[[a[b]]",
        "[x](https://ana.example/a.md)", "[x](//ana.example/a.md)", "[x](ana.pdf)",
        "[x](mailto:a.md)",
    ],
)  # fmt: skip
def test_what_is_no_link(text: str) -> None:
    assert links(text) == []


def test_code_that_never_ends_is_text() -> None:
    assert links("`` [[ana]] `") == [Reference("ana")]
    assert links("\\` [[ana]] `[[tom]]`") == [Reference("ana")]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("ana.md", "ana"),
        ("contacts/ana.md", "contacts/ana"),
        ("./ana.md", "journal/2026/ana"),
        ("../../contacts/ana.md", "contacts/ana"),
        ("../../../../ana.md", "ana"),
    ],
)
def test_a_path_with_dots_begins_where_the_file_lies(path: str, target: str) -> None:
    assert links(f"[Ana]({path})", "journal/2026") == [Reference(target, "Ana")]


def test_links_stand_in_reading_order_with_their_places() -> None:
    text = "[[a]] [b](b.md) %%[[c]]%% ![[d]]"
    found = parse_outline(text).links
    assert [link.reference.target for link in found] == ["a", "b", "c", "d"]
    assert [text[slice(*link.span)] for link in found] == ["[[a]]", "[b](b.md)", "[[c]]", "![[d]]"]
    assert [link.hidden for link in found] == [False, False, True, False]


def test_topics() -> None:
    text = "#hiring (#sre) a#b https://a.example/#c [[a#d]] #2026 #año/nuevo \\#e `#f` #g-h"
    found = parse_outline(text).topics
    assert [topic.name for topic in found] == ["hiring", "sre", "año/nuevo", "g-h"]
    assert all(text[slice(*topic.span)] == f"#{topic.name}" for topic in found)


def test_one_link_that_is_the_whole_text() -> None:
    assert parse_wikilink("[[ana|Ana]]") == Reference("ana", "Ana")
    assert parse_wikilink("[[ana]] and more") is None
    assert parse_wikilink("[[ ]]") is None


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("`a`", ["`a`"]),
        ("``a`b``", ["``a`b``"]),
        ("`a``b`", ["`a``b`"]),
        ("\\`a`b`", ["`b`"]),
        ("\\``a`", ["`a`"]),
        ("`a\\`", ["`a\\`"]),
        ("` a", []),
        ("`a` ``b` c``", ["`a`", "``b` c``"]),
    ],
)
def test_inline_code(text: str, spans: list[str]) -> None:
    found = code_spans(text, Span(0, len(text)))
    assert [text[start:end] for start, end in found] == spans
