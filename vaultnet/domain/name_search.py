"""Whom somebody means by a name typed in haste: exact words first, then parts, then slips."""

import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from vaultnet.domain.links import fold
from vaultnet.domain.network import Network, NodeType

_ALIKE = 0.8


def find_by_name(network: Network, text: str, node_type: type[NodeType]) -> tuple[NodeType, ...]:
    """Return the pages of a type that a name may mean, ordered by id; one is an answer.

    An id, a name or an alias in full wins; then names with words that begin with every word
    typed, without case and accents; then names that hold them anywhere; then names with words
    that differ by a slip.
    """
    ids = network.link_table.candidates(text)
    exact = [network.nodes[found] for found in ids if found in network.nodes]
    found = tuple(node for node in exact if isinstance(node, node_type))
    if found or not text.strip():
        return found
    pages = network.of_type(node_type)
    words = simplified(text).split()
    for matches in (_begins, _holds, _resembles):
        if found := _matching(pages, words, matches):
            return found
    return ()


def simplified(text: str) -> str:
    """Return a text without case, accents and surplus blanks, for comparing what was typed."""
    split = unicodedata.normalize("NFKD", fold(text))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def matches_words(node: NodeType, words: Iterable[str]) -> bool:
    """Tell whether a page's name, id or one alias holds every word, each one simplified."""
    wanted = tuple(words)
    return any(_holds(name, wanted) for name in _names(node))


def _matching(
    pages: Iterable[NodeType],
    words: list[str],
    matches: Callable[[str, tuple[str, ...]], bool],
) -> tuple[NodeType, ...]:
    wanted = tuple(words)
    return tuple(page for page in pages if any(matches(name, wanted) for name in _names(page)))


def _names(node: NodeType) -> tuple[str, ...]:
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
    return len(word) > 2 and SequenceMatcher(None, word, part).ratio() >= _ALIKE
