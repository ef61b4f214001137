"""The names of a vault's pages, without the pages: enough to find out whom somebody means."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from vaultnet.domain.links import LinkKeys, LinkTable, build_link_table
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


@dataclass(frozen=True, slots=True)
class HeldNames:
    """The names of a vault in memory."""

    by_id: dict[NodeId, NameEntry]
    link_table: LinkTable

    def exact(self, text: str) -> Sequence[NameEntry]:
        """Return the pages that a link with this target may mean."""
        return [self.by_id[found] for found in self.link_table.candidates(text)]

    def entries(self) -> Iterable[NameEntry]:
        """Return the names of all pages, ordered by id."""
        return self.by_id.values()


def hold_names(entries: Iterable[NameEntry], link_table: LinkTable | None = None) -> HeldNames:
    """Return a table of names; what links lead to is found out where it is not given."""
    held = sorted(entries, key=lambda entry: entry.id)
    table = link_table or build_link_table(
        LinkKeys(entry.id, entry.path.removesuffix(".md"), entry.name, entry.aliases)
        for entry in held
    )
    return HeldNames({entry.id: entry for entry in held}, table)
