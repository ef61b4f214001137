"""New values of fields: only their own span changes, and what is read is what was asked for."""

from collections.abc import Mapping
from dataclasses import fields
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.faults.notes import mutate, real_notes
from vaultnet.domain.contact import Contact
from vaultnet.source import Source, decode_source
from vaultnet.vault.edits.field_edits import FieldChange, FieldEditError, plan_field_edits
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import plain_value
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

SETTINGS = Settings()
PATH = "contacts/ada.md"


def parsed(text: str | bytes, path: str = PATH) -> ParsedFile:
    data = text.encode() if isinstance(text, str) else text
    return parse_file(decode_source(path, data), SETTINGS)


def changed(text: str, values: Mapping[str, str | tuple[str, ...]]) -> str:
    return plan_field_edits(parsed(text), values, SETTINGS).after.text


def refusal(text: str, values: Mapping[str, str | tuple[str, ...]]) -> str:
    with pytest.raises(FieldEditError) as caught:
        plan_field_edits(parsed(text), values, SETTINGS)
    return str(caught.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("influence: 2", "influence: 4"),
        ("influence: 2   # said Luis", "influence: 4   # said Luis"),
        ('influence: "2"  # quoted', 'influence: "4"  # quoted'),
        ("influence: '2'", "influence: '4'"),
        ("influence:", "influence: 4"),
        ("influence:   # 1 to 5", "influence: 4   # 1 to 5"),
        ("influence: ~", "influence: 4"),
        ("influence  :  2", "influence  :  4"),
        ('"influence": 2', '"influence": 4'),
        ("influence:\n  2", "influence:\n  4"),
        ("? influence\n: 2", "? influence\n: 4"),
        ("influence: 4 # as it was", "influence: 4 # as it was"),
    ],
)
def test_a_value_is_replaced_where_it_stands(before: str, after: str) -> None:
    text = "---\nname: Ada\n{}\nrated: 2026-01-01\n---\n# Ada"
    assert changed(text.format(before), {"influence": "4"}) == text.format(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nexpertise: 3\nrated: 2026-01-01\n---\n", "expertise: 3\naccess: 4\nrated"),
        ("---\nreliability: 3 # ok\n---\n", "---\naccess: 4\nreliability: 3 # ok\n---"),
        ("---\nname: Ada # kept\ncolour: red\n---\n", "name: Ada # kept\naccess: 4\ncolour"),
        ("---\ntags:\n  - a\n  - b\n---\n", "---\naccess: 4\ntags:"),
        ("---\nfunctions:\n  - a\n  - b # last\nx: 1\n---\n", "  - b # last\naccess: 4\nx: 1"),
        ("---\nname: >\n  Ada\n  Kovač\nx: 1\n---\n", "  Kovač\naccess: 4\nx: 1"),
        ("---\ncolour: red\n---\n", "colour: red\naccess: 4\n---"),
        ("---\n# only a comment\n---\n", "# only a comment\naccess: 4\n---"),
        ("---\n---\n", "---\naccess: 4\n---\n"),
        ("---\n\n---\n", "---\naccess: 4\n\n---\n"),
        ("# Ada", "---\naccess: 4\n---\n\n# Ada"),
        ("\n# Ada", "---\naccess: 4\n---\n\n# Ada"),
        ("", "---\naccess: 4\n---\n"),
        ("---\n\ntext below a rule", "---\naccess: 4\n---\n\n---\n\ntext"),
    ],
)
def test_a_new_field_goes_where_the_table_puts_it(before: str, after: str) -> None:
    for newline in ("\n", "\r\n", "\r"):
        text = changed(before.replace("\n", newline), {"access": "4"})
        # A page without any line end gets line feeds.
        expected = after.replace("\n", newline if "\n" in before else "\n")
        assert expected in text


def test_several_fields_are_one_change_in_the_order_of_the_table() -> None:
    values = {"rated": "2026-11-23", "reliability": "2", "expertise": "5", "access": "1"}
    text = "---\nname: Ada\naccess: 4 # hm\ntags: [a]\n---\nbody"
    assert changed(text, values) == (
        "---\nname: Ada\nexpertise: 5\naccess: 1 # hm\nreliability: 2\nrated: 2026-11-23\n"
        "tags: [a]\n---\nbody"
    )


def test_an_empty_field_and_the_one_below_it_keep_their_order() -> None:
    text = "---\naccess:\n---\n"
    assert changed(text, {"reliability": "2", "access": "1"}) == (
        "---\naccess: 1\nreliability: 2\n---\n"
    )


def test_byte_order_mark_line_ends_and_a_missing_last_one_stay() -> None:
    data = b"\xef\xbb\xbf---\r\nname: Ada # kept\r\ninfluence: 2\r\n---\r\nno newline"
    change = plan_field_edits(parsed(data), {"influence": "3", "rated": "2026-11-23"}, SETTINGS)
    assert change.after.encoded() == data.replace(
        b"influence: 2\r\n", b"influence: 3\r\nrated: 2026-11-23\r\n"
    )


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("role", "CTO: platform #1", 'role: "CTO: platform #1"'),
        ("role", "No", 'role: "No"'),
        ("birthday", "--12-04", "birthday: --12-04"),
        ("affinity", "-2", "affinity: -2"),
        ("tags", ("a", "b, c"), 'tags: [a, "b, c"]'),
        ("aliases", ("Ada", "Lovelace"), "alias: [Ada, Lovelace]"),
        ("shoe size", "38", 'shoe size: "38"'),
        ("role", "", 'role: ""'),
    ],
)
def test_values_are_quoted_as_yaml_needs_it(
    key: str, value: str | tuple[str, ...], line: str
) -> None:
    text = "---\nname: Ada\nalias: [Addie]\n---\n"
    assert line in changed(text, {key: value}).splitlines()


@pytest.mark.parametrize(
    ("block", "key", "reason"),
    [
        ("role: |\n  CTO\n  and more", "role", "several lines"),
        ("role: |", "role", "a block"),
        ('role: "CTO\n  and more"', "role", "several lines"),
        ("role: [CTO, CEO]", "role", "holds a list"),
        ("role:\n  - CTO", "role", "several lines"),
        ("role: {a: b}", "role", "keys of its own"),
        ("role: !tag CTO", "role", "tag or an alias"),
        ("role: CTO\nrole: CEO", "role", "more than once"),
        ("alias: a\naliases: b", "aliases", "more than once"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(block: str, key: str, reason: str) -> None:
    assert reason in refusal(f"---\n{block}\n---\n", {key: "x"})


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("---\nname: [\n---\n", "CTO", "could not be read"),
        ("---\nname: Ada\n", "CTO", "could not be read"),
        ("---\nname: Ada\n---\n", "a\x00b", "would not be read"),
        ("---\nname: Ada\n---\n", "x" * 70_000, "could not be read any more"),
    ],
)
def test_what_would_not_read_back_is_refused(text: str, value: str, reason: str) -> None:
    assert reason in refusal(text, {"role": value})
    assert "two values" in refusal("---\nname: Ada\n---\n", {"tags": "a", "tag": "b"})


def assert_only_the_field_changed(before: ParsedFile, change: FieldChange, key: str) -> None:
    """Hold what an edit may do, by comparing texts and pages, not by trusting its plan."""
    old, new = change.before, change.after
    assert old is before.source
    assert old.bom == new.bom
    shortest = min(len(old.text), len(new.text))
    start = next((n for n in range(shortest) if old.text[n] != new.text[n]), shortest)
    end = next(
        (n for n in range(shortest - start) if old.text[-1 - n] != new.text[-1 - n]),
        shortest - start,
    )
    lost = old.text[start : len(old.text) - end]
    assert "\n" not in lost
    assert "\r" not in lost
    after = parse_file(new, SETTINGS)
    assert before.node is not None
    assert after.node is not None
    assert type(after.node) is type(before.node)
    read = parse_front_matter(before.source)
    reread = parse_front_matter(new)
    kept = [plain_value(entry.value) for entry in read if entry.key != key]
    assert [plain_value(entry.value) for entry in reread if entry.key != key] == kept
    free = {"rated": {"rated"}, "influence": {"ratings"}, "role": {"role", "links"}}.get(key)
    for field in fields(before.node):
        if field.name not in (free or {"extra", "links"}):
            assert getattr(after.node, field.name) == getattr(before.node, field.name), field.name
    if isinstance(before.node, Contact) and isinstance(after.node, Contact):
        rest = {name: value for name, value in before.node.ratings.items() if name != key}
        assert {n: v for n, v in after.node.ratings.items() if n != key} == rest


VALUES = st.one_of(
    st.sampled_from(["1", "5", "2026-11-23", "CTO", "a: b", "#x", "it's", '"', "No", "[[a]]", ""]),
    st.text(max_size=12),
)
KEYS = st.sampled_from(["influence", "rated", "role", "shoe size", "name2"])
WRITTEN = [
    *("name: Ada", "name: Ada # kept", '"name": "Ada \\u010d"', "role:", "role: CTO  # since May"),
    *("role: 'it''s'", "role: |\n  CTO\n", "role: >-\n  CTO\n  x", "influence: 2"),
    *("influence :  '3'", "influence:   # to come", "influence: ~", "access: 5", "expertise: x"),
    *("reliability: 1 #", "rated: 2026-01-01", "rated:", "tags: [a, b]", "tags:\n- a\n- b"),
    *("tags:\n  - a # x\n\n  - b", "extra: {a: [b, c]}", "extra:\n  a: b\n  c:", "# a comment"),
    *('colour: "a\n  b"', "colour: red\n  blue", "", "  # indented", "serves: '[[x]]'"),
    *("organisation: [[acme]]", "note: |+\n  a\n\n", "? odd\n: value", "shoe size: 38"),
    *("name2: !x y", "name2: *a", "\tname2: x", "---x", "a:\tb\t# c", "Influence: 3"),
    *("influence: 4\ninfluence: 5", "name: \u2028x", "emoji: 🦉 # 🦉"),
]  # fmt: skip
BLOCKS = st.lists(
    st.one_of(st.sampled_from(WRITTEN), st.text("abc: #'\"[]{}|>-?&*!\n\t\u0085é", max_size=14)),
    max_size=7,
).map("\n".join)
NOTES = st.builds(
    lambda block, body, newline, bom, fence: Source(
        PATH,
        (f"---\n{block}\n---\n{body}" if fence else body).replace("\n", newline),
        bom=bom,
    ),
    BLOCKS,
    st.sampled_from(["", "# Ada", "\n# Ada\n\n## Log\n- 2026-01-02 met: x\n", "---\na: b\n---"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
)


@given(NOTES, KEYS, VALUES)
@settings(max_examples=EXAMPLES)
def test_of_any_front_matter_only_the_field_changes(source: Source, key: str, value: str) -> None:
    before = parse_file(source, SETTINGS)
    try:
        change = plan_field_edits(before, {key: value}, SETTINGS)
    except FieldEditError:
        return
    found = parse_front_matter(change.after).entry(key)
    assert found is not None
    assert plain_value(found.value) == value
    assert_only_the_field_changed(before, change, key)


@given(st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES)
def test_of_damaged_real_notes_only_the_rating_changes(random: Random) -> None:
    note = random.choice([note for note in real_notes() if note.path.startswith("contacts/")])
    try:
        before = parsed(mutate(note.data, random), note.path)
        change = plan_field_edits(before, {"influence": "1"}, SETTINGS)
    except (UnicodeDecodeError, FieldEditError):
        return
    assert_only_the_field_changed(before, change, "influence")
    assert change.after.encoded().decode("utf-8-sig") == change.after.text


def test_every_real_contact_can_be_rated() -> None:
    for note in real_notes():
        if note.path.startswith("contacts/"):
            before = parsed(note.data, note.path)
            change = plan_field_edits(before, {"influence": "1", "rated": "2026-11-23"}, SETTINGS)
            after = parse_file(change.after, SETTINGS)
            assert isinstance(after.node, Contact)
            assert after.node.ratings["influence"] == 1
            assert [each.message for each in after.diagnostics] == [
                each.message for each in before.diagnostics
            ]


def test_the_same_change_twice_is_no_change() -> None:
    first = plan_field_edits(parsed("# Ada\n"), {"influence": "4"}, SETTINGS)
    second = plan_field_edits(parse_file(first.after, SETTINGS), {"influence": "4"}, SETTINGS)
    assert second.edits == ()
    assert second.after is second.before
