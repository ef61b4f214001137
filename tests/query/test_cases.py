"""`cases.json`, which says what each query means, in Python."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.query.subjects import DATA, LEXICON, SUBJECTS, TODAY, matching
from vaultnet.query.error import QueryError
from vaultnet.query.matching import compile_query
from vaultnet.query.parse import parse_query
from vaultnet.query.tree import written

FOUND = [case for case in DATA["cases"] if "found" in case]
WRONG = [case for case in DATA["cases"] if "column" in case]


def name_of(case: Mapping[str, Any]) -> str:
    return str(case["query"]) or "(empty)"


@pytest.mark.parametrize("case", FOUND, ids=name_of)
def test_a_query_finds_what_it_asks_for(case: Mapping[str, Any]) -> None:
    assert sorted(matching(parse_query(case["query"]))) == sorted(case["found"])


@pytest.mark.parametrize("case", FOUND, ids=name_of)
def test_a_query_has_a_normal_form(case: Mapping[str, Any]) -> None:
    tree = parse_query(case["query"])
    assert written(tree) == case.get("normal", case["query"])
    assert parse_query(written(tree)) == tree


@pytest.mark.parametrize("case", WRONG, ids=name_of)
def test_a_mistake_is_told_at_its_place(case: Mapping[str, Any]) -> None:
    with pytest.raises(QueryError) as caught:
        compile_query(parse_query(case["query"]), LEXICON, TODAY)
    error = caught.value
    assert (error.column, error.message) == (case["column"], case["message"])
    assert case["query"][error.span.start : error.span.end] == case["marks"]
    assert error.remedy
    assert error.remedy == case.get("hint", error.remedy)


def test_every_case_is_of_one_kind() -> None:
    assert len(FOUND) + len(WRONG) == len(DATA["cases"])
    assert len({case["query"] for case in DATA["cases"]}) == len(DATA["cases"])
    assert {one for case in FOUND for one in case["found"]} == {item.id for item in SUBJECTS}
