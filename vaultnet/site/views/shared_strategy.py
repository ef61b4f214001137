"""The strategy as others see it: what shared notes say, and no judgement on what they leave out."""

from dataclasses import replace

from vaultnet.site.views.context import Context
from vaultnet.site.views.coverage import covers_of, is_judged, view_gap
from vaultnet.site.views.strategy import (
    MAX_AIMS,
    MAX_GAPS,
    AimView,
    StrategyPage,
    view_strategy,
)
from vaultnet.strategy.aims import Aim
from vaultnet.strategy.coverage import GapKind, gaps_in_order

FEWEST_DRAWN = 3


def view_shared_strategy(context: Context) -> StrategyPage:
    """Return the strategy page of a site for others.

    What is not told looks as if it were not there: somebody without a log looks cold, and a need
    uncovered that somebody covers who does not say so. So needs are judged, and relationships
    drawn by strength, only where all that is in question is shared.
    """
    page = view_strategy(context)
    strategy = context.strategy
    gaps = gaps_in_order(strategy.coverage, strategy.aims)
    told = [item for item in gaps if is_judged(context, item[0])]
    lacking = [item for item in told if item[1].kind is not GapKind.OVER_SERVED]
    return replace(
        page,
        aims=tuple(
            _aim(context, *pair) for pair in zip(_ordered(context), page.aims, strict=False)
        ),
        portfolio=page.portfolio if _is_drawn(context) else None,
        gaps=tuple(view_gap(context, *item) for item in lacking[:MAX_GAPS]),
        more_gaps=max(0, len(lacking) - MAX_GAPS),
        over_served=tuple(view_gap(context, *item) for item in told if item not in lacking)[
            :MAX_GAPS
        ],
    )


def _ordered(context: Context) -> list[Aim]:
    """Return the aims in the order of the page."""
    aims = context.strategy.aims.aims.values()
    return sorted(aims, key=lambda aim: (-aim.share, aim.objective.id))[:MAX_AIMS]


def _aim(context: Context, aim: Aim, view: AimView) -> AimView:
    """Return an aim, without the bar of its needs where not all of them can be judged."""
    covers = covers_of(context.strategy, aim.objective.id)
    judged = all(is_judged(context, cover) for cover in covers)
    return view if judged else replace(view, cover=replace(view.cover, needs=0))


def _is_drawn(context: Context) -> bool:
    """Tell whether the portfolio holds some people, and the log of each of them is shared."""
    quadrants = context.strategy.portfolio.quadrants.values()
    people = [one for held in quadrants for one in held]
    return len(people) >= FEWEST_DRAWN and all(context.tells(one, "log") for one in people)
