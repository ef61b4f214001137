"""The ledgers of all contacts: the sum, and by contact, what the owner owes first."""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultnet.cli.paper import Column, Styled, Written, bar, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, plain_step, render_step
from vaultnet.cli.reports.explanation import signed
from vaultnet.cli.reports.plain_standing import plain_balance
from vaultnet.cli.tables import Cell
from vaultnet.domain.node import NodeId
from vaultnet.labels import balance_label
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.reciprocity import BalanceBand, Ledger, Pending
from vaultnet.strategy.summary import Strategy

CONTACT_COLUMNS = (
    "id",
    "name",
    "band",
    "balance",
    "given",
    "received",
    "promises",
    "promises_late",
    "requests",
    "mine",
    "theirs",
    "ready",
)
_STYLES = {BalanceBand.YOU_OWE: "warning", BalanceBand.NOTHING: "faint"}
_BAR = 24


def ledgers_in_order(strategy: Strategy) -> tuple[NodeId, ...]:
    """Return the contacts with whom something went on, in the order of what the owner owes.

    First those with an open promise, the earliest due first; then by what was received beyond
    what was given, as both still count.
    """
    going_on = (
        contact
        for contact, ledger in strategy.ledgers.items()
        if ledger.given or ledger.received or ledger.promises or ledger.requests
    )
    return tuple(sorted(going_on, key=lambda one: _order(one, strategy.ledgers[one])))


def render_ledgers(desk: Desk, strategy: Strategy, contacts: Sequence[NodeId], *, more: int) -> str:
    """Return the sum of all ledgers, and a line for each contact."""
    return "\n\n".join(_blocks(desk, strategy, contacts, more=more))


def plain_ledgers(
    desk: Desk, strategy: Strategy, contacts: Sequence[NodeId], *, more: int
) -> dict[str, object]:
    """Return the sum of all ledgers and those of some contacts as an object of JSON."""
    return {
        "as_of": strategy.as_of.isoformat(),
        "overall": plain_balance(desk, strategy.ledger),
        "contacts": [
            {
                "id": one,
                "name": desk.name(one),
                "balance": plain_balance(desk, strategy.ledgers[one]),
            }
            for one in contacts
        ],
        "not_shown": more,
        "next_step": plain_step(desk, next_step(strategy.network)),
    }


def contact_rows(strategy: Strategy, contacts: Sequence[NodeId]) -> Iterator[dict[str, Cell]]:
    """Yield a flat row for each contact."""
    for one in contacts:
        ledger = strategy.ledgers[one]
        yield {
            "id": one,
            "name": strategy.contacts[one].name,
            "band": ledger.band.value,
            "balance": ledger.balance.value,
            "given": ledger.given_left,
            "received": ledger.received_left,
            "promises": len(ledger.promises),
            "promises_late": _late(ledger.promises),
            "requests": len(ledger.requests),
            "mine": ledger.mine,
            "theirs": ledger.theirs,
            "ready": ledger.readiness.ready,
        }


def _order(contact: NodeId, ledger: Ledger) -> tuple[date, float, NodeId]:
    days = [item.due or _UNDATED for item in ledger.promises]
    return (min(days, default=date.max), ledger.given_left - ledger.received_left, contact)


_UNDATED = date(date.max.year, 1, 1)
"""Where a promise without a day stands: after those with one, before having promised nothing."""


def _late(items: Sequence[Pending]) -> int:
    return sum(item.late for item in items)


def _blocks(
    desk: Desk, strategy: Strategy, contacts: Sequence[NodeId], *, more: int
) -> Iterator[str]:
    if contacts or more:
        yield "\n".join(_overall(desk, strategy))
        if contacts:
            yield _table(desk, strategy, contacts)
        if more:
            text = desk.words.plural(
                "{n} more contact; --all shows it", "{n} more contacts; --all shows them", more
            )
            yield text
    elif strategy.contacts:
        text = desk.words.text(
            "Nothing is noted yet of help that went one way or the other. Offer something first,"
            " and note it: a line under the Log of a contact"
        )
        example = f"  - {strategy.as_of} gave: " + desk.words.text("what you did for them")
        yield f"{paragraph(desk.terminal, text)}\n{example}"
    else:
        yield desk.words.text("Nobody is in the network yet, so nothing was given or received.")
    step = next_step(strategy.network)
    if step is not None:
        yield render_step(desk, step)


def _overall(desk: Desk, strategy: Strategy) -> Iterator[str]:
    ledger, words = strategy.ledger, desk.words
    band = balance_label(words, ledger.band)
    if ledger.balance.value is None:
        note = band
    else:
        value = signed(desk, ledger.balance.value, 2)
        note = words.text("balance {value}, from −1 to +1: {band}", value=value, band=band)
    yield heading(desk.terminal, words.text("Give and take"), note)
    sides = (
        (words.text("gave"), len(ledger.given), ledger.given_left),
        (words.text("received"), len(ledger.received), ledger.received_left),
    )
    most = max(left for _, _, left in sides)
    rows = [_side(desk, side, most) for side in sides]
    yield lay_out(desk.terminal, (Column(), Column(right=True), Column(), Column()), rows)
    for sentence in _sentences(desk, strategy):
        yield paragraph(desk.terminal, sentence, indent=2)


def _side(desk: Desk, side: tuple[str, int, float], most: float) -> tuple[Written, ...]:
    label, count, left = side
    lines = desk.words.plural("{n} line", "{n} lines", count)
    return (label, desk.words.number(left, 1), bar(left, most, _BAR), Styled(lines, "faint"))


def _sentences(desk: Desk, strategy: Strategy) -> Iterator[str]:
    """Yield what is open, who took the first steps, and what the weights are."""
    words, ledger = desk.words, strategy.ledger
    yield words.text(
        "open promises of yours: {promises}, past their day: {late}; open requests: {requests}",
        promises=len(ledger.promises),
        late=_late(ledger.promises),
        requests=len(ledger.requests),
    )
    if ledger.mine or ledger.theirs:
        yield words.text(
            "first steps noted: {mine} yours, {theirs} theirs",
            mine=ledger.mine,
            theirs=ledger.theirs,
        )
    yield words.text(
        "each line weighs 1 to 5, and counts half after {days:.0f} days",
        days=strategy.constants.reciprocity_half_life,
    )


def _table(desk: Desk, strategy: Strategy, contacts: Sequence[NodeId]) -> str:
    text = desk.words.text
    columns = (
        Column(text("contact"), flexible=True),
        Column(text("stands"), flexible=True),
        Column(text("gave"), right=True),
        Column(text("received"), right=True),
        Column(text("promised")),
        Column(text("asked"), right=True),
    )
    rows = [_row(desk, one, strategy.ledgers[one]) for one in contacts]
    title = heading(desk.terminal, text("By contact"), text("what you owe first"))
    return f"{title}\n{lay_out(desk.terminal, columns, rows)}"


def _row(desk: Desk, contact: NodeId, ledger: Ledger) -> tuple[Written, ...]:
    words = desk.words
    band = balance_label(words, ledger.band)
    style = _STYLES.get(ledger.band)
    return (
        desk.name(contact),
        Styled(band, style) if style else band,
        words.number(ledger.given_left, 1) if ledger.given else "",
        words.number(ledger.received_left, 1) if ledger.received else "",
        _promised(desk, ledger),
        str(len(ledger.requests)) if ledger.requests else "",
    )


def _promised(desk: Desk, ledger: Ledger) -> Written:
    count, late = len(ledger.promises), _late(ledger.promises)
    if late:
        return Styled(desk.words.text("{n}, late {late}", n=count, late=late), "warning")
    return str(count) if count else ""
