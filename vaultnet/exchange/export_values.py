"""What is taken out of a vault: whom a writer gets to see, and what it makes of them."""

from collections.abc import Callable, Mapping
from datetime import date

from vaultnet.domain.contact import Contact
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.exchange.draft import Loss, Origin
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault

ReadAttachment = Callable[[str], bytes | None]
"""Reads an attachment by its path in the vault; None for one that there is not."""


def no_attachments(_path: str) -> bytes | None:
    """Read nothing: for an export without photographs."""
    return None


@dataclass(frozen=True, slots=True)
class Selection:
    """What a writer gets to see, and nothing beside it: a vault, and whom of it to export.

    `vault` is that of its audience, for others redacted before, and so is `strategy`. `is_whole`
    tells that nobody was picked out by a query. `read_attachment` gives the bytes of a photograph.
    """

    vault: Vault
    contacts: tuple[Contact, ...]
    strategy: Strategy
    is_whole: bool = True
    read_attachment: ReadAttachment = no_attachments

    @property
    def as_of(self) -> date:
        """Return the day on which the vault is seen."""
        return self.strategy.as_of

    @property
    def network(self) -> Network:
        """Return the network that the contacts are of."""
        return self.vault.network

    def origin(self, node_id: NodeId, field: str = "") -> Origin:
        """Return the file and line of a field of a page, to say what of it was lost."""
        citation = self.vault.cite(node_id, field)
        return Origin(citation.path, citation.line if field else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to write, where a format leaves a choice.

    `words` says texts of ours in the language of the reader. `card_version` is that of vCards;
    with `as_folder` there is one file for each person, and with `with_photos` their pictures
    are inside. `with_mark` puts the sign in front by which Excel knows UTF-8.
    """

    words: Translator
    card_version: str = "4.0"
    as_folder: bool = False
    with_photos: bool = False
    with_mark: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """Files as a writer made them, by their names, and what had no place in them.

    A format that makes one file gives it the name that it would have by default.
    """

    files: Mapping[str, bytes]
    losses: tuple[Loss, ...] = ()


Writer = Callable[[Selection, ExportOptions], Export]
"""What every format has: the files that it makes of a selection. It is pure."""


def loss(selection: Selection, node_id: NodeId, field: str, reason: Phrase) -> Loss:
    """Return that a field of a page has no place in what is written."""
    return Loss(selection.origin(node_id, field), field.partition("/")[0], reason)
