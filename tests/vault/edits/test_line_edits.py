"""Lines put into notes: in the right place, and nothing else changed."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal
from vaultnet.domain.node import Section
from vaultnet.vault.edits.line_edits import (
    LineEditError,
    plan_line_append,
    plan_line_edit,
    plan_prose_append,
)
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

CONTACT = "contacts/ana.md"
JOURNAL = "journal/2026-04-01.md"
LINE = "2026-04-01 met: coffee"


def _parsed(text: str, path: str = CONTACT) -> tuple[ParsedFile, Settings]:
    vault = make_vault({path: text}).vault
    return vault.files[path], vault.settings


def _appended(text: str, *lines: str, section: Section | None = Section.LOG) -> str:
    path = JOURNAL if section is None else CONTACT
    parsed, held = _parsed(text, path)
    return plan_line_append(parsed, section, lines, held).after.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"## Log\n- {LINE}\n"),
        ("Prose.\n", f"Prose.\n\n## Log\n- {LINE}\n"),
        ("Prose.", f"Prose.\n\n## Log\n- {LINE}"),
        ("---\nname: Ana\n---\n", f"---\nname: Ana\n---\n\n## Log\n- {LINE}\n"),
        ("---\nname: Ana\n---", f"---\nname: Ana\n---\n\n## Log\n- {LINE}"),
        ("## Offers\n\n## Log\n", f"## Offers\n\n## Log\n- {LINE}\n"),
        ("## Log\n\n## Next\n", f"## Log\n- {LINE}\n\n## Next\n"),
        ("## Ofrece\n- a\n", f"## Ofrece\n- a\n\n## Registro\n- {LINE}\n"),
        ("# Offers\n- a\n", f"# Offers\n- a\n\n# Log\n- {LINE}\n"),
        ("## Private\nsecret\n", f"## Log\n- {LINE}\n\n## Private\nsecret\n"),
        ("## Log\nProse.\n## Next\n", f"## Log\nProse.\n\n- {LINE}\n\n## Next\n"),
        ("## Log\n```\ncode\n", f"## Log\n- {LINE}\n\n```\ncode\n"),
        ("## Log\n\n* 2026-01-01 a\n\n* 2026-02-01 b", None),
    ],
)
def test_a_line_goes_into_its_section_which_is_made_where_there_is_none(
    before: str, after: str | None
) -> None:
    """Headings are in the language and of the level of the others, and private stays last."""
    expected = after or before + f"\n\n* {LINE}"
    assert _appended(before, LINE) == expected


@pytest.mark.parametrize(
    ("days", "place"),
    [
        (("2026-01-01", "2026-03-01", "2026-05-01"), 2),
        (("2026-05-01", "2026-03-01", "2026-01-01"), 1),
        (("2026-01-01",), 1),
        (("2026-05-01",), 0),
        (("2026-04-01", "2026-04-01"), 2),
        (("2026-05-01", "2026-04-01"), 1),
        (("2026-01-01", "2025-06-01", "2026-03-01"), 3),
        (("2026-07-01", "2026-06-01"), 2),
    ],
)
def test_a_line_goes_where_its_day_belongs_in_the_direction_of_the_log(
    days: tuple[str, ...], place: int
) -> None:
    """A log may begin with the latest entry or with the first one; either order is kept."""
    lines = [f"- {day} met: tea" for day in days]
    expected = [*lines[:place], f"- {LINE}", *lines[place:]]
    assert _appended("## Log\n" + "\n".join(lines) + "\n", LINE) == "\n".join(
        ["## Log", *expected, ""]
    )


def test_several_lines_go_each_to_its_place_and_their_numbers_are_told() -> None:
    """One change may hold lines of many days, in whatever order they come."""
    parsed, held = _parsed("\ufeff## Log\r\n- 2026-03-01 met: b\r\n  more\r\n- 2026-05-01 met: d")
    lines = ["2026-06-01 met: e\nbelow", "2026-04-02 call: c", "2026-04-01 call: a"]
    change = plan_line_append(parsed, Section.LOG, lines, held)
    assert change.after.bom
    assert change.after.text == (
        "## Log\r\n- 2026-03-01 met: b\r\n  more\r\n- 2026-04-01 call: a\r\n"
        "- 2026-04-02 call: c\r\n- 2026-05-01 met: d\r\n- 2026-06-01 met: e\r\n  below"
    )
    assert change.lines == (4, 5, 7)


def test_lines_before_an_older_one_run_from_the_latest_on() -> None:
    """Where the log falls, the lines that are put into it fall too."""
    text = "## Log\n- 2026-05-01 met: d\n- 2026-03-01 met: b\n"
    assert _appended(text, "2026-04-01 call: a", "2026-04-02 call: c") == (
        "## Log\n- 2026-05-01 met: d\n- 2026-04-02 call: c\n"
        "- 2026-04-01 call: a\n- 2026-03-01 met: b\n"
    )


def test_a_line_of_a_journal_goes_behind_its_last_entry() -> None:
    """What is written below the entries stays below them."""
    text = "# Lunch\nProse.\n\n- met [[ana]]: tea\n\n## Afterwards\nMore.\n"
    after = _appended(text, "call [[tom]]: thanks", section=None)
    assert after == text.replace("tea\n", "tea\n- call [[tom]]: thanks\n")


def test_a_new_journal_takes_its_first_line() -> None:
    """An empty note has neither heading nor list."""
    assert _appended("", "met [[ana]]: tea", section=None) == "- met [[ana]]: tea\n"


@pytest.mark.parametrize(
    "line", ["", "2026-04-01 met: a %% b", "2026-04-01 met: <!-- a", "a\n```\nb", "a\n\n# b\n\n- c"]
)
def test_a_line_that_would_swallow_or_open_something_is_refused(line: str) -> None:
    """What is below the place must be read as before."""
    parsed, held = _parsed("## Log\n- 2026-01-01 met: a\n\n## Next\n- [ ] b\n")
    try:
        change = plan_line_append(parsed, Section.LOG, [line], held)
    except LineEditError:
        return
    node = parse_file(change.after, held).node
    assert isinstance(node, Contact)
    assert isinstance(parsed.node, Contact)
    assert len(node.log) == 2
    assert node.next == parsed.node.next


def test_pages_without_the_section_and_unreadable_notes_are_refused() -> None:
    """A page of another kind has no log, and what cannot be read is not touched."""
    for text, path in (("", "organisations/acme.md"), ("---\na: [\n---\n", CONTACT)):
        parsed, held = _parsed(text, path)
        with pytest.raises(LineEditError):
            plan_line_append(parsed, Section.LOG, [LINE], held)


def test_one_line_gets_another_text_and_the_edit_is_as_small_as_can_be() -> None:
    """What is below the line stays below it."""
    parsed, held = _parsed("## Next\n1. [ ] call her\n   - soon\n2. [ ] write\n")
    change = plan_line_edit(parsed, "next/0", "[x] call her [done:: 2026-04-01]", held)
    assert change.after.text == (
        "## Next\n1. [x] call her [done:: 2026-04-01]\n   - soon\n2. [ ] write\n"
    )
    with pytest.raises(LineEditError):
        plan_line_edit(parsed, "next/0", "[x] a %%", held)
    with pytest.raises(LineEditError):
        plan_line_edit(parsed, "next/7", "[x] a", held)


def test_prose_goes_behind_the_introduction_or_below_a_heading_of_its_own() -> None:
    """It is kept out of sections, and out of what is private."""
    parsed, held = _parsed("Hello.\n\n## Log\n- 2026-01-01 met: a\n\n## Private\nsecret\n")
    assert plan_prose_append(parsed, "More.\n\nEnd.", held).after.text.startswith(
        "Hello.\n\nMore.\n\nEnd.\n\n## Log\n"
    )
    headed = plan_prose_append(parsed, "More.", held, heading="From elsewhere")
    assert headed.after.text.endswith("## From elsewhere\nMore.\n\n## Private\nsecret\n")
    parsed, held = _parsed("# Ana\n\n## Log\n")
    assert plan_prose_append(parsed, "More.", held).after.text == "# Ana\n\nMore.\n\n## Log\n"
    for hostile in ("# Log", "a\n===", "%% a", "```"):
        with pytest.raises(LineEditError):
            plan_prose_append(parsed, f"{hostile}\n- 2026-04-01 met: b", held)


_PIECES = st.sampled_from(
    [
        "## Log\n", "## Registro\n", "### 2026\n", "## Next\n", "## Private\n", "# Ana\n", "\n",
        "Prose.\n", "- 2026-01-01 met: a\n", "- 2026-05-01 gave: b [weight:: 3]\n", "  below\n",
        "* 2026-03-01 call: c\n", "\t- inner\n", "1. [ ] 2026-02-01 promised: d\n", "%% x %%\n",
        "%%\n", "```\n", "> quote\n", "- [ ] task [due:: 2026-09-01]\n", "- \n", "`tick\n", "---\n",
        "Text\n===\n", "  - [[tom]]: 2026\n", "<!--\n", "-->\n", "\\\n", "[[\n",
    ]
)  # fmt: skip
_FRONT = st.sampled_from(
    ["", "---\nname: Ana  # she\nzzz: 'x'\n---\n", '---\naliases: ["A",\n  B]\n---\n']
)


@st.composite
def _notes(draw: st.DrawFn) -> str:
    """Draw a note of many shapes: line ends, a byte order mark, a last line without an end."""
    text = draw(_FRONT) + "".join(draw(st.lists(_PIECES, max_size=12)))
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    return ("\ufeff" if draw(st.booleans()) else "") + text


@given(_notes(), st.sampled_from([LINE, "2026-02-01 di: x\nmás", "[ ] 2027-01-01 asked: y"]))
@settings(max_examples=EXAMPLES)
def test_a_new_line_changes_only_its_own_place(text: str, line: str) -> None:
    """Whatever a note looks like: all of its bytes stay, and exactly one entry is new."""
    parsed, held = _parsed(text)
    assume(parsed.node is not None)
    try:
        change = plan_line_append(parsed, Section.LOG, [line], held)
    except LineEditError:
        return
    _require_only_insertions(text, change.after.encoded().decode())
    before, after = parsed.node, parse_file(change.after, held).node
    assert isinstance(before, Contact)
    assert isinstance(after, Contact)
    assert len(after.log) == len(before.log) + 1
    assert (after.next, after.private_text) == (before.next, before.private_text)


@given(_notes())
@settings(max_examples=EXAMPLES)
def test_a_line_of_a_journal_changes_only_its_own_place(text: str) -> None:
    """A journal gains one entry and keeps all others."""
    parsed, held = _parsed(text, JOURNAL)
    assume(parsed.node is not None)
    try:
        change = plan_line_append(parsed, None, ["met [[tom]]: tea"], held)
    except LineEditError:
        return
    _require_only_insertions(text, change.after.encoded().decode())
    before, after = parsed.node, parse_file(change.after, held).node
    assert isinstance(before, Journal)
    assert isinstance(after, Journal)
    assert len(after.entries) == len(before.entries) + 1


def _require_only_insertions(before: str, after: str) -> None:
    """Assert that one stretch was put into a text, and that nothing else changed."""
    start = 0
    while start < len(before) and before[start] == after[start]:
        start += 1
    assert after.endswith(before[start:])
    assert len(after) > len(before)


@pytest.mark.parametrize("order", ["rising", "falling"])
def test_many_lines_find_their_places_in_a_long_log(order: str) -> None:
    """Two logs of thousands of lines are brought together, as when two notes are merged."""
    days = [date(2010, 1, 1) + timedelta(days=3 * number) for number in range(2000)]
    if order == "falling":
        days.reverse()
    held = "".join(f"- {day} met: a\n" for day in days)
    lines = [f"{day + timedelta(days=1)} met: b" for day in days]
    started = time.process_time()
    after = _appended(f"## Log\n{held}", *lines)
    assert time.process_time() - started < 8
    written = [line[2:12] for line in after.splitlines() if line.startswith("- ")]
    assert len(written) == 4000
    assert written == sorted(written, reverse=order == "falling")
