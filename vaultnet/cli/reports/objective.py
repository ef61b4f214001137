"""One objective for people: its plan, its needs, who serves it, and what may come of it."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.paper import Column, Styled, Written, bar, heading, lay_out, paragraph
from vaultnet.cli.reports.coverage import (
    candidate_lines,
    cover_columns,
    cover_key,
    cover_row,
)
from vaultnet.cli.reports.day_distance import distance
from vaultnet.cli.reports.objective_ranking import Ranked
from vaultnet.cli.reports.outlook import Outlook, serves_example
from vaultnet.cli.reports.prospects import (
    by_weight,
    render_opportunities,
    render_risks,
    tell_prospect,
)
from vaultnet.domain.entry import Task
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.labels import criterion_label, objective_status_label, tier_label
from vaultnet.strategy.aims import Prospect
from vaultnet.strategy.coverage import Cover

_PARAGRAPHS = 6
_PROSPECTS = 8
_BAR = 10
_OPEN_ENDED = frozenset({ObjectiveStatus.ACTIVE, ObjectiveStatus.IDEA})


def render_objective(outlook: Outlook, objective: Objective, ranking: Sequence[Ranked]) -> str:
    """Return everything that there is to say about one objective."""
    return "\n\n".join(_blocks(outlook, objective, ranking))


def _blocks(outlook: Outlook, objective: Objective, ranking: Sequence[Ranked]) -> Iterator[str]:
    strategy = outlook.strategy
    yield "\n".join(_header(outlook, objective))
    yield from _plan(outlook, objective)
    yield from _milestones(outlook, objective)
    yield from _needs(outlook, objective)
    yield from _ranking(outlook, objective, ranking)
    yield from render_opportunities(outlook, strategy.opportunities(objective.id), _PROSPECTS)
    yield from render_risks(outlook, strategy.risks(objective.id), _PROSPECTS)
    yield from _closed(outlook, objective)


def _header(outlook: Outlook, objective: Objective) -> Iterator[str]:
    desk = outlook.desk
    yield heading(desk.terminal, objective.name)
    yield paragraph(
        desk.terminal, " · ".join(part for part in _standing(outlook, objective) if part)
    )
    if outlook.strategy.aims.aims.get(objective.id) is None:
        text = desk.words.text(
            "It is not in progress, so nobody gets points for it and no need is judged."
        )
        yield paragraph(desk.terminal, text)


def _standing(outlook: Outlook, objective: Objective) -> Iterator[str]:
    """Yield what an objective is, what it weighs, and by when it is to be reached."""
    desk, words = outlook.desk, outlook.desk.words
    aim = outlook.strategy.aims.aims.get(objective.id)
    yield objective.function
    yield objective_status_label(words, objective.status)
    if aim is None:
        yield words.text("importance {importance}", importance=objective.importance)
    else:
        yield words.text(
            "importance {importance}: {share} of the strategy",
            importance=objective.importance,
            share=words.percent(aim.share),
        )
        weights = aim.weights.items()
        yield ", ".join(f"{criterion_label(words, name)} ×{weight:g}" for name, weight in weights)
    if objective.by is not None and objective.status not in _OPEN_ENDED:
        yield words.text("by {day}", day=objective.by)
    elif objective.by is not None:
        day = distance(words, objective.by, outlook.strategy.as_of)
        yield words.text("by {day}, {distance}", day=objective.by, distance=day)
    yield desk.vault.file_of(objective.id).path


def _plan(outlook: Outlook, objective: Objective) -> Iterator[str]:
    """Yield what the owner wrote about an objective, without the lines that stand elsewhere."""
    desk, words = outlook.desk, outlook.desk.words
    found = paragraphs_of(objective)
    if not found:
        return
    shown = found if outlook.most is None else found[:_PARAGRAPHS]
    lines = [heading(desk.terminal, words.text("The plan"))]
    lines.append("\n\n".join(paragraph(desk.terminal, desk.line(text), indent=2) for text in shown))
    if more := len(found) - len(shown):
        path = desk.vault.file_of(objective.id).path
        text = words.plural(
            "and {n} more paragraph in {file}", "and {n} more paragraphs in {file}", more, file=path
        )
        lines.append(paragraph(desk.terminal, text, indent=2))
    yield "\n".join(lines)


def paragraphs_of(objective: Objective) -> list[str]:
    """Return the prose of an objective, paragraph by paragraph, each as one line."""
    blocks = (block for passage in objective.passages for block in passage.text.split("\n\n"))
    return [" ".join(block.split()) for block in blocks if block.strip()]


def _milestones(outlook: Outlook, objective: Objective) -> Iterator[str]:
    words, terminal = outlook.desk.words, outlook.desk.terminal
    tasks = list(enumerate(objective.milestones))
    if not tasks:
        return
    tasks.sort(key=lambda item: (item[1].done, _day(item[1])))
    done = sum(task.done for _, task in tasks)
    note = words.text("{done} of {all} done", done=done, all=len(tasks))
    rows = [_milestone(outlook, objective, index, task) for index, task in tasks]
    columns = (Column(), Column(flexible=True), Column())
    yield f"{heading(terminal, words.text('Milestones'), note)}\n{lay_out(terminal, columns, rows)}"


def _day(task: Task) -> str:
    day = task.done_on if task.done else task.due
    return day.isoformat() if day else "9999"


def _milestone(
    outlook: Outlook, objective: Objective, index: int, task: Task
) -> tuple[Written, ...]:
    desk, words = outlook.desk, outlook.desk.words
    place = _line(outlook, objective, f"milestones/{index}")
    text = desk.line(task.text)
    if task.done:
        said = words.text("done {day}", day=task.done_on) if task.done_on else words.text("done")
        return (Styled(said, "faint"), Styled(text, "faint"), place)
    if task.due is None:
        return (words.text("open"), text, place)
    late = task.due < outlook.strategy.as_of
    said = distance(words, task.due, outlook.strategy.as_of)
    due = words.text("{text} (due {day})", text=text, day=task.due)
    return (Styled(said, "warning") if late else said, due, place)


def _needs(outlook: Outlook, objective: Objective) -> Iterator[str]:
    """Yield each need with who fills it, and who else could."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    covers = outlook.covers(objective.id)
    if not covers:
        yield from _unjudged(outlook, objective)
        return
    met = sum(len(cover.have) >= cover.needed for cover in covers)
    note = words.plural("{met} of {n} is covered", "{met} of {n} are covered", len(covers), met=met)
    lines = [heading(terminal, words.text("Needs"), note), cover_key(outlook)]
    columns = cover_columns(outlook, covers)
    for cover in covers:
        lines.append(lay_out(terminal, columns, [cover_row(outlook, cover)]))
        lines += [
            paragraph(terminal, text, indent=6, hanging=2) for text in _people(outlook, cover)
        ]
    yield "\n".join(lines)


def _unjudged(outlook: Outlook, objective: Objective) -> Iterator[str]:
    """Yield the needs of an objective that is not active, or how to write one down."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    title = heading(terminal, words.text("Needs"))
    if not objective.needs:
        text = words.text("None is written down. Which functions does it need? A line under Needs")
        yield f"{title}\n{paragraph(terminal, text, indent=2)}\n    - 2 x hiring manager"
        return
    rows = [
        (
            str(need.count),
            need.function,
            _line(outlook, objective, f"needs/{index}"),
        )
        for index, need in enumerate(objective.needs)
    ]
    columns = (Column(right=True), Column(flexible=True), Column())
    yield f"{title}\n{lay_out(terminal, columns, rows)}"


def _line(outlook: Outlook, objective: Objective, field: str) -> Styled:
    """Return the number of a line of the objective's own file, which the head of it names."""
    line = outlook.desk.vault.cite(objective.id, field).line
    return Styled(outlook.desk.words.text("line {n}", n=line), "faint")


def _people(outlook: Outlook, cover: Cover) -> Iterator[str]:
    """Yield who fills a need, the warm ones first, who would if rated, and who could."""
    desk, words = outlook.desk, outlook.desk.words
    if cover.have:
        order = sorted(cover.have, key=lambda one: (one not in cover.warm, one))
        yield outlook.joined([f"{desk.name(one)} ({outlook.band(one)})" for one in order])
    if cover.unrated:
        yield words.text("not rated, so not counted: {names}", names=outlook.cut(cover.unrated))
    candidates = list(candidate_lines(outlook, cover))
    if cover.gap is not None and cover.gap.candidates:
        yield words.text("one step away:")
    yield from candidates


def _ranking(outlook: Outlook, objective: Objective, ranking: Sequence[Ranked]) -> Iterator[str]:
    """Yield who serves the objective, with the parts of their points."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    aim = outlook.strategy.aims.aims.get(objective.id)
    title = words.text("Who serves it")
    if not ranking:
        text = words.text("Nobody yet. Say so with a field of a contact")
        example = serves_example(objective.id)
        yield f"{heading(terminal, title)}\n{paragraph(terminal, text, indent=2)}\n{example}"
        return
    if aim is None:
        names = paragraph(terminal, outlook.cut([item.contact.id for item in ranking]), indent=2)
        yield f"{heading(terminal, title, str(len(ranking)))}\n{names}"
        return
    most = 100.0 * aim.share
    note = words.text("{n} contacts, by points of at most {most:.0f}", n=len(ranking), most=most)
    rows = [_ranked(outlook, item, most) for item in ranking[: outlook.most]]
    table = lay_out(terminal, _ranking_columns(outlook), rows)
    how = words.text('"vaultnet why NAME" takes the points apart, with file and line.')
    yield "\n".join(
        [
            heading(terminal, title, note),
            table,
            *outlook.more(ranking),
            paragraph(terminal, how, indent=2),
        ]
    )


def _ranking_columns(outlook: Outlook) -> list[Column]:
    text = outlook.desk.words.text
    columns = [
        Column(text("rank"), right=True),
        Column(text("contact"), flexible=True),
        Column(text("points"), right=True),
        Column(),
        Column(text("fit"), right=True),
        Column(text("opportunity"), right=True),
        Column(text("risk"), right=True),
        Column(text("tier")),
        Column(text("warmth")),
    ]
    if outlook.is_narrow:
        columns = columns[:-2]
    return columns if _has_room(outlook) else [*columns[:3], *columns[4:]]


_ROOM = 90
"""From so many columns on the points of a ranking have a bar beside them."""


def _has_room(outlook: Outlook) -> bool:
    return outlook.desk.terminal.width >= _ROOM


def _ranked(outlook: Outlook, item: Ranked, most: float) -> tuple[Written, ...]:
    words, points = outlook.desk.words, item.points
    parts = (item.of("fit"), item.of("opportunity"), item.of("risk"))
    told = [Styled(words.text("no data"), "faint") if points is None else words.number(points, 1)]
    band = outlook.band(item.contact.id)
    drawn = ["" if points is None else bar(points, most, _BAR)] if _has_room(outlook) else []
    return (
        "" if item.rank is None else str(item.rank),
        item.contact.name,
        *told,
        *drawn,
        *("" if part is None else words.number(part, 1) for part in parts),
        *(() if outlook.is_narrow else (tier_label(words, item.contact.tier), band)),
    )


def _closed(outlook: Outlook, objective: Objective) -> Iterator[str]:
    """Yield the opportunities and risks of an objective that have an outcome."""
    words, terminal = outlook.desk.words, outlook.desk.terminal
    closed = closed_prospects(outlook, objective)
    if not closed:
        return
    shown = closed[: outlook.most]
    rows: list[tuple[Written, ...]] = [("–", tell_prospect(outlook, item)) for item in shown]
    table = lay_out(terminal, (Column(), Column(flexible=True)), rows)
    lines = [heading(terminal, words.text("How others ended"), str(len(closed))), table]
    yield "\n".join([*lines, *outlook.more(closed)])


def closed_prospects(outlook: Outlook, objective: Objective) -> list[Prospect]:
    """Return what has an outcome and concerns an objective: opportunities, then risks."""
    served = outlook.strategy.aims.is_served
    found = [
        item
        for item in outlook.strategy.prospects
        if not item.is_open
        and (
            objective.id in item.objectives
            or (not item.objectives and any(served(objective.id, one) for one in item.contacts))
        )
    ]
    return [
        *by_weight(item for item in found if isinstance(item.line, Opportunity)),
        *by_weight(item for item in found if isinstance(item.line, Risk)),
    ]
