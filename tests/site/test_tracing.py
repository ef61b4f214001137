"""What is noted while something is made, and when it is made anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from vaultnet.site.memory import Memory
from vaultnet.site.tracing import Trace, is_same


@dataclass(frozen=True)
class Ground:
    table: Mapping[str, object] = field(default_factory=lambda: {"a": 1, "b": 2})
    day: int = 1


@dataclass(frozen=True)
class Point:
    x: float
    marks: Mapping[str, int] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        (0.0, -0.0, False),
        ("a", "a", True),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ((1, (2, "x")), (1, (2, "x")), True),
        ((1, (2, "x")), (1, (2, "y")), False),
        (Point(1.0), Point(1.0), True),
        (Point(0.0), Point(-0.0), False),
        (Point(1.0, {"a": 1, "b": 2}), Point(1.0, {"b": 2, "a": 1}), False),
        (None, (), False),
        (object(), object(), False),
    ],
)
def test_what_is_the_same(one: object, other: object, *, same: bool) -> None:
    assert is_same(one, other) is same
    assert is_same(other, one) is same


def changed_by(ask: Any, after: Ground) -> bool:
    """Tell whether what something asked has another answer after a change."""
    trace, before = Trace(), Ground()
    trace.ask_again(before)
    ask(trace.over(before))
    asked = set(trace.asked)
    return not asked.isdisjoint(trace.ask_again(after))


@pytest.mark.parametrize(
    ("ask", "touched"),
    [
        (lambda ground: ground.table["a"], {"a"}),
        (lambda ground: ground.table.get("b"), {"b"}),
        (lambda ground: "c" in ground.table, {"c"}),
        (lambda ground: len(ground.table), {"c"}),
        (lambda ground: list(ground.table.items()), {"a", "b", "c"}),
        (lambda ground: list(ground.table), {"a", "b", "c"}),
        (lambda ground: ground.day, set()),
    ],
)
def test_a_question_is_about_what_it_asks(ask: Any, touched: set[str]) -> None:
    for key in ("a", "b", "c"):
        after = Ground(table={**Ground().table, key: 7})
        assert changed_by(ask, after) is (key in touched)
    assert not changed_by(ask, Ground(table={"a": 1, "b": 2}))


def test_a_part_that_is_asked_whole_changes_with_its_value() -> None:
    assert changed_by(lambda ground: ground.day, replace(Ground(), day=2))


def test_only_what_changed_is_made_anew() -> None:
    memory, made = Memory(), list[str]()

    def one_round(ground: Ground) -> Mapping[str, object]:
        seen = memory.begin(ground)

        def make(key: str) -> object:
            made.append(key)
            return seen.table.get(key)

        results = {
            key: memory.recall(key, lambda key=key: make(key))  # type: ignore[misc]
            for key in ("a", "b")
        }
        memory.end()
        return results

    assert one_round(Ground()) == {"a": 1, "b": 2}
    assert one_round(Ground(table={"a": 5, "b": 2})) == {"a": 5, "b": 2}
    assert one_round(Ground(table={"b": 2})) == {"a": None, "b": 2}
    assert made == ["a", "b", "a", "a"]


def test_what_cannot_begin_is_made_from_nothing() -> None:
    class Broken(dict[str, object]):
        def get(self, key: object, default: object = None) -> object:
            raise RuntimeError

    memory = Memory()
    seen = memory.begin(Ground())
    assert memory.recall("a", lambda: seen.table["a"]) == 1
    memory.end()
    with pytest.raises(RuntimeError):
        memory.begin(Ground(table=Broken(a=2)))
    later = memory.begin(Ground(table={"a": 3}))
    assert memory.recall("a", lambda: later.table["a"]) == 3


def test_questions_that_nothing_asks_any_more_are_forgotten() -> None:
    memory = Memory()
    for number in range(100):
        key = f"key {number}"
        seen = memory.begin(Ground(table={key: number}))
        assert memory.recall(key, lambda seen=seen, key=key: seen.table[key]) == number  # type: ignore[misc]
        memory.end()
    assert memory.trace.size < 10
