"""Betweenness: the share of shortest ways that lead through somebody (Freeman 1977, Brandes 2001).

Ways are counted from every person, or, in a large network, from evenly drawn pivots (Brandes &
Pich, Centrality Estimation in Large Networks, 2007). The result is networkx's to the last bit, in
a fraction of its time: who is nearest to many is looked for from the side of the fewer people
(Beamer, Direction-Optimizing Breadth-First Search, 2012).
"""

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from vaultnet.late import dataclass

Neighbours = Sequence[Iterable[int]]
"""Whom each person knows, people as their number; in order."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """The shortest ways from one person: all who are reached, in the order of reaching them.

    `counts` says for each how many ways there are, `before` who stands one step before them.
    """

    reached: list[int]
    counts: list[float]
    before: Mapping[int, list[int]]


def betweenness_of(neighbours: Neighbours, pivots: int, seed: int) -> Sequence[float]:
    """Return the betweenness of everybody, 0 to 1, estimated from so many pivots."""
    people = len(neighbours)
    if pivots >= people:
        through = _through(neighbours, range(people))
        scale = 1 / ((people - 1) * (people - 2)) if people > 2 else 1.0
        return [value * scale for value in through]
    drawn = Random(seed).sample(range(people), pivots)  # noqa: S311 (a choice, no secret)
    through = _through(neighbours, drawn)
    # A pivot begins ways of its own, which do not lead through it.
    others, own = 1 / (pivots * (people - 2)), 1 / ((pivots - 1) * (people - 2))
    chosen = frozenset(drawn)
    return [value * (own if one in chosen else others) for one, value in enumerate(through)]


def _through(neighbours: Neighbours, starts: Iterable[int]) -> list[float]:
    """Return how many ways from some people lead through each, of several ways each its share."""
    found = [0.0] * len(neighbours)
    for start in starts:
        ways = _ways_from(neighbours, start)
        counts, before = ways.counts, ways.before
        shares = [0.0] * len(neighbours)
        for one in reversed(ways.reached[1:]):
            share = shares[one]
            found[one] += share
            each = (1 + share) / counts[one]
            for other in before[one]:
                shares[other] += counts[other] * each
    return found


def _ways_from(neighbours: Neighbours, start: int) -> _Ways:
    people = len(neighbours)
    steps, counts = [-1] * people, [0.0] * people
    steps[start], counts[start] = 0, 1.0
    before: dict[int, list[int]] = {}
    reached, nearest, left = [start], [start], people - 1
    distance = 0
    while nearest and left:
        if len(nearest) <= left:
            found = _next_of_nearest(neighbours, nearest, steps)
        else:
            found = _next_of_others(neighbours, nearest, steps)
        distance += 1
        for one in found:
            steps[one] = distance
        for one, others in found.items():
            counts[one] = sum([counts[other] for other in others])
        before.update(found)
        nearest = list(found)
        reached += nearest
        left -= len(nearest)
    return _Ways(reached, counts, before)


def _next_of_nearest(
    neighbours: Neighbours, nearest: list[int], steps: list[int]
) -> dict[int, list[int]]:
    """Return whom those reached last know and nobody before them, each with those who do."""
    found: dict[int, list[int]] = {}
    for one in nearest:
        for other in neighbours[one]:
            if steps[other] < 0:
                if other in found:
                    found[other].append(one)
                else:
                    found[other] = [one]
    return found


def _next_of_others(
    neighbours: Neighbours, nearest: list[int], steps: list[int]
) -> dict[int, list[int]]:
    """Return the same, in the same order, by asking those who were not reached yet."""
    distance = steps[nearest[0]]
    places = {one: place for place, one in enumerate(nearest)}
    found: dict[int, list[int]] = {}
    for one, step in enumerate(steps):
        if step < 0:
            known = [other for other in neighbours[one] if steps[other] == distance]
            if known:
                found[one] = known
    order = sorted(found, key=lambda one: min([places[other] for other in found[one]]))
    return {one: found[one] for one in order}
