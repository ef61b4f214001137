"""Single values: what is read, what is not, and what is said about it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.diagnostics import Place
from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import Birthday, Cadence, PartialDate
from vaultnet.domain.me import Budget
from vaultnet.domain.objective import CriterionWeight
from vaultnet.source import Span
from vaultnet.vault.fields import values
from vaultnet.vault.fields.values import Problem
from vaultnet.vault.rules.reading import INVALID_TIER, PARTIAL_DATE

CRITERIA = ("expertise", "influence")
READERS = (
    values.parse_partial,
    values.parse_day,
    values.parse_birth_date,
    values.parse_rhythm,
    values.parse_rating,
    values.parse_affinity,
    values.parse_truth,
    values.parse_budget,
    lambda text: values.parse_choice(text, Tier, INVALID_TIER, "tier"),
    lambda text: values.parse_criterion(text, CRITERIA),
    lambda text: values.parse_part(text, ("name", "offers")),
)


def problem(found: object) -> Problem:
    assert isinstance(found, Problem)
    return found


def said(found: object) -> str:
    return problem(found).diagnostic(Place("a.md", Span(0, 1))).message


@given(st.text())
def test_any_text_gives_a_value_or_a_problem_in_words(text: str) -> None:
    for reader in READERS:
        found = reader(text)
        if isinstance(found, Problem):
            told = found.diagnostic(Place("a.md", Span(0, 1)))
            assert told.message
            assert told.remedy


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    assert values.parse_day(day.isoformat()) == day
    assert values.parse_day(f"[[{day.isoformat()}]]") == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1990-02-29", 'no day 29 in February 1990 in "1990-02-29"'),
        ("1815-13-10", 'no month 13 in "1815-13-10"'),
        ("0000-01-01", 'no year 0000 in "0000-01-01"'),
        ("04/10/2019", '"04/10/2019" is no date'),
        ("yesterday", '"yesterday" is no date'),
        ("2019-10-04T10:00", '"2019-10-04T10:00" is no date'),
        ("２０１９-10-04", '"２０１９-10-04" is no date'),
        ("2019/2/30", 'no day 30 in February 2019 in "2019/2/30"'),
    ],
)
def test_a_date_that_is_none_is_told(text: str, words: str) -> None:
    assert said(values.parse_day(text)) == words
    assert problem(values.parse_day(text)).replacement is None


@pytest.mark.parametrize("text", ["2019-10-4", "2019/10/04", "2019.10.4"])
def test_a_date_with_the_year_first_is_surely_meant(text: str) -> None:
    assert problem(values.parse_day(text)).replacement == "2019-10-04"
    assert problem(values.parse_day(text)).safe


def test_a_month_is_no_day() -> None:
    assert values.parse_partial("2026-02") == PartialDate(2026, 2)
    found = problem(values.parse_day("2026-02"))
    assert found.rule is PARTIAL_DATE
    assert "2026-02-28" in found.diagnostic(Place("a.md", Span(0, 1))).remedy


def test_birthdays_may_lack_their_year() -> None:
    assert values.parse_birth_date("--02-29") == Birthday(2, 29)
    assert values.parse_birth_date("1985-04-12") == Birthday(4, 12, 1985)
    assert said(values.parse_birth_date("--02-30")) == 'no day 30 in February 2000 in "--02-30"'


def test_cadences() -> None:
    assert values.parse_rhythm("6w") == Cadence(6, "w")
    assert values.parse_rhythm("never") == Cadence(None)
    assert problem(values.parse_rhythm("Never")).replacement == "never"
    assert said(values.parse_rhythm("0w")) == '"0w" is no cadence'


@pytest.mark.parametrize("text", ["0", "6", "4.0", "4/5", "five", "", "٣", "-1", "1e0"])
def test_a_rating_is_one_to_five(text: str) -> None:
    assert said(values.parse_rating(text)) == f'"{text}" is not a rating from 1 to 5'
    assert values.parse_rating("5") == 5


@pytest.mark.parametrize(("text", "number"), [("-2", -2), ("\u22122", -2), ("+1", 1), ("0", 0)])
def test_affinity_has_a_sign(text: str, number: int) -> None:
    assert values.parse_affinity(text) == number
    assert isinstance(values.parse_affinity("3"), Problem)


@pytest.mark.parametrize("text", ["on", "1", "sí", "maybe", "y"])
def test_only_true_and_false_are_true_and_false(text: str) -> None:
    assert values.parse_truth("True") is True
    assert values.parse_truth("NO") is False
    assert isinstance(values.parse_truth(text), Problem)


@pytest.mark.parametrize(
    ("text", "replacement", "safe"),
    [("Key", "key", True), ("regulr", "regular", False), ("vip", None, False)],
)
def test_a_wrong_choice_is_mended_where_it_is_certain(
    text: str, replacement: str | None, *, safe: bool
) -> None:
    found = problem(values.parse_choice(text, Tier, INVALID_TIER, "tier"))
    assert (found.replacement, found.safe) == (replacement, safe)
    assert values.parse_choice("key", Tier, INVALID_TIER, "tier") is Tier.KEY


def test_a_hint_lists_few_words_and_never_many() -> None:
    few = values.unknown_word("x", ("a", "b"), INVALID_TIER, "tier")
    many = values.unknown_word("x", [f"word{n}" for n in range(40)], INVALID_TIER, "tier")
    place = Place("a.md", Span(0, 1))
    assert few.diagnostic(place).remedy == "write one of a, b"
    assert "word3" not in many.diagnostic(place).remedy


@pytest.mark.parametrize(
    ("text", "hours", "period"),
    [("3h/week", 3, "week"), ("90m/month", 1.5, "month"), ("1,5 h / day", 1.5, "day")],
)
def test_budgets_are_hours(text: str, hours: float, period: str) -> None:
    assert values.parse_budget(text) == Budget(hours, period)
    assert isinstance(values.parse_budget("3 hours"), Problem)


@pytest.mark.parametrize("text", ["influence x3", "influence ×3", "Influence 3", "influence: 3"])
def test_criteria_have_weights(text: str) -> None:
    assert values.parse_criterion(text, CRITERIA) == CriterionWeight("influence", 3)
    assert values.parse_criterion("expertise", CRITERIA) == CriterionWeight("expertise", 1)


def test_criteria_are_those_of_the_settings() -> None:
    assert said(values.parse_criterion("charm x2", CRITERIA)) == 'there is no criterion "charm"'
    assert "weighs nothing" in said(values.parse_criterion("influence x0", CRITERIA))


def test_parts_have_names_in_both_languages() -> None:
    parts = ("name", "offers")
    assert values.parse_part("Name", parts) == "name"
    assert values.parse_part("Ofrece", parts) == "offers"
    assert isinstance(values.parse_part("affinity", parts), Problem)
    assert isinstance(values.parse_part("Privado", parts), Problem)
    assert isinstance(values.parse_part("role", parts), Problem)
