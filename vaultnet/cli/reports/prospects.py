"""Opportunities and risks for people: a matrix, the weightiest with their days, the record."""

from collections.abc import Iterable, Iterator, Sequence

from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reports.day_distance import due
from vaultnet.cli.reports.outlook import Outlook
from vaultnet.domain.prospect import Level, Opportunity, Risk
from vaultnet.labels import foresight_label, level_label, outcome_label
from vaultnet.strategy.aims import Prospect
from vaultnet.strategy.portfolio import Matrix, Record

_LEVELS = (Level.HIGH, Level.MEDIUM, Level.LOW)
TOP = 3
"""How many of a long list the summary shows; an objective's own report shows more."""

_PEOPLE = 3
_FEW_CLOSED = 10
_NONE = "·"


def render_opportunities(outlook: Outlook, matrix: Matrix, most: int = TOP) -> Iterator[str]:
    """Yield the open opportunities by value and likelihood, and the weightiest of them."""
    words = outlook.desk.words
    titles = (words.text("Opportunities"), words.text("value"))
    yield from _matrix(outlook, matrix, titles, most)


def render_risks(outlook: Outlook, matrix: Matrix, most: int = TOP) -> Iterator[str]:
    """Yield the open risks by severity and likelihood, and the gravest of them."""
    words = outlook.desk.words
    yield from _matrix(outlook, matrix, (words.text("Risks"), words.text("severity")), most)


def by_weight(items: Iterable[Prospect]) -> list[Prospect]:
    """Return prospects by worth × likelihood, then the nearest day, then as they stand."""
    return sorted(items, key=lambda item: (-(item.weight or 0.0), day_of(item), item.fact))


def day_of(item: Prospect) -> str:
    """Return the day of an opportunity as it sorts; those without one come last."""
    by = item.line.by if isinstance(item.line, Opportunity) else None
    return by.isoformat() if by else "9999"


def _matrix(outlook: Outlook, matrix: Matrix, titles: tuple[str, str], most: int) -> Iterator[str]:
    words, terminal = outlook.desk.words, outlook.desk.terminal
    weighed = by_weight(item for held in matrix.cells.values() for item in held)
    if not weighed and not matrix.unweighed:
        return
    title, worth = titles
    count = words.text("{n} open", n=len(weighed) + len(matrix.unweighed))
    lines = [heading(terminal, title, count)]
    if weighed:
        lines.append(_cells(outlook, matrix, worth))
        lines.append(_items(outlook, weighed, most))
    past = sorted(matrix.past, key=lambda item: (day_of(item), item.fact))
    lines += _aside(outlook, words.text("Past their day: what became of them?"), past, most)
    unweighed = words.text("Not weighed: they move no number yet")
    lines += _aside(outlook, unweighed, matrix.unweighed, most)
    yield "\n".join(lines)


def _cells(outlook: Outlook, matrix: Matrix, worth: str) -> str:
    """Return the nine cells as counts."""
    words = outlook.desk.words
    likelihoods = tuple(reversed(_LEVELS))
    title = words.text("{worth}, by likelihood", worth=worth)
    columns = (
        Column(title),
        *(Column(level_label(words, level), right=True) for level in likelihoods),
    )
    rows = [
        (level_label(words, row), *(_count(matrix, row, level) for level in likelihoods))
        for row in _LEVELS
    ]
    return lay_out(outlook.desk.terminal, columns, rows)


def _count(matrix: Matrix, worth: Level, likelihood: Level) -> Written:
    count = len(matrix.cells[worth, likelihood])
    return str(count) if count else Styled(_NONE, "faint")


def _aside(outlook: Outlook, title: str, items: Sequence[Prospect], most: int) -> Iterator[str]:
    if items:
        yield paragraph(outlook.desk.terminal, title, indent=2)
        yield _items(outlook, items, most, indent=4)


def _items(outlook: Outlook, items: Sequence[Prospect], most: int, indent: int = 2) -> str:
    """Return some prospects, each with whose it is, its levels, its day and its place."""
    shown = items if outlook.most is None else items[:most]
    rows: list[tuple[Written, ...]] = [("–", tell_prospect(outlook, item)) for item in shown]
    if more := len(items) - len(shown):
        rows.append(("", Styled(outlook.desk.words.text("and {n} more", n=more), "faint")))
    return lay_out(outlook.desk.terminal, (Column(), Column(flexible=True)), rows, indent=indent)


def tell_prospect(outlook: Outlook, item: Prospect) -> Stacked:
    """Return an opportunity or a risk, and beneath it what is known of it."""
    desk = outlook.desk
    return Stacked((desk.line(item.line.text), Styled(" · ".join(_known(outlook, item)), "faint")))


def _known(outlook: Outlook, item: Prospect) -> Iterator[str]:
    desk, words, line = outlook.desk, outlook.desk.words, item.line
    people = (item.fact.node, *(one for one in item.contacts if one != item.fact.node))
    yield outlook.joined([desk.name(one) for one in people], _PEOPLE)
    yield _levels(outlook, item)
    if line.outcome is not None:
        yield outcome_label(words, line.outcome)
    elif isinstance(line, Opportunity) and line.by is not None:
        yield due(words, line.by, outlook.strategy.as_of)
    if isinstance(line, Risk) and line.mitigation:
        yield words.text("what is done: {mitigation}", mitigation=desk.line(line.mitigation))
    yield desk.cite((item.fact,))


def _levels(outlook: Outlook, item: Prospect) -> str:
    words, line = outlook.desk.words, item.line
    worth = line.value if isinstance(line, Opportunity) else line.severity
    unsaid = words.text("not said")
    values = {
        "worth": level_label(words, worth) or unsaid,
        "likelihood": level_label(words, line.likelihood) or unsaid,
    }
    if isinstance(line, Opportunity):
        return words.text("value {worth}, likelihood {likelihood}", **values)
    return words.text("severity {worth}, likelihood {likelihood}", **values)


def render_records(outlook: Outlook) -> Iterator[str]:
    """Yield what became of the closed ones, and how good the guesses were."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    records = (
        (words.text("Opportunities"), outlook.strategy.opportunity_record),
        (words.text("Risks"), outlook.strategy.risk_record),
    )
    if not any(record.closed for _, record in records):
        return
    rows = [
        (Styled(title, "strong"), Stacked(tuple(_record(outlook, record))))
        for title, record in records
        if record.closed
    ]
    how = words.text(
        "Brier score: the mean of (likelihood − outcome)². 0 is perfect foresight, 0.25 is what"
        " saying one half to everything gets."
    )
    yield "\n".join(
        [
            heading(
                terminal, words.text("The record"), words.text("what became of the closed ones")
            ),
            lay_out(terminal, (Column(), Column(flexible=True)), rows),
            paragraph(terminal, how, indent=2),
        ]
    )


def _record(outlook: Outlook, record: Record) -> Iterator[str]:
    desk, words = outlook.desk, outlook.desk.words
    rate = record.hit_rate
    said = desk.say(rate.parts[0].sentence)
    yield words.text("{said}: {share}", said=said, share=words.percent(rate.value or 0.0))
    yield foresight_label(outlook.desk.words, record.brier.value, record.reference)
    if record.closed < _FEW_CLOSED:
        yield words.text("So few are more chance than skill.")
