"""How the needs of objectives are covered: bars, gaps in words, and who could fill them."""

from vaultnet.domain.node import NodeId
from vaultnet.labels import gap_label
from vaultnet.late import dataclass
from vaultnet.site.anchors import WHY_STRENGTH
from vaultnet.site.charts import CoverBar, cover_bar
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.figures import (
    PersonView,
    reasons_href,
    view_people,
    view_person,
)
from vaultnet.site.views.reasons import MAX_SOURCES, SourceView, view_sentence, view_sources
from vaultnet.strategy.coverage import Candidate, Cover, Gap, GapKind
from vaultnet.strategy.summary import Strategy

MAX_PEOPLE = 12
MAX_VIA = 4


@dataclass(frozen=True, slots=True)
class HolderView:
    """Somebody who counts for a need; `warmth` leads to how warm the relationship is."""

    link: PageLink
    warmth: PageLink
    is_warm: bool


@dataclass(frozen=True, slots=True)
class CandidateView:
    """Somebody who could fill a gap, and who of those that serve the objective knows them.

    `sources` are the function of the candidate and the ties that lead there.
    """

    person: PersonView
    via: tuple[PageLink, ...]
    more_via: int
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """What a need lacks: `kind` for the style sheet, in words, and who could fill it."""

    kind: str
    label: str
    sentence: str
    objective: PageLink
    candidates: tuple[CandidateView, ...]
    more: int
    can_be_filled: bool


@dataclass(frozen=True, slots=True)
class CoverView:
    """How one need is covered; `state` says it in words, `is_met` that enough are there.

    `holders` are at most MAX_PEOPLE; `unrated` would count if somebody rated them.
    """

    bar: CoverBar
    function: str
    wanted: int
    have: int
    warm: int
    minimum: int
    state: str
    is_met: bool
    holders: tuple[HolderView, ...]
    more: int
    unrated: tuple[PageLink, ...]
    more_unrated: int
    gap: GapView | None
    sources: tuple[SourceView, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class CoverSummary:
    """How all needs of an objective are covered together: those met, and the bar of all."""

    met: int
    needs: int
    bar: CoverBar
    state: str


def covers_of(strategy: Strategy, objective: NodeId) -> tuple[Cover, ...]:
    """Return how the needs of an objective are covered; none unless it is in progress."""
    return tuple(cover for cover in strategy.coverage if cover.objective == objective)


def is_judged(context: Context, cover: Cover) -> bool:
    """Tell whether it may be said what a need lacks.

    In a site for others that takes the functions of all contacts and what they serve, or it would
    lack whoever does not tell; and the logs of those who cover it, or they would all look cold.
    """
    if not context.is_shared:
        return True
    everybody = (contact.id for contact in context.network.contacts)
    known = all(
        context.tells(one, "functions") and context.tells(one, "serves") for one in everybody
    )
    return known and all(context.tells(one, "log") for one in cover.have)


def is_met(cover: Cover) -> bool:
    """Tell whether as many contacts are there as are needed, warm or not."""
    return len(cover.have) >= cover.needed


def view_summary(context: Context, covers: tuple[Cover, ...]) -> CoverSummary:
    """Return how some needs are covered together."""
    needed = sum(cover.needed for cover in covers)
    have = sum(min(cover.needed, len(cover.have)) for cover in covers)
    warm = sum(min(cover.needed, len(cover.warm)) for cover in covers)
    return CoverSummary(
        sum(map(is_met, covers)),
        len(covers),
        cover_bar([_counts(cover) for cover in covers]),
        _state(context, needed, have, warm),
    )


def view_cover(context: Context, cover: Cover) -> CoverView:
    """Return how a need is covered."""
    warm = frozenset(cover.warm)
    facts = cover.facts
    unrated = view_people(context, cover.unrated, MAX_PEOPLE)
    return CoverView(
        bar=cover_bar([_counts(cover)]),
        function=cover.need.function,
        wanted=cover.needed,
        have=len(cover.have),
        warm=len(cover.warm),
        minimum=cover.need.minimum or 0,
        state=_state(context, cover.needed, len(cover.have), len(cover.warm)),
        is_met=is_met(cover),
        holders=tuple(_holder(context, one, warm) for one in _warm_first(cover)),
        more=max(0, len(cover.have) - MAX_PEOPLE),
        unrated=unrated.shown,
        more_unrated=unrated.more,
        gap=None if cover.gap is None else view_gap(context, cover, cover.gap),
        sources=view_sources(context, facts[:MAX_SOURCES]),
        more_sources=max(0, len(facts) - MAX_SOURCES),
    )


def view_gap(context: Context, cover: Cover, gap: Gap) -> GapView:
    """Return what a need lacks, and who could fill it."""
    return GapView(
        gap.kind.name.lower().replace("_", "-"),
        gap_label(context.words, gap.kind),
        view_sentence(context, gap.sentence),
        context.link(context.network.nodes[cover.objective]),
        tuple(_candidate(context, item) for item in gap.candidates),
        gap.candidates_found - len(gap.candidates),
        gap.kind is not GapKind.OVER_SERVED,
    )


def _counts(cover: Cover) -> tuple[int, int, int]:
    return (cover.needed, len(cover.have), len(cover.warm))


def _state(context: Context, needed: int, have: int, warm: int) -> str:
    values: dict[str, object] = {"have": have, "needed": needed, "warm": warm}
    return context.words.text("{have} of {needed}, {warm} warm", **values)


def _warm_first(cover: Cover) -> list[NodeId]:
    warm = frozenset(cover.warm)
    return sorted(cover.have, key=lambda one: (one not in warm, one))[:MAX_PEOPLE]


def _holder(context: Context, contact: NodeId, warm: frozenset[NodeId]) -> HolderView:
    person = view_person(context, contact)
    warmth = PageLink(person.band, reasons_href(context, contact, WHY_STRENGTH))
    return HolderView(person.link, warmth, contact in warm)


def _candidate(context: Context, item: Candidate) -> CandidateView:
    via = view_people(context, (tie.other(item.contact) for tie in item.ties), MAX_VIA)
    facts = (item.fact, *(fact for tie in item.ties[:MAX_VIA] for fact in tie.facts))
    sources = view_sources(context, facts[:MAX_SOURCES])
    return CandidateView(view_person(context, item.contact), via.shown, via.more, sources)
