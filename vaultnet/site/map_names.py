"""Room for names in a drawing: which fit where, so that no two meet and none covers a dot.

How wide a text is can only be guessed without its font; LETTER errs on the wide side. A name
stands beside its dot, on the side away from the middle if it can, and is shortened where all of
it has no room. Sizes are in the user units of the drawing.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from vaultnet.late import dataclass

LETTER = 0.6
LINE = 1.2
GAP = 6.0
LONGEST = 26
"""How many letters of a name are shown at most."""

_SHORTER = (LONGEST, 20, 16, 12)
_CELL = 40.0

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Size(StrEnum):
    """When a name is shown: on a wide screen, zoomed in only, on a phone."""

    WIDE = "wide"
    NEAR = "near"
    NARROW = "narrow"


FONTS: Mapping[Size, float] = {Size.WIDE: 13.0, Size.NEAR: 6.5, Size.NARROW: 27.0}


class Side(StrEnum):
    """Where a text stands from its place: its anchor."""

    START = "start"
    END = "end"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Name:
    """A text at a place, which is the middle of its height."""

    text: str
    x: float
    y: float
    side: Side
    size: Size


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot that wants a name."""

    x: float
    y: float
    radius: float
    name: str


class Room:
    """What is taken of a drawing around its middle, and what still fits beside it."""

    def __init__(self, width: float, height: float, size: Size, taken: Iterable[Box] = ()) -> None:
        self._half = (width / 2, height / 2)
        self._size = size
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in taken:
            self.take(box)

    def take(self, box: Box) -> None:
        """Take a box, whether it is free or not."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Tell whether a box lies within the drawing and meets nothing."""
        left, upper, right, lower = box
        wide, high = self._half
        if left < -wide or right > wide or upper < -high or lower > high:
            return False
        return not any(
            _meet(box, other) for cell in _cells(box) for other in self._cells.get(cell, ())
        )

    def take_name(self, name: Name) -> None:
        """Take the box of a name."""
        self.take(box_of(name, FONTS[self._size]))

    def place_name(self, spot: Spot) -> Name | None:
        """Take room for the name of a dot, shortened if need be, and return it; None for none."""
        for text in dict.fromkeys(shortened(spot.name, most) for most in _SHORTER):
            found = self.find_name(spot, text)
            if found is not None:
                self.take_name(found)
                return found
        return None

    def find_name(self, spot: Spot, text: str) -> Name | None:
        """Return where a text has room beside a dot, without taking it."""
        names = self._beside(spot, text)
        return next((name for name in names if self._has_room(name)), None)

    def place_label(self, text: str, x: float, y: float) -> Name:
        """Take room for a text outside the rings; as much of it as there is room for."""
        side = Side.MIDDLE if abs(x) < abs(y) / 4 else Side.START if x > 0 else Side.END
        names = [Name(shortened(text, most), x, y, side, self._size) for most in range(30, 0, -2)]
        found = next((name for name in names if self._has_room(name)), names[-1])
        left, upper, right, lower = box_of(found, FONTS[self._size])
        self.take((left - 2 * GAP, upper, right + 2 * GAP, lower))
        return found

    def _has_room(self, name: Name) -> bool:
        return self.is_free(box_of(name, FONTS[self._size]))

    def _beside(self, spot: Spot, text: str) -> Iterator[Name]:
        """Yield the places for a text beside a dot, those away from the middle first."""
        across = spot.radius + GAP
        right = Name(text, round(spot.x + across, 1), spot.y, Side.START, self._size)
        left = Name(text, round(spot.x - across, 1), spot.y, Side.END, self._size)
        yield from (right, left) if spot.x >= 0 else (left, right)
        up = spot.radius + FONTS[self._size] * LINE / 2 + 1.0
        for shift in (up, -up) if spot.y >= 0 else (-up, up):
            yield Name(text, spot.x, round(spot.y + shift, 1), Side.MIDDLE, self._size)


def square(x: float, y: float, radius: float) -> Box:
    """Return the box around a dot."""
    return (x - radius, y - radius, x + radius, y + radius)


def box_of(name: Name, font: float) -> Box:
    """Return the box that a name takes in letters of a size."""
    width, half = width_of(name.text) * font, font * LINE / 2
    part = {Side.START: 0.0, Side.MIDDLE: 0.5, Side.END: 1.0}[name.side]
    left = name.x - part * width
    return (left, name.y - half, left + width, name.y + half)


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """Return about how wide a text is, its height being 1."""
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(letter) in "WF" else LETTER


@lru_cache(maxsize=4096)
def shortened(text: str, most: int) -> str:
    """Return a text in at most so many letters, cut behind a word if one ends in its last half."""
    if len(text) <= most:
        return text
    cut = text[: max(1, most - 1)]
    head, blank, _ = cut.rpartition(" ")
    return f"{(head if blank and 2 * len(head) >= most else cut).rstrip()}…"


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, upper, right, lower = (int(edge // _CELL) for edge in box)
    return ((x, y) for x in range(left, right + 1) for y in range(upper, lower + 1))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
