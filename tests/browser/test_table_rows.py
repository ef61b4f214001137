"""The rows of the table in a browser: as long as can be, on any screen, for any reader."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.browser.sites import axe_script, build_site_folder, chromium, in_a_browser
from tests.browser.sites import make_site_folder as make_site
from tests.browser.tables import names, visit, wait_for_answer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = in_a_browser

MANY = 700


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site("example", tmp_path_factory.mktemp("table"))


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of many contacts, whose rows are not all equally high."""
    vault = tmp_path_factory.mktemp("long") / "vault"
    (vault / "contacts").mkdir(parents=True)
    (vault / "vaultnet.toml").write_text("")
    for number in range(MANY):
        role = "Head of everything that needs a name as long as this one " * (number % 4)
        text = f"---\nname: Person {number:03}\ntier: key\nrole: {role or 'x'}\n---\n"
        (vault / "contacts" / f"person-{number:03}.md").write_text(text)
    return build_site_folder(vault)


def test_all_are_still_there_page_by_page(page: "Page", long_site: Path) -> None:
    visit(page, long_site, "#q=person&sort=-name")
    page.get_by_role("link", name="All, page by page").click()
    assert len(names(page)) == 120
    assert "#" not in page.url
    page.get_by_role("navigation", name="Parts of the list").first.get_by_role("link").nth(
        2
    ).click()
    assert names(page)[0] == "Person 240"


def test_a_long_table_holds_few_rows_and_shows_them_all(page: "Page", long_site: Path) -> None:
    visit(page, long_site, "#q=person")
    count = "document.querySelectorAll('.live tbody tr:not(.spacer)').length"
    assert page.locator(".live").get_attribute("aria-rowcount") == str(MANY + 1)
    page.wait_for_timeout(200)
    assert 40 <= page.evaluate(count) < MANY / 2
    seen: set[str] = set()
    for _ in range(200):
        seen.update(page.locator(".live tbody th a").all_inner_texts())
        if page.evaluate("innerHeight + scrollY >= document.body.scrollHeight - 2"):
            break
        page.mouse.wheel(0, 1400)
        page.wait_for_timeout(40)
    assert seen == {f"Person {number:03}" for number in range(MANY)}
    assert page.evaluate(count) < MANY / 2
    index = page.locator(".live tbody tr:not(.spacer)").last.get_attribute("aria-rowindex")
    assert index == str(MANY + 1)


def test_the_keyboard_walks_through_a_long_table(page: "Page", long_site: Path) -> None:
    visit(page, long_site, "#q=person")
    page.locator(".live tbody th a").first.focus()
    walked = []
    for _ in range(400):
        text = page.evaluate("document.activeElement.textContent")
        if text.startswith("Person"):
            walked.append(text)
        page.keyboard.press("Tab")
        page.wait_for_timeout(4)
    assert walked == [f"Person {number:03}" for number in range(len(walked))]
    assert len(walked) > 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("asked", ["tier:key", "tier:kye", "platform"])
def test_whatever_is_asked_fits_and_is_accessible(
    browser: "Browser", site: Path, asked: str, width: int, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    visit(page, site, f"#q={quote(asked)}")
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.evaluate(axe_script())
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
    context.close()


def test_on_a_phone_a_row_is_a_card_that_can_be_sorted(browser: "Browser", site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    visit(page, site)
    button = page.get_by_role("button", name="Last contact")
    assert button.is_visible()
    button.click()
    wait_for_answer(page)
    assert page.get_by_role("button", name="Last contact").is_visible()
    days = page.locator("#live-rows tbody time")
    stamps = [day.get_attribute("datetime") or "" for day in days.all()]
    assert stamps == sorted(stamps)
    context.close()
