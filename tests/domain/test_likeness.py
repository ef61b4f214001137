"""How alike names are, and when two ways to reach somebody are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.likeness import email_key, likeness, phone_key, url_key

NAMES = st.text(max_size=40) | st.lists(
    st.sampled_from(["Ana", "García", "López", "J.", "Dr.", "O'Brien", "王小明", "Jean-Luc"]),
    max_size=5,
).map(" ".join)


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("Ana García", "ana garcia", 100, 100),
        ("García, Ana", "Ana García", 100, 100),
        ("López Ruiz, Ana", "Ana López Ruiz", 100, 100),
        ("Ana Ruiz López", "Ana López Ruiz", 90, 95),
        ("Dr. Ana Ruiz", "Ana Ruiz", 100, 100),
        ("Pat O'Brien", "Pat O’Brien", 100, 100),
        ("Jean-Luc Picard", "Jean Luc Picard", 100, 100),
        ("王小明", "王小明", 100, 100),
        ("Ana García", "Ana García López", 92, 99),
        ("Jon Smith", "John Smith", 86, 95),
        ("J. Smith", "John Smith", 86, 95),
        ("Katherine Hale", "Catherine Hale", 86, 97),
        ("Ana", "Ana García", 60, 70),
        ("Marta García", "María García", 0, 86),
        ("Ana García", "María García", 0, 70),
        ("Don Draper", "Ana Draper", 0, 70),
        ("", "Ana", 0, 0),
        ("!!", "!!", 0, 0),
    ],
)
def test_names_are_as_alike_as_people_would_say(
    first: str, second: str, least: int, most: int
) -> None:
    assert least <= likeness(first, second) <= most


@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(first: str, second: str) -> None:
    score = likeness(first, second)
    assert score == likeness(second, first)
    assert 0 <= score <= 100


@given(NAMES)
def test_a_name_is_like_itself_or_has_no_words(name: str) -> None:
    assert likeness(name, name) in {0, 100}


@given(st.text(max_size=60))
def test_any_text_has_a_form_to_compare(text: str) -> None:
    for key in (email_key, phone_key, url_key):
        assert isinstance(key(text), str)


def test_mail_addresses_compare_without_case() -> None:
    assert email_key(" mailto:Ana@ACME.example ".strip()) == "ana@acme.example"
    assert email_key("Ana@Acme.Example") == email_key(" ana@acme.example")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("+34 600 111 222", "600111222"),
        ("0034-600-111-222", "tel:+34600111222"),
        ("0170 1234567", "+49 (0) 170 1234567"),
        ("+1 555 123 4567 ext. 12", "(555) 123-4567 x12"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(first: str, second: str) -> None:
    assert phone_key(first) == phone_key(second) != ""


def test_an_extension_tells_two_people_at_one_number_apart() -> None:
    assert phone_key("555 123 4567 ext 12") != phone_key("555 123 4567 ext 13")
    assert phone_key("4711") == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://www.linkedin.com/in/Ana-Ruiz/?trk=x", "es.linkedin.com/in/ana-ruiz/en"),
        ("http://ana.example/", "https://www.ana.example"),
        ("https://forge.example/ana?utm_source=a&id=3", "forge.example/ana?id=3"),
    ],
)
def test_an_address_is_the_same_however_it_is_written(first: str, second: str) -> None:
    assert url_key(first) == url_key(second) != ""


def test_what_is_no_address_gives_nothing() -> None:
    assert url_key("not an address") == url_key("http://[") == ""
    assert url_key("forge.example/ana") != url_key("forge.example/tom")
