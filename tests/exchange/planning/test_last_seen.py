"""The record of what a source said last: read, written, renamed and forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.node import NodeId
from vaultnet.exchange.planning.last_seen import (
    LastSeen,
    RecordError,
    SeenPerson,
    key_of_contact,
    parse_last_seen,
    renamed,
    render_last_seen,
    without,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
people = st.builds(
    SeenPerson,
    key=texts,
    contact=texts.map(NodeId),
    values=st.dictionaries(
        texts, st.one_of(texts, st.lists(texts, max_size=2).map(tuple)), max_size=3
    ),
    encounters=st.sets(texts, max_size=3).map(lambda found: tuple(sorted(found))),
)
records = st.lists(people, max_size=4, unique_by=lambda person: person.key).map(
    lambda found: LastSeen({person.key: person for person in found})
)


@given(records)
def test_a_record_is_read_as_it_was_written(seen: LastSeen) -> None:
    text = render_last_seen(seen)
    assert parse_last_seen(text) == seen
    assert text.count("\n") == len(seen.people)
    assert render_last_seen(parse_last_seen(text)) == text


def test_a_line_is_a_person_and_lines_are_sorted() -> None:
    two = SeenPerson(
        key="b", contact=NodeId("tom"), values={"role": "CTO", "email": ("a@b.example",)}
    )
    one = SeenPerson(key="a", contact=NodeId("ana"), encounters=("2", "1"))
    assert render_last_seen(LastSeen({"b": two, "a": one})) == (
        '{"key":"a","contact":"ana","encounters":["1","2"]}\n'
        '{"key":"b","contact":"tom","values":{"email":["a@b.example"],"role":"CTO"}}\n'
    )


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "[]",
        "{}",
        '{"key":"a"}',
        '{"key":1,"contact":"a"}',
        '{"key":"a","contact":"a","values":[]}',
        '{"key":"a","contact":"a","values":{"x":1}}',
        '{"key":"a","contact":"a","values":{"x":[1]}}',
        '{"key":"a","contact":"a","encounters":"x"}',
        "<<<<<<< ours",
        "[" * 100_000,
    ],
)
def test_a_damaged_line_is_told_by_its_number(line: str) -> None:
    with pytest.raises(RecordError) as raised:
        parse_last_seen(f'{{"key":"a","contact":"a"}}\n\n{line}\n')
    assert raised.value.line == 3


def test_somebody_gets_another_id() -> None:
    text = (
        '{"key":"1","contact":"ana"}\n'
        '{"key":"@ana","contact":"ana","encounters":["x"]}\n'
        '{"key":"@ana-garcia","contact":"ana-garcia","encounters":["w"]}\n'
        '{"key":"ana","contact":"tom"}\n'
    )
    assert renamed(text, "ana", "ana-garcia") == (
        '{"key":"1","contact":"ana-garcia"}\n'
        '{"key":"@ana-garcia","contact":"ana-garcia","encounters":["w","x"]}\n'
        '{"key":"ana","contact":"tom"}\n'
    )
    assert renamed(text, "nobody", "x") == text


def test_somebody_is_forgotten() -> None:
    text = (
        '{"key":"1","contact":"ana"}\n{"key":"@ana","contact":"ana"}\n{"key":"2","contact":"tom"}\n'
    )
    assert without(text, "ana") == '{"key":"2","contact":"tom"}\n'
    assert without(text, "nobody") == text
    assert without("", "ana") == ""


def test_what_was_written_is_known_by_contact() -> None:
    seen = LastSeen(
        {
            "1": SeenPerson(key="1", contact=NodeId("ana"), encounters=("x",)),
            "2": SeenPerson(key="2", contact=NodeId("ana"), encounters=("y",)),
        }
    )
    assert seen.written() == {"ana": {"x", "y"}}
    assert key_of_contact(NodeId("ana")) == "@ana"
