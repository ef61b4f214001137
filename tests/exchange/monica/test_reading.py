"""Monica 4: every kind of record has a place or a loss, and no other file is taken for one."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.monica import monica_export as export
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.exchange.draft import Encounter, Reading, SourceFile
from vaultnet.exchange.monica.reading import read_monica
from vaultnet.exchange.options import Limits, ReadOptions

OPTIONS = ReadOptions(as_of=date(2026, 11, 23))


def read(data: bytes, options: ReadOptions = OPTIONS) -> Reading:
    return read_monica([SourceFile("monica.json", data)], options)


WHOLE = read(export.WHOLE)
LEA, JON, OLD = WHOLE.drafts


def entries(kind: EntryKind) -> list[Encounter]:
    return [entry for entry in WHOLE.encounters if kind in entry.kinds]


def test_everybody_is_a_draft_or_is_said_to_be_none() -> None:
    assert [draft.name for draft in WHOLE.drafts] == ["Lea Harms", "Jon Aas", "Old Friend"]
    assert [str(each.message) for each in WHOLE.complaints] == ["somebody without a name"]
    assert sum(WHOLE.ignored.values()) == 2
    assert WHOLE.found == 3 + len(WHOLE.encounters) + 1 + 2


def test_the_fields_of_a_person() -> None:
    assert LEA.values == {
        "uid": "lea",
        "gender": "F",
        "role": "Architect",
        "organisation": "Werft Nord",
        "aliases": ("Lee",),
        "tags": ("harbour", "board"),
        "cadence": "45d",
        "birthday": "1985-04-12",
        "met": "2019-10-04",
        "email": ("lea@werft.example",),
        "phone": ("+49 40 000000",),
        "url": ("https://www.linkedin.com/in/lea-example",),
        "mastodon": ("@lea@social.example",),
        "address": ("work: Kai 1, 20457 Hamburg, DE",),
        "location": "Hamburg",
        "introduced_by": "Jon Aas",
        "met_through": "introduction",
    }


def test_dates_that_are_known_in_part() -> None:
    assert JON.values["birthday"] == "--07-09"
    assert JON.values["status"] == "dormant"
    assert "birthday" not in OLD.values
    assert OLD.values["birth-year"] == "1950"
    assert (OLD.values["status"], OLD.values["deceased"]) == ("closed", "2020-02-02")


def test_what_has_no_field_is_prose() -> None:
    assert LEA.prose.split("\n\n") == [
        "Quick, dry, exact.",
        "Food: no fish",
        "Pet: Smilla, Cat",
        "Owed to them: 50 EUR, inprogress",
        "Idea for a gift: a lamp",
        "To do: send the minutes",
        "Reminder for 2027-01-10, then every 1 year: call her",
    ]


def test_a_tie_says_who_the_other_is_to_them() -> None:
    assert [(tie.person.name, tie.relation) for tie in LEA.ties] == [("Jon Aas", "former manager")]
    assert [(tie.person.name, tie.relation) for tie in JON.ties] == [("Kim", "child")]


def test_an_activity_is_one_encounter_with_all() -> None:
    (lunch,) = entries(EntryKind.MET)
    assert (lunch.day, lunch.text) == (date(2026, 5, 6), "Lunch: on the pier")
    assert [person.uid for person in lunch.people] == ["lea", "jon"]


def test_calls_conversations_notes_gifts_and_life_events() -> None:
    (call,) = entries(EntryKind.CALL)
    assert (call.text, call.initiator) == ("about the board", Initiator.THEM)
    (mail,) = entries(EntryKind.EMAIL)
    assert (mail.text, mail.initiator) == ("2 messages", Initiator.ME)
    (gift,) = entries(EntryKind.GAVE)
    assert (gift.text, gift.day) == ("a book on tides", date(2025, 12, 20))
    texts = [entry.text for entry in entries(EntryKind.NOTE)]
    assert texts == ["Met her on the quay. She sails.", "New job: Lead"]


def test_what_was_said_is_taken_only_where_it_is_asked_for() -> None:
    assert "secret plan" not in repr(WHOLE)
    told = read(export.WHOLE, ReadOptions(as_of=OPTIONS.as_of, with_content=True))
    assert "2 messages: secret plan / fine" in [one.text for one in told.encounters]


def test_the_photograph_comes_along_and_others_are_losses() -> None:
    assert LEA.picture is not None
    assert (LEA.picture.data, LEA.picture.ending) == (export.PIXEL, "png")
    assert [loss.what for loss in LEA.losses] == ["photo", "document"]
    small = read(export.WHOLE, ReadOptions(as_of=OPTIONS.as_of, limits=Limits(picture=1)))
    assert small.drafts[0].picture is None
    assert [loss.what for loss in small.drafts[0].losses] == ["photo", "photo", "document"]


def test_what_has_no_place_at_all_is_a_loss() -> None:
    assert [loss.what for loss in WHOLE.losses] == [
        "activity",
        "journal entry",
        "avatars, counters, settings, audit log",
    ]


def test_places_are_the_lines_of_the_file() -> None:
    lines = export.WHOLE.decode().split("\n")
    assert '"uuid": "lea"' in lines[LEA.origin.line - 1]
    assert '"uuid": "lunch"' in lines[entries(EntryKind.MET)[0].origin.line - 1]


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{}", b"[]", b"null", b"[" * 100_000, b'{"version": "2"}'),
        b'{"version":' + b"9" * 5000,
        b'{"version": "1.0-preview.1", "account": ' + b'{"a":' * 60 + b"1" + b"}" * 61,
    ],
)
def test_another_file_is_refused_with_its_name(data: bytes) -> None:
    reading = read(data)
    assert [(str(one.origin), one.rule.code) for one in reading.complaints] == [
        ("monica.json:1", "VN601")
    ]
    assert reading.found == reading.refused == 1


def test_control_characters_are_taken_out_and_said() -> None:
    contact = export.record("x", first_name="A\0na", description="b\x1b[31m")
    reading = read(export.account(export.collection("contact", contact)))
    assert (reading.drafts[0].name, reading.drafts[0].prose) == ("Ana", "b[31m")
    assert reading.losses[0].what == "texts"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.data())
def test_any_value_anywhere_reads_as_something_or_nothing(data: st.DataObject) -> None:
    """Whatever stands in place of any part of an export, reading it never fails."""
    document = json.loads(export.WHOLE)
    place: dict[str, object] | list[object] = document["account"]
    for _ in range(data.draw(st.integers(0, 7))):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        inner = place[key]  # type: ignore[index, call-overload]
        if not isinstance(inner, dict | list) or data.draw(st.booleans()):
            place[key] = data.draw(json_values)  # type: ignore[index, call-overload]
            break
        place = inner
    reading = read(json.dumps(document).encode())
    refused = sum(one.is_refusal for one in reading.complaints)
    ignored = sum(reading.ignored.values())
    assert reading.found == len(reading.drafts) + len(reading.encounters) + refused + ignored
