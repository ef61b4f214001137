"""A walk by keyboard alone: everything is reached in order, seen where it is, and left again."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import chromium, in_a_browser, make_site_folder, pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = in_a_browser
FOCUSED = """async () => {
  const at = document.activeElement;
  if (!at || at === document.body) { return null; }
  // Of a link around a block the first box may be empty, so any of them will do.
  const isShown = () => [...at.getClientRects()].some(
    box => box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0);
  for (let turn = 0; turn < 100 && !isShown(); turn++) {
    await new Promise(done => setTimeout(done, 20));  // the page scrolls a moment after the key
  }
  const look = getComputedStyle(at);
  const marks = [...at.querySelectorAll("circle, rect, path")].map(getComputedStyle);
  return {
    name: (at.getAttribute("aria-label") || at.textContent || "").trim().replace(/\\s+/g, " "),
    tag: at.tagName.toLowerCase(),
    part: ["main", "nav", "header", "footer"].find(part => at.closest(part)) || "",
    shown: isShown(),
    marked: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 1
      || marks.some(mark => parseFloat(mark.strokeWidth) >= 3),
  };
}"""
STEPS = "document.querySelectorAll('a[href], button, summary, input, select, [tabindex]').length"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site_folder("example", tmp_path_factory.mktemp("keyboard"))


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as running:
        yield running


@pytest.fixture
def view(browser: "Browser") -> "Iterator[Page]":
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


def test_the_order_is_skip_link_name_pages_switch_content(site: Path, view: "Page") -> None:
    view.goto((site / "contacts" / "ana-garcia.html").as_uri())
    walked = walk(view)
    parts = [step["part"] for step in walked]
    assert walked[0]["name"] == "Skip to the content"
    assert walked[1]["part"] == "header"
    switch = next(i for i, step in enumerate(walked) if step["name"] == "Light or dark")
    assert parts.index("nav") < switch < parts.index("main")
    assert "main" not in parts[: parts.index("main")]


def test_everything_is_reached_seen_and_left_on_every_kind_of_page(
    site: Path, view: "Page"
) -> None:
    faults = []
    view.emulate_media(reduced_motion="reduce")  # so that a page is where it scrolls to at once
    for page in pages_of(site, 1):
        view.goto(page.as_uri())
        walked = walk(view)
        faults += [
            f"{page.name}: {step}" for step in walked if not (step["shown"] and step["marked"])
        ]
        if len(walked) < view.locator("main a[href]:visible").count():
            faults.append(f"{page.name}: only {len(walked)} steps")
    assert faults == []


def test_the_skip_link_skips(site: Path, view: "Page") -> None:
    view.goto((site / "contacts" / "ana-garcia.html").as_uri())
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    view.keyboard.press("Tab")
    assert focused(view)["part"] == "main"


def test_a_fold_is_opened_by_enter_and_closed_again(site: Path, view: "Page") -> None:
    view.goto((site / "contacts" / "ana-garcia.html").as_uri())
    fold = view.locator("main details").first
    fold.locator("summary").focus()
    view.keyboard.press("Enter")
    assert fold.evaluate("fold => fold.open")
    view.keyboard.press("Enter")
    assert not fold.evaluate("fold => fold.open")


def test_the_switch_is_pressed_by_key_and_says_so(site: Path, view: "Page") -> None:
    view.emulate_media(color_scheme="light")
    view.goto((site / "index.html").as_uri())
    switch = view.get_by_role("button", name="Light or dark")
    switch.focus()
    view.keyboard.press("Enter")
    assert switch.get_attribute("aria-pressed") == "true"
    view.keyboard.press("Space")
    assert switch.get_attribute("aria-pressed") == "false"


def test_what_opens_for_the_search_is_left_by_escape(site: Path, view: "Page") -> None:
    view.goto((site / "index.html").as_uri())
    view.keyboard.press("/")
    view.keyboard.type("ana")
    assert focused(view)["tag"] == "input"
    view.keyboard.press("Escape")
    view.wait_for_function("document.activeElement.tagName !== 'INPUT'")
    view.keyboard.press("Tab")
    assert focused(view)["shown"]


def test_nothing_moves_for_those_who_asked_for_rest(site: Path, view: "Page") -> None:
    view.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
      const look = getComputedStyle(one);
      const times = (look.transitionDuration + "," + look.animationDuration).split(",");
      return look.scrollBehavior === "smooth" || times.some(time => parseFloat(time) > 0.01);
    }).map(one => one.outerHTML.slice(0, 80))"""
    for page in pages_of(site, 1):
        view.goto(page.as_uri())
        assert view.evaluate(moving) == [], page.name


@pytest.mark.parametrize("name", ["example", "ejemplo"])
def test_at_320_pixels_nothing_is_cut_off(name: str, browser: "Browser", tmp_path: Path) -> None:
    """A width of 320 pixels is 1280 at fourfold size: one direction of scrolling is enough."""
    view = browser.new_page(viewport={"width": 320, "height": 700})
    wide = """() => document.documentElement.scrollWidth > innerWidth"""
    site = make_site_folder(name, tmp_path)
    found = []
    for page in pages_of(site, 3):
        view.goto(page.as_uri())
        if view.evaluate(wide):
            found.append(page.name)
    view.close()
    assert found == []


def focused(view: "Page") -> dict[str, object]:
    found: dict[str, object] | None = view.evaluate(FOCUSED)
    assert found is not None
    return found


def walk(view: "Page") -> list[dict[str, object]]:
    """Press Tab until the page is left, and return what had the focus; a trap never ends."""
    limit = view.evaluate(STEPS) + 100
    walked: list[dict[str, object]] = []
    for _ in range(limit):
        view.keyboard.press("Tab")
        found: dict[str, object] | None = view.evaluate(FOCUSED)
        if found is None or (walked and found == walked[0] and len(walked) > 3):
            return walked
        walked.append(found)
    raise AssertionError(f"no end after {limit} steps")
