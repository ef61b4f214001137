"""The page Review: what the audit says, links that lead to the lines, and what a beginner sees."""

import re
from html import unescape

import pytest

from tests.cli.test_audit import LEAD, contact, planted
from tests.site.pages import parse
from tests.vaults import make_vault
from vaultnet.site.plan import plan_site

Files = dict[str, str | bytes]
WEAK = (
    "---\nname: Ivo <b>\nserves: ['[[lead]]']\nexpertise: 5\ninfluence: 2\n---\n"
    "## Assessment\n- access: reachable\n- expertise: so charming\n"
)


def build(files: Files) -> dict[str, str]:
    workspace = make_vault(files)
    planned = plan_site(workspace.vault, workspace.strategy, workspace.diagnostics)
    return {file.path: file.content.decode() for file in planned if file.path.endswith(".html")}


def words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_planted_favouritism_is_flagged_in_words() -> None:
    text = words(build(planted(by_liking=True))["review.html"])
    assert "This rests" not in text  # the style sheet makes the capital
    assert "this rests on 12 rated contacts." in text
    assert "attention and liking +1.00 a strong relation" in text
    assert "Favouritism Flagged attention follows liking" in text
    assert "flagged from 0.50 on, over 12 contacts; by mere chance" in text
    assert "Favouritism Not flagged" in words(build(planted(by_liking=False))["review.html"])


def test_marks_and_table_tell_the_same() -> None:
    files: Files = {"vaultnet.toml": "", "objectives/lead.md": LEAD}
    for number in range(10):
        files[f"contacts/c{number}.md"] = contact(number, 3, None, {0: 9, 1: 0}.get(number, 1))
    html = build(files)["review.html"]
    titles = re.findall(r'<a href="(contacts/[^"]+)" aria-label="([^"]+)"><title>\2</title>', html)
    assert len(titles) == 10
    assert ("contacts/c0.html", "Contact 0: 53% of your time, 10% of the fruitfulness") in titles
    assert html.count('<path class="far-more"') == html.count('<path class="far-less"') == 3
    text = words(html)
    assert "Far more time than fruitfulness asks for" in text
    assert "Contact 0 9 h 53% 1 h 42 min 10%" in text
    assert "Contact 1 far less 0 min 0% 1 h 42 min 10%" in text


def test_every_link_of_the_page_leads_to_something_that_is_there() -> None:
    pages = build({**planted(by_liking=False), "contacts/ivo.md": WEAK})
    for address in re.findall(r'href="((?:contacts|journal)/[^"]+)"', pages["review.html"]):
        path, _, fragment = address.partition("#")
        assert path in pages, address
        assert not fragment or f'id="{fragment}"' in pages[path], address


def test_a_weak_rating_leads_to_its_line_and_is_told_with_the_words() -> None:
    html = build({"vaultnet.toml": "", "objectives/lead.md": LEAD, "contacts/ivo.md": WEAK})[
        "review.html"
    ]
    assert parse(html).faults() == []
    assert 'href="contacts/ivo.html#rating-influence">influence 2: no evidence is written' in html
    assert 'href="contacts/ivo.html#assessment-1">&#34;charming&#34; speaks of liking' in html
    text = words(html)
    assert "Ivo <b> Fruitfulness" in text
    assert "expertise 5, influence 2: no day says how old they are" in text


def test_liking_moves_no_order_on_the_page() -> None:
    orders = []
    for sign in (1, -1):
        files = planted(by_liking=True)
        for number in range(12):
            affinity = sign * (number % 5 - 2)
            text = contact(number, 2 + number % 4, affinity, number)
            files[f"contacts/c{number:02}.md"] = text.replace("rated: 2026-10-01\n", "")
        html = build(files)["review.html"]
        orders.append(re.findall(r'href="(contacts/[^"]+)"', html))
    assert orders[0] == orders[1]
    assert len(orders[0]) > 60


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, ["Write down an objective", "Nobody is rated yet", "With 8 of them"]),
        (
            {"objectives/lead.md": LEAD, "contacts/c.md": contact(1, 3, 1, 0)},
            ["too few to tell: 1 of the 8 rated contacts", "every rating is fresh"],
        ),
        (
            {f"contacts/c{n}.md": contact(n, 1 + n % 4, 1, 0) for n in range(9)}
            | {"objectives/lead.md": LEAD},
            ["No time of the last 12 months is noted", "this rests on 9"],
        ),
    ],
)
def test_a_beginner_is_told_what_it_takes(files: Files, told: list[str]) -> None:
    html = build({"vaultnet.toml": "", **files})["review.html"]
    for part in told:
        assert part.casefold() in words(html).casefold()
    assert "<figure" not in html
    assert parse(html).faults() == []


def test_the_page_stays_small_in_a_large_vault() -> None:
    files: Files = {"vaultnet.toml": "", "objectives/lead.md": LEAD}
    for number in range(700):
        text = contact(number, 1 + number % 5, number % 5 - 2, number % 12)
        files[f"contacts/c{number:03}.md"] = text.replace("rated: 2026-10-01\n", "")
    html = build(files)["review.html"]
    assert len(html.encode()) < 100_000
    assert "are not drawn" in html
