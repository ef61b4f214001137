"""The page of changes: by month, newest first, each with its line; and what is coming."""

import re

import pytest

from tests.site.pages import parse
from tests.site.sites import (
    duplicates,
    example_site,
    ids_of,
    links_of,
    section,
    site_from,
    text_of,
)

PAGE = "changes.html"
EXAMPLE = example_site()[PAGE]
KINDS = ("role", "contact", "tie", "promise", "opportunity", "objective", "rating")


def contact(name: str, body: str = "", fields: str = "") -> str:
    return f"---\nname: {name}\n{fields}---\n{body}"


def page(files: dict[str, str] | None = None, **contacts: str) -> str:
    held = {f"contacts/{stem}.md": text for stem, text in contacts.items()}
    return site_from({**held, **(files or {})})[PAGE]


def rows(html: str) -> list[str]:
    return [text_of(item) for item in re.findall(r'<li class="change.*?</li>', html, re.DOTALL)]


def test_months_stand_newest_first_below_what_is_coming() -> None:
    found = re.findall(r'<section id="([\w-]+)" class="month-of', EXAMPLE)
    assert found[0] == "coming"
    assert found[1:] == sorted(found[1:], reverse=True)
    assert found[1] <= "2026-11"
    assert found[-1] >= "2025-12"


def test_the_window_is_twelve_months_and_ends_today() -> None:
    lines = "\n## Log\n" + "".join(
        f"- [ ] {day} promised: {day}\n" for day in ("2025-11-30", "2025-12-01", "2026-11-23")
    )
    html = page(ana=contact("Ana", lines))
    assert "back to December 2025" in text_of(html)
    assert rows(html) == [
        "23 Nov Ana you promised : 2026-11-23",
        "1 Dec Ana you promised : 2025-12-01",
    ]


@pytest.mark.parametrize(
    ("body", "fields", "expected", "tone"),
    [
        ("## Career\n- 2026-03.. Lead at Acme\n", "", "March 2026 Ana new role : Lead, Acme", ""),
        ("", "met: 2026-10-04\nmet_through: event\n", "4 Oct Ana new contact : at an event", ""),
        (
            "## Log\n- [ ] 2025-01-01 promised: the paper [due:: 2026-11-01]\n",
            "",
            "1 Nov ! Ana promise not kept in time : the paper",
            "is-missed",
        ),
        (
            "## Log\n- [x] 2025-01-01 promised: the paper [done:: 2026-11-02]\n",
            "",
            "2 Nov Ana promise kept : the paper",
            "is-good",
        ),
        (
            "## Opportunities\n- A talk [by:: 2026-09-09] [outcome:: won]\n",
            "",
            "9 Sep Ana opportunity won : A talk",
            "is-good",
        ),
        (
            "## Opportunities\n- A talk [by:: 2026-09-09]\n",
            "",
            "9 Sep ! Ana opportunity still open after its day : A talk",
            "is-missed",
        ),
        ("", "rated: 2026-09-01\ninfluence: 4\n", "1 Sep Ana ratings renewed", ""),
    ],
)
def test_a_change_says_who_what_and_how_it_went(
    body: str, fields: str, expected: str, tone: str
) -> None:
    html = page(ana=contact("Ana", body, fields))
    assert rows(html) == [expected]
    assert ("is-" in html.split('class="change ')[1][:60]) == bool(tone)
    assert tone in html


def test_a_change_leads_to_its_line() -> None:
    body = "## Log\n- 2026-11-01 met: lunch\n- [ ] 2026-11-02 promised: a book\n"
    html = page(ana=contact("Ana", body))
    assert "contacts/ana.html#log-1" in links_of(html)
    assert "contacts/ana.html" in links_of(html)


def test_what_is_coming_is_told_soonest_first_with_its_distance() -> None:
    html = page(
        {"objectives/lead.md": "---\ntitle: Lead a team\nby: 2027-11-23\n---\n"},
        ana=contact("Ana", "## Opportunities\n- A talk [by:: 2026-12-03]\n"),
        bea=contact("Bea", "## Career\n- 2027-02.. Head at Acme\n"),
    )
    assert rows(section(html, "coming")) == [
        "3 Dec 2026 Ana opportunity, by then : A talk in 10 days",
        "February 2027 Bea role begins : Head, Acme in 2 months",
        "23 Nov 2027 Lead a team deadline : in progress in 12 months",
    ]


def test_the_deadline_of_what_has_ended_is_not_coming() -> None:
    text = "---\ntitle: Lead\nstatus: achieved\nby: 2027-11-23\n---\n"
    assert "Coming" not in text_of(page({"objectives/lead.md": text}))


def test_a_year_without_a_month_stands_after_its_months() -> None:
    html = page(
        ana=contact("Ana", "## Career\n- 2026.. Lead at Acme\n"),
        bea=contact("Bea", fields="met: 2026-02\n"),
    )
    assert re.findall(r'<section id="([\w-]+)"', html) == ["2026-02", "2026"]
    assert "2026, without a month" in text_of(html)


def test_ratings_of_one_day_stand_in_one_row() -> None:
    people = {
        f"contacts/p{number:02}.md": contact(
            f"P{number:02}", fields="rated: 2026-09-01\ninfluence: 3\n"
        )
        for number in range(12)
    }
    html = page(people)
    assert len(rows(html)) == 1
    assert "and 4 more ratings renewed" in rows(html)[0]
    assert "contacts/p00.html#assessment" in links_of(html)


def test_no_kind_crowds_out_another() -> None:
    lines = "".join(f"- [ ] 2026-10-{day:02} promised: thing {day}\n" for day in range(1, 31))
    html = page(ana=contact("Ana", f"## Log\n{lines}"), bea=contact("Bea", fields="met: 2026-10\n"))
    month = section(html, "2026-10")
    assert len(rows(month)) == 20
    assert any("new contact" in row for row in rows(month))
    assert "and 11 more: Promises and requests" in text_of(month)


def test_kinds_are_filters_without_a_script() -> None:
    links = re.findall(r'href="#(only-\w+)"', EXAMPLE)
    assert links
    assert set(links) <= set(ids_of(parse(EXAMPLE)))
    assert {link.removeprefix("only-") for link in links} <= set(KINDS)
    style = site_style()
    for kind in KINDS:
        assert f"#only-{kind}:target ~ .month-of .change:not(.c-{kind})" in style
        assert f"#only-{kind}:target ~ .month-of:not(.has-{kind})" in style


def site_style() -> str:
    from vaultnet.resources import templates_root

    return (templates_root() / "site/assets/site.css").read_text(encoding="utf-8")


def test_the_counts_of_the_filters_are_those_of_all_changes() -> None:
    counts = re.findall(r'href="#only-\w+">[^<]+<span class="count">(\d+)<', EXAMPLE)
    assert sum(map(int, counts)) >= len(rows(EXAMPLE))


def test_nothing_is_named_twice_and_pages_stay_small() -> None:
    assert duplicates(ids_of(parse(EXAMPLE))) == []
    assert len(EXAMPLE.encode()) < 100_000


def test_an_empty_vault_is_told_what_would_stand_here() -> None:
    text = text_of(site_from({})[PAGE])
    assert "Nothing has a day in the last twelve months" in text
    assert "Kinds of change" not in text


def test_hostile_lines_stay_text() -> None:
    bad = "<img src=x onerror=alert(1)> {{ 7*7 }}"
    html = page(
        ana=contact('"<b>Ana</b>"', f"## Log\n- [ ] 2026-11-02 promised: {bad}\n"),
        bea=contact("Bea", f"## Career\n- 2026-03.. {bad} at {bad}\n"),
    )
    assert parse(html).faults() == []
    assert "<img" not in html
    assert "{{ 7*7 }}" in text_of(html)
