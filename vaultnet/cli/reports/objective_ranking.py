"""Who serves an objective, by how far each could move it."""

from collections.abc import Iterator, Mapping

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import Objective
from vaultnet.late import dataclass
from vaultnet.strategy.fruitfulness import fit_of
from vaultnet.strategy.reasons import Fact, Part, descending, sum_of
from vaultnet.strategy.summary import Strategy


@dataclass(frozen=True, slots=True)
class Ranked:
    """A contact that serves an objective, with the parts of their points for it.

    `rank` counts from 1, and equals share the better place; it is None where nothing is known, or
    the relationship is closed. `confidence` is the known share of what the objective rates.
    `serves` is where the contact says that it serves.
    """

    contact: Contact
    rank: int | None
    parts: tuple[Part, ...]
    confidence: float
    serves: Fact

    @property
    def points(self) -> float | None:
        """Return the points for this objective, None where nothing is known."""
        return sum_of(self.parts) if self.parts else None

    def of(self, name: str) -> float | None:
        """Return the points of one part (`fit`, `opportunity`, `risk`), None where it has none."""
        return next((part.points for part in self.parts if part.name == name), None)


def rank(strategy: Strategy, objective: Objective) -> tuple[Ranked, ...]:
    """Return who serves an objective: the most points first, then those nothing is known of.

    Closed relationships stand last. An objective that is not active gives nobody points.
    """
    served = dict(_serving(strategy.network, objective))
    parts = {one: _parts(strategy, one, objective) for one in served}
    points = {one: sum_of(held) for one, held in parts.items() if held}
    contacts = strategy.contacts
    order = sorted(
        served, key=lambda one: (_is_closed(contacts[one]), descending(points.get(one)), one)
    )
    values = [points[one] for one in order if one in points and not _is_closed(contacts[one])]
    return tuple(
        Ranked(
            contacts[one],
            None
            if one not in points or _is_closed(contacts[one])
            else values.index(points[one]) + 1,
            parts[one],
            _confidence(strategy, contacts[one], objective),
            served[one],
        )
        for one in order
    )


def _serving(network: Network, objective: Objective) -> Iterator[tuple[NodeId, Fact]]:
    """Yield who says that they serve an objective, and where."""
    for contact in network.contacts:
        for index, reference in enumerate(contact.serves):
            if network.resolve(reference) is objective:
                yield contact.id, Fact(contact.id, f"serves/{index}")
                break


def _parts(strategy: Strategy, one: NodeId, objective: Objective) -> tuple[Part, ...]:
    score = strategy.fruitfulness[one]
    return tuple(part for part in score.parts if part.about == objective.id)


def _is_closed(contact: Contact) -> bool:
    return contact.status is ContactStatus.CLOSED


def _confidence(strategy: Strategy, contact: Contact, objective: Objective) -> float:
    aim = strategy.aims.aims.get(objective.id)
    weights: Mapping[str, float] = {} if aim is None else aim.weights
    return fit_of(contact.ratings, weights)[1]
