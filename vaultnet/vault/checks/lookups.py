"""What the checks of links ask a vault again and again, computed when it is first asked."""

from collections.abc import Iterator

from vaultnet.domain.links import fold
from vaultnet.domain.network import kind_of
from vaultnet.domain.node import Kind, NodeId
from vaultnet.late import pattern
from vaultnet.vault.checks.resemblance import Names
from vaultnet.vault.parsed import Vault
from vaultnet.vault.vocabulary import plain

_WORD = pattern(r"\w+")


class Lookups:
    """Names that resemble a word, headings of pages, and files that were not loaded."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._left_out = frozenset(_left_out_stems(vault))
        self._names: dict[Kind | None, Names] = {}
        self._headings: dict[NodeId, tuple[str, ...]] = {}

    def is_left_out(self, target: str) -> bool:
        """Tell whether a target is a file that exists but was rejected or ignored."""
        return fold(target.removesuffix(".md").rpartition("/")[2]) in self._left_out

    def nearest(self, target: str, kind: Kind | None) -> str | None:
        """Return the id or name of a page of a kind (None: of any) that a target resembles."""
        if kind not in self._names:
            self._names[kind] = Names(_names(self.vault, kind))
        return self._names[kind].nearest(target)

    def has_heading(self, node_id: NodeId, heading: str) -> bool:
        """Tell whether a page has a heading; a mark of a block (`^3f2a`) is taken on trust."""
        wanted = heading.rpartition("#")[2]
        if wanted.startswith("^"):
            return True
        return _words(wanted) in {_words(text) for text in self._headings_of(node_id)}

    def nearest_heading(self, node_id: NodeId, heading: str) -> str | None:
        """Return the heading of a page that a word resembles."""
        return Names(self._headings_of(node_id)).nearest(heading)

    def _headings_of(self, node_id: NodeId) -> tuple[str, ...]:
        if node_id not in self._headings:
            file = self.vault.file_of(node_id)
            spans = [span for name, span in file.places.items() if name.startswith("heading/")]
            self._headings[node_id] = tuple(file.source.slice(span) for span in spans)
        return self._headings[node_id]


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a heading, in which its marks and blanks do not count."""
    return tuple(_WORD.findall(plain(text)))


def _left_out_stems(vault: Vault) -> Iterator[str]:
    rejected = (path for path, file in vault.files.items() if file.node is None)
    for path in (*rejected, *vault.ignored):
        yield fold(path.rpartition("/")[2][:-3])


def _names(vault: Vault, kind: Kind | None) -> Iterator[str]:
    """Yield the words that may be meant: the ids and names of all pages of a kind."""
    for node_id, node in vault.network.nodes.items():
        if kind is None or kind_of(node) is kind:
            yield node_id
            yield node.name
