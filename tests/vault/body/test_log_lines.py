from datetime import date

import pytest

from tests.vault.reading import codes, contact, objective, parse, slices
from vaultnet.domain.entry import Entry, EntryKind, Initiator, Journal, Task
from vaultnet.domain.node import Reference
from vaultnet.vault.body.outline import parse_outline

DAY = date(2026, 3, 4)


def entry(line: str) -> Entry:
    [found] = contact(f"## Log\n- {line}\n").log
    return found


def task(line: str) -> Task:
    [found] = contact(f"## Next\n- {line}\n").next
    return found


def journal(text: str, path: str = "journal/2026-11-20.md") -> Journal:
    node = parse(text, path).node
    assert isinstance(node, Journal)
    return node


@pytest.mark.parametrize(
    ("line", "kinds", "text"),
    [
        ("2026-03-04 met: coffee", (EntryKind.MET,), "coffee"),
        ("2026-03-04 Reunión: café", (EntryKind.MET,), "café"),
        ("2026-03-04 recibi: una carta", (EntryKind.RECEIVED,), "una carta"),
        ("2026-03-04 met, gave: coffee", (EntryKind.MET, EntryKind.GAVE), "coffee"),
        ("2026-03-04 met and gave: coffee", (EntryKind.MET, EntryKind.GAVE), "coffee"),
        ("2026-03-04 met, reunión: coffee", (EntryKind.MET,), "coffee"),
        ("2026-03-04 video call: coffee", (EntryKind.VIDEO,), "coffee"),
        ("2026-03-04 e-mail: coffee", (EntryKind.EMAIL,), "coffee"),
        ("2026-03-04: met: coffee", (EntryKind.MET,), "coffee"),
        ("2026-03-04 – met: coffee", (EntryKind.MET,), "coffee"),
        ("2026-03-04  met :  coffee", (EntryKind.MET,), "coffee"),
        ("2026-03-04 met:coffee", (EntryKind.MET,), "coffee"),
        ("2026-03-04 met for coffee", (EntryKind.MET,), "for coffee"),
        ("2026-03-04 met", (EntryKind.MET,), ""),
        ("2026-03-04 note: likes tea", (EntryKind.NOTE,), "likes tea"),
        ("2026-03-04 coffee", (EntryKind.CONTACT,), "coffee"),
        ("2026-03-04 coffee: with cake", (EntryKind.CONTACT,), "coffee: with cake"),
        ("2026-03-04 methodical: always", (EntryKind.CONTACT,), "methodical: always"),
        ("2026-03-04", (EntryKind.CONTACT,), ""),
        ("[[2026-03-04]] met: coffee", (EntryKind.MET,), "coffee"),
        ("[[2026-03-04|Wednesday]] met: coffee", (EntryKind.MET,), "coffee"),
    ],
)
def test_date_and_kinds(line: str, kinds: tuple[EntryKind, ...], text: str) -> None:
    found = entry(line)
    assert (found.day, found.kinds, found.text) == (DAY, kinds, text)
    assert found.links == ()


@pytest.mark.parametrize(
    ("written", "time"),
    [("09:30 ", "09:30"), ("9:30 ", "09:30"), ("23:59: ", "23:59"), ("", ""), ("24:00 ", "")],
)
def test_a_time_of_day(written: str, time: str) -> None:
    found = entry(f"2026-03-04 {written}met: coffee")
    assert (found.time, found.kinds, found.text) == (time, (EntryKind.MET,), "coffee")


@pytest.mark.parametrize(
    ("box", "done"),
    [("", None), ("[ ] ", False), ("[/] ", False), ("[x] ", True), ("[X] ", True), ("[-] ", True)],
)
def test_checkboxes(box: str, done: bool | None) -> None:  # noqa: FBT001
    found = entry(f"{box}2026-03-04 asked: an introduction")
    assert (found.day, found.done) == (DAY, done)
    assert found.is_open is (not done)
    assert task(f"{box}write").done is bool(done)


def test_the_fields_of_an_entry() -> None:
    found = entry(
        "[x] 2026-03-04 promised: the paper [due:: 2026-04-01] [hecho:: 2026-03-30] "
        "(weight:: 3) [initiator:: them] [ticket:: 12] #sre"
    )
    assert found == Entry(
        day=DAY,
        kinds=(EntryKind.PROMISED,),
        text="the paper [ticket:: 12] #sre",
        topics=("sre",),
        fields={"ticket": "12"},
        weight=3,
        done=True,
        due=date(2026, 4, 1),
        done_on=date(2026, 3, 30),
        initiator=Initiator.THEM,
    )


def test_a_date_of_being_done_ticks_a_line_without_a_box() -> None:
    assert entry("2026-03-04 promised: the paper [done:: 2026-03-30]").done is True
    assert task("write [done:: 2026-03-30]").done is True
    assert entry("[ ] 2026-03-04 promised: the paper [done:: 2026-03-30]").done is False


def test_what_cannot_be_read_is_kept_and_shown() -> None:
    found = entry("2026-03-04 gave: the paper [weight:: a lot] [due:: soon]")
    assert (found.weight, found.due) == (1, None)
    assert found.fields == {"weight": "a lot", "due": "soon"}
    assert found.text == "the paper"


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("met: lunch with [[tom]]", ["tom"]),
        ("met: lunch with [[tom]], [[eva]] and [[li]]", ["tom", "eva", "li"]),
        ("met: lunch with [[tom]], and [[li]]", ["tom", "li"]),
        ("reunión: comida con [[tom]] y [[eva]]", ["tom", "eva"]),
        ("reunión: comida con [[tom]] e [[inés]]", ["tom", "inés"]),
        ("met: With [[tom]] & [[eva]]", ["tom", "eva"]),
        ("met with [[tom]], [[eva]]: lunch", ["tom", "eva"]),
        ("met [[tom]]: lunch", ["tom"]),
        ("lunch with [[tom]] about [[acme]]", ["tom"]),
        ("met: with [[tom]] at [[acme]] and [[eva]]", ["tom"]),
        ("met: spoke of [[acme]] with [[tom]] and with [[tom]]", ["tom"]),
        ("met: herewith [[tom]]", []),
        ("met: with ![[photo.jpg]]", []),
        ("met: about [[acme]]", []),
    ],
)
def test_the_people_of_a_line(line: str, people: list[str]) -> None:
    found = entry(f"2026-03-04 {line}")
    assert [person.target for person in found.people] == people
    assert {person.target for person in found.people} <= {link.target for link in found.links}


def test_a_line_that_goes_on_and_what_is_below_it() -> None:
    [found] = contact(
        "## Log\n- 2026-03-04 met: coffee with\n  [[tom]] [weight:: 2]\n\n"
        "  She said:\n  - hire [[eva]] #sre\n\n      code\n"
    ).log
    assert found.text == "coffee with\n[[tom]]"
    assert found.weight == 2
    assert found.people == (Reference("tom"),)
    assert found.detail == "She said:\n- hire [[eva]] #sre\n\n    code"
    assert [link.target for link in found.links] == ["tom", "eva"]
    assert found.topics == ("sre",)


@pytest.mark.parametrize("line", ["lunch", "soon met: lunch", "2026-13-04 met: lunch", "2026/3/4"])
def test_a_line_without_a_readable_date_is_still_an_entry(line: str) -> None:
    assert entry(line).day is None
    assert codes(f"## Log\n- {line}\n")[0] in {"VN234", "VN235"}


def test_the_places_of_an_entry() -> None:
    text = "## Log\n- [x] 2026-03-04 9:30 met, gave: the paper [due:: [[2026-04-01]]]\n  - below\n"
    found = slices(parse(text))
    assert {name: value for name, value in found.items() if name.startswith("log")} == {
        "log/0": "- [x] 2026-03-04 9:30 met, gave: the paper [due:: [[2026-04-01]]]",
        "log/0/checkbox": "[x]",
        "log/0/date": "2026-03-04",
        "log/0/time": "9:30",
        "log/0/kind/0": "met",
        "log/0/kind/1": "gave",
        "log/0/text": "the paper [due:: [[2026-04-01]]]",
        "log/0/due": "[[2026-04-01]]",
    }


PLAIN = "2026-03-04 met: coffee, and more #sre"


def test_the_short_way_comes_to_the_same_as_the_long_way() -> None:
    short, long = parse(f"## Log\n- {PLAIN}\n"), parse(f"## Log\n-  {PLAIN}\n[[x]] %%c%%\n")
    assert contact(f"## Log\n- {PLAIN}").log == contact(f"## Log\n- {PLAIN} %%c%%").log
    assert set(slices(short)) == set(slices(long))
    assert entry(PLAIN).topics == ("sre",)


@pytest.mark.parametrize(
    ("line", "due", "done_on"),
    [
        ("write 📅 2026-12-01", date(2026, 12, 1), None),
        ("write 📅2026-12-01 ✅ 2026-12-02", date(2026, 12, 1), date(2026, 12, 2)),
        ("write ✅️ 2026-12-02", None, date(2026, 12, 2)),
        (
            "write [due:: 2026-12-01] (completion:: 2026-12-02)",
            date(2026, 12, 1),
            date(2026, 12, 2),
        ),
    ],
)
def test_the_dates_of_a_task(line: str, due: date | None, done_on: date | None) -> None:
    found = task(f"[x] {line}")
    assert (found.text, found.due, found.done_on, found.done) == ("write", due, done_on, True)


def test_other_dates_of_tasks_are_kept() -> None:
    found = task("[ ] write 🛫 2026-12-01 ⏳ 2026-12-02 ➕ 2026-11-01")
    assert found.text == "write"
    assert found.fields == {
        "start": "2026-12-01",
        "scheduled": "2026-12-02",
        "created": "2026-11-01",
    }


def test_milestones_are_tasks() -> None:
    [done, open_one] = objective(
        "## Hitos\n- [x] the course [done:: 2026-05-30]\n- [ ] two talks [due:: 2027-06-30]\n"
    ).milestones
    assert (done.done, done.done_on) == (True, date(2026, 5, 30))
    assert (open_one.done, open_one.due) == (False, date(2027, 6, 30))


@pytest.mark.parametrize(
    ("line", "kinds", "people", "text"),
    [
        ("met [[ana]], [[tom]]: lunch", (EntryKind.MET,), ["ana", "tom"], "lunch"),
        ("[[ana]]: lunch", (EntryKind.CONTACT,), ["ana"], "lunch"),
        (
            "met with [[ana]] (and her boss [[eva]]): lunch",
            (EntryKind.MET,),
            ["ana", "eva"],
            "lunch",
        ),
        ("llamada con [[ana]]: su charla", (EntryKind.CALL,), ["ana"], "su charla"),
        ("met, gave [[ana]]: lunch", (EntryKind.MET, EntryKind.GAVE), ["ana"], "lunch"),
        (
            "10:30 met [[ana]]: lunch with [[eva]]",
            (EntryKind.MET,),
            ["ana", "eva"],
            "lunch with [[eva]]",
        ),
        ("call [[ana]]", (EntryKind.CALL,), ["ana"], "[[ana]]"),
    ],
)
def test_a_line_of_a_journal(
    line: str, kinds: tuple[EntryKind, ...], people: list[str], text: str
) -> None:
    [found] = journal(f"# Friday\n- {line}\n").entries
    assert (found.day, found.kinds, found.text) == (date(2026, 11, 20), kinds, text)
    assert [person.target for person in found.people] == people


@pytest.mark.parametrize(
    "line", ["buy stamps", "[[ana]] likes tea", "note: the lease ends", "see [[acme]]", ""]
)
def test_other_lines_of_a_journal_are_prose(line: str) -> None:
    page = journal(f"Text.\n\n- {line}\n")
    assert page.entries == ()
    assert page.passages[0].text == f"Text.\n\n- {line}".rstrip()
    assert codes(f"- {line}\n", "journal/2026-11-20.md") == []


def test_a_line_of_a_journal_may_have_its_own_date() -> None:
    page = journal("- 2026-11-18 met [[ana]]: lunch\n- 2026-99-18 met [[ana]]: tea\n")
    assert [found.day for found in page.entries] == [date(2026, 11, 18), None]


@pytest.mark.parametrize(
    ("path", "front", "day"),
    [
        ("journal/2026-11-20.md", "", date(2026, 11, 20)),
        ("journal/2026-11-20 Friday.md", "", date(2026, 11, 20)),
        ("journal/2026-11-20.md", "---\ndate: 2026-01-02\n---\n", date(2026, 1, 2)),
        ("journal/2026-13-20.md", "", None),
        ("journal/2026-11-201.md", "", None),
        ("journal/friday.md", "", None),
    ],
)
def test_the_day_of_a_journal_page(path: str, front: str, day: date | None) -> None:
    page = journal(f"{front}- met [[ana]]: lunch\n", path)
    assert (page.day, page.entries[0].day) == (day, day)
    assert ("VN255" in codes(f"{front}- met [[ana]]: lunch\n", path)) is (day is None)


def test_the_private_part_of_a_journal_has_no_entries() -> None:
    page = journal("- met [[ana]]: lunch\n\n## Private\n- met [[eva]]: dinner\n")
    assert [found.text for found in page.entries] == ["lunch"]
    assert page.private_links == (Reference("eva"),)


def test_the_outline_of_an_empty_text_is_empty() -> None:
    assert parse_outline("").items == ()
