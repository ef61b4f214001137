"""Ticking off what is open: the line is done then, and nothing else is different."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.vault.edits.line_edits import LineEditError
from vaultnet.vault.edits.open_items import ItemKind, find_open_items, plan_tick
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

DAY = date(2026, 11, 23)


def _parsed(text: str, path: str = "contacts/ana.md") -> tuple[ParsedFile, Settings]:
    vault = make_vault({path: text}).vault
    return vault.files[path], vault.settings


@pytest.mark.parametrize(
    ("heading", "line", "ticked"),
    [
        ("Next", "[ ] call", "[x] call [done:: 2026-11-23]"),
        ("Next", "call", "[x] call [done:: 2026-11-23]"),
        ("Next", "[/] call", "[x] call [done:: 2026-11-23]"),
        ("Next", "[ ]  call  ", "[x]  call [done:: 2026-11-23]  "),
        ("Next", "[ ] call 📅 2026-12-01", "[x] call 📅 2026-12-01 ✅ 2026-11-23"),
        ("Next", "[ ] call ^a-1", "[x] call [done:: 2026-11-23] ^a-1"),
        ("Next", "[ ] call\n  again", "[x] call\n  again [done:: 2026-11-23]"),
        ("Próximos pasos", "[ ] llamar", "[x] llamar [hecho:: 2026-11-23]"),
        (
            "Log",
            "[ ] 2026-10-01 promised: a paper [due:: 2026-11-01]",
            "[x] 2026-10-01 promised: a paper [due:: 2026-11-01] [done:: 2026-11-23]",
        ),
        (
            "Log",
            "2026-10-01 asked: an intro",
            "[x] 2026-10-01 asked: an intro [done:: 2026-11-23]",
        ),
        ("Log", "[ ] promised: no day", "[x] promised: no day [done:: 2026-11-23]"),
    ],
)
def test_a_line_is_ticked_off_as_it_is_written(heading: str, line: str, ticked: str) -> None:
    """The box is ticked, and the day stands at the end in the manner of the line."""
    text = f"## {heading}\n* {line}\n\t- below\n\n## Private\nx"
    parsed, held = _parsed(text)
    (item,) = find_open_items(parsed)
    assert plan_tick(item, DAY, held).after.text == text.replace(line, ticked)


def test_what_is_open_is_told_apart() -> None:
    """What is done, crossed out or a plain entry is not open."""
    text = (
        "## Log\n- [ ] 2026-10-01 promised: a\n- [x] 2026-10-01 promised: b\n"
        "- [-] 2026-10-01 asked: c\n- [ ] 2026-10-01 asked: d\n- 2026-10-01 met: e\n"
        "## Next\n- f\n- [x] g\n"
    )
    parsed, _ = _parsed(text)
    found = [(item.kind, item.text, item.line) for item in find_open_items(parsed)]
    assert found == [
        (ItemKind.PROMISE, "a", 2),
        (ItemKind.REQUEST, "d", 5),
        (ItemKind.TASK, "f", 8),
    ]
    parsed, _ = _parsed("## Milestones\n- [ ] h\n", "objectives/lead.md")
    (item,) = find_open_items(parsed)
    assert item.kind is ItemKind.MILESTONE


def test_a_day_that_stands_there_already_stays() -> None:
    """Whoever wrote it knows better when it was, or will see that nobody can read it."""
    for written in ("[done:: never]", "✅ 2026-10-01"):
        parsed, held = _parsed(f"## Next\n- [ ] call {written}\n")
        for item in find_open_items(parsed):
            after = plan_tick(item, DAY, held).after.text
            assert after == f"## Next\n- [x] call {written}\n"


_LINES = st.sampled_from(
    [
        "- [ ] a", "- [ ] b [due:: 2026-12-01]", "* c 📅 2026-12-01", "- [x] d", "1. [ ] e `x",
        "- [ ] f %% hidden %%", "- [ ] g %%", "- [/] h ^block", "  text", "\t- inner", "",
        "- [ ] i [[tom]] #topic", "- [ ] [due:: 2026-01-01]", "```", "- [ ] j <!-- x -->",
    ]
)  # fmt: skip


@given(st.lists(_LINES, max_size=8), st.sampled_from(["\n", "\r\n"]), st.data())
@settings(max_examples=EXAMPLES)
def test_ticking_one_line_off_leaves_all_others(
    lines: list[str], newline: str, data: st.DataObject
) -> None:
    """All other lines are as they were, byte for byte, and as open as they were."""
    text = newline.join(["## Next", *lines, "## Private", "x"])
    parsed, held = _parsed(text)
    items = list(find_open_items(parsed))
    if not items:
        return
    item = data.draw(st.sampled_from(items))
    try:
        change = plan_tick(item, DAY, held)
    except LineEditError:
        return
    left = [each.text for each in find_open_items(parse_file(change.after, held))]
    assert left == [each.text for each in items if each is not item]
    before, after = text.split(newline), change.after.text.split(newline)
    differing = [n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    span = parsed.places[item.field]
    first = parsed.source.position(span.start).line - 1
    last = parsed.source.position(span.end).line - 1
    assert set(differing) <= set(range(first, last + 1))
