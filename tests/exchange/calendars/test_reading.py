"""Past meetings out of calendars: who was there, by instance, on the day it was there."""

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.material import material
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.exchange.calendars.reading import read_calendars
from vaultnet.exchange.draft import Reading, SourceFile
from vaultnet.exchange.options import Limits, ReadOptions

AS_OF = date(2026, 11, 23)
OPTIONS = ReadOptions(as_of=AS_OF, my_addresses=("Irene@home.example",))
ANA = "ATTENDEE;CN=Ana:mailto:ana@acme.example"
ME = "ATTENDEE;CN=Irene:mailto:irene@home.example"


def event(*lines: str, start: str = "DTSTART:20261005T093000", uid: str = "one") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).encode()


def read(*parts: str, options: ReadOptions = OPTIONS) -> Reading:
    reading = read_calendars([SourceFile("work.ics", calendar(*parts))], options)
    assert reading.found == len(reading.encounters) + reading.refused + sum(
        reading.ignored.values()
    )
    return reading


def days(reading: Reading) -> list[str]:
    return [str(one.day) for one in reading.encounters]


def complaints(reading: Reading) -> list[str]:
    return [f"{one.origin} {one.rule.code} {one.message}" for one in reading.complaints]


def test_a_meeting_with_all_it_says() -> None:
    (met,) = read(
        event("SUMMARY:Budget\\, first draft", ANA, ME, "ORGANIZER:mailto:ana@acme.example")
    ).encounters
    assert (met.day, met.time, met.kinds) == (date(2026, 10, 5), "09:30", (EntryKind.MET,))
    assert (met.text, met.key, met.initiator) == ("Budget, first draft", "one", Initiator.THEM)
    assert [(who.emails, who.name) for who in met.people] == [(("ana@acme.example",), "Ana")]
    assert str(met.origin) == "work.ics:3"


def test_who_asked_for_it() -> None:
    mine = event(ANA, "ORGANIZER:mailto:irene@home.example")
    assert read(mine).encounters[0].initiator is Initiator.ME
    several = event(ANA, "ATTENDEE:mailto:tom@x.example", "ORGANIZER:mailto:ana@acme.example")
    assert read(several).encounters[0].initiator is None
    assert len(read(several).encounters[0].people) == 2


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((ANA, "STATUS:CANCELLED"), "cancelled"),
        ((ANA, ME.replace(":mailto", ";PARTSTAT=DECLINED:mailto")), "declined"),
        ((ANA.replace(":mailto", ";PARTSTAT=DECLINED:mailto"),), "nobody else with an address"),
        ((ME,), "nobody else with an address"),
        (("ATTENDEE;CUTYPE=ROOM:mailto:room1@acme.example",), "nobody else with an address"),
        (("ATTENDEE;CN=Ana:tel:123",), "nobody else with an address"),
        (tuple(f"ATTENDEE:mailto:p{n}@x.example" for n in range(51)), "with more than 50 people"),
    ],
)
def test_what_is_no_meeting(lines: tuple[str, ...], reason: str) -> None:
    reading = read(event(*lines))
    assert (reading.encounters, dict(reading.ignored)) == ((), {reason: 1})


def test_a_cancelled_calendar() -> None:
    assert read("METHOD:CANCEL", event(ANA)).ignored == {"cancelled": 1}


def test_today_and_later_are_still_to_come() -> None:
    coming = read(event(ANA, start="DTSTART:20261123T080000"))
    assert (coming.encounters, dict(coming.ignored)) == ((), {"still to come": 1})
    assert days(read(event(ANA, start="DTSTART:20261122T235900"))) == ["2026-11-22"]


def test_to_dos_are_counted() -> None:
    assert read("BEGIN:VTODO\nUID:x\nEND:VTODO").ignored == {"no events, such as to-dos": 1}


class TestDays:
    """The calendar date where it happened."""

    def test_a_local_time_is_not_shifted(self) -> None:
        late = event(ANA, start="DTSTART;TZID=America/New_York:20261005T233000")
        (met,) = read("X-WR-TIMEZONE:Europe/Madrid", late).encounters
        assert (met.day, met.time) == (date(2026, 10, 5), "23:30")

    def test_utc_is_read_where_the_owner_lives(self) -> None:
        late = event(ANA, start="DTSTART:20261005T223000Z")
        assert days(read("X-WR-TIMEZONE:Europe/Madrid", late)) == ["2026-10-06"]
        assert days(read(late)) == ["2026-10-05"]
        assert days(read("X-WR-TIMEZONE:../../etc/passwd", late)) == ["2026-10-05"]

    def test_a_whole_day(self) -> None:
        (met,) = read(event(ANA, start="DTSTART;VALUE=DATE:20261005")).encounters
        assert (met.day, met.time, met.kinds) == (date(2026, 10, 5), "", (EntryKind.EVENT,))


class TestRecurring:
    """Each instance counts by itself."""

    WEEKLY = "DTSTART;TZID=Europe/Madrid:20261005T093000"

    def test_a_rule_up_to_the_day(self) -> None:
        found = read(event("RRULE:FREQ=WEEKLY", ANA, start="DTSTART:20261102T090000"))
        assert days(found) == ["2026-11-02", "2026-11-09", "2026-11-16"]
        assert found.encounters[0].key == "one 20261102T0900"

    def test_dates_are_taken_out_and_added(self) -> None:
        found = read(
            event(
                *("RRULE:FREQ=WEEKLY;COUNT=3", ANA, "EXDATE;TZID=Europe/Madrid:20261012T093000"),
                "RDATE;TZID=Europe/Madrid:20261015T093000",
                start=self.WEEKLY,
            )
        )
        assert days(found) == ["2026-10-05", "2026-10-15", "2026-10-19"]

    def test_an_instance_that_was_moved(self) -> None:
        moved = event(ANA, "RECURRENCE-ID:20261012T073000Z", start="DTSTART:20261013T160000")
        series = event("RRULE:FREQ=WEEKLY;COUNT=3", ANA, start=self.WEEKLY)
        found = read(series, moved)
        assert days(found) == ["2026-10-05", "2026-10-13", "2026-10-19"]
        assert found.encounters[1].key == "one 20261012T0930"

    def test_an_instance_that_was_cancelled(self) -> None:
        off = event(ANA, "RECURRENCE-ID;VALUE=DATE:20261012", "STATUS:CANCELLED")
        found = read(event("RRULE:FREQ=WEEKLY;COUNT=3", ANA, start=self.WEEKLY), off)
        assert (days(found), found.ignored) == (["2026-10-05", "2026-10-19"], {"cancelled": 1})

    def test_the_last_version_counts(self) -> None:
        found = read(
            event("SEQUENCE:2", "SUMMARY:new", ANA), event("SEQUENCE:1", "SUMMARY:old", ANA)
        )
        assert [one.text for one in found.encounters] == ["new"]
        assert found.ignored == {"older versions of an event": 1}

    def test_an_end_in_utc_is_an_end_there(self) -> None:
        rule = "RRULE:FREQ=DAILY;UNTIL=20261007T073000Z"
        assert len(read(event(rule, ANA, start=self.WEEKLY)).encounters) == 3

    @pytest.mark.parametrize("often", ["SECONDLY", "MINUTELY", "HOURLY"])
    def test_too_often_is_refused_with_its_line(self, often: str) -> None:
        found = read(event(f"RRULE:FREQ={often}", ANA))
        message = f"work.ics:6 VN604 it recurs more often than once a day: FREQ={often}"
        assert (complaints(found), found.refused) == ([message], 1)

    def test_no_more_instances_than_the_limit(self) -> None:
        few = ReadOptions(as_of=AS_OF, limits=Limits(instances=10))
        found = read(event("RRULE:FREQ=DAILY", ANA, start="DTSTART:20200101T090000"), options=few)
        assert len(found.encounters) == 10
        assert complaints(found) == [
            "work.ics:6 VN604 it recurs more than 10 times; not all are read"
        ]

    @pytest.mark.parametrize(
        "rule",
        [
            "",
            "FREQ",
            "FREQ=NEVER",
            "FREQ=DAILY;X=1",
            "FREQ=DAILY;BYDAY=XX",
            "RSCALE=HEBREW",
            "FREQ=DAILY;FREQ=DAILY",
            "FREQ=DAILY;UNTIL=never",
            "FREQ=DAILY;INTERVAL=-1",
        ],
    )
    def test_a_rule_that_is_none(self, rule: str) -> None:
        found = read(event(f"RRULE:{rule}", ANA))
        assert all("work.ics:6 VN602" in line for line in complaints(found))
        assert len(found.encounters) + found.refused == 1

    def test_a_rule_that_falls_on_no_day_ends(self) -> None:
        never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
        found = read(*(event(never, ANA, uid=f"e{n}") for n in range(23)))
        assert (len(found.encounters), found.refused) == (20, 3)


FREQUENCIES = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])


@st.composite
def rules(draw: st.DrawFn) -> str:
    parts = [f"FREQ={draw(FREQUENCIES)}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    if draw(st.booleans()):
        parts.append(
            f"BYDAY={','.join(draw(st.lists(st.sampled_from(['MO', 'WE', 'SU']), min_size=1)))}"
        )
    if draw(st.booleans()):
        parts.append(f"BYMONTH={draw(st.integers(1, 12))}")
    return ";".join(parts)


@given(rules(), st.dates(date(2000, 1, 1), date(2026, 11, 1)))
@settings(max_examples=EXAMPLES)
def test_the_days_are_those_of_the_rule(rule: str, start: date) -> None:
    """Following a rule in other centuries changes none of its days."""
    begin = datetime(start.year, start.month, start.day, 9)  # noqa: DTZ001
    expected = {begin.date()}
    for found in rrulestr(rule, dtstart=begin, cache=False):
        if found.date() >= AS_OF:
            break
        expected.add(found.date())
    reading = read(event(f"RRULE:{rule}", ANA, start=f"DTSTART:{begin:%Y%m%dT%H%M%S}"))
    assert {one.day for one in reading.encounters} == expected


class TestContent:
    """What a meeting was about, and what is not taken."""

    def test_the_description_is_left_where_nobody_asked_for_it(self) -> None:
        told = event("SUMMARY:Talk", "DESCRIPTION:secret\\nplan", ANA)
        assert read(told).encounters[0].text == "Talk"
        asked = ReadOptions(as_of=AS_OF, with_content=True)
        assert read(told, options=asked).encounters[0].text == "Talk: secret plan"

    def test_a_private_event_is_a_meeting_and_no_more(self) -> None:
        hidden = event("SUMMARY:Doctor", "DESCRIPTION:x", "CLASS:PRIVATE", ANA)
        asked = ReadOptions(as_of=AS_OF, with_content=True)
        assert read(hidden, options=asked).encounters[0].text == "meeting"

    def test_a_video_call(self) -> None:
        called = event("LOCATION:https://meet.example/abc", ANA)
        assert read(called).encounters[0].kinds == (EntryKind.VIDEO,)

    def test_folded_lines_and_a_text_beyond_one_line(self) -> None:
        folded = event("SUMMARY:first li\n ne\\n\\nsecond", ANA)
        assert read(folded).encounters[0].text == "first line second"


class TestDamage:
    """One event that is broken gives one complaint, with its line."""

    @pytest.mark.parametrize(
        ("lines", "told"),
        [
            (
                ("DTSTART;;VALUE=DATE:20261005",),
                'work.ics:5 VN602 cannot be read: "DTSTART;;VALUE=D',
            ),
            (("DTSTART:20261305T000000",), 'work.ics:5 VN602 no date: "20261305T000000"'),
            (("DTSTART:soon",), 'work.ics:5 VN602 no date: "soon"'),
            (("SUMMARY:x",), "work.ics:3 VN602 the event has no start: DTSTART is missing"),
        ],
    )
    def test_the_others_are_read(self, lines: tuple[str, ...], told: str) -> None:
        broken = "\n".join(["BEGIN:VEVENT", "UID:b", *lines, ANA, "END:VEVENT"])
        found = read(broken, event(ANA))
        assert complaints(found)[0].startswith(told)
        assert (len(found.encounters), found.refused) == (1, 1)

    @pytest.mark.parametrize("data", [b"", b"hello", b"\x00\xff" * 50, b"BEGIN:VCARD\n"])
    def test_no_calendar(self, data: bytes) -> None:
        found = read_calendars([SourceFile("x.ics", data)], OPTIONS)
        assert [one.rule.code for one in found.complaints if one.is_refusal] == ["VN601"]

    def test_what_is_too_deep_too_long_or_does_not_end(self) -> None:
        deep = "\n".join(["BEGIN:X"] * 5000)
        assert "VN604 nested deeper than 8" in complaints(read(deep))[0]
        long = event("SUMMARY:" + "x" * 70_000, ANA)
        assert complaints(read(long)) == [
            "work.ics:6 VN604 SUMMARY is longer than 65536 characters"
        ]
        assert read(f"BEGIN:VEVENT\nUID:x\n{ANA}").refused == 1

    def test_control_characters_are_left_out_and_said(self) -> None:
        found = read(event("SUMMARY:a\x00b\x1b[31m", ANA))
        assert found.encounters[0].text == "ab[31m"
        assert complaints(found) == ["work.ics:6 VN605 control characters are left out"]

    def test_too_many_events(self) -> None:
        few = ReadOptions(as_of=AS_OF, limits=Limits(records=2))
        found = read(*(event(ANA, uid=f"e{n}") for n in range(5)), options=few)
        assert (len(found.encounters), found.refused) == (2, 3)
        assert complaints(found) == ["work.ics:13 VN604 more than 2 events; the rest is not read"]


LINES = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VALARM"),
        *("DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;COUNT=2", "UID:x", ANA, " folded", "END:X"),
        *("RECURRENCE-ID:20260102", "EXDATE:20260101T000000Z", "RDATE:20260301/P1D", "STATUS:X"),
    ]
)


@given(st.lists(LINES | st.text(max_size=20), max_size=30), st.binary(max_size=20))
@settings(max_examples=EXAMPLES)
def test_any_lines_read_as_something(lines: list[str], rest: bytes) -> None:
    data = calendar(*lines).replace(b"\xed", b"") + rest
    found = read_calendars([SourceFile("x.ics", data)], OPTIONS)
    assert found.found == len(found.encounters) + found.refused + sum(found.ignored.values())


def test_calendars_of_other_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """Every file is read, or refused with a line; the counts are printed."""
    told = [
        read_calendars([SourceFile(path.name, path.read_bytes())], OPTIONS)
        for path in sorted(material("icalendar").glob("*.ics"))
    ]
    for reading in told:
        assert all(one.origin.line > 0 for one in reading.complaints)
        refused = [one for one in reading.complaints if one.is_refusal]
        assert bool(refused) == bool(reading.refused)
    lost = sum(one.refused for one in told)
    with capsys.disabled():
        print(f"\n{len(told)} calendars: {sum(one.found for one in told)} events, {lost} refused")
    assert len(told) == 18
