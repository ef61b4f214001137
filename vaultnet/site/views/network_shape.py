"""The shape of the network: where it comes from, who holds it together, and its groups."""

from vaultnet.labels import concentration_label
from vaultnet.late import dataclass
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.figures import People, view_people
from vaultnet.site.views.reasons import SourceView, view_sentence, view_sources
from vaultnet.strategy.concentration import Concentration, Group, View
from vaultnet.strategy.structure import Position

MAX_GROUPS = 5
MAX_BROKERS = 5
MAX_BRIDGES = 6
MAX_CUT_OFF = 6
MAX_MEMBERS = 6
MAX_SHARING = 3
MAX_TIES = 6
SHOWN_VIEWS = (View.ORGANISATION, View.SECTOR, View.MET_THROUGH, View.MET_YEAR, View.LOCATION)


@dataclass(frozen=True, slots=True)
class GroupBar:
    """Contacts that share a value; `percent` is their share of those of whom it is known."""

    label: str
    count: int
    percent: float
    share: str
    people: People


@dataclass(frozen=True, slots=True)
class ConcentrationView:
    """One view of where contacts come from; `as_if` is how many equal groups would be so dense."""

    label: str
    bars: tuple[GroupBar, ...]
    more: int
    known: int
    unknown: int
    as_if: str


@dataclass(frozen=True, slots=True)
class PositionView:
    """Somebody who holds parts of the network together: what breaks without them.

    `between` is the share of shortest ways that lead through them. `sources` are their ties.
    """

    person: PageLink
    ties: int
    sentence: str
    cut_off: People
    between: str
    constraint: str
    effective_size: str
    sources: tuple[SourceView, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class ShapeView:
    """Brokers, bridges and groups; `bounded` says what was estimated."""

    people: int
    ties: int
    bridges: tuple[PositionView, ...]
    more_bridges: int
    brokers: tuple[PositionView, ...]
    groups: tuple[People, ...]
    more_groups: int
    bounded: tuple[str, ...]


def view_concentrations(context: Context) -> tuple[ConcentrationView, ...]:
    """Return where the contacts come from, the views of which something is known."""
    found = {item.view: item for item in context.strategy.concentration}
    return tuple(_view(context, found[view]) for view in SHOWN_VIEWS if found[view].known)


def view_shape(context: Context) -> ShapeView | None:
    """Return who holds the network together; None where nobody is known to know anybody."""
    structure = context.strategy.structure
    if not structure.ties:
        return None
    bridges, groups = structure.bridges, [held for held in structure.groups if len(held) > 1]
    return ShapeView(
        structure.people,
        structure.ties,
        tuple(_position(context, item) for item in bridges[:MAX_BRIDGES]),
        max(0, len(bridges) - MAX_BRIDGES),
        tuple(_position(context, item) for item in structure.brokers[:MAX_BROKERS]),
        tuple(view_people(context, held, MAX_MEMBERS) for held in groups[:MAX_GROUPS]),
        max(0, len(groups) - MAX_GROUPS),
        tuple(view_sentence(context, sentence) for sentence in structure.bounded),
    )


def _view(context: Context, item: Concentration) -> ConcentrationView:
    words, as_if = context.words, item.as_if
    return ConcentrationView(
        concentration_label(words, item.view),
        tuple(_bar(context, group) for group in item.groups[:MAX_GROUPS]),
        max(0, len(item.groups) - MAX_GROUPS),
        item.known,
        item.unknown,
        "" if as_if is None else words.number(as_if, 1),
    )


def _bar(context: Context, group: Group) -> GroupBar:
    return GroupBar(
        view_sentence(context, group.sentence),
        len(group.contacts),
        round(100 * group.share, 1),
        context.words.percent(group.share),
        view_people(context, group.contacts, MAX_SHARING),
    )


def _position(context: Context, item: Position) -> PositionView:
    words = context.words
    lost = [contact for part in item.cut_off for contact in part]
    return PositionView(
        context.link_id(item.contact),
        item.degree,
        view_sentence(context, item.sentence),
        view_people(context, lost, MAX_CUT_OFF),
        words.percent(item.betweenness),
        "" if item.constraint is None else words.number(item.constraint, 2),
        "" if item.effective_size is None else words.number(item.effective_size, 1),
        view_sources(context, item.facts[:MAX_TIES]),
        max(0, len(item.facts) - MAX_TIES),
    )
