"""The shape of the network: brokers, bridges and groups among contacts, me left out.

* Constraint (Burt, Structural Holes, 1992): how far somebody's contacts lead back to each
  other, weighed by the ease of the ties; low means a broker. Effective size (ibid., as
  simplified by Borgatti, 1997): how many of them are not redundant; ties unweighted.
* Betweenness: the share of shortest ways that lead through somebody (`betweenness`).
* Articulation points: without whom a part would have no way to the rest; "what breaks if X
  leaves" lists the parts cut off, all but the largest (`cut_points`).
* Groups: people tied more to each other than to the rest, the largest first (`groups`).

All of it is written out here and in the modules named: networkx's own takes many times as long
to compute and a fifth of a second to import. The tests hold each measure equal to networkx's.

Whatever grows faster than the network is bounded by `measure_steps`, the ties that one measure
may walk over: betweenness by fewer pivots, constraint, effective size and the parts cut off by
looking at the best connected people only. Groups are bounded by how often people may move.
`Structure.bounded` says what was bounded. Seeds are fixed and people are numbered in the order of
their ids, so the same network gives the same numbers.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.betweenness import betweenness_of
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.cut_points import find_cut_points, parts_without
from vaultnet.strategy.groups import MOST_ROUNDS, find_groups
from vaultnet.strategy.paths import EasesByPerson, find_eases
from vaultnet.strategy.reasons import Fact, Sentence, counted, wording
from vaultnet.strategy.ties import KnownTie, TiesByPerson

SEED = 20231

Eases = Sequence[dict[int, float]]
"""By number of a person whom they know, each with the ease of their strongest tie."""


@dataclass(frozen=True, slots=True)
class Position:
    """How one contact stands in the network; measures are None where they were not computed.

    `cut_off` are the parts that would have no way to the rest without this contact, and `known`
    whom they know by which ties.
    """

    contact: NodeId
    degree: int
    constraint: float | None
    effective_size: float | None
    betweenness: float
    is_articulation: bool
    cut_off: tuple[tuple[NodeId, ...], ...]
    known: Mapping[NodeId, tuple[KnownTie, ...]]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the lines of all their ties, each once."""
        held = chain.from_iterable(self.known.values())
        return tuple(dict.fromkeys(chain.from_iterable([tie.facts for tie in held])))

    @property
    def is_broker(self) -> bool:
        """Tell whether somebody joins people who would not meet otherwise."""
        return self.betweenness > 0

    @property
    def sentence(self) -> Sentence:
        """Return what breaks if this contact leaves, or that nothing does."""
        lost = sum(len(part) for part in self.cut_off)
        if not self.is_articulation:
            return Sentence("nobody would be cut off")
        if not self.cut_off:
            return Sentence("parts of the network meet only here")
        return counted(
            lost,
            wording("one person would have no other way to the rest"),
            wording("{count} people would have no other way to the rest"),
        )


@dataclass(frozen=True, slots=True)
class Structure:
    """The positions of all contacts that know somebody, brokers first, and the groups."""

    positions: tuple[Position, ...]
    groups: tuple[tuple[NodeId, ...], ...]
    people: int
    ties: int
    bounded: tuple[Sentence, ...]

    @property
    def brokers(self) -> tuple[Position, ...]:
        """Return those whom ways between others lead through, the most important first."""
        return tuple(position for position in self.positions if position.is_broker)

    @property
    def bridges(self) -> tuple[Position, ...]:
        """Return those without whom the network falls apart, the most important first."""
        return tuple(position for position in self.positions if position.is_articulation)


def measure_structure(ties: TiesByPerson, constants: Constants) -> Structure:
    """Return the shape of the network that living ties make."""
    return place_people(ties, measure_network(find_eases(ties, constants), constants))


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a network of which only the eases of its ties are known.

    People are their place in the order of ids; `cut_off` has an entry for articulation points.
    """

    constraint: Mapping[int, float]
    effective_size: Mapping[int, float]
    betweenness: Sequence[float]
    cut_off: Mapping[int, tuple[tuple[int, ...], ...] | None]
    groups: tuple[tuple[int, ...], ...]
    ties: int
    bounded: tuple[Sentence, ...]


def place_people(ties: TiesByPerson, measures: Measures) -> Structure:
    """Return the shape of a network with the people whom it was measured by number for."""
    people = list(ties)
    positions = (
        Position(
            person,
            len(ties[person]),
            measures.constraint.get(node),
            measures.effective_size.get(node),
            measures.betweenness[node],
            node in measures.cut_off,
            _named(measures.cut_off.get(node) or (), people),
            ties[person],
        )
        for node, person in enumerate(people)
    )
    return Structure(
        tuple(sorted(positions, key=lambda item: (-item.betweenness, item.contact))),
        _named(measures.groups, people),
        len(people),
        measures.ties,
        measures.bounded,
    )


def _named(
    parts: tuple[tuple[int, ...], ...], people: list[NodeId]
) -> tuple[tuple[NodeId, ...], ...]:
    return tuple(tuple([people[node] for node in part]) for part in parts)


def measure_network(known: EasesByPerson, constants: Constants) -> Measures:
    """Return the measures of a network, as far as `measure_steps` goes."""
    numbers = {person: number for number, person in enumerate(known)}
    eases = [{numbers[other]: ease for other, ease in each.items()} for each in known.values()]
    return _measure(eases, int(constants.measure_steps))


def _measure(eases: Eases, steps: int) -> Measures:
    people, ties = len(eases), sum(map(len, eases)) // 2
    pivots = min(people, max(_FEWEST, steps // max(1, ties)))
    central = _affordable(eases, steps)
    walks = max(_FEWEST, steps // max(1, people + ties))
    known = [frozenset(others) for others in eases]
    points = sorted(find_cut_points(known), key=lambda node: (-len(eases[node]), node))
    cut_off = {
        node: parts_without(known, node) if place < walks else None
        for place, node in enumerate(points)
    }
    wholes = [math.fsum(others.values()) for others in eases]
    around = {node: _measure_around(eases, wholes, known, node) for node in central}
    groups = find_groups(eases, SEED)
    return Measures(
        {node: constraint for node, (constraint, _) in around.items()},
        {node: size for node, (_, size) in around.items()},
        betweenness_of([list(others) for others in eases], pivots, SEED),
        cut_off,
        _largest_first(groups.members),
        ties,
        (
            *_bounds(people, pivots, len(central), (len(points), walks)),
            *(() if groups.are_settled else (_unsettled(),)),
        ),
    )


_FEWEST = 16


def _affordable(eases: Eases, steps: int) -> list[int]:
    """Return the best connected people, as many as can be measured in so many steps."""
    found: list[int] = []
    degrees = list(map(len, eases))
    for node in sorted(range(len(eases)), key=lambda node: (-degrees[node], node)):
        steps -= sum([degrees[other] for other in eases[node]])
        if steps < 0 and len(found) >= _FEWEST:
            break
        found.append(node)
    return found


def _measure_around(
    eases: Eases, wholes: Sequence[float], known: Sequence[frozenset[int]], node: int
) -> tuple[float, float]:
    """Return the constraint and the effective size of somebody who has a tie.

    `wholes` are the ease of all ties of each, `known` whom each knows.
    Constraint is Σ (p_ij + Σ p_iq p_qj)² over those whom somebody knows, p_ij being the share of
    the ease of all ties of i that is that of the tie with j. Effective size is n − 2t/n for
    somebody with n ties whose others have t ties among themselves.
    """
    shares = {other: ease / wholes[node] for other, ease in eases[node].items()}
    through = dict.fromkeys(shares, 0.0)
    ends = 0
    for between, share in shares.items():
        common = known[node] & known[between]
        ends += len(common)
        if common:
            theirs = wholes[between]
            for other in common:
                through[other] += share * (eases[between][other] / theirs)
    constraint = math.fsum([(share + through[other]) ** 2 for other, share in shares.items()])
    return constraint, len(shares) - ends / len(shares)


def _largest_first(members: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    groups = (tuple(sorted(group)) for group in members)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _bounds(people: int, pivots: int, central: int, points: tuple[int, int]) -> Iterator[Sentence]:
    """Yield what was estimated or left out because the network is large."""
    if pivots < people:
        values = {"people": people, "pivots": pivots}
        yield Sentence("betweenness is estimated from {pivots} of {people} people", values)
    if central < people:
        values = {"people": people, "central": central}
        template = wording(
            "constraint is computed for the {central} best connected of {people} people"
        )
        yield Sentence(template, values)
    found, walks = points
    if walks < found:
        values = {"found": found, "walks": walks}
        template = wording("what would be cut off is listed for {walks} of {found} people")
        yield Sentence(template, values)


def _unsettled() -> Sentence:
    """Return that groups were taken as they stood after as many rounds as there may be."""
    template = wording(
        "groups are taken as they stand after {rounds} rounds of looking for better ones"
    )
    return Sentence(template, {"rounds": MOST_ROUNDS})
