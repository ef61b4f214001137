"""The order of names in a list, as a reader looks for them."""

from functools import lru_cache

from vaultnet.domain.links import fold
from vaultnet.late import pattern
from vaultnet.site.urls import slugify

_NUMBER = pattern(r"([0-9]+)")

NameOrder = tuple[tuple[str | tuple[int, str], ...], str]
"""What names are ordered by: words and numbers in turn, and the whole name for equal ones."""


@lru_cache(maxsize=2**15)
def name_order(name: str) -> NameOrder:
    """Return what a name is ordered by: letters without their marks, numbers by what they count.

    So `Ávila` stands before `Zamora`, and `Unit 2` before `Unit 10`.
    """
    pieces = enumerate(_NUMBER.split(slugify(name)))
    return tuple(_counted(piece) if at % 2 else piece for at, piece in pieces), fold(name)


def _counted(digits: str) -> tuple[int, str]:
    """Return the digits of a number so that they compare as the number, however long it is."""
    plain = digits.lstrip("0")
    return len(plain), plain
