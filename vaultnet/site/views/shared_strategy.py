"""The strategy as others see it: what shared notes say, and no judgement on what they leave out."""

from dataclasses import replace

from vaultnet.site.views.context import Context
from vaultnet.site.views.coverage import covers_of, is_judged, view_gap
from vaultnet.site.views.strategy import (
    MAX_AIMS,
    MAX_GAPS,
    AimView,
    StrategyPage,
    ordered_gaps,
    view_strategy,
)
from vaultnet.strategy.aims import Aim
from vaultnet.strategy.coverage import Cover, Gap, GapKind


def view_shared_strategy(context: Context) -> StrategyPage:
    """Return the strategy page of a site for others.

    How warm a relationship is can be told only where the log is shared: without it everybody
    would look cold. So needs that others stand behind are judged, and relationships drawn by
    strength, only where all the logs in question are shared.
    """
    page = view_strategy(context)
    gaps = [(item, item.gap) for item in ordered_gaps(context) if item.gap is not None]
    told = [item for item in gaps if item[1].kind is GapKind.UNCOVERED or _tells(context, item)]
    lacking = [item for item in told if item[1].kind is not GapKind.OVER_SERVED]
    return replace(
        page,
        aims=tuple(
            _aim(context, *pair) for pair in zip(_ordered(context), page.aims, strict=False)
        ),
        portfolio=page.portfolio if _all_heard(context) else None,
        gaps=tuple(view_gap(context, *item) for item in lacking[:MAX_GAPS]),
        more_gaps=max(0, len(lacking) - MAX_GAPS),
        over_served=tuple(view_gap(context, *item) for item in told if item not in lacking)[
            :MAX_GAPS
        ],
    )


def _tells(context: Context, item: tuple[Cover, Gap]) -> bool:
    return is_judged(context, item[0])


def _ordered(context: Context) -> list[Aim]:
    """Return the aims in the order of the page."""
    aims = context.strategy.aims.aims.values()
    return sorted(aims, key=lambda aim: (-aim.share, aim.objective.id))[:MAX_AIMS]


def _aim(context: Context, aim: Aim, view: AimView) -> AimView:
    """Return an aim, without the bar of its needs where not all of them can be judged."""
    covers = covers_of(context.strategy, aim.objective.id)
    judged = all(is_judged(context, cover) for cover in covers)
    return view if judged else replace(view, cover=replace(view.cover, needs=0))


def _all_heard(context: Context) -> bool:
    """Tell whether the log of everybody in the portfolio is shared."""
    quadrants = context.strategy.portfolio.quadrants.values()
    return all(context.tells(one, "log") for people in quadrants for one in people)
