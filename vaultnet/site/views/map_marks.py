"""The drawing of the map with what its marks say and where they lead."""

import math
from collections.abc import Iterator, Mapping, Sequence

from vaultnet.domain.contact import ContactStatus, Tier
from vaultnet.domain.node import NodeId
from vaultnet.labels import band_label, status_label
from vaultnet.late import dataclass
from vaultnet.site.map_layout import OUTER, Map, Mark, Person, draw_map
from vaultnet.site.map_names import Name
from vaultnet.site.reading_direction import isolated
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.map_groups import RINGS, SMALLER, Group, ring_anchor
from vaultnet.site.views.reasons import view_sentence
from vaultnet.strategy.strength import Band
from vaultnet.strategy.ties import rank_of

MAX_THREADS, MAX_HIDDEN = 120, 400
"""How many lines are drawn at most, and how many more that are shown with their dot alone."""
BEND = 0.4
"""How far a long thread bends towards the middle: 0 is straight, 1 leads through it."""


@dataclass(frozen=True, slots=True)
class SectorLabel:
    """The name of a sector at its place; `number` is what a phone shows of it."""

    number: str
    text: str
    place: Name
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class MarkView:
    """A dot or a bubble: its place among the marks, where it leads, what it says.

    `way` are the places of the marks on the best way from me, itself the last; empty for a
    bubble and where there is no way. `style` names what it is: `key`, `closed`, `bridge`.
    """

    number: int
    mark: Mark
    href: str
    title: str
    style: str
    way: str
    count: int


@dataclass(frozen=True, slots=True)
class Thread:
    """Ties between two marks as one curve, bent towards the middle; `width` grows with them.

    `style` is how strong a tie is, or `across` for ties from group to group where bubbles stand
    for many; `within` is shown with its dot alone.
    """

    one: int
    other: int
    path: str
    style: str
    width: float


@dataclass(frozen=True, slots=True)
class MapView:
    """The whole drawing; of `ties` between marks so many are `drawn`, the strongest."""

    drawing: Map
    me: PageLink
    sectors: tuple[SectorLabel, ...]
    marks: tuple[MarkView, ...]
    threads: tuple[Thread, ...]
    ties: int
    drawn: int
    has_closed: bool
    has_bridges: bool


@dataclass(frozen=True, slots=True)
class _Ground:
    """What marks are told from: in which mark each contact stands, and what breaks without whom."""

    context: Context
    groups: Sequence[Group]
    places: Mapping[NodeId, int]
    bridges: Mapping[NodeId, str]


def view_drawing(context: Context, groups: Sequence[Group]) -> MapView:
    """Return the drawing of the network by its groups."""
    words = context.words
    rings = [band_label(words, band) for band in RINGS]
    names = [f"{one.number} {one.name}" if one.is_named else one.number for one in groups]
    drawing = draw_map(_people(context, groups), rings, names)
    places = {one: at for at, mark in enumerate(drawing.marks) for one in mark.contacts}
    ground = _Ground(context, groups, places, _bridges(context))
    marks = tuple(_mark(ground, *item) for item in enumerate(drawing.marks))
    pairs = _pairs(context, places)
    apart = frozenset(place for place, group in enumerate(groups) if group.number != SMALLER)
    threads = _bundled(drawing, pairs, apart) if drawing.is_gathered else _single(drawing, pairs)
    return MapView(
        drawing,
        _me(context),
        tuple(map(_label, groups, drawing.labels)),
        marks,
        tuple(sorted(threads, key=lambda thread: (thread.one, thread.other))),
        len(pairs),
        min(len(pairs), MAX_THREADS),
        any("is-closed" in mark.style for mark in marks),
        any("is-bridge" in mark.style for mark in marks),
    )


def _me(context: Context) -> PageLink:
    me = context.network.me
    return PageLink(context.words.text("you")) if me is None else context.link(me)


def _label(group: Group, place: Name) -> SectorLabel:
    text = place.text.removeprefix(group.number).strip()
    return SectorLabel(
        group.number,
        text,
        place,
        f"#{group.anchor}",
        f"{isolated(group.name)}: {group.sentence}",
    )


def _people(context: Context, groups: Sequence[Group]) -> Iterator[Person]:
    strategy = context.strategy
    values = {one: score.value for one, score in strategy.fruitfulness.items()}
    most = max((value for value in values.values() if value is not None), default=0.0) or 1.0
    for sector, group in enumerate(groups):
        for one in group.members:
            value, band = values[one], strategy.bands[one]
            yield Person(
                one,
                strategy.contacts[one].name,
                sector,
                RINGS.index(band),
                _depth(context, one, band),
                None if value is None else max(0.0, value / most),
            )


def _depth(context: Context, contact: NodeId, band: Band) -> float:
    """Return how deep in its ring a contact stands: 0 for the warmest of it, 1 for the coldest."""
    strength, constants = context.strategy.strength[contact].value, context.strategy.constants
    if strength is None:
        return 0.5
    upper, lower = {
        Band.STRONG: (100.0, constants.strong),
        Band.WARM: (constants.strong, constants.warm),
        Band.COOL: (constants.warm, constants.cool),
    }.get(band, (constants.cool, 0.0))
    return min(1.0, max(0.0, (upper - strength) / ((upper - lower) or 1.0)))


def _mark(ground: _Ground, number: int, mark: Mark) -> MarkView:
    context, group = ground.context, ground.groups[mark.sector]
    if len(mark.contacts) > 1:
        return _bubble(context, group, RINGS[mark.ring], number, mark)
    (one,) = mark.contacts
    return MarkView(
        number,
        mark,
        context.links.to_id(one),
        " · ".join(_told(ground, group, one)),
        " ".join(_styles(ground, one)),
        " ".join(str(ground.places[step]) for step in context.strategy.ways.get(one, ())[1:]),
        1,
    )


def _bubble(context: Context, group: Group, band: Band, number: int, mark: Mark) -> MarkView:
    count = len(mark.contacts)
    people = context.words.plural("{n} contact", "{n} contacts", count)
    title = f"{people} · {band_label(context.words, band)} · {isolated(group.name)}"
    return MarkView(number, mark, f"#{ring_anchor(group, band)}", title, "many", "", count)


def _styles(ground: _Ground, contact: NodeId) -> Iterator[str]:
    held = ground.context.strategy.contacts[contact]
    yield "one"
    if held.tier is Tier.KEY:
        yield "is-key"
    if held.status is ContactStatus.CLOSED:
        yield "is-closed"
    if contact in ground.bridges:
        yield "is-bridge"


def _bridges(context: Context) -> Mapping[NodeId, str]:
    bridges = context.strategy.structure.bridges
    return {item.contact: view_sentence(context, item.sentence) for item in bridges}


def _told(ground: _Ground, group: Group, contact: NodeId) -> Iterator[str]:
    """Yield what a dot says: who, how warm, how fruitful, of which group, and the way there."""
    words, strategy = ground.context.words, ground.context.strategy
    held, value = strategy.contacts[contact], strategy.fruitfulness[contact].value
    yield isolated(held.name)
    yield band_label(words, strategy.bands[contact])
    if held.status is not ContactStatus.ACTIVE:
        yield status_label(words, held.status)
    if value is not None:
        yield words.text("fruitfulness {value}", value=words.number(value))
    yield isolated(group.name)
    if ties := len(strategy.living_ties.get(contact, {})):
        yield words.plural("knows {n} contact", "knows {n} contacts", ties)
    if contact in ground.bridges:
        yield words.text("if they leave: {sentence}", sentence=ground.bridges[contact])
    if len(way := strategy.ways.get(contact, ())) > 2:
        names = [isolated(strategy.contacts[one].name) for one in way[1:]]
        yield words.text("best way: {way}", way=" → ".join([words.text("you"), *names]))


_Pair = tuple[int, int]


def _pairs(context: Context, places: Mapping[NodeId, int]) -> Mapping[_Pair, list[int]]:
    """Return the ranks of the strengths of all ties between two marks, by pair of marks."""
    pairs: dict[_Pair, list[int]] = {}
    for one, others in context.strategy.living_ties.items():
        for other, ties in others.items():
            if one < other and places[one] != places[other]:
                ends = sorted((places[one], places[other]))
                pairs.setdefault((ends[0], ends[1]), []).append(rank_of(ties[0].strength))
    return pairs


_STYLES = ("s-weak", "s-medium", "s-strong")
_WIDTHS = (1.0, 1.5, 2.5)
_WIDEST = 4.0


def _single(drawing: Map, pairs: Mapping[_Pair, list[int]]) -> Iterator[Thread]:
    """Yield the ties between contacts, the strongest of too many; of many all are faint."""
    order = sorted(pairs, key=lambda pair: (-pairs[pair][0], pair))
    faint = " faint" if len(order) > MAX_THREADS else ""
    for place, pair in enumerate(order[: MAX_THREADS + MAX_HIDDEN]):
        (rank,) = pairs[pair]
        style = _STYLES[rank] + (faint if place < MAX_THREADS else " within")
        yield Thread(*pair, _curve(drawing, pair), style, _WIDTHS[rank])


def _bundled(
    drawing: Map, pairs: Mapping[_Pair, list[int]], apart: frozenset[int]
) -> Iterator[Thread]:
    """Yield ties in bundles: the thickest from sector to sector, and others that a dot has.

    `apart` are the sectors that are one group each.
    """
    order = sorted(pairs, key=lambda pair: (-len(pairs[pair]), -max(pairs[pair]), pair))
    across = [pair for pair in order if _is_across(drawing, pair, apart)]
    found = frozenset(across)
    within = [pair for pair in order if pair not in found and _has_dot(drawing, pair)]
    for style, held in (
        ("across", across[:MAX_THREADS]),
        ("within", within[:MAX_HIDDEN]),
    ):
        for pair in held:
            width = min(_WIDEST, 1.0 + math.log2(len(pairs[pair])) / 2)
            yield Thread(*pair, _curve(drawing, pair), style, round(width, 1))


def _is_across(drawing: Map, pair: _Pair, apart: frozenset[int]) -> bool:
    sectors = {drawing.marks[end].sector for end in pair}
    return len(sectors) == 2 and sectors <= apart


def _has_dot(drawing: Map, pair: _Pair) -> bool:
    return any(len(drawing.marks[end].contacts) == 1 for end in pair)


def _curve(drawing: Map, pair: _Pair) -> str:
    """Return a curve between two marks; the farther apart they are, the more it bends."""
    one, other = drawing.marks[pair[0]], drawing.marks[pair[1]]
    kept = 1.0 - BEND * min(1.0, math.dist((one.x, one.y), (other.x, other.y)) / OUTER)
    bend_x = round(kept * (one.x + other.x) / 2, 1) + 0.0
    bend_y = round(kept * (one.y + other.y) / 2, 1) + 0.0
    return f"M{one.x} {one.y}Q{bend_x} {bend_y} {other.x} {other.y}"
