"""The index of a search: for each field its words, and for each word the pages that hold it.

A page is named by its number in the order of names, so that pages which match equally well come
in that order without sorting anything by name in the browser.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from vaultnet.late import pattern
from vaultnet.site.search.documents import Document
from vaultnet.site.search.folding import distinct_words, joined_words, words_of

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""The digits of numbers in base 32: one of the first half ends a number, others go before it."""
_BASE = 32
_TELEPHONE = pattern(r"\+\d[\d ().-]{4,24}\d")


class WordTable:
    """Gathers the words of one field from page to page; pages come in the order of numbers."""

    def __init__(self) -> None:
        self._pages: dict[str, list[int]] = {}

    def add(self, page: int, words: Iterable[str]) -> None:
        """Take in the words of a page, each of which comes once."""
        pages = self._pages
        for word in words:
            if word in pages:
                pages[word].append(page)
            else:
                pages[word] = [page]

    def encoded(self) -> Mapping[str, str]:
        """Return the words in the order of a script's strings, and the pages of each."""
        words = sorted(self._pages, key=_utf_16)
        return {
            "words": " ".join(words),
            "pages": " ".join(encode_numbers(self._pages[word]) for word in words),
        }


def words_of_name(document: Document) -> list[str]:
    """Return the words of the name of a page."""
    return joined_words(document.name)


def words_of_aliases(document: Document) -> list[str]:
    """Return the words of the other names of a page."""
    return [word for alias in document.aliases for word in joined_words(alias)]


def words_of_places(document: Document) -> list[str]:
    """Return the words of roles, organisations and functions."""
    return [word for place in document.places for word in joined_words(place)]


def words_of_tags(document: Document) -> list[str]:
    """Return the words of tags and topics."""
    return [word for tag in document.tags for word in joined_words(tag)]


def words_of_text(document: Document) -> tuple[str, ...]:
    """Return the words of all that is written on a page, each once; numbers to call as one too."""
    text = "\n".join(passage.text for passage in document.passages)
    numbers = _TELEPHONE.findall(text) if "+" in text else ()
    words = distinct_words(text)
    if not numbers:
        return tuple(words)
    return tuple(dict.fromkeys((*words, *("".join(words_of(number)) for number in numbers))))


NAMED_FIELDS = (words_of_name, words_of_aliases, words_of_places, words_of_tags)
"""The fields but the text, the weightiest first."""


def encode_numbers(ascending: Sequence[int]) -> str:
    """Return ascending numbers as text: each the distance from the one before, less one."""
    digits = _DIGITS
    return "".join([digits[number - before] for before, number in pairwise((-1, *ascending))])


class _Digits(dict[int, str]):
    """The digits of distances, worked out when one is first met."""

    def __missing__(self, distance: int) -> str:
        digits = self[distance] = _digits(distance - 1)
        return digits


def _digits(number: int) -> str:
    """Return a number in base 32, its lowest digit first."""
    digits = ""
    while number >= _BASE:
        number, digit = divmod(number, _BASE)
        digits += ALPHABET[_BASE + digit]
    return digits + ALPHABET[number]


_DIGITS = _Digits()


def _utf_16(word: str) -> bytes:
    return word.encode("utf-16-be", "surrogatepass")
