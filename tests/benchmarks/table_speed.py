"""How fast the table of contacts answers in Chromium, from a site on disk.

    python -m tests.benchmarks.table_speed 10000

Prints, for each question, the time from the last key to the laid out page; the median of several
runs, and the slowest. Loading is from the first question to its answer, scripts and data included.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.generated_vault import write_vault
from tests.browser.sites import build_site_folder, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUNS = 7
QUERIES = (
    "a",
    "garcia",
    "tier:key overdue",
    "fruitfulness>40 band<warm",
    "#kubernetes or functions:hiring",
    "-has:tier or last<3m",
    "role:head org:organisation (met<2015 or languages:es) -status:closed",
    "",
)
SORTS = ("name", "-fruitfulness", "organisation", "last", "email", "-band,overdue,name")

ASK = """text => {
  const input = document.getElementById("query");
  const begun = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""
SORT = """keys => {
  const begun = performance.now();
  history.replaceState(null, "", "#q=a&sort=" + keys);
  dispatchEvent(new Event("hashchange"));
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""
SCROLL = """() => new Promise(done => {
  const frames = [];
  let last = performance.now();
  const step = at => {
    frames.push(at - last);
    last = at;
    scrollBy({top: 600, behavior: "instant"});
    frames.length < 120 ? requestAnimationFrame(step) : done(frames.slice(2));
  };
  requestAnimationFrame(step);
})"""


def main() -> None:
    """Measure a table of as many contacts as the command line says."""
    contacts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        write_vault(vault, contacts)
        site = build_site_folder(vault)
        data = (site / "assets" / "contacts-data.js").stat().st_size
        print(f"{contacts} contacts, {data / 1e6:.1f} MB of data")
        with chromium() as browser:
            _measure(browser.new_page(viewport={"width": 1280, "height": 900}), site)


def _measure(page: "Page", site: Path) -> None:
    page.goto((site / "contacts.html").as_uri())
    loading = page.evaluate(
        """() => new Promise(done => {
          const begun = performance.now();
          const wait = () => document.querySelector(".live tbody th") ?
            done(performance.now() - begun) : setTimeout(wait, 1);
          location.hash = "#q=a";
          wait();
        })"""
    )
    _tell("first answer, data loaded", [loading])
    for text in QUERIES:
        _tell(f"query {text or '(empty)'}", [page.evaluate(ASK, text) for _ in range(RUNS)])
    for keys in SORTS:
        _tell(f"sort {keys}", [page.evaluate(SORT, keys) for _ in range(RUNS)])
    frames = page.evaluate(SCROLL)
    _tell("a frame while scrolling", frames)
    rows = page.evaluate("document.querySelectorAll('.live tbody tr:not(.spacer)').length")
    print(f"{rows} rows in the page after scrolling")


def _tell(what: str, times: list[float]) -> None:
    print(f"{median(times):8.1f} ms  {max(times):8.1f} ms at most  {what}")


if __name__ == "__main__":
    main()
