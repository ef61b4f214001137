"""Calendars: another program reads them, a leap day has its rule, and a UID stays what it was."""

from datetime import date, datetime
from itertools import islice
from typing import Any

import icalendar
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.exports import OPTIONS, example, of_texts, selection_of, shared_of
from tests.faults.effort import EXAMPLES
from tests.vaults import strategy_of
from vaultnet.exchange.calendars.lines import Component, render_calendar
from vaultnet.exchange.calendars.reading import read_calendars
from vaultnet.exchange.calendars.writing import write_calendar
from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.export_values import Selection
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.property_lines import allowed_text, text_line

ANA = """---
name: Ana; López, Jr.
tier: key
tags: [work, "a,b"]
birthday: 1984-02-29
---
## Log
- 2026-08-01 met: coffee
- [ ] 2026-08-02 promised: the paper, with [[tom]] [due:: 2026-11-01]
- [x] 2026-08-03 promised: done already
## Next
- [ ] ask her about 50% [due:: 2026-12-01]
- [ ] no day at all
"""
VAULT = {"contacts/ana.md": ANA, "contacts/tom.md": "---\nname: Tom\nbirthday: --07-09\n---\n"}


def parsed(selection: Selection) -> Any:
    (data,) = write_calendar(selection, OPTIONS).files.values()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return icalendar.Calendar.from_ical(data)


def to_dos(selection: Selection) -> dict[str, Any]:
    return {str(item["SUMMARY"]): item for item in parsed(selection).walk("VTODO")}


def births(selection: Selection) -> dict[str, Any]:
    return {str(item["SUMMARY"]): item for item in parsed(selection).walk("VEVENT")}


def test_what_is_due_is_there_with_its_day() -> None:
    found = to_dos(of_texts(VAULT))
    name = "Ana; López, Jr."
    assert {text: item["DUE"].dt if "DUE" in item else None for text, item in found.items()} == {
        f"{name}, Tom: the paper, with Tom": date(2026, 11, 1),
        f"{name}: ask her about 50%": date(2026, 12, 1),
        f"{name}: no day at all": None,
        f"{name}: get in touch": date(2026, 8, 29),
    }
    assert found[f"{name}: get in touch"]["CATEGORIES"].cats == ["work", "a,b"]
    assert "114 days ago" in found[f"{name}: get in touch"]["DESCRIPTION"]


def test_what_is_to_come_reminds_on_the_morning_and_what_is_past_does_not() -> None:
    alarms = {text: item.walk("VALARM") for text, item in to_dos(of_texts(VAULT)).items()}
    assert [text for text, held in alarms.items() if held] == ["Ana; López, Jr.: ask her about 50%"]
    (alarm,) = alarms["Ana; López, Jr.: ask her about 50%"]
    assert alarm["TRIGGER"].dt.total_seconds() == 9 * 3600
    assert alarm["TRIGGER"].params["RELATED"] == "END"


def test_a_birthday_comes_every_year_and_a_leap_day_has_its_rule() -> None:
    found = births(of_texts(VAULT))
    ana, tom = found["Birthday of Ana; López, Jr."], found["Birthday of Tom"]
    assert ana["DTSTART"].dt == date(1984, 2, 29)
    assert (tom["DTSTART"].dt, tom["TRANSP"]) == (date(2000, 7, 9), "TRANSPARENT")
    rule = rrulestr(
        ana["RRULE"].to_ical().decode(),
        dtstart=datetime(1984, 2, 29),  # noqa: DTZ001
    )
    days = [str(day.date()) for day in islice(rule, 41, 45)]
    assert days == ["2025-03-01", "2026-03-01", "2027-03-01", "2028-02-29"]


def test_the_same_day_gives_the_same_bytes_and_another_the_same_uids() -> None:
    one, again = of_texts(VAULT), of_texts(VAULT)
    assert write_calendar(one, OPTIONS) == write_calendar(again, OPTIONS)
    later = Selection(one.vault, one.contacts, strategy_of(one.vault, date(2026, 11, 30)))
    assert [str(item["UID"]) for item in parsed(later).walk() if "UID" in item] == [
        str(item["UID"]) for item in parsed(one).walk() if "UID" in item
    ]


def test_a_task_keeps_its_uid_where_lines_are_put_before_it() -> None:
    moved = {**VAULT, "contacts/ana.md": ANA.replace("## Next\n", "## Next\n- [ ] first\n")}
    name = "Ana; López, Jr.: no day at all"
    assert to_dos(of_texts(moved))[name]["UID"] == to_dos(of_texts(VAULT))[name]["UID"]


def test_no_two_have_one_uid() -> None:
    twice = ANA.replace("## Next\n", "## Next\n- [ ] no day at all\n")
    held = parsed(of_texts({**VAULT, "contacts/ana.md": twice})).walk("VTODO")
    uids = [str(item["UID"]) for item in held]
    assert len(uids) == len(set(uids)) == 5


def test_a_closed_contact_is_nobodys_business() -> None:
    closed = {"contacts/ana.md": ANA.replace("tier: key", "status: closed")}
    assert list(parsed(of_texts(closed)).walk("VEVENT")) == []
    assert list(parsed(of_texts(closed)).walk("VTODO")) == []


def test_the_example_vault_and_a_part_of_it() -> None:
    assert len(to_dos(selection_of(example()))) > 30
    some = to_dos(selection_of(example(), "ana-garcia"))
    assert some
    assert all(text.startswith("Ana García López: ") for text in some)


def test_others_get_the_birthdays_that_are_shared_and_nothing_that_is_due() -> None:
    open_ = {
        **VAULT,
        "contacts/ana.md": ANA.replace("tier:", "shared: [name, birthday, Next]\ntier:"),
    }
    shared = shared_of(of_texts(open_).vault)
    assert list(births(shared)) == ["Birthday of Ana; López, Jr."]
    assert to_dos(shared) == {}
    assert [one.what for one in write_calendar(shared, OPTIONS).losses] == ["due"]


def test_characters_that_a_calendar_may_not_hold_are_a_loss() -> None:
    task = {"contacts/ana.md": "---\nname: Ana\n---\n## Next\n- [ ] call\x0b her\n"}
    made = write_calendar(of_texts(task), OPTIONS)
    assert [(str(one.origin), one.what) for one in made.losses] == [("contacts/ana.md:5", "next")]


def test_our_own_reader_finds_no_meeting_in_it() -> None:
    (data,) = write_calendar(selection_of(example()), OPTIONS).files.values()
    reading = read_calendars([SourceFile("x.ics", data)], ReadOptions(as_of=date(2026, 11, 23)))
    assert (reading.encounters, reading.refused) == ((), 0)


@given(st.text())
@settings(max_examples=EXAMPLES)
def test_every_text_comes_back(text: str) -> None:
    """What is escaped and folded here is put together again by another program."""
    event = Component("VTODO", ("UID:x", text_line("SUMMARY", text)))
    data = render_calendar(Component("VCALENDAR", ("VERSION:2.0", "PRODID:x"), (event,)))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (found,) = icalendar.Calendar.from_ical(data).walk("VTODO")
    assert str(found["SUMMARY"]) == allowed_text(text)
