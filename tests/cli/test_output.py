"""What reaches a terminal: nothing that steers it, nothing that stops it."""

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.cli.output import (
    Terminal,
    clean,
    clean_lines,
    display_width,
    render_json,
    render_table,
    tracked,
    wants_color,
)


def plain_terminal(*, color: bool = False) -> Terminal:
    return Terminal(io.StringIO(), io.StringIO(), color)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana García · 伟 李 🙂", "Ana García · 伟 李 🙂"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\nb\tc", "a␊b␉c"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("\u2028\ufeff\x7f", "<U+2028><U+FEFF>␡"),
        ("\udcff", "<U+DCFF>"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_what_is_unseen_is_shown(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(st.characters(codec=None)))
def test_no_control_survives_cleaning(text: str) -> None:
    seen = {unicodedata.category(letter) for letter in clean(text) if letter not in "\u200c\u200d"}
    assert not seen & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_lines_keep_their_ends_and_tabs() -> None:
    assert clean_lines("a\r\n\tb\x07\n") == "a\n\tb␇\n"


@given(st.text(st.characters(codec=None)))
def test_json_is_lossless_and_harmless(text: str) -> None:
    shown = render_json({"value": text})
    assert json.loads(shown) == {"value": text}
    assert clean_lines(shown) == shown


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("né", 2), ("ne\u0301", 2), ("n\u00adé", 2), ("伟 李", 5), ("🙂", 2), ("", 0)],
)
def test_width_counts_columns(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("choice", "environment", "seen_on", "expected"),
    [
        ("auto", {}, "screen", "colour"),
        ("auto", {}, "pipe", "plain"),
        ("auto", {"NO_COLOR": "1"}, "screen", "plain"),
        ("auto", {"NO_COLOR": ""}, "screen", "colour"),
        ("auto", {"FORCE_COLOR": "1"}, "pipe", "colour"),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, "screen", "plain"),
        ("auto", {"TERM": "dumb"}, "screen", "plain"),
        ("always", {"NO_COLOR": "1"}, "pipe", "colour"),
        ("never", {"FORCE_COLOR": "1"}, "screen", "plain"),
    ],
)
def test_colour_is_decided_by_option_then_environment_then_stream(
    choice: str, environment: dict[str, str], seen_on: str, expected: str
) -> None:
    stream = Screen() if seen_on == "screen" else io.StringIO()
    assert wants_color(choice, stream, environment) is (expected == "colour")


def test_a_table_in_a_pipe_is_whole_and_clean() -> None:
    rows = [("伟 李", "x" * 300), ("Ana\x1b[2J", "[bold]no markup[/]")]
    lines = render_table(("name", "role"), rows, plain_terminal()).splitlines()
    assert lines == [
        "name     role",
        "伟 李    " + "x" * 300,
        "Ana␛[2J  [bold]no markup[/]",
    ]


def test_styles_need_colour() -> None:
    assert plain_terminal().style("x", "error") == "x"
    assert plain_terminal(color=True).style("x", "error") == "\x1b[1;31mx\x1b[0m"


def test_progress_is_for_those_who_watch() -> None:
    quiet = plain_terminal()
    assert list(tracked(range(3), "building", quiet)) == [0, 1, 2]
    assert isinstance(quiet.err, io.StringIO)
    assert quiet.err.getvalue() == ""
    watched = Terminal(io.StringIO(), Screen())
    assert list(tracked(range(3), "building", watched)) == [0, 1, 2]
    assert isinstance(watched.err, io.StringIO)
    assert "building" in watched.err.getvalue()
