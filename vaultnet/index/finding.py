"""What a search finds among the texts of a vault: the best pages, and how many there are in all.

Where the index of words answers alone, only the notes that are shown are read.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce

from vaultnet.index.names import KeptNames
from vaultnet.index.search import Hit, Term, find_hits, order_of
from vaultnet.index.store import NoIndexError, WordIndex
from vaultnet.index.texts import Texts
from vaultnet.late import dataclass
from vaultnet.vault.listing import path_of

Ranks = dict[int, int]


@dataclass(frozen=True, slots=True)
class Findings:
    """The best hits, best first, and how many there are in all."""

    hits: Sequence[Hit]
    count: int


def find(
    texts: Texts, names: KeptNames, terms: Sequence[Term], most: int | None = None
) -> Findings:
    """Return the pages that hold all terms; with `most`, no more than that."""
    pages = names.pages_at(texts.fresh)
    later = find_hits(((pages[path], texts.fresh[path]) for path in pages), terms)
    try:
        ranks = _ranks(texts, terms)
    except NoIndexError:
        numbers: Iterable[int] = range(len(texts.kept.lines))
        return _best([*later, *_read(texts, names, numbers, terms)], most)
    if any(len(term) > 1 for term in terms):
        return _best([*later, *_read(texts, names, ranks, terms)], most)
    chosen = _chosen(texts, ranks, most)
    hits = _best([*later, *_read(texts, names, chosen, terms)], most).hits
    return Findings(hits, len(ranks) + len(later))


def _ranks(texts: Texts, terms: Sequence[Term]) -> Ranks:
    """Return the notes that hold every word, with the sum of their ranks."""
    if not texts.kept.lines:
        return {}
    if texts.kept.index is None:
        raise NoIndexError
    words = dict.fromkeys(word for term in terms for word in term)
    ranks = reduce(_both, (_ranks_of(texts.kept.index, word) for word in words))
    return {number: ranks[number] for number in texts.numbers(ranks)}


def _ranks_of(index: WordIndex, word: str) -> Ranks:
    return {number - 1: rank for number, rank in index.ranks(word).items()}


def _both(one: Ranks, other: Ranks) -> Ranks:
    return {number: rank + other[number] for number, rank in one.items() if number in other}


def _chosen(texts: Texts, ranks: Ranks, most: int | None) -> Collection[int]:
    """Return the notes that may be among the best ones; of those alike in rank and name, all."""
    if most is None or len(ranks) <= most:
        return ranks
    last = sorted(ranks.values())[most - 1]
    near = {
        number: (rank, texts.kept.folded_name(number))
        for number, rank in ranks.items()
        if rank <= last
    }
    worst = sorted(near.values())[most - 1]
    return [number for number, order in near.items() if order <= worst]


def _read(
    texts: Texts, names: KeptNames, numbers: Iterable[int], terms: Sequence[Term]
) -> list[Hit]:
    """Read notes, and return those that hold all terms."""
    paths = {number: path_of(texts.kept.lines[number]) for number in texts.numbers(numbers)}
    pages = names.pages_at(paths.values())
    candidates = (
        (pages[path], texts.passages(number)) for number, path in paths.items() if path in pages
    )
    return find_hits(candidates, terms)


def _best(hits: Iterable[Hit], most: int | None) -> Findings:
    ordered = sorted(hits, key=order_of)
    return Findings(ordered[:most], len(ordered))
