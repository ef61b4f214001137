"""How a value compares with what a query asks: one test for each form of value.

What is not known passes no test: no data is not low. A day that is known only in part, such as
`2019`, passes a test if each day that it may mean does.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple, TypeVar

from vaultnet.domain.dates import (
    Cadence,
    CalendarError,
    PartialDate,
    parse_cadence,
    parse_partial_date,
)
from vaultnet.domain.day_words import parse_day
from vaultnet.domain.words import plain
from vaultnet.late import pattern
from vaultnet.phrase import wording
from vaultnet.query.error import QueryError
from vaultnet.query.keys import Form, Key
from vaultnet.query.tree import Comparison, Operator

Value = str | float | bool | date | PartialDate | Cadence | tuple[str, ...] | None
"""What a contact has for a key; None where it is not known."""

Test = Callable[[Value], bool]
_NUMBER = pattern(
    r"(?P<number>[+-]?\d{1,300}(?:\.(?P<digits>\d{1,300}))?)(?P<percent>%?)", re.ASCII
)
_STRETCH = pattern(r"\d{1,4} ?[a-z]+", re.ASCII)
YES, NO = frozenset({"yes", "true", "si"}), frozenset({"no", "false"})
SYNONYMS: Final[Mapping[str, str]] = {"close": "strong"}
_NEVER: Final = float("inf")


class Days(NamedTuple):
    """The first and the last day that something may mean."""

    first: date
    last: date


class Amount(NamedTuple):
    """A number with half a unit of its last digit: what is shown as this number lies so near."""

    number: float
    slack: float


def is_known(value: Value) -> bool:
    """Tell whether there is anything to compare."""
    return value is not None and value not in ("", ())


def make_test(key: Key, asked: Comparison, today: date) -> Test:
    """Return the test that a comparison asks of the values of a key.

    Raises QueryError where the key cannot be compared so, or what is asked cannot be read.
    """
    return _MAKERS[key.form](key, asked, today)


def _text_test(key: Key, asked: Comparison, _today: date) -> Test:
    if asked.operator.is_order:
        template = wording('"{key}" is text, which is neither less nor more')
        hint = wording("{key}:{value} asks whether it holds this, {key}={value} whether it is this")
        raise QueryError(asked.whole, template, hint, _values(key, asked))
    wanted = plain(asked.value)
    if asked.operator is Operator.EQUALS:
        return lambda value: any(plain(item) == wanted for item in _texts(value))
    return lambda value: any(wanted in plain(item) for item in _texts(value))


def _word_test(key: Key, asked: Comparison, _today: date) -> Test:
    wanted = _read_word(key, asked)
    if not asked.operator.is_order:
        return lambda value: value == wanted
    if not key.ranked or wanted in key.apart:
        template = wording('"{word}" is neither less nor more than other words')
        hint = wording("write {key}:{value}, or several of them in parentheses with or")
        raise QueryError(asked.whole, template, hint, {**_values(key, asked), "word": wanted})
    holds = _ORDERS[asked.operator]
    places = {word: place for place, word in enumerate(key.words)}
    passing = frozenset(word for word in key.words if holds(places[word], places[wanted]))
    return lambda value: value in passing


def _read_word(key: Key, asked: Comparison) -> str:
    """Return the word that was asked for, in full or by its beginning."""
    text = plain(asked.value.replace("-", " ").replace("_", " "))
    text = SYNONYMS.get(text, text) if text not in key.all_words else text
    if text in key.all_words:
        return text
    begun = [word for word in key.all_words if word.startswith(text)]
    if len(begun) == 1:
        return begun[0]
    from difflib import get_close_matches

    close = get_close_matches(text, key.all_words, 1)
    template = wording('"{key}" is never "{value}"')
    hint = wording("it is one of {words}")
    if close:
        hint = wording('did you mean "{meant}"? It is one of {words}')
    values = {"words": ", ".join(key.all_words), "meant": close[0] if close else ""}
    raise QueryError(asked.value_span, template, hint, {**_values(key, asked), **values})


def _number_test(key: Key, asked: Comparison, _today: date) -> Test:
    wanted = read_amount(asked.value)
    if wanted is None:
        template = wording('"{key}" is a number, and "{value}" is none')
        hint = wording("write it as 40, 0.5 or 50%")
        raise QueryError(asked.value_span, template, hint, _values(key, asked))
    slack = min(wanted.slack, 0.5 * 10.0**-key.digits)
    wanted = Amount(wanted.number, slack)
    return lambda value: _is_number(value) and _compare_numbers(asked.operator, value, wanted)


def _day_test(key: Key, asked: Comparison, today: date) -> Test:
    wanted = _read_days(key, asked, today)

    def test(value: Value) -> bool:
        days = _days_of(value)
        return days is not None and _compare_days(asked.operator, days, wanted)

    return test


def _read_days(key: Key, asked: Comparison, today: date) -> Days:
    try:
        return parse_days(asked.value, today)
    except CalendarError as error:
        template = wording('"{key}" is a date, and "{value}" is none: {why}')
        hint = wording('write it as 2026-11-23, 2026-11, 2026, today, monday, 3m or "2 weeks ago"')
        values = {**_values(key, asked), "why": error.reason}
        raise QueryError(asked.value_span, template, hint, values) from None


def _cadence_test(key: Key, asked: Comparison, _today: date) -> Test:
    try:
        wanted = _length(parse_cadence(plain(asked.value)))
    except ValueError:
        template = wording('"{value}" is no cadence')
        hint = wording("write it as 10d, 6w, 3m, 1y or never")
        raise QueryError(asked.value_span, template, hint, _values(key, asked)) from None
    holds = _ORDERS[asked.operator]
    return lambda value: isinstance(value, Cadence) and holds(_length(value), wanted)


def _yes_no_test(key: Key, asked: Comparison, _today: date) -> Test:
    word = plain(asked.value)
    if asked.operator.is_order or word not in YES | NO:
        template = wording('"{key}" is yes or no')
        hint = wording("write {key}:yes or {key}:no")
        raise QueryError(asked.whole, template, hint, _values(key, asked))
    return lambda value: value is (word in YES)


def _any_test(key: Key, asked: Comparison, today: date) -> Test:
    """Return the test of a field whose values are texts: less and more need a number or a date."""
    if not asked.operator.is_order:
        return _text_test(key, asked, today)
    amount = read_amount(asked.value)
    try:
        days = parse_days(asked.value, today)
    except ValueError:
        days = None
    if amount is None and days is None:
        template = wording('"{value}" is neither a number nor a date, so nothing is less or more')
        hint = wording("{key}:{value} asks whether it holds this, {key}={value} whether it is this")
        raise QueryError(asked.value_span, template, hint, _values(key, asked))

    def test(item: str) -> bool:
        held = read_amount(item)
        if held is not None and amount is not None:
            return _compare_numbers(asked.operator, held.number, amount)
        held_days = _days_of_text(item)
        if days is None or held_days is None:
            return False
        return _compare_days(asked.operator, held_days, days)

    return lambda value: any(test(item) for item in _texts(value))


def read_amount(text: str) -> Amount | None:
    """Return the number that a text is, `50%` being 0.5, or None."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    digits = len(found["digits"] or "")
    unit = 100.0 if found["percent"] else 1.0
    return Amount(float(found["number"]) / unit, 0.5 * 10.0**-digits / unit)


def parse_days(text: str, today: date) -> Days:
    """Read a date, a month, a year, or a day as people type it; raises ValueError.

    A stretch of time without a direction lies behind: `3m` is `3m ago`.
    """
    words = plain(text)
    if _STRETCH.fullmatch(words):
        words = f"{words} ago"
    elif words[:1].isdigit() and not words.endswith(" ago"):
        partial = parse_partial_date(words)
        return Days(partial.first, partial.last)
    day = parse_day(words, today)
    return Days(day, day)


def _days_of(value: Value) -> Days | None:
    if isinstance(value, date):
        return Days(value, value)
    return Days(value.first, value.last) if isinstance(value, PartialDate) else None


def _days_of_text(text: str) -> Days | None:
    try:
        return _days_of(parse_partial_date(text.strip()))
    except ValueError:
        return None


def _compare_days(operator: Operator, days: Days, wanted: Days) -> bool:
    if operator is Operator.LESS:
        return days.last < wanted.first
    if operator is Operator.GREATER:
        return days.first > wanted.last
    not_after, not_before = days.last <= wanted.last, days.first >= wanted.first
    if operator is Operator.AT_MOST:
        return not_after
    return not_before if operator is Operator.AT_LEAST else not_after and not_before


def _compare_numbers(operator: Operator, value: Value, wanted: Amount) -> bool:
    """Compare a number as it is shown: what is shown as 40 is neither more nor less than 40."""
    assert isinstance(value, float | int)  # noqa: S101 (for the type checker)
    if abs(value - wanted.number) <= wanted.slack:
        return operator not in {Operator.LESS, Operator.GREATER}
    return operator.is_order and _ORDERS[operator](value, wanted.number)


def _is_number(value: Value) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool)


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _length(cadence: Cadence) -> float:
    """Return a cadence in days; never is longer than any."""
    return _NEVER if cadence.days is None else cadence.days


def _values(key: Key, asked: Comparison) -> dict[str, object]:
    return {"key": key.name, "value": asked.value}


_ORDERS: Final[Mapping[Operator, Callable[[float, float], bool]]] = {
    Operator.HOLDS: lambda one, other: one == other or abs(one - other) < 1e-9,
    Operator.EQUALS: lambda one, other: one == other or abs(one - other) < 1e-9,
    Operator.LESS: lambda one, other: one < other,
    Operator.GREATER: lambda one, other: one > other,
    Operator.AT_MOST: lambda one, other: one <= other,
    Operator.AT_LEAST: lambda one, other: one >= other,
}
_MAKERS: Final[Mapping[Form, Callable[[Key, Comparison, date], Test]]] = {
    Form.TEXT: _text_test,
    Form.WORD: _word_test,
    Form.NUMBER: _number_test,
    Form.DAY: _day_test,
    Form.CADENCE: _cadence_test,
    Form.YES_NO: _yes_no_test,
    Form.ANY: _any_test,
}

Rank = tuple[int, float, str]
"""What orders the known values of one key."""


def rank_of(key: Key, value: Value) -> Rank:
    """Return what orders a known value among others of its key.

    Words that have a rank come highest first, numbers and days lowest first, text by letters.
    """
    if key.ranked and isinstance(value, str) and value in key.words:
        return (0, -float(key.words.index(value)), "")
    if isinstance(value, Cadence):
        return (0, _length(value), "")
    if (days := _days_of(value)) is not None:
        return (0, float(days.first.toordinal()), str(value))
    if isinstance(value, float | int):
        return (0, float(value), "")
    text = plain(", ".join(_texts(value)))
    amount = read_amount(text) if key.form is Form.ANY else None
    return (1, 0.0, text) if amount is None else (0, amount.number, text)


Item = TypeVar("Item")


def in_order(
    items: list[Item], key: Key, read: Callable[[Item], Value], *, reverse: bool
) -> list[Item]:
    """Return items by a key; those that have no place in its order stay last, in reverse too."""
    known = [item for item in items if _has_rank(key, read(item))]
    unknown = [item for item in items if not _has_rank(key, read(item))]
    return sorted(known, key=lambda item: rank_of(key, read(item)), reverse=reverse) + unknown


def _has_rank(key: Key, value: Value) -> bool:
    return is_known(value) and value not in key.apart
