"""Reports for people: lines that fit, columns that give way, and nothing cut off."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.cli.output import Terminal, display_width
from vaultnet.cli.paper import (
    Column,
    Stacked,
    Styled,
    Written,
    bar,
    heading,
    lay_out,
    paragraph,
    wrap,
)


def terminal(width: int, *, color: bool = False) -> Terminal:
    return Terminal(sys.stdout, sys.stderr, color, width)


@given(st.text("abc 李é", max_size=80), st.integers(2, 30))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines)


def test_a_paragraph_hangs() -> None:
    text = paragraph(terminal(20), "one two three four five six", indent=2, hanging=2)
    assert text.splitlines() == ["  one two three four", "    five six"]


def test_columns_give_way_from_the_widest_on() -> None:
    columns = (Column("who"), Column("what", flexible=True), Column("n", right=True))
    rows = [("Ana", "the capacity-planning paper, with the worked example", "3")]
    assert lay_out(terminal(40), columns, rows).splitlines() == [
        "  who  what                            n",
        "  Ana  the capacity-planning paper,    3",
        "       with the worked example",
    ]


def test_a_column_without_titles_has_no_title_line() -> None:
    assert lay_out(terminal(40), (Column(), Column()), [("a", "b")]) == "  a  b"


def test_styles_take_no_room() -> None:
    rows: list[tuple[Written, Written]] = [(Styled("a", "strong"), "b"), ("aaa", "b")]
    first, second = lay_out(terminal(40, color=True), (Column(), Column()), rows).splitlines()
    assert first == "  \x1b[1ma\x1b[0m    b"
    assert second == "  aaa  b"


def test_what_could_steer_a_terminal_is_shown_as_a_sign() -> None:
    assert "\x1b" not in lay_out(terminal(40), (Column(),), [("\x1b]52;c;eA==\x07",)])
    assert "\x1b" not in heading(terminal(40), "\x1b[2J", "\x1b[2J")
    assert "\x1b" not in paragraph(terminal(40), "\x1b[2J")


@pytest.mark.parametrize(
    ("value", "drawn"), [(0, "░░░░"), (0.01, "█░░░"), (2, "██░░"), (4, "████"), (9, "████")]
)
def test_a_bar_never_shows_something_as_nothing(value: float, drawn: str) -> None:
    assert bar(value, 4, 4) == drawn


def test_a_bar_of_nothing_is_empty() -> None:
    assert bar(3, 0, 4) == "░░░░"


def test_a_cell_may_hold_several_texts() -> None:
    cell = Stacked(("last contact long ago", Styled("they need a hand", "faint")))
    lines = lay_out(terminal(19), (Column(), Column(flexible=True)), [("Ana", cell)]).splitlines()
    assert lines == ["  Ana  last contact", "       long ago", "       they need a", "       hand"]


def test_tables_of_the_same_least_width_stand_in_line() -> None:
    columns = (Column(least=6), Column())
    assert lay_out(terminal(40), columns, [("a", "b")]) == "  a       b"


def test_a_long_remark_stands_below_its_heading() -> None:
    assert heading(terminal(30), "Why", "a short one") == "Why  a short one"
    assert heading(terminal(20), "Why", "one that is too long for it").splitlines() == [
        "Why",
        "  one that is too",
        "  long for it",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a b", ["a b"]), (" a b ", ["a b"]), ("a  b", ["a b"]), ("a\u3000b", ["a b"]),
     ("a\u00a0b", ["a\u00a0b"]), ("", [""])],
)  # fmt: skip
def test_what_fits_into_a_line_has_single_blanks(text: str, lines: list[str]) -> None:
    assert wrap(text, 20) == lines


def test_a_first_line_with_more_room_holds_no_longer_words() -> None:
    assert wrap("abcdef", 3, first=9) == ["abc def"]
