"""What of a text is compared in a search: its letters and figures, without case and accents.

Each code point is folded on its own, so that a script can do the very same and still knows where
in the text a match stands. `templates/site/assets/search.js` holds the other half; one list of
cases, `tests/site/folding.json`, holds the two together.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

MAX_WORD = 32
"""How many letters of a word count; what is longer is no word that anybody types."""

_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
    "ı": "i", "ħ": "h", "ς": "σ",
}  # fmt: skip
_DROPPED = (
    (0x0300, 0x036F), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20F0), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip
"""Marks over and under letters that people leave out when they type."""
_SINGLE = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3FFFF))
"""Scripts that put no blanks between words: each of their letters is a word."""


class _Folding(dict[int, str]):
    """A table for `str.translate` that works out each code point when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in their order."""
    return [word for piece in text.split() for word in _words_of_piece(piece)]


def distinct_words(text: str) -> Iterable[str]:
    """Return the folded words of a text as they come, each once."""
    pieces = dict.fromkeys(text.split())
    return dict.fromkeys(chain.from_iterable(map(_words_of_piece, pieces)))


def joined_words(text: str) -> list[str]:
    """Return the words of a text, and as one word those that no blank parts: `obrien`, `att`."""
    found: list[str] = []
    for piece in text.split():
        words = _words_of_piece(piece)
        found += words
        if len(words) > 1:
            found.append("".join(words)[:MAX_WORD])
    return found


@lru_cache(maxsize=1 << 15)
def _words_of_piece(piece: str) -> tuple[str, ...]:
    """Return the words of what stands between two blanks: texts say the same again and again."""
    return tuple(word[:MAX_WORD] for word in piece.translate(_TABLE).split())


def _fold(letter: str) -> str:
    lowered = unicodedata.normalize("NFKD", letter).lower()
    return "".join(_part(part) for part in unicodedata.normalize("NFKD", lowered))


def _part(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    category = unicodedata.category(letter)
    if category == "Cf" or _is_among(letter, _DROPPED):
        return ""
    if category[0] not in "LNM":
        return " "
    return f" {letter} " if _is_among(letter, _SINGLE) else letter


def _is_among(letter: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(letter)
    return any(first <= code <= last for first, last in ranges)


_TABLE = _Folding()
