"""The page of give and take: what I owe first, how to be useful, and the scales over time."""

import re

import pytest

from tests.site.pages import parse
from tests.site.sites import example, example_site, links_of, section, site_from, text_of
from vaultnet.strategy.reciprocity import BalanceBand

PAGE = "reciprocity.html"
ME = (
    "---\nname: Robin\n---\n\n## Offers\n- Reviews of talks #speaking\n"
    "\n## Needs\n- A publisher #book\n"
)
EXAMPLE = example_site()[PAGE]


def contact(name: str, *log: str, more: str = "") -> str:
    lines = "".join(f"- {line}\n" for line in log)
    return f"---\nname: {name}\n---\n{more}\n## Log\n{lines}"


def page(**contacts: str) -> str:
    files = {f"contacts/{stem}.md": text for stem, text in contacts.items()}
    return site_from({"me.md": ME, **files})[PAGE]


def test_the_whole_is_that_of_all_ledgers() -> None:
    held = example().strategy
    text = text_of(section(EXAMPLE, "whole"))
    assert f"received {held.ledger.received_left:.1f}" in text
    assert f"given {held.ledger.given_left:.1f}" in text
    assert "even balance −0.01" in text
    assert "+0.50" in text
    assert "you 1, they 18" in text


def test_everybody_stands_in_one_account_or_none() -> None:
    held = example().strategy.ledgers.values()
    for band, name in (
        (BalanceBand.YOU_OWE, "you-owe"),
        (BalanceBand.THEY_OWE, "they-owe"),
        (BalanceBand.EVEN, "even"),
        (BalanceBand.NOTHING, "nothing"),
    ):
        count = sum(ledger.band is band for ledger in held)
        assert re.search(rf'id="{name}"[^>]*>.*?<span class="note">{count}</span>', EXAMPLE)


def test_each_balance_leads_to_its_reasons() -> None:
    html = section(EXAMPLE, "you-owe")
    people = [href for href in links_of(html) if "#" not in href]
    assert len(people) == 10
    assert all(f"{href}#why-balance" in links_of(html) for href in people)


def test_whom_i_owe_most_stands_first() -> None:
    html = page(
        bea=contact("Bea", "2026-11-01 received: a little"),
        ana=contact("Ana", "2026-11-01 received: much [weight:: 5]"),
        tom=contact("Tom", "2026-11-01 gave: advice"),
    )
    owed = text_of(section(html, "you-owe"))
    assert owed.index("Ana") < owed.index("Bea")
    assert "Tom" not in owed
    assert "Tom Received 0.0" not in owed
    assert "they owe 1" in text_of(section(html, "accounts"))


def test_promises_are_listed_once_with_all_whom_they_concern() -> None:
    html = page(
        ana=contact("Ana", "[ ] 2026-05-01 promised with [[bea]]: the paper [due:: 2026-06-01]"),
        bea=contact("Bea", "[ ] 2026-05-02 asked: an opinion", "[x] 2026-01-01 promised: done"),
    )
    promised = text_of(section(html, "promises"))
    assert "I promised 1, 1 overdue Ana, Bea" in promised
    assert promised.count("the paper") == 1
    assert "an opinion" in text_of(section(html, "requests"))
    assert "contacts/ana.html#log-0" in links_of(section(html, "promises"))


def test_matches_show_both_lines_and_where_they_stand() -> None:
    html = page(
        ana=contact("Ana", more="\n## Needs\n- Somebody to review my talk #speaking\n"),
        bea=contact("Bea", more="\n## Offers\n- Knows a publisher #book\n"),
    )
    useful, helpful = section(html, "useful"), section(html, "helpful")
    assert "Ana needs Somebody to review my talk #speaking" in text_of(useful)
    assert "you offer Reviews of talks #speaking" in text_of(useful)
    assert {"contacts/ana.html#needs-0", "me.html#offers-0"} <= set(links_of(useful))
    assert "Bea you need A publisher #book" in text_of(helpful)
    assert "offers Knows a publisher #book" in text_of(helpful)


def test_introductions_that_help_both_come_first() -> None:
    text = text_of(section(EXAMPLE, "introductions"))
    assert "Marta Olmedo Rey ↔ Mateo Ferrer Bonet helps both" in text
    assert "Marta Olmedo Rey needs" in text
    assert "Mateo Ferrer Bonet needs" in text


def test_the_chart_has_a_table_with_the_same_months() -> None:
    html = section(EXAMPLE, "over-time")
    rows = re.findall(r'<th scope="row">([^<]+)</th>', html)
    assert len(rows) == 24
    assert (rows[0], rows[-1]) == ("November 2026", "December 2024")
    held = example().strategy.ledger
    assert f"{held.given_left:.1f}" in text_of(html)
    assert html.count('role="img"') == 2


@pytest.mark.parametrize(
    ("contacts", "shown", "absent"),
    [
        ({}, "Add the people you know already", "over-time"),
        ({"ana": contact("Ana")}, "Note a talk", "over-time"),
        ({"ana": contact("Ana", "2026-11-01 gave: advice")}, "they owe", "promises"),
    ],
)
def test_a_young_vault_is_told_how_to_begin(
    contacts: dict[str, str], shown: str, absent: str
) -> None:
    html = page(**contacts)
    assert shown.lower() in text_of(html).lower()
    assert f'id="{absent}"' not in html


def test_hostile_lines_stay_text() -> None:
    bad = "<img src=x onerror=alert(1)> \u202e {{ 7*7 }}"
    html = page(ana=contact("Ana", f"[ ] 2026-05-01 promised: {bad}", f"2026-05-02 gave: {bad}"))
    assert parse(html).faults() == []
    assert "onerror" in text_of(html)
