"""What a search compares and shows: values of fields, and lines of bodies."""

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NAMES = frozenset({"name", "title", "alias", "aliases"})
_ROLES = frozenset({"role", "organisation", "function", "functions", "serves", "tags"})
FIELDS = 5
"""How many distances from the heart of a page there are."""


class Passage(NamedTuple):
    """One value of a field, or one line of the body.

    `field` is the key, or the name of the section, else empty. `line` counts from 1 in the
    file. `private` tells that it stands under the private heading, in a comment, or in a page
    that is private as a whole.
    """

    field: str
    line: int
    text: str
    in_body: bool = False
    private: bool = False

    @property
    def distance(self) -> int:
        """Return how far from the heart of a page it stands: the name is 0, free text is 4."""
        if self.in_body:
            return FIELDS - 1 - bool(self.field or self.text.startswith("#"))
        if self.field in _NAMES:
            return 0
        return 1 if self.field in _ROLES else 2


def name_first(name: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a page; where no field says its name, the name goes first."""
    if any(passage.field in _NAMES and not passage.in_body for passage in passages):
        return tuple(passages)
    titled = (passage for passage in passages if passage.in_body)
    title = next((each for each in titled if each.text.lstrip("# ") == name), None)
    line, private = (1, False) if title is None else (title.line, title.private)
    rest = (passage for passage in passages if passage is not title)
    return (Passage("name", line, name, private=private), *rest)


def encode_passages(passages: Iterable[Passage]) -> bytes:
    """Return passages as bytes to keep: small ones, for there are many."""
    text = json.dumps(tuple(passages), ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), 1)


def decode_passages(data: bytes) -> tuple[Passage, ...]:
    """Return the passages that `encode_passages` was given."""
    return tuple(Passage(*each) for each in json.loads(zlib.decompress(data)))
