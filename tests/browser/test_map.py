"""The map in a real browser: pointer, keys, zoom, and the same page without a script."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.generated_vault import write_vault
from tests.browser.test_site import ARGUMENTS, CHROMIUM
from tests.site.networks import AS_OF
from vaultnet.resources import example_vault
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import write_site
from vaultnet.workspace import open_vault

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def built(folder: Path, vault: Path) -> Path:
    opened = open_vault(vault, AS_OF)
    write_site(vault, folder / "site", plan_site(opened.vault, opened.strategy, ()))
    return folder / "site" / "map.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    shutil.copytree(example_vault(), folder / "vault", ignore=shutil.ignore_patterns("site"))
    return built(folder, folder / "vault")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def view(page: Path, browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(page.as_uri())
    yield opened
    context.close()
    assert complaints == []


def dot(view: Any, name: str) -> Any:
    return view.locator(f".mark[aria-label^='{name}']")


def lit(view: Any) -> list[str]:
    script = "Array.from(document.querySelectorAll('.mark.lit'), m => m.ariaLabel.split(' · ')[0])"
    return sorted(view.evaluate(script))


def box(view: Any) -> list[float]:
    script = "document.querySelector('#map > svg').getAttribute('viewBox').split(' ').map(Number)"
    return list(view.evaluate(script))


def test_the_pointer_lights_ties_and_the_best_way(view: Any) -> None:
    dot(view, "Javier Montoro Gil").locator(".dot").hover()
    assert lit(view) == ["Javier Montoro Gil", "Luis Pérez Montalbán", "Rafael Quintana Ochoa"]
    told = view.locator(".map-told")
    assert "best way: you → Luis Pérez Montalbán" in told.inner_text()
    points = view.locator(".way").get_attribute("points").split()
    assert points[0] == "0,0"
    assert len(points) == 3
    other = view.locator(".mark[aria-label^='Ingrid']")
    playwright.expect(other).to_have_css("opacity", "0.16")
    view.mouse.move(5, 5)
    assert lit(view) == []
    assert told.inner_text() == view.locator("#map").get_attribute("data-hint")


def test_focus_lights_as_the_pointer_does_and_enter_opens(view: Any) -> None:
    dot(view, "Javier Montoro Gil").focus()
    assert "Luis Pérez Montalbán" in lit(view)
    view.keyboard.press("Escape")
    assert lit(view) == []
    dot(view, "Javier Montoro Gil").focus()
    view.keyboard.press("Enter")
    view.wait_for_url("**/contacts/javier-montoro.html")


def test_arrows_lead_to_the_next_dot_in_that_direction(view: Any) -> None:
    script = """() => { const d = document.activeElement.querySelector('.dot');
                return [Number(d.getAttribute('cx')), Number(d.getAttribute('cy'))]; }"""
    dot(view, "Zeynep").focus()
    before = view.evaluate(script)
    view.keyboard.press("ArrowLeft")
    after = view.evaluate(script)
    assert after[0] < before[0]
    view.keyboard.press("ArrowDown")
    assert view.evaluate(script)[1] > after[1]


def test_tab_walks_round_by_group_from_the_inside_out(view: Any) -> None:
    view.locator(".mark").first.focus()
    script = "Number(document.activeElement.getAttribute('data-number'))"
    seen = [view.evaluate(script)]
    for _ in range(6):
        view.keyboard.press("Tab")
        seen.append(view.evaluate(script))
    assert seen == list(range(7))


def test_buttons_and_keys_zoom_and_show_all_again(view: Any) -> None:
    home = box(view)
    view.get_by_role("button", name="Zoom in").click()
    assert box(view)[2] == pytest.approx(home[2] / 1.5, abs=0.1)
    view.get_by_role("button", name="Show all").click()
    assert box(view) == home
    view.locator(".mark").first.focus()
    view.keyboard.press("+")
    assert box(view)[2] < home[2]
    view.keyboard.press("-")
    view.keyboard.press("-")
    assert box(view) == home
    view.keyboard.press("+")
    view.keyboard.press("0")
    assert box(view) == home


def test_names_keep_their_size_when_zoomed(view: Any) -> None:
    name = dot(view, "Ana García López").locator(".name.wide")
    before = name.bounding_box()["height"]
    for _ in range(3):
        view.get_by_role("button", name="Zoom in").click()
    assert name.bounding_box()["height"] == pytest.approx(before, rel=0.2)


def test_the_wheel_scrolls_the_page_until_the_map_was_clicked(view: Any) -> None:
    home = box(view)
    view.mouse.move(300, 700)
    view.mouse.wheel(0, -200)
    assert box(view) == home
    view.mouse.click(300, 900)
    view.mouse.wheel(0, -200)
    view.wait_for_function("document.querySelector('#map').classList.contains('is-zoomed')")
    assert box(view)[2] < home[2]


def test_what_was_zoomed_is_dragged_without_opening_a_page(view: Any) -> None:
    for _ in range(2):
        view.get_by_role("button", name="Zoom in").click()
    before = box(view)
    place = view.locator(".me circle").bounding_box()
    view.mouse.move(place["x"] + 60, place["y"] + 60)
    view.mouse.down()
    view.mouse.move(place["x"] + 160, place["y"] + 110, steps=4)
    view.mouse.up()
    after = box(view)
    assert after[0] < before[0]
    assert after[1] < before[1]
    assert after[2] == before[2]
    assert view.url.endswith("map.html")


def test_a_finger_lights_first_and_opens_then(page: Path, browser: Any) -> None:
    size = {"width": 390, "height": 844}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)
    view = context.new_page()
    view.goto(page.as_uri())
    dot(view, "Tom Okafor").locator(".dot").tap()
    assert "Tom Okafor" in lit(view)
    assert view.url.endswith("map.html")
    dot(view, "Tom Okafor").locator(".dot").tap()
    view.wait_for_url("**/contacts/tom-okafor.html")
    context.close()


def test_without_a_script_dots_are_links_and_phones_show_fewer_names(
    page: Path, browser: Any
) -> None:
    size = {"width": 320, "height": 800}
    context = browser.new_context(viewport=size, java_script_enabled=False)
    view = context.new_page()
    view.goto(page.as_uri())
    assert view.locator(".map-tools").count() == 0
    assert view.locator(".name.narrow").first.is_visible()
    assert not view.locator(".name.wide").first.is_visible()
    dot(view, "Tom Okafor").click(force=True)
    view.wait_for_url("**/contacts/tom-okafor.html")
    context.close()


def test_a_bubble_leads_to_its_people_below(tmp_path: Path, browser: Any) -> None:
    write_vault(tmp_path / "vault", 300)
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    view = context.new_page()
    view.goto(built(tmp_path, tmp_path / "vault").as_uri())
    bubble = view.locator(".mark.many").first
    target = bubble.get_attribute("href")
    bubble.locator(".dot").click()
    assert view.url.endswith(target)
    assert view.locator(target).is_visible()
    view.locator(".mark.one").first.focus()
    assert view.locator(".threads .lit").count() > 0
    context.close()
