"""Ids from names: the stem of the file that a new note gets."""

import unicodedata
from collections.abc import Container, Iterable

from vaultnet.domain.links import fold
from vaultnet.late import pattern

MAX_LENGTH = 80
_ID = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GAP = pattern(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´·")
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "ŧ": "t",
        "ə": "e",
    }
)
DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""Stems that Windows keeps for devices, whatever follows them."""


def slug(name: str) -> str:
    """Return the id for a name: `Ana García` gives `ana-garcia`.

    Where nothing of the name can be written in `[a-z0-9-]`, or Windows keeps the word for
    itself, a short hash of the name stands in or is added, the same for the same name.
    """
    letters = fold(name).translate(_APOSTROPHES).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", letters).casefold()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _GAP.sub("-", kept).strip("-")[:MAX_LENGTH].strip("-")
    if words and words not in DEVICE_NAMES:
        return words
    from hashlib import sha256

    mark = sha256(fold(name).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'note'}-{mark}"


def is_safe_id(text: str) -> bool:
    """Tell whether a text can be the id of a new note on every file system."""
    return len(text) <= MAX_LENGTH and text not in DEVICE_NAMES and _ID.fullmatch(text) is not None


def find_twin(name: str, others: Iterable[str]) -> str | None:
    """Return the name that a file system or a reader would take for the same, or None."""
    folded = fold(name)
    return next((other for other in others if fold(other) == folded), None)


def numbered(stem: str, taken: Container[str]) -> str:
    """Return the stem, or the stem with the first number from 2 on that is free."""
    candidate, number = stem, 2
    while candidate in taken:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate
