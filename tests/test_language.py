from datetime import date

import pytest

from tests.catalogues import catalogue_paths, compiled, extracted, read_catalogue
from vaultnet.language import languages, translator

DAY = date(2026, 3, 4)


@pytest.mark.parametrize("path", catalogue_paths(), ids=lambda path: path.parts[-3])
def test_every_message_is_translated_and_none_is_left_over(path: object) -> None:
    catalogue = read_catalogue(path)  # type: ignore[arg-type]
    wanted = {message.id for message in extracted() if message.id}
    known = {message.id for message in catalogue if message.id}
    empty = [m.id for m in catalogue if m.id and not all([m.string] if m.string else [""])]
    assert known == wanted, "run python -m tests.catalogues"
    assert empty == []


@pytest.mark.parametrize("path", catalogue_paths(), ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_that_of_the_readable_one(path: object) -> None:
    fresh = compiled(read_catalogue(path))  # type: ignore[arg-type]
    assert path.with_suffix(".mo").read_bytes() == fresh  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", catalogue_paths(), ids=lambda path: path.parts[-3])
def test_translations_use_the_fields_of_the_message(path: object) -> None:
    wrong = [
        (message.id, str(error))
        for message in read_catalogue(path)  # type: ignore[arg-type]
        for error in message.check()
    ]
    assert wrong == []


def test_dates_are_said_as_each_language_says_them() -> None:
    assert translator("en").date(DAY) == "4 March 2026"
    assert translator("es").date(DAY) == "4 de marzo de 2026"
    assert translator("es").short_date(DAY) == "4 mar 2026"
    assert translator("es").month(DAY) == "marzo de 2026"
    assert translator("en").weekday(DAY) == "Wed"


def test_numbers_choose_the_form() -> None:
    words = translator("es")
    assert words.plural("{n} contact", "{n} contacts", 1) == "1 contacto"
    assert words.plural("{n} contact", "{n} contacts", 2) == "2 contactos"


@pytest.mark.parametrize("language", ["xx", "../es", "", "e s"])
def test_a_language_without_a_catalogue_is_english_and_says_so(language: str) -> None:
    words = translator(language)
    assert (words.language, words.text("Today")) == ("en", "Today")


def test_the_languages_there_are() -> None:
    assert languages() == ("en", "es")


def test_an_empty_text_stays_empty() -> None:
    assert translator("es").text("") == ""
