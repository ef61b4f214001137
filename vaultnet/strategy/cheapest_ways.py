"""The cheapest ways through a network: to everybody at once, and the best few to one person.

One search (Dijkstra, A Note on Two Problems in Connexion with Graphs, 1959) gives what the cheapest
way to everybody costs. With that known, the best few ways to one person are found going backwards
from them (Yen, Finding the k Shortest Loopless Paths, 1971): at each step it is known what the rest
costs at least (Hart, Nilsson & Raphael, A Formal Basis for the Heuristic Determination of Minimum
Cost Paths, 1968), so that hardly anybody is looked at who is not on such a way.
"""

from collections.abc import Collection, Container, Iterator, Mapping
from collections.abc import Set as AbstractSet
from heapq import heappop, heappush
from itertools import pairwise
from math import inf

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass

TOLERANCE = 1e-9
"""Costs that differ by no more are equal; each is a sum, rounded at every step."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What each step costs: from the origin to those of `first`, and along ties both ways.

    A step along a tie costs 1 / ease. Asking somebody to lead on costs `asking` beside the step, 0
    where they are not in it; those of `ends` lead nobody on.
    """

    origin: NodeId
    first: Mapping[NodeId, float]
    eases: Mapping[NodeId, Mapping[NodeId, float]]
    asking: Mapping[NodeId, float]
    ends: Collection[NodeId]

    def cost(self, one: NodeId, other: NodeId) -> float:
        """Return what a step costs that there is."""
        if one == self.origin:
            return self.first[other]
        return 1.0 / self.eases[one][other] + self.asking.get(one, 0.0)

    def leading_from(self, one: NodeId, but_to: Container[NodeId]) -> list[tuple[NodeId, float]]:
        """Return to whom a step leads from somebody, some left out, and what it costs."""
        if one == self.origin:
            return [step for step in self.first.items() if step[0] not in but_to]
        if one in self.ends:
            return []
        asking, known = self.asking.get(one, 0.0), self.eases.get(one, {})
        return [
            (other, 1.0 / ease + asking) for other, ease in known.items() if other not in but_to
        ]

    def leading_to(self, one: NodeId) -> Iterator[tuple[NodeId, float]]:
        """Yield from whom a step leads to somebody, and what it costs."""
        if one in self.first:
            yield self.origin, self.first[one]
        for other, ease in self.eases.get(one, {}).items():
            if other not in self.ends:
                yield other, 1.0 / ease + self.asking.get(other, 0.0)


@dataclass(frozen=True, slots=True)
class Reach:
    """What the cheapest way from a start to each who can be reached costs.

    `before` are all of them by cost, each with those who stand last but one on such ways: several
    where those cost the same.
    """

    start: NodeId
    costs: Mapping[NodeId, float]
    before: tuple[tuple[NodeId, tuple[NodeId, ...]], ...]


def find_reach(steps: Steps, start: NodeId) -> Reach:
    """Return what the cheapest ways from a start cost; equal ones come in the order of ids."""
    costs: dict[NodeId, float] = {}
    before: list[tuple[NodeId, tuple[NodeId, ...]]] = []
    least: dict[NodeId, float] = {start: 0.0}
    offers: dict[NodeId, list[tuple[float, NodeId]]] = {}
    nearest = [(0.0, start)]
    while nearest:
        cost, one = heappop(nearest)
        if one in costs:
            continue
        costs[one] = cost
        equals = [other for offer, other in offers.pop(one, ()) if offer <= cost + TOLERANCE]
        before.append((one, tuple(equals)))
        for other, step in steps.leading_from(one, costs):
            offer, known = cost + step, least.get(other, inf)
            if offer <= known + TOLERANCE:
                offers.setdefault(other, []).append((offer, one))
                if offer < known:
                    least[other] = offer
                    heappush(nearest, (offer, other))
    return Reach(start, costs, tuple(before))


def cheapest_ways(reach: Reach) -> Mapping[NodeId, tuple[NodeId, ...]]:
    """Return the cheapest way to each who can be reached, by cost; of equal ones the first."""
    ways: dict[NodeId, tuple[NodeId, ...]] = {reach.start: (reach.start,)}
    for one, before in reach.before:
        if one != reach.start:
            ways[one] = min([(*ways[other], one) for other in before])
    del ways[reach.start]
    return ways


def best_ways(steps: Steps, reach: Reach, target: NodeId) -> Iterator[tuple[NodeId, ...]]:
    """Yield the ways without loops from the start of a reach to somebody, the cheapest first.

    Whatever was found, the next best way shares an end with one of them, and then leaves it. For
    each end that can be shared, the cheapest way that goes on differently is waiting.
    """
    found: list[_Way] = []
    waiting: list[tuple[float, _Way, int]] = []
    if target in reach.costs and target != reach.start:
        waiting += _search(steps, reach, _Rest((target,), 0.0, frozenset()))
    while waiting:
        _, way, fork = heappop(waiting)
        yield way[::-1]
        found.append(way)
        for rest in _rests(steps, way, fork, found):
            for other in _search(steps, reach, rest):
                heappush(waiting, other)


_Way = tuple[NodeId, ...]
"""A way backwards: whom it leads to comes first, and where it starts last."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """How a way is to end, what that costs, and who may not come before: those ways are found."""

    way: _Way
    cost: float
    taken: AbstractSet[NodeId]


def _rests(steps: Steps, way: _Way, fork: int, found: list[_Way]) -> Iterator[_Rest]:
    """Yield the ends that a way shares with ways still to be found, from where it forked off."""
    cost = 0.0
    for place, (one, before) in enumerate(pairwise(way)):
        end = way[: place + 1]
        if place >= fork:
            taken = frozenset(each[place + 1] for each in found if each[: place + 1] == end)
            yield _Rest(end, cost, taken)
        cost += steps.cost(before, one)


def _search(steps: Steps, reach: Reach, rest: _Rest) -> Iterator[tuple[float, _Way, int]]:
    """Yield the cheapest way that ends as it is to, with its cost and where it forks off."""
    last = rest.way[-1]
    done = set(rest.way[:-1])
    costs = {last: rest.cost}
    after: dict[NodeId, NodeId] = {}
    nearest = [(rest.cost + reach.costs[last], last)]
    while nearest:
        one = heappop(nearest)[1]
        if one == reach.start:
            yield costs[one], rest.way + _trail(after, one, last), len(rest.way) - 1
            return
        if one in done:
            continue
        done.add(one)
        for other, step in steps.leading_to(one):
            cost = costs[one] + step
            if other in done or other not in reach.costs or cost >= costs.get(other, inf):
                continue
            if one != last or other not in rest.taken:
                costs[other] = cost
                after[other] = one
                heappush(nearest, (cost + reach.costs[other], other))


def _trail(after: Mapping[NodeId, NodeId], start: NodeId, last: NodeId) -> _Way:
    """Return a way backwards, from before the last person to the start."""
    trail = []
    one = start
    while one != last:
        trail.append(one)
        one = after[one]
    return tuple(reversed(trail))
