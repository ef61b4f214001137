"""The strategy on one page: where it stands, what is missing, and what to change."""

from collections.abc import Iterable

from vaultnet.labels import band_label, tier_label
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.anchors import WHY_FRUITFULNESS
from vaultnet.site.views.beginning import StepView, view_first_steps
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.coverage import (
    CoverSummary,
    GapView,
    covers_of,
    view_gap,
    view_summary,
)
from vaultnet.site.views.figures import People, reasons_href, view_people
from vaultnet.site.views.glance import Glance, view_glance
from vaultnet.site.views.matrices import MatrixView, RecordView, view_matrix, view_record
from vaultnet.site.views.network_shape import (
    ConcentrationView,
    ShapeView,
    view_concentrations,
    view_shape,
)
from vaultnet.site.views.portfolio import PortfolioView, view_portfolio
from vaultnet.site.views.reasons import SourceView, view_sentence, view_sources
from vaultnet.site.views.time_budget import BudgetView, view_budget
from vaultnet.strategy.aims import Aim
from vaultnet.strategy.coverage import Cover, Gap, GapKind, gaps_in_order
from vaultnet.strategy.tiers import Suggestion
from vaultnet.strategy.transition import Fading, still_to_come

MAX_AIMS = 12
MAX_GAPS = 12
MAX_MISMATCHES = 12
MAX_UNPLACED = 30
MAX_FADING = 20


@dataclass(frozen=True, slots=True)
class AimView:
    """An active objective: its share of all, in percent and in words, and how it is covered."""

    link: PageLink
    percent: float
    share: str
    serving: int
    cover: CoverSummary
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MismatchView:
    """A tier that was chosen beside the one that the rank suggests; `is_up` for a higher one."""

    person: PageLink
    chosen: str
    chosen_label: str
    suggested: str
    suggested_label: str
    rank: PageLink
    placed: int
    fruitfulness: PageLink
    is_up: bool


@dataclass(frozen=True, slots=True)
class FadingView:
    """A relationship that only the studies hold, and what already could hold it afterwards."""

    person: PageLink
    sentence: str
    band: str
    has_rhythm: bool
    serves: bool
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class StrategyPage:
    """The strategy, ready for its template; what has nothing to say is empty or None.

    `bettered` are needs that have more than they need. `more_…` count what is not shown.
    """

    frame: Frame
    steps: tuple[StepView, ...]
    glance: Glance | None
    aims: tuple[AimView, ...]
    more_aims: int
    portfolio: PortfolioView | None
    gaps: tuple[GapView, ...]
    more_gaps: int
    over_served: tuple[GapView, ...]
    mismatches: tuple[MismatchView, ...]
    more_mismatches: int
    unplaced: People
    opportunities: MatrixView
    risks: MatrixView
    opportunity_record: RecordView | None
    risk_record: RecordView | None
    budget: BudgetView | None
    concentrations: tuple[ConcentrationView, ...]
    shape: ShapeView | None
    fading: tuple[FadingView, ...]
    more_fading: int


def view_strategy(context: Context) -> StrategyPage:
    """Return the strategy page."""
    strategy = context.strategy
    gaps = gaps_in_order(strategy.coverage, strategy.aims)
    lacking = [item for item in gaps if item[1].kind is not GapKind.OVER_SERVED]
    over = [item for item in gaps if item[1].kind is GapKind.OVER_SERVED]
    aims = sorted(strategy.aims.aims.values(), key=lambda aim: (-aim.share, aim.objective.id))
    fading = still_to_come(context.network, strategy.fading)
    return StrategyPage(
        frame=context.frame(context.words.text("Strategy"), urls.STRATEGY),
        steps=view_first_steps(context),
        glance=view_glance(context, [cover for cover, _ in lacking]),
        aims=tuple(_aim(context, aim) for aim in aims[:MAX_AIMS]),
        more_aims=max(0, len(aims) - MAX_AIMS),
        portfolio=view_portfolio(context),
        gaps=_gaps(context, lacking[:MAX_GAPS]),
        more_gaps=max(0, len(lacking) - MAX_GAPS),
        over_served=_gaps(context, over[:MAX_GAPS]),
        mismatches=tuple(_mismatch(context, x) for x in strategy.mismatches[:MAX_MISMATCHES]),
        more_mismatches=max(0, len(strategy.mismatches) - MAX_MISMATCHES),
        unplaced=view_people(context, (item.id for item in strategy.unplaced), MAX_UNPLACED),
        opportunities=view_matrix(context, "opportunities", strategy.opportunities()),
        risks=view_matrix(context, "risks", strategy.risks()),
        opportunity_record=view_record(context, strategy.opportunity_record),
        risk_record=view_record(context, strategy.risk_record),
        budget=view_budget(context),
        concentrations=view_concentrations(context),
        shape=view_shape(context),
        fading=tuple(_fading(context, item) for item in fading[:MAX_FADING]),
        more_fading=max(0, len(fading) - MAX_FADING),
    )


def _gaps(context: Context, gaps: Iterable[tuple[Cover, Gap]]) -> tuple[GapView, ...]:
    return tuple(view_gap(context, cover, gap) for cover, gap in gaps)


def _aim(context: Context, aim: Aim) -> AimView:
    covers = covers_of(context.strategy, aim.objective.id)
    lacking = (cover.gap for cover in covers if cover.gap is not None)
    services = context.strategy.aims.services.values()
    return AimView(
        context.link(aim.objective),
        round(100 * aim.share, 1),
        context.words.percent(aim.share),
        sum(any(item.aim is aim for item in held) for held in services),
        view_summary(context, covers),
        tuple(
            view_sentence(context, gap.sentence)
            for gap in lacking
            if gap.kind is not GapKind.OVER_SERVED
        ),
    )


def _mismatch(context: Context, item: Suggestion) -> MismatchView:
    words = context.words
    reasons = reasons_href(context, item.contact, WHY_FRUITFULNESS)
    return MismatchView(
        context.link_id(item.contact),
        item.chosen.value if item.chosen else "",
        tier_label(words, item.chosen),
        item.suggested.value,
        tier_label(words, item.suggested),
        PageLink(words.text("{rank} of {placed}", rank=item.rank, placed=item.placed), reasons),
        item.placed,
        PageLink(words.number(item.fruitfulness), reasons),
        item.steps > 0,
    )


def _fading(context: Context, item: Fading) -> FadingView:
    return FadingView(
        context.link_id(item.contact),
        view_sentence(context, item.sentence),
        band_label(context.words, item.band),
        item.has_rhythm,
        item.serves,
        view_sources(context, item.facts),
    )
