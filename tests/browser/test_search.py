"""The search in a real browser: from a disk and served, by keyboard, with hostile texts."""

import functools
import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.browser.sites import axe_script
from tests.site.search_data import search_data, search_slowly, table_of
from tests.site.sites import example
from tests.site.test_search import FILES, VECTORS
from tests.vaults import make_vault
from vaultnet.site.plan import plan_site
from vaultnet.workspace import Workspace

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
QUERIES = 150

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def written(workspace: Workspace, folder: Path) -> Path:
    for file in plan_site(workspace.vault, workspace.strategy, workspace.diagnostics):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(example(), tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(make_vault(FILES), tmp_path_factory.mktemp("small"))


@pytest.fixture
def view(browser: Any) -> Iterator[Any]:
    """Yield a page of the browser, and fail when it complains about anything."""
    page, complaints = browser.new_page(), []
    page.set_default_timeout(10_000)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield page
    page.close()
    assert complaints == []


def opened(view: Any, site: Path, path: str = "index.html") -> Any:
    view.goto((site / path).as_uri())
    view.keyboard.press("/")
    view.locator(".search-about p").first.wait_for()
    return view


def ask(view: Any, query: str) -> list[str]:
    """Type a query, and return the names of the results once all texts have come."""
    view.fill("dialog.search input", query)
    playwright.expect(view.locator("head script[src*='/search']:not([defer])")).to_have_count(0)
    names: list[str] = view.locator(".search-result .search-name").all_inner_texts()
    return names


def test_nothing_is_loaded_before_the_search_is_opened(view: Any, site: Path) -> None:
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url.rpartition("assets/")[2]))
    view.goto((site / "index.html").as_uri())
    assert not [path for path in asked if path.startswith(("search/", "search-"))]
    view.keyboard.press("/")
    ask(view, "ana")
    assert {"search-matching.js", "search/pages.js", "search/words.js"} <= set(asked)
    assert all("://" not in path for path in asked if "search" in path)


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_it_and_escape_gives_the_focus_back(view: Any, site: Path, key: str) -> None:
    view.goto((site / "index.html").as_uri())
    link = view.get_by_role("link", name="Contacts", exact=True).first
    link.focus()
    view.keyboard.press(key)
    assert view.get_by_role("combobox").evaluate("e => e === document.activeElement")
    view.keyboard.type("ana")
    view.keyboard.press("Escape")
    assert not view.locator("dialog.search").evaluate("e => e.open")
    assert link.evaluate("e => e === document.activeElement")
    view.keyboard.press(key)
    assert view.get_by_role("combobox").input_value() == "ana"


def test_the_button_opens_it_and_the_backdrop_closes_it(view: Any, site: Path) -> None:
    view.goto((site / "contacts.html").as_uri())
    view.get_by_role("button", name="Search").click()
    assert view.locator("dialog.search").evaluate("e => e.open")
    view.keyboard.press("/")
    assert view.get_by_role("combobox").input_value() == "/"
    view.mouse.click(5, 700)
    assert not view.locator("dialog.search").evaluate("e => e.open")


def test_the_focus_stays_inside(view: Any, site: Path) -> None:
    opened(view, site)
    ask(view, "ana")
    for _ in range(6):
        view.keyboard.press("Tab")
        assert view.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


def test_arrows_choose_and_enter_opens(view: Any, site: Path) -> None:
    opened(view, site)
    names = ask(view, "garcia")
    field = view.get_by_role("combobox")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == "search-result-0"
    view.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "search-result-1"
    view.keyboard.press("ArrowUp")
    view.keyboard.press("ArrowUp")
    last = len(names) - 1
    assert field.get_attribute("aria-activedescendant") == f"search-result-{last}"
    chosen = view.locator(".search-result[aria-selected=true]")
    assert chosen.count() == 1
    assert chosen.locator(".search-name").inner_text() == names[last]
    view.keyboard.press("ArrowDown")
    view.keyboard.press("Enter")
    view.wait_for_url("**/contacts/ana-garcia.html")


def test_a_line_of_a_log_is_quoted_and_opened_where_it_stands(view: Any, small: Path) -> None:
    opened(view, small, "contacts/tom.html")
    assert ask(view, "quarsk")[0] == "Ana García"
    quote = view.locator(".search-quote").first
    assert quote.inner_text().startswith("4 Mar 2026 · met talked about quarks")
    assert quote.locator("mark").all_inner_texts() == ["quarks"]
    view.keyboard.press("Enter")
    view.wait_for_url("**/contacts/ana.html#log-0")


def test_a_result_on_the_open_page_leaves_the_dialog(view: Any, small: Path) -> None:
    opened(view, small, "contacts/ana.html")
    ask(view, "leptons")
    view.locator(".search-result").first.click()
    view.wait_for_url("**/contacts/ana.html#log-0")
    assert not view.locator("dialog.search").evaluate("e => e.open")


@pytest.mark.parametrize(
    ("query", "name", "marks"),
    [
        ("garci", "Ana García", ["Garcí"]),
        ("GARCÍA ana", "Ana García", ["Ana", "García"]),
        ("gracia", "Ana García", ["García"]),
        ("anita", "Ana García", ["Anita"]),
        ("physcis", "physics", ["physics"]),
        ("hiring m", "Ana García", ["hiring", "m"]),
    ],
)
def test_matches_are_marked(
    view: Any, small: Path, query: str, name: str, marks: list[str]
) -> None:
    opened(view, small)
    assert ask(view, query)[0] == name
    first = view.locator(".search-result").first
    assert (
        first.locator(".search-name mark, .search-line mark").all_inner_texts()[: len(marks)]
        == marks
    )


def test_it_says_what_it_found(view: Any, small: Path) -> None:
    opened(view, small)
    state = view.get_by_role("status")
    ask(view, "zeugma")
    assert state.inner_text() == "Pages found: 1"
    assert view.locator(".search-about").is_hidden()
    ask(view, "zeugma anvils")
    assert state.inner_text().startswith("No page has all of these words.")
    assert sorted(ask(view, "zeugma anvils")) == ["Acme AT&T", "Idea"]
    assert ask(view, "zeuxmx") == []
    assert state.inner_text() == "Nothing found."
    view.get_by_role("button", name="zeugma").click()
    assert view.locator(".search-name").all_inner_texts() == ["Idea"]
    ask(view, "iranxe")
    assert view.locator(".search-near button").all_inner_texts()[0] == "irene"
    ask(view, " ")
    assert view.locator(".search-about").is_visible()
    assert ask(view, "qqqqqqqq") == []
    assert view.locator(".search-near").inner_text() == "No word on these pages is near to that."


def test_data_that_do_not_come_are_said_to_be_missing(
    browser: Any, small: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(small, broken)
    (broken / "assets/search/words.js").unlink()
    page = browser.new_page()
    page.goto((broken / "index.html").as_uri())
    page.keyboard.press("/")
    missing = "What is searched could not be loaded."
    playwright.expect(page.locator(".search-state")).to_have_text(missing)
    page.close()


def engine(view: Any, data: Mapping[str, Any]) -> None:
    """Hand the data of a search to the script that matches."""
    view.evaluate(
        """data => {
          const { Index } = vaultnetSearch.matching;
          window.index = new Index(data.pages.names.length, data.pages.fields);
          window.index.add(data.words);
        }""",
        data,
    )


def test_words_are_folded_as_the_index_folds_them(view: Any, small: Path) -> None:
    opened(view, small)
    for text, words in VECTORS:
        assert view.evaluate("text => vaultnetSearch.matching.wordsOf(text)", text) == list(
            dict.fromkeys(words)
        )


def mistyped(random: Random, word: str) -> str:
    """Return a word begun only, or with up to two slips."""
    letters = list(word[: random.randint(1, len(word))] if random.random() < 0.4 else word)
    for _ in range(random.choice((0, 0, 1, 2))):
        at = random.randrange(len(letters))
        change = random.randrange(4)
        if change == 0:
            letters.insert(at, random.choice("aeioust"))
        elif change == 1 and len(letters) > 1:
            del letters[at]
        elif change == 2:
            letters[at] = random.choice("aeioust")
        else:
            letters[at : at + 2] = reversed(letters[at : at + 2])
    return "".join(letters)


def test_it_finds_what_a_search_without_cleverness_finds(view: Any, small: Path) -> None:
    data = search_data(example())
    tables = [table_of(field) for field in (*data["pages"]["fields"], data["words"])]
    words = sorted({word for table in tables for word in table})
    random = Random(7)
    opened(view, small)
    engine(view, data)
    for _ in range(QUERIES):
        chosen = random.choices(words, k=random.choice((1, 1, 2, 3)))
        query = " ".join(mistyped(random, word) for word in chosen)
        expected = search_slowly(tables, query)
        found = view.evaluate(
            "query => index.find(vaultnetSearch.matching.wordsOf(query), 1e6)", query
        )
        assert found["pages"] == list(expected.pages), query
        assert found["total"] == len(expected.pages)
        assert not found["total"] or found["all"] == expected.all


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "');alert(1);//",
    "\\');alert(1);//",
    "{n} __proto__ constructor",
    "&lt;b&gt; <b>bold</b>",
]


def test_what_strangers_wrote_is_shown_and_does_not_run(view: Any, tmp_path: Path) -> None:
    files = {"vaultnet.toml": ""}
    for number, text in enumerate(HOSTILE):
        quoted = json.dumps(f"Zara {text}")
        files[f"contacts/c{number}.md"] = (
            f"---\nname: {quoted}\nrole: {quoted}\ntags: [{quoted}]\naliases: [{quoted}]\n---\n"
            f"`{text}`\n\n## Log\n- 2026-01-01 met: said `{text}` to quibble\n"
        )
    opened(view, written(make_vault(files), tmp_path))
    names = ask(view, "zara")
    assert {f"Zara {text}" for text in HOSTILE} <= set(names)
    ask(view, "quibble")
    quotes = view.locator(".search-quote").all_inner_texts()
    assert sum(text in quote for quote in quotes for text in HOSTILE) >= len(HOSTILE)
    assert view.locator("dialog.search img, dialog.search script, dialog.search b").count() == 0
    for text in HOSTILE:
        ask(view, text)


def test_it_works_where_it_is_served(view: Any, site: Path) -> None:
    handler = functools.partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        view.goto(f"http://127.0.0.1:{server.server_port}/contacts/ana-garcia.html")
        view.keyboard.press("Control+k")
        view.locator(".search-about p").first.wait_for()
        assert ask(view, "okafor")[0]
        view.keyboard.press("Enter")
        view.wait_for_url("**/contacts/*okafor*")
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *args: object) -> None:
        pass


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialog(browser: Any, site: Path, scheme: str) -> None:
    script = axe_script()
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = opened(context.new_page(), site)
    page.add_script_tag(content=script)
    for query in ("", "platform talk", "ana zebra", "qqqqqqqq", "zzugma"):
        ask(page, query)
        found = page.evaluate("axe.run('dialog.search', {resultTypes: ['violations']})")
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_dialog_fits_the_screen(browser: Any, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 560})
    opened(page, site)
    ask(page, "platform")
    box = page.locator("dialog.search").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 560
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.keyboard.press("ArrowUp")
    last = page.locator(".search-result[aria-selected=true]").bounding_box()
    assert last["y"] + last["height"] <= box["y"] + box["height"]
    page.close()
