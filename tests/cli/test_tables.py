"""Tables for programs: what a spreadsheet computes of them is nothing, and numbers stay numbers."""

import csv
import io

import pytest

from vaultnet.cli.output import Terminal
from vaultnet.cli.tables import Answer, Cell, write_answer
from vaultnet.exchange.tables.formula_guard import unguarded


def separated(cell: Cell, format_: str) -> str:
    """Return a cell as it is written into a table of one column and one row."""
    out = io.StringIO()
    answer = Answer(lambda: "", ("name",), [{"name": cell}], {})
    write_answer(answer, format_, Terminal(out, io.StringIO()))
    rows = list(
        csv.reader(io.StringIO(out.getvalue()), delimiter="," if format_ == "csv" else "\t")
    )
    return rows[1][0]


@pytest.mark.parametrize("format_", ["csv", "tsv"])
@pytest.mark.parametrize("text", ["=1+1", " =1+1", "＝1+1", "a;=1+1", "a|@x", "+34 600", "'=1"])
def test_no_text_is_a_formula_and_none_is_lost(text: str, format_: str) -> None:
    written = separated(text, format_)
    assert written != text
    assert "'" in written
    assert unguarded(written) == text


@pytest.mark.parametrize("cell", [-3, -0.5, 12])
def test_a_number_below_zero_stays_one(cell: float) -> None:
    assert float(separated(cell, "csv")) == cell
