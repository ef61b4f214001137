"""The firewall on the pages: what is not professional moves no order and no figure of the site.

The example is changed in everything that strategy may not see, and built anew. Whom the pages
name, in which order, and every figure beside them must stay.
"""

import re
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from tests.site.sites import example, example_site, section, site_of, text_of
from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import Birthday
from vaultnet.domain.network import build_network
from vaultnet.domain.node import Node, Passage, Reference
from vaultnet.workspace import Workspace

LISTS = ("index.html", "contacts.html", "strategy.html", "reciprocity.html")
PERSONAL = ("birthdays", "recent")
"""Sections of the first page whose subject is what was changed, or the log itself."""

NAMED = re.compile(
    r'<a\b[^>]* href="((?:\.\./)?contacts/[\w-]+\.html(?:#[\w-]+)?)"[^>]*>(.*?)</a>', re.DOTALL
)
FIGURE = re.compile(r"[+−]?\d+(?:[.,]\d+)?%?")


def personal(random: Random, node: Node) -> Node:
    """Change everything of a page that the strategy may not see; ids and names stay."""
    word = "".join(random.choice("aeiou") + random.choice("lmnrst") for _ in range(3))
    changed = replace(
        node,
        tags=(word,),
        passages=(Passage(text=f"I like {word}, lovely"),),
        extra={"hobby": word},
        private_text=f"{word} is rich",
    )
    if not isinstance(changed, Contact):
        return changed
    return replace(
        changed,
        affinity=random.choice([None, -2, -1, 0, 1, 2]),
        photo=random.choice([None, Reference(f"{word}.png")]),
        birthday=random.choice([None, Birthday(random.randint(1, 12), random.randint(1, 28))]),
        pronouns=random.choice(["", "she/her", "he/him", "they/them"]),
    )


def changed(seed: int) -> Workspace:
    """Return the example with all that is personal changed."""
    random = Random(seed)
    opened = example()
    network = opened.vault.network
    nodes = [personal(random, node) for node in network.nodes.values()]
    vault = replace(opened.vault, network=build_network(nodes, network.link_table))
    return Workspace(opened.root, vault, opened.as_of, opened.diagnostics)


@cache
def site_after(seed: int) -> dict[str, str]:
    return dict(site_of(changed(seed)))


def without(html: str, names: tuple[str, ...]) -> str:
    for name in names:
        if f'id="{name}"' in html:
            html = html.replace(section(html, name), "")
    return html


def named(html: str) -> list[tuple[str, str]]:
    """Return whom some HTML names in its order, with the text of each link, figures included."""
    return [(href, text_of(text)) for href, text in NAMED.findall(html)]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("path", LISTS)
def test_no_list_names_anybody_in_another_order(path: str, seed: int) -> None:
    before = named(without(example_site()[path], PERSONAL))
    after = named(without(site_after(seed)[path], PERSONAL))
    assert len(before) > 20
    assert after == before


@pytest.mark.parametrize("seed", [1, 2])
def test_no_figure_of_anybody_changes(seed: int) -> None:
    figures = 0
    for contact in example().vault.network.contacts:
        path = f"contacts/{contact.id}.html"
        for name in ("why", "why-balance"):
            before = text_of(section(example_site()[path], name))
            after = text_of(section(site_after(seed)[path], name))
            assert after == before, (path, name)
            figures += len(FIGURE.findall(before))
    assert figures > 1000


def test_every_list_keeps_its_figures() -> None:
    for path in LISTS:
        before = text_of(without(example_site()[path], PERSONAL).partition("<main")[2])
        after = text_of(without(site_after(4)[path], PERSONAL).partition("<main")[2])
        assert FIGURE.findall(after) == FIGURE.findall(before), path


def test_the_test_would_notice_a_professional_change() -> None:
    opened = example()
    network = opened.vault.network
    nodes = [
        replace(node, ratings={**node.ratings, "influence": 1})
        if isinstance(node, Contact) and node.ratings
        else node
        for node in network.nodes.values()
    ]
    vault = replace(opened.vault, network=build_network(nodes, network.link_table))
    site = site_of(Workspace(opened.root, vault, opened.as_of, opened.diagnostics))
    assert named(site["contacts.html"]) != named(example_site()["contacts.html"])


def test_what_is_personal_really_was_changed() -> None:
    before = [contact.affinity for contact in example().vault.network.contacts]
    after = [contact.affinity for contact in changed(1).vault.network.contacts]
    assert before != after
    assert site_after(1)["contacts/ana-garcia.html"] != example_site()["contacts/ana-garcia.html"]
