"""Places in the text of a file, and what an edit of a text brings."""

import re

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.diagnostics import Diagnostic, Place, new_diagnostics
from vaultnet.source import Source, Span
from vaultnet.vault.rules.reading import MERGE_CONFLICT


def test_a_line_begins_behind_the_line_end_before_it() -> None:
    source = Source("a.md", "one\r\ntwo\rthree\nfour")
    starts = [source.line_start(offset) for offset in (0, 3, 5, 8, 9, 14, 15, 19, 99)]
    assert starts == [0, 0, 5, 5, 9, 9, 15, 15, 15]


@given(st.text("ab\n\r\u2028é") | st.text())
def test_a_line_is_counted_by_the_line_ends_before_it(text: str) -> None:
    source = Source("a.md", text)
    for offset in range(len(text) + 1):
        before = [end for end in re.finditer(r"\r\n|\n|\r", text) if end.end() <= offset]
        assert source.line_number(offset) == source.position(offset).line == 1 + len(before)


def test_what_was_wrong_once_and_is_wrong_twice_is_new() -> None:
    first, moved, second = (
        Diagnostic(MERGE_CONFLICT, Place("a.md", Span(at, at + 7)), "the same words")
        for at in (0, 20, 40)
    )
    assert list(new_diagnostics([first], [moved])) == []
    assert list(new_diagnostics([first], [moved, second])) == [second]
    assert list(new_diagnostics([], [first])) == [first]
