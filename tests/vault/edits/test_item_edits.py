"""Lists of front matter and fields that go: what stays is not touched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from vaultnet.source import Source
from vaultnet.vault.edits.field_edits import FieldEditError, Value, plan_field_edits
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import Empty, plain_value
from vaultnet.vault.parse import parse_file
from vaultnet.vault.settings import Settings

SETTINGS = Settings()
PATH = "contacts/ada.md"


def _changed(block: str, value: Value, key: str = "tags") -> str:
    source = Source(PATH, f"---\n{block}\nzzz: 1\n---\nbody")
    after = plan_field_edits(parse_file(source, SETTINGS), {key: value}, SETTINGS).after.text
    return after.removeprefix("---\n").removesuffix("zzz: 1\n---\nbody").removesuffix("\n")


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        ("tags: [a,  'b', c] # x", ("a", "b", "c", "d"), "tags: [a,  'b', c, d] # x"),
        ("tags: [a,  'b', c] # x", ("a", "c"), "tags: [a, c] # x"),
        ("tags: [a, b, c]", ("b", "c"), "tags: [b, c]"),
        ("tags: [a, b, c]", ("c", "d: e"), 'tags: [c, "d: e"]'),
        ("tags: [a, b]", ("x",), "tags: [x]"),
        ("tags: [a, b]", (), "tags: []"),
        ("tags: [a, b]", ("b", "a"), "tags: [b, a]"),
        ("tags: []", ("a",), "tags: [a]"),
        ("tags: [a,\n  b, # of b\n  c]", ("a", "b", "c", "d"), "tags: [a,\n  b, # of b\n  c, d]"),
        ("tags:\n  - a # of a\n  - b", ("a", "b", "c"), "tags:\n  - a # of a\n  - b\n  - c"),
        ("tags:\n- a\n# of b\n-  b # b", ("b",), "tags:\n# of b\n-  b # b"),
        ("tags:\n- a\n- b", ("a", "x"), "tags:\n- a\n- x"),
        ("tags:\n- a\n- b", ("x", "z"), "tags:\n- x\n- z"),
        ("tags:\n- a\n- b", (), "tags:"),
        ("tags: a", ("a", "b"), "tags: [a, b]"),
    ],
)
def test_items_come_and_go_and_the_others_stay_as_they_are_written(
    before: str, items: tuple[str, ...], after: str
) -> None:
    """Brackets, dashes, quotes, blanks and comments of what stays are kept."""
    assert _changed(before, items) == after


@pytest.mark.parametrize(
    ("before", "items"),
    [
        ("tags: [a,\n  b, # of b\n  c]", ("a", "b")),
        ("tags: [a, # of a\n  b]", ()),
        ("tags:\n- a\n- b", ("b", "a")),
        ("tags:\n- a: b\n- c", ("c", "d")),
        ('tags:\n- "a" # x\n- >\n  b', ("b", "a")),
    ],
)
def test_a_list_that_would_have_to_be_written_anew_is_refused(
    before: str, items: tuple[str, ...]
) -> None:
    """A comment never goes with what it does not belong to."""
    with pytest.raises(FieldEditError):
        _changed(before, items)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("role: CTO", ""),
        ("name: Ada\nrole: CTO", "name: Ada"),
        ("role: CTO  # since May", "role:   # since May"),
        ("role:", ""),
        ("role: >\n  CTO # no comment\n  and more", ""),
        ('role: "CTO # no comment"', ""),
        ("role:\n- CTO\n- CEO", ""),
        ("role: [CTO,\n  CEO]", ""),
        ("colour: red", "colour: red"),
    ],
)
def test_a_field_goes_with_its_line_but_a_comment_stays(before: str, after: str) -> None:
    """What was written behind a value is somebody's note on the field."""
    assert _changed(before, None, "role") == after


@pytest.mark.parametrize(
    "block", ["role: {a: b}", "role: !x y", "role:\n- CTO # of May\n- CEO", "role: a\nrole: b"]
)
def test_a_field_that_holds_more_than_texts_is_not_taken_out(block: str) -> None:
    """Whoever wrote that should look at it."""
    with pytest.raises(FieldEditError):
        _changed(block, None, "role")


_ITEM = st.sampled_from(["a", "'b'", '"c # d"', "e f", "2026-01-01", '"x, y"', "ñ"])
_TEXTS = {"'b'": "b", '"c # d"': "c # d", '"x, y"': "x, y"}
_STYLES = ["flow", "dashes", "indented", "lines"]


def _written(items: list[str], style: str, remarks: list[str]) -> str:
    if style == "flow":
        return f"tags: [{', '.join(items)}]" + (remarks[0] if remarks else "")
    if style == "lines":
        return "tags: [\n  " + ",\n  ".join(items) + "\n  ]"
    indent = "  " if style == "indented" else ""
    lines = [
        f"{indent}- {item}{remark}"
        for item, remark in zip(items, [*remarks, *[""] * 9], strict=False)
    ]
    return "\n".join(["tags:", *lines])


@given(
    st.lists(_ITEM, min_size=1, max_size=5, unique=True),
    st.sampled_from(_STYLES),
    st.lists(st.sampled_from(["", " # x", "  #y"]), max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.lists(st.sampled_from(["new", "a: b", "#z", "no"]), max_size=2, unique=True),
)
@settings(max_examples=EXAMPLES)
def test_of_any_list_only_the_items_asked_for_change(
    items: list[str],
    style: str,
    remarks: list[str],
    stays: list[bool],
    new: list[str],
) -> None:
    """What is read is what was asked for, and the lines of items that stay are still there."""
    newline = "\r\n" if new else "\n"
    block = _written(items, style, remarks)
    text = f"---\nname: Ada\n{block}\nzzz: 1 # end\n---\nbody".replace("\n", newline)
    before = parse_file(Source(PATH, text), SETTINGS)
    kept = [item for item, stay in zip(items, stays, strict=False) if stay]
    wanted = tuple(_TEXTS.get(item, item) for item in kept) + tuple(new)
    after = plan_field_edits(before, {"tags": wanted}, SETTINGS).after
    entry = parse_front_matter(after).entry("tags")
    assert entry is not None
    assert plain_value(entry.value) == wanted or (isinstance(entry.value, Empty) and not wanted)
    assert after.text.startswith(f"---{newline}name: Ada{newline}tags:")
    assert after.text.endswith(f"{newline}zzz: 1 # end{newline}---{newline}body")
    if style in {"dashes", "indented"}:
        old = block.split("\n")[1:]
        lines = after.text.split(newline)
        assert all(line in lines for line, stay in zip(old, stays, strict=False) if stay)
    assert ("\r\n" in after.text) == (newline == "\r\n")
