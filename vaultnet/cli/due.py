"""`vaultnet due`: promises and tasks that are due, and whom to get back to, in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import click

from vaultnet.cli.invocation import Invocation, pass_invocation, read_day
from vaultnet.cli.paper import heading, paragraph
from vaultnet.cli.problem import Problem
from vaultnet.cli.reasons import open_desk, plain_step, render_step
from vaultnet.cli.reports.actions import (
    COLUMNS,
    Agenda,
    Group,
    action_row,
    group_of,
    open_agenda,
    plain_action,
    render_groups,
    tell_no_rhythm,
)
from vaultnet.cli.tables import Answer, format_option, write_answer
from vaultnet.domain.dates import days_after
from vaultnet.labels import urgency_label
from vaultnet.late import dataclass
from vaultnet.strategy.attention import Action, Urgency
from vaultnet.strategy.first_steps import FirstStep, next_step

_CONTACTS = 25
DEFAULT_WITHIN = "14d"


@dataclass(frozen=True, slots=True)
class Due:
    """What is due: the actions that are shown, and those that are not, up to a day."""

    agenda: Agenda
    until: date
    shown: tuple[Action, ...]
    hidden: tuple[Action, ...]
    step: FirstStep | None


@click.command()
@click.option(
    "--within",
    default=DEFAULT_WITHIN,
    metavar="TIME",
    help="How far ahead promises and tasks are shown: 14d, 2w, friday, 2026-12-24.",
)
@click.option("--all", "everybody", is_flag=True, help="Show the contacts that are fine, too.")
@click.option("--limit", type=click.IntRange(min=0), help="How many at most.")
@format_option
@pass_invocation
def command(
    invocation: Invocation, within: str, *, everybody: bool, limit: int | None, format_: str
) -> int:
    """Say whom to get back to, and which promises and tasks are due.

    First promises past their date, then tasks past theirs, then what comes due; then contacts,
    by fruitfulness and by how long they have been waiting, each with what you could offer.
    """
    workspace = invocation.open()
    until = _until(within, invocation.as_of)
    agenda = open_agenda(open_desk(invocation, workspace), workspace.strategy)
    due = _find_due(agenda, until, everybody=everybody)
    if limit is not None or (format_ == "table" and not everybody):
        due = _cut(due, limit)
    document = _document(due, invocation.as_of)
    rows = [action_row(agenda, action) for action in due.shown]
    write_answer(
        Answer(lambda: _report(due), COLUMNS, rows, document), format_, invocation.terminal
    )
    return 0


def _until(within: str, as_of: date) -> date:
    """Return the last day that is looked at; a bare number counts days."""
    if within == DEFAULT_WITHIN:
        return days_after(as_of, 14)  # also where the calendar ends before that
    until = read_day(f"{within}d" if within.isdecimal() else within, as_of, ahead=True)
    if until < as_of:
        hint = "say how far ahead: --within 14d"
        raise Problem('"{within}" lies in the past', hint, within=within)
    return until


def _find_due(agenda: Agenda, until: date, *, everybody: bool) -> Due:
    strategy = agenda.strategy
    actions = strategy.actions(within=(until - strategy.as_of).days)
    fine = () if everybody else tuple(filter(_is_fine, actions))
    shown = tuple(action for action in actions if everybody or not _is_fine(action))
    return Due(agenda, until, shown, fine, next_step(strategy.network))


def _cut(due: Due, limit: int | None) -> Due:
    """Return so many of what is due; without a number what has a day, and a page of contacts."""
    if limit is None:
        limit = sum(action.rhythm is None for action in due.shown) + _CONTACTS
    return replace(due, shown=due.shown[:limit], hidden=(*due.shown[limit:], *due.hidden))


def _is_fine(action: Action) -> bool:
    return action.rhythm is not None and action.rhythm.urgency is Urgency.FINE


def _document(due: Due, as_of: date) -> dict[str, object]:
    return {
        "as_of": as_of.isoformat(),
        "until": due.until.isoformat(),
        "actions": [plain_action(due.agenda, action) for action in due.shown],
        "not_shown": dict(Counter(_state_of(action) for action in due.hidden)),
        "next_step": plain_step(due.agenda.desk, due.step),
    }


def _state_of(action: Action) -> str:
    return group_of(action).value if action.rhythm is None else action.rhythm.urgency.value


def _report(due: Due) -> str:
    return "\n\n".join(_blocks(due))


def _blocks(due: Due) -> Iterator[str]:
    desk = due.agenda.desk
    by_group: dict[Group, list[Action]] = {group: [] for group in Group}
    for action in due.shown:
        by_group[group_of(action)].append(action)
    if due.shown:
        yield from render_groups(due.agenda, _titled(due, by_group))
    elif due.agenda.strategy.rhythms:
        yield from _nothing_due(due)
    if rest := _rest(due):
        yield paragraph(desk.terminal, rest)
    yield from tell_no_rhythm(due.agenda)
    if due.step is not None:
        yield render_step(desk, due.step)


def _titled(due: Due, by_group: dict[Group, list[Action]]) -> Iterator[tuple[str, list[Action]]]:
    words, terminal = due.agenda.desk.words, due.agenda.desk.terminal
    titles = {
        Group.PROMISE: words.text("Promises past their day"),
        Group.TASK: words.text("Tasks past their day"),
        Group.COMING: words.text("Coming up until {day}", day=due.until),
        Group.CONTACT: words.text("To get back to"),
    }
    wanted = Counter(group_of(action) for action in due.hidden if not _is_fine(action))
    for group, title in titles.items():
        shown = len(by_group[group])
        every = shown + wanted[group]
        count = str(shown) if shown == every else words.text("{n} of {all}", n=shown, all=every)
        yield heading(terminal, title, count), by_group[group]


def _nothing_due(due: Due) -> Iterator[str]:
    """Yield the good news, and whom it will be about next."""
    desk, words = due.agenda.desk, due.agenda.desk.words
    if not all(map(_is_fine, due.hidden)):
        return
    news = [words.text("Nothing is due: everybody has heard from you in good time.")]
    coming = min(due.hidden, key=lambda action: (action.day, action.contacts), default=None)
    if coming is not None:
        name = desk.names(coming.contacts)
        news.append(words.text("Next is {name}, on {day}.", name=name, day=coming.day))
    yield paragraph(desk.terminal, " ".join(news))


def _rest(due: Due) -> str:
    """Return how many are not shown, and in what state."""
    words, hidden = due.agenda.desk.words, due.hidden
    if not hidden:
        return ""
    if all(map(_is_fine, hidden)):
        return words.plural(
            "{n} more contact is fine; --all shows it",
            "{n} more contacts are fine; --all shows them",
            len(hidden),
        )
    counts = ", ".join(f"{name} {count}" for name, count in _counted(due, hidden))
    return words.plural("{n} more: {counts}", "{n} more: {counts}", len(hidden), counts=counts)


def _counted(due: Due, hidden: Sequence[Action]) -> Iterator[tuple[str, int]]:
    words = due.agenda.desk.words
    counted = Counter(_urgency(action) for action in hidden)
    if counted[None]:
        yield words.text("promises and tasks"), counted[None]
    for urgency in (Urgency.LATE, Urgency.DUE, Urgency.FIRST, Urgency.SOON, Urgency.FINE):
        if counted[urgency]:
            yield urgency_label(words, urgency), counted[urgency]


def _urgency(action: Action) -> Urgency | None:
    return None if action.rhythm is None else action.rhythm.urgency
