"""The portfolio for people: whom to invest in, keep, enjoy and let rest."""

from collections.abc import Iterator

from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reports.outlook import Outlook
from vaultnet.domain.node import NodeId
from vaultnet.labels import quadrant_label
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reasons import descending

_ORDER = (Quadrant.INVEST, Quadrant.KEEP, Quadrant.ENJOY, Quadrant.LET_REST)
_PEOPLE = 8


def render_portfolio(outlook: Outlook) -> Iterator[str]:
    """Yield the four quadrants with their people; nothing while nobody has a fruitfulness."""
    desk, portfolio = outlook.desk, outlook.strategy.portfolio
    words, terminal = desk.words, desk.terminal
    if portfolio.fruitful_from is None:
        return
    note = words.text(
        "(fruitfulness, strength): fruitful from {fruitful:.0f} on, strong from {strong:.0f} on",
        fruitful=portfolio.fruitful_from,
        strong=portfolio.strong_from,
    )
    rows = [_quadrant(outlook, quadrant) for quadrant in _ORDER]
    columns = (Column(), Column(right=True), Column(flexible=True))
    lines = [heading(terminal, words.text("Portfolio"), note), lay_out(terminal, columns, rows)]
    if waiting := len(set(portfolio.not_placed) & outlook.strategy.aims.services.keys()):
        text = words.plural(
            "{n} more contact serves an objective, but nothing that it asks for is rated.",
            "{n} more contacts serve an objective, but nothing that it asks for is rated.",
            waiting,
        )
        lines.append(paragraph(terminal, text, indent=2))
    yield "\n".join(lines)


def ranked(outlook: Outlook, quadrant: Quadrant) -> list[NodeId]:
    """Return the contacts of a quadrant: the most fruitful first, or the warmest of the others."""
    strategy = outlook.strategy
    warmest = quadrant in {Quadrant.ENJOY, Quadrant.LET_REST}
    by = strategy.strength if warmest else strategy.fruitfulness
    held = strategy.portfolio.quadrants[quadrant]
    return sorted(held, key=lambda one: (descending(by[one].value), one))


def _quadrant(outlook: Outlook, quadrant: Quadrant) -> tuple[Written, ...]:
    words, held = outlook.desk.words, ranked(outlook, quadrant)
    people = outlook.joined([_person(outlook, one) for one in held], _PEOPLE)
    return (
        Styled(quadrant_label(words, quadrant), "strong"),
        str(len(held)),
        Stacked((Styled(_meaning(outlook, quadrant), "faint"), people or words.text("nobody"))),
    )


def _meaning(outlook: Outlook, quadrant: Quadrant) -> str:
    text = outlook.desk.words.text
    meanings = {
        Quadrant.INVEST: text("fruitful, not warm yet"),
        Quadrant.KEEP: text("fruitful and warm"),
        Quadrant.ENJOY: text("warm, less fruitful"),
        Quadrant.LET_REST: text("neither for now"),
    }
    return meanings[quadrant]


def _person(outlook: Outlook, one: NodeId) -> str:
    desk, strategy = outlook.desk, outlook.strategy
    strength = strategy.strength[one].value
    return desk.words.text(
        "{name} ({fruitfulness}, {strength})",
        name=desk.name(one),
        fruitfulness=desk.words.number(strategy.fruitfulness[one].value or 0.0),
        strength="–" if strength is None else desk.words.number(strength),
    )
