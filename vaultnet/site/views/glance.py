"""The strategy at a glance: where I stand, what is missing, what I should change."""

from collections.abc import Iterator, Sequence

from vaultnet.domain.contact import ContactStatus
from vaultnet.labels import balance_label, tier_label
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.reading_direction import isolated
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.coverage import is_met
from vaultnet.site.views.lines import duration
from vaultnet.site.views.portfolio import ranked
from vaultnet.site.views.reasons import view_sentence
from vaultnet.strategy.coverage import Cover
from vaultnet.strategy.portfolio import Quadrant

MAX_GAPS = 4
MAX_NAMES = 3
MAX_MOVES = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """Three answers of a few sentences, each a link to where the page says more."""

    standing: tuple[PageLink, ...]
    missing: tuple[PageLink, ...]
    more_missing: int
    changes: tuple[PageLink, ...]


def view_glance(context: Context, gaps: Sequence[Cover]) -> Glance | None:
    """Return the three answers; None while there is no objective or nobody to reach it with."""
    strategy = context.strategy
    if not strategy.aims.aims or not strategy.contacts:
        return None
    missing = tuple(
        PageLink(view_sentence(context, cover.gap.sentence), "#gaps")
        for cover in gaps[:MAX_GAPS]
        if cover.gap is not None
    )
    return Glance(
        tuple(_standing(context)),
        missing,
        max(0, len(gaps) - MAX_GAPS),
        tuple(_changes(context)),
    )


def _standing(context: Context) -> Iterator[PageLink]:
    strategy, words = context.strategy, context.words
    living = [c for c in strategy.contacts.values() if c.status is not ContactStatus.CLOSED]
    serving = len(living) - len(strategy.unplaced)
    text = words.plural(
        "{serving} of {n} contact serves an objective",
        "{serving} of {n} contacts serve an objective",
        len(living),
        serving=serving,
    )
    yield PageLink(text, "#portfolio" if strategy.portfolio.fruitful_from is not None else "")
    if needs := len(strategy.coverage):
        met = sum(map(is_met, strategy.coverage))
        text = words.plural(
            "{met} of {n} need is covered", "{met} of {n} needs are covered", needs, met=met
        )
        yield PageLink(text, "#objectives")
    if keep := len(strategy.portfolio.quadrants[Quadrant.KEEP]):
        text = words.plural(
            "{n} relationship is fruitful and warm: keep it",
            "{n} relationships are fruitful and warm: keep them",
            keep,
        )
        yield PageLink(text, "#keep")
    band = balance_label(words, strategy.ledger.band)
    yield PageLink(words.text("Give and take: {balance}", balance=band), urls.RECIPROCITY)


def _changes(context: Context) -> Iterator[PageLink]:
    """Yield what to change, what concerns the most fruitful first."""
    yield from _investments(context)
    yield from _tiers(context)
    yield from _upkeep(context)


def _investments(context: Context) -> Iterator[PageLink]:
    contacts, words = context.strategy.contacts, context.words
    invest = ranked(context, Quadrant.INVEST)
    names = ", ".join(isolated(contacts[one].name) for one in invest[:MAX_NAMES])
    if len(invest) > MAX_NAMES:
        more = len(invest) - MAX_NAMES
        text = words.text("Invest in {names} and {n} more: fruitful, not warm", names=names, n=more)
        yield PageLink(text, "#invest")
    elif invest:
        text = words.text("Invest in {names}: fruitful, not warm", names=names)
        yield PageLink(text, "#invest")


def _tiers(context: Context) -> Iterator[PageLink]:
    contacts, words = context.strategy.contacts, context.words
    for item in context.strategy.mismatches[:MAX_MOVES]:
        values = {
            "name": isolated(contacts[item.contact].name),
            "chosen": tier_label(words, item.chosen),
            "suggested": tier_label(words, item.suggested),
        }
        text = words.text("{name}: you chose {chosen}, the rank suggests {suggested}", **values)
        yield PageLink(text, "#tiers")


def _upkeep(context: Context) -> Iterator[PageLink]:
    strategy, words = context.strategy, context.words
    if strategy.demand.shortfall:
        text = words.text(
            "Free {time} a week, or relax cadences",
            time=duration(words, strategy.demand.shortfall),
        )
        yield PageLink(text, "#budget")
    if past := len(strategy.opportunities().past):
        text = words.plural(
            "Say what became of {n} opportunity past its day",
            "Say what became of {n} opportunities past their day",
            past,
        )
        yield PageLink(text, "#opportunities")
    if waiting := len(strategy.unplaced):
        text = words.plural(
            "Place {n} contact that serves no objective, or let it rest",
            "Place {n} contacts that serve no objective, or let them rest",
            waiting,
        )
        yield PageLink(text, "#unplaced")
