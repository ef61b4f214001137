"""What holds for every query: any text is read or refused, and matching is logic."""

import time
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.query.subjects import DATA, SUBJECTS, matching
from vaultnet.query.error import QueryError
from vaultnet.query.parse import DEEPEST, parse_query
from vaultnet.query.tree import (
    FLAGS,
    RESERVED,
    And,
    Comparison,
    Flag,
    Known,
    Not,
    Operator,
    Or,
    Query,
    Tag,
    Word,
    conjunction,
    disjunction,
    negation,
    written,
)

EVERYBODY = {subject.id for subject in SUBJECTS}
VALID = [case["query"] for case in DATA["cases"] if "found" in case and case["query"].strip()]
PIECES = st.sampled_from(
    [*"()-#:<>=\"\\ \n'*🙂é٣", "or", "and", "not", "overdue", "tier", "has:", "ana", ">=", "\ud800"]
)
TEXTS = st.text() | st.lists(PIECES, max_size=30).map("".join)
FREE = st.text(min_size=1).filter(str.strip)
TERMS: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, FREE),
    st.builds(Word, st.sampled_from([*RESERVED, *FLAGS, "-x", "a b", 'a"b', "\\", "a:b"])),
    st.builds(Tag, FREE),
    st.sampled_from([Flag(name) for name in FLAGS]),
    st.builds(Known, FREE),
    st.builds(Comparison, FREE, st.sampled_from(Operator), FREE),
)


def grown(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=1, max_size=4)
    return several.map(conjunction) | several.map(disjunction) | parts.map(negation)


TREES = st.recursive(TERMS, grown, max_leaves=12)
MEANT = st.recursive(st.sampled_from(VALID).map(parse_query), grown, max_leaves=8)


def read(text: str) -> Query | QueryError:
    """Return what a text means, or why it means nothing."""
    try:
        return parse_query(text)
    except QueryError as error:
        return error


@given(TEXTS)
@example('"' + "\\" * 9)
@example("a\u3000or\u3000")
def test_any_text_is_a_query_or_an_error_inside_it(text: str) -> None:
    found = read(text)
    if not isinstance(found, QueryError):
        assert parse_query(written(found)) == found
        return
    assert 0 <= found.span.start < found.span.end <= len(text)
    assert found.message
    assert found.remedy


@given(TREES)
def test_the_text_of_a_tree_is_read_as_that_tree(tree: Query) -> None:
    assert parse_query(written(tree)) == tree


@given(TREES)
def test_a_tree_is_in_normal_form(tree: Query) -> None:
    for part in inside(tree):
        assert not (isinstance(part, Not) and isinstance(part.part, Not))
        if isinstance(part, And | Or):
            assert len(part.parts) != 1
            assert not any(isinstance(item, type(part)) for item in part.parts)


def inside(tree: Query) -> list[Query]:
    parts = tree.parts if isinstance(tree, And | Or) else ()
    parts = (tree.part,) if isinstance(tree, Not) else parts
    return [tree, *(item for part in parts for item in inside(part))]


@given(MEANT)
def test_what_is_negated_is_the_rest(tree: Query) -> None:
    assert set(matching(negation(tree))) == EVERYBODY - set(matching(tree))
    assert matching(negation(negation(tree))) == matching(tree)
    assert set(matching(Not(Not(tree)))) == set(matching(tree))


@given(st.lists(MEANT, min_size=1, max_size=4))
def test_de_morgan(trees: list[Query]) -> None:
    each = [negation(tree) for tree in trees]
    assert matching(negation(conjunction(trees))) == matching(disjunction(each))
    assert matching(negation(disjunction(trees))) == matching(conjunction(each))


@given(st.lists(MEANT, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_terms_changes_nothing(trees: list[Query], random: Random) -> None:
    shuffled = list(trees)
    random.shuffle(shuffled)
    for joined in (conjunction, disjunction):
        assert matching(joined(shuffled)) == matching(joined(trees))


@given(MEANT, MEANT)
def test_a_term_more_never_adds_a_match(tree: Query, more: Query) -> None:
    assert set(matching(conjunction([tree, more]))) == set(matching(tree)) & set(matching(more))
    assert set(matching(disjunction([tree, more]))) == set(matching(tree)) | set(matching(more))


@given(MEANT)
def test_the_text_of_a_query_means_the_same(tree: Query) -> None:
    assert matching(parse_query(written(tree))) == matching(tree)


def test_side_by_side_is_narrower_also_as_text() -> None:
    found = {text: matching(parse_query(text)) for text in VALID}
    for text in VALID:
        for more in VALID[::7]:
            both = matching(parse_query(f"({text}) ({more})"))
            assert both == [one for one in found[text] if one in found[more]]


LONG: dict[str, Callable[[int], str]] = {
    "words": lambda size: "ana " * (size // 4),
    "one word": lambda size: "a" * size,
    "negations": lambda size: "-" * size + "a",
    "nots": lambda size: "not " * (size // 4) + "a",
    "open": lambda size: "(" * size,
    "closed": lambda size: "(" * (size // 2) + "a" + ")" * (size // 2),
    "pairs": lambda size: "()" * (size // 2),
    "groups": lambda size: "(a) " * (size // 4),
    "quotes": lambda size: '"' * size,
    "backslashes": lambda size: '"' + "\\" * size,
    "pieces": lambda size: '"a"' * (size // 3),
    "operators": lambda size: ">" * size,
    "comparisons": lambda size: "a:b " * (size // 4),
    "blanks": lambda size: " " * size,
    "alternatives": lambda size: "a or " * (size // 5) + "a",
    "signs": lambda size: "#" * size,
}


@pytest.mark.parametrize("kind", LONG)
def test_reading_takes_time_in_proportion_to_the_text(kind: str) -> None:
    """A hundred kilobytes take a fraction of a second, where a quadratic reader took minutes."""
    text = LONG[kind](100_000)
    begun = time.process_time()
    found = read(text)
    if isinstance(found, QueryError):
        assert found.span.end <= len(text)
    else:
        written(found)
    assert time.process_time() - begun < 2


def test_groups_stand_inside_each_other_up_to_a_depth() -> None:
    deep = "(" * DEEPEST + "ana" + ")" * DEEPEST
    assert parse_query(deep) == Word("ana")
    with pytest.raises(QueryError, match="more than 50 groups") as caught:
        parse_query(f"({deep})")
    assert caught.value.column == DEEPEST + 1


def test_a_tree_as_deep_as_may_be_is_asked() -> None:
    text = "ana"
    for _ in range(DEEPEST):
        text = f"-(tom {text})"
    tree = parse_query(text)
    assert parse_query(written(tree)) == tree
    assert set(matching(tree)) == {"ana", "bea", "or", "li", "tom"} - set(matching(negation(tree)))
