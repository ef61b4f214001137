"""Finds the name that somebody probably meant, in time that does not grow with every name."""

from collections.abc import Iterable

from vaultnet.vault.vocabulary import plain

_EDGE = 3
_MOST_COMPARED = 48
_ENOUGH = 0.8


class Names:
    """Names that can be asked for the one that a misspelt word resembles.

    Only names that share the first or the last letters with the word are compared, and only
    the nearest few in length, so that thousands of unknown words stay cheap.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_edge: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(set(names)):
            letters = _letters(name)
            for edge in _edges(letters):
                self._by_edge.setdefault(edge, []).append((letters, name))

    def nearest(self, word: str) -> str | None:
        """Return the name that resembles a word most, or None where none is near enough."""
        letters = _letters(word)
        if len(letters) < _EDGE:
            return None
        found = {pair for edge in _edges(letters) for pair in self._by_edge.get(edge, ())}
        near = sorted(found, key=lambda pair: (abs(len(pair[0]) - len(letters)), pair))
        rated = [(_likeness(letters, pair[0]), pair[1]) for pair in near[:_MOST_COMPARED]]
        best = max(rated, key=lambda pair: pair[0], default=(0.0, ""))
        return best[1] if best[0] >= _ENOUGH else None


def _letters(text: str) -> str:
    """Return only the letters and digits of a text, without case and accents."""
    return "".join(filter(str.isalnum, plain(text)))


def _edges(letters: str) -> set[str]:
    """Return the keys under which a name is found: how it begins and how it ends."""
    return {f"{letters[:_EDGE]}…", f"…{letters[-_EDGE:]}"}


def _likeness(first: str, second: str) -> float:
    """Return 0 to 1; a word that begins the whole name ("Ana García" of three) is near enough."""
    from difflib import SequenceMatcher

    if second.startswith(first) and len(first) >= 2 * _EDGE:
        return 0.9
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < _ENOUGH or matcher.quick_ratio() < _ENOUGH:
        return 0.0
    return matcher.ratio()
