"""The shape of a network for people: what each measure means, and who stands where."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.paper import Column, Stacked, Styled, Written, bar, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, render_step
from vaultnet.cli.reports.shape import Circle, Shape
from vaultnet.domain.node import NodeId
from vaultnet.labels import tie_source_label
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.structure import Position

_MEMBERS = 8
_CUT_OFF = 8
_ALONE = 20
_BAR = 20
_ROOM = 72
"""From so many columns on brokers have a bar beside their number."""


def render_shape(desk: Desk, shape: Shape, most: int | None) -> str:
    """Return the shape of a network; `most` is how long a list is at most, None for all."""
    if not shape.structure.ties:
        return "\n\n".join(_nobody(desk, shape))
    return "\n\n".join(_blocks(desk, shape, most))


def _blocks(desk: Desk, shape: Shape, most: int | None) -> Iterator[str]:
    yield _size(desk, shape)
    yield from _brokers(desk, shape.structure.brokers, most)
    yield from _bridges(desk, shape.structure.bridges, most)
    yield _circles(desk, shape.circles, most)
    yield from _alone(desk, shape, most)
    for sentence in shape.structure.bounded:
        yield paragraph(desk.terminal, desk.say(sentence))


def _size(desk: Desk, shape: Shape) -> str:
    """Return how many know each other, and what says so."""
    words, structure = desk.words, shape.structure
    note = words.text(
        "{people} of {contacts} contacts know another one: {ties} pairs",
        people=structure.people,
        contacts=len(shape.strategy.contacts),
        ties=structure.ties,
    )
    most = max(shape.sources.values())
    rows: list[tuple[Written, ...]] = [
        (tie_source_label(words, source), str(count), bar(count, most, _BAR))
        for source, count in shape.sources.items()
        if count
    ]
    lines = [
        heading(desk.terminal, words.text("Who knows whom"), note),
        lay_out(desk.terminal, (Column(flexible=True), Column(right=True), Column()), rows),
        paragraph(
            desk.terminal, words.text("What says so, by pairs; a pair may have several."), indent=2
        ),
    ]
    if shape.expired:
        text = words.plural(
            "{n} tie has ended or not begun, and is not used.",
            "{n} ties have ended or not begun, and are not used.",
            shape.expired,
        )
        lines.append(paragraph(desk.terminal, text, indent=2))
    return "\n".join(lines)


def _brokers(desk: Desk, brokers: Sequence[Position], most: int | None) -> Iterator[str]:
    """Yield who joins people that would not meet otherwise, and how that is measured."""
    words, terminal = desk.words, desk.terminal
    if not brokers:
        return
    columns: tuple[Column, ...] = (
        Column(words.text("broker"), flexible=True),
        Column(words.text("ties"), right=True),
        Column(words.text("between"), right=True),
        Column(""),
        Column(words.text("constraint"), right=True),
        Column(words.text("effective size"), right=True),
    )
    top = brokers[0].betweenness
    rows = [_broker(desk, item, top) for item in brokers[:most]]
    if terminal.width < _ROOM:
        columns = (*columns[:3], *columns[4:])
        rows = [(*row[:3], *row[4:]) for row in rows]
    yield "\n".join(
        [
            heading(terminal, words.text("Brokers"), _count(desk, len(rows), len(brokers))),
            lay_out(terminal, columns, rows),
            *(paragraph(terminal, text, indent=2, hanging=2) for text in _meanings(desk)),
        ]
    )


def _broker(desk: Desk, item: Position, top: float) -> tuple[Written, ...]:
    words = desk.words
    return (
        desk.name(item.contact),
        str(item.degree),
        words.percent(item.betweenness),
        bar(item.betweenness, top, 8),
        "" if item.constraint is None else words.number(item.constraint, 2),
        "" if item.effective_size is None else words.number(item.effective_size, 1),
    )


def _meanings(desk: Desk) -> Iterator[str]:
    """Yield what the measures say, in plain words."""
    text = desk.words.text
    yield text("between: the share of the shortest ways between others that lead through them")
    yield text("constraint: low where their contacts do not know each other, so news is news")
    yield text("effective size: how many of their contacts do not repeat one another")


def _bridges(desk: Desk, bridges: Sequence[Position], most: int | None) -> Iterator[str]:
    """Yield whom the network cannot spare: who would be cut off without them."""
    words, terminal = desk.words, desk.terminal
    if not bridges:
        title = words.text("What breaks if somebody leaves")
        text = words.text("Nothing: nobody is the only way to anybody.")
        yield f"{heading(terminal, title)}\n{paragraph(terminal, text, indent=2)}"
        return
    rows = [_bridge(desk, item) for item in bridges[:most]]
    title = words.text("What breaks if they leave")
    yield "\n".join(
        [
            heading(terminal, title, _count(desk, len(rows), len(bridges))),
            lay_out(terminal, (Column(flexible=True), Column(flexible=True)), rows),
        ]
    )


def _bridge(desk: Desk, item: Position) -> tuple[Written, ...]:
    lost = [one for part in item.cut_off for one in part]
    sentence = desk.say(item.sentence)
    if not lost:
        return (desk.name(item.contact), sentence)
    told = desk.words.text("{sentence}:", sentence=sentence)
    return (desk.name(item.contact), Stacked((told, *_parts(desk, item.cut_off))))


def _parts(desk: Desk, parts: Sequence[Sequence[NodeId]]) -> Iterator[Styled]:
    """Yield the people that would be cut off, those who stay together on one line."""
    for part in parts[:_CUT_OFF]:
        yield Styled(_names(desk, part, _CUT_OFF), "strong")
    if (more := len(parts) - _CUT_OFF) > 0:
        yield Styled(desk.words.text("and {n} more", n=more), "faint")


def _circles(desk: Desk, circles: Sequence[Circle], most: int | None) -> str:
    words, terminal = desk.words, desk.terminal
    rows = [_circle(desk, item, most) for item in circles[:most]]
    title = heading(terminal, words.text("Groups"), _count(desk, len(rows), len(circles)))
    text = words.text("tied more to each other than to the rest")
    lines = [title, paragraph(terminal, text, indent=2)]
    return "\n".join([*lines, lay_out(terminal, (Column(right=True), Column(flexible=True)), rows)])


def _circle(desk: Desk, item: Circle, most: int | None) -> tuple[Written, ...]:
    """Return how many are in a group, what they share if anything, and who they are."""
    shown = len(item.members) if most is None else _MEMBERS
    names = _names(desk, item.members, shown)
    if item.ground is None:
        return (str(len(item.members)), names)
    return (
        str(len(item.members)),
        Stacked((Styled(desk.say(item.ground.sentence), "strong"), names)),
    )


def _alone(desk: Desk, shape: Shape, most: int | None) -> Iterator[str]:
    words, terminal = desk.words, desk.terminal
    if not shape.alone:
        return
    shown = len(shape.alone) if most is None else _ALONE
    note = words.plural("{n} contact", "{n} contacts", len(shape.alone))
    text = words.text(
        "As far as is written down they lead to nobody, and only you lead to them. Whom they know"
        " is a line under Ties"
    )
    yield "\n".join(
        [
            heading(terminal, words.text("Without ties"), note),
            paragraph(terminal, _names(desk, shape.alone, shown), indent=2),
            paragraph(terminal, text, indent=2),
            f"    {_example(desk)}",
        ]
    )


def _example(desk: Desk) -> str:
    """Return a line of Ties as it would be written."""
    return f"- [[id]] {desk.words.text('how they know each other')} [strength:: medium]"


def _names(desk: Desk, people: Sequence[NodeId], most: int) -> str:
    names = desk.names(people[:most])
    if len(people) <= most:
        return names
    return desk.words.text("{names} and {n} more", names=names, n=len(people) - most)


def _count(desk: Desk, shown: int, every: int) -> str:
    if shown == every:
        return str(every)
    return desk.words.text("{n} of {all}; --all shows them", n=shown, all=every)


def _nobody(desk: Desk, shape: Shape) -> Iterator[str]:
    """Yield that nobody is known to know anybody, and how to write it down."""
    words, terminal = desk.words, desk.terminal
    if len(shape.strategy.contacts) > 1:
        text = words.text(
            "Nothing says yet who of your contacts knows whom. Write a line under Ties of one of"
            " them, or name who introduced them"
        )
        yield f'{paragraph(terminal, text)}\n  {_example(desk)}\n  introduced_by: "[[id]]"'
    else:
        yield paragraph(terminal, words.text("There are not two contacts yet to know each other."))
    step = next_step(shape.strategy.network)
    if step is not None:
        yield render_step(desk, step)
