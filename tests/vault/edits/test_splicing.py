"""Edits of text: only the spans asked for change, whatever stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Rule, Severity
from vaultnet.source import Source, Span, decode_source
from vaultnet.vault.edits.splicing import find_stray_change, plan_fixes, render_diff, splice

RULE = Rule("VN000", "test", Severity.WARNING, "a test")
PIECES = ("a", "é", "\r\n", "\n", "\r", "\ufeff", "\u2028", "🙂", '"')
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def edit(start: int, end: int, replacement: str, path: str = "a.md") -> Edit:
    return Edit(Place(path, Span(start, end)), replacement)


def complaint(*edits: Edit, safe: bool = True) -> Diagnostic:
    return Diagnostic(RULE, edits[0].place, "x", fix=Fix("repair", edits, safe=safe))


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[Source, list[Edit]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = zip(cuts[::2], cuts[1::2], strict=False)
    edits = [edit(start, end, draw(TEXTS)) for start, end in dict(spans).items()]
    return Source("a.md", text, bom=draw(st.booleans())), edits


@given(edited_texts())
def test_an_edit_changes_only_its_own_span(case: tuple[Source, list[Edit]]) -> None:
    source, edits = case
    after = splice(source, reversed(edits))
    expected, moved = source.text, 0
    for one in edits:
        start, end = one.place.span.shifted(moved)
        expected = expected[:start] + one.replacement + expected[end:]
        moved += len(one.replacement) - (end - start)
    assert after.text == expected
    assert after.bom == source.bom
    assert find_stray_change(source, after, edits) is None


@given(edited_texts(), st.integers(0), st.sampled_from(["x", "\r"]))
def test_a_change_that_nobody_asked_for_is_found(
    case: tuple[Source, list[Edit]], where: int, intruder: str
) -> None:
    source, edits = case
    after = splice(source, edits)
    where %= len(after.text) + 1
    changed = Source("a.md", after.text[:where] + intruder + after.text[where:], bom=source.bom)
    assert find_stray_change(source, changed, edits) is not None


def test_bytes_around_an_edit_survive() -> None:
    data = b'\xef\xbb\xbf---\r\nname: "Ana"\r\n# kept\r\n---\r\nno final newline'
    source = decode_source("a.md", data)
    start = source.text.index('"Ana"')
    after = splice(source, [edit(start, start + 5, '"Eva"')])
    assert after.encoded() == data.replace(b"Ana", b"Eva")


def test_a_lost_mark_is_found() -> None:
    assert find_stray_change(Source("a.md", "x", bom=True), Source("a.md", "x"), []) is not None


@pytest.mark.parametrize("edits", [[edit(0, 3, ""), edit(2, 4, "")], [edit(4, 9, "")]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice(Source("a.md", "abcd"), edits)


def test_fixes_are_taken_whole_and_only_the_safe_ones() -> None:
    planned = plan_fixes(
        [
            complaint(edit(0, 2, "A")),
            complaint(edit(1, 3, "B"), edit(0, 1, "B", "b.md")),
            complaint(edit(8, 9, "C"), safe=False),
            complaint(edit(5, 6, "D"), edit(3, 4, "E", "b.md")),
            Diagnostic(RULE, Place("a.md", Span(0, 1)), "no fix"),
        ]
    )
    assert planned == {
        "a.md": (edit(0, 2, "A"), edit(5, 6, "D")),
        "b.md": (edit(3, 4, "E", "b.md"),),
    }


def test_insertions_at_one_place_wait_for_the_next_round() -> None:
    planned = plan_fixes([complaint(edit(4, 4, "A")), complaint(edit(4, 4, "B"))])
    assert planned == {"a.md": (edit(4, 4, "A"),)}


def test_a_diff_shows_what_changes_and_a_missing_final_newline() -> None:
    before, after = Source("a.md", "one\r\ntwo"), Source("a.md", "one\r\nthree")
    assert render_diff(before, after).splitlines() == [
        "--- a/a.md",
        "+++ b/a.md",
        "@@ -1,2 +1,2 @@",
        " one",
        "-two",
        "\\ No newline at end of file",
        "+three",
        "\\ No newline at end of file",
    ]
    assert render_diff(before, before) == ""
    assert "--- /dev/null" in render_diff(None, after)
