"""What a link leads to: by path, by the end of a path, by id, by name, by alias, in that order."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass

_LEVELS = 5
_MOST_FOLDERS = 8


def fold(text: str) -> str:
    """Return the form in which names compare: NFC, without case, blanks made one."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """The words that lead to one page: its path without `.md`, its name, its other names.

    `stem` is a word beside the id, for a page whose id is not the stem of its file.
    """

    id: NodeId
    path: str
    name: str
    aliases: tuple[str, ...] = ()
    stem: str = ""


@dataclass(frozen=True, slots=True)
class LinkTable:
    """All words that lead somewhere, folded, one mapping for each level of precedence."""

    levels: tuple[Mapping[str, tuple[NodeId, ...]], ...]
    _found: dict[str, tuple[NodeId, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def candidates(self, target: str) -> tuple[NodeId, ...]:
        """Return every page that a target may mean: those of the first level that knows it.

        A target that was looked up before is not folded again: the same few are asked for by
        whatever reads links.
        """
        found = self._found.get(target)
        if found is None:
            key = fold(target.removesuffix(".md"))
            levels = (level[key] for level in self.levels if key in level)
            found = self._found[target] = next(levels, ())
        return found

    def resolve(self, target: str) -> NodeId | None:
        """Return the page that a target means, or None where there is none or more than one."""
        found = self.candidates(target)
        return found[0] if len(found) == 1 else None


def build_link_table(pages: Iterable[LinkKeys]) -> LinkTable:
    """Build the table from the words of each page; the order of pages does not matter."""
    levels: tuple[dict[str, tuple[NodeId, ...]], ...] = tuple({} for _ in range(_LEVELS))
    several: dict[tuple[int, str], set[NodeId]] = {}
    for page in pages:
        ids = (page.id, page.stem) if page.stem else (page.id,)
        words = ((page.path,), _path_ends(page.path), ids, (page.name,), page.aliases)
        for number, keys in enumerate(words):
            level = levels[number]
            for key in map(fold, keys):
                if key in level:
                    several.setdefault((number, key), {*level[key]}).add(page.id)
                else:
                    level[key] = (page.id,)
    for (number, key), found in several.items():
        levels[number][key] = tuple(sorted(found))
    return LinkTable(levels)


def _path_ends(path: str) -> tuple[str, ...]:
    """Return the ends of a path that hold a folder: of `a/b/c`, that is `b/c`."""
    parts = path.split("/")
    first = max(1, len(parts) - 1 - _MOST_FOLDERS)
    return tuple("/".join(parts[start:]) for start in range(first, len(parts) - 1))
