"""How tests use the table of contacts in a browser: what they ask, and what they see."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def wait_for_answer(page: "Page") -> None:
    page.wait_for_selector("#live-rows:not([hidden])", state="attached", timeout=10_000)


def visit(page: "Page", site: Path, fragment: str = "") -> None:
    page.goto((site / "contacts.html").as_uri() + fragment)
    if fragment:
        wait_for_answer(page)


def ask(page: "Page", text: str) -> None:
    page.get_by_role("searchbox", name="Find contacts").fill(text)
    wait_for_answer(page)


def names(page: "Page") -> list[str]:
    """Return the names in the table that is seen, in their order."""
    rows = page.locator("#live-rows:visible tbody th a, #listed:visible tbody th a")
    return rows.all_inner_texts()
