"""A table that is written, read into an empty vault and written again says the same.

What it does not bring along is a list, and this list is all.
"""

import csv
import io
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import AS_OF, make_vault
from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.export_values import ExportOptions, Selection
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.planning.last_seen import LastSeen
from vaultnet.exchange.planning.plan import plan_import
from vaultnet.exchange.planning.plan_values import PlanOptions
from vaultnet.exchange.planning.writing import compose
from vaultnet.exchange.tables.any_table import read_table
from vaultnet.exchange.tables.writing import FILE_NAME, write_csv
from vaultnet.language import translator
from vaultnet.resources import example_vault
from vaultnet.vault.front.quoting import front_matter_text
from vaultnet.workspace import Workspace, open_vault

WORDS = translator("en")
NOT_BROUGHT_ALONG = {
    "id": "a new note is named after the person",
    "photo": "a table holds no pictures",
    "serves": "an objective must be there to be served; it is kept as x-serves",
    "source": "it becomes csv",
}


def exported(workspace: Workspace) -> bytes:
    selection = Selection(workspace.vault, workspace.vault.network.contacts, workspace.strategy)
    return write_csv(selection, ExportOptions(words=WORDS)).files[FILE_NAME]


def imported(table: bytes) -> Workspace:
    """Return an empty vault after a table was imported into it."""
    reading = read_table([SourceFile("contacts.csv", table)], ReadOptions(as_of=AS_OF))
    options = PlanOptions(as_of=AS_OF, words=WORDS)
    empty = make_vault({})
    plan = plan_import(reading, empty.vault, LastSeen(), options)
    assert plan.tally.adds_up
    assert not plan.doubtful
    texts = compose(plan, empty.vault, None).texts
    return make_vault({text.path: text.after.text for text in texts})


def rows(table: bytes) -> list[dict[str, str]]:
    """Return the rows in an order of their own, without what is not brought along.

    An import composes characters that were written in parts, and makes blanks of any kind one.
    """
    read = csv.DictReader(io.StringIO(table.decode(), newline=""))
    kept = (
        {
            column: " ".join(unicodedata.normalize("NFC", cell).split())
            for column, cell in row.items()
            if cell and column not in {*NOT_BROUGHT_ALONG, "x-serves"}
        }
        for row in read
    )
    return sorted(kept, key=lambda row: sorted(row.items()))


def test_the_example_vault_goes_out_and_comes_back() -> None:
    first = exported(open_vault(example_vault(), AS_OF))
    second = exported(imported(first))
    third = exported(imported(second))
    assert rows(second) == rows(first)
    assert len(rows(first)) > 30
    assert rows(third) == rows(second)


def test_a_table_of_ones_own_changes_what_was_changed_in_it() -> None:
    """Out, edited in a spreadsheet, and in again: everybody is known, by id where nothing else."""
    workspace = open_vault(example_vault(), AS_OF)
    table = exported(workspace).replace(b",Aminata Diallo,,light,", b",Aminata Diallo,,regular,")
    reading = read_table([SourceFile("contacts.csv", table)], ReadOptions(as_of=AS_OF))
    options = PlanOptions(as_of=AS_OF, words=WORDS, prefers_source=True)
    plan = plan_import(reading, workspace.vault, LastSeen(), options)
    assert not plan.doubtful
    changes = {
        (person.contact, change.key, change.before, change.after)
        for person in plan.people
        for change in person.changes
    }
    assert changes == {("aminata-diallo", "tier", "light", "regular")}


def test_a_second_organisation_is_no_new_post() -> None:
    note = "---\nname: Ana\nemail: a@x.example\nrole: Head\norganisation: Acme\n---\n"
    workspace = make_vault({"contacts/ana.md": note})
    table = b"name,email,role,organisation\nAna,a@x.example,Head,Acme ::: Globex\n"
    reading = read_table([SourceFile("t.csv", table)], ReadOptions(as_of=AS_OF))
    options = PlanOptions(as_of=AS_OF, words=WORDS)
    (ana,) = plan_import(reading, workspace.vault, LastSeen(), options).people
    assert [(each.key, each.after) for each in ana.changes] == [
        ("organisation", ("Acme", "Globex"))
    ]
    assert ana.lines == ()


WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
LINE = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], include_characters="'\"=+-@;|,:"),
    min_size=1,
    max_size=16,
).filter(lambda text: text.strip() != "" and ":::" not in text)
CONTACTS = st.fixed_dictionaries(
    {"name": WORD},
    optional={
        "role": LINE,
        "organisation": LINE,
        "location": LINE,
        "aliases": st.lists(LINE, min_size=1, max_size=3),
        "tags": st.lists(WORD, min_size=1, max_size=3),
        "email": st.lists(WORD.map("{0}@x.example".format), min_size=1, max_size=2),
        "phone": st.just(["mobile: +34 600 000 000", "600 000 001"]),
        "birthday": st.sampled_from(["--02-29", "1985-04-12"]),
        "met": st.sampled_from(["2019", "2019-10", "2019-10-04"]),
        "tier": st.sampled_from(["key", "none"]),
        "private": st.just("true"),
        "expertise": st.sampled_from(["1", "5"]),
        "x-note": LINE,
    },
)


@settings(max_examples=max(20, EXAMPLES // 4))
@given(CONTACTS)
def test_any_contact_goes_out_and_comes_back(values: dict[str, object]) -> None:
    note = f"---\n{front_matter_text(values)}\n---\n"
    first = exported(make_vault({"contacts/one.md": note}))
    second = exported(imported(first))
    assert rows(second) == rows(first)
