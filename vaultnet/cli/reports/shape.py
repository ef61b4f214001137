"""The shape of the network as its report tells it: where ties come from, and who has none."""

from collections import Counter
from collections.abc import Iterator, Mapping

from vaultnet.domain.contact import ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.common_ground import CommonGround, find_common_ground
from vaultnet.strategy.structure import Structure
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.ties import TieSource


@dataclass(frozen=True, slots=True)
class Circle:
    """A group of people tied more to each other than to the rest, and what they share."""

    number: int
    members: tuple[NodeId, ...]
    ground: CommonGround | None


@dataclass(frozen=True, slots=True)
class Shape:
    """The structure of a network with what stands around it.

    `sources` counts the pairs that know each other by each source; a pair may have several.
    `expired` counts ties that have ended or not begun. `alone` are those who know nobody, closed
    contacts left out.
    """

    strategy: Strategy
    structure: Structure
    circles: tuple[Circle, ...]
    sources: Mapping[TieSource, int]
    expired: int
    alone: tuple[NodeId, ...]


def find_shape(strategy: Strategy) -> Shape:
    """Return the shape of a network."""
    structure = strategy.structure
    return Shape(
        strategy,
        structure,
        tuple(
            Circle(number, members, find_common_ground(strategy.network, members))
            for number, members in enumerate(structure.groups, start=1)
        ),
        _by_source(strategy),
        sum(tie.is_expired(strategy.as_of) for tie in strategy.ties),
        tuple(_alone(strategy)),
    )


def _by_source(strategy: Strategy) -> Mapping[TieSource, int]:
    pairs = {(tie.pair, tie.source) for tie in strategy.ties if not tie.is_expired(strategy.as_of)}
    found = Counter(source for _, source in pairs)
    return {source: found[source] for source in TieSource}


def _alone(strategy: Strategy) -> Iterator[NodeId]:
    for one, contact in strategy.contacts.items():
        if one not in strategy.living_ties and contact.status is not ContactStatus.CLOSED:
            yield one
