"""The time that the cadences take against the time there is, and how to make it fit."""

from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site.anchors import WHY_ATTENTION
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.figures import reasons_href
from vaultnet.site.views.lines import duration
from vaultnet.site.views.reasons import ScoreView, view_score
from vaultnet.strategy.budget import Relaxation

MAX_RELAXATIONS = 8
LEAST_LOSS = 0.01


@dataclass(frozen=True, slots=True)
class RelaxationView:
    """A cadence that could be longer: from and to in days, and what it frees in a week.

    `loss` is what of fruitfulness × contacts a week it costs, empty for nothing to lose.
    """

    person: PageLink
    reasons: str
    before: str
    after: str
    freed: str
    loss: str


@dataclass(frozen=True, slots=True)
class BudgetView:
    """The budget of a week; `shortfall` and what even all `relaxations` leave are empty for none.

    `used` and `limit` are the needed and available time in percent of the larger one.
    """

    needed: str
    available: str
    shortfall: str
    verdict: str
    used: float
    limit: float
    reasons: ScoreView
    relaxations: tuple[RelaxationView, ...]
    more: int
    remaining: str


def view_budget(context: Context) -> BudgetView | None:
    """Return what the cadences take; None where no contact has a cadence."""
    demand, words = context.strategy.demand, context.words
    needed, available = demand.needed.value, demand.available
    if not context.strategy.rhythms or needed is None:
        return None
    most = max(needed, available or 0.0) or 1.0
    shortfall = demand.shortfall or 0.0
    relaxations = demand.relaxations[:MAX_RELAXATIONS]
    return BudgetView(
        duration(words, needed),
        "" if available is None else duration(words, available),
        duration(words, shortfall) if shortfall > 0 else "",
        _verdict(context, shortfall, available),
        round(100.0 * needed / most, 1),
        0.0 if available is None else round(100.0 * available / most, 1),
        view_score(context, demand.needed, digits=1),
        tuple(_relaxation(context, item) for item in relaxations),
        len(demand.relaxations) - len(relaxations),
        duration(words, demand.remaining) if demand.remaining > 0 else "",
    )


def _verdict(context: Context, shortfall: float, available: float | None) -> str:
    words = context.words
    if available is None:
        return words.text("There is no budget to set it against: write one in me.md.")
    if shortfall > 0:
        return words.text(
            "The cadences take {time} a week more than you have.", time=duration(words, shortfall)
        )
    return words.text("The cadences fit into the time that you have.")


def _relaxation(context: Context, item: Relaxation) -> RelaxationView:
    words = context.words
    return RelaxationView(
        context.link_id(item.contact),
        reasons_href(context, item.contact, WHY_ATTENTION),
        words.number(item.days_before),
        words.number(item.cadence.count or 0),
        words.number(item.freed, 1),
        "" if item.loss is None else _loss(words, item.loss),
    )


def _loss(words: Translator, loss: float) -> str:
    """Return a loss with two digits; a smaller one is not nothing."""
    if 0 < loss < LEAST_LOSS / 2:
        return words.text("less than {least:.2f}", least=LEAST_LOSS)
    return words.number(loss, 2)
