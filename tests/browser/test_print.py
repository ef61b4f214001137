"""A contact prints as a brief: one sheet of paper, both sides at most, and nothing private."""

import re
import shutil
from pathlib import Path

import pytest

from tests.browser.sites import chromium, make_site_folder
from tests.site.sites import example
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import write_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def test_the_fullest_contact_prints_on_one_sheet(tmp_path: Path) -> None:
    opened = example()
    (tmp_path / "vault").mkdir()
    files = plan_site(opened.vault, opened.strategy, opened.diagnostics)
    write_site(tmp_path / "vault", tmp_path / "site", files)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        view = browser.new_page()
        view.goto((tmp_path / "site" / "contacts" / "ana-garcia.html").as_uri())
        margin = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")
        paper = view.pdf(format="A4", margin=margin)
        view.emulate_media(media="print")
        private, why = view.locator("#private"), view.locator("#why-fruitfulness")
        assert not private.is_visible()
        assert why.is_visible()
        browser.close()
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


def test_the_rest_of_a_list_prints_and_what_explains_does_not(tmp_path: Path) -> None:
    site = make_site_folder("example", tmp_path)
    with chromium() as browser:
        view = browser.new_page()
        for page in ("index.html", "strategy.html"):
            view.goto((site / page).as_uri())
            rest = view.locator(".rest li").first
            assert not rest.is_visible()
            view.emulate_media(media="print")
            assert rest.is_visible(), page
            assert not view.locator(".rest > summary").first.is_visible()
            assert not any(fold.is_visible() for fold in view.locator(".fold:not(.rest)").all())
            view.emulate_media(media="screen")
