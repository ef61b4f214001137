"""The portfolio of relationships: the drawing, and the four quadrants as lists."""

from collections.abc import Sequence

from vaultnet.domain.contact import Tier
from vaultnet.domain.node import NodeId
from vaultnet.labels import quadrant_label
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site.map_names import shortened
from vaultnet.site.portfolio_chart import Datum, Mark, Plot, draw_portfolio
from vaultnet.site.reading_direction import isolated
from vaultnet.site.views.context import Context
from vaultnet.site.views.figures import PersonView, view_person
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reasons import descending

MAX_LISTED = 8
MAX_FOLDED = 4
MAX_NAMES = 2
_ORDER = (Quadrant.INVEST, Quadrant.KEEP, Quadrant.LET_REST, Quadrant.ENJOY)


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark as a link; `is_key` tells that the contact has the tier key."""

    mark: Mark
    href: str
    title: str
    count: int
    is_key: bool


@dataclass(frozen=True, slots=True)
class QuadrantView:
    """A quadrant as a list; `folded` are those that follow after the first, `more` the rest."""

    name: str
    label: str
    meaning: str
    people: tuple[PersonView, ...]
    folded: tuple[PersonView, ...]
    more: int

    @property
    def total(self) -> int:
        """Return how many contacts are in it."""
        return len(self.people) + len(self.folded) + self.more


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """The portfolio; quadrants stand as in the drawing, row by row.

    `fruitful_from`, `strong_from` and `top` are where the lines and the upper edge are.
    """

    plot: Plot
    marks: tuple[MarkView, ...]
    quadrants: tuple[QuadrantView, ...]
    fruitful_from: str
    strong_from: str
    top: str
    is_gathered: bool

    def quadrant(self, name: str) -> QuadrantView:
        """Return a quadrant by its name."""
        return next(item for item in self.quadrants if item.name == name)


def view_portfolio(context: Context) -> PortfolioView | None:
    """Return the portfolio; None while nobody has a fruitfulness."""
    portfolio, words = context.strategy.portfolio, context.words
    if portfolio.fruitful_from is None:
        return None
    data = _data(context)
    plot = draw_portfolio(data, portfolio.fruitful_from, portfolio.strong_from)
    return PortfolioView(
        plot,
        tuple(_mark(context, mark) for mark in plot.marks),
        tuple(_quadrant(context, quadrant) for quadrant in _ORDER),
        words.number(portfolio.fruitful_from),
        words.number(portfolio.strong_from),
        words.number(plot.top, 0 if plot.top.is_integer() else 1),
        len(plot.marks) < len(data),
    )


def ranked(context: Context, quadrant: Quadrant) -> list[NodeId]:
    """Return the contacts of a quadrant: the most fruitful first, or the warmest of the others."""
    strategy = context.strategy
    by = strategy.fruitfulness
    if quadrant in {Quadrant.ENJOY, Quadrant.LET_REST}:
        by = strategy.strength
    held = strategy.portfolio.quadrants[quadrant]
    return sorted(held, key=lambda one: (descending(by[one].value), one))


def _data(context: Context) -> Sequence[Datum]:
    strategy = context.strategy
    return [
        Datum(
            contact,
            shortened(strategy.contacts[contact].name, _LONGEST_NAME),
            strategy.strength[contact].value,
            strategy.fruitfulness[contact].value or 0.0,
            quadrant,
        )
        for quadrant, held in strategy.portfolio.quadrants.items()
        for contact in held
    ]


_LONGEST_NAME = 24


def _mark(context: Context, mark: Mark) -> MarkView:
    strategy, words = context.strategy, context.words
    first = strategy.contacts[mark.contacts[0]]
    if len(mark.contacts) == 1:
        title = _title(context, first.id)
        return MarkView(mark, context.links.to_id(first.id), title, 1, first.tier is Tier.KEY)
    names = [isolated(strategy.contacts[one].name) for one in mark.contacts[:MAX_NAMES]]
    title = _gathered(words, names, len(mark.contacts) - len(names))
    return MarkView(mark, f"#{slug_of(mark.quadrant)}", title, len(mark.contacts), is_key=False)


def _title(context: Context, contact: NodeId) -> str:
    strategy, words = context.strategy, context.words
    strength = strategy.strength[contact].value
    return words.text(
        "{name}: fruitfulness {fruitfulness}, strength {strength}",
        name=isolated(strategy.contacts[contact].name),
        fruitfulness=words.number(strategy.fruitfulness[contact].value or 0.0),
        strength=words.text("never spoken") if strength is None else words.number(strength),
    )


def _gathered(words: Translator, names: Sequence[str], more: int) -> str:
    shown = ", ".join(names)
    return words.text("{names} and {n} more", names=shown, n=more) if more else shown


def slug_of(quadrant: Quadrant) -> str:
    """Return the name of a quadrant as a fragment and a class."""
    return quadrant.value.replace(" ", "-")


def _meaning(words: Translator, quadrant: Quadrant) -> str:
    meanings = {
        Quadrant.INVEST: words.text("fruitful, not warm yet"),
        Quadrant.KEEP: words.text("fruitful and warm"),
        Quadrant.ENJOY: words.text("warm, less fruitful"),
        Quadrant.LET_REST: words.text("neither for now"),
    }
    return meanings[quadrant]


def _quadrant(context: Context, quadrant: Quadrant) -> QuadrantView:
    held = ranked(context, quadrant)
    shown = [view_person(context, one) for one in held[: MAX_LISTED + MAX_FOLDED]]
    return QuadrantView(
        slug_of(quadrant),
        quadrant_label(context.words, quadrant),
        _meaning(context.words, quadrant),
        tuple(shown[:MAX_LISTED]),
        tuple(shown[MAX_LISTED:]),
        len(held) - len(shown),
    )
