"""What the search of a large site costs: to build, to load, and to answer in Chromium.

    python -m tests.benchmarks.search_speed [CONTACTS]

The index is built over a generated vault, and a page that stands on a disk searches it: with
names whole, begun and mistyped, with topics, with words of the log, alone and together. Each
answer is timed from the input to the layout of its results; the quotes that come after it, from
files of their own, are timed apart. All is asked three times over, and the best time of each
query counts, for what else a machine does disturbs the clock; the worst of the first round stands
beside it.
"""

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from tests.benchmarks.generated_vault import (
    FAMILY_NAMES,
    FIELDS,
    GIVEN_NAMES,
    HELP,
    REMARKS,
    TODAY,
    TOPICS,
    write_vault,
)
from vaultnet.language import translator
from vaultnet.resources import templates_root
from vaultnet.site import urls
from vaultnet.site.images import ImageShelf
from vaultnet.site.plan import no_attachments, plan_site
from vaultnet.site.relations import build_relations
from vaultnet.site.search.scripts import search_files
from vaultnet.site.views.context import Contexts, make_contexts
from vaultnet.workspace import Workspace, open_vault

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUERIES = 200
ROUNDS = 3
LOADING = """async () => {
  const input = document.querySelector('dialog.search input');
  const state = document.querySelector('.search-state');
  input.value = 'qqqqqqqqqqqqqqqqqqqq';
  input.dispatchEvent(new Event('input'));
  while (state.textContent === 'Loading…') { await new Promise(done => setTimeout(done, 1)); }
  return performance.now() - window.opened;
}"""
ANSWER = """async (query) => {
  const input = document.querySelector('dialog.search input');
  const list = document.querySelector('dialog.search [role=listbox]');
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event('input'));
  const height = list.offsetHeight;
  const answered = performance.now() - start;
  while (document.querySelector('head script[src*="/text-"]')) {
    await new Promise(done => setTimeout(done, 1));
  }
  return [answered, performance.now() - start, list.children.length, height];
}"""


def queries(seed: int = 1) -> list[str]:
    """Return what somebody could type: the same for the same seed."""
    random = Random(seed)
    given, family = GIVEN_NAMES.split(), FAMILY_NAMES.split()
    text = " ".join((*REMARKS, *HELP, *FIELDS)).replace(",", "").split()
    found: list[str] = []
    while len(found) < QUERIES:
        name = random.choice(family)
        word = random.choice([word for word in text if len(word) > 3])
        found += [
            name,
            name[: random.randint(1, 4)],
            _mistyped(random, name),
            f"{random.choice(given)} {name}",
            f"{random.choice(given)} {random.choice(family)} {random.randrange(10_000)}",
            f"{random.choice(TOPICS)} {random.choice(given)}",
            word,
            _mistyped(random, word),
            f"{word} {random.choice(text)} {random.choice(text)}",
            f"{name} qqxqqxq",
        ]
    return found[:QUERIES]


def _mistyped(random: Random, word: str) -> str:
    at = random.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def build(opened: Workspace, site: Path) -> None:
    """Write the index, the scripts and one page, and print what the index costs."""
    first = next(plan_site(opened.vault, opened.strategy, ()))
    assets = (urls.STYLE, urls.SCRIPT, *urls.SEARCH_SCRIPTS)
    held = {path: (templates_root() / "site" / path).read_bytes() for path in assets}
    contexts = _contexts(opened)
    rendered = {
        *contexts.top.links.site_map.pages.values(),
        *contexts.top.links.site_map.topics.values(),
    }
    before, start = _peak(), time.process_time()
    sizes: dict[str, int] = {}
    for path, content in search_files(contexts, rendered):
        held[path] = content
        sizes[path] = len(content)
    seconds = time.process_time() - start
    for path, content in {first.path: first.content, **held}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    texts = [size for path, size in sizes.items() if "/text-" in path]
    print(f"built in {seconds:.1f} s of processor time, {_peak() - before:.0f} MB above the rest")
    print(f"pages.js {sizes[urls.SEARCH_PAGES] / 1e6:.2f} MB")
    print(f"words.js {sizes[urls.SEARCH_WORDS] / 1e6:.2f} MB")
    print(f"texts    {sum(texts) / 1e6:.2f} MB in {len(texts)} files")


def _contexts(opened: Workspace) -> Contexts:
    vault = opened.vault
    words, images = translator("en"), ImageShelf(vault.attachments, no_attachments)
    return make_contexts(vault, opened.strategy, words, images, build_relations(vault.network))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def search(page: Any, asked: Sequence[str]) -> None:
    """Open the search and ask; print how long loading and answers take."""
    page.evaluate("window.opened = performance.now()")
    page.keyboard.press("/")
    print(f"loaded, from the key to the last word: {page.evaluate(LOADING):.0f} ms")
    rounds = [[page.evaluate(ANSWER, query) for query in asked] for _ in range(ROUNDS)]
    for at, name in enumerate(("answered", "quoted")):
        best = [min(answer[at] for answer in answers) for answers in zip(*rounds, strict=True)]
        first = max(answer[at] for answer in rounds[0])
        slowest = asked[best.index(max(best))]
        print(
            f"{name}: median {median(best):.1f} ms, worst {max(best):.1f} ms ({slowest!r}), "
            f"worst of the first round {first:.1f} ms"
        )
    print(f"{len(asked)} queries, {sum(answer[2] == 0 for answer in rounds[0])} without a result")


def main(contacts: int) -> None:
    """Generate, build and search."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        root, site = Path(folder) / "vault", Path(folder) / "site"
        write_vault(root, contacts)
        build(open_vault(root, TODAY), site)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((site / urls.INDEX).as_uri())
        search(page, queries())
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
