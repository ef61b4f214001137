"""What a link leads to: by path, by id, by name, by alias, in that order."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vaultnet.domain.node import NodeId

_LEVELS = 4


def fold(text: str) -> str:
    """Return the form in which names compare: NFC, without case, blanks made one."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """The words that lead to one page: its path without `.md`, its name, its other names."""

    id: NodeId
    path: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkTable:
    """All words that lead somewhere, folded, one mapping for each level of precedence."""

    levels: tuple[Mapping[str, tuple[NodeId, ...]], ...]

    def candidates(self, target: str) -> tuple[NodeId, ...]:
        """Return every page that a target may mean: those of the first level that knows it."""
        key = fold(target.removesuffix(".md"))
        for level in self.levels:
            if found := level.get(key):
                return found
        return ()

    def resolve(self, target: str) -> NodeId | None:
        """Return the page that a target means, or None where there is none or more than one."""
        found = self.candidates(target)
        return found[0] if len(found) == 1 else None


def build_link_table(pages: Iterable[LinkKeys]) -> LinkTable:
    """Build the table from the words of each page; the order of pages does not matter."""
    levels: tuple[dict[str, set[NodeId]], ...] = tuple({} for _ in range(_LEVELS))
    for page in pages:
        stem = page.path.rsplit("/", maxsplit=1)[-1]
        words = ((page.path,), (page.id, stem), (page.name,), page.aliases)
        for level, keys in zip(levels, words, strict=True):
            for key in keys:
                level.setdefault(fold(key), set()).add(page.id)
    return LinkTable(tuple({key: tuple(sorted(ids)) for key, ids in lv.items()} for lv in levels))
