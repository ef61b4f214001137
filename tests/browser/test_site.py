"""Every page of the example, opened from disk in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.sites import make_site_folder
from tests.site.networks import AS_OF
from tests.site.pages import parse
from vaultnet.resources import example_vault
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader, write_site
from vaultnet.workspace import open_vault

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    vault = folder / "vault"
    shutil.copytree(example_vault(), vault, ignore=shutil.ignore_patterns("site"))
    opened = open_vault(vault, AS_OF)
    files = plan_site(opened.vault, opened.strategy, opened.diagnostics, attachment_reader(vault))
    write_site(vault, folder / "site", files)
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def some_of_each_kind(site: Path) -> list[Path]:
    folders = [path for path in sorted(site.iterdir()) if path.is_dir()]
    return sorted(site.glob("*.html")) + [
        page for folder in folders for page in sorted(folder.glob("*.html"))[:4]
    ]


def visit(browser: object, pages: list[Path], **options: object) -> list[str]:
    """Open pages and return what the browser complains about, and what is wider than the view."""
    context = browser.new_context(**options)  # type: ignore[attr-defined]
    view, complaints = context.new_page(), []
    view.on("console", lambda message: complaints.append(message.text))
    view.on("pageerror", lambda error: complaints.append(str(error)))
    view.on("requestfailed", lambda request: complaints.append(request.url))
    for page in pages:
        view.goto(page.as_uri())
        if options.get("java_script_enabled", True):
            wide = view.evaluate("document.documentElement.scrollWidth > innerWidth")
            complaints += [f"{page.name} is too wide"] if wide else []
            styled = view.evaluate("getComputedStyle(document.body).margin === '0px'")
            complaints += [] if styled else [f"{page.name} has no style"]
    context.close()
    return complaints


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_names_of_eighty_letters_make_no_page_wider(
    width: int, browser: object, tmp_path: Path
) -> None:
    pages = sorted(make_site_folder("long", tmp_path).rglob("*.html"))
    assert len(pages) > 30
    assert visit(browser, pages, viewport={"width": width, "height": 800}) == []


def test_every_page_opens_from_disk_without_complaint(site: Path, browser: object) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 60
    assert visit(browser, pages) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_screen(
    site: Path, browser: object, width: int, scheme: str
) -> None:
    view = {"width": width, "height": 800}
    assert visit(browser, some_of_each_kind(site), viewport=view, color_scheme=scheme) == []


def test_all_content_is_there_without_scripts(site: Path, browser: object) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    view = context.new_page()
    view.goto((site / "index.html").as_uri())
    view.get_by_role("link", name="Contacts", exact=True).first.click()
    view.get_by_role("link", name="Ana García López").first.click()
    assert view.get_by_role("heading", level=1).inner_text() == "Ana García López"
    assert view.get_by_role("heading", name="Log").is_visible()
    context.close()


def test_the_switch_turns_the_light_and_remembers(site: Path, browser: object) -> None:
    context = browser.new_context(color_scheme="light")  # type: ignore[attr-defined]
    view = context.new_page()
    view.goto((site / "index.html").as_uri())
    background = "getComputedStyle(document.body).backgroundColor"
    light = view.evaluate(background)
    view.get_by_role("button", name="Light or dark").click()
    dark = view.evaluate(background)
    view.goto((site / "contacts.html").as_uri())
    assert light != dark == view.evaluate(background)
    context.close()


def test_every_link_leads_to_a_page_and_every_picture_is_there(site: Path) -> None:
    missing = []
    for page in sorted(site.rglob("*.html")):
        for tag, attrs in parse(page.read_bytes()).elements:
            target = attrs.get("src" if tag == "img" else "href", "").partition("#")[0]
            inside = target and not target.startswith(("http", "mailto:", "tel:", "data:"))
            if tag in {"a", "img", "link"} and inside and not (page.parent / target).is_file():
                missing.append((page.name, target))
    assert missing == []


def test_pages_are_small(site: Path) -> None:
    assert max(page.stat().st_size for page in site.rglob("*.html")) < 100_000
