"""A site for others in a real browser: axe finds nothing, and nothing is said on the console."""

from pathlib import Path

from tests.browser.sites import axe_script, chromium, in_a_browser, pages_of
from tests.browser.test_accessibility import looked_at
from tests.site.shared_sites import generous

pytestmark = in_a_browser
OF_EACH_FOLDER = 3


def test_axe_finds_nothing_on_a_site_for_others(tmp_path: Path) -> None:
    for path, content in generous().items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    faults = []
    with chromium() as browser:
        view = browser.new_context(bypass_csp=True).new_page()
        for page in pages_of(tmp_path, OF_EACH_FOLDER):
            view.goto(page.as_uri())
            view.add_script_tag(content=axe_script())
            faults += [f"{page.relative_to(tmp_path)} {fault}" for fault in looked_at(view)]
    assert faults == []


def test_the_console_is_silent(tmp_path: Path) -> None:
    for path, content in generous(3).items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    said: list[str] = []
    with chromium() as browser:
        view = browser.new_page()
        view.on("console", lambda message: said.append(message.text))
        view.on("pageerror", lambda error: said.append(str(error)))
        for page in pages_of(tmp_path, OF_EACH_FOLDER):
            view.goto(page.as_uri())
    assert said == []
