"""Tables for spreadsheets: complete, the same each time, and nothing in them can run."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import AS_OF, make_vault
from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.export_values import Export, ExportOptions, Selection
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.any_table import read_table
from vaultnet.exchange.tables.formula_guard import guarded, unguarded
from vaultnet.exchange.tables.writing import FILE_NAME, write_csv
from vaultnet.language import translator
from vaultnet.workspace import Workspace

WORDS = translator("en")
ANA = """---
name: Ana García López
aliases: [Ana]
tier: key
role: =HYPERLINK("http://x.example";"click")
organisation: "[[acme]]"
email: ["work: ana@acme.example", "home: ana@home.example"]
phone: ["+34 600 000 000"]
address: "Calle Mayor 1, Madrid"
birthday: --12-04
met: 2019-03
introduced_by: "[[tom]]"
expertise: 4
cadence: 5w
tags: [a, b]
private: true
shared: [name]
badge_number: 0123
x-list: [one, "-2+3"]
---
Prose stays.

## Log
- 2026-03-04 met: coffee
"""
VAULT = {
    "contacts/ana.md": ANA,
    "contacts/tom.md": "---\nname: Tom Okafor\norganisation: Globex\n---\n",
    "organisations/acme.md": "---\nname: Acme S.A.\n---\n",
}


def export(workspace: Workspace, *, with_mark: bool = False) -> Export:
    contacts = workspace.vault.network.contacts
    selection = Selection(workspace.vault, contacts, workspace.strategy)
    return write_csv(selection, ExportOptions(words=WORDS, with_mark=with_mark))


def table(export: Export) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.files[FILE_NAME].decode(), newline="")))


def held(row: dict[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if cell}


def test_every_field_has_its_column() -> None:
    ana, tom = table(export(make_vault(VAULT)))
    assert held(ana) == {
        "id": "ana",
        "name": "Ana García López",
        "aliases": "Ana",
        "tier": "key",
        "role": '\'=HYPERLINK("http://x.example";"click")',
        "organisation": "Acme S.A.",
        "email": "work: ana@acme.example ::: home: ana@home.example",
        "phone": "'+34 600 000 000",
        "address": "Calle Mayor 1, Madrid",
        "birthday": "'--12-04",
        "met": "2019-03",
        "introduced_by": "Tom Okafor",
        "expertise": "4",
        "cadence": "5w",
        "tags": "a ::: b",
        "private": "true",
        "badge_number": "0123",
        "x-list": "one ::: -2+3",
    }
    assert held(tom) == {
        "id": "tom",
        "name": "Tom Okafor",
        "organisation": "Globex",
    }


def test_columns_do_not_depend_on_who_is_in_the_table() -> None:
    few = table(export(make_vault({"contacts/bo.md": "---\nname: Bo\n---\n"})))[0]
    many = table(export(make_vault(VAULT)))[0]
    assert list(many)[: len(few)] == list(few)
    assert list(many)[len(few) :] == ["badge_number", "x-list"]


def test_what_has_no_place_is_named() -> None:
    losses = export(make_vault(VAULT)).losses
    assert [(str(loss.origin), loss.what) for loss in losses] == [
        ("contacts/ana.md:24", "log"),
        ("contacts/ana.md:21", "body"),
        ("contacts/ana.md:17", "shared"),
    ]


def test_the_mark_for_excel_is_asked_for() -> None:
    workspace = make_vault(VAULT)
    plain, marked = export(workspace), export(workspace, with_mark=True)
    assert marked.files[FILE_NAME] == b"\xef\xbb\xbf" + plain.files[FILE_NAME]


def test_a_table_is_read_back_as_it_was() -> None:
    file = SourceFile("contacts.csv", export(make_vault(VAULT)).files[FILE_NAME])
    reading = read_table([file], ReadOptions(as_of=AS_OF))
    ana, tom = reading.drafts
    assert (ana.key, ana.name, tom.key, tom.name) == (
        "ana",
        "Ana García López",
        "tom",
        "Tom Okafor",
    )
    assert ana.values == {
        "aliases": ("Ana",),
        "tier": "key",
        "role": '=HYPERLINK("http://x.example";"click")',
        "organisation": "Acme S.A.",
        "email": ("work: ana@acme.example", "home: ana@home.example"),
        "phone": ("+34 600 000 000",),
        "address": ("Calle Mayor 1, Madrid",),
        "birthday": "--12-04",
        "met": "2019-03",
        "introduced_by": "Tom Okafor",
        "expertise": "4",
        "cadence": "5w",
        "tags": ("a", "b"),
        "private": "true",
        "badge_number": "0123",
        "x-list": ("one", "-2+3"),
    }
    assert (reading.complaints, reading.losses) == ((), ())


RISKY = st.text(st.sampled_from("'\"=+-@\t\r\n;|,: a＝＋ab"), max_size=14)


@settings(max_examples=EXAMPLES)
@given(RISKY | st.text(max_size=20))
def test_a_guard_is_taken_away_whole(text: str) -> None:
    assert unguarded(guarded(text)) == text


SIGNS = re.compile(r"[\s\"]*[=+\-@\t\r\n＝＋－＠]")


@settings(max_examples=EXAMPLES)
@given(RISKY | st.text(max_size=20), st.sampled_from(",;\t"))
def test_no_cell_is_a_formula_whatever_a_spreadsheet_expects(text: str, expected: str) -> None:
    """Taken apart at the sign that the spreadsheet of another country expects, all is text."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(["id", guarded(text), "end"])
    for row in csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=expected):
        for cell in row:
            assert not SIGNS.match(cell), (cell, row)


@pytest.mark.parametrize("value", ["a ::: b", "::::"])
def test_the_sign_between_values_is_no_part_of_one(value: str) -> None:
    made = export(make_vault({"contacts/bo.md": f'---\nname: Bo\nrole: "{value}"\n---\n'}))
    assert table(made)[0]["role"] == value.replace(":::", "::")
    assert [loss.what for loss in made.losses] == ["role"]


def test_another_program_reads_the_same() -> None:
    """Pandas is not needed to develop, so that this says that it was skipped where it is not."""
    pandas = pytest.importorskip("pandas")
    made = export(make_vault(VAULT), with_mark=True).files[FILE_NAME]
    frame = pandas.read_csv(io.BytesIO(made), dtype=str, keep_default_na=False)
    expected = csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    assert frame.to_dict("records") == list(expected)
