"""The transition report: relationships that only the studies hold, before they fade."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reports.outlook import Outlook
from vaultnet.strategy.transition import Fading, still_to_come


def render_transition(outlook: Outlook) -> Iterator[str]:
    """Yield who would fade with the studies, and who may have; nothing where nobody does."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    coming = still_to_come(outlook.strategy.network, outlook.strategy.fading)
    over = [item for item in outlook.strategy.fading if item not in coming]
    if not coming and not over:
        return
    lines = [
        heading(terminal, words.text("What only the studies hold"), str(len(coming) + len(over)))
    ]
    if coming:
        rows = [_row(outlook, item) for item in coming[: outlook.most]]
        columns = (Column(flexible=True), Column(), Column(flexible=True))
        lines += [lay_out(terminal, columns, rows), *outlook.more(coming)]
    if over:
        lines += _over(outlook, over)
    yield "\n".join(lines)


def _row(outlook: Outlook, item: Fading) -> tuple[Written, ...]:
    """Return who may fade, how warm it is, when it ends, and what could hold it."""
    desk = outlook.desk
    held = " · ".join(_holding(outlook, item))
    return (
        Styled(desk.name(item.contact), "strong"),
        outlook.band(item.contact),
        Stacked((desk.say(item.sentence), held, Styled(desk.cite(item.facts), "faint"))),
    )


def _holding(outlook: Outlook, item: Fading) -> Iterator[str]:
    """Yield what holds a relationship beside the studies, or what could."""
    text = outlook.desk.words.text
    if item.serves:
        yield text("it serves an objective")
    if item.has_rhythm:
        yield text("it has a cadence")
    if not item.serves and not item.has_rhythm:
        yield text(
            "to hold it: a tier or a cadence, an objective that it serves, a thing to do together"
        )
    elif not item.has_rhythm:
        yield text("to hold it: a tier or a cadence")
    elif not item.serves:
        yield text("to hold it: an objective that it serves, or a thing to do together")


def _over(outlook: Outlook, over: Sequence[Fading]) -> Iterator[str]:
    """Yield those whose studies are over: who has something else to hold on to, and who has not."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    held = [item.contact for item in over if item.has_rhythm]
    loose = [item.contact for item in over if not item.has_rhythm]
    if held:
        text = words.text(
            "Your studies are over, a cadence holds: {names}.", names=outlook.cut(held)
        )
        yield paragraph(terminal, text, indent=2, hanging=2)
    if loose:
        text = words.text(
            "Your studies are over, and neither a tier nor a cadence holds: {names}.",
            names=outlook.cut(loose),
        )
        yield paragraph(terminal, text, indent=2, hanging=2)
