"""The drawing of the map: nothing overlaps, nothing moves without need, nobody is lost."""

import math
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.domain.node import NodeId
from vaultnet.site.map_layout import (
    CORE,
    HEIGHT,
    KEPT,
    MAX_DOTS,
    OUTER,
    WIDTH,
    Map,
    Mark,
    Person,
    draw_map,
    stepped,
)
from vaultnet.site.map_names import FONTS, Size, box_of, shortened, width_of

RINGS = ("close", "warm", "cool", "cold", "never spoken")


def person(number: int, sector: int, ring: int, depth: float = 0.5, worth: float = 0.3) -> Person:
    contact = NodeId(f"contact-{number:04}")
    return Person(contact, f"Somebody Called Number {number}", sector, ring, depth, worth)


def crowd(random: Random, count: int, sectors: int = 6) -> list[Person]:
    return [
        person(
            number,
            random.randrange(sectors),
            random.choice((0, 1, 1, 2, 2, 3, 4)),
            random.random(),
            random.random(),
        )
        for number in range(count)
    ]


def drawn(people: list[Person], sectors: int = 6) -> Map:
    return draw_map(people, RINGS, [f"{number} A group" for number in range(1, sectors + 1)])


def by_contact(drawing: Map) -> dict[NodeId, Mark]:
    return {mark.contacts[0]: mark for mark in drawing.marks if len(mark.contacts) == 1}


people_of_any_kind = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(0, 4),
        st.floats(0, 1),
        st.one_of(st.none(), st.floats(0, 1)),
        st.text(max_size=90),
    ),
    min_size=1,
    max_size=MAX_DOTS,
)


@settings(max_examples=60, deadline=None)
@given(people_of_any_kind)
def test_no_dot_lies_over_another_or_leaves_its_ring(
    rows: list[tuple[int, int, float, float | None, str]],
) -> None:
    people = [
        Person(NodeId(f"c{number:03}"), name, sector, ring, depth, worth)
        for number, (sector, ring, depth, worth, name) in enumerate(rows)
    ]
    drawing = draw_map(people, RINGS, ("1 one", "2 two", "3 three", "– none"))
    rings = {one.contact: one.ring for one in people}
    assert sorted(mark.contacts[0] for mark in drawing.marks) == sorted(rings)
    for one, other in combinations(drawing.marks, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius
    for mark in drawing.marks:
        ring = drawing.rings[rings[mark.contacts[0]]]
        assert ring.inner - 0.2 <= math.hypot(mark.x, mark.y) <= ring.outer + 0.2


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", [6, 40, 90, 150])
def test_names_meet_neither_dots_nor_each_other(seed: int, count: int) -> None:
    drawing = drawn(crowd(Random(seed), count))
    for size in Size:
        font = FONTS[size]
        shown = [
            name
            for mark in drawing.marks
            for name in mark.names
            if name.size is size or (size is Size.NEAR and name.size is Size.WIDE)
        ]
        boxes = [box_of(name, font) for name in shown]
        dots = [
            (mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
            for mark in drawing.marks
        ]
        boxes += [box_of(name, font) for name in drawing.labels if size is Size.WIDE]
        for one, other in combinations(boxes, 2):
            assert not meet(one, other)
        assert not any(meet(box, dot) for box in boxes for dot in dots)
        wide = [box for box in boxes if size is Size.WIDE]
        assert all(box[0] >= -WIDTH / 2 and box[2] <= WIDTH / 2 for box in wide)
        assert all(box[1] >= -HEIGHT / 2 and box[3] <= HEIGHT / 2 for box in wide)


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1e-6 and down > 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_at_forty_contacts_almost_everybody_is_named(seed: int) -> None:
    """And who is not stands in the title of the dot all the same."""
    drawing = drawn(crowd(Random(seed), 40))
    named = [mark for mark in drawing.marks if any(name.size is Size.WIDE for name in mark.names)]
    assert len(named) >= 38


def test_the_order_of_the_people_does_not_matter() -> None:
    people = crowd(Random(5), 60)
    assert drawn(people) == drawn(people[::-1])


def test_the_warmer_stand_nearer_within_a_ring() -> None:
    drawing = by_contact(drawn([person(1, 0, 2, 0.0), person(2, 3, 2, 1.0)]))
    near, far = (math.hypot(mark.x, mark.y) for mark in drawing.values())
    assert near < far


def test_the_more_fruitful_are_larger_and_no_data_is_smallest() -> None:
    none = Person(NodeId("x"), "X", 2, 2, 0.5, None)
    dots = by_contact(drawn([person(1, 0, 1, worth=0.1), person(2, 1, 1, worth=1.0), none]))
    sizes = [dots[NodeId(name)].radius for name in ("x", "contact-0001", "contact-0002")]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 3


@pytest.mark.parametrize("seed", range(8))
def test_one_contact_more_leaves_most_where_they_were(seed: int) -> None:
    people = crowd(Random(seed), 40)
    counts = [sum(one.sector == sector for one in people) for sector in range(6)]
    sector = next(
        sector for sector in range(6) if stepped(counts[sector]) == stepped(counts[sector] + 1)
    )
    before, after = by_contact(drawn(people)), by_contact(drawn([*people, person(99, sector, 4)]))
    still = [one for one, mark in before.items() if distance(mark, after[one]) < 25.0]
    assert len(still) >= 0.8 * (len(people) - counts[sector])


def distance(one: Mark, other: Mark) -> float:
    return math.dist((one.x, one.y), (other.x, other.y))


def test_counts_grow_by_steps() -> None:
    assert [stepped(count) for count in range(14)] == [
        0,
        1,
        2,
        3,
        4,
        6,
        6,
        8,
        8,
        12,
        12,
        12,
        12,
        16,
    ]
    assert all(count <= stepped(count) <= stepped(count + 1) for count in range(3000))


@pytest.mark.parametrize("count", [MAX_DOTS + 1, 400, 2000])
def test_many_are_gathered_and_nobody_is_lost(count: int) -> None:
    people = crowd(Random(count), count, sectors=16)
    drawing = drawn(people, 16)
    assert drawing.is_gathered
    held = [one for mark in drawing.marks for one in mark.contacts]
    assert sorted(held) == sorted(one.contact for one in people)
    cells = {one.contact: (one.sector, one.ring) for one in people}
    for mark in drawing.marks:
        assert {cells[one] for one in mark.contacts} == {(mark.sector, mark.ring)}
        assert CORE <= math.hypot(mark.x, mark.y) <= OUTER
    assert len(drawing.marks) <= 16 * (KEPT + len(RINGS))
    for one, other in combinations(drawing.marks, 2):
        assert distance(one, other) >= one.radius + other.radius


def test_of_many_the_most_fruitful_of_each_sector_keep_their_dots() -> None:
    people = crowd(Random(3), 400)
    kept = set(by_contact(drawn(people)))
    for sector in range(6):
        members = [one for one in people if one.sector == sector]
        best = sorted(members, key=lambda one: (-(one.worth or 0), one.contact))[:KEPT]
        assert {one.contact for one in best} <= kept


def test_long_names_are_cut_behind_a_word() -> None:
    assert shortened("Wolfeschlegelsteinhausenbergerdorff Junior", 12) == "Wolfeschleg…"
    assert shortened("María de los Ángeles Hernández", 26) == "María de los Ángeles…"
    assert shortened("Ana García", 12) == "Ana García"
    assert all(len(shortened("x" * 80, most)) == most for most in (2, 12, 26))
    assert width_of("漢字") > width_of("ab")
    assert width_of("é") == width_of("e\u0301")


def test_nobody_and_one() -> None:
    assert draw_map([], RINGS, ()).marks == ()
    (mark,) = draw_map([person(1, 0, 4)], RINGS, ["– none"]).marks
    assert mark.names[0].text == "Somebody Called Number 1"
