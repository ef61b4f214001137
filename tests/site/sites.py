"""Whole sites in memory for tests: of the example, and of vaults made from a few lines of text."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape

import pytest

from tests.site.networks import AS_OF
from tests.site.pages import Page, parse
from tests.vaults import make_vault
from vaultnet.resources import example_vault
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader
from vaultnet.site.render import Renderer
from vaultnet.workspace import Workspace, open_vault


@cache
def example() -> Workspace:
    """Return the example vault, opened on the day of the examples."""
    return open_vault(example_vault(), AS_OF)


@cache
def example_site() -> Mapping[str, str]:
    """Return the pages of the example's site by path."""
    return site_of(example())


@cache
def parsed_site() -> Mapping[str, Page]:
    """Return the pages of the example's site, parsed."""
    return {path: parse(html) for path, html in example_site().items()}


def site_of(workspace: Workspace) -> Mapping[str, str]:
    """Return the pages of the site of a vault by path."""
    files = plan_site(
        workspace.vault,
        workspace.strategy,
        workspace.diagnostics,
        attachment_reader(workspace.root),
    )
    return {file.path: file.content.decode() for file in files if file.path.endswith(".html")}


def site_from(files: Mapping[str, str]) -> Mapping[str, str]:
    """Return the pages of the site of a vault in memory, given the text of each file."""
    return site_of(make_vault(files))


def text_of(html: str) -> str:
    """Return the words of a page, with blanks made one."""
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return re.sub(r" ([,.])", r"\1", text)


def section(html: str, name: str) -> str:
    """Return the section of a page that has an id, with the sections inside it."""
    start = re.search(rf'<section[^>]* id="{name}"', html) or re.search(rf'id="{name}"', html)
    assert start is not None, f"no section {name}"
    depth = 0
    for found in re.finditer(r"<(/?)section\b", html[start.start() :]):
        depth += -1 if found[1] else 1
        if depth == 0:
            return html[start.start() : start.start() + found.start()]
    return html[start.start() :]


def links_of(html: str) -> list[str]:
    """Return where the links of some HTML lead, in their order."""
    return [unescape(href) for href in re.findall(r'<a\b[^>]*? href="([^"]*)"', html)]


def ids_of(page: Page) -> list[str]:
    """Return the ids of a page in their order."""
    return [attrs["id"] for _, attrs in page.elements if "id" in attrs]


def duplicates(items: Iterable[str]) -> list[str]:
    """Return what occurs more than once."""
    held = list(items)
    return sorted({item for item in held if held.count(item) > 1})


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the paths of the files that two sites do not both have with the same bytes."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def count_rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the template of each page comes that is rendered from now on."""
    names: list[str] = []
    render = Renderer.render

    def counted(self: Renderer, template: str, page: object) -> bytes:
        names.append(template)
        return render(self, template, page)

    monkeypatch.setattr(Renderer, "render", counted)
    return names
