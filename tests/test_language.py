from datetime import date
from gettext import NullTranslations
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogues import catalogue_paths, compiled, extracted, read_catalogue
from vaultnet.cli.paper import wrap
from vaultnet.language import Translator, languages, translator
from vaultnet.phrase import Phrase, tell_whole

DAY = date(2026, 3, 4)


@pytest.mark.parametrize("path", catalogue_paths(), ids=lambda path: path.parts[-3])
def test_every_message_is_translated_and_none_is_left_over(path: object) -> None:
    catalogue = read_catalogue(path)  # type: ignore[arg-type]
    wanted = {message.id for message in extracted() if message.id}
    known = {message.id for message in catalogue if message.id}
    empty = [m.id for m in catalogue if m.id and not all([m.string] if m.string else [""])]
    assert known == wanted, "run python -m tests.catalogues"
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
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


@pytest.mark.parametrize(
    ("language", "percent", "fraction", "negative"),
    [("en", "83%", "0.5", "−1.25"), ("es", "83\u00a0%", "0,5", "−1,25")],
)
def test_numbers_are_written_as_each_language_writes_them(
    language: str, percent: str, fraction: str, negative: str
) -> None:
    words = translator(language)
    assert words.percent(0.83) == percent
    assert words.number(0.5, 1) == fraction
    assert words.text("{value:.0%}", value=0.83) == percent
    assert words.text("{value:.1f} / {n}", value=0.5, n=3) == f"{fraction} / 3"
    assert words.text("{value:.1f}", value=40) == words.number(40, 1)
    assert words.number(-1.25, 2) == negative


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name_in_every_language(month: int) -> None:
    day = date(2026, month, 1)
    for name in languages():
        words = translator(name)
        assert words.month_name(month) in words.date(day)
        assert words.short_month_name(month) in words.short_date(day)
        assert len(words.short_month_name(month)) == 3
    spanish = translator("es")
    assert spanish.date(day) == f"1 de {spanish.month_name(month)} de 2026"
    assert spanish.short_month_name(month) == spanish.month_name(month)[:3]


@pytest.mark.parametrize("number", [0, 1, 2, 5, 11, 21, 100])
def test_every_plural_of_spanish_has_one_form_for_one_alone(number: int) -> None:
    words = translator("es")
    path = next(path for path in catalogue_paths() if path.parts[-3] == "es")
    for message in read_catalogue(path):
        if isinstance(message.id, tuple):
            one, many = message.id
            forms = list(message.string or ())
            said = words.catalogue.ngettext(one, many, number)
            assert said == forms[0 if number == 1 else 1]


def test_a_percentage_is_not_torn_from_its_sign() -> None:
    assert wrap("es el 83\u00a0% de todo", 8) == ["es el", "83\u00a0% de", "todo"]


def test_a_message_of_a_diagnostic_is_said_with_its_own_words_translated() -> None:
    words = translator("es")
    reason = Phrase(
        "no day {day} in {month} {year}", {"day": 30, "month": Phrase("February"), "year": 1990}
    )
    told = tell_whole(
        '{reason} in "{value}"', {"reason": reason, "value": "February"}, words.listed
    )
    assert told == 'no hay día 30 en febrero de 1990 en "February"'
    assert str(reason) == "no day 30 in February 1990"


def test_a_text_that_is_also_a_plural_is_translated_by_itself() -> None:
    assert translator("es").text("and {n} more", n=5) == "y 5 más"


@pytest.mark.parametrize(("value", "said"), [(-0.001, "0.00"), (-0.006, "−0.01"), (0.0, "0.00")])
def test_what_rounds_to_nothing_has_no_sign(value: float, said: str) -> None:
    assert translator("en").number(value, 2) == said
    assert translator("en").text("{value:.2f}", value=value) == said


class Spelt(Formatter):
    """Fills a Spanish template in the plain way: each field by itself, as a language writes it."""

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, date):
            return SPANISH.short_date(value)
        text = str(super().format_field(value, format_spec))
        if not isinstance(value, float | int):
            return text
        negative = text.startswith("-") and text.strip("-.0%")
        number = ("−" if negative else "") + text.lstrip("-").replace(".", ",")
        return number.replace("%", "\u00a0%")


SPANISH = translator("es")
FIELDS = st.sampled_from(["{a}", "{b}", "{c:.1f}", "{d}", "{e:.0%}", " and ", "{{x}}", "-1.5 "])
NUMBERS = st.floats(-1e6, 1e6) | st.sampled_from([0.0, -0.0, -0.04])


@given(
    st.lists(FIELDS).map("".join),
    st.text(),
    st.integers(0, 99),
    NUMBERS,
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_fields_are_filled_in_as_the_language_writes_their_values(
    template: str, a: str, b: int, number: float, day: date
) -> None:
    values = {"a": a, "b": b, "c": number, "d": day, "e": number}
    assert SPANISH.told(template, values) == Spelt().vformat(template, (), values)


def test_what_is_kept_of_texts_numbers_and_days_stays_within_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("vaultnet.language._MOST_KEPT", 10)
    words = Translator("en", NullTranslations())
    days = [date.fromordinal(730_000 + n) for n in range(50)]
    assert [words.short_date(day) for day in days] == [translator("en").short_date(d) for d in days]
    assert [words.number(n, 1) for n in range(50)] == [f"{n}.0" for n in range(50)]
    assert [words.text(f"text {n}") for n in range(50)] == [f"text {n}" for n in range(50)]
    assert max(len(words._days), len(words._numbers), len(words._texts)) <= 10
