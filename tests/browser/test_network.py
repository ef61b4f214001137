"""Looking at a site asks nobody for anything, whatever is clicked: counted at a proxy."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.sink import Sink
from tests.browser.sites import (
    build_site_folder,
    chromium,
    in_a_browser,
    make_site_folder,
    make_vault_folder,
    pages_of,
)
from tests.browser.test_serve import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = in_a_browser
LURES = """---
name: Eve Lure
photo: https://tracker.example/photo.png
url: https://tracker.example/
---
![pixel](https://tracker.example/pixel.png) <img src="//tracker.example/raw.png">
[link](https://tracker.example/link) ![[https://tracker.example/embed.png]]

- ![ref][r]

[r]: https://tracker.example/ref.svg
"""


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def browser(sink: Sink) -> "Iterator[Browser]":
    with chromium(*sink.arguments) as running:
        yield running


def test_the_sink_sees_what_a_page_asks_for(sink: Sink, browser: "Browser", tmp_path: Path) -> None:
    page = tmp_path / "asking.html"
    page.write_text('<img src="http://a.example/"><img src="https://b.example/">')
    view = browser.new_page()
    view.goto(page.as_uri())
    view.wait_for_timeout(500)
    asked = " ".join(sink.asked)
    assert "a.example" in asked
    assert "b.example" in asked


def test_a_site_on_disk_asks_for_nothing(sink: Sink, browser: "Browser", tmp_path: Path) -> None:
    vault = make_vault_folder("example", tmp_path)
    (vault / "contacts" / "eve-lure.md").write_text(LURES, encoding="utf-8")
    site = build_site_folder(vault)
    lured = site / "contacts" / "eve-lure.html"
    view = browser.new_page()
    for page in pages_of(site):
        view.goto(page.as_uri())
    for page in (lured, *pages_of(site, 2)):
        view.goto(page.as_uri())
        use(view)
    view.wait_for_timeout(500)
    assert sink.asked == []


def test_an_empty_site_asks_for_nothing(sink: Sink, browser: "Browser", tmp_path: Path) -> None:
    view = browser.new_page()
    for page in pages_of(make_site_folder("empty", tmp_path)):
        view.goto(page.as_uri())
        use(view)
    assert sink.asked == []


def test_a_served_site_asks_its_own_server_alone(sink: Sink, tmp_path: Path) -> None:
    served = Served(make_vault_folder("example", tmp_path))
    server = served.root.removeprefix("http://")
    proxy, around = sink.arguments
    try:
        with chromium(proxy, f"{around};{server}") as browser:
            view = browser.new_page()
            view.goto(served.address)
            for path in ("index", "contacts", "map", "strategy", "contacts/ana-garcia", "check"):
                view.goto(served.page(path))
                use(view)
            assert view.get_by_role("navigation").first.is_visible()
            view.wait_for_timeout(500)
    finally:
        served.stop()
    assert sink.asked == []


def use(view: "Page") -> None:
    """Do with a page what people do: open what is folded, point, search, sort, turn the light."""
    for fold in view.locator("details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    for link in view.locator("main a:visible, main svg a").all()[:6]:
        link.hover(force=True, timeout=3000)
    for button in view.locator("main button").all()[:8]:
        button.dispatch_event("click")
    view.get_by_role("button", name="Light or dark").click()
    view.keyboard.press("Escape")
    view.keyboard.press("/")
    view.keyboard.type("ana")
    view.wait_for_timeout(30)
    view.keyboard.press("Escape")
