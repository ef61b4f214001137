"""How soon a contact is seen: from opening its page from disk to the first picture in Chromium.

    python -m tests.benchmarks.first_view [TIMES]

The fullest contact of the example is opened so many times, each in a new window; what Chromium
reports as first contentful paint, and as the end of loading, is printed as median and range.
Beside them stands a page with one word, opened in turn: what the browser and a busy machine cost.
"""

import contextlib
import io
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.sites import chromium, make_site_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TIMES = 40
CONTACT = "contacts/ana-garcia.html"
GOAL = 200.0
_MEASURED = ("first view", "loaded", "first view of one word")
_MEASURE = """() => new Promise(resolve => {
  new PerformanceObserver((list, observer) => {
    const paint = list.getEntriesByName("first-contentful-paint")[0];
    const load = performance.getEntriesByType("navigation")[0];
    if (paint) { observer.disconnect(); resolve([paint.startTime, load.loadEventEnd]); }
  }).observe({type: "paint", buffered: true});
})"""


def measure(browser: "Browser", page: Path) -> tuple[float, float]:
    """Return the milliseconds to the first view of a page and to the end of its loading."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    view = context.new_page()
    view.goto(page.as_uri())
    seen, loaded = view.evaluate(_MEASURE)
    context.close()
    return float(seen), float(loaded)


def main(times: int) -> None:
    """Measure so often and print a line for each of the two."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        with contextlib.redirect_stdout(io.StringIO()):
            page = make_site_folder("example", Path(folder)) / CONTACT
        bare = Path(folder) / "bare.html"
        bare.write_text("<!doctype html><title>bare</title>word")
        measure(browser, page)  # the first window of a browser is no measure of a page
        found = [(*measure(browser, page), measure(browser, bare)[0]) for _ in range(times)]
    print(f"{CONTACT}, {times} times; the first view is to be below {GOAL:.0f} ms")
    for what, values in zip(_MEASURED, zip(*found, strict=True), strict=True):
        middle = statistics.median(values)
        print(f"{what:<24}{middle:7.0f} ms   ({min(values):.0f} to {max(values):.0f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
