"""What the members of a group share, so that a group can be called by it.

Looked at are where they are or were (organisation and Career), the functions that they fill, and
how the owner met them. What more than half of the members share is common ground, of at least
two; what most share comes first, an organisation before a function before a way of meeting where
as many do, then by name. Nothing is guessed: a group that shares nothing has no name.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from vaultnet.domain.contact import Contact, MetThrough
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.reasons import Fact, Sentence, as_written, wording
from vaultnet.strategy.terms import phrase
from vaultnet.strategy.ties import organisation_key


class Sharing(StrEnum):
    """In what way people are alike; the order decides between what as many share."""

    ORGANISATION = "organisation"
    FUNCTION = "function"
    MET_THROUGH = "met through"


@dataclass(frozen=True, slots=True)
class CommonGround:
    """What the `sharing` members of a group have in common, and where each of them says so."""

    kind: Sharing
    label: str
    sharing: int
    members: int
    sentence: Sentence
    facts: tuple[Fact, ...]


Trait = tuple[Sharing, str]
"""A way of being alike and the folded text, or the id, of what is shared."""


def find_common_ground(network: Network, members: Iterable[NodeId]) -> CommonGround | None:
    """Return what most members of a group share, None where it is half of them or fewer."""
    people = [node for one in members if isinstance(node := network.nodes[one], Contact)]
    shared: dict[Trait, dict[NodeId, Fact]] = {}
    labels: dict[Trait, str] = {}
    for contact in people:
        for trait, label, fact in traits_of(network, contact):
            labels.setdefault(trait, label)
            shared.setdefault(trait, {}).setdefault(contact.id, fact)
    common = [trait for trait, held in shared.items() if 2 * len(held) > len(people) > 1]
    if not common:
        return None
    best = min(common, key=lambda trait: (-len(shared[trait]), _KINDS.index(trait[0]), trait[1]))
    held = shared[best]
    sentence = _sentence(best[0], labels[best], len(held), len(people))
    return CommonGround(
        best[0], labels[best], len(held), len(people), sentence, tuple(held.values())
    )


def traits_of(network: Network, contact: Contact) -> Iterator[tuple[Trait, str, Fact]]:
    """Yield what somebody may share with others: the trait, its label, and where it stands."""
    if contact.organisation is not None:
        key = organisation_key(network, contact.organisation)
        label = _name(network, key, contact.organisation.text)
        yield (Sharing.ORGANISATION, key), label, Fact(contact.id, "organisation")
    for index, step in enumerate(contact.career):
        if step.organisation is not None:
            key = organisation_key(network, step.organisation)
            label = _name(network, key, step.organisation.text)
            yield (Sharing.ORGANISATION, key), label, Fact(contact.id, f"career/{index}")
    for index, function in enumerate(contact.functions):
        trait = (Sharing.FUNCTION, " ".join(phrase(function)))
        yield trait, function, Fact(contact.id, f"functions/{index}")
    if (met := contact.met_through) is not None and met is not MetThrough.OTHER:
        yield (Sharing.MET_THROUGH, met.value), met.value, Fact(contact.id, "met_through")


def _name(network: Network, key: str, written: str) -> str:
    node = network.nodes.get(NodeId(key))
    return written if node is None else node.name


_KINDS = tuple(Sharing)
_SENTENCES: Mapping[Sharing, tuple[str, str]] = {
    Sharing.ORGANISATION: (
        wording("all are or were at {label}"),
        wording("{sharing} of {members} are or were at {label}"),
    ),
    Sharing.FUNCTION: (
        wording("all share a function: {label}"),
        wording("{sharing} of {members} share a function: {label}"),
    ),
}
_MET: Mapping[str, tuple[str, str]] = {
    MetThrough.STUDIES: (
        wording("you met all of them through studies"),
        wording("you met {sharing} of {members} through studies"),
    ),
    MetThrough.WORK: (
        wording("you met all of them through work"),
        wording("you met {sharing} of {members} through work"),
    ),
    MetThrough.EVENT: (
        wording("you met all of them at an event"),
        wording("you met {sharing} of {members} at an event"),
    ),
    MetThrough.INTRODUCTION: (
        wording("you met all of them by an introduction"),
        wording("you met {sharing} of {members} by an introduction"),
    ),
    MetThrough.COMMUNITY: (
        wording("you met all of them through a community"),
        wording("you met {sharing} of {members} through a community"),
    ),
    MetThrough.ONLINE: (
        wording("you met all of them online"),
        wording("you met {sharing} of {members} online"),
    ),
}


def _sentence(kind: Sharing, label: str, sharing: int, members: int) -> Sentence:
    every, some = _MET[label] if kind is Sharing.MET_THROUGH else _SENTENCES[kind]
    values = {"label": as_written(label), "sharing": sharing, "members": members}
    return Sentence(every if sharing == members else some, values)
