"""The strategy as others see it: what shared notes say, and no judgement on what they leave out."""

from dataclasses import replace

from vaultnet.site.views.context import Context
from vaultnet.site.views.strategy import StrategyPage, view_strategy


def view_shared_strategy(context: Context) -> StrategyPage:
    """Return the strategy page of a site for others.

    Where no line tells of anybody being in touch, nothing is said of how warm relations are:
    everybody would look cold, and each need as if nobody stood behind it.
    """
    page = view_strategy(context)
    if context.network.records:
        return page
    aims = tuple(replace(aim, cover=replace(aim.cover, needs=0)) for aim in page.aims)
    return replace(page, aims=aims, portfolio=None, gaps=(), more_gaps=0, over_served=())
