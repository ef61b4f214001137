"""The ledger with one contact, line by line: what went to and fro, what is open, who may ask."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.output import clean
from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, render_told
from vaultnet.cli.reports.day_distance import due
from vaultnet.cli.reports.explanation import signed, tell_readiness
from vaultnet.cli.reports.plain_standing import plain_balance, plain_exchange
from vaultnet.cli.tables import Cell
from vaultnet.domain.contact import Contact
from vaultnet.labels import balance_label
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.reciprocity import Exchange, Ledger, Pending
from vaultnet.strategy.summary import Strategy

LINE_COLUMNS = ("kind", "date", "due", "late", "weight", "left", "text", "file", "line")


def render_ledger(desk: Desk, strategy: Strategy, contact: Contact) -> str:
    """Return what went to and fro with a contact, and what is open."""
    ledger, text = strategy.ledgers[contact.id], desk.words.text
    blocks = [
        "\n".join(_summary(desk, contact, ledger)),
        *_exchanges(desk, text("You gave"), ledger.given, ledger.given_left),
        *_exchanges(desk, text("You received"), ledger.received, ledger.received_left),
        *_pending(desk, strategy, text("You promised"), ledger.promises),
        *_pending(desk, strategy, text("You asked"), ledger.requests),
    ]
    if len(blocks) == 1:
        how = text(
            "Nothing is noted yet of help that went one way or the other. Offer something first,"
            " and note it: a line under the Log"
        )
        example = f"  - {strategy.as_of} gave: " + text("what you did for them")
        blocks.append(f"{paragraph(desk.terminal, how)}\n{example}")
    return "\n\n".join(blocks)


def plain_ledger(desk: Desk, strategy: Strategy, contact: Contact) -> dict[str, object]:
    """Return the ledger with a contact as an object of JSON."""
    ledger = strategy.ledgers[contact.id]
    return {
        "as_of": strategy.as_of.isoformat(),
        "id": contact.id,
        "name": contact.name,
        "balance": plain_balance(desk, ledger),
        "given": [plain_exchange(desk, item) for item in ledger.given],
        "received": [plain_exchange(desk, item) for item in ledger.received],
    }


def line_rows(desk: Desk, ledger: Ledger) -> Iterator[dict[str, Cell]]:
    """Yield the lines of a ledger as flat rows."""
    for kind, exchanges in (("given", ledger.given), ("received", ledger.received)):
        for exchange in exchanges:
            yield {
                **_line(desk, kind, exchange.text, exchange.fact),
                "date": exchange.day,
                "weight": exchange.weight,
                "left": exchange.left,
            }
    for kind, items in (("promised", ledger.promises), ("asked", ledger.requests)):
        for item in items:
            row = _line(desk, kind, item.text, item.fact)
            yield {**row, "date": item.day, "due": item.due, "late": item.late}


def _line(desk: Desk, kind: str, text: str, fact: Fact) -> dict[str, Cell]:
    cited = desk.vault.cite(fact.node, fact.field)
    empty: dict[str, Cell] = dict.fromkeys(LINE_COLUMNS)
    return {
        **empty,
        "kind": kind,
        "text": desk.line(text),
        "file": cited.path,
        "line": cited.line,
    }


def _summary(desk: Desk, contact: Contact, ledger: Ledger) -> Iterator[str]:
    words = desk.words
    band = balance_label(words, ledger.band)
    if ledger.balance.value is not None:
        value = signed(desk, ledger.balance.value, 2)
        band = words.text("balance {value}, from −1 to +1: {band}", value=value, band=band)
    yield heading(desk.terminal, clean(contact.name), band)
    yield render_told(desk, tell_readiness(desk, ledger.readiness), ledger.readiness.facts)
    if ledger.mine or ledger.theirs:
        text = words.text(
            "first steps noted: {mine} yours, {theirs} theirs",
            mine=ledger.mine,
            theirs=ledger.theirs,
        )
        yield paragraph(desk.terminal, text, indent=2)


def _exchanges(desk: Desk, title: str, items: Sequence[Exchange], left: float) -> Iterator[str]:
    """Yield the lines of one side, the latest first."""
    if not items:
        return
    words = desk.words
    note = words.text(
        "weighing {weight} when written, {left:.1f} today",
        weight=sum(item.weight for item in items),
        left=left,
    )
    titles = (words.text("day"), words.text("weight"), words.text("today"), "")
    columns = (
        Column(titles[0]),
        Column(titles[1], right=True),
        Column(titles[2], right=True),
        Column(flexible=True),
    )
    rows = [_exchange_row(desk, item) for item in reversed(items)]
    yield f"{heading(desk.terminal, title, note)}\n{lay_out(desk.terminal, columns, rows)}"


def _exchange_row(desk: Desk, item: Exchange) -> tuple[Written, ...]:
    cited = Styled(desk.cite((item.fact,)), "faint")
    left = desk.words.number(item.left, 1)
    return (str(item.day), str(item.weight), left, Stacked((desk.line(item.text), cited)))


def _pending(desk: Desk, strategy: Strategy, title: str, items: Sequence[Pending]) -> Iterator[str]:
    if not items:
        return
    rows: list[tuple[Written, ...]] = []
    for item in items:
        cited = Styled(desk.cite((item.fact,)), "faint")
        lines = (desk.line(item.text), *_when(desk, strategy, item), cited)
        rows.append((Stacked(lines),))
    table = lay_out(desk.terminal, (Column(flexible=True),), rows)
    yield f"{heading(desk.terminal, title)}\n{table}"


def _when(desk: Desk, strategy: Strategy, item: Pending) -> Iterator[str | Styled]:
    words = desk.words
    since = words.text("since {day}", day=item.day) if item.day else ""
    until = due(words, item.due, strategy.as_of) if item.due else words.text("no day is set")
    text = ", ".join(part for part in (since, until) if part)
    yield Styled(text, "warning") if item.late else text
