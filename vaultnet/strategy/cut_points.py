"""Articulation points: without whom a network falls apart, and into which parts.

They are found in one walk over the network (Hopcroft & Tarjan, Efficient Algorithms for Graph
Manipulation, 1973), without recursion, so that no chain of people is too long.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

Neighbours = Sequence[AbstractSet[int]]
"""Whom each person knows, people as their number."""


def find_cut_points(neighbours: Neighbours) -> set[int]:
    """Return everybody without whom those whom they know have no way to each other."""
    found: set[int] = set()
    times = [0] * len(neighbours)
    for start in range(len(neighbours)):
        if not times[start]:
            found |= _walk(neighbours, start, times)
    return found


def parts_without(neighbours: Neighbours, one: int) -> tuple[tuple[int, ...], ...]:
    """Return the parts that a network falls into without somebody, all but the largest."""
    left = set(neighbours[one])
    parts: list[tuple[int, ...]] = []
    while left:
        part = _part_of(neighbours, min(left), one)
        left -= part
        parts.append(tuple(sorted(part)))
    parts.sort(key=lambda part: (-len(part), part))
    return tuple(parts[1:])


def _walk(neighbours: Neighbours, start: int, times: list[int]) -> set[int]:
    """Return the cut points among those whom one can be led to.

    `times` notes when each was first met, counted from 1. `lowest` is the earliest who can be met
    again by going on from somebody: who is met from there alone is cut off without them.
    """
    found: set[int] = set()
    lowest = {start: 1}
    times[start] = clock = 1
    branches = 0
    trail = [(start, start, iter(neighbours[start]))]
    while trail:
        before, one, others = trail[-1]
        for other in others:
            if not times[other]:
                clock += 1
                times[other] = lowest[other] = clock
                branches += one == start
                trail.append((one, other, iter(neighbours[other])))
                break
            if other != before and times[other] < lowest[one]:
                lowest[one] = times[other]
        else:
            trail.pop()
            lowest[before] = min(lowest[before], lowest[one])
            if before != start and lowest[one] >= times[before]:
                found.add(before)
    return found | {start} if branches > 1 else found


def _part_of(neighbours: Neighbours, one: int, without: int) -> set[int]:
    """Return all who can be reached from somebody while somebody else is left out."""
    found = {one}
    nearest = {one}
    while nearest:
        known = set().union(*[neighbours[each] for each in nearest])
        nearest = known - found - {without}
        found |= nearest
    return found
