"""Ids from names: readable where it can be, safe everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.vault.slug import find_twin, is_safe_id, numbered, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana García López", "ana-garcia-lopez"),
        ("Łukasz Żółć", "lukasz-zolc"),
        ("Straße & Søn", "strasse-son"),
        ("Aoife Ní Bhriain", "aoife-ni-bhriain"),
        ("Liam O’Reilly", "liam-oreilly"),
        ("  --x--  ", "x"),
        ("Ⅳ ﬁn", "iv-fin"),
        ("İstanbul Üniversitesi", "istanbul-universitesi"),
    ],
)
def test_names_become_readable_ids(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_what_cannot_be_written_in_letters_gets_a_hash_that_lasts() -> None:
    assert slug("伟 李") == slug(" 伟  李 ") != slug("李 伟")
    assert slug("伟 李").startswith("note-")


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "lpt9", "AUX "])
def test_device_names_of_windows_are_never_ids(name: str) -> None:
    assert not is_safe_id(name.strip().lower())
    assert slug(name).startswith(f"{name.strip().lower()}-")


@given(st.text())
def test_every_name_gives_a_safe_id(name: str) -> None:
    assert is_safe_id(slug(name))


@pytest.mark.parametrize("text", ["", "Ana", "a--b", "-a", "a_b", "a.md", "../a", "a" * 81, "ñ"])
def test_other_texts_are_no_ids(text: str) -> None:
    assert not is_safe_id(text)


def test_twins_compare_without_case_and_form() -> None:
    assert find_twin("ANA GARCI\u0301A", ["Tom", "Ana García"]) == "Ana García"
    assert find_twin("Ana", ["Anna"]) is None


def test_a_taken_id_is_counted_up() -> None:
    assert numbered("ana", {"tom"}) == "ana"
    assert numbered("ana", {"ana", "ana-2"}) == "ana-3"
