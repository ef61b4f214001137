"""The table of contacts in a browser: asked, sorted, with other columns, and as long as can be."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.browser.sites import chromium, in_a_browser
from tests.browser.sites import make_site_folder as make_site
from tests.browser.tables import ask, names, visit, wait_for_answer
from tests.vaults import AS_OF
from vaultnet.query.matching import compile_query
from vaultnet.query.parse import parse_query
from vaultnet.resources import example_vault
from vaultnet.strategy.contact_values import Ground, make_lexicon
from vaultnet.workspace import open_vault

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = in_a_browser

QUERIES = [
    "garcia",
    "tier:key overdue",
    "fruitfulness>=10 -status:closed",
    "#hiring or functions:hiring or functions:recruiter",
    "promises>0 or scales:you-owe",
    'functions:"hiring manager" objective:lead',
    "last<6m last>=2026 -status:closed",
    "tier>=regular band<=cold",
    "has:email -has:phone",
    "org:boreas or introduced_by:ana",
    "expertise>=4 or badge_number:0042",
    "untriaged",
]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site("example", tmp_path_factory.mktemp("table"))


@pytest.fixture
def context(browser: "Browser") -> "Iterator[BrowserContext]":
    """Give a browser without memory, in which nothing may complain."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900})
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: "BrowserContext") -> "Iterator[Page]":
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    yield page
    assert complaints == []


def heads(page: "Page") -> list[str]:
    return page.locator("#live-rows thead th").all_inner_texts()


def head(page: "Page", name: str) -> Any:
    return page.get_by_role("columnheader", name=name, exact=True)


def expected(text: str) -> list[str]:
    """Return whom the command line finds."""
    opened = open_vault(example_vault(), AS_OF)
    vault = opened.vault
    ground = Ground(vault.network, AS_OF, lambda: opened.strategy)
    lexicon = make_lexicon(ground, vault.settings.criteria)
    condition = compile_query(parse_query(text), lexicon, AS_OF)
    return sorted(contact.name for contact in vault.network.contacts if condition(contact))


def test_the_page_lists_everybody_until_it_is_asked(page: "Page", site: Path) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    visit(page, site)
    assert page.get_by_role("search").is_visible()
    assert len(names(page)) == 41
    assert not any("contacts-data" in url for url in requests)
    ask(page, "garcia")
    assert any("contacts-data" in url for url in requests)


def test_without_scripts_the_page_is_a_list_with_nothing_that_does_nothing(
    browser: "Browser", site: Path
) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    visit(page, site)
    assert len(names(page)) == 41
    assert page.get_by_role("search").count() == 0
    assert page.get_by_role("button").count() == 0
    plain.close()


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_finds_whom_the_command_line_finds(page: "Page", site: Path, text: str) -> None:
    visit(page, site)
    ask(page, text)
    assert sorted(names(page)) == expected(text)
    found = page.locator("#found").inner_text()
    assert found == f"Contacts found: {len(expected(text))} of 41"


def test_the_numbers_that_are_asked_for_are_shown(page: "Page", site: Path) -> None:
    visit(page, site)
    ask(page, "balance<-0.5 strength>40")
    assert heads(page)[-2:] == ["Balance", "Strength in points"]
    assert page.locator("#live-rows tbody tr").first.locator("td").nth(7).inner_text() == "−1.00"


def test_a_mistake_is_told_at_its_column_and_the_last_answer_stays(
    page: "Page", site: Path
) -> None:
    visit(page, site)
    ask(page, "tier:key")
    before = names(page)
    box = page.get_by_role("searchbox")
    box.fill("tier:kye overdue")
    box.press("Enter")
    told = page.locator("#query-fault")
    assert 'Column 6: "tier" is never "kye"' in told.inner_text()
    assert 'did you mean "key"?' in told.inner_text().lower()
    assert box.get_attribute("aria-invalid") == "true"
    assert names(page) == before
    ask(page, "tier:key overdue")
    assert told.inner_text() == ""
    assert box.get_attribute("aria-invalid") is None


def test_the_mark_stands_below_the_place_of_the_mistake(page: "Page", site: Path) -> None:
    visit(page, site, "#q=" + quote("😀 garcía teir:key"))
    mark = page.locator(".mark-place")
    assert "Column 10: " in page.locator("#query-fault").inner_text()
    measured = page.evaluate(
        """() => {
          const input = document.getElementById("query");
          const style = getComputedStyle(input);
          const canvas = document.createElement("canvas").getContext("2d");
          canvas.font = style.font;
          return input.getBoundingClientRect().left + parseFloat(style.paddingLeft) +
            parseFloat(style.borderLeftWidth) + canvas.measureText("😀 garcía ").width;
        }"""
    )
    box = mark.bounding_box()
    assert box is not None
    assert abs(box["x"] - measured) < 3
    field = page.get_by_role("searchbox").bounding_box()
    assert field is not None
    assert 0 <= box["y"] - field["y"] - field["height"] < 6


def test_while_one_types_nothing_is_complained_of_at_once(page: "Page", site: Path) -> None:
    visit(page, site)
    ask(page, "tier:key")
    page.get_by_role("searchbox").press_sequentially(" fruitfulness>", delay=5)
    assert page.locator("#query-fault").inner_text() == ""
    page.get_by_role("searchbox").press_sequentially("10", delay=5)
    page.wait_for_timeout(900)
    assert page.locator("#query-fault").inner_text() == ""
    assert sorted(names(page)) == expected("tier:key fruitfulness>10")


def test_a_mistake_takes_back_that_half_of_it_found_nobody(page: "Page", site: Path) -> None:
    visit(page, site)
    ask(page, "xqzwvk")
    assert "No contact matches." in page.locator("#found").inner_text()
    page.get_by_role("searchbox").press_sequentially(" strength>")
    page.wait_for_timeout(900)
    assert "strength" in page.locator("#query-fault").inner_text()
    assert page.locator("#found").inner_text() == ""


def test_nobody_is_found_and_words_may_stand_elsewhere(page: "Page", site: Path) -> None:
    visit(page, site)
    ask(page, "platform")
    assert names(page) == []
    found = page.locator("#found")
    assert found.inner_text().startswith("No contact matches.")
    found.get_by_role("link", name="role:platform (6)").click()
    page.wait_for_timeout(300)
    assert page.get_by_role("searchbox").input_value() == "role:platform"
    assert sorted(names(page)) == expected("role:platform")


def test_a_column_sorts_forth_and_back_and_not_at_all(page: "Page", site: Path) -> None:
    visit(page, site)
    everybody = names(page)
    page.get_by_role("button", name="Fruitfulness").click()
    wait_for_answer(page)
    cells = page.locator("#live-rows tbody td:nth-child(6)").all_inner_texts()
    numbers = [int(text) for text in cells if text != "no data"]
    assert numbers == sorted(numbers, reverse=True)
    assert cells[len(numbers) :] == ["no data"] * (41 - len(numbers))
    assert head(page, "Fruitfulness").get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    assert head(page, "Fruitfulness").get_attribute("aria-sort") == "ascending"
    cells = page.locator("#live-rows tbody td:nth-child(6)").all_inner_texts()
    assert [int(text) for text in cells[: len(numbers)]] == sorted(numbers)
    page.keyboard.press("Enter")
    assert names(page) == everybody
    assert page.locator(":focus").inner_text().startswith("Fruitfulness")


def test_ranked_words_sort_from_the_highest(page: "Page", site: Path) -> None:
    visit(page, site, "#sort=tier")
    assert head(page, "Tier").get_attribute("aria-sort") == "descending"
    cells = page.locator("#live-rows tbody td:nth-child(4)").all_inner_texts()
    order = ["key", "regular", "light", "no attention", ""]
    assert cells == sorted(cells, key=order.index)
    assert cells[0] == "key"


def test_nobody_is_sorted_by_affinity(page: "Page", site: Path) -> None:
    visit(page, site, "#sort=affinity&columns=name,affinity")
    everybody = names(page)
    assert head(page, "Affinity").get_by_role("button").count() == 0
    visit(page, site, "#sort=-affinity&columns=name,affinity")
    page.reload()
    wait_for_answer(page)
    assert names(page) == everybody


def test_what_is_asked_stands_in_the_address_and_one_can_go_back(page: "Page", site: Path) -> None:
    visit(page, site)
    box = page.get_by_role("searchbox")
    box.press_sequentially("garcia")
    box.press("Enter")
    box.fill("tier:key")
    box.press("Enter")
    assert page.url.endswith("#q=tier%3Akey")
    page.go_back()
    assert box.input_value() == "garcia"
    assert sorted(names(page)) == expected("garcia")
    page.go_back()
    assert box.input_value() == ""
    assert len(names(page)) == 41
    page.go_forward()
    assert sorted(names(page)) == expected("garcia")
    page.reload()
    wait_for_answer(page)
    assert sorted(names(page)) == expected("garcia")


def test_a_saved_view_shows_its_columns_in_its_order(page: "Page", site: Path) -> None:
    visit(page, site)
    view = page.get_by_role("link", name="Where I owe something")
    view.click()
    wait_for_answer(page)
    columns = ["Name", "Balance", "Given", "Received", "Promises", "Last contact"]
    assert heads(page) == columns
    assert sorted(names(page)) == expected("promises>0 or scales:you-owe")
    assert names(page)[0] == "Emre Aksoy"
    assert view.get_attribute("aria-current") == "true"
    ask(page, "tier:key")
    assert view.get_attribute("aria-current") is None


def test_columns_are_chosen_and_remembered(page: "Page", site: Path) -> None:
    visit(page, site)
    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("checkbox", name="Location").check()
    page.get_by_role("checkbox", name="Role").uncheck()
    shown = ["Name", "Organisation", "Tier", "Functions", "Fruitfulness", "Strength"]
    assert heads(page) == [*shown, "Last contact", "Location"]
    page.get_by_role("checkbox", name="Role").check()
    assert heads(page) == ["Name", "Role", *shown[1:], "Last contact", "Location"]
    visit(page, site)
    wait_for_answer(page)
    assert heads(page)[-1] == "Location"
    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("button", name="The usual columns").click()
    assert page.locator("#listed").is_visible()


def test_another_fragment_changes_nothing(page: "Page", site: Path) -> None:
    visit(page, site, "#q=garcia")
    before = names(page)
    page.evaluate("location.hash = '#main'")
    page.wait_for_timeout(50)
    assert names(page) == before


def test_data_that_cannot_be_loaded_leave_the_list(browser: "Browser", site: Path) -> None:
    fresh = browser.new_context()
    page = fresh.new_page()
    page.route("**/contacts-data.js", lambda route: route.abort())
    visit(page, site)
    page.get_by_role("searchbox").fill("garcia")
    page.get_by_text("The table could not be loaded").wait_for()
    assert len(names(page)) == 41
    fresh.close()


def test_in_spanish_the_table_speaks_spanish(
    browser: "Browser", tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Words of the language stay as they are; what is said about them is in the language."""
    site = make_site("ejemplo", tmp_path_factory.mktemp("mesa"))
    context = browser.new_context()
    page = context.new_page()
    visit(page, site, f"#q={quote('tier:kye')}")
    told = page.locator("#query-fault").inner_text()
    assert "is never" not in told
    assert "kye" in told
    context.close()
