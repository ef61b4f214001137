"""Which paths the settings leave out: glob patterns, made ready once.

Settings may come from a stranger, and a regular expression with many stars can take for ever. So a
pattern is followed through a path letter by letter, with all places in it at once, each a bit of
a number: the time goes with the length of the path, whatever the pattern.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from vaultnet.late import dataclass, pattern

_PARTS = pattern(r"\*\*/|\*\*|\*|\?|[^*?]", re.DOTALL)
_WILD = pattern(r"\*\*/|[*?]+")
_FOLDERS, _ALL, _SOME, _ONE = "**/", "**", "*", "?"


def matches_any(patterns: tuple[str, ...], path: str) -> bool:
    """Tell whether a path, or a folder above it, matches one of some glob patterns."""
    composed = path if path.isascii() else normalize("NFC", path)
    return any(glob.matches(composed) for glob in _globs(patterns))


@dataclass(frozen=True, slots=True)
class _Glob:
    """A pattern: bit n of a number stands for the place before its part n, `end` for its end.

    From there a letter of `letters` leads on, and so does any letter but a slash from places in
    `one`. Whatever letter comes, those in `all` stay, and so do those in `some` but for a slash.
    Places in `folders` begin a folder, which the next place goes on with and a slash ends. All of
    these but `one` may match nothing. A pattern that is not `anchored` begins after any slash, too.
    """

    anchored: bool
    stretches: tuple[str, ...]
    letters: dict[str, int]
    one: int
    some: int
    all: int
    folders: int
    end: int

    def matches(self, path: str) -> bool:
        """Tell whether a path, or a folder above it, is as the pattern says."""
        if not all(stretch in path for stretch in self.stretches):
            return False
        places = self._and_after_empty(1)
        for letter in path:
            onward = (places & self.letters.get(letter, 0)) << 1
            if letter == "/":
                if places & self.end:
                    return True
                ended = (places & self.folders << 1) >> 1
                places = onward | ended | places & self.all | (not self.anchored)
            else:
                entered = (places & (self.one | self.folders)) << 1
                places = onward | entered | places & (self.some | self.all | self.folders << 1)
            places = self._and_after_empty(places)
        return bool(places & self.end)

    def _and_after_empty(self, places: int) -> int:
        """Return some places, and those that nothing leads to from there."""
        while True:
            skipped = (places & (self.some | self.all)) << 1 | (places & self.folders) << 2
            if not skipped & ~places:
                return places
            places |= skipped


@lru_cache(maxsize=16)
def _globs(patterns: tuple[str, ...]) -> tuple[_Glob, ...]:
    return tuple(_glob(normalize("NFC", each)) for each in patterns if each.strip("/"))


def _glob(text: str) -> _Glob:
    """Make a pattern ready; one without a slash matches a name at any depth."""
    bare = text.strip("/")
    bits: dict[str, int] = {}
    place = 0
    for part in _PARTS.findall(bare):
        bits[part] = bits.get(part, 0) | 1 << place
        place += 2 if part == _FOLDERS else 1
    one, some, all_, folders = (bits.pop(part, 0) for part in (_ONE, _SOME, _ALL, _FOLDERS))
    stretches = tuple(filter(None, _WILD.split(bare)))
    anchored = "/" in text.rstrip("/")
    return _Glob(anchored, stretches, bits, one, some, all_, folders, 1 << place)
