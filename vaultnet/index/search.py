"""What words find: which pages hold them all, in which order, and where.

A word is found where a word of the note begins with it, without case and accents. Several words
in quotes are found where they follow each other. How a page ranks depends on where its words
stand: names first, then what somebody does and stands for, then other fields, then the text.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from vaultnet.domain.links import fold
from vaultnet.domain.name_search import simplified
from vaultnet.domain.names import NameEntry
from vaultnet.index.passages import Passage
from vaultnet.late import dataclass, pattern

_WORD = pattern(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_TERM = pattern(r'"([^"]*)"?|([^\s"]+)')
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart, and that people leave out all the same."""

Term = tuple[str, ...]
"""Words that must follow each other, simplified; the last one may be the beginning of one."""


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that holds some of the terms, which are given by their numbers.

    `marks` are the stretches of its text that do.
    """

    passage: Passage
    marks: tuple[tuple[int, int], ...]
    terms: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds every term, with all passages that hold one."""

    page: NameEntry
    matches: tuple[Match, ...]
    rank: int = 0


def parse_terms(text: str) -> tuple[Term, ...]:
    """Return what is looked for: each word, and each group of words in quotes."""
    groups = (words_of(match[1] or match[2] or "") for match in _TERM.finditer(text))
    return tuple(dict.fromkeys(group for group in groups if group))


def words_of(text: str) -> Term:
    """Return the words of a text as they compare."""
    return tuple(word for word, _, _ in placed_words(text))


def distinct_words(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts as they compare, each once."""
    return set().union(*map(_words_of_piece, {piece for text in texts for piece in text.split()}))


@lru_cache(maxsize=1 << 15)
def _words_of_piece(piece: str) -> Term:
    """Return the words of what stands between two blanks: notes say the same again and again."""
    return words_of(piece)


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they compare, each with where it stands."""
    if text.isascii():
        return [(match[0], *match.span()) for match in _WORD.finditer(text.lower())]
    return [
        (word, *match.span())
        for match in _WORD.finditer(text)
        for word in _WORD.findall(simplified(match[0]).translate(_LETTERS))
    ]


def find_hits(
    candidates: Iterable[tuple[NameEntry, Sequence[Passage]]], terms: Sequence[Term]
) -> list[Hit]:
    """Return the pages among some that hold all terms, best first; the order is always one."""
    found = (_hit(page, passages, terms) for page, passages in candidates)
    return sorted([hit for hit in found if hit is not None], key=order_of)


def order_of(hit: Hit) -> tuple[int, str, str]:
    """Return what hits are ordered by; no two are alike."""
    return hit.rank, fold(hit.page.name), hit.page.id


def best_matches(hit: Hit, most: int) -> list[Match]:
    """Return a few passages of a page, in their order: together they hold as much as they can."""
    left = list(range(len(hit.matches)))
    chosen: list[int] = []
    missing: set[int] = set().union(*(match.terms for match in hit.matches))
    while left and len(chosen) < most:
        best = max(left, key=lambda index: (len(missing & hit.matches[index].terms), -index))
        missing -= hit.matches[best].terms
        left.remove(best)
        chosen.append(best)
    return [hit.matches[index] for index in sorted(chosen)]


def _hit(page: NameEntry, passages: Sequence[Passage], terms: Sequence[Term]) -> Hit | None:
    """Return a page with what it holds of some terms; None where it lacks one."""
    ranks: dict[int, int] = {}
    matches = []
    for passage in passages:
        if not _may_hold(passage.text, terms):
            continue
        words, distance = placed_words(passage.text), passage.distance
        marks: list[tuple[int, int]] = []
        held = set()
        for number, term in enumerate(terms):
            for start, end, whole in _find_term(words, term):
                marks.append((start, end))
                held.add(number)
                rank = 2 * distance + (not whole)
                ranks[number] = min(ranks.get(number, rank), rank)
        if marks:
            matches.append(Match(passage, tuple(_joined(marks)), frozenset(held)))
    if len(ranks) < len(terms):
        return None
    return Hit(page, tuple(matches), sum(ranks.values()))


def _may_hold(text: str, terms: Sequence[Term]) -> bool:
    """Tell, much sooner than by its words, whether a text may hold one of some terms."""
    folded = text.lower() if text.isascii() else simplified(text).translate(_LETTERS)
    return any(term[0] in folded and term[-1] in folded for term in terms)


def _find_term(
    words: Sequence[tuple[str, int, int]], term: Term
) -> Iterator[tuple[int, int, bool]]:
    """Yield where a term stands, and whether it ends with a whole word."""
    *before, last = term
    for first in range(len(words) - len(before)):
        word, _, end = words[first + len(before)]
        if word.startswith(last) and all(
            words[first + step][0] == wanted for step, wanted in enumerate(before)
        ):
            yield words[first][1], end, word == last


def _joined(marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches in order, those that overlap as one."""
    held: tuple[int, int] | None = None
    for start, end in sorted(marks):
        if held is not None and start <= held[1]:
            held = held[0], max(end, held[1])
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
