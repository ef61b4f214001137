"""Whatever somebody types becomes one entry of that text, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.domain.entry import Entry, EntryKind, Initiator
from vaultnet.domain.node import Reference
from vaultnet.vault.edits.entry_edits import entries_of, plan_entry
from vaultnet.vault.edits.entry_text import escaped, render_entry, split_text
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

DAY = date(2026, 4, 1)
CONTACT, JOURNAL = "contacts/ana.md", "journal/2026-04-01.md"
LOG = """---
name: Ana
---
Hello.

## Log
- 2026-03-01 met: before [weight:: 2]
- [ ] 2026-05-01 promised: after [due:: 2026-06-01]

## Next
- [ ] call `her`

## Private
secret
"""


def _parsed(text: str, path: str = CONTACT) -> tuple[ParsedFile, Settings]:
    vault = make_vault({path: text}).vault
    return vault.files[path], vault.settings


def _bare(text: str) -> str:
    """Return a text without the backslashes that keep it from being more than text."""
    return text.replace("\\", "")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("coffee at PyConES", "coffee at PyConES"),
        ("see [[tom-okafor]] on #hiring", "see [[tom-okafor]] on #hiring"),
        ("not %% hidden", r"not %\% hidden"),
        ("%%a%%", r"%\%a%\%"),
        ("a <!-- b", r"a <\!-- b"),
        ("[due:: 2026-12-01] at 5", r"[due:\: 2026-12-01] at 5"),
        ("(weight:: 5)", r"(weight:\: 5)"),
        ("std::vector is fine", "std::vector is fine"),
        ("pay 📅 2026-12-01", r"pay 📅 2026\-12-01"),
        ("code `[due:: x]` and `%%` stay", "code `[due:: x]` and `%%` stay"),
        ("half a [[link", "half a [[link"),
    ],
)
def test_a_text_is_text(typed: str, written: str) -> None:
    """Links and topics are kept; what would be a comment or a field is not one."""
    assert escaped(typed) == written


def test_what_is_typed_on_several_lines_has_a_first_line_and_more_below() -> None:
    """Line breaks of every kind end a line; what cannot be seen is left out."""
    assert split_text("\n  lunch\u2028  she pays\x1b[31m\r\n\n    indeed\n\n") == (
        "lunch",
        "she pays[31m\n\n  indeed",
    )
    assert split_text(" \n\t\n") == ("", "")


def test_an_entry_is_written_as_the_format_says() -> None:
    """The words are those of the language of the note, and only what counts is written."""
    entry = Entry(
        day=DAY,
        time="09:30",
        kinds=(EntryKind.MET, EntryKind.GAVE),
        people=(Reference("tom"), Reference("eva")),
        text="lunch",
        weight=3,
        due=date(2026, 5, 1),
        initiator=Initiator.THEM,
        detail="more",
    )
    assert render_entry(entry, "en") == (
        "2026-04-01 09:30 met, gave with [[tom]] and [[eva]]: lunch"
        " [weight:: 3] [due:: 2026-05-01] [initiator:: them]\n\nmore"
    )
    assert render_entry(entry, "es", DAY).startswith(
        "09:30 reunión, di [[tom]], [[eva]]: lunch [peso:: 3] [vence:: 2026-05-01]"
    )


_PIECES = st.sampled_from(
    [
        "%%", "<!--", "-->", "[[", "]]", "[[tom]]", "with [[tom]]", "::", "[due:: 2026-01-01]",
        "(weight:: 5)", "[private:: true]", "📅 2026-01-01", "✅ 2026-01-01", "`", "``", "```\n",
        "~~~\n", "\n", "\r\n", "\u2028", "\x85", "\x00", "\x1b]0;x\x07", "- [ ] ", "# ", "## Log\n",
        "---\n", "===\n", "> ", "\\", "[", "]", "(", ")", ":", "#topic", "met: ", "2026-01-01 ",
        " ", "\t", "\ufdd0", "word", "ñ", "|", "!", "[x](y.md)", "1. ", "* ", "{{ x }}", "<b>",
    ]
)  # fmt: skip
_TEXTS = st.one_of(
    st.lists(_PIECES, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)
_ENTRIES = st.builds(
    Entry,
    day=st.just(DAY),
    time=st.sampled_from(["", "18:05"]),
    kinds=st.sampled_from([(EntryKind.MET,), (EntryKind.CONTACT,), (EntryKind.VIDEO,)]),
    people=st.sampled_from([(), (Reference("tom"),), (Reference("tom"), Reference("eva"))]),
    weight=st.integers(1, 5),
    due=st.sampled_from([None, DAY]),
    initiator=st.sampled_from([None, *Initiator]),
    text=st.just(""),
)


@given(_ENTRIES, _TEXTS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([JOURNAL, CONTACT]))
@settings(max_examples=EXAMPLES)
def test_any_text_becomes_one_entry_and_nothing_else_changes(
    entry: Entry, typed: str, newline: str, path: str
) -> None:
    """Reading back gives all that was there, and one entry that says what was typed."""
    text, detail = split_text(typed)
    if not text:
        return
    in_journal = path == JOURNAL
    people = entry.people or (Reference("ana"),) if in_journal else entry.people
    wanted = replace(entry, text=text, detail=detail, people=people)
    note = "Prose.\n\n- met [[eva]]: before\n\nMore.\n" if in_journal else LOG
    parsed, held = _parsed(note.replace("\n", newline), path)
    change = plan_entry(parsed, wanted, held).change
    after = parse_file(change.after, held)
    before_entries, after_entries = list(entries_of(parsed)), list(entries_of(after))
    (new,) = [each for each in after_entries if each not in before_entries] or [after_entries[1]]
    after_entries.remove(new)
    assert after_entries == before_entries
    assert _bare(new.text) == _bare(text)
    assert (new.day, new.time, new.kinds, new.weight, new.due, new.initiator) == (
        DAY, entry.time, entry.kinds, entry.weight, entry.due, entry.initiator,
    )  # fmt: skip
    assert _bare(new.detail).split() == _bare(detail).split()
    (edit,) = change.edits
    start = edit.place.span.start
    assert change.after.text == (
        parsed.source.text[:start] + edit.replacement + parsed.source.text[start:]
    )
