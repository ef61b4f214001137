"""The strategy on one page for people: where it stands, what is missing, what to change."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.paper import (
    Column,
    Styled,
    Written,
    bar,
    heading,
    lay_out,
    paragraph,
)
from vaultnet.cli.reasons import render_step
from vaultnet.cli.reports.coverage import (
    cover_columns,
    cover_key,
    cover_row,
    over_served,
    render_gaps,
)
from vaultnet.cli.reports.outlook import Outlook, serves_example
from vaultnet.cli.reports.portfolio import render_portfolio
from vaultnet.cli.reports.prospects import render_opportunities, render_records, render_risks
from vaultnet.cli.reports.transition import render_transition
from vaultnet.domain.contact import ContactStatus
from vaultnet.labels import balance_label, concentration_label, tier_label
from vaultnet.strategy.aims import Aim
from vaultnet.strategy.concentration import Concentration
from vaultnet.strategy.coverage import Cover
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.tiers import Suggestion

_BAR = 10


def render_strategy(outlook: Outlook) -> str:
    """Return the strategy as a page of text."""
    return "\n\n".join(_blocks(outlook))


def _blocks(outlook: Outlook) -> Iterator[str]:
    strategy = outlook.strategy
    yield "\n".join(_header(outlook))
    yield from _objectives(outlook)
    yield from render_gaps(outlook)
    yield from render_portfolio(outlook)
    yield from _mismatches(outlook)
    yield from _unplaced(outlook)
    yield from render_opportunities(outlook, strategy.opportunities())
    yield from render_risks(outlook, strategy.risks())
    yield from render_records(outlook)
    yield from render_transition(outlook)
    yield from _concentration(outlook)
    yield from _budget(outlook)
    step = next_step(strategy.network)
    if step is not None:
        yield render_step(outlook.desk, step)


def _header(outlook: Outlook) -> Iterator[str]:
    """Yield the day, and where the owner stands in one line."""
    desk, strategy = outlook.desk, outlook.strategy
    day = desk.words.text("on {day}", day=strategy.as_of)
    yield heading(desk.terminal, desk.words.text("Strategy"), day)
    if standing := " · ".join(_standing(outlook)):
        yield paragraph(desk.terminal, standing)
    elif not strategy.aims.aims:
        text = desk.words.text("No objective is in progress, so there is nothing to measure yet.")
        yield paragraph(desk.terminal, text)


def _standing(outlook: Outlook) -> Iterator[str]:
    strategy, words = outlook.strategy, outlook.desk.words
    if not strategy.aims.aims or not strategy.contacts:
        return
    living = [c for c in strategy.contacts.values() if c.status is not ContactStatus.CLOSED]
    yield words.plural(
        "{serving} of {n} contact serves an objective",
        "{serving} of {n} contacts serve an objective",
        len(living),
        serving=len(living) - len(strategy.unplaced),
    )
    if needs := len(strategy.coverage):
        met = sum(len(cover.have) >= cover.needed for cover in strategy.coverage)
        yield words.plural(
            "{met} of {n} need is covered", "{met} of {n} needs are covered", needs, met=met
        )
    band = balance_label(words, strategy.ledger.band)
    yield words.text("Give and take: {balance}", balance=band)


def _objectives(outlook: Outlook) -> Iterator[str]:
    """Yield each active objective with its share, and how its needs are covered."""
    aims = outlook.aims()
    if not aims:
        return
    words, terminal = outlook.desk.words, outlook.desk.terminal
    shown, serving = aims[: outlook.most], outlook.serving()
    needs = [cover for aim in shown for cover in _covers(outlook, aim)]
    columns = cover_columns(outlook, needs)
    key = f"\n{cover_key(outlook)}" if needs else ""
    yield heading(terminal, words.text("Objectives"), str(len(aims))) + key
    for aim in shown:
        yield "\n".join(_objective(outlook, aim, serving.get(aim.objective.id, 0), columns))
    yield from outlook.more(aims)


def _covers(outlook: Outlook, aim: Aim) -> tuple[Cover, ...]:
    return outlook.covers(aim.objective.id)


def _objective(
    outlook: Outlook, aim: Aim, serving: int, columns: Sequence[Column]
) -> Iterator[str]:
    desk, words, objective = outlook.desk, outlook.desk.words, aim.objective
    share = f"{words.percent(aim.share)} {bar(aim.share, 1.0, _BAR)}"
    people = words.plural("{n} contact serves it", "{n} contacts serve it", serving)
    by = words.text("by {day}", day=objective.by) if objective.by else ""
    place = desk.cite((Fact(objective.id, "importance"),))
    note = " · ".join(part for part in (share, people, by, place) if part)
    yield _heading_in(outlook, objective.name, note)
    covers = _covers(outlook, aim)
    if covers:
        rows = [cover_row(outlook, cover) for cover in covers]
        yield lay_out(desk.terminal, columns, rows, indent=4)
    else:
        text = words.text("no needs written down: - 2 x hiring manager, under Needs")
        yield paragraph(desk.terminal, text, indent=4)
    for text in over_served(outlook, covers):
        yield paragraph(desk.terminal, words.text("more than needed: {text}", text=text), indent=4)


def _heading_in(outlook: Outlook, title: str, note: str) -> str:
    """Return a heading that stands two columns in, its remark below it."""
    terminal = outlook.desk.terminal
    lines = [
        *(("strong", line) for line in paragraph(terminal, title, indent=2).split("\n")),
        *(("faint", line) for line in paragraph(terminal, note, indent=4).split("\n")),
    ]
    return "\n".join(terminal.style(line, style) for style, line in lines)


def _mismatches(outlook: Outlook) -> Iterator[str]:
    """Yield where the tier that was chosen is not the one that the rank suggests."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    found = outlook.strategy.mismatches
    if not found:
        return
    columns: tuple[Column, ...] = (
        Column(words.text("contact"), flexible=True),
        Column(words.text("you chose")),
        Column(words.text("the rank suggests")),
        Column(words.text("rank"), right=True),
        Column(words.text("fruitfulness"), right=True),
    )
    rows = [_mismatch(outlook, item) for item in found[: outlook.most]]
    if outlook.is_narrow:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    title = words.text("Tiers that do not match the rank")
    note = words.text("the choice stays yours")
    yield "\n".join(
        [heading(terminal, title, note), lay_out(terminal, columns, rows), *outlook.more(found)]
    )


def _mismatch(outlook: Outlook, item: Suggestion) -> tuple[Written, ...]:
    words = outlook.desk.words
    return (
        outlook.desk.name(item.contact),
        tier_label(words, item.chosen),
        Styled(tier_label(words, item.suggested), "warning" if item.steps > 0 else ""),
        words.text("{rank} of {placed}", rank=item.rank, placed=item.placed),
        words.number(item.fruitfulness, 1),
    )


def _unplaced(outlook: Outlook) -> Iterator[str]:
    """Yield who serves no objective, and how to say that they do."""
    desk, words, unplaced = outlook.desk, outlook.desk.words, outlook.strategy.unplaced
    aims = outlook.aims()
    if not unplaced or not aims:
        return
    note = words.text("they serve no objective; that is not the same as worth little")
    text = words.text("Place one with a field of the contact, or let it rest")
    count = words.text("{n}: {note}", n=len(unplaced), note=note)
    yield "\n".join(
        [
            heading(desk.terminal, words.text("Not placed yet"), count),
            paragraph(desk.terminal, outlook.cut([item.id for item in unplaced]), indent=2),
            paragraph(desk.terminal, text, indent=2),
            serves_example(aims[0].objective.id),
        ]
    )


def _concentration(outlook: Outlook) -> Iterator[str]:
    """Yield how much of the network comes from one place, by several views."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    views = [item for item in outlook.strategy.concentration if item.known]
    if not views:
        return
    columns: tuple[Column, ...] = (
        Column(),
        Column(words.text("largest"), flexible=True),
        Column(words.text("share"), right=True),
        Column(),
        Column(words.text("as if"), right=True),
        Column(words.text("known of"), right=True),
    )
    rows = [_view(outlook, item) for item in views]
    if outlook.is_narrow:
        columns = (*columns[:3], *columns[4:])
        rows = [(*row[:3], *row[4:]) for row in rows]
    title = words.text("Where your contacts come from")
    note = words.text("as if: how many groups of equal size would be as concentrated")
    yield f"{heading(terminal, title, note)}\n{lay_out(terminal, columns, rows)}"


def _view(outlook: Outlook, item: Concentration) -> tuple[Written, ...]:
    words, largest = outlook.desk.words, item.groups[0]
    return (
        concentration_label(words, item.view),
        outlook.desk.say(largest.sentence),
        words.percent(largest.share),
        bar(largest.share, 1.0, _BAR),
        "" if item.as_if is None else words.number(item.as_if, 1),
        words.text("{known} of {all}", known=item.known, all=item.known + item.unknown),
    )


def _budget(outlook: Outlook) -> Iterator[str]:
    """Yield in one line whether the time that cadences take is there."""
    words, strategy = outlook.desk.words, outlook.strategy
    demand, me = strategy.demand, strategy.network.me
    if not strategy.rhythms:
        return
    needed = demand.needed.value or 0.0
    if demand.available is None or me is None:
        text = words.text(
            'your cadences take {needed:.0f} minutes a week; there is no "budget" in me.md',
            needed=needed,
        )
    else:
        values = {"needed": needed, "available": demand.available, "budget": me.budget}
        place = outlook.desk.cite((Fact(me.id, "budget"),))
        if demand.shortfall:
            text = words.text(
                "your cadences take {needed:.0f} minutes a week, {shortfall:.0f} more than your"
                ' budget of {budget} ({place}); "vaultnet plan" says what to relax',
                shortfall=demand.shortfall,
                place=place,
                **values,
            )
        else:
            text = words.text(
                "your cadences take {needed:.0f} of {available:.0f} minutes a week ({place})",
                place=place,
                **values,
            )
    title = outlook.desk.terminal.style(words.text("Time"), "strong")
    yield f"{title}\n{paragraph(outlook.desk.terminal, text, indent=2)}"
