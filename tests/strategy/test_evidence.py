"""Ratings that rest on nothing, and evidence that speaks of liking."""

import pytest

from tests.strategy.networks import ago, contact, strategy
from vaultnet.domain.contact import ContactStatus, Evidence
from vaultnet.strategy.evidence import Finding


def evidence(criterion: str, text: str = "decides the budget", days: int | None = None) -> Evidence:
    return Evidence(text=text, criterion=criterion, rated=None if days is None else ago(days))


def found(**fields: object) -> list[tuple[str, str]]:
    findings = strategy(contact("ana", **fields)).weaknesses
    return [(item.weakness.value, item.criterion) for item in findings]


def test_a_rating_with_evidence_of_this_year_is_sound() -> None:
    assert found(ratings={"access": 4}, rated=ago(300), assessment=(evidence("access"),)) == []


def test_a_rating_without_a_line_is_unevidenced() -> None:
    assert found(ratings={"access": 4}, rated=ago(3), assessment=(evidence("influence"),)) == [
        ("unevidenced", "access")
    ]


def test_a_rating_goes_stale_after_a_year_by_its_own_date_if_that_is_later() -> None:
    lines = (evidence("access", days=100), evidence("influence", days=900))
    ratings = {"access": 4, "influence": 4}
    assert found(ratings=ratings, rated=ago(400), assessment=lines) == [("stale", "influence")]


def test_a_rating_without_any_date_is_undated() -> None:
    assert found(ratings={"access": 4}, assessment=(evidence("access"),)) == [("undated", "access")]


@pytest.mark.parametrize(
    ("text", "words"),
    [("a lovely person, decides the budget", "lovely"), ("Me cae bien y responde", "Me cae")],
)
def test_affective_wording_in_both_languages(text: str, words: str) -> None:
    held = strategy(contact("ana", assessment=(evidence("access", text),))).weaknesses
    assert [(item.weakness.value, item.facts[0].field) for item in held] == [
        ("affective", "assessment/0")
    ]
    assert says(held[0]).startswith(f'"{words}')


def says(finding: Finding) -> str:
    return finding.sentence.text


def test_closed_contacts_are_left_in_peace() -> None:
    assert found(ratings={"access": 4}, status=ContactStatus.CLOSED) == []
