"""How single values compare: what is not known, what is known in part, and laws of order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.query.subjects import TODAY
from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import Cadence, PartialDate
from vaultnet.query.error import QueryError, Span
from vaultnet.query.keys import KEYS, Form, Key, find_key, nearest_key, other_key
from vaultnet.query.tree import Comparison, Operator
from vaultnet.query.values import Test, Value, in_order, make_test, parse_days, rank_of

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
OPERATORS = st.sampled_from(Operator)
ANY_KEY = st.sampled_from([*KEYS, other_key("own")])
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.text(),
    st.floats(),
    st.integers(),
    st.booleans(),
    DAYS,
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(Cadence, st.none() | st.integers(1, 99), st.sampled_from("dwmy")),
    st.lists(st.text()).map(tuple),
)
WRITTEN = (
    "40|-0.5|75%|2019|2019-13|3m|0d|9999y|in 9999 w|hoy|never|key|you owe|yes|1e5|٣|²|0000"
    "|2026-02-30|last friday|--|5w"
)
ASKED = st.text() | st.sampled_from([*WRITTEN.split("|"), "9" * 400])


def asked(key: Key, operator: str, value: str) -> Comparison:
    return Comparison(key.name, Operator(operator), value, Span(0, 1), Span(2, 3))


def test_of(name: str, operator: str, value: str) -> Test:
    key = find_key(name) or other_key(name)
    return make_test(key, asked(key, operator, value), TODAY)


test_of.__test__ = False  # type: ignore[attr-defined]


@given(ANY_KEY, OPERATORS, ASKED, VALUES)
def test_any_value_may_be_asked_of_any_key(
    key: Key, operator: Operator, text: str, value: Value
) -> None:
    try:
        test = make_test(key, asked(key, operator, text), TODAY)
    except QueryError as error:
        refusal = error
    else:
        assert test(value) in {True, False}
        assert not test(None)
        return
    assert refusal.message
    assert refusal.remedy
    assert refusal.span in {Span(0, 3), Span(2, 3)}


@given(DAYS, DAYS)
def test_a_day_is_before_or_on_or_after_another(one: date, other: date) -> None:
    holds = {sign: test_of("last", sign, other.isoformat())(one) for sign in Operator}
    assert [holds[Operator.LESS], holds[Operator.HOLDS], holds[Operator.GREATER]].count(True) == 1
    assert holds[Operator.AT_MOST] == (holds[Operator.LESS] or holds[Operator.EQUALS])
    assert holds[Operator.AT_LEAST] == (holds[Operator.GREATER] or holds[Operator.EQUALS])


@given(DAYS, st.integers(2000, 2030), st.integers(0, 12))
def test_a_day_in_part_holds_for_all_days_that_it_may_mean(
    day: date, year: int, month: int
) -> None:
    known = PartialDate(year, month or None)
    every = [known.first + timedelta(n) for n in range((known.last - known.first).days + 1)]
    for sign in Operator:
        test = test_of("met", sign, day.isoformat())
        assert test(known) == all(test(each) for each in every)


@given(st.floats(-1e6, 1e6), st.decimals(-1000, 1000, places=2))
def test_numbers_compare_as_they_are_shown(value: float, other: object) -> None:
    number = float(str(other))
    near = abs(value - number) <= 0.005
    assert test_of("balance", "=", f"{other}")(value) == near
    assert test_of("balance", "<", f"{other}")(value) == (value < number and not near)
    assert test_of("balance", ">=", f"{other}")(value) == (value > number or near)
    assert test_of("balance", ">", f"{other}")(value) == (value > number and not near)


@pytest.mark.parametrize("sign", ["<", ">", "<=", ">="])
def test_ranked_words_compare_by_their_rank(sign: str) -> None:
    order = [Tier.NONE, Tier.LIGHT, Tier.REGULAR, Tier.KEY]
    holds = {"<": int.__lt__, ">": int.__gt__, "<=": int.__le__, ">=": int.__ge__}[sign]
    for place, wanted in enumerate(order):
        found = [word for word in order if test_of("tier", sign, wanted.value)(word.value)]
        assert found == [word for at, word in enumerate(order) if holds(at, place)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("today", "2026-11-23", "2026-11-23"),
        ("ayer", "2026-11-22", "2026-11-22"),
        ("3d", "2026-11-20", "2026-11-20"),
        ("3d ago", "2026-11-20", "2026-11-20"),
        ("hace 3 dias", "2026-11-20", "2026-11-20"),
        ("3 months", "2026-08-23", "2026-08-23"),
        ("in 3d", "2026-11-26", "2026-11-26"),
        ("next friday", "2026-11-27", "2026-11-27"),
    ],
)
def test_days_as_they_are_typed(text: str, first: str, last: str) -> None:
    found = parse_days(text, TODAY)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("key", [key for key in KEYS if key.form is Form.WORD])
def test_every_word_is_read_in_full_and_with_hyphens(key: Key) -> None:
    for word in key.all_words:
        for text in (word, word.upper(), word.replace(" ", "-"), word.replace(" ", "_")):
            assert make_test(key, asked(key, ":", text), TODAY)(word)


@given(key=ANY_KEY, values=st.lists(VALUES), reverse=st.booleans())
def test_any_values_have_an_order(*, key: Key, values: list[Value], reverse: bool) -> None:
    ordered = in_order(values, key, lambda value: value, reverse=reverse)
    assert sorted(map(repr, ordered)) == sorted(map(repr, values))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("tier", ["key", "regular", "light", "none", None]),
        ("band", ["strong", "warm", "cool", "cold", "never spoken"]),
        ("role", ["Álvaro", "bo", "Cy", ""]),
        ("own", ["2", "10", "x", None]),
        ("met", [PartialDate(2019), PartialDate(2019, 1, 2), PartialDate(2019, 2), None]),
        ("cadence", [Cadence(1, "w"), Cadence(8, "d"), Cadence(None), None]),
    ],
)
def test_the_order_of_values(name: str, values: list[Value]) -> None:
    key = find_key(name) or other_key(name)
    assert in_order(values[::-1], key, lambda value: value, reverse=False) == values
    last = values[-1:]
    backward = in_order(values, key, lambda value: value, reverse=True)
    assert backward == [*values[:-1][::-1], *last]
    assert rank_of(key, values[0]) < rank_of(key, values[1])


@pytest.mark.parametrize(
    ("word", "meant"),
    [("teir", "tier"), ("TEIR", "tier"), ("orgs", "org"), ("bagde", "badge"), ("xyzzy", None)],
)
def test_the_key_that_was_meant(word: str, meant: str | None) -> None:
    assert nearest_key(word, ["badge"]) == meant
