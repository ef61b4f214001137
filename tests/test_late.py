"""Classes and patterns that are made late are what the standard library makes at once."""

import ast
import copy
import dataclasses
import pickle
import re
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from operator import ge, gt, le, lt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet import late

PACKAGE = Path(late.__file__).parent
DECORATORS: Mapping[str, Any] = {"late": late.dataclass, "standard": dataclasses.dataclass}
Classes = Mapping[str, Any]
VALUES = st.one_of(st.integers(-3, 3), st.text("ab", max_size=2), st.none())


@late.dataclass(frozen=True, slots=True)
class Kept:
    """A class at the top of a module, as pickle asks for."""

    name: str
    marks: tuple[int, ...] = ()


def make_classes(decorate: Any) -> Classes:
    """Return classes with all that the package uses, made by a decorator."""

    @decorate(frozen=True, slots=True)
    class Plain:
        a: object
        b: object = 0
        beside: object = field(default=None, compare=False, repr=False)

    @decorate(frozen=True, slots=True, kw_only=True)
    class Line:
        a: object
        made: list[int] = field(default_factory=list)

    @decorate(frozen=True, slots=True, kw_only=True)
    class Longer(Line):
        b: object = "b"

    @decorate(frozen=True, slots=True, order=True)
    class Ordered:
        a: int
        b: int = 1

    @decorate(slots=True)
    class Sheet:
        a: object
        double: object = field(init=False)
        kept: list[object] = field(default_factory=list, init=False)

        def __post_init__(self) -> None:
            self.double = (self.a, self.a)

    @decorate(frozen=True, slots=True)
    class Alone:
        a: object

    @decorate(frozen=True, slots=True)
    class Empty:
        pass

    @decorate(frozen=True)
    class Open:
        a: object
        b: object = 0

        @cached_property
        def both(self) -> object:
            return (self.a, self.b)

    @decorate(frozen=True, slots=True)
    class Own:
        a: object

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    made = (Plain, Line, Longer, Ordered, Sheet, Alone, Empty, Open, Own)
    return {each.__name__: each for each in made}


CLASSES = {name: make_classes(decorate) for name, decorate in DECORATORS.items()}
"""By the end of the tests, most of the late classes have their own `__init__`."""
NAMES = sorted(CLASSES["late"])


def outcome(ask: Callable[[], object]) -> object:
    """Return what comes of a call: its text, or its exception."""
    try:
        return repr(ask())
    except Exception as error:
        return type(error), str(error)


def both(ask: Callable[..., object], *more: object) -> None:
    """Hold that both kinds of class answer alike."""
    late_outcome = outcome(lambda: ask(CLASSES["late"], *more))
    assert late_outcome == outcome(lambda: ask(CLASSES["standard"], *more))


@given(
    st.sampled_from(NAMES),
    st.lists(VALUES, max_size=4),
    st.dictionaries(st.sampled_from(["a", "b", "beside", "made", "strange"]), VALUES),
)
def test_they_are_made_and_shown_alike(
    name: str, arguments: list[object], named: dict[str, object]
) -> None:
    both(lambda classes: classes[name](*arguments, **named))
    anew = {key: make_classes(decorate) for key, decorate in DECORATORS.items()}
    assert outcome(lambda: anew["late"][name](*arguments, **named)) == outcome(
        lambda: anew["standard"][name](*arguments, **named)
    )


def test_the_first_instances_are_like_the_many_that_follow() -> None:
    line = make_classes(late.dataclass)["Longer"]
    made = [line(a=number, made=[number]) for number in range(100)]
    assert [(each.a, each.b, each.made) for each in made] == [(n, "b", [n]) for n in range(100)]
    assert line(a=5, made=[5]) == made[5]
    open_ = make_classes(late.dataclass)["Open"]
    assert [open_(number).both for number in range(100)] == [(n, 0) for n in range(100)]
    sheet = make_classes(late.dataclass)["Sheet"]
    assert [sheet(number).double for number in range(100)] == [(n, n) for n in range(100)]


@given(st.sampled_from(["Plain", "Alone", "Own", "Sheet"]), VALUES, VALUES)
def test_they_are_equal_alike(name: str, one: object, other: object) -> None:
    both(lambda classes: classes[name](one) == classes[name](other))
    both(lambda classes: classes[name](one) != classes[name](other))
    both(lambda classes: hash(classes[name](one)) == hash(classes[name](one)))
    both(lambda classes: classes[name](one) == classes["Empty"]())
    both(lambda classes: len({classes[name](one), classes[name](other)}))


def test_a_value_is_equal_to_itself_even_if_it_holds_none_that_is() -> None:
    nan = float("nan")
    for name in ("Plain", "Alone"):
        both(lambda classes, each: classes[each](nan) == classes[each](nan), name)


def test_what_is_not_compared_makes_no_difference() -> None:
    plain = CLASSES["late"]["Plain"]
    assert plain(1, 2, beside=3) == plain(1, 2, beside=4)
    assert hash(plain(1, 2, beside=3)) == hash(plain(1, 2, beside=4))
    assert plain(1, 2) != plain(1, 3)


@given(st.tuples(st.integers(0, 2), st.integers(0, 2)), st.tuples(st.integers(0, 2)))
def test_they_are_ordered_alike(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    for compare in (lt, le, gt, ge):
        both(
            lambda classes, order: order(classes["Ordered"](*one), classes["Ordered"](*other)),
            compare,
        )
        both(lambda classes, order: order(classes["Ordered"](*one), classes["Alone"](1)), compare)
        both(lambda classes, order: order(classes["Alone"](1), classes["Alone"](1)), compare)


@pytest.mark.parametrize("name", NAMES)
def test_they_have_the_same_fields_and_slots(name: str) -> None:
    one, other = CLASSES["late"][name], CLASSES["standard"][name]
    assert [repr(each) for each in fields(one)] == [repr(each) for each in fields(other)]
    assert getattr(one, "__slots__", None) == getattr(other, "__slots__", None)
    assert one.__match_args__ == other.__match_args__
    assert hasattr(object.__new__(one), "__dict__") is (name == "Open")


def test_frozen_values_stay_as_they_are() -> None:
    value: Any = CLASSES["late"]["Plain"](1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'a'"):
        value.a = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'a'"):
        del value.a
    sheet: Any = CLASSES["late"]["Sheet"](1)
    sheet.a = 2
    assert (sheet.a, sheet.double) == (2, (1, 1))


def test_each_instance_gets_a_list_of_its_own() -> None:
    line = CLASSES["late"]["Line"]
    one, other = line(a=1), line(a=1)
    one.made.append(1)
    assert other.made == []
    assert line(a=1, made=[5]).made == [5]


def test_a_first_call_that_fails_breaks_nothing() -> None:
    alone = make_classes(late.dataclass)["Alone"]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'a'"):
        alone()
    assert alone(1).a == 1


def test_values_are_replaced_copied_and_pickled() -> None:
    kept = Kept("Ana", (1, 2))
    assert replace(kept, name="Bea") == Kept("Bea", (1, 2))
    for again in (copy.copy(kept), copy.deepcopy(kept), pickle.loads(pickle.dumps(kept))):
        assert again == kept
        assert repr(again) == "Kept(name='Ana', marks=(1, 2))"


@given(st.text("ab1- \n", max_size=12))
def test_a_late_pattern_finds_what_its_pattern_finds(text: str) -> None:
    for form, flags in ((r"(a|b)+(?P<number>\d)?", 0), (r"^-.$", re.MULTILINE | re.DOTALL)):
        made, known = late.pattern(form, flags), re.compile(form, flags)
        assert [each.span() for each in made.finditer(text)] == [
            each.span() for each in known.finditer(text)
        ]
        assert made.sub("x", text) == known.sub("x", text)
        assert (made.match(text) is None) == (known.match(text) is None)
        assert (made.fullmatch(text, 1) is None) == (known.fullmatch(text, 1) is None)
        assert (made.pattern, made.flags, made.groups) == (known.pattern, known.flags, known.groups)


def test_no_module_makes_a_class_or_a_pattern_before_it_is_needed() -> None:
    """One that did would cost the start of every command that imports it."""
    early = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if path.name != "late.py" and is_early(node)
    ]
    assert early == []


def is_early(node: ast.stmt) -> bool:
    """Tell whether a statement takes the decorator of the standard library, or compiles at once."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "dataclasses" and "dataclass" in {each.name for each in node.names}
    value = getattr(node, "value", None)
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "re.compile"
