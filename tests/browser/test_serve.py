"""`vaultnet serve` in a real browser: a save is seen in place, and no other page can look in."""

import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.test_site import ARGUMENTS, CHROMIUM
from vaultnet.resources import example_vault

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
ANA = "contacts/ana-garcia"
NEW_ROLE = "Vice-president of everything"


class Served:
    """A running `vaultnet serve` over a copy of the example vault."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault
        arguments = ["--vault", str(vault), "--as-of", "2026-11-23", "serve", "--port", "0"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vaultnet", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "COLUMNS": "100"},
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.root = self.address.partition("/-/")[0]

    def page(self, path: str) -> str:
        return f"{self.root}/{path}.html"

    def edit(self, old: str, new: str) -> None:
        note = self.vault / f"{ANA}.md"
        note.write_text(note.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def stop(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    vault = tmp_path / "vault"
    shutil.copytree(example_vault(), vault, ignore=shutil.ignore_patterns("site"))
    running = Served(vault)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture
def view(served: Served) -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = chromium.new_context(viewport={"width": 1000, "height": 500}).new_page()
        page.goto(served.address)
        yield page
        chromium.close()


def test_a_save_is_seen_where_the_reader_was(served: Served, view: object) -> None:
    complaints: list[str] = []
    view.on("console", lambda message: complaints.append(message.text))  # type: ignore[attr-defined]
    view.goto(served.page(ANA))  # type: ignore[attr-defined]
    view.evaluate("scrollTo(0, 700)")  # type: ignore[attr-defined]
    served.edit("role: Head of Platform Engineering", f"role: {NEW_ROLE}")
    view.get_by_text(NEW_ROLE).first.wait_for(state="attached", timeout=20_000)  # type: ignore[attr-defined]
    view.wait_for_function("scrollY > 600", timeout=5_000)  # type: ignore[attr-defined]
    assert complaints == []


def test_a_page_that_a_save_did_not_change_is_not_loaded_again(
    served: Served, view: object
) -> None:
    other = view.context.new_page()  # type: ignore[attr-defined]
    other.goto(served.page("notes/how-i-prepare-a-meeting"))
    other.evaluate("window.wasLoadedOnce = true")
    view.goto(served.page(ANA))  # type: ignore[attr-defined]
    served.edit("hires twice a year", "hires three times a year")
    view.get_by_text("hires three times a year").first.wait_for(  # type: ignore[attr-defined]
        state="attached", timeout=20_000
    )
    assert other.evaluate("window.wasLoadedOnce") is True
    other.reload()
    assert other.evaluate("window.wasLoadedOnce") is None


def test_a_file_that_cannot_be_read_is_told_on_every_page(served: Served, view: object) -> None:
    view.goto(served.page("contacts/tom-okafor"))  # type: ignore[attr-defined]
    served.edit("name: Ana García López", 'name: "Ana García López')
    told = view.get_by_text("1 file could not be read, and is missing here.")  # type: ignore[attr-defined]
    told.wait_for(timeout=20_000)
    view.get_by_role("link", name="What is wrong with it, and what to do").click()  # type: ignore[attr-defined]
    assert "ana-garcia.md" in view.inner_text("main")  # type: ignore[attr-defined]
    served.edit('name: "Ana García López', "name: Ana García López")
    told.wait_for(state="detached", timeout=20_000)


def test_a_save_that_cannot_be_built_leaves_the_last_good_site(
    served: Served, view: object
) -> None:
    view.goto(served.page(ANA))  # type: ignore[attr-defined]
    served.vault.rename(served.vault.with_name("moved"))
    told = view.get_by_text("The last save could not be built; this is the last good site.")  # type: ignore[attr-defined]
    told.wait_for(timeout=20_000)
    assert view.get_by_role("heading", level=1).inner_text() == "Ana García López"  # type: ignore[attr-defined]
    _, said = served.stop()
    assert f"not built: no folder {served.vault}; the last good site stays" in said


def test_it_ends_quietly(served: Served) -> None:
    code, said = served.stop()
    assert code == 0
    assert "Traceback" not in said
    assert not (served.vault / "site").exists()


def test_another_page_of_the_web_learns_nothing(
    served: Served, view: object, tmp_path: Path
) -> None:
    """A page on another port tries every way to read a page, a picture and a script of ours."""
    attack = """<!doctype html><title>waiting</title><script>
const results = [];
const done = (name, ok) => { results.push(name + ':' + ok);
  if (results.length === 5) document.title = results.sort().join(' '); };
fetch('ROOT/index.html', {credentials: 'include'})
  .then(() => done('fetch', 1), () => done('fetch', 0));
fetch('ROOT/index.html', {mode: 'no-cors', credentials: 'include'})
  .then(() => done('opaque', 1), () => done('opaque', 0));
for (const [name, tag] of [['script', 'script'], ['image', 'img']]) {
  const element = document.createElement(tag);
  element.onload = () => done(name, 1); element.onerror = () => done(name, 0);
  element.src = name === 'script' ? 'ROOT/assets/site.js' : 'ROOT/files/portrait-ana.png';
  document.head.append(element); }
const stream = new EventSource('ROOT/-/changes', {withCredentials: true});
stream.onopen = () => done('stream', 1);
stream.onerror = () => { stream.close(); done('stream', 0); };
</script>"""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "index.html").write_text(attack.replace("ROOT", served.root))
    with other_site(folder) as port:
        view.goto(f"http://127.0.0.1:{port}/index.html")  # type: ignore[attr-defined]
        view.wait_for_function("document.title !== 'waiting'", timeout=20_000)  # type: ignore[attr-defined]
        found = view.title()  # type: ignore[attr-defined]
    assert found == "fetch:0 image:0 opaque:0 script:0 stream:0"


class other_site:  # noqa: N801 (a context manager)
    """A web server of somebody else on this machine."""

    def __init__(self, folder: Path) -> None:
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                return

            def __init__(self, *args: object) -> None:
                super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)

    def __enter__(self) -> int:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return int(self.server.server_address[1])

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
