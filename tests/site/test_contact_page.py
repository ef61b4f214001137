"""The page of a contact: why the relationship, taken apart; what is owed; how to be useful."""

import itertools
import re

import pytest

from tests.benchmarks.generated_vault import generate_vault
from tests.site.pages import parse
from tests.site.sites import (
    example,
    example_site,
    links_of,
    section,
    site_from,
    text_of,
)
from vaultnet.strategy.attention import ActionKind
from vaultnet.strategy.strength import Band

ANA = "contacts/ana-garcia.html"
LEAD = "---\nname: Lead a team\nstatus: active\nimportance: 3\n---\n"
TEACH = "---\nname: Teach\nstatus: active\nimportance: 1\n---\n"
ME = (
    "---\nname: Robin\n---\n\n## Offers\n- Cost reviews #cost\n\n## Needs\n- A room for #teaching\n"
)


def contact(name: str, front: str = "", body: str = "") -> str:
    return f"---\nname: {name}\n{front}---\n{body}"


def page_of(stem: str = "ana", **contacts: str) -> str:
    files = {f"contacts/{name}.md": text for name, text in contacts.items()}
    held = {"objectives/lead.md": LEAD, "objectives/teach.md": TEACH, "me.md": ME, **files}
    return site_from(held)[f"contacts/{stem}.html"]


def test_fruitfulness_is_taken_apart_by_objective_and_adds_up() -> None:
    body = (
        "\n## Opportunities\n- A role [[lead]] [value:: high] [likelihood:: medium]\n"
        "\n## Risks\n- A quarrel [[lead]] [severity:: high] [likelihood:: low]\n"
    )
    front = 'serves: ["[[lead]]", "[[teach]]"]\nexpertise: 5\ninfluence: 3\n'
    shown = section(page_of(ana=contact("Ana", front, body)), "why-fruitfulness")
    text = text_of(shown)
    # lead: 75 × (½ × ¾ + ½ × ½) = 46.875, less ½ × 0.2 of it; teach: 25 × ½ × ¾ = 9.375
    assert "Lead a team 75% of the strategy" in text
    assert "+28.1" in text
    assert "+18.8" in text
    assert "−4.7" in text
    assert "in all 42.2" in text
    assert "Teach 25% of the strategy" in text
    assert "+9.4" in text
    assert "over all objectives 51.6" in text
    assert "57% of it is known" in text


def test_each_part_is_linked_to_its_lines() -> None:
    shown = section(example_site()[ANA], "why-fruitfulness")
    hrefs = links_of(shown)
    assert "../contacts/ana-garcia.html#rating-influence" in hrefs
    assert "../contacts/ana-garcia.html#opportunities-0" in hrefs
    assert "../contacts/ana-garcia.html#risks-1" in hrefs
    assert "../objectives/lead-a-platform-team.html#figures" in hrefs
    assert "contacts/ana-garcia.md:46" in text_of(shown)


def test_the_figures_of_the_head_lead_to_their_reasons() -> None:
    head = example_site()[ANA].partition('<dl class="facts">')[2].partition("</dl>")[0]
    wanted = {"#log", "#why-fruitfulness", "#why-strength", "#why-attention", "#why-balance"}
    assert set(links_of(head)) == wanted
    shown = text_of(head)
    assert "Fruitfulness 35 keep" in shown
    assert "Strength 78 close" in shown
    assert "Attention fine" in shown
    assert "Give and take even" in shown


def test_no_data_is_told_apart_from_a_low_figure() -> None:
    low = 'serves: ["[[lead]]"]\nexpertise: 1\n'
    poor = text_of(section(page_of(ana=contact("Ana", low)), "why-fruitfulness"))
    unknown = text_of(section(page_of(ana=contact("Ana")), "why-fruitfulness"))
    assert poor.startswith("Fruitfulness 0")
    assert unknown.startswith("Fruitfulness no data")
    assert "not placed yet: serves no active objective" in unknown
    assert 'Say which objective the relationship can move: serves: ["[[lead]]"]' in unknown


def test_a_contact_that_serves_but_is_not_rated_is_told_how() -> None:
    shown = section(page_of(ana=contact("Ana", 'serves: ["[[lead]]"]\n')), "why-fruitfulness")
    assert "Rate what you can tell, from 1 to 5: expertise: 4" in text_of(shown)


@pytest.mark.parametrize(
    ("front", "shown"),
    [
        ("tier: light\n", "You chose light; the rank suggests key."),
        ("tier: key\n", "You chose key, as the rank suggests."),
        ("", "You have not chosen a tier; the rank suggests key."),
    ],
)
def test_the_suggested_tier_stands_beside_the_chosen_one(front: str, shown: str) -> None:
    ana = contact("Ana", front + 'serves: ["[[lead]]"]\nexpertise: 4\n')
    assert shown in text_of(section(page_of(ana=ana), "why-fruitfulness"))


@pytest.mark.parametrize(
    ("front", "shown"),
    [
        ("status: closed\ntier: key\n", "The relationship is closed: nothing comes due."),
        ("tier: none\n", "You chose to give no attention: nothing comes due."),
        ("tier: key\ncadence: never\n", "The cadence is “never”: nothing comes due."),
        ("", "There is no tier and no cadence yet, so nothing can come due."),
    ],
)
def test_why_nothing_comes_due(front: str, shown: str) -> None:
    assert shown in text_of(section(page_of(ana=contact("Ana", front)), "why-attention"))


def test_attention_says_how_much_of_the_cadence_has_passed() -> None:
    log = "\n## Log\n- 2026-11-03 met: coffee\n"
    shown = text_of(section(page_of(ana=contact("Ana", "cadence: 40d\n", log)), "why-attention"))
    assert "every 40 days · 50% of that time has passed" in shown
    assert "Next on 13 Dec 2026 in 20 days" in shown
    assert "In the list 1 of 1" in shown


def test_strength_is_taken_apart_by_kind() -> None:
    log = "\n## Log\n- 2026-11-23 met: coffee\n- 2026-11-23 email: thanks\n"
    shown = text_of(section(page_of(ana=contact("Ana", "", log)), "why-strength"))
    # 100 × (1 − e^(−4/6)) = 48.7, three quarters of it for the meeting
    assert "Strength 49 warm" in shown
    assert "met in person once, on 23 Nov 2026" in shown
    assert "+36.5" in shown
    assert "+12.2" in shown
    assert "in all 48.7" in shown


def test_give_and_take_lists_what_is_open() -> None:
    log = (
        "\n## Log\n- 2026-11-20 gave: an introduction [weight:: 3]\n"
        "- 2026-11-20 received: advice [weight:: 1]\n"
        "- [ ] 2026-11-21 promised: a paper [due:: 2026-11-22]\n"
        "- [ ] 2026-11-01 asked: a reference\n"
    )
    shown = section(page_of(ana=contact("Ana", "", log)), "why-balance")
    text = text_of(shown)
    assert "Give and take they owe" in text
    assert "+0.75" in text
    assert "−0.25" in text
    assert "in all 0.50" in text
    assert "Ready to ask." in text
    assert "You promised a paper 22 Nov 2026 1 day overdue" in text
    assert "You asked, and wait a reference 1 Nov 2026" in text
    assert 'width="75.0"' in shown


def test_nobody_is_told_to_offer_to_a_closed_contact() -> None:
    page = page_of(ana=contact("Ana", "status: closed\n"))
    assert "Offer before you ask." not in text_of(page)
    assert 'id="useful"' not in page


def test_needs_and_offers_name_who_matches() -> None:
    ana = contact(
        "Ana", "", "\n## Needs\n- A bill #cost\n- A violin\n\n## Offers\n- A #teaching hall\n"
    )
    tom = contact("Tom", "", "\n## Offers\n- Reads any bill #cost\n\n## Needs\n- A #teaching job\n")
    shown = section(page_of(ana=ana, tom=tom), "useful")
    text = text_of(shown)
    assert "1 need that you can meet · 1 introduction worth making" in text
    assert "A bill #cost You – Cost reviews #cost both are about #cost" in text
    assert "Tom helps both – Reads any bill #cost both are about #cost; both speak of bill" in text
    assert "A #teaching hall You – A room for #teaching both are about #teaching" in text
    assert "../me.html#offers-0" in links_of(shown)
    assert "../contacts/tom.html#needs-0" in links_of(shown)


def test_somebody_never_spoken_to_has_ways_to_an_introduction() -> None:
    log = "\n## Log\n- 2026-11-01 met: coffee\n"
    tom = contact("Tom", "", "\n## Ties\n- [[ana]]: colleague [strength:: strong]\n" + log)
    shown = section(page_of(ana=contact("Ana"), tom=tom), "paths")
    assert "You → Tom → Ana" in text_of(shown)
    assert "Tom knows Ana" in text_of(shown)
    assert "../contacts/tom.html#ties-0" in links_of(shown)
    assert "../contacts/tom.html#log-0" in links_of(shown)


def test_without_a_way_it_says_so() -> None:
    assert "Nobody whom you have spoken to leads there." in text_of(page_of(ana=contact("Ana")))


def test_ways_are_shown_only_for_distant_contacts() -> None:
    held = example().strategy
    for contact_id, band in held.bands.items():
        page = example_site()[example_path(contact_id)]
        distant = band in {Band.NEVER, Band.COLD}
        closed = held.contacts[contact_id].status.value == "closed"
        assert ('id="paths"' in page) == (distant and not closed), contact_id


def example_path(contact_id: str) -> str:
    return f"contacts/{contact_id}.html"


def test_neighbours_are_those_of_the_list_of_attention() -> None:
    held = example().strategy
    order = [a.contacts[0] for a in held.actions() if a.kind is ActionKind.CONTACT]
    names = [held.contacts[one].name for one in order]
    for place, one in enumerate(order):
        nav = example_site()[example_path(one)].partition('<nav class="neighbours"')[2]
        text = text_of(nav.partition(">")[2])
        assert "by attention due" in text
        if place:
            assert text.startswith(f"← {names[place - 1]}")
        if place + 1 < len(order):
            assert f"{names[place + 1]} →" in text


def test_a_contact_outside_the_list_keeps_its_neighbours_by_name() -> None:
    page = page_of(
        "bea", ana=contact("Ana"), bea=contact("Bea"), carl=contact("Carl", "tier: key\n")
    )
    text = text_of(page.partition('<nav class="neighbours"')[2])
    assert "← Ana by name Carl →" in text


@pytest.mark.parametrize(
    "name", ["ليلى حداد", "Wolfeschlegelsteinhausenbergerdorff" * 2 + "Xylophonic", "<i>x</i>"]
)
def test_a_contact_with_only_a_name_has_a_whole_page(name: str) -> None:
    page = page_of(ana=f"---\nname: {name}\n---\n")
    assert parse(page).faults() == []
    assert f'<h1 class="p-name" dir="auto">{name.replace("<", "&lt;").replace(">", "&gt;")}' in page
    assert "Nothing has been written down yet." in text_of(page)


def test_pages_of_a_large_vault_stay_small() -> None:
    site = site_from(dict(generate_vault(300)))
    pages = {path: html for path, html in site.items() if path.startswith("contacts")}
    assert len(pages) > 300
    assert max(len(html.encode()) for html in pages.values()) < 100_000


def test_ways_are_looked_for_for_the_most_fruitful_and_the_others_say_how_to_ask() -> None:
    ties = "".join(f"- [[p{number:02}]]: colleague\n" for number in range(70))
    hub = contact("Hub", "", f"\n## Ties\n{ties}\n## Log\n- 2026-11-01 met: coffee\n")
    people = {f"p{number:02}": contact(f"Person {number}") for number in range(69)}
    best = contact("Best", 'serves: ["[[lead]]"]\nexpertise: 5\n')
    files = {"hub": hub, **people, "p69": best}
    site = site_from(
        {"objectives/lead.md": LEAD, **{f"contacts/{k}.md": v for k, v in files.items()}}
    )
    found = [name for name in files if 'class="ways"' in site[f"contacts/{name}.html"]]
    asked = [name for name in files if f"vaultnet path {name}" in site[f"contacts/{name}.html"]]
    assert (len(found), len(asked)) == (60, 10)
    assert "p69" in found
    assert sorted(found + asked) == sorted(name for name in files if name != "hub")


def test_headings_go_down_one_level_at_a_time() -> None:
    for path, html in example_site().items():
        if path == "index.html" or path.startswith("contacts"):
            own = re.sub(r'<section class="prose".*?</section>', "", html, flags=re.DOTALL)
            own = re.sub(r'<div class="prose".*?</div>', "", own, flags=re.DOTALL)
            levels = [int(level) for level in re.findall(r"<h([1-6])\b", own)]
            assert levels[0] == 1, path
            jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
            assert jumps == [], path
