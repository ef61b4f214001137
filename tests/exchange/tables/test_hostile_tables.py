"""What strangers put into a table is text in a note, and nothing else.

The whole way is gone: bytes of a table, a plan, new notes, a vault that reads them.
"""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.material import material
from tests.vaults import AS_OF, make_vault
from vaultnet.diagnostics import Severity
from vaultnet.exchange.draft import Reading, SourceFile
from vaultnet.exchange.formats import IMPORT_FORMATS
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.planning.last_seen import LastSeen
from vaultnet.exchange.planning.plan import plan_import
from vaultnet.exchange.planning.plan_values import Outcome, PlanOptions
from vaultnet.exchange.planning.writing import compose
from vaultnet.language import translator
from vaultnet.workspace import Workspace

TRICKS = (
    "Ana\u2028private: false",
    "Ana\u0085private: false",
    "Ana\nprivate: false\ntier: key",
    "---",
    "...\n---\nprivate: false",
    "[[ana|x]] ![[photo.jpg]]",
    "%% hidden %%",
    "# Log\n- 2026-01-01 met: never",
    "## Private\nnothing",
    "- [ ] 2026-01-01 promised: everything [due:: 2026-01-02]",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.example")',
    "{{ 7*7 }} {% raw %}",
    "&anchor *alias !!python/object x",
    "\x1b]52;c;aGk=\x07 \x9b31m",
    "\u202egnp.exe",
    "null",
    "NO",
    "0123",
    "2026-13-45",
)
HEADINGS = {
    "csv": ("name", "role", "city", "notes", "company", "tags"),
    "google": ("First Name", "Organization Title", "Hobby", "Notes", "Organization Name", "Labels"),
    "outlook": ("First Name", "Job Title", "Hobby", "Notes", "Company", "Categories"),
    "linkedin": ("First Name", "Position", "Last Name", "URL", "Company", "Connected On"),
}


def read(format_: str, rows: list[list[str]]) -> Reading:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADINGS[format_])
    writer.writerows(rows)
    file = SourceFile("table.csv", stream.getvalue().encode("utf-8", "replace"))
    return IMPORT_FORMATS[format_].reader()([file], ReadOptions(as_of=AS_OF))


def written(reading: Reading) -> Workspace:
    """Return a vault of the notes that an import makes of a reading."""
    options = PlanOptions(as_of=AS_OF, words=translator("en"), answers={})
    empty = make_vault({})
    plan = plan_import(reading, empty.vault, LastSeen(), options)
    assert plan.tally.adds_up
    texts = {text.path: text.after.text for text in compose(plan, empty.vault, None).texts}
    workspace = make_vault(texts)
    assert len(workspace.vault.network.contacts) == len(plan.of(Outcome.CREATED))
    return workspace


def hold(workspace: Workspace) -> None:
    """Hold that notes are sound, and that nothing in them is more than text."""
    faults = [each for each in workspace.diagnostics if each.severity is Severity.ERROR]
    assert faults == []
    for contact in workspace.vault.network.contacts:
        assert not contact.private
        assert (contact.tier, contact.shared, contact.private_text) == (None, None, "")
        assert (contact.log, contact.next) == ((), ())
        assert not any(link.linked for link in contact.links)


@pytest.mark.parametrize("format_", HEADINGS)
def test_tricks_are_text(format_: str) -> None:
    rows = [[trick] * len(HEADINGS[format_]) for trick in TRICKS]
    reading = read(format_, rows)
    assert len(reading.drafts) + reading.refused == len(TRICKS)
    hold(written(reading))


@settings(max_examples=max(20, EXAMPLES // 4))
@given(
    st.sampled_from(sorted(HEADINGS)),
    st.lists(
        st.lists(st.sampled_from(TRICKS) | st.text(max_size=30), min_size=6, max_size=6),
        min_size=1,
        max_size=4,
    ),
)
def test_whatever_is_in_a_table_is_text(format_: str, rows: list[list[str]]) -> None:
    hold(written(read(format_, rows)))


def test_strings_that_break_programs(capsys: pytest.CaptureFixture[str]) -> None:
    strings = json.loads((material("naughty-strings") / "blns.json").read_text(encoding="utf-8"))
    reading = read(
        "csv", [[text, text, text, text, text, f"t{n}"] for n, text in enumerate(strings)]
    )
    hold(written(reading))
    with capsys.disabled():
        print(
            f"\nnaughty strings: {len(strings)} rows, {len(reading.drafts)} people, "
            f"{reading.refused} refused"
        )
    assert reading.found >= len(strings) - 10
