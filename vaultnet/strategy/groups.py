"""Groups: people tied more to each other than to the rest (Louvain: Blondel et al. 2008).

Everybody begins alone and moves to the group of theirs where the ties among members exceed most
what chance would give, until nobody gains by moving; then groups become the people of a smaller
network, and so on, until that gains next to nothing. The groups, and the order in which people
take their turns, are networkx's. Its time is saved by looking anew at the neighbours of somebody
only after one of them has moved, and by judging groups by the network that is made of them.

A crowd in which everybody knows those who came just before and after has no natural borders: they
wander for hundreds of rounds, more of them the larger it is, and the groups get no better.
Whoever has not come to rest after `MOST_ROUNDS` stays where they are; ten thousand contacts need
a dozen.
"""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

Weights = Sequence[dict[int, float]]
"""By number of a person whom they know, each with the weight of the tie.

In a network of groups, somebody's tie with themselves weighs what all ties within the group do.
"""

MOST_ROUNDS = 30
"""So many turns has everybody to move, in a network and in each that is made of its groups."""
_LEAST_GAIN = 1e-7


class Groups(NamedTuple):
    """Who is in each group, in no order, and whether everybody had come to rest there."""

    members: list[list[int]]
    are_settled: bool


def find_groups(weights: Weights, seed: int) -> Groups:
    """Return the groups of a network whose people come in order."""
    groups = [[one] for one in range(len(weights))]
    whole = sum(_degrees(weights)) / 2
    if not whole:
        return Groups(groups, are_settled=True)
    random = Random(seed)  # noqa: S311 (an order, no secret)
    quality = _quality(weights, whole)
    are_settled = True
    while True:
        places, at_rest = _settle(weights, whole, random)
        are_settled = are_settled and at_rest
        groups = [[one for part in held for one in groups[part]] for held in _members(places)]
        weights = _joined(weights, places)
        better = _quality(weights, whole)
        if better - quality <= _LEAST_GAIN:
            return Groups(groups, are_settled)
        quality = better


def _degrees(weights: Weights) -> list[float]:
    """Return the weight of all ties of each; a tie with oneself has two ends."""
    return [sum(known.values()) + known.get(one, 0) for one, known in enumerate(weights)]


def _quality(weights: Weights, whole: float) -> float:
    """Return the modularity of a network of groups: ties within them, beyond what chance gives."""
    return sum(
        known.get(one, 0.0) / whole - (degree / (2 * whole)) ** 2
        for one, (known, degree) in enumerate(zip(weights, _degrees(weights), strict=True))
    )


def _settle(weights: Weights, whole: float, random: Random) -> tuple[list[int], bool]:
    """Return for each person the number of their group, and whether all have come to rest."""
    people = len(weights)
    degrees = _degrees(weights)
    places, sizes = list(range(people)), list(degrees)
    others = [{other: w for other, w in known.items() if other != one}
              for one, known in enumerate(weights)]  # fmt: skip
    shares: list[dict[int, float] | None] = [None] * people
    turns = list(range(people))
    random.shuffle(turns)
    for _ in range(MOST_ROUNDS):
        moved = False
        for one in turns:
            place = places[one]
            share = shares[one]
            if share is None:
                share = shares[one] = _shares(others[one], places, place)
            sizes[place] -= degrees[one]
            best = _best(share, sizes, place, degrees[one], whole)
            sizes[best] += degrees[one]
            if best != place:
                moved = True
                places[one] = best
                shares[one] = None
                for other in others[one]:
                    shares[other] = None
        if not moved:
            return places, True
    return places, False


def _shares(others: dict[int, float], places: list[int], own: int) -> dict[int, float]:
    """Return the weight of somebody's ties with each group, the own one in any case."""
    found: dict[int, float] = {}
    for other, weight in others.items():
        place = places[other]
        if place in found:
            found[place] += weight
        else:
            found[place] = weight
    found.setdefault(own, 0.0)
    return found


def _best(
    shares: dict[int, float], sizes: list[float], own: int, degree: float, whole: float
) -> int:
    """Return the group that somebody gains most by moving to, the own one if nothing is gained."""
    chance = 2 * whole**2
    leaving = -shares[own] / whole + sizes[own] * degree / chance
    best, most = own, 0.0
    for place, weight in shares.items():
        gain = leaving + weight / whole - sizes[place] * degree / chance
        if gain > most:
            best, most = place, gain
    return best


def _members(places: list[int]) -> list[list[int]]:
    """Return who is in each group that has anybody, the groups in the order of their numbers."""
    found: dict[int, list[int]] = {}
    for one, place in enumerate(places):
        found.setdefault(place, []).append(one)
    return [found[place] for place in sorted(found)]


def _joined(weights: Weights, places: list[int]) -> Weights:
    """Return the network whose people are the groups of another one."""
    numbers = {place: number for number, place in enumerate(sorted(set(places)))}
    of = [numbers[place] for place in places]
    joined: list[dict[int, float]] = [{} for _ in numbers]
    for one, known in enumerate(weights):
        here = of[one]
        for other, weight in known.items():
            if other >= one:
                there = of[other]
                joined[here][there] = joined[there][here] = weight + joined[here].get(there, 0)
    return joined
