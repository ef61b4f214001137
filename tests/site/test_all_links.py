"""Every link and anchor of whole sites leads somewhere, and no id stands twice on a page."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

import pytest

from tests.benchmarks.generated_vault import generate_vault
from tests.site.pages import Page, parse
from tests.site.sites import duplicates, example, ids_of, links_of, site_from
from tests.site.test_validity import ROUGH
from tests.vaults import make_vault
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader
from vaultnet.workspace import Workspace

QUERY = "q="
"""A fragment of the table of contacts that begins so is a query, and no place."""
OUTSIDE = ("http://", "https://", "mailto:", "tel:", "data:")
LEADS = {"a": "href", "link": "href", "script": "src", "img": "src"}
LINKS = """
# B

## Own
[[a#Main]] [[a#PATHS]] [[a#Log]] [[a#Nowhere]] [x](a.md#main) [x](a.md#nowhere) [x](#own)
"""
A = "../contacts/a.html"
NAMES = ("aria-labelledby", "aria-describedby", "aria-controls")
GENERATED = 1000


def make_rough() -> Workspace:
    return make_vault(ROUGH)


def make_generated() -> Workspace:
    return make_vault(dict(generate_vault(GENERATED)))


@pytest.mark.parametrize("make", [example, make_generated, make_rough])
def test_every_link_leads_somewhere_and_no_id_stands_twice(make: Callable[[], Workspace]) -> None:
    assert list(faults_of(make())) == []


def test_links_lead_to_headings_in_words_and_as_fragments_are_written() -> None:
    page = site_from({**ROUGH, "contacts/b.md": LINKS})["contacts/b.html"]
    found = [href for href in links_of(page) if href.startswith(A)]
    assert found[:6] == [
        f"{A}#text-main",
        f"{A}#text-paths",
        f"{A}#log",
        A,
        f"{A}#text-main",
        A,
    ]
    assert 'id="text-own"' in page
    assert 'href="#text-own"' in page


def test_a_link_to_nowhere_is_seen() -> None:
    pages = {"a.html": b'<p id="x"><a href="b.html#y">b</a><a href="#z">z</a>', "b.html": b"<p>"}
    found = list(faults_in({path: parse(html) for path, html in pages.items()}, set(pages)))
    assert found == ["a.html: b.html#y", "a.html: #z"]


def faults_of(opened: Workspace) -> Iterator[str]:
    """Yield what is wrong with the links and ids of the site of a vault."""
    read = attachment_reader(opened.root)
    paths, pages = set(), {}
    for file in plan_site(opened.vault, opened.strategy, opened.diagnostics, read):
        paths.add(file.path)
        if file.path.endswith(".html"):
            pages[file.path] = parse(file.content)
    assert len(pages) > 10
    yield from faults_in(pages, paths)


def faults_in(pages: Mapping[str, Page], paths: set[str]) -> Iterator[str]:
    """Yield links that lead nowhere and ids that stand twice, page by page."""
    held = {path: ids_of(page) for path, page in pages.items()}
    anchors = {path: set(ids) for path, ids in held.items()}
    for path, page in pages.items():
        yield from (f"{path}: two {name}" for name in duplicates_of(held[path]))
        for tag, attributes in page.elements:
            target = attributes.get(LEADS.get(tag, ""), "")
            if target and not target.startswith(OUTSIDE) and not is_there(path, target, anchors):
                if target.partition("#")[0] == target and inside(path, target) in paths:
                    continue
                yield f"{path}: {target}"
            for name in NAMES:
                missing = set(attributes.get(name, "").split()) - anchors[path]
                yield from (f"{path}: {name} {one}" for one in sorted(missing))


def duplicates_of(ids: list[str]) -> list[str]:
    return duplicates(ids) if len(set(ids)) < len(ids) else []


def inside(path: str, target: str) -> str:
    """Return the path in the site that a relative address on a page means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))


def is_there(path: str, target: str, anchors: Mapping[str, set[str]]) -> bool:
    """Tell whether an address leads to a page, and to an anchor on it."""
    place, _, fragment = target.partition("#")
    page = inside(path, place) if place else path
    if page.startswith("contacts.") and fragment.startswith(QUERY):
        return page in anchors
    return page in anchors and (not fragment or unquote(fragment) in anchors[page])
