import time
from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.vault.reading import codes, notes, parse
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import Kind
from vaultnet.source import decode_source
from vaultnet.vault.body import lines, log_lines, outline_scanner
from vaultnet.vault.parse import NODE_TYPES, kind_by_path, parse_file, stem_of
from vaultnet.vault.settings import Settings

FULL = """---
name: Ana García
serves: ["[[lead]]"]
---
Runs the platform group at [[acme]]. %%met her through Luis%%

## Assessment
- influence: decides the head-count [rated:: 2026-09-01]

## Opportunities
- Could refer me [[lead]] [value:: high] [by:: 2027-03-31]

## Career
- 2021-03.. Head of Platform at [[acme]]: `hires`

## Ties
- [[tom]]: former manager [strength:: strong] [from:: 2021]

## Log
- 2026-03-04 met: coffee with [[tom]] and [[eva]] #hiring
- [ ] 2026-06-02 promised: the paper [due:: 2026-06-20]
  - below

## Next
- [ ] congratulate her 📅 2026-12-01

## Private
Not for others.
"""


@pytest.mark.parametrize(
    ("path", "front", "kind"),
    [
        ("contacts/ana.md", "", Kind.CONTACT),
        ("contacts/work/ana.md", "", Kind.CONTACT),
        ("objectives/lead.md", "", Kind.OBJECTIVE),
        ("organisations/acme.md", "", Kind.ORGANISATION),
        ("journal/2026/2026-11-20.md", "", Kind.JOURNAL),
        ("me.md", "", Kind.ME),
        ("contacts/me.md", "", Kind.CONTACT),
        ("ana.md", "", Kind.NOTE),
        ("notes/contacts/ana.md", "", Kind.NOTE),
        ("contacts-old/ana.md", "", Kind.NOTE),
        ("ana.md", "kind: contact", Kind.CONTACT),
        ("contacts/ana.md", "kind: note", Kind.NOTE),
        ("me.md", "kind: note", Kind.NOTE),
        ("contacts/ana.md", "kind: friend", Kind.CONTACT),
    ],
)
def test_the_kind_of_a_page(path: str, front: str, kind: Kind) -> None:
    parsed = parse(f"---\n{front}\n---\n", path)
    assert parsed.kind is kind
    assert type(parsed.node) is NODE_TYPES[kind]


@pytest.mark.parametrize(
    ("folders", "path", "kind"),
    [
        ({Kind.CONTACT: ("People", "Team")}, "Team/ana.md", Kind.CONTACT),
        ({Kind.CONTACT: ("People",)}, "contacts/ana.md", Kind.NOTE),
        ({Kind.CONTACT: (".",), Kind.JOURNAL: ("daily",)}, "x/ana.md", Kind.CONTACT),
        ({Kind.CONTACT: (".",), Kind.JOURNAL: ("daily",)}, "daily/ana.md", Kind.JOURNAL),
        ({Kind.CONTACT: ("a",), Kind.ORGANISATION: ("a/b",)}, "a/b/c.md", Kind.ORGANISATION),
    ],
)
def test_the_deepest_folder_counts(
    folders: Mapping[Kind, tuple[str, ...]], path: str, kind: Kind
) -> None:
    assert kind_by_path(path, Settings(folders=folders)) is kind


def test_a_category_gives_a_kind() -> None:
    settings_ = Settings(categories={"people": Kind.CONTACT})
    assert parse('---\ncategories: ["[[People]]"]\n---\n', "ana.md", settings_).kind is Kind.CONTACT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("---\nname: Ana\n---\n# Other\n", "Ana"),
        ("# Ana **García**\n", "Ana García"),
        ("Ana\n===\n", "Ana"),
        ("# About [[ana|Ana]] `x`\n", "About Ana x"),
        ("## Notes\n", "ana"),
        ("# Log\n- 2026-03-04 met: x\n# Ana\n", "ana"),
        ("# Private\n", "ana"),
        ("> # Quoted\n", "ana"),
        ("", "ana"),
    ],
)
def test_the_name_of_a_page(text: str, name: str) -> None:
    node = parse(text).node
    assert node is not None
    assert (node.name, node.id) == (name, "ana")


@pytest.mark.parametrize(
    ("path", "stem"), [("a/b.md", "b"), ("b.MD", "b"), ("a.b.md", "a.b"), ("a/b", "b")]
)
def test_the_stem_of_a_path(path: str, stem: str) -> None:
    assert stem_of(path) == stem


CONFLICT = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    "text", [CONFLICT, CONFLICT.replace("\n", "\r\n"), f"---\n{CONFLICT}---\n"]
)
def test_an_unresolved_merge_is_rejected(text: str) -> None:
    parsed = parse(text)
    assert parsed.node is None
    assert [each.rule.name for each in parsed.diagnostics] == ["merge-conflict"]
    assert parsed.source.slice(parsed.diagnostics[0].place.span) == "<<<<<<<"


@pytest.mark.parametrize("text", [f"```\n{CONFLICT}```\n", "<<<<<<< a\n", ">>>>>>> a\n=======\n"])
def test_what_only_looks_like_a_merge_is_read(text: str) -> None:
    assert parse(text).node is not None


def test_front_matter_that_cannot_be_read_rejects_the_page() -> None:
    parsed = parse("---\nname: [Ana\n---\nbody\n")
    assert parsed.node is None
    assert parsed.diagnostics


def test_the_example_of_all_sections_is_clean() -> None:
    parsed = parse(FULL)
    assert isinstance(parsed.node, Contact)
    assert codes(FULL) == []
    assert parsed.node.private_text == "Not for others."


def test_every_prefix_of_a_page_is_read() -> None:
    for end in range(len(FULL)):
        parsed = parse(FULL[:end])
        assert parsed.node is not None or parsed.diagnostics


@given(notes, st.sampled_from(list(Kind)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_page_or_a_reason(text: str, kind: Kind) -> None:
    parsed = parse(f"---\nkind: {kind.value}\n---\n{text}", "a.md")
    assert parsed.node is not None or parsed.diagnostics
    assert parsed == parse(f"---\nkind: {kind.value}\n---\n{text}", "a.md")


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf## Log\n- 2026-03-04 met: a")
@settings(max_examples=300, deadline=None)
def test_any_bytes_that_are_text_give_a_page_or_a_reason(data: bytes) -> None:
    try:
        source = decode_source("contacts/a.md", data)
    except UnicodeDecodeError:
        return
    parsed = parse_file(source, Settings())
    assert parsed.node is not None or parsed.diagnostics


HOSTILE = (
    "[", "%%", "%% ", "`", "` ", "- ", "#", "# a\n", "[[", "[[a", "[a:: ", "[a:: b] ", "(a:: ",
    "> ", "> - ", "*", "* ", "_ ", "1. ", "\t", "\n", "\r", "\\", "![", "](", "[a](", '[a](b "',
    "<!--", "-->", "a\n---\n", '[a]: b "\n', "- a\n", "  - a\n", "- [ ] ", "## Log\n", "~~~\n",
    "with [[a]], ", "#a", "📅 ", "📅 2026-12-01 ", "- 2026-03-04 met: a with [[b]] [due:: x]\n",
    ":", "a: ", "- [[a]]: ", "%%`", "> [[a]] `b` %%c%%\n", "<<<<<<<\n", "[a:: [[b]]",
    "- %%a%% `b`\n", "2019.. at at ", "met, ",
)  # fmt: skip


def seconds(text: str) -> float:
    """Return the time that reading takes, the better of two."""
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        parse(text)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("heading", ["", "## Log\n- ", "## Career\n- 2019 ", "## Ties\n- "])
@pytest.mark.parametrize("piece", HOSTILE)
def test_reading_takes_time_in_proportion_to_the_length(piece: str, heading: str) -> None:
    """Four times the text may take ten times the time: not sixteen, and never long."""
    count = 12_000 // len(piece)
    short, long = seconds(heading + piece * (count // 4)), seconds(heading + piece * count)
    assert long < max(short * 10, 0.05)


PLAIN_LINES = st.lists(
    st.sampled_from(
        [
            "## Log", "- 2026-03-04 met: tea #sre", "- 2026-13-04 met: tea", "- 2026-03-04 gave:",
            "- 2026-03-04 call: a [weight:: 2]", "- 2026-03-04 note:  b ", "  - below", "goes on",
            "- 2026-03-04 promised: c", "- 2026-03-04 asked: [[d]]", "", "- [x] 2026-03-04 met: e",
            "- 2026-03-04 lunch: f", "%%g%%", "> quoted", "# Ana #", "```", "- 2026-03-04 met: `h`",
        ]
    ),
    max_size=14,
).map("\n".join)  # fmt: skip


@given(PLAIN_LINES)
@settings(max_examples=300, deadline=None)
def test_the_short_ways_come_to_the_same_as_the_long_ones(text: str) -> None:
    text = f"## Log\n{text}"
    short = parse(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "read_plain_entry", lambda *_: None)
        patch.setattr(log_lines, "_read_plain_start", lambda *_: None)
        patch.setattr(outline_scanner._Scanner, "_read_plain_line", lambda *_: False)
        assert parse(text) == short
