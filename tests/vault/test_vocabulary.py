from collections.abc import Mapping
from typing import Any

import pytest

from vaultnet.domain.entry import EntryKind
from vaultnet.domain.node import Kind, Section
from vaultnet.vault import vocabulary as words
from vaultnet.vault.vocabulary import Words, nearest, plain, plain_heading

TABLES: tuple[Mapping[Any, Words], ...] = (
    words.SECTIONS,
    words.ENTRY_KINDS,
    words.LEVELS,
    words.OPPORTUNITY_OUTCOMES,
    words.RISK_OUTCOMES,
    words.STRENGTHS,
    words.INITIATORS,
    words.FIELDS,
    words.CRITERIA,
)


@pytest.mark.parametrize("table", TABLES)
def test_no_word_of_a_table_means_two_things(table: Mapping[Any, Words]) -> None:
    plain_words = [{plain(word) for word in row.all} for row in table.values()]
    assert sum(map(len, plain_words)) == len(set().union(*plain_words))


@pytest.mark.parametrize("table", TABLES)
def test_every_notion_has_a_word_in_both_languages(table: Mapping[Any, Words]) -> None:
    for row in table.values():
        assert row.preferred("en") == row.english[0]
        assert row.preferred("es") == row.spanish[0]


def test_every_notion_of_the_domain_has_its_words() -> None:
    assert set(words.SECTIONS) == set(Section)
    assert set(words.ENTRY_KINDS) == set(EntryKind)
    assert set(words.SECTIONS_BY_KIND) == set(Kind)


def test_the_first_english_word_is_the_one_of_the_domain() -> None:
    for section, row in words.SECTIONS.items():
        assert plain(row.english[0]) == section.value
    for kind, row in words.ENTRY_KINDS.items():
        assert row.english[0] == kind.value


def test_every_page_may_have_a_private_part() -> None:
    assert all(Section.PRIVATE in known for known in words.SECTIONS_BY_KIND.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Valoración", "valoracion"),
        ("  PRÓXIMOS   pasos ", "proximos pasos"),
        ("Vi\u0301nculos", "vinculos"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_plain_words(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("text", ["Log", "**Log**", "LOG:", "📓 Log", "_log_ 📓", "--- log ---"])
def test_headings_are_looked_up_by_their_letters(text: str) -> None:
    assert plain_heading(text) == "log"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("asessment", "assessment"),
        ("opportunites", "opportunities"),
        ("oportunidade", "oportunidades"),
        ("valroacion", "valoracion"),
        ("logs", "log"),
        ("lgo", "log"),
        ("risk", "risks"),
        ("text", None),
        ("bio", None),
        ("projects", None),
        ("lab", None),
        ("", None),
    ],
)
def test_misspelt_headings(word: str, meant: str | None) -> None:
    assert nearest(word, words.SECTION_BY_WORD) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [("mett", "met"), ("recieved", "received"), ("promissed", "promised"), ("llamda", "llamada")],
)
def test_misspelt_kinds(word: str, meant: str) -> None:
    assert nearest(word, words.ENTRY_KIND_BY_WORD) == meant


def test_a_word_of_two_letters_is_never_a_slip_of_another() -> None:
    assert nearest("mi", ["di", "si", "mis"]) is None


def test_of_two_that_are_equally_near_the_first_is_taken() -> None:
    assert nearest("case", ["cast", "cash"]) == "cast"
    assert nearest("case", ["cash", "cast"]) == "cash"


@pytest.mark.parametrize(("plain_form", "written"), [("valoracion", "Valoración"), ("deb", None)])
def test_spellings(plain_form: str, written: str | None) -> None:
    assert words.SPELLINGS.get(plain_form) == written
