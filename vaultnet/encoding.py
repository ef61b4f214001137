"""Values as bytes and back: frozen dataclasses as they are, and all that they hold.

A type says what its bytes hold, so that the bytes name no class and nothing in them is run. Each
value must be of the very type that its field declares: a subclass would come back as its base.
Mappings keep their order. A set has none, so that equal sets may have different bytes.
Where a field may hold any object, such as what fills a message, `sealed` marks what would else
come back as something similar: a phrase as a mapping, a tuple as a list.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from vaultnet.phrase import Phrase

Value = TypeVar("Value")

_PHRASE, _TUPLE, _DATE = 1, 2, 3
_ODD = (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError)
_encoder = msgspec.msgpack.Encoder()
_json_encoder = msgspec.json.Encoder()


class EncodingError(ValueError):
    """A value that has no bytes, or bytes that are no value of their type."""


def encode(value: object) -> bytes:
    """Return a value as bytes; raises EncodingError where it has none."""
    try:
        return _encoder.encode(value)
    except _ODD as error:
        raise EncodingError(str(error)) from error


def json_of_texts(texts: Sequence[Sequence[str]]) -> str:
    """Return sequences of texts as JSON, letter for letter as the standard library would.

    Raises EncodingError where a text holds half of a pair of surrogates.
    """
    try:
        return _json_encoder.encode(texts).decode()
    except _ODD as error:
        raise EncodingError(str(error)) from error


def decoder(kind: type[Value]) -> Callable[[bytes], Value]:
    """Return what makes values of a type from bytes, which raises EncodingError for odd ones."""
    made = msgspec.msgpack.Decoder(kind, ext_hook=_unsealed)

    def decode(data: bytes) -> Value:
        try:
            return made.decode(data)
        except _ODD as error:
            raise EncodingError(str(error)) from error

    return decode


def sealed(value: object) -> object:
    """Return what stands for a value in a field of any type, until it is decoded.

    Raises EncodingError for what is no text, number, day or phrase, nor a tuple of these.
    """
    if isinstance(value, Phrase):
        held = encode([value.template, sealed_values(value.values)])
        return msgspec.msgpack.Ext(_PHRASE, held)
    if isinstance(value, tuple):
        return msgspec.msgpack.Ext(_TUPLE, encode([sealed(each) for each in value]))
    if isinstance(value, date):
        return msgspec.msgpack.Ext(_DATE, value.isoformat().encode("ascii"))
    if value is not None and not isinstance(value, str | int | float):
        raise EncodingError(f"no bytes stand for {type(value).__name__}")
    return value


def sealed_values(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return what stands for values by name, such as those of a message."""
    return {name: sealed(value) for name, value in values.items()}


def _unsealed(code: int, data: memoryview) -> object:
    """Return a value that `sealed` marked."""
    if code == _DATE:
        return date.fromisoformat(bytes(data).decode("ascii"))
    held = msgspec.msgpack.decode(data, type=list[object], ext_hook=_unsealed)
    if code == _TUPLE:
        return tuple(held)
    if code != _PHRASE:
        raise EncodingError(f"no value is marked {code}")
    template, values = msgspec.convert(held, tuple[str, dict[str, object]])
    return Phrase(template, values)
