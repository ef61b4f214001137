"""What others see depends on nothing that was not shared, and holds nothing that was not."""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.private_pairs import make_pair
from tests.site.pages import Page, parse
from tests.site.shared_sites import generous, shared_site, shared_site_of
from tests.site.sites import duplicates, example, ids_of, text_of

PAIRS = int(os.environ.get("VAULTNET_PAIRS", "25"))
"""How many pairs of vaults are compared; `VAULTNET_PAIRS=200` is the long run."""

OUTSIDE = ("http:", "https:", "mailto:", "tel:", "data:")


@pytest.mark.parametrize("seed", range(PAIRS))
def test_what_is_not_shared_leaves_no_trace(seed: int) -> None:
    one, other = make_pair(seed)
    assert one != other
    first, second = shared_site(one), shared_site(other)
    assert list(first) == list(second)
    for path, content in first.items():
        assert content == second[path], path


@cache
def pages(every: int = 1) -> Mapping[str, Page]:
    """Return its pages, parsed."""
    return {path: parse(html) for path, html in generous(every).items() if path.endswith(".html")}


@pytest.mark.parametrize("every", [1, 3])
def test_every_link_of_a_shared_site_finds_its_place(every: int) -> None:
    found = pages(every)
    ids = {path: set(ids_of(page)) for path, page in found.items()}
    lost = [
        (path, href)
        for path, href in _hrefs(found)
        for place, anchor in [_place(path, href)]
        if place not in ids or (anchor and anchor not in ids[place])
    ]
    assert len(list(_hrefs(found))) > 1000
    assert lost == []


def _hrefs(found: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    for path, page in found.items():
        for tag, attrs in page.elements:
            href = attrs.get("href", "")
            if tag == "a" and href and not href.startswith(OUTSIDE):
                yield path, href


def _place(path: str, href: str) -> tuple[str, str]:
    target, _, anchor = href.partition("#")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return (beside if target else path), anchor


def test_the_pages_of_a_shared_site_are_whole_and_hold_nothing_that_could_run() -> None:
    for path, page in pages().items():
        assert page.faults() == [], path
        assert duplicates(ids_of(page)) == [], path


def test_a_shared_site_has_no_page_that_is_between_the_owner_and_their_notes() -> None:
    assert not {"check.html", "review.html", "reciprocity.html", "notes.html"} & set(generous())
    assert not {"me.html", "changes.html", "map.html"} & set(generous())
    assert not any(path.startswith("notes/") for path in generous())


def test_a_shared_site_speaks_of_no_file_no_liking_and_no_problem() -> None:
    for path, html in generous().items():
        if path.endswith(".html"):
            text = text_of(html.decode())
            assert not re.search(r"\.md\b", text), path
            assert "stays on this machine" not in text
            assert not re.search(r"Personal liking|not triaged|never leaves your own", text), path


def test_where_nothing_is_shared_nothing_is_claimed() -> None:
    """Of the example as it stands, names, roles and organisations are shared, and little else."""
    found = shared_site_of(example(), {})
    words = " ".join(text_of(html.decode()) for path, html in found.items() if "html" in path)
    claims = r"no data|never spoken|Nobody|not triaged|nothing exchanged|cold|Fruitfulness|idea\b"
    assert not re.search(claims, words)
    assert "strategy.html" not in found
    assert "Beatriz" not in words


CANARIES = 60


def _canary_vault() -> tuple[Mapping[str, bytes], list[str]]:
    """Return a vault with a word of its own in every place that is not shared."""
    words: list[str] = []

    def word(_match: object = None) -> str:
        words.append(f"quarkx{len(words):03}zz")
        return words[-1]

    contact = """---
name: Ana Ruiz
shared: [name, Offers, Log, Ties, photo]
photo: files/@.png
aliases: [@]
role: "@"
organisation: "[[@]]"
functions: ["@"]
serves: ["[[@]]"]
email: ["@@x.example"]
url: ["https://@.example"]
address: "@"
location: "@"
timezone: "@"
languages: ["@"]
pronouns: "@"
introduced_by: "[[@]]"
uid: "@"
source: "@"
tags: [@]
shoe: "@"
---
@ prose [[@]]

## Offers

- a chair %%@ [[@]]%% for [[@]] and ![[files/@.png]] [x](../contacts/@.md) <!-- @ -->
%% @
- @ %%
- a table, [a friend](@.md) ![x](@.png "@")

## Log

- 2026-01-01 met: tea with [[@]] ^@

## Ties

- [[@]]: cousin

## Needs

- @ #@ [key:: @]

## Assessment

- expertise: @

## @

@

## Private

@ [[@]]

### @

@
"""
    text = re.sub("@(?=x.example)|@", word, contact.replace("^@", ""))
    picture = re.search(r"photo: (\S+)", text)
    assert picture is not None
    private = re.sub(
        "@", word, "---\nname: '@'\nprivate: true\naliases: [@]\n---\n@ [[ana]]\n\n## Log\n\n- @\n"
    )
    files = {
        "contacts/ana.md": text.encode(),
        f"contacts/{word()}.md": private.encode(),
        f"contacts/{word()}/tom.md": b"---\nname: Tom\nshared: [name]\n---\n",
        f"objectives/{word()}.md": f"---\ntitle: '{word()}'\nshared: []\n---\n".encode(),
        f"organisations/{word()}.md": f"---\nname: {word()}\nprivate: true\n---\n".encode(),
        f"journal/{word()}.md": f"- [[ana]]: {word()}\n".encode(),
        f"notes/{word()}.md": f"# {word()}\n\n{word()} [[ana]]\n".encode(),
        f"contacts/{word()}-broken.md": f"---\nname: [{word()}\n---\n".encode(),
        "me.md": f"---\nname: Me\nshared: [name]\nbudget: 3h/week\nx: {word()}\n---\n".encode(),
        "vaultnet.toml": f'exclude = ["{word()}/**"]\n[views]\n{word()} = "{word()}"\n'.encode(),
        picture[1]: b"\x89PNG\r\n\x1a\n",
        f"files/{word()}.png": b"\x89PNG\r\n\x1a\n" + word().encode(),
    }
    return files, words


def test_no_word_that_is_not_shared_stands_anywhere_in_a_shared_site() -> None:
    files, words = _canary_vault()
    assert len(words) >= CANARIES
    found = shared_site(files)
    held = b"\n".join((*found.values(), *(path.encode() for path in found))).lower()
    assert [word for word in words if word.encode() in held] == []
    assert b"a chair" in held
    assert b"a friend" in held
    assert b"cousin" in held
    assert any(path.startswith("files/picture-1") for path in found)
    assert {Path(path).parts[0] for path in found} >= {"contacts", "index.html", "assets"}


@pytest.mark.parametrize(
    ("more", "said"), [("", 1), (", importance", 0), (", Needs", 0), (", by", 0)]
)
def test_an_objective_of_which_the_title_alone_is_shared_says_so(more: str, said: int) -> None:
    text = f"""---
title: Lead
status: active
importance: 5
by: 2027-06-30
shared: [title{more}]
---
Why.

## Needs
- 1 x mentor
"""
    site = shared_site({"vaultnet.toml": "", "objectives/lead.md": text})
    page = text_of(site["objectives/lead.html"].decode())
    assert page.count("Of this objective its title alone is shared.") == said


@pytest.mark.parametrize(
    ("more", "said"), [("", 1), (", role", 0), (", Log", 0), (", expertise", 0), (", tags", 0)]
)
def test_a_contact_of_whom_the_name_alone_is_shared_is_no_empty_page(more: str, said: int) -> None:
    text = f"""---
name: Ana
role: Head
expertise: 4
tags: [speaking]
shared: [name{more}]
---
Met in Lisbon.

## Log
- 2026-11-01 met: coffee
"""
    site = shared_site({"vaultnet.toml": "", "contacts/ana.md": text})
    page = text_of(site["contacts/ana.html"].decode())
    assert page.count("Of this contact the name alone is shared.") == said
