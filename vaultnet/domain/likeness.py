"""How alike two names are, and the forms in which ways to reach somebody compare."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from urllib.parse import unquote, urlsplit

from rapidfuzz.distance import Indel

from vaultnet.domain.words import plain
from vaultnet.late import pattern

_GAP = pattern(r"[\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´·")
_HONORIFICS = frozenset(
    (
        *("mr", "mrs", "ms", "mx", "dr", "prof", "sir", "dame", "phd", "md", "jr"),
        *("sr", "sra", "srta", "don", "dona", "d", "dra", "profa", "ing", "lic"),
    )
)
_INITIAL = 85
_OTHER_ORDER = 92
_ONE_WORD_OF_SEVERAL = 70
_MISSING_WORD = 4
_MOST_WORDS = 8
_EXTENSION = pattern(r"(?:;?ext[.=: ]*|x|#)\s*(\d+)\s*$", re.IGNORECASE)
_TRUNK_PREFIX = pattern(r"\(0\)")
_NATIONAL_DIGITS = 9
_FEWEST_DIGITS = 7
_TRACKING = pattern(r"(?:utm_\w+|fbclid|gclid|ref|trk|original_referer)(?:=|$)")
_LINKEDIN = pattern(r"(?:[a-z]{2,3}\.)?linkedin\.com$")
_PROFILE = pattern(r"/(?:in|pub)/[^/]+")


def likeness(first: str, second: str) -> int:
    """Return how alike two names of people are, 0 to 100, whichever is given first.

    Case, accents and titles do not count, nor does whether the family comes first. Each word of
    the shorter name is set against its nearest in the longer one, and the least alike pair
    weighs as much as all together: "Ana García" is not "María García". A name that lacks a word
    of the other ("Ana García López") loses a little, an initial stands for its word, and one word
    alone is never enough for a name of several.
    """
    pair = sorted((name_words(first), name_words(second)), key=lambda words: (len(words), words))
    fewer, more = pair
    if not fewer:
        return 0
    if turned(fewer) == turned(more) or "".join(fewer) == "".join(more):
        return 100
    if sorted(fewer) == sorted(more):
        return _OTHER_ORDER
    alike = _paired(fewer, more)
    score = (sum(alike) / len(alike) + min(alike)) / 2
    score -= _MISSING_WORD * (len(more) - len(fewer))
    if len(fewer) == 1 < len(more):
        score = min(score, _ONE_WORD_OF_SEVERAL)
    return max(0, min(99, round(score)))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in the form in which they compare.

    A title is left out where two words remain: "Don Draper" is a name of two words.
    """
    folded = plain(name.translate(_APOSTROPHES))
    words = tuple(word for word in _GAP.split(folded) if word)[:_MOST_WORDS]
    untitled = tuple(word for word in words if word not in _HONORIFICS)
    return untitled if len(untitled) > 1 else words


def turned(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name, the same whether the given name or the family comes first.

    "García López, Ana" is Ana García López, and Ana López García is somebody else.
    """
    return min(words[start:] + words[:start] for start in range(len(words) or 1))


def email_key(address: str) -> str:
    """Return a mail address as it compares: without case, blanks and `mailto:`."""
    return unicodedata.normalize("NFC", address.strip()).casefold().removeprefix("mailto:")


def phone_key(number: str) -> str:
    """Return a telephone number as it compares: its last nine digits, and its extension.

    So a number is the same with its country and without. One too short to belong to one person
    alone gives nothing.
    """
    text = number.strip().removeprefix("tel:")
    extension = _EXTENSION.search(text)
    main = _TRUNK_PREFIX.sub("", text[: extension.start()] if extension else text)
    digits = "".join(str(unicodedata.digit(sign)) for sign in main if sign.isdigit())
    if len(digits) < _FEWEST_DIGITS:
        return ""
    return digits[-_NATIONAL_DIGITS:] + (f"x{extension[1]}" if extension else "")


def url_key(address: str) -> str:
    """Return a web address as it compares: host and path, without what tracks the reader.

    The pages of one person on LinkedIn are one, whatever their country and language. What is
    no address gives nothing.
    """
    text = address.strip()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if "." not in host:
        return ""
    path = unicodedata.normalize("NFC", unquote(parts.path)).casefold().rstrip("/")
    if _LINKEDIN.fullmatch(host):
        profile = _PROFILE.match(path)
        return f"linkedin.com{profile[0] if profile else path}"
    asked = [part for part in parts.query.split("&") if part and not _TRACKING.match(part)]
    return host + path + (f"?{'&'.join(asked)}" if asked else "")


def _paired(fewer: Sequence[str], more: Sequence[str]) -> list[float]:
    """Return how alike each word of a name is to the word of the other that it stands for."""
    pairs = product(range(len(fewer)), range(len(more)))
    ranked = sorted((-_word_likeness(fewer[i], more[j]), i, j) for i, j in pairs)
    found: dict[int, float] = {}
    taken: set[int] = set()
    for unlike, i, j in ranked:
        if i not in found and j not in taken:
            found[i] = -unlike
            taken.add(j)
    return list(found.values())


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 100
    if min(len(one), len(other)) == 1:
        return _INITIAL if one[0] == other[0] else 0
    return Indel.normalized_similarity(one, other) * 100
