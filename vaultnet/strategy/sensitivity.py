"""What is not known yet, and what knowing it would change: the reach of each open rating.

A rating that an objective asks for and that is not given is left out of the fruitfulness. Here
the fruitfulness is computed once with the lowest and once with the highest rating in its place:
between the two lies what a rating could do (a one-way sensitivity analysis). It tells which
question about somebody is worth an answer.
"""

from collections.abc import Iterator
from dataclasses import replace

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.aims import Aims, Prospect
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.fruitfulness import score_fruitfulness

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class OpenRating:
    """A rating that is not given, and how far it would move the fruitfulness.

    `objectives` ask for it. `lowest` and `highest` are the changes that the lowest and the
    highest rating would make; without any fruitfulness yet they are the fruitfulness itself.
    """

    criterion: str
    objectives: tuple[NodeId, ...]
    lowest: float
    highest: float


def find_open_ratings(contact: Contact, aims: Aims, constants: Constants) -> tuple[OpenRating, ...]:
    """Return the ratings that a contact's objectives ask for, the farthest reaching first."""
    asking: dict[str, list[NodeId]] = {}
    for service in aims.services.get(contact.id, ()):
        for criterion in service.aim.weights:
            if criterion not in contact.ratings:
                asking.setdefault(criterion, []).append(service.aim.objective.id)
    now = score_fruitfulness(contact, aims, constants).value or 0.0
    found = []
    for criterion, objectives in asking.items():
        low, high = (
            _with_rating(contact, criterion, rating, (aims, constants)) - now
            for rating in (LOWEST, HIGHEST)
        )
        found.append(OpenRating(criterion, tuple(objectives), low, high))
    return tuple(sorted(found, key=lambda item: (item.lowest - item.highest, item.criterion)))


def find_unweighed(contact: NodeId, aims: Aims) -> tuple[Prospect, ...]:
    """Return the open opportunities and risks of a contact that lack a value or a likelihood."""
    return tuple(item for item in _open(contact, aims) if item.weight is None)


def _open(contact: NodeId, aims: Aims) -> Iterator[Prospect]:
    for held in (aims.opportunities, aims.risks):
        yield from (item for item in held.get(contact, ()) if item.is_open)


def _with_rating(
    contact: Contact, criterion: str, rating: int, ground: tuple[Aims, Constants]
) -> float:
    aims, constants = ground
    rated = replace(contact, ratings={**contact.ratings, criterion: rating})
    return score_fruitfulness(rated, aims, constants).value or 0.0
