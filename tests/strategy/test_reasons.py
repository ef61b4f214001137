"""Scores are the exact sum of their parts, and sentences are apart from their language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.node import NodeId
from vaultnet.strategy.reasons import (
    Fact,
    Part,
    Score,
    Sentence,
    descending,
    no_data,
    reading_order,
    total,
)


def part(points: float, *fields: str) -> Part:
    return Part("x", points, Sentence("why"), tuple(Fact(NodeId("ana"), name) for name in fields))


@given(st.lists(st.floats(-1e6, 1e6)))
def test_a_total_is_the_exact_sum_of_its_parts(points: list[float]) -> None:
    score = total(part(value) for value in points)
    assert score.value is not None
    assert abs(score.value - sum(points)) <= 1e-9 * max(1.0, sum(abs(value) for value in points))
    assert Score(score.value, score.parts) == score


def test_parts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        Score(3.0, (part(1.0), part(1.0)))


def test_no_data_is_no_number_and_not_zero() -> None:
    nothing = no_data(Sentence("nobody asked"))
    assert nothing.value is None
    assert nothing.confidence == 0.0
    assert total(()).value == 0.0
    assert sorted([None, 1.0, 5.0, 0.0], key=descending) == [5.0, 1.0, 0.0, None]


def test_facts_are_listed_once() -> None:
    score = total((part(1.0, "influence", "access"), part(2.0, "access")))
    assert [fact.field for fact in score.facts] == ["influence", "access"]


def test_lines_stand_in_reading_order() -> None:
    facts = [Fact(NodeId("ana"), f"log/{index}") for index in (10, 2, 0)]
    assert [fact.field for fact in sorted(facts, key=reading_order)] == ["log/0", "log/2", "log/10"]


def test_a_sentence_is_translated_with_the_sentences_in_it() -> None:
    sentence = Sentence("{name} is {level}", {"name": "Ana", "level": Sentence("strong")})
    spanish = {"{name} is {level}": "{name}: {level}", "strong": "fuerte"}
    assert sentence.text == str(sentence) == "Ana is strong"
    told = sentence.told(lambda template, values: spanish[template].format(**values))
    assert told == "Ana: fuerte"
