"""What an export of LinkedIn says: who, since when, who took the first step, what was given."""

import io
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.linkedin.linkedin_tables import (
    ANA_NAME,
    CONNECTIONS,
    IN,
    INVITATIONS,
    MESSAGES,
    PROFILE,
    TABLES,
    table,
)
from tests.faults.effort import EXAMPLES
from tests.material import material
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.exchange.draft import PersonKey, Reading, SourceFile
from vaultnet.exchange.linkedin.reading import read_linkedin
from vaultnet.exchange.options import Limits, ReadOptions

OPTIONS = ReadOptions(as_of=date(2026, 11, 23))


def archive(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return data.getvalue()


def read(options: ReadOptions = OPTIONS, **tables: str) -> Reading:
    files = [SourceFile(f"{name}.csv", text.encode()) for name, text in tables.items()]
    return read_linkedin(files, options)


def read_archive(data: bytes, options: ReadOptions = OPTIONS) -> Reading:
    return read_linkedin([SourceFile("export.zip", data)], options)


@pytest.fixture(scope="module")
def whole() -> Reading:
    return read_archive(archive({f"Basic_Export/{name}": text for name, text in TABLES.items()}))


def told(reading: Reading) -> list[str]:
    return [f"{each.rule.code} {each.origin} {each.message}" for each in reading.complaints]


def test_connections_become_drafts(whole: Reading) -> None:
    ana, tom, *_ = whole.drafts
    assert (ana.key, ana.name) == ("in/ana-garcia", "Ana García López")
    assert ana.values == {
        "role": "Head of Platform",
        "organisation": "Acme",
        "email": ("ana@acme.example",),
        "url": (f"{IN}ana-garcia",),
        "met": "2026-02-08",
        "met_through": "online",
    }
    assert str(ana.origin) == "export.zip/Basic_Export/Connections.csv:5"
    assert (tom.values["organisation"], tom.values["met"]) == ("Globex, Inc.", "2019-03-01")
    assert len(whole.drafts) == 4
    assert whole.ignored["members who do not show who they are"] == 2  # a row, and a message


def test_invitations_say_who_took_the_first_step(whole: Reading) -> None:
    found = [each for each in whole.encounters if each.key.startswith("invitation")]
    assert [(str(each.day), each.time, each.initiator) for each in found] == [
        ("2026-01-29", "14:37", Initiator.ME),
        ("2019-02-03", "09:05", Initiator.THEM),
    ]
    assert found[0].people == (PersonKey(urls=(f"{IN}ana-garcia",), name="Ana García López"),)
    assert found[0].text == "invitation to connect on LinkedIn"


def test_messages_are_counted_by_day_without_their_content(whole: Reading) -> None:
    found = [each for each in whole.encounters if each.key.startswith("message")]
    assert [(each.key, each.text, each.initiator, each.time) for each in found] == [
        ("message c1 2026-01-30", "2 messages on LinkedIn", Initiator.THEM, "09:00"),
        ("message c1 2026-02-01", "1 message on LinkedIn", Initiator.ME, "08:00"),
        ("message c2 2026-02-03", "1 message on LinkedIn", Initiator.THEM, "11:00"),
    ]
    assert [person.name for person in found[2].people] == ["Tom Okafor", "Ana García López"]
    assert dict(whole.ignored) == {
        "members who do not show who they are": 2,
        "messages that were never sent": 1,
        "advertisements": 1,
        "messages between others": 1,
        "endorsements that were not accepted": 1,
    }
    assert told(whole) == [
        'VN602 export.zip/Basic_Export/messages.csv:11 "some day" is no date',
    ]


def test_content_is_taken_when_asked_for() -> None:
    options = ReadOptions(as_of=OPTIONS.as_of, with_content=True)
    reading = read(options, messages=MESSAGES, Invitations=INVITATIONS)
    texts = [each.text for each in reading.encounters]
    assert texts[0] == (
        "2 messages on LinkedIn: Ana García López: Hi Sam, how are you? / Sam Ortiz: Fine & well"
    )
    assert "invitation to connect on LinkedIn: Hello! We met." in texts


def test_praise_goes_to_and_fro(whole: Reading) -> None:
    given, received, endorsed = (
        each for each in whole.encounters if each.kinds[0] is not EntryKind.MESSAGE
    )
    assert (given.kinds, given.weight, str(given.day)) == ((EntryKind.GAVE,), 3, "2020-03-14")
    assert given.people[0].urls == (f"{IN}lena-weber-2",)  # of two Lenas, the one at Hooli
    assert (received.kinds, received.weight) == ((EntryKind.RECEIVED,), 3)
    assert received.people[0].urls == (f"{IN}ana-garcia",)
    assert (endorsed.text, endorsed.weight) == ("endorsement on LinkedIn: Python, Go", 1)


def test_the_own_career_is_read(whole: Reading) -> None:
    assert [(s.begin, s.end, s.role, s.organisation, s.text) for s in whole.my_career] == [
        ("2014", "2018", "student", "Example University", "MSc in Computer Science"),
        ("2018", "2019-06", "Intern", "Globex", ""),
        ("2021-03", "", "Engineer", "Acme", "Pipelines. · Madrid"),
    ]


def test_every_row_is_accounted_for(whole: Reading) -> None:
    assert whole.found == 4 + 8 + 1 + 6
    assert (len(whole.drafts), len(whole.encounters), whole.refused) == (4, 8, 1)
    assert sum(whole.ignored.values()) == 6


def test_tables_alone_are_read_as_the_archive_is(whole: Reading) -> None:
    files = [SourceFile(name, text.encode()) for name, text in TABLES.items()]
    alone = read_linkedin(files, OPTIONS)
    assert [draft.values for draft in alone.drafts] == [draft.values for draft in whole.drafts]
    assert [each.key for each in alone.encounters] == [each.key for each in whole.encounters]


def test_old_tables_without_profiles_are_read() -> None:
    old = table(
        "First Name,Last Name,Email Address,Company,Position,Connected On",
        ("Ana", "Ruiz", "a@b.example", "Acme", "", "1 Jan 2020"),
    )
    (draft,) = read(Connections=old).drafts
    assert (draft.key, draft.name) == ("", "Ana Ruiz")


def test_old_messages_name_people_by_name_alone() -> None:
    old = table(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER",
        ("c1", "", ANA_NAME, f"{IN}ana-garcia", "Sam Ortiz", "2026-01-30 09:00:00 UTC", "", "", ""),
        ("c2", "", "Sam Ortiz", f"{IN}sam", "Tom Okafor", "2026-01-31 09:00:00 UTC", "", "", ""),
    )
    options = ReadOptions(as_of=OPTIONS.as_of, my_names=("Sam Ortiz",))
    first, second = read(options, Connections=CONNECTIONS, messages=old).encounters
    assert (first.initiator, first.people[0].name) == (Initiator.THEM, ANA_NAME)
    assert second.people == (PersonKey(urls=(f"{IN}tom-okafor",), name="Tom Okafor"),)


def test_a_date_that_is_none_is_handed_on_as_it_is() -> None:
    reading = read(Connections="First Name,Last Name,URL,Connected On\nAna,Ruiz,,31 Feb 2020\n")
    assert reading.drafts[0].values["met"] == "31 Feb 2020"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"PK\x03\x04 nonsense", "VN601 export.zip the file is no ZIP archive, or is damaged"),
        (b"", "VN601 export.zip the file is no ZIP archive, or is damaged"),
    ],
)
def test_a_damaged_archive_is_refused(data: bytes, complaint: str) -> None:
    assert told(read_archive(data)) == [complaint]


def test_a_foreign_table_is_refused() -> None:
    assert told(read(table="a,b\n1,2\n")) == [
        "VN601 table.csv the file is none of the tables that LinkedIn exports"
    ]


def test_what_has_no_use_in_an_archive_is_named() -> None:
    nested = archive({"deep.zip": archive({"Connections.csv": CONNECTIONS})})
    members: dict[str, str | bytes] = {
        "Ad_Targeting.csv": "a,b\n1,2\n",
        "photo.jpg": b"x",
        "more.zip": nested,
    }
    reading = read_archive(archive({**members, "Profile.csv": PROFILE}))
    assert [(loss.what, str(loss.reason)) for loss in reading.losses] == [
        ("photo.jpg", "the file is no table"),
        ("more.zip", "an archive within an archive is not opened"),
        ("Ad_Targeting.csv", "it says nothing that a vault holds"),
        ("Profile", "your own profile is not taken over: write me.md in your own words"),
    ]
    assert (reading.drafts, reading.complaints) == ((), ())


def test_a_folder_with_the_whole_export_in_it_is_no_mistake() -> None:
    files = [
        SourceFile("Ad_Targeting.csv", b"a,b\n1,2\n"),
        SourceFile("Connections.csv", CONNECTIONS.encode()),
    ]
    reading = read_linkedin(files, OPTIONS)
    assert (len(reading.drafts), told(reading)) == (4, [])
    assert [loss.what for loss in reading.losses] == ["Ad_Targeting.csv"]


def test_a_bomb_is_not_unpacked() -> None:
    """A megabyte that says it is small, or large, stops at the limit."""
    data = archive({"Connections.csv": CONNECTIONS + "x" * 8_000_000, "messages.csv": MESSAGES})
    assert len(data) < 100_000
    options = ReadOptions(as_of=OPTIONS.as_of, limits=Limits(unpacked=1_000_000))
    reading = read_archive(data, options)
    assert told(reading)[0] == (
        "VN604 export.zip/Connections.csv unpacked, the archive has more than 1000000 bytes"
    )
    assert reading.drafts == ()
    many = archive({f"{number}.csv": "" for number in range(5)})
    few = ReadOptions(as_of=OPTIONS.as_of, limits=Limits(members=4))
    assert told(read_archive(many, few))[0].startswith("VN604 export.zip there are 5 files")


def test_a_table_packed_as_no_table_is_stays_closed() -> None:
    """Three hundred bytes of repetition for each byte of the archive are not even unpacked."""
    data = archive({"Connections.csv": CONNECTIONS + "x" * 20_000_000, "messages.csv": MESSAGES})
    started = time.process_time()
    reading = read_archive(data)
    assert time.process_time() - started < 1
    said = "the file in the archive is packed as tightly as no table is"
    assert told(reading)[0] == f"VN604 export.zip/Connections.csv {said}"
    assert reading.drafts == ()


def test_names_of_members_lead_nowhere() -> None:
    reading = read_archive(archive({"../../etc/Connections.csv": CONNECTIONS, "C:\\x.csv": "a"}))
    assert len(reading.drafts) == 4


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_a_damaged_export_is_never_more_than_told(data: st.DataObject) -> None:
    """Cut and changed anywhere, an archive gives people and complaints, and no exception."""
    whole = bytearray(archive(dict(TABLES)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    reading = read_archive(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    total = len(reading.drafts) + len(reading.encounters) + reading.refused
    assert reading.found == total + sum(reading.ignored.values())


def test_the_synthetic_export_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        SourceFile(path.name, path.read_bytes()) for path in sorted(material("linkedin").glob("*"))
    ]
    reading = read_linkedin(files, OPTIONS)
    kinds = [each.kinds[0] for each in reading.encounters]
    counts = {
        "people": len(reading.drafts),
        "invitations": kinds.count(EntryKind.MESSAGE),
        "given": kinds.count(EntryKind.GAVE),
        "received": kinds.count(EntryKind.RECEIVED),
        "steps": len(reading.my_career),
        "refused": reading.refused,
    }
    with capsys.disabled():
        print(f"\nlinkedin: {len(files)} files: {counts}")
    assert counts == {
        "people": 2000,
        "invitations": 162,
        "given": 21,
        "received": 715,
        "steps": 11,
        "refused": 0,
    }
    assert reading.complaints == ()
