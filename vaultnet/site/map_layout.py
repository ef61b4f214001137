"""The network as a drawing: me in the middle, rings by strength, sectors by group.

Places are in user units around the middle; the drawing is WIDTH by HEIGHT of them, of which a
phone shows the middle NARROW. A contact stands in the ring of its band, the nearer the warmer,
and in the sector of its group, at an angle that follows from its place among the ids of the
group; where somebody stands already it moves aside. Widths of rings and sectors grow with the
people in them by steps, so that one contact more moves nobody but neighbours, as a rule.

Up to MAX_DOTS contacts each have a dot. Of more, the most fruitful of each sector keep theirs and
the others are gathered into a bubble for each ring of each sector. Nothing is random, and nothing
depends on the order in which people are given.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, groupby, islice, pairwise

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.site.charts import bubble_radius
from vaultnet.site.map_names import LONGEST, Name, Room, Side, Size, Spot, shortened, square

WIDTH, HEIGHT, NARROW = 1180.0, 800.0, 800.0
MAX_DOTS = 150
KEPT = 4
"""How many of each sector keep their dot where the others are gathered."""

CORE, OUTER = 28.0, 360.0
_LEAST_RING = 44.0
_LEAST_SECTOR = 1 / 30
_BETWEEN = 1.5
_FIRST_ANGLE = -90.0
_LEAST_DOT, _MOST_DOT = 4.5, 8.5
_LEAST_BUBBLE, _MOST_BUBBLE = 8.0, 24.0
_STEP = 7.0
_ROOMY = 60
_NARROW_NAMES = 16
_ME = square(0.0, 0.0, CORE - 6.0)
_TRIED = 150


@dataclass(frozen=True, slots=True)
class Person:
    """A contact to be placed: its sector and ring by number, and how deep in the ring (0 to 1).

    `worth` is 0 to 1, how fruitful the contact is beside the most fruitful one; None without
    data.
    """

    contact: NodeId
    name: str
    sector: int
    ring: int
    depth: float
    worth: float | None


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring with its word, which stands at the top, inside its outer edge."""

    name: Name
    inner: float
    outer: float


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector: its angles in degrees, clockwise from the right, and where it begins and ends.

    The line from (`inner_x`, `inner_y`) to (`outer_x`, `outer_y`) is where it begins.
    """

    start: float
    end: float
    inner_x: float
    inner_y: float
    outer_x: float
    outer_y: float

    @property
    def middle(self) -> float:
        """Return the angle of the middle."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot for one contact, or a bubble for several of a sector and a ring."""

    x: float
    y: float
    radius: float
    sector: int
    ring: int
    contacts: tuple[NodeId, ...]
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """The whole drawing; marks go round by sector, from the inside outwards."""

    rings: tuple[Ring, ...]
    sectors: tuple[Sector, ...]
    labels: tuple[Name, ...]
    marks: tuple[Mark, ...]
    is_gathered: bool


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be placed, and where it would like to be."""

    people: tuple[Person, ...]
    radius: float
    angle: float
    distance: float


def draw_map(people: Iterable[Person], rings: Sequence[str], sectors: Sequence[str]) -> Map:
    """Return the drawing of people; `rings` are words from the inside out, `sectors` names."""
    held = sorted(people, key=lambda person: (person.sector, person.contact))
    is_gathered = len(held) > MAX_DOTS
    drawn_rings = _rings(held, rings)
    drawn_sectors = _sectors(held, len(sectors), is_gathered=is_gathered)
    wishes = (_gathered if is_gathered else _single)(held, drawn_rings, drawn_sectors)
    room = Room(WIDTH, HEIGHT, Size.WIDE, (_ME,))
    for ring in drawn_rings:
        room.take_name(ring.name)
    labels = tuple(_sector_labels(room, drawn_sectors, sectors))
    marks = _named(_placed(wishes, drawn_rings, drawn_sectors, room), wishes, room)
    return Map(drawn_rings, drawn_sectors, labels, marks, is_gathered)


def stepped(count: int) -> int:
    """Return a count, rounded up to 1, 2, 3, 4, 6, 8, 12, 16, 24 …, so that it rarely changes."""
    if count <= 2:
        return max(0, count)
    power = 1 << (count - 1).bit_length()
    return power * 3 // 4 if count <= power * 3 // 4 else power


def _rings(people: Sequence[Person], labels: Sequence[str]) -> tuple[Ring, ...]:
    """Return the rings; who is many gets more of the room, the inner rings sooner."""
    counts = [sum(person.ring == ring for person in people) for ring in range(len(labels))]
    wanted = [stepped(count) / (ring + 1) for ring, count in enumerate(counts)]
    spare = OUTER - CORE - _LEAST_RING * len(labels)
    whole = math.fsum(wanted) or 1.0
    widths = (_LEAST_RING + spare * (want / whole) for want in wanted)
    edges = [round(edge, 1) for edge in accumulate(widths, initial=CORE)]
    return tuple(
        Ring(_ring_name(label, outer), inner, outer)
        for label, (inner, outer) in zip(labels, pairwise(edges), strict=True)
    )


def _ring_name(label: str, outer: float) -> Name:
    return Name(label, 0.0, round(10.0 - outer, 1), Side.MIDDLE, Size.WIDE)


def _sectors(people: Sequence[Person], count: int, *, is_gathered: bool) -> tuple[Sector, ...]:
    sizes = [stepped(sum(person.sector == sector for person in people)) for sector in range(count)]
    weights = [math.sqrt(size) if is_gathered else float(size) for size in sizes]
    least = math.fsum(weights) * _LEAST_SECTOR
    weights = [max(weight, least) for weight in weights]
    whole = math.fsum(weights) or 1.0
    angles = accumulate((360.0 * weight / whole for weight in weights), initial=_FIRST_ANGLE)
    return tuple(_sector(start, end) for start, end in pairwise(angles))


def _sector(start: float, end: float) -> Sector:
    inner, outer = _at(start, CORE), _at(start, OUTER)
    return Sector(round(start, 2), round(end, 2), *inner, *outer)


def _at(angle: float, distance: float) -> tuple[float, float]:
    """Return the place at an angle in degrees and a distance from the middle."""
    turn = math.radians(angle)
    x, y = distance * math.cos(turn), distance * math.sin(turn)
    return (round(x, 1) + 0.0, round(y, 1) + 0.0)


def _single(
    people: Sequence[Person], rings: Sequence[Ring], sectors: Sequence[Sector]
) -> list[_Wish]:
    """Return a wish for each contact, those of a sector at equal angles in the order of ids."""
    most = _MOST_DOT if len(people) <= _ROOMY else _MOST_DOT - 2.0
    wishes = []
    for number, members in groupby(people, key=lambda person: person.sector):
        held, sector = list(members), sectors[number]
        for place, person in enumerate(held):
            radius = _dot_radius(person, most)
            angle = sector.start + (sector.end - sector.start) * (place + 0.5) / len(held)
            wishes.append(_Wish((person,), radius, angle, _distance(person, rings, radius)))
    return wishes


def _distance(person: Person, rings: Sequence[Ring], radius: float) -> float:
    ring, edge = rings[person.ring], radius + 2.0
    return ring.inner + edge + person.depth * max(0.0, ring.outer - ring.inner - 2 * edge)


def _dot_radius(person: Person, most: float) -> float:
    return round(_LEAST_DOT + (most - _LEAST_DOT) * math.sqrt(person.worth or 0.0), 1)


def _gathered(
    people: Sequence[Person], rings: Sequence[Ring], sectors: Sequence[Sector]
) -> list[_Wish]:
    """Return wishes for a bubble in each cell, then for the most fruitful of each sector."""
    kept = [one for _, held in groupby(people, lambda one: one.sector) for one in _most(held)]
    others = sorted(set(people) - set(kept), key=lambda one: (one.sector, one.ring, one.contact))
    cells = [tuple(held) for _, held in groupby(others, lambda one: (one.sector, one.ring))]
    most = max(map(len, cells), default=0)
    bubbles = [_bubble(cell, most, rings, sectors) for cell in cells]
    return [*bubbles, *_single(kept, rings, sectors)]


def _most(people: Iterable[Person]) -> list[Person]:
    """Return the most fruitful of a sector, in the order of ids; who has no data is not one."""
    known = [person for person in people if person.worth is not None]
    best = sorted(known, key=lambda person: (-(person.worth or 0.0), person.contact))[:KEPT]
    return sorted(best, key=lambda person: person.contact)


def _bubble(
    cell: tuple[Person, ...], most: int, rings: Sequence[Ring], sectors: Sequence[Sector]
) -> _Wish:
    ring, sector = rings[cell[0].ring], sectors[cell[0].sector]
    distance = (ring.inner + ring.outer) / 2
    arc = math.radians(sector.end - sector.start) * distance
    room = min(ring.outer - ring.inner, arc) / 2 - 2.0
    radius = bubble_radius(len(cell), most, _LEAST_BUBBLE, _MOST_BUBBLE)
    return _Wish(cell, round(max(_LEAST_DOT, min(radius, room)), 1), sector.middle, distance)


def _placed(
    wishes: Sequence[_Wish], rings: Sequence[Ring], sectors: Sequence[Sector], room: Room
) -> list[Mark]:
    """Return a mark for each wish, near to where it would be, none over another.

    Where few are drawn each is placed together with its name.
    """
    tried = _TRIED if len(wishes) <= _ROOMY else 0
    marks = []
    for wish in wishes:
        first = wish.people[0]
        ring, sector = rings[first.ring], sectors[first.sector]
        x, y = _free_place(wish, ring, sector, room, tried)
        room.take(square(x, y, wish.radius + _BETWEEN))
        contacts = tuple(person.contact for person in wish.people)
        mark = Mark(x, y, wish.radius, first.sector, first.ring, contacts)
        name = room.place_name(_spot(mark, first.name)) if tried and len(contacts) == 1 else None
        marks.append(mark if name is None else replace(mark, names=(name,)))
    return marks


def _free_place(
    wish: _Wish, ring: Ring, sector: Sector, room: Room, tried: int
) -> tuple[float, float]:
    """Return a free place: one with room for all of the name if the first so many have one.

    Where the sector is full its neighbours' part of the ring has to do.
    """
    free = (place for place in _near(wish, ring, sector) if _fits(wish, place, room))
    first = next(free, None)
    if first is None:
        around = (place for place in _around(wish, ring) if _fits(wish, place, room))
        return next(around, _at(wish.angle, wish.distance))
    text = shortened(wish.people[0].name, LONGEST)
    for place in islice(chain((first,), free), tried):
        if room.find_name(Spot(*place, wish.radius, text), text) is not None:
            return place
    return first


def _fits(wish: _Wish, place: tuple[float, float], room: Room) -> bool:
    return room.is_free(square(*place, wish.radius + _BETWEEN))


def _moves() -> Iterator[tuple[float, float]]:
    """Yield by how much a mark may be moved, along the ring and across, the least first."""
    moves = [
        (along * _STEP, across * _STEP) for along in range(-26, 27) for across in range(-9, 10)
    ]
    moves.sort(key=lambda move: (math.hypot(move[0], 1.5 * move[1]), move))
    yield from moves


_MOVES = tuple(_moves())


def _near(wish: _Wish, ring: Ring, sector: Sector) -> Iterator[tuple[float, float]]:
    """Yield the places of a cell, the nearest to where a mark would be first."""
    for along, across in _MOVES:
        distance = wish.distance + across
        if not ring.inner + wish.radius <= distance <= ring.outer - wish.radius:
            continue
        angle = wish.angle + math.degrees(along / distance)
        edge = math.degrees((wish.radius + 1.0) / distance)
        if (along, across) == (0, 0) or sector.start + edge <= angle <= sector.end - edge:
            yield _at(angle, distance)


def _around(wish: _Wish, ring: Ring) -> Iterator[tuple[float, float]]:
    """Yield places all around a ring, those at the nearest angles first."""
    rows = int((ring.outer - ring.inner) / _STEP)
    for turn in sorted(range(-180, 180, 2), key=lambda turn: (abs(turn), turn)):
        for row in range(rows + 1):
            yield _at(wish.angle + turn, min(ring.outer, ring.inner + row * _STEP))


def _spot(mark: Mark, name: str) -> Spot:
    return Spot(mark.x, mark.y, mark.radius, name)


def _named(marks: Sequence[Mark], wishes: Sequence[_Wish], room: Room) -> tuple[Mark, ...]:
    """Return the marks with their names, in the order in which they are walked through.

    The most fruitful are named first. Who has no room for a name gets one that is shown closer
    up; names for a phone are placed apart.
    """
    people = [wish.people[0] for wish in wishes]
    single = [index for index, wish in enumerate(wishes) if len(wish.people) == 1]
    single.sort(key=lambda index: (-(people[index].worth or 0.0), people[index].contact))
    spots = [(index, _spot(marks[index], people[index].name)) for index in single]
    names = {index: list(mark.names) for index, mark in enumerate(marks)}
    dots = [_ME, *(square(mark.x, mark.y, mark.radius) for mark in marks)]
    near, narrow = Room(WIDTH, HEIGHT, Size.NEAR, dots), Room(NARROW, HEIGHT, Size.NARROW, dots)
    _add_names(names, [item for item in spots if not names[item[0]]], room)
    for held in names.values():
        for name in held:
            near.take_name(name)
    _add_names(names, [item for item in spots if not names[item[0]]], near)
    _add_names(names, spots[:_NARROW_NAMES], narrow)
    found = [replace(mark, names=tuple(names[index])) for index, mark in enumerate(marks)]
    return tuple(sorted(found, key=lambda mark: (mark.sector, mark.ring, mark.contacts)))


def _add_names(names: dict[int, list[Name]], spots: Sequence[tuple[int, Spot]], room: Room) -> None:
    for index, spot in spots:
        name = room.place_name(spot)
        if name is not None:
            names[index].append(name)


def _sector_labels(room: Room, sectors: Sequence[Sector], names: Sequence[str]) -> Iterator[Name]:
    """Yield the name of each sector, outside the rings, shortened to the room there is."""
    for sector, name in zip(sectors, names, strict=True):
        yield room.place_label(name, *_at(sector.middle, OUTER + 14.0))
