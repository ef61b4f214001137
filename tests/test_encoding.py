"""Values and their bytes: what comes back is what went in, or it is refused."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.encoding import EncodingError, decoder, encode, sealed, sealed_values
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase

LETTERS = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | LETTERS | st.dates()
OPEN = st.recursive(
    PLAIN | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.builds(Phrase, LETTERS, st.dictionaries(LETTERS, inner, max_size=3))
    ),
    max_leaves=6,
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Pair(NamedTuple):
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Inner:
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer(Inner):
    colours: tuple[Colour, ...] = ()
    pairs: Mapping[str, Pair]
    inner: tuple[Inner, ...] = ()
    held: Mapping[str, str | tuple[str, ...]]
    among: frozenset[str] = frozenset()
    value: Inner | None = None
    weight: float = 1.0
    private: bool = False


INNER = st.builds(Inner, LETTERS, st.none() | st.dates())
OUTER = st.builds(
    Outer,
    text=LETTERS,
    day=st.none() | st.dates(),
    colours=st.lists(st.sampled_from(Colour)).map(tuple),
    pairs=st.dictionaries(LETTERS, st.builds(Pair, st.integers(0, 9), st.integers(0, 9))),
    inner=st.lists(INNER, max_size=3).map(tuple),
    held=st.dictionaries(LETTERS, LETTERS | st.lists(LETTERS).map(tuple)),
    among=st.frozensets(LETTERS),
    value=st.none() | INNER,
    weight=st.floats(allow_nan=False),
    private=st.booleans(),
)


@given(OUTER)
def test_a_dataclass_comes_back_with_all_that_it_holds(value: Outer) -> None:
    back = decoder(Outer)(encode(value))
    assert back == value
    assert [type(pair) for pair in back.pairs.values()] == [Pair] * len(value.pairs)
    assert list(back.held) == list(value.held)
    assert hash(back.inner) == hash(value.inner)


@given(st.dictionaries(LETTERS, OPEN, max_size=4))
def test_values_of_a_message_come_back_of_their_types(values: dict[str, object]) -> None:
    back = decoder(dict[str, object])(encode(sealed_values(values)))
    assert back == values
    assert [type(each) for each in back.values()] == [type(each) for each in values.values()]


def test_what_comes_back_is_as_frozen_as_what_went_in() -> None:
    back = decoder(Inner)(encode(Inner("a")))
    with pytest.raises(AttributeError):
        back.text = "b"  # type: ignore[misc]


@pytest.mark.parametrize("value", [2**64, "\ud800", object(), {"a": Inner("\udfff")}])
def test_what_has_no_bytes_is_refused(value: object) -> None:
    with pytest.raises(EncodingError):
        encode(value)


@pytest.mark.parametrize("value", [object(), ("a", [1]), Phrase("a", {"b": {1}}), Inner("a")])
def test_what_would_come_back_as_something_else_is_refused(value: object) -> None:
    with pytest.raises(EncodingError):
        sealed(value)


@given(OUTER, st.data())
def test_odd_bytes_give_a_value_of_the_type_or_are_refused(
    value: Outer, data: st.DataObject
) -> None:
    whole = bytearray(encode(value))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    for odd in (bytes(whole), bytes(cut), bytes(cut[::-1])):
        try:
            back = decoder(Outer)(odd)
        except EncodingError:
            continue
        assert isinstance(back, Outer)


@given(st.dictionaries(LETTERS, OPEN, max_size=2), st.data())
def test_odd_bytes_of_open_values_are_refused_alike(
    values: dict[str, object], data: st.DataObject
) -> None:
    whole = bytearray(encode(sealed_values(values)))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        back = decoder(dict[str, object])(bytes(whole))
    except EncodingError:
        return
    assert isinstance(back, dict)
