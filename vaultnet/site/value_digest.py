"""Digests of what pages are made of, by which another process knows whether an answer is the same.

Two values with one digest are the same in the sense of `tracing.is_same`, and the digest of a
value is the same in each process; a value that no digest can stand for raises EncodingError.
"""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import Any

from vaultnet.domain.node import Node
from vaultnet.encoding import encode
from vaultnet.site.relations import Stay, Topic
from vaultnet.strategy.matching import Asset, Introduction, Match, Matches, Want
from vaultnet.vault.parsed import ParsedFile

SIZE = 16
"""So many bytes has a digest."""

_PARTED = (Topic, Stay, Matches, Introduction, Match, Want, Asset)
"""Values that hold pages, or sets, which have no order of their own: their parts are digested."""
_HELD = (Node, ParsedFile, *_PARTED)
"""Values that many others hold: each is digested once."""


class ValueDigests:
    """Digests of values of one vault; those of what many values hold are kept."""

    def __init__(self) -> None:
        self._kinds: dict[type, Callable[[Any], bytes]] = {}
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """Return the digest of a value; raises EncodingError where none can stand for it."""
        kind = type(value)
        digest = self._kinds.get(kind)
        if digest is None:
            digest = self._kinds[kind] = self._way(kind)
        return digest(value)

    def _way(self, kind: type) -> Callable[[Any], bytes]:
        """Return what digests values of a class; two of different ones are never the same."""
        name = f"{kind.__module__}.{kind.__qualname__}\n".encode()
        if issubclass(kind, ParsedFile):
            # Under given settings all of it follows from its path and its text.
            return self._once(lambda value: _digest(name, encode((value.path, value.source.text))))
        if issubclass(kind, _PARTED):
            fields = kind.__slots__
            return self._once(lambda value: self._joined(name, [getattr(value, f) for f in fields]))
        if issubclass(kind, Node):
            return self._once(lambda value: _digest(name, encode(value)))
        if issubclass(kind, frozenset):
            return lambda value: _digest(name, b"".join(sorted(map(self.of, value))))
        if issubclass(kind, tuple):
            return lambda value: self._of_tuple(name, value)
        if issubclass(kind, Mapping):
            return lambda value: self._of_mapping(name, value)
        return lambda value: _digest(name, encode(value))

    def _once(self, make: Callable[[Any], bytes]) -> Callable[[object], bytes]:
        """Return what digests a value once, and knows it by what it is."""
        held = self._known

        def digest(value: object) -> bytes:
            known = held.get(id(value))
            if known is None:
                # It is held beside its digest, so that no other value ever has its number.
                known = held[id(value)] = value, make(value)
            return known[1]

        return digest

    def _of_tuple(self, name: bytes, value: tuple[object, ...]) -> bytes:
        if _begins_with_held(value):
            return self._joined(name, value)
        return _digest(name, encode(value))

    def _of_mapping(self, name: bytes, value: Mapping[object, object]) -> bytes:
        if _begins_with_held(tuple(value.values())):
            return self._joined(name, (tuple(value), *value.values()))
        return _digest(name, encode(value))

    def _joined(self, name: bytes, parts: Iterable[object]) -> bytes:
        return _digest(name, b"".join(map(self.of, parts)))


def _begins_with_held(values: tuple[object, ...]) -> bool:
    """Tell whether digests of parts may be known: the first tells, for all are of one kind."""
    first = values[:1]
    if first and isinstance(first[0], tuple):
        first = first[0]
    return any(isinstance(each, _HELD) for each in first)


def _digest(name: bytes, content: bytes) -> bytes:
    return blake2b(name + content, digest_size=SIZE).digest()
