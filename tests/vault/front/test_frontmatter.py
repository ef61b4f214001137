"""Front matter: what is kept as text, what is refused, and where everything stands."""

import time

import pytest

from vaultnet.source import Source, Span, decode_source
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import (
    Empty,
    FrontMatter,
    Nested,
    Refused,
    Scalar,
    ScalarList,
    plain_value,
)
from vaultnet.vault.front.yaml_reading import FAST_LOADER, PURE_LOADER, Loader

pytestmark = pytest.mark.parametrize("loader", [FAST_LOADER, PURE_LOADER], ids=["fast", "pure"])


def read(block: str, loader: Loader) -> tuple[Source, FrontMatter]:
    source = Source("contacts/ana.md", f"---\n{block}\n---\nHires twice a year.\n")
    return source, parse_front_matter(source, loader=loader)


def values(found: FrontMatter) -> dict[str, str | tuple[str, ...]]:
    return {entry.key: plain_value(entry.value) for entry in found.entries}


def codes(found: FrontMatter) -> list[str]:
    return [told.rule.code for told in found.diagnostics]


@pytest.mark.parametrize(
    "text",
    ["+491701234567", "0301234567", "No", "1990-02-29", "0x1F", "1e3", "12:30:45", ".inf", "true"],
)
def test_a_scalar_stays_the_text_that_was_written(loader: Loader, text: str) -> None:
    source, found = read(f"phone: {text}", loader)
    [entry] = found.entries
    assert isinstance(entry.value, Scalar)
    assert entry.value.text == text == source.slice(entry.value.span)
    assert found.diagnostics == ()


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_no_value(loader: Loader, text: str) -> None:
    _, found = read(f"birthday: {text}\nname: Ana", loader)
    assert isinstance(found.entries[0].value, Empty)
    assert values(found) == {"birthday": "", "name": "Ana"}


def test_null_with_a_capital_is_a_name(loader: Loader) -> None:
    _, found = read("name: Null", loader)
    assert values(found) == {"name": "Null"}


@pytest.mark.parametrize("opened", ["[", "{", "a: [", "a: {", "- ", "a: [b,"])
def test_any_nesting_is_refused_in_no_time(loader: Loader, opened: str) -> None:
    start = time.process_time()
    source = Source("a.md", f"---\n{opened * (49_000 // len(opened))}\n---\n")
    found = parse_front_matter(source, loader=loader)
    assert not found.ok
    assert set(codes(found)) <= {"VN107", "VN108"}
    assert time.process_time() - start < 2


def test_49_kilobytes_of_brackets_are_deep_nesting(loader: Loader) -> None:
    _, found = read("a: " + "[" * 49_000, loader)
    assert (found.ok, codes(found)) == (False, ["VN108"])


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_ends_no_line(loader: Loader, separator: str) -> None:
    _, found = read(f"private: true\nname: Ana{separator}private: false", loader)
    assert (found.ok, codes(found)) == (False, ["VN114"])
    assert found.diagnostics[0].fix is None


def test_a_line_separator_in_quotes_is_a_blank(loader: Loader) -> None:
    source, found = read('name: "Ana\u2028García"', loader)
    assert values(found) == {"name": "Ana García"}
    [told] = found.diagnostics
    assert source.slice(told.place.span) == "\u2028"
    assert told.fix is not None
    assert told.fix.safe


def test_an_invisible_character_is_shown(loader: Loader) -> None:
    source, found = read('name: An\x07a\nrole: "\\u0000x"', loader)
    assert values(found) == {"name": "An\ufffda", "role": "\ufffdx"}
    assert codes(found) == ["VN103", "VN103"]
    assert source.slice(found.diagnostics[0].place.span) == "\x07"


def test_a_byte_order_mark_moves_nothing(loader: Loader) -> None:
    source = decode_source("a.md", b"\xef\xbb\xbf---\nname: Ana\n---\nx")
    found = parse_front_matter(source, loader=loader)
    assert source.bom
    assert found.entries[0].value.span == Span(10, 13)
    assert source.slice(found.body) == "x"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends(loader: Loader, end: str) -> None:
    lines = ("---", "name: Ana", "tags:", "  - sre", "  - k8s", "---", "Body")
    source = Source("a.md", end.join(lines))
    found = parse_front_matter(source, loader=loader)
    assert values(found) == {"name": "Ana", "tags": ("sre", "k8s")}
    assert source.slice(found.entries[0].value.span) == "Ana"
    assert source.slice(found.body) == "Body"


def test_offsets_count_code_points_beyond_the_first_plane(loader: Loader) -> None:
    source, found = read('name: 😀 Ana\naliases: [😀, "😀😀", Ana]\nrole: Lead', loader)
    written = [source.slice(entry.value.span) for entry in found.entries]
    assert written == ["😀 Ana", '[😀, "😀😀", Ana]', "Lead"]
    value = found.entries[1].value
    assert isinstance(value, ScalarList)
    assert [source.slice(item.span) for item in value.items] == ["😀", '"😀😀"', "Ana"]


def test_lists_with_dashes_are_lists(loader: Loader) -> None:
    source, found = read("tags:\n- a\n-\n- 'b'\nx: 1", loader)
    value = found.entries[0].value
    assert isinstance(value, ScalarList)
    assert (value.flow, plain_value(value)) == (False, ("a", "b"))
    assert source.slice(value.span) == "- a\n-\n- 'b'"


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("role: &x Lead", "VN110"),
        ("role: *x", "VN110"),
        ("role: !!str Lead", "VN111"),
        ("role: !python/object:os.system Lead", "VN111"),
        ("functions: &x [a]", "VN110"),
        ("custom: &x {a: b}", "VN110"),
    ],
)
def test_what_is_refused_leaves_only_its_field_unset(loader: Loader, block: str, code: str) -> None:
    _, found = read(f"name: Ana\n{block}\ntier: key", loader)
    assert (found.ok, codes(found)) == (True, [code])
    assert [type(entry.value) for entry in found.entries] == [Scalar, Refused, Scalar]


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("--- second\na: b", "VN109"),
        ("%YAML 1.1\n--- x", "VN109"),
        ("a: b\n...\n--- c", "VN109"),
        ("!x\njust text", "VN107"),
        ("{name: Ana}", "VN107"),
        ("- name", "VN107"),
        ('a: "\\ud800"', "VN107"),
        ('a: "\\UFFFFFFFF"', "VN107"),
        ("photo: ![[a.png]]", "VN107"),
    ],
)
def test_what_cannot_be_read_leaves_nothing(loader: Loader, block: str, code: str) -> None:
    _, found = read(block, loader)
    assert (found.ok, found.entries, codes(found)[-1:]) == (False, (), [code])


def test_the_merge_key_is_refused_and_a_quoted_one_is_a_key(loader: Loader) -> None:
    _, found = read('<<: {tier: key}\n"<<": x', loader)
    assert (values(found), codes(found)) == ({"<<": "x"}, ["VN112"])


def test_of_a_key_given_twice_the_first_counts(loader: Loader) -> None:
    source, found = read("private: false\nname: Ana\nprivate: true", loader)
    assert values(found) == {"private": "false", "name": "Ana"}
    assert found.repeated == {"private"}
    [told] = found.diagnostics
    assert source.position(told.place.span.start).line == 4
    assert source.position(told.related[0].place.span.start).line == 2


def test_a_key_that_is_no_text_takes_only_itself_away(loader: Loader) -> None:
    _, found = read("name: Ana\n? [a]\n: b\ntier: key", loader)
    assert (values(found), codes(found)) == ({"name": "Ana", "tier": "key"}, ["VN107"])


def test_a_link_without_quotes_is_understood(loader: Loader) -> None:
    source, found = read("organisation: [[acme|Acme]]\nserves: [[[a]], b, '[[c]]']", loader)
    assert values(found) == {"organisation": "[[acme|Acme]]", "serves": ("[[a]]", "b", "[[c]]")}
    assert codes(found) == ["VN221", "VN221"]
    fix = found.diagnostics[0].fix
    assert fix is not None
    assert (fix.safe, fix.edits[0].replacement) == (True, '"[[acme|Acme]]"')
    assert source.slice(fix.edits[0].place.span) == "[[acme|Acme]]"


@pytest.mark.parametrize("text", ["[[1, 2]]", "[[a], [b]]", "[[[a, b]]]", "{a: {b: c}}"])
def test_other_nesting_is_kept_as_it_is_written(loader: Loader, text: str) -> None:
    source, found = read(f"coordinates: {text}", loader)
    value = found.entries[0].value
    items = value.items if isinstance(value, ScalarList) else (value,)
    assert all(isinstance(item, Nested) for item in items)
    assert source.slice(value.span) == text
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    "text", ["", "Hello", "---", "---\n\nText", "----\na: b\n----\n", " ---\na: b"]
)
def test_a_text_without_front_matter_is_all_body(loader: Loader, text: str) -> None:
    found = parse_front_matter(Source("a.md", text), loader=loader)
    assert (found.ok, found.span, found.body) == (True, None, Span(0, len(text)))


def test_unclosed_front_matter_is_told(loader: Loader) -> None:
    found = parse_front_matter(Source("a.md", "---\nname: Ana\n\ntext"), loader=loader)
    assert (found.ok, codes(found)) == (False, ["VN106"])


@pytest.mark.parametrize(
    "text", ["---\n---", "---\n---\n", "---\n# a comment\n---\n", "---  \n\n---\t\n"]
)
def test_empty_front_matter_is_front_matter(loader: Loader, text: str) -> None:
    found = parse_front_matter(Source("a.md", text), loader=loader)
    assert (found.ok, found.entries, found.body.start) == (True, (), len(text))


def test_the_limit_counts_bytes(loader: Loader) -> None:
    source = Source("a.md", "---\nname: " + "é" * 100 + "\n---\n")
    assert parse_front_matter(source, 206, loader).ok
    assert codes(parse_front_matter(source, 205, loader)) == ["VN105"]
