"""Digests of what pages are made of, by which another process knows whether an answer is the same.

Two values with one digest are the same in the sense of `tracing.is_same`, and the digest of a
value is the same in each process; a value that no digest can stand for raises EncodingError.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from vaultnet.domain.node import Node
from vaultnet.encoding import encode
from vaultnet.site.relations import Stay, Topic, TopicLine
from vaultnet.vault.parsed import ParsedFile

SIZE = 16
"""So many bytes has a digest."""

_PAGES = (Node, ParsedFile)
"""Pages of the vault, and what they were parsed to."""
_WIDE = (Topic, TopicLine, Stay)
"""Values that hold whole pages: of these, the digests are joined, so that each is encoded once."""
_HOLDING = (*_PAGES, *_WIDE)


class ValueDigests:
    """Digests of values; those of pages of the vault are kept, for many values hold the same."""

    def __init__(self) -> None:
        self._pages: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """Return the digest of a value; raises EncodingError where none can stand for it."""
        if isinstance(value, _PAGES):
            return self._of_page(value)
        parts = _parts(value)
        if parts is None:
            return _digest(_name(value), encode(value))
        return _digest(_name(value), *map(self.of, parts))

    def _of_page(self, page: Node | ParsedFile) -> bytes:
        # The page is held beside its digest, so that no other value ever has its number.
        known = self._pages.get(id(page))
        if known is None:
            content = encode(page) if isinstance(page, Node) else _content(page)
            known = self._pages[id(page)] = page, _digest(_name(page), content)
        return known[1]


def _content(parsed: ParsedFile) -> bytes:
    """Return what a parsed file follows from, under given settings."""
    return encode((parsed.path, parsed.source.text))


def _parts(value: object) -> Iterable[object] | None:
    """Return the parts of a value that holds pages of the vault; None for any other value."""
    if isinstance(value, _WIDE):
        return tuple(getattr(value, name) for name in value.__slots__)
    if isinstance(value, tuple) and any(map(_holds_pages, value)):
        return value
    if isinstance(value, Mapping) and any(map(_holds_pages, value.values())):
        return (tuple(value), *value.values())
    return None


def _holds_pages(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_holds_pages, value))
    return isinstance(value, _HOLDING)


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
