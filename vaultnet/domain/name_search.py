"""Whom somebody means by a name typed in haste: exact words first, then parts, then slips."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from vaultnet.domain.links import fold

if TYPE_CHECKING:
    from vaultnet.domain.names import NameEntry, NameTable
    from vaultnet.domain.network import Network, NodeType
    from vaultnet.domain.node import Kind, NodeId

_ALIKE = 0.8


class Named(Protocol):
    """Whatever has an id, a name and perhaps others: a page, or its entry in a table of names."""

    @property
    def id(self) -> "NodeId":
        """Return the id."""

    @property
    def name(self) -> str:
        """Return the name."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the other names."""


NamedType = TypeVar("NamedType", bound=Named)


def find_by_name(
    network: "Network", text: str, node_type: "type[NodeType]"
) -> "tuple[NodeType, ...]":
    """Return the pages of a type that a name may mean, ordered by id; one is an answer.

    An id, a name or an alias in full wins; then names with words that begin with every word
    typed, without case and accents; then names that hold them anywhere; then names with words
    that differ by a slip.
    """
    ids = network.link_table.candidates(text)
    exact = [network.nodes[found] for found in ids if found in network.nodes]
    found = tuple(node for node in exact if isinstance(node, node_type))
    return found or _search(network.of_type(node_type), text)


def find_entry(
    names: "NameTable", text: str, kind: "Kind | None" = None
) -> "tuple[NameEntry, ...]":
    """Return the entries of a kind that a name may mean, as `find_by_name` does for pages."""
    found = find_exact(names, text, kind)
    return found or _search([each for each in names.entries() if kind in {None, each.kind}], text)


def find_exact(
    names: "NameTable", text: str, kind: "Kind | None" = None
) -> "tuple[NameEntry, ...]":
    """Return the entries of a kind whose id, name, alias or path somebody typed in full."""
    return tuple(each for each in names.exact(text) if kind in {None, each.kind})


def _search(pages: Sequence[NamedType], text: str) -> tuple[NamedType, ...]:
    """Return the pages whose names come nearest to what was typed."""
    words = simplified(text).split()
    if not words:
        return ()
    for matches in (_begins, _holds, _resembles):
        if found := _matching(pages, words, matches):
            return found
    return ()


def simplified(text: str) -> str:
    """Return a text without case, accents and surplus blanks, for comparing what was typed."""
    split = unicodedata.normalize("NFKD", fold(text))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def matches_words(node: Named, words: Iterable[str]) -> bool:
    """Tell whether a page's name, id or one alias holds every word, each one simplified."""
    wanted = tuple(words)
    return any(_holds(name, wanted) for name in _names(node))


def _matching(
    pages: Iterable[NamedType],
    words: list[str],
    matches: Callable[[str, tuple[str, ...]], bool],
) -> tuple[NamedType, ...]:
    wanted = tuple(words)
    return tuple(page for page in pages if any(matches(name, wanted) for name in _names(page)))


def _names(node: Named) -> tuple[str, ...]:
    return tuple(simplified(name) for name in (node.name, node.id, *node.aliases))


def _holds(name: str, words: tuple[str, ...]) -> bool:
    return all(word in name for word in words)


def _begins(name: str, words: tuple[str, ...]) -> bool:
    parts = name.replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def _resembles(name: str, words: tuple[str, ...]) -> bool:
    parts = name.replace("-", " ").split()
    return all(any(_alike(word, part) for part in parts) for word in words)


def _alike(word: str, part: str) -> bool:
    from difflib import SequenceMatcher  # slow to import, and only slips of the finger need it

    return len(word) > 2 and SequenceMatcher(None, word, part).ratio() >= _ALIKE
