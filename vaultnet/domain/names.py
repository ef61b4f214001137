"""The names of a vault's pages, without the pages: enough to find out whom somebody means."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from vaultnet.domain.node import Kind, NodeId
from vaultnet.late import dataclass


@dataclass(frozen=True, slots=True)
class NameEntry:
    """What one page is called; `path` is that of its file, relative to the vault."""

    id: NodeId
    path: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()


class NameTable(Protocol):
    """What every list of the names of a vault answers, wherever it has them from."""

    def exact(self, text: str) -> Sequence[NameEntry]:
        """Return the pages that a link with this target may mean."""

    def entries(self) -> Iterable[NameEntry]:
        """Return the names of all pages, ordered by id."""
