"""Digests of what pages are made of, by which another process knows whether an answer is the same.

Two values with one digest are the same in the sense of `tracing.is_same`, and the digest of a
value is the same in each process; a value that no digest can stand for raises EncodingError.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import islice

from vaultnet.domain.node import Node
from vaultnet.encoding import encode
from vaultnet.site.relations import Stay, Topic, TopicLine
from vaultnet.strategy.matching import Asset, Introduction, Match, Matches, Want
from vaultnet.vault.parsed import ParsedFile

SIZE = 16
"""So many bytes has a digest."""

_PARTED = (Topic, TopicLine, Stay, Matches, Introduction, Match, Want, Asset)
"""Values that hold pages, or sets, which have no order of their own: their parts are digested."""
_KEPT = (Node, ParsedFile, *_PARTED)
"""Values that many others hold: each is digested once."""


class ValueDigests:
    """Digests of values of one vault; those of what many values hold are kept."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """Return the digest of a value; raises EncodingError where none can stand for it."""
        if not isinstance(value, _KEPT):
            return self._made(value)
        # It is held beside its digest, so that no other value ever has its number.
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, self._made(value)
        return known[1]

    def _made(self, value: object) -> bytes:
        if isinstance(value, frozenset):
            return _digest(_name(value), *sorted(map(self.of, value)))
        parts = _parts(value)
        if parts is None:
            return _digest(_name(value), _content(value))
        return _digest(_name(value), *map(self.of, parts))


def _content(value: object) -> bytes:
    if isinstance(value, ParsedFile):
        # Under given settings all of it follows from its path and its text.
        return encode((value.path, value.source.text))
    return encode(value)


def _parts(value: object) -> Iterable[object] | None:
    """Return the parts of a value of which some may be digested already; None for any other."""
    if isinstance(value, _PARTED):
        return tuple(getattr(value, name) for name in value.__slots__)
    if isinstance(value, tuple) and _begins_with_kept(value):
        return value
    if isinstance(value, Mapping) and _begins_with_kept(tuple(islice(value.values(), 1))):
        return (tuple(value), *value.values())
    return None


def _begins_with_kept(values: tuple[object, ...]) -> bool:
    """Tell whether digests of parts may be known: the first tells, for all are of one kind."""
    first = values[:1]
    if first and isinstance(first[0], tuple):
        first = first[0]
    return any(isinstance(each, _KEPT) for each in first)


def _name(value: object) -> bytes:
    """Return the class of a value: two of different ones are never the same."""
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}".encode()


def _digest(*parts: bytes) -> bytes:
    """Return the digest of some bytes in a row, none of which runs into the next."""
    made = blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()
