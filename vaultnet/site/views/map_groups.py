"""The map as text: the groups of the network, in each the people by ring, whom they know, ways."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vaultnet.domain.node import NodeId
from vaultnet.labels import band_label, ground_label
from vaultnet.late import dataclass
from vaultnet.site.anchors import WHY_FRUITFULNESS
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.figures import People, view_figure, view_people
from vaultnet.site.views.reasons import open_sentence
from vaultnet.strategy.common_ground import find_common_ground
from vaultnet.strategy.reasons import descending
from vaultnet.strategy.strength import Band
from vaultnet.strategy.ties import rank_of

RINGS = (Band.STRONG, Band.WARM, Band.COOL, Band.COLD, Band.NEVER)
"""From the inside out."""

MAX_GROUPS = 14
MAX_ROWS, MAX_ROWS_OF_MANY = 40, 5
MAX_KNOWN, MAX_KNOWN_OF_MANY = 4, 2
MANY = 150
SMALLER, ALONE = "+", "–"


@dataclass(frozen=True, slots=True)
class Group:
    """People of one sector of the map: what stands for it, its name, what they share.

    Of a group that `is_named` the name says what they share; else it is a number only.
    """

    number: str
    anchor: str
    name: str
    sentence: str
    members: tuple[NodeId, ...]
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the map: whom they know, and whom to ask to be led to them, in order.

    `is_reached` is false where no way leads to them.
    """

    person: PageLink
    fruitfulness: PageLink
    known: People
    go_betweens: tuple[PageLink, ...]
    is_reached: bool


@dataclass(frozen=True, slots=True)
class RingRows:
    """The people of one ring of a group, the most fruitful first; `more` are not shown."""

    anchor: str
    label: str
    rows: tuple[PersonRow, ...]
    more: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.rows) + self.more


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group with its people by ring, from the inside out."""

    number: str
    anchor: str
    name: str
    is_named: bool
    sentence: str
    rings: tuple[RingRows, ...]
    total: int


def find_groups(context: Context) -> tuple[Group, ...]:
    """Return who stands in which sector: the largest groups, the smaller ones, who has no ties."""
    strategy, words = context.strategy, context.words
    found = strategy.structure.groups
    groups = [_group(context, place, members) for place, members in enumerate(found[:MAX_GROUPS])]
    if smaller := tuple(sorted(one for members in found[MAX_GROUPS:] for one in members)):
        sentence = words.plural("{n} group", "{n} groups", len(found) - MAX_GROUPS)
        groups.append(Group(SMALLER, "smaller", words.text("smaller groups"), sentence, smaller))
    if alone := tuple(one for one in strategy.contacts if one not in strategy.living_ties):
        sentence = words.text("as far as is written down they know nobody here but you")
        groups.append(Group(ALONE, "alone", words.text("without ties"), sentence, alone))
    return tuple(groups)


def _group(context: Context, place: int, members: tuple[NodeId, ...]) -> Group:
    number, ground = str(place + 1), find_common_ground(context.network, members)
    if ground is None:
        name = context.words.text("group {number}", number=number)
        sentence = context.words.text("tied more to each other than to the rest")
        return Group(number, f"group-{number}", name, sentence, members, is_named=False)
    name, sentence = ground_label(context.words, ground), open_sentence(context, ground.sentence)
    return Group(number, f"group-{number}", name, sentence, members)


def ring_anchor(group: Group, band: Band) -> str:
    """Return the fragment of the people of one ring of a group."""
    return f"{group.anchor}-ring-{RINGS.index(band) + 1}"


def view_groups(context: Context, groups: Iterable[Group]) -> tuple[GroupView, ...]:
    """Return the groups with their people; of a large network each ring shows its first few."""
    many = len(context.strategy.contacts) > MANY
    return tuple(_view_group(context, group, many=many) for group in groups)


def _view_group(context: Context, group: Group, *, many: bool) -> GroupView:
    rings = _by_ring(context.strategy.bands, group.members)
    return GroupView(
        group.number,
        group.anchor,
        group.name,
        group.is_named,
        group.sentence,
        tuple(_ring(context, group, band, held, many=many) for band, held in rings),
        len(group.members),
    )


def _by_ring(
    bands: Mapping[NodeId, Band], members: Sequence[NodeId]
) -> Iterator[tuple[Band, list[NodeId]]]:
    for band in RINGS:
        if held := [one for one in members if bands[one] is band]:
            yield band, held


def _ring(
    context: Context, group: Group, band: Band, people: list[NodeId], *, many: bool
) -> RingRows:
    fruitfulness = context.strategy.fruitfulness
    people.sort(key=lambda one: (descending(fruitfulness[one].value), one))
    most, known = (MAX_ROWS_OF_MANY, MAX_KNOWN_OF_MANY) if many else (MAX_ROWS, MAX_KNOWN)
    return RingRows(
        ring_anchor(group, band),
        band_label(context.words, band),
        tuple(_row(context, one, known) for one in people[:most]),
        max(0, len(people) - most),
    )


def _row(context: Context, person: NodeId, most: int) -> PersonRow:
    strategy = context.strategy
    way = strategy.ways.get(person, ())
    return PersonRow(
        context.link_id(person),
        view_figure(context, person, strategy.fruitfulness[person], WHY_FRUITFULNESS),
        view_people(context, best_known(context, person), most),
        tuple(context.link_id(one) for one in way[1:-1]),
        bool(way),
    )


def best_known(context: Context, person: NodeId) -> list[NodeId]:
    """Return whom somebody knows, by the strongest tie first, then by id."""
    ties = context.strategy.living_ties.get(person, {})
    return sorted(ties, key=lambda other: (-rank_of(ties[other][0].strength), other))
