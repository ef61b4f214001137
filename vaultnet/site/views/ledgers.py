"""What is open between the owner and others, and the account of each contact."""

from collections.abc import Callable, Iterable, Mapping

from vaultnet.domain.node import NodeId
from vaultnet.labels import balance_label
from vaultnet.late import dataclass
from vaultnet.site.anchors import WHY_BALANCE
from vaultnet.site.charts import Column, scales_bar
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.figures import People, reasons_href, view_people
from vaultnet.site.views.lines import DueView, elapsed, view_due
from vaultnet.site.views.reasons import view_sentence
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.reciprocity import BalanceBand, Ledger, Pending

MAX_PENDING = 15
MAX_OWED, MAX_ROWS = 30, 15
MAX_NAMES = 4
_ORDER = (BalanceBand.YOU_OWE, BalanceBand.THEY_OWE, BalanceBand.EVEN)


@dataclass(frozen=True, slots=True)
class OpenView:
    """A promise or a request that is open, and whom it concerns."""

    people: People
    text: SafeHtml
    place: PageLink
    said: str
    waited: str
    due: DueView | None


@dataclass(frozen=True, slots=True)
class OpenList:
    """What is open of one sort; `late` counts what is past its day."""

    items: tuple[OpenView, ...]
    more: int
    late: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class AccountView:
    """The ledger of one contact; `balance` leads to its reasons. Weights are those of today."""

    person: PageLink
    balance: PageLink
    bar: Column
    given: str
    received: str
    promises: int
    requests: int
    is_ready: bool
    readiness: str


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """The accounts of one band."""

    band: str
    label: str
    accounts: tuple[AccountView, ...]
    more: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.accounts) + self.more


def view_open(context: Context, pick: Callable[[Ledger], Iterable[Pending]]) -> OpenList:
    """Return what is open in all ledgers, each line once, the earliest due first."""
    found: dict[Fact, tuple[Pending, list[NodeId]]] = {}
    for contact, ledger in context.strategy.ledgers.items():
        for item in pick(ledger):
            found.setdefault(item.fact, (item, []))[1].append(contact)
    ordered = sorted(found.values(), key=lambda held: _pending_order(held[0]))
    return OpenList(
        tuple(_open(context, item, people) for item, people in ordered[:MAX_PENDING]),
        max(0, len(ordered) - MAX_PENDING),
        sum(item.late for item, _ in ordered),
    )


def view_accounts(context: Context) -> Mapping[BalanceBand, AccountGroup]:
    """Return the accounts of all with whom something was exchanged: what I owe comes first.

    Within a band those stand first where most is open between the two sides.
    """
    by_band: dict[BalanceBand, list[NodeId]] = {band: [] for band in _ORDER}
    ledgers = context.strategy.ledgers
    for contact, ledger in ledgers.items():
        if ledger.band in by_band:
            by_band[ledger.band].append(contact)
    for held in by_band.values():
        held.sort(key=lambda one: (-abs(_difference(ledgers[one])), one))
    return {band: _group(context, band, held) for band, held in by_band.items() if held}


def _pending_order(item: Pending) -> tuple[str, str, Fact]:
    due = item.due.isoformat() if item.due else "9999"
    return (due, item.day.isoformat() if item.day else "9999", item.fact)


def _open(context: Context, item: Pending, people: list[NodeId]) -> OpenView:
    words, fact = context.words, item.fact
    days = (context.as_of - item.day).days if item.day else -1
    citation = context.vault.cite(fact.node, fact.field)
    return OpenView(
        view_people(context, people, MAX_NAMES),
        context.line(fact.node, item.text),
        PageLink(str(citation), context.links.to_field(fact.node, fact.field)),
        words.short_date(item.day) if item.day else "",
        elapsed(words, days) if days >= 0 else "",
        view_due(words, item.due, context.as_of),
    )


def _difference(ledger: Ledger) -> float:
    return ledger.given_left - ledger.received_left


def _group(context: Context, band: BalanceBand, held: list[NodeId]) -> AccountGroup:
    most = MAX_OWED if band is BalanceBand.YOU_OWE else MAX_ROWS
    return AccountGroup(
        band.value.replace(" ", "-"),
        balance_label(context.words, band),
        tuple(_account(context, contact) for contact in held[:most]),
        max(0, len(held) - most),
    )


def _account(context: Context, contact: NodeId) -> AccountView:
    ledger, words = context.strategy.ledgers[contact], context.words
    balance = ledger.balance.value or 0.0
    return AccountView(
        context.link_id(contact),
        PageLink(words.number(balance, 2), reasons_href(context, contact, WHY_BALANCE)),
        scales_bar(balance),
        words.number(ledger.given_left, 1),
        words.number(ledger.received_left, 1),
        len(ledger.promises),
        len(ledger.requests),
        ledger.readiness.ready,
        view_sentence(context, ledger.readiness.sentence),
    )
