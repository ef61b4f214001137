"""The first page: what to do in the order of the strategy, each thing once, with what to offer."""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from tests.benchmarks.generated_vault import generate_vault
from tests.site.pages import parse
from tests.site.sites import (
    duplicates,
    example,
    example_site,
    links_of,
    section,
    site_from,
    text_of,
)
from tests.vaults import make_vault
from vaultnet.site.plan import plan_site
from vaultnet.strategy.attention import Urgency

ME = "---\nname: Robin\nbudget: 1h/week\n---\n\n## Offers\n- Cost reviews #cost\n"
LEAD = "---\nname: Lead a team\nstatus: active\nimportance: 4\n---\n\n## Needs\n- 1 x mentor\n"
SERVES = 'serves: ["[[lead]]"]\nexpertise: 4\n'


def contact(name: str, front: str = "", body: str = "") -> str:
    return f"---\nname: {name}\n{front}---\n{body}"


def vault(**contacts: str) -> dict[str, str]:
    files = {f"contacts/{stem}.md": text for stem, text in contacts.items()}
    return {"me.md": ME, "objectives/lead.md": LEAD, **files}


def today(files: Mapping[str, str]) -> str:
    return site_from(files)["index.html"]


def items(html: str, name: str) -> list[str]:
    """Return the things to do of a group, as HTML."""
    return re.findall(r'<li class="a-.*?</li>', section(html, name), re.DOTALL)


def test_the_list_is_that_of_the_strategy_in_its_order() -> None:
    held = example().strategy
    expected = [
        held.contacts[action.contacts[0]].name
        for action in held.actions(within=14)
        if action.rhythm is None or action.rhythm.urgency is not Urgency.FINE
    ]
    page = example_site()["index.html"]
    listed = [item for name in ("late", "coming", "people") for item in items(page, name)]
    shown = [text_of(re.search(r'class="who".*?</span>', item)[0]) for item in listed]  # type: ignore[index]
    names = [name.split("> ")[-1] for name in shown]
    assert [name.split(",")[0] for name in names] == expected
    assert len(expected) > 30


def test_the_week_is_marked_and_adds_up_to_the_budget() -> None:
    week = example().strategy.week
    page = example_site()["index.html"]
    assert page.count(" in-week") == len(week.actions) == 9
    assert "9 things fit into the week: 3 h of 3 h. 17 more have to wait." in text_of(page)


def test_nothing_open_stands_twice() -> None:
    page = example_site()["index.html"]
    lists = "".join(section(page, name) for name in ("due", "promises", "tasks", "requests"))
    rows = re.findall(r'class="when"><a href="([^"]+#(?:log|next)-\d+)"', lists)
    assert len(rows) > 30
    assert duplicates(rows) == []


def test_every_open_promise_is_on_the_page() -> None:
    held = example().strategy
    page = example_site()["index.html"]
    for contact_id, ledger in held.ledgers.items():
        if held.contacts[contact_id].status.value != "closed":
            for promise in ledger.promises:
                assert promise.fact.field.replace("/", "-") in page


def test_what_is_late_comes_before_what_is_coming() -> None:
    ana = contact(
        "Ana",
        "tier: key\n",
        "\n## Log\n- [ ] 2026-10-01 promised: a paper [due:: 2026-11-01]\n"
        "\n## Next\n- [ ] write [due:: 2026-11-25]\n- [ ] call [due:: 2026-11-20]\n",
    )
    page = today(vault(ana=ana))
    assert "promise a paper" in text_of(section(page, "late"))
    assert "task call" in text_of(section(page, "late"))
    assert "task write" in text_of(section(page, "coming"))
    assert page.index('id="late"') < page.index('id="coming"') < page.index('id="people"')


def test_a_contact_is_listed_with_its_reason_and_a_figure_that_leads_to_it() -> None:
    page = today(vault(ana=contact("Ana", f"tier: key\n{SERVES}", "\n## Log\n- 2026-08-01 met\n")))
    shown = section(page, "people")
    assert "Last contact 4 months ago; every 4 weeks · fruitfulness 38" in text_of(shown)
    assert {"contacts/ana.html#why-attention", "contacts/ana.html#why-fruitfulness"} <= set(
        links_of(shown)
    )


def test_no_data_is_not_a_low_figure() -> None:
    page = today(vault(ana=contact("Ana", "tier: key\n", "\n## Log\n- 2026-08-01 met\n")))
    assert "fruitfulness no data" in text_of(section(page, "people"))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "\n## Needs\n- A smaller bill #cost\n",
            "They need A smaller bill #cost You offer Cost reviews #cost",
        ),
        ("\n## Needs\n- A violin\n", "They need A violin Nothing that you offer meets it yet"),
        ("", "Ask what would help them: no need is written down yet"),
        ("\n## Log\n- [ ] 2026-11-01 promised: a paper\n", "Keep what you promised first"),
    ],
)
def test_what_to_offer(body: str, shown: str) -> None:
    page = today(vault(ana=contact("Ana", "tier: key\n", body)))
    assert shown in text_of(section(page, "people"))


def test_an_offer_of_somebody_else_is_an_introduction() -> None:
    ana = contact("Ana", "tier: key\n", "\n## Needs\n- A cellar for #wine\n")
    tom = contact("Tom", "", "\n## Offers\n- Knows every #wine cellar\n")
    page = today(vault(ana=ana, tom=tom))
    assert "Tom offers Knows every #wine cellar" in text_of(section(page, "people"))


def test_the_inbox_suggests_a_tier_where_there_is_a_rank() -> None:
    page = today(vault(ana=contact("Ana", SERVES), tom=contact("Tom")))
    shown = text_of(section(page, "inbox"))
    assert "Ana Rank 1 of 1 in fruitfulness: worth key attention" in shown
    assert "Tom Not placed yet: serves no active objective" in shown
    assert shown.index("Ana") < shown.index("Tom")


def test_a_fine_contact_is_not_in_the_way() -> None:
    page = today(vault(ana=contact("Ana", "tier: light\n", "\n## Log\n- 2026-11-20 met\n")))
    assert 'id="people"' not in page


def test_closed_and_unattended_contacts_are_not_in_the_list() -> None:
    log = "\n## Log\n- 2020-01-01 met\n"
    page = today(
        vault(
            ana=contact("Ana", "tier: key\nstatus: closed\n", log),
            tom=contact("Tom", "tier: none\n", log),
            zoe=contact("Zoe", "tier: key\ncadence: never\n", log),
        )
    )
    assert 'id="due"' not in page


def test_without_a_budget_the_plan_says_how_to_have_one() -> None:
    page = today({"contacts/ana.md": contact("Ana", "tier: key\n")})
    assert "Say in me.md how much time you have" in text_of(section(page, "due"))


def test_an_empty_vault_gives_the_first_steps() -> None:
    page = today({})
    shown = text_of(section(page, "begin"))
    assert "This vault is empty." in shown
    assert 'vaultnet new objective "Lead a team"' in shown
    assert 'vaultnet new contact "Ana García"' in shown
    assert 'id="due"' not in page


def test_a_vault_in_use_is_not_told_how_to_begin() -> None:
    assert 'id="begin"' not in example_site()["index.html"]


def test_a_large_vault_has_a_short_first_page() -> None:
    page = today(dict(generate_vault(600)))
    shown = section(page, "people")
    total = re.search(r"To get back to (\d+)", text_of(shown))
    assert total is not None
    assert int(total[1]) > 100
    assert f"and {int(total[1]) - 25} more" in text_of(shown)
    assert len(items(page, "people")) == 25
    assert len(page.encode()) < 100_000


@pytest.mark.parametrize("name", ["ليلى حداد", "N" * 80, "<b>&\"'", "a\u202eb", "名前" * 30])
def test_any_name_is_listed_and_harmless(name: str) -> None:
    quoted = name.replace("'", "''")
    page = today(vault(ana=contact(f"'{quoted}'", "tier: key\n")))
    assert parse(page).faults() == []
    assert name in text_of(section(page, "people"))


def test_lately_is_before_the_day_that_is_looked_at() -> None:
    lines = "\n".join(f"- 2026-{month:02}-01 met: lunch {month}" for month in range(1, 12))
    past = make_vault(vault(ana=contact("Ana", body=f"## Log\n{lines}\n")), date(2026, 3, 15))
    planned = plan_site(past.vault, past.strategy, past.diagnostics)
    html = next(file.content.decode() for file in planned if file.path == "index.html")
    assert [text in html for text in ("lunch 3", "lunch 2", "lunch 1", "lunch 4")] == [
        True,
        True,
        True,
        False,
    ]


def test_birthdays_that_are_not_shown_are_counted() -> None:
    files = vault(**{f"c{n}": contact(f"Robin {n}", "birthday: 1990-11-30\n") for n in range(15)})
    html = section(today(files), "birthdays")
    assert html.count("turns 36") == 12
    assert "and 3 more" in text_of(html)
