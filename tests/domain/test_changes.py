"""What changed and when: each dated fact of a note is found once, with its place."""

from datetime import date

from tests.vaults import make_vault
from vaultnet.domain.changes import ChangeEvent, ChangeKind, find_changes

ANA = """---
name: Ana
met: 2024-10
rated: 2026-09-01
influence: 4
---

## Assessment
- influence: decides [rated:: 2026-09-01]
- access: knows all [rated:: 2026-10-05]

## Opportunities
- A referral [by:: 2027-03-31]
- A talk [by:: 2026-05-01] [outcome:: won]
- A book [outcome:: lost]

## Career
- 2021-03.. Lead at [[acme]]
- 2018..2021-02 Engineer at Initech
- 2015 student at UPM

## Ties
- [[bea]]: colleague [from:: 2020] [until:: 2027-01]

## Log
- [x] 2026-03-01 promised: the paper [done:: 2026-03-09]
- [ ] 2026-04-01 promised: the slides [due:: 2026-05-01]
- [x] 2026-04-02 asked: an opinion [done:: 2026-04-20]
- [ ] 2026-04-03 asked: a date [due:: 2026-12-24]
- [x] 2026-04-04 promised: no day of keeping
- 2026-04-05 met: lunch
- promised: without a day
"""
OBJECTIVE = """---
title: Lead a team
status: active
start: 2026-01-01
by: 2028-06-30
---

## Milestones
- [x] the course [done:: 2026-05-30]
- [ ] two talks [due:: 2027-06-30]
- [x] undated
"""
ME = "---\nname: Robin\n---\n\n## Career\n- 2020.. Engineer at Acme\n"


def told(**files: str) -> list[tuple[str, str, str]]:
    paths = {"me": "me.md", "objective": "objectives/lead.md", "journal": "journal/2026-06-01.md"}
    texts = {paths.get(name, f"contacts/{name}.md"): text for name, text in files.items()}
    found = find_changes(make_vault(texts).vault.network)
    return [(str(change.day), change.event.value, change.field) for change in found]


def test_every_dated_fact_of_a_contact_by_hand() -> None:
    assert told(ana=ANA, bea="---\nname: Bea\n---\n") == [
        ("2027-03-31", "opportunity due", "opportunities/0"),
        ("2027-01", "tie ended", "ties/0"),
        ("2026-12-24", "answer due", "log/3"),
        ("2026-10-05", "rated", "assessment/1"),
        ("2026-09-01", "rated", "rated"),
        ("2026-05-01", "promise due", "log/1"),
        ("2026-05-01", "won", "opportunities/1"),
        ("2026-04-20", "answered", "log/2"),
        ("2026-04-04", "promised", "log/4"),
        ("2026-04-03", "asked", "log/3"),
        ("2026-04-02", "asked", "log/2"),
        ("2026-04-01", "promised", "log/1"),
        ("2026-03-09", "promise kept", "log/0"),
        ("2026-03-01", "promised", "log/0"),
        ("2024-10", "met", "met"),
        ("2021-03", "role begun", "career/0"),
        ("2021-02", "role ended", "career/1"),
        ("2020", "tie begun", "ties/0"),
        ("2018", "role begun", "career/1"),
    ]


def test_objectives_and_me() -> None:
    assert told(objective=OBJECTIVE, me=ME) == [
        ("2028-06-30", "objective due", "by"),
        ("2027-06-30", "milestone due", "milestones/1"),
        ("2026-05-30", "milestone done", "milestones/0"),
        ("2026-01-01", "objective begun", "start"),
        ("2020", "role begun", "career/0"),
    ]


def test_a_journal_tells_of_promises_too() -> None:
    journal = "## Log\n- [ ] promised [[ana]]: a call [due:: 2026-06-10]\n"
    assert told(journal=journal, ana="---\nname: Ana\n---\n") == [
        ("2026-06-10", "promise due", "log/0"),
        ("2026-06-01", "promised", "log/0"),
    ]


def test_what_has_no_day_is_no_change() -> None:
    text = "---\nname: Ana\ntier: key\ninfluence: 3\n---\n\n## Risks\n- One [outcome:: happened]\n"
    assert told(ana=text) == []


def test_every_event_is_of_a_kind_and_every_kind_has_events() -> None:
    assert {event.kind for event in ChangeEvent} == set(ChangeKind)


def test_the_first_day_orders_what_is_known_in_part() -> None:
    found = find_changes(make_vault({"contacts/ana.md": ANA}).vault.network)
    days = [change.day.first for change in found]
    assert days == sorted(days, reverse=True)
    assert days[-1] == date(2018, 1, 1)
