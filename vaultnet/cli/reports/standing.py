"""Everything that the strategy says of one contact, gathered for the reports on a person."""

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.aims import Prospect
from vaultnet.strategy.attention import Rhythm
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reasons import Part, Score, sum_of
from vaultnet.strategy.reciprocity import Ledger
from vaultnet.strategy.sensitivity import OpenRating, find_open_ratings, find_unweighed
from vaultnet.strategy.strength import Band
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.tiers import Suggestion


@dataclass(frozen=True, slots=True)
class Standing:
    """How one contact stands in every number of the strategy.

    `rhythm` and `priority` are None for a contact that no list of actions speaks of,
    `suggestion` and `quadrant` for one without fruitfulness.
    """

    contact: Contact
    fruitfulness: Score
    open_ratings: tuple[OpenRating, ...]
    unweighed: tuple[Prospect, ...]
    strength: Score
    band: Band
    rhythm: Rhythm | None
    priority: Score | None
    ledger: Ledger
    suggestion: Suggestion | None
    quadrant: Quadrant | None

    def parts_for(self, objective: NodeId) -> tuple[Part, ...]:
        """Return the parts of the fruitfulness that one objective makes."""
        return tuple(part for part in self.fruitfulness.parts if part.about == objective)

    def points_for(self, objective: NodeId) -> float | None:
        """Return what one objective adds to the fruitfulness; None where there is none."""
        if self.fruitfulness.value is None:
            return None
        return sum_of(self.parts_for(objective))


def find_standing(strategy: Strategy, contact: Contact) -> Standing:
    """Return how a contact stands."""
    one = contact.id
    return Standing(
        contact,
        strategy.fruitfulness[one],
        find_open_ratings(contact, strategy.aims, strategy.constants),
        find_unweighed(one, strategy.aims),
        strategy.strength[one],
        strategy.bands[one],
        strategy.rhythms.get(one),
        strategy.priorities.get(one),
        strategy.ledgers[one],
        next((item for item in strategy.tiers if item.contact == one), None),
        _quadrant(strategy, one),
    )


def _quadrant(strategy: Strategy, contact: NodeId) -> Quadrant | None:
    held = strategy.portfolio.quadrants.items()
    return next((quadrant for quadrant, ids in held if contact in ids), None)
