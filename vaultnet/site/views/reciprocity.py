"""Give and take: what I owe, how I could be useful, and how the scales stood over time."""

from vaultnet.labels import balance_label
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.charts import Column, ceiling, columns, scales_bar
from vaultnet.site.views.beginning import StepView, view_first_steps
from vaultnet.site.views.context import Context, Frame
from vaultnet.site.views.figures import People, view_people
from vaultnet.site.views.ledgers import AccountGroup, OpenList, view_accounts, view_open
from vaultnet.site.views.matches import (
    MAX_BOUNDED,
    IntroductionList,
    MatchList,
    view_introductions,
    view_matches,
)
from vaultnet.site.views.reasons import ScoreView, view_score
from vaultnet.strategy.reciprocity import BalanceBand, MonthEnd, balance_over_time

MAX_QUIET = 30


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the chart over time: its columns, and the same numbers as text."""

    name: str
    title: str
    given: Column
    received: Column
    balance: Column
    given_text: str
    received_text: str
    balance_text: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """The chart over time; `even` is how far the band of an even balance reaches, in percent."""

    months: tuple[MonthView, ...]
    first: str
    last: str
    even: float
    flows_label: str
    balances_label: str


@dataclass(frozen=True, slots=True)
class WholeView:
    """All ledgers together."""

    label: str
    balance: ScoreView
    bar: Column
    given: str
    received: str
    mine: int
    theirs: int


@dataclass(frozen=True, slots=True)
class ReciprocityPage:
    """The page of give and take, ready for its template.

    `owed` are those to whom I owe, `quiet` those with whom nothing was exchanged; `bounded` are
    the topics and words that too many lines offer to look at all of them.
    """

    frame: Frame
    steps: tuple[StepView, ...]
    whole: WholeView | None
    over_time: OverTime | None
    promises: OpenList
    requests: OpenList
    owed: AccountGroup | None
    others: tuple[AccountGroup, ...]
    quiet: People
    useful: MatchList
    introductions: IntroductionList
    helpful: MatchList
    bounded: tuple[str, ...]
    more_bounded: int


def view_reciprocity(context: Context) -> ReciprocityPage:
    """Return the page of give and take."""
    strategy = context.strategy
    matches, ledgers, accounts = strategy.matches, strategy.ledgers, view_accounts(context)
    quiet = [one for one, held in ledgers.items() if held.band is BalanceBand.NOTHING]
    return ReciprocityPage(
        frame=context.frame(context.words.text("Reciprocity"), urls.RECIPROCITY),
        steps=view_first_steps(context),
        whole=_whole(context),
        over_time=_over_time(context),
        promises=view_open(context, lambda ledger: ledger.promises),
        requests=view_open(context, lambda ledger: ledger.requests),
        owed=accounts.get(BalanceBand.YOU_OWE),
        others=tuple(held for band, held in accounts.items() if band is not BalanceBand.YOU_OWE),
        quiet=view_people(context, quiet, MAX_QUIET),
        useful=view_matches(context, matches.mine),
        introductions=view_introductions(context),
        helpful=view_matches(context, matches.for_me),
        bounded=matches.bounded[:MAX_BOUNDED],
        more_bounded=max(0, len(matches.bounded) - MAX_BOUNDED),
    )


def _whole(context: Context) -> WholeView | None:
    ledger, words = context.strategy.ledger, context.words
    if ledger.balance.value is None:
        return None
    return WholeView(
        balance_label(words, ledger.band),
        view_score(context, ledger.balance, digits=2),
        scales_bar(ledger.balance.value),
        words.number(ledger.given_left, 1),
        words.number(ledger.received_left, 1),
        ledger.mine,
        ledger.theirs,
    )


def _over_time(context: Context) -> OverTime | None:
    strategy, words = context.strategy, context.words
    if strategy.ledger.balance.value is None:
        return None
    months = balance_over_time(strategy.ledger, strategy.constants, strategy.as_of)
    most = ceiling(max(max(item.given, item.received) for item in months))
    drawn = zip(
        months,
        columns([item.given for item in months], most),
        columns([item.received for item in months], most, down=True),
        columns([item.balance for item in months], 1.0),
        strict=True,
    )
    shown = tuple(_month(context, *item) for item in drawn)
    values = {"first": shown[0].title, "last": shown[-1].title}
    return OverTime(
        shown,
        shown[0].name,
        shown[-1].name,
        round(50.0 * min(1.0, strategy.constants.even), 2),
        words.text("Given and received, month by month. {first}. {last}.", **values),
        words.text("Balance, month by month. {first}. {last}.", **values),
    )


def _month(
    context: Context, month: MonthEnd, given: Column, received: Column, balance: Column
) -> MonthView:
    words = context.words
    name = words.month(month.day)
    texts = {
        "given": words.number(month.given, 1),
        "received": words.number(month.received, 1),
        "balance": "–" if month.balance is None else words.number(month.balance, 2),
    }
    title = words.text(
        "{month}: given {given}, received {received}, balance {balance}", month=name, **texts
    )
    return MonthView(
        name, title, given, received, balance, texts["given"], texts["received"], texts["balance"]
    )
