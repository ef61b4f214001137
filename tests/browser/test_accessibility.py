"""axe finds nothing on any kind of page: WCAG 2.0 to 2.2, A and AA, and what is good practice.

Every page is looked at in light and dark, on a desk and on a telephone, with all its folds open.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.sites import (
    axe_script,
    build_site_folder,
    chromium,
    in_a_browser,
    make_site_folder,
    make_vault_folder,
    pages_of,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = in_a_browser
ALL: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
OF_COLOUR: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
LIGHTS: tuple[tuple[Literal["light", "dark"], dict[str, object]], ...] = (
    ("light", ALL),
    ("dark", OF_COLOUR),
)
"""In the dark only colours are other than in the light."""
WIDTHS = (1280, 390)
OF_EACH_FOLDER = 3
_RUN = """async wanted => {
  document.querySelectorAll("details").forEach(fold => { fold.open = true; });
  const found = await axe.run(
    {runOnly: wanted, resultTypes: ["violations"]});
  return found.violations.flatMap(fault => fault.nodes.map(
    node => fault.id + ": " + node.html.slice(0, 160) + " | "
      + (node.any.concat(node.all, node.none)[0] || {message: ""}).message));
}"""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as running:
        yield running


@pytest.mark.parametrize("name", ["example", "ejemplo", "empty", "student", "estudiante"])
def test_axe_finds_nothing(name: str, browser: "Browser", tmp_path: Path) -> None:
    site = make_site_folder(name, tmp_path)
    context = browser.new_context(bypass_csp=True)
    view, script = context.new_page(), axe_script()
    faults = []
    for page in pages_of(site, OF_EACH_FOLDER):
        view.goto(page.as_uri())
        view.add_script_tag(content=script)
        faults += [f"{page.relative_to(site)} {fault}" for fault in looked_at(view)]
    context.close()
    assert faults == []


def test_axe_would_find_something(browser: "Browser") -> None:
    """The proof that the look is not blind: a page with a fault of each kind that is looked for."""
    view = browser.new_page()
    view.set_content('<html><title>x</title><img src="x"><p style="color:#999">pale</p></html>')
    view.add_script_tag(content=axe_script())
    found = {fault.split(":")[0] for fault in view.evaluate(_RUN, ALL)}
    assert {"image-alt", "color-contrast", "html-has-lang", "landmark-one-main"} <= found
    view.close()


def test_names_from_right_to_left_leave_their_neighbours_alone(
    browser: "Browser", tmp_path: Path
) -> None:
    """A sentence of two such names and a number keeps its order from left to right."""
    vault = make_vault_folder("empty", tmp_path)
    (vault / "contacts").mkdir()
    names = {"a": "שרה כהן", "b": "דוד לוי"}
    for stem, name in names.items():
        (vault / "contacts" / f"{stem}.md").write_text(f"---\nname: {name}\n---\n", "utf-8")
    (vault / "note.md").write_text("# Note\n[[a]], [[b]], 12 met.\n", "utf-8")
    view = browser.new_page()
    view.goto((build_site_folder(vault) / "notes" / "note.html").as_uri())
    first, second = (view.get_by_role("link", name=name).first for name in names.values())
    left, right = first.bounding_box(), second.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] < right["x"]
    view.close()


def looked_at(view: "Page") -> set[str]:
    """Return what axe finds on a page in any of the ways that it is looked at."""
    found: set[str] = set()
    for width in WIDTHS:
        view.set_viewport_size({"width": width, "height": 900})
        for scheme, wanted in LIGHTS:
            view.emulate_media(color_scheme=scheme)
            faults = view.evaluate(_RUN, wanted)
            found.update(f"{width} {scheme} {fault}" for fault in faults)
    return found
