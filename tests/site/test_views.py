"""What each page shows, read from the built pages of a vault made by hand."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest

from tests.site.networks import ana, complaint, contact, make_vault, network_nodes
from tests.vaults import strategy_of
from vaultnet.domain.network import build_network
from vaultnet.domain.node import Node
from vaultnet.site.plan import PlannedFile, plan_site
from vaultnet.source import Span
from vaultnet.vault.parsed import Vault
from vaultnet.vault.settings import Settings

TEXT = "---\nname: Ana\nbirthday: 1815-13-10\n---\n"
ANA = "contacts/ana-garcia.md"


def build(nodes: tuple[Node, ...], settings: Settings | None = None) -> dict[str, str]:
    vault = make_vault(nodes, settings, texts={ANA: TEXT})
    said = [complaint(ANA, Span(24, 34), 'no month 13 in "1815-13-10"')]
    return {file.path: file.content.decode() for file in plan_site(vault, strategy_of(vault), said)}


def planned(vault: Vault) -> Iterator[PlannedFile]:
    return plan_site(vault, strategy_of(vault), [])


PAGES = build(network_nodes())


def words(path: str) -> str:
    """Return the text of a page, with blanks made one."""
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", PAGES[path])).split())
    return text.replace(" ,", ",")


@pytest.mark.parametrize(
    "shown",
    [
        "Ana García López",
        "Head of Platform Engineering · Acme · Madrid",
        "Last contact 20 Nov 2026 3 days ago",
        "hires twice a year",
        "congratulate her 1 Dec 2026 in 8 days",
        "Could refer me for the lead role Lead a platform team",
        "31 Mar 2027 in 4 months",
        "Competes with my client medium – no prices",
        "Senior SRE candidates #sre when 2027",
        "introduced her to Tom Okafor he liked it",
        "gave ×3",
        "open, due 20 Jun 2026 5 months overdue",
        "done 1 Jul 2026 their initiative",
        "met received lunch about the conference with Tom Okafor in Conference",
        "Without a date contact a line without a date",
        "An aside.",
        "Private never leaves your own build Personal liking: −1",
        "Thinks of leaving. Nobody knows.",
        "decides the head-count of three teams",
        "October 2019, through studies",
        "Introduced by Luis",
        "9 Dec (1985)",
        "every 6 weeks",
        "since Mar 2021 Head of Platform Engineering · Acme",
        "Sep 2017 – Jun 2019 student · Universidad MSc",
        "Tom Okafor strong former manager",
        "favourite coffee flat white pets cat, dog",
        "Mentioned in 1 Reading list",
    ],
)
def test_the_page_of_a_contact_shows(shown: str) -> None:
    assert shown in words("contacts/ana-garcia.html")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("index.html", "Past their day 1 Ana García López promise send her the paper 20 Jun 2026"),
        (
            "index.html",
            "In the next 14 days 1 Ana García López task congratulate her 1 Dec 2026 in 8 days",
        ),
        ("index.html", "9 Dec Ana García López in 16 days, turns 41"),
        ("index.html", "To triage 2 Tom Okafor Not placed yet"),
        ("index.html", "9 files = 9 loaded + 0 rejected + 0 ignored 1 thing to look at"),
        ("index.html", "20 Nov met received lunch about the conference"),
        ("contacts.html", "Tom Okafor Initech no data cool 20 Nov 2026 3 days ago"),
        ("contacts.html", "Zoë <script>alert(1)</script> sre no data never spoken never"),
        ("objectives.html", "1 of 2 milestones 0 of 2 needs met 1 contact"),
        (
            "objectives/lead-a-platform-team.html",
            "hiring manager 1 of 3, 1 warm uncovered Ana García López",
        ),
        (
            "objectives/lead-a-platform-team.html",
            "SRE rated 4 or more 0 of 1, 0 warm uncovered nobody yet Who could fill it: Zoë",
        ),
        ("objectives/lead-a-platform-team.html", "with Ana García López high medium"),
        ("objectives/lead-a-platform-team.html", "Influence ×3"),
        ("objectives/lead-a-platform-team.html", "Plan Why it matters."),
        ("organisations/acme.html", "People before Tom Okafor"),
        ("organisations/acme.html", "Ana García López and Tom Okafor 2021 – 2022"),
        ("organisations/acme.html", "Parts Universidad"),
        ("organisations/upm.html", "part of Acme"),
        ("organisations/upm.html", "secret"),
        ("journal.html", "Fri 20 Nov Conference 1 entry Ana García López, Tom Okafor"),
        ("journal/2026-11-20.html", "lunch about the conference with Ana García López, Tom"),
        ("tags.html", "kubernetes 2"),
        ("tags/sre.html", "Senior SRE candidates #sre"),
        ("notes/reading.html", "☐ Ana"),
        ("me.html", "established · 3 h a week for relationships"),
        ("me.html", "Engineering management Lead a platform team"),
        ("contacts/zoe.html", "Tom Okafor in their words: we ran the meet-up"),
        ("check.html", 'error VN204 no month 13 in "1815-13-10" 3:11'),
        ("check.html", "3 birthday: 1815-13-10 ^^^^^^^^^^ write the date as YYYY-MM-DD"),
        ("check.html", "VN204 invalid-date error · 1 A date that no calendar has."),
    ],
)
def test_other_pages_show(path: str, shown: str) -> None:
    assert shown in words(path)


def test_a_url_that_may_not_be_a_link_is_text() -> None:
    page = PAGES["contacts/ana-garcia.html"]
    assert 'href="https://ana.example/about?a=1&amp;b=2"' in page
    assert '<span class="u-url">javascript:alert(1)</span>' in page
    assert 'href="mailto:ana@acme.example"' in page
    assert 'href="tel:+34600000000"' in page


def test_the_same_vault_gives_the_same_bytes_whatever_the_order_of_reading() -> None:
    assert build(tuple(reversed(network_nodes()))) == PAGES


def test_a_vault_in_spanish_has_a_site_in_spanish() -> None:
    pages = build(network_nodes(), Settings(language="es", name="Mi gente"))
    page = pages["contacts/ana-garcia.html"]
    assert '<html lang="es"' in page
    assert "20 nov 2026" in page
    assert "5 meses de retraso" in page
    assert "23 de noviembre de 2026" in pages["index.html"]
    assert "Mi gente" in page


def test_an_empty_vault_has_a_site_that_says_how_to_begin() -> None:
    pages = {f.path: f.content.decode() for f in planned(make_vault([]))}
    assert "This vault is empty." in pages["index.html"]
    assert "Nothing to complain about" in pages["check.html"]
    assert "me.html" not in pages


def test_long_lists_are_cut_into_parts_that_lead_to_each_other() -> None:
    people = [contact(f"p{n:04}", f"Person {n:04}") for n in range(400)]
    pages = {f.path: f.content.decode() for f in planned(make_vault(people))}
    assert {"contacts.html", "contacts.2.html", "contacts.3.html"} <= pages.keys()
    assert 'href="contacts.2.html"' in pages["contacts.html"]
    assert all(pages[f"contacts/p{n:04}.html"] for n in range(400))
    assert max(map(len, pages.values())) < 100_000


def test_a_long_life_of_entries_stays_in_order() -> None:
    days = [entry.day for entry in ana().log if entry.day]
    shown = re.findall(
        r'<time datetime="([\d-]+)">\d+ \w+</time>', PAGES["contacts/ana-garcia.html"]
    )
    entries = [date.fromisoformat(day) for day in shown]
    assert entries == sorted(entries, reverse=True)
    assert set(days) <= set(entries)


def test_the_views_leave_the_network_as_it_was() -> None:
    vault = make_vault(network_nodes())
    list(planned(vault))
    again = build_network(network_nodes(), vault.network.link_table)
    assert again == vault.network


def test_an_organisation_mentions_nobody_twice_and_no_column_says_its_own_name() -> None:
    assert "Role Tier Functions" in words("organisations/acme.html")
    people = words("organisations/acme.html").count("Tom Okafor")
    assert people == 3  # before, in the chart, and at the same time
