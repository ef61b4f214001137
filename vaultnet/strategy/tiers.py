"""The tier that a contact would deserve, from its rank in fruitfulness.

Among the placed contacts with a fruitfulness, not closed, the first `key_share` are suggested as
key, the next `regular_share` as regular, the others as light; shares are rounded up.

Contacts with equal fruitfulness share a rank and so the tier: an id decides the order of a list
and never the attention that somebody deserves. The rank is the middle of the places that they
take, rounded in their favour: two who tie for the last place among the key contacts are both
key, but where twenty are rated alike, not all twenty are (the best place would say so).

A fruitfulness of zero is rated, and moves nothing: it is suggested as light, whatever its rank.
Without fruitfulness there is no suggestion, and `none` is never suggested: to give somebody no
attention is a decision and not a result.
"""

import math
from collections.abc import Iterator, Mapping
from itertools import groupby, repeat

from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Score, Sentence, wording

_ORDER = (Tier.NONE, Tier.LIGHT, Tier.REGULAR, Tier.KEY)
_SENTENCES: Mapping[Tier, str] = {
    Tier.KEY: wording("rank {rank} of {placed} in fruitfulness: worth key attention"),
    Tier.REGULAR: wording("rank {rank} of {placed} in fruitfulness: worth regular attention"),
    Tier.LIGHT: wording("rank {rank} of {placed} in fruitfulness: light attention is enough"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The tier that the rank of a contact suggests, beside the one that was chosen.

    `rank` counts from 1 among `placed`; equals share the middle of their places.
    """

    contact: NodeId
    rank: int
    placed: int
    suggested: Tier
    chosen: Tier | None
    fruitfulness: float
    confidence: float
    facts: tuple[Fact, ...]

    @property
    def is_mismatch(self) -> bool:
        """Tell whether a tier was chosen and differs from the suggested one."""
        return self.chosen is not None and self.chosen is not self.suggested

    @property
    def steps(self) -> int:
        """Return how many tiers up (or, negative, down) the suggestion is from the choice."""
        return (
            0 if self.chosen is None else _ORDER.index(self.suggested) - _ORDER.index(self.chosen)
        )

    @property
    def sentence(self) -> Sentence:
        """Return the rank and what it suggests, in words."""
        return Sentence(_SENTENCES[self.suggested], {"rank": self.rank, "placed": self.placed})


def suggest_tiers(
    contacts: Mapping[NodeId, Contact],
    fruitfulness: Mapping[NodeId, Score],
    constants: Constants,
) -> tuple[Suggestion, ...]:
    """Return a suggestion for each contact that has a rank, by rank and then by id."""
    values = {
        contact.id: value
        for contact in contacts.values()
        if contact.status is not ContactStatus.CLOSED
        and (value := fruitfulness[contact.id].value) is not None
    }
    ordered = sorted(values, key=lambda contact: (-values[contact], contact))
    ranks = _ranks([values[contact] for contact in ordered])
    return tuple(
        Suggestion(
            contact,
            rank,
            len(ordered),
            tier_of_rank(rank, len(ordered), constants) if values[contact] > 0 else Tier.LIGHT,
            contacts[contact].tier,
            values[contact],
            fruitfulness[contact].confidence,
            (Fact(contact, "tier"), *fruitfulness[contact].facts),
        )
        for contact, rank in zip(ordered, ranks, strict=True)
    )


def _ranks(values: list[float]) -> Iterator[int]:
    """Yield the ranks of values that come highest first: equals share the middle place."""
    first = 1
    for _, equals in groupby(values):
        count = len(list(equals))
        yield from repeat(first + (count - 1) // 2, count)
        first += count


def tier_of_rank(rank: int, placed: int, constants: Constants) -> Tier:
    """Return the tier of a rank, counted from 1, among so many."""
    key = math.ceil(constants.key_share * placed - 1e-9)
    regular = math.ceil((constants.key_share + constants.regular_share) * placed - 1e-9)
    if rank <= key:
        return Tier.KEY
    return Tier.REGULAR if rank <= regular else Tier.LIGHT


def mismatches(suggestions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """Return where choice and suggestion differ, the widest apart first, then by rank."""
    found = (item for item in suggestions if item.is_mismatch)
    return tuple(sorted(found, key=lambda item: (-abs(item.steps), item.rank, item.contact)))
