"""The search finds every page by its names and its text, and its files hold nothing else."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.search_data import data_of, decoded, search_data, search_slowly, table_of
from tests.site.sites import example, ids_of, parsed_site
from tests.site.test_hostile import OWN
from tests.vaults import make_vault
from vaultnet.labels import band_label
from vaultnet.language import translator
from vaultnet.site.plan import plan_site
from vaultnet.site.search.folding import words_of
from vaultnet.site.search.index import encode_numbers
from vaultnet.site.search.scripts import script_of
from vaultnet.strategy.strength import Band

VECTORS = json.loads((Path(__file__).parent / "folding.json").read_text(encoding="utf-8"))
ANA = """---
name: Ana García
aliases: [Anita, "Nº 7"]
role: Head of Platform
organisation: "[[acme]]"
functions: [hiring manager]
tags: [sailing]
affinity: 2
pronouns: xanthic
birthday: 1980-03-04
phone: ["+34 600 123 456"]
nickname_of_dog: Rex
---
Knows *everybody* at [[tom|the old firm]].%%hush%%

## Log
- 2026-03-04 met: talked about quarks #physics
  and about leptons [mood:: fine]

## Risks
- Competes with a client [mitigation:: no prices]

## Private
She is leaving.
"""
FILES = {
    "vaultnet.toml": "",
    "me.md": "---\nname: Irene\nfunctions: [Teaching]\n---\n\n## Offers\n- Reviews of talks\n",
    "contacts/ana.md": ANA,
    "contacts/tom.md": "---\nname: Tom O'Brien\n---\n## Ties\n- [[ana]]: sister of a colleague\n",
    "organisations/acme.md": "---\nname: Acme AT&T\nlocation: Bilbao\n---\nMakes anvils.\n",
    "objectives/lead.md": "---\ntitle: Lead a team\nfunction: Management\n---\n"
    "## Needs\n- 2 x judge\n",
    "journal/2026-05-01.md": "- [[ana]], [[tom]]: boats on the river\n",
    "notes/idea.md": "# Idea\n\nA note on zeugma.\n",
}


@cache
def small() -> Mapping[str, Any]:
    return search_data(make_vault(FILES))


def found(query: str) -> list[str]:
    """Return the names of what a query finds in the small vault."""
    pages = small()["pages"]
    tables = [table_of(field) for field in (*pages["fields"], small()["words"])]
    return [pages["names"][page] for page in search_slowly(tables, query).pages]


@pytest.mark.parametrize(("text", "words"), VECTORS)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(st.sets(st.integers(0, 200_000)))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert decoded(encode_numbers(sorted(numbers))) == sorted(numbers)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("GARCIA", "Ana García"),
        ("anita", "Ana García"),
        ("platform", "Ana García"),
        ("hiring", "Ana García"),
        ("sailing ana", "Ana García"),
        ("everybody", "Ana García"),
        ("quarks", "Ana García"),
        ("leptons", "Ana García"),
        ("mood fine", "Ana García"),
        ("no prices", "Ana García"),
        ("leaving", "Ana García"),
        ("rex", "Ana García"),
        ("34600123456", "Ana García"),
        ("old firm", "Ana García"),
        ("sister", "Tom O'Brien"),
        ("obrien", "Tom O'Brien"),
        ("o'brien", "Tom O'Brien"),
        ("anvils", "Acme AT&T"),
        ("att", "Acme AT&T"),
        ("bilbao", "Acme AT&T"),
        ("judge", "Lead a team"),
        ("management", "Lead a team"),
        ("river", "2026-05-01"),
        ("reviews", "Irene"),
        ("teaching", "Irene"),
        ("zeugma", "Idea"),
        ("strategy", "Strategy"),
    ],
)
def test_a_page_is_found_by_all_that_it_says(query: str, name: str) -> None:
    assert found(query)[0] == name


def test_a_name_comes_before_an_organisation_before_a_topic_before_text() -> None:
    assert found("ana")[:2] == ["Ana García", "2026-05-01"]
    assert found("acme")[:2] == ["Acme AT&T", "Ana García"]
    assert found("sailing") == ["sailing", "Ana García"]


def test_what_no_page_shows_is_not_found() -> None:
    everything = json.dumps(small(), ensure_ascii=False)
    assert "hush" not in everything


def test_a_text_is_what_its_readers_see() -> None:
    texts = [text for page in small()["text-0"] for text, *_ in page]
    assert "Knows everybody at the old firm ." not in texts
    assert "Knows everybody at the old firm." in texts
    assert "Tom O'Brien · sister of a colleague" not in texts
    assert "Ana García · sister of a colleague" in texts
    assert "Ana García, Tom O'Brien · boats on the river" in texts


def test_liking_and_who_somebody_is_are_not_searched() -> None:
    pages = small()["pages"]
    tables = [table_of(field) for field in (*pages["fields"], small()["words"])]
    for word in ("xanthic", "1980", "affinity"):
        assert not any(word in table for table in tables)


def test_liking_moves_nothing() -> None:
    liked = search_data(make_vault(FILES))
    disliked = {**FILES, "contacts/ana.md": ANA.replace("affinity: 2", "affinity: -2")}
    assert search_data(make_vault(disliked)) == liked


def test_every_page_of_the_example_can_be_found_and_nothing_else() -> None:
    paths = search_data(example())["pages"]["paths"]
    lists = {
        path for path in parsed_site() if path.partition(".html")[0].rpartition(".")[2].isdigit()
    }
    assert len(paths) == len(set(paths))
    assert set(paths) == parsed_site().keys() - lists


def test_a_quote_leads_to_the_place_that_shows_it() -> None:
    data = search_data(example())
    paths = data["pages"]["paths"]
    ids = {path: set(ids_of(page)) for path, page in parsed_site().items()}
    for chunk, first in enumerate(data["pages"]["starts"]):
        for page, passages in enumerate(data[f"text-{chunk}"], first):
            for text, anchor, _ in passages:
                assert not anchor or anchor in ids[paths[page]], (paths[page], anchor, text)


def test_the_index_holds_each_word_of_each_text() -> None:
    data = search_data(example())
    words = table_of(data["words"])
    texts = [
        page for chunk in range(len(data["pages"]["starts"])) for page in data[f"text-{chunk}"]
    ]
    assert len(texts) == len(data["pages"]["names"])
    for number, passages in enumerate(texts):
        for text, _, _ in passages:
            assert all(number in words[word] for word in words_of(text))


def test_names_come_in_order_and_words_as_scripts_order_them() -> None:
    data = search_data(example())
    names = [name.casefold() for name in data["pages"]["names"]]
    assert names == sorted(names)
    words = data["words"]["words"].split(" ")
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))
    assert len(words) == len(set(words)) > 1000


def test_the_same_vault_gives_the_same_bytes() -> None:
    def scripts(files: Mapping[str, str]) -> list[tuple[str, bytes]]:
        opened = make_vault(files)
        planned = plan_site(opened.vault, opened.strategy, opened.diagnostics)
        return [(file.path, file.content) for file in planned if "search/" in file.path]

    assert scripts(FILES) == scripts(dict(reversed(FILES.items())))


def test_an_empty_vault_has_its_lists_to_find() -> None:
    data = search_data(make_vault({"vaultnet.toml": ""}))
    assert "Today" in data["pages"]["names"]
    assert data["words"] == {"words": "", "pages": ""}


@given(st.recursive(st.text(), st.lists, max_leaves=8))
def test_whatever_a_text_holds_is_handed_over_as_it_is(content: object) -> None:
    assert data_of(script_of("assets/search/x.js", content)) == ("x", content)


@pytest.mark.parametrize("text", [*OWN, "\u2028\u2029'\\\"\n", "]]>", "<!--", "');alert(1);('"])
def test_no_text_can_end_the_script_or_an_element_around_it(text: str) -> None:
    script = script_of("assets/search/x.js", [text]).decode()
    assert data_of(script.encode()) == ("x", [text])
    assert not set(script) & set("<>\u2028\u2029\r")
    assert script.count("\n") == 1


def test_no_key_of_the_dialog_is_told_by_a_word_for_a_state() -> None:
    """One text has one translation: to close a dialog is not to be close to somebody."""
    texts = search_data(make_vault({"vaultnet.toml": ""}))["pages"]["texts"]
    states = {band_label(translator("en"), band) for band in Band} | {"open", "closed"}
    assert states.isdisjoint(texts[name] for name in ("choose", "open", "close"))
