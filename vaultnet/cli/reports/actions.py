"""Things to do as rows for people and for programs: promises, tasks, people to get back to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from vaultnet.cli.output import Terminal
from vaultnet.cli.paper import Column, Stacked, Styled, Written, lay_out, natural_width, paragraph
from vaultnet.cli.reasons import Desk, plain_facts, plain_score
from vaultnet.cli.reports.day_distance import ago, distance
from vaultnet.cli.reports.plain_matches import is_mine, plain_match
from vaultnet.cli.tables import Cell, plain_cell
from vaultnet.domain.dates import days_between
from vaultnet.domain.node import NodeId
from vaultnet.labels import urgency_label
from vaultnet.late import dataclass
from vaultnet.strategy.attention import Action, ActionKind, Rhythm, Urgency
from vaultnet.strategy.matching import Match
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.usefulness import best_help

_WIDE = 120
"""From so many columns on people and text stand side by side, and each line says where it is."""

URGENCY_STYLES: Mapping[Urgency, str] = {
    Urgency.FINE: "faint",
    Urgency.SOON: "",
    Urgency.DUE: "info",
    Urgency.LATE: "warning",
    Urgency.FIRST: "info",
}

COLUMNS = (
    "group",
    "contacts",
    "names",
    "due",
    "days_late",
    "state",
    "last_contact",
    "cadence_days",
    "overdue_ratio",
    "fruitfulness",
    "priority",
    "minutes",
    "text",
    "need",
    "offer",
    "offered_by",
    "file",
    "line",
)
"""The columns of actions as one flat table."""


class Group(StrEnum):
    """Under which heading an action stands, in the order of the report."""

    PROMISE = "late promise"
    TASK = "late task"
    COMING = "coming"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Agenda:
    """What actions are told from: the desk, the strategy, and what to bring along."""

    desk: Desk
    strategy: Strategy
    help: Mapping[NodeId, Match]


def open_agenda(desk: Desk, strategy: Strategy) -> Agenda:
    """Return what the actions of a strategy are told from."""
    return Agenda(desk, strategy, best_help(strategy.matches))


def group_of(action: Action) -> Group:
    """Return the heading that an action stands under."""
    if action.kind is ActionKind.CONTACT:
        return Group.CONTACT
    if not action.late:
        return Group.COMING
    return Group.PROMISE if action.kind is ActionKind.PROMISE else Group.TASK


def render_groups(
    agenda: Agenda,
    groups: Iterable[tuple[str, Sequence[Action]]],
    *,
    minutes: bool = False,
    offers: bool = True,
) -> Iterator[str]:
    """Yield each group of actions under its heading, the columns of all of them in line.

    With `minutes` each action begins with the time that it takes; with `offers` each contact
    has what to bring along.
    """
    terminal = agenda.desk.terminal
    held = [
        (title, [_row(agenda, action, minutes=minutes, offers=offers) for action in actions])
        for title, actions in groups
        if actions
    ]
    columns = _columns(terminal, [row for _, rows in held for row in rows], minutes=minutes)
    for title, rows in held:
        yield f"{title}\n{lay_out(terminal, columns, rows)}"


def tell_no_rhythm(agenda: Agenda) -> Iterator[str]:
    """Yield why no contact comes due where none has a cadence, and how to give one."""
    desk, strategy = agenda.desk, agenda.strategy
    if not strategy.contacts:
        yield desk.words.text("Nobody is in the network yet, so nothing is due.")
    elif not strategy.rhythms:
        text = desk.words.text(
            "Nobody has a tier or a cadence, so no contact comes due. Choose a tier for those who"
            " matter: a field of the contact"
        )
        yield f"{paragraph(desk.terminal, text)}\n  tier: regular"


def plain_action(agenda: Agenda, action: Action) -> dict[str, object]:
    """Return an action as an object of JSON, with its reasons and their sources."""
    desk, strategy = agenda.desk, agenda.strategy
    row = action_row(agenda, action)
    kept = ("state", "days_late", "last_contact", "cadence_days", "overdue_ratio", "fruitfulness")
    return {
        "kind": action.kind.value,
        "group": group_of(action).value,
        "contacts": [{"id": one, "name": desk.name(one)} for one in action.contacts],
        "text": desk.line(action.text) or None,
        "due": action.day.isoformat(),
        "late": action.late,
        "minutes": action.minutes,
        "reason": desk.say(action.sentence),
        **{name: plain_cell(row[name]) for name in kept},
        "days_since_contact": _days_since(strategy, action.rhythm),
        "priority": plain_score(desk, action.priority),
        "offer": _plain_help(agenda, action),
        "sources": plain_facts(desk, action.facts),
    }


def action_row(agenda: Agenda, action: Action) -> dict[str, Cell]:
    """Return an action as a flat row of the columns."""
    desk, rhythm = agenda.desk, action.rhythm
    match = _match(agenda, action)
    cited = desk.vault.cite(action.facts[0].node, action.facts[0].field)
    return {
        "group": group_of(action).value,
        "contacts": action.contacts,
        "names": tuple(desk.name(one) for one in action.contacts),
        "due": action.day,
        "days_late": max(0, days_between(action.day, agenda.strategy.as_of)),
        "state": rhythm.urgency.value if rhythm else None,
        "last_contact": rhythm.last if rhythm else None,
        "cadence_days": rhythm.days if rhythm else None,
        "overdue_ratio": rhythm.ratio if rhythm else None,
        "fruitfulness": _fruitfulness(agenda, action),
        "priority": action.priority.value,
        "minutes": action.minutes,
        "text": desk.line(action.text) or None,
        "need": None if match is None else desk.line(match.want.text),
        "offer": None if match is None else desk.line(match.asset.text),
        "offered_by": None if match is None else match.asset.owner,
        "file": cited.path,
        "line": cited.line,
    }


def _columns(
    terminal: Terminal, rows: Sequence[Sequence[Written]], *, minutes: bool
) -> list[Column]:
    """Return columns as wide as all rows ask for, so that several tables stand in line."""
    if not rows:
        return []
    widths = [max(map(natural_width, held)) for held in zip(*rows, strict=True)]
    fixed = 2 if minutes else 1
    columns = [Column(right=minutes and place == 0, least=widths[place]) for place in range(fixed)]
    if terminal.width >= _WIDE:
        columns.append(Column(flexible=True, least=min(widths[fixed], terminal.width // 4)))
        return [*columns, Column(flexible=True), Column()]
    return [*columns, Column(flexible=True)]


def _row(agenda: Agenda, action: Action, *, minutes: bool, offers: bool) -> tuple[Written, ...]:
    """Return the cells of an action: people and text side by side where there is room."""
    desk = agenda.desk
    time = (desk.words.text("{n} min", n=desk.words.number(action.minutes)),) if minutes else ()
    people = Styled(desk.names(action.contacts), "strong")
    what = _what(agenda, action, offers=offers)
    first = (*time, _state(agenda, action))
    if desk.terminal.width < _WIDE:
        return (*first, Stacked((people, *what)))
    where = "" if action.rhythm else desk.cite(action.facts)
    return (*first, people, Stacked(what), Styled(where, "faint"))


def _state(agenda: Agenda, action: Action) -> Written:
    words = agenda.desk.words
    if action.rhythm is None:
        text = distance(words, action.day, agenda.strategy.as_of)
        return Styled(text, "warning") if action.late else text
    urgency = action.rhythm.urgency
    return Styled(urgency_label(words, urgency), URGENCY_STYLES[urgency])


def _what(agenda: Agenda, action: Action, *, offers: bool) -> tuple[str | Styled, ...]:
    desk = agenda.desk
    text = desk.words.text
    if action.kind is ActionKind.PROMISE:
        line = desk.line(action.text)
        return (text("{line} (promised, due {day})", line=line, day=action.day),)
    if action.kind is ActionKind.TASK:
        return (text("{line} (task, due {day})", line=desk.line(action.text), day=action.day),)
    reason = f"{_worth(agenda, action)} · {_since(agenda, action)}"
    return (reason, *(_help_lines(agenda, action) if offers else ()))


def _worth(agenda: Agenda, action: Action) -> str:
    """Return the fruitfulness of a contact in words; nobody is low who is only not known."""
    text = agenda.desk.words.text
    value = _fruitfulness(agenda, action)
    if value is not None:
        return text("fruitfulness {value:.0f}", value=value)
    placed = action.contacts[0] in agenda.strategy.aims.services
    return text("not rated yet") if placed else text("not placed yet")


def _since(agenda: Agenda, action: Action) -> str:
    """Return how long ago the last contact was, against the cadence."""
    rhythm, words = action.rhythm, agenda.desk.words
    if rhythm is None or rhythm.last is None:
        return agenda.desk.say(action.sentence)
    return words.text(
        "last contact {ago}, every {days:.0f} days: {ratio:.2f} cadences",
        ago=ago(words, rhythm.last, agenda.strategy.as_of),
        days=rhythm.days,
        ratio=rhythm.ratio,
    )


def _help_lines(agenda: Agenda, action: Action) -> Iterator[Styled]:
    match = _match(agenda, action)
    if match is not None:
        desk = agenda.desk
        yield Styled(desk.words.text("they need: {line}", line=desk.line(match.want.text)), "faint")
        yield Styled(tell_offer(desk, match), "good")


def tell_offer(desk: Desk, match: Match) -> str:
    """Return what meets a need: an offer of the owner's, or of somebody to introduce."""
    line = desk.line(match.asset.text)
    if is_mine(desk, match):
        return desk.words.text("you offer: {line}", line=line)
    name = desk.name(match.asset.owner)
    return desk.words.text("introduce {name}, who offers: {line}", name=name, line=line)


def _plain_help(agenda: Agenda, action: Action) -> dict[str, object] | None:
    match = _match(agenda, action)
    return None if match is None else plain_match(agenda.desk, match)


def _match(agenda: Agenda, action: Action) -> Match | None:
    """Return what to bring along to a contact; promises and tasks say that themselves."""
    return None if action.rhythm is None else agenda.help.get(action.rhythm.contact)


def _fruitfulness(agenda: Agenda, action: Action) -> float | None:
    rhythm = action.rhythm
    return None if rhythm is None else agenda.strategy.fruitfulness[rhythm.contact].value


def _days_since(strategy: Strategy, rhythm: Rhythm | None) -> int | None:
    if rhythm is None or rhythm.last is None:
        return None
    return days_between(rhythm.last, strategy.as_of)
