import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.site.urls import assign_slugs, numbered, root_of, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ana-garcia", "ana-garcia"),
        ("Ana García López", "ana-garcia-lopez"),
        ("Łukasz Strauß & Søn", "lukasz-strauss-son"),
        ("Zeynep Yıldırım", "zeynep-yildirim"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", ""),
        ("C++", "c"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_plain_ascii(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_words_that_share_a_slug_are_told_apart_and_the_plain_one_keeps_its_address() -> None:
    slugs = assign_slugs(["c", "c++", "c#"])
    assert slugs["c"] == "c"
    assert re.fullmatch(r"c-[0-9a-f]{8}", slugs["c++"])
    assert len(set(slugs.values())) == 3


@pytest.mark.parametrize("word", ["con", "NUL", "com1", "Lpt9", "日本", "", "🙂"])
def test_device_names_and_words_without_letters_fall_back_to_a_hash(word: str) -> None:
    assert re.fullmatch(r"(con|nul|com1|lpt9|page)-[0-9a-f]{8}", assign_slugs([word])[word])


@given(st.lists(st.text(max_size=12), unique=True, max_size=20), st.randoms())
def test_slugs_are_unique_plain_and_independent_of_order(
    words: list[str], shuffler: random.Random
) -> None:
    slugs = assign_slugs(words)
    shuffled = list(words)
    shuffler.shuffle(shuffled)
    assert assign_slugs(shuffled) == slugs
    assert len(set(slugs.values())) == len(words)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs.values())


def test_long_lists_go_on_in_numbered_files() -> None:
    assert [numbered("contacts.html", n) for n in (1, 2)] == ["contacts.html", "contacts.2.html"]


def test_every_folder_is_one_step_up() -> None:
    assert (root_of("index.html"), root_of("contacts/ana.html")) == ("", "../")
