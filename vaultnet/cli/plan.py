"""`vaultnet plan`: the list of the week that fits the budget, and whether the cadences fit it."""

import math
from collections.abc import Iterator, Sequence
from datetime import date

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.paper import Column, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, open_desk, plain_facts, plain_score, plain_step, render_step
from vaultnet.cli.reports.actions import (
    COLUMNS,
    Agenda,
    action_row,
    open_agenda,
    plain_action,
    render_groups,
    tell_no_rhythm,
)
from vaultnet.cli.tables import Answer, Cell, format_option, write_answer
from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import days_after
from vaultnet.domain.me import Budget
from vaultnet.late import dataclass
from vaultnet.strategy.attention import Action
from vaultnet.strategy.budget import WEEK, Demand, Relaxation
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.reasons import Fact, Part

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan is told from; `most` is how many of a long list are shown, None for all."""

    agenda: Agenda
    most: int | None

    @property
    def desk(self) -> Desk:
        """Return the desk that the report is written at."""
        return self.agenda.desk

    @property
    def demand(self) -> Demand:
        """Return what the cadences take against the budget."""
        return self.agenda.strategy.demand

    @property
    def budget(self) -> Budget | None:
        """Return the budget of the owner, None where none is written."""
        me = self.agenda.strategy.network.me
        return None if me is None else me.budget

    @property
    def budget_facts(self) -> tuple[Fact, ...]:
        """Return where the budget stands."""
        me = self.agenda.strategy.network.me
        return () if me is None or me.budget is None else (Fact(me.id, "budget"),)

    @property
    def until(self) -> date:
        """Return the last day of the week."""
        return days_after(self.agenda.strategy.as_of, WEEK)


@click.command()
@click.option("--week", is_flag=True, help="Only the list of the week.")
@click.option("--all", "everything", is_flag=True, help="Long lists to their end.")
@format_option
@pass_invocation
def command(invocation: Invocation, *, week: bool, everything: bool, format_: str) -> int:
    """Plan the week that fits your time.

    The budget is that of me.md, such as "budget: 3h/week". The list never exceeds it; what does
    not fit is named. Where your cadences ask for more than you have, it says by how much, and
    which of them to relax at the least loss.
    """
    workspace = invocation.open()
    agenda = open_agenda(open_desk(invocation, workspace), workspace.strategy)
    plan = Plan(agenda, None if everything else _SHOWN)
    columns = ("planned", *COLUMNS)
    answer = Answer(lambda: _report(plan, week=week), columns, list(_rows(agenda)), _document(plan))
    write_answer(answer, format_, invocation.terminal)
    return 0


def _rows(agenda: Agenda) -> Iterator[dict[str, Cell]]:
    week = agenda.strategy.week
    for planned, actions in ((True, week.actions), (False, week.left_out)):
        for action in actions:
            yield {"planned": planned, **action_row(agenda, action)}


def _document(plan: Plan) -> dict[str, object]:
    agenda, strategy = plan.agenda, plan.agenda.strategy
    week = strategy.week
    return {
        "as_of": strategy.as_of.isoformat(),
        "until": plan.until.isoformat(),
        "budget": _plain_budget(plan),
        "minutes": week.minutes,
        "actions": [plain_action(agenda, action) for action in week.actions],
        "left_out": [plain_action(agenda, action) for action in week.left_out],
        "demand": _plain_demand(plan),
        "next_step": plain_step(plan.desk, next_step(strategy.network)),
    }


def _plain_budget(plan: Plan) -> dict[str, object] | None:
    if plan.budget is None:
        return None
    return {
        "text": str(plan.budget),
        "minutes_a_week": plan.demand.available,
        "sources": plain_facts(plan.desk, plan.budget_facts),
    }


def _plain_demand(plan: Plan) -> dict[str, object]:
    demand = plan.demand
    return {
        "needed": plain_score(plan.desk, demand.needed),
        "available": demand.available,
        "shortfall": demand.shortfall,
        "feasible": demand.is_feasible,
        "relaxations": [_plain_relaxation(plan.desk, item) for item in demand.relaxations],
        "remaining": demand.remaining,
    }


def _plain_relaxation(desk: Desk, item: Relaxation) -> dict[str, object]:
    return {
        "contact": {"id": item.contact, "name": desk.name(item.contact)},
        "days_before": item.days_before,
        "days": item.days,
        "cadence": str(item.cadence),
        "freed_minutes_a_week": item.freed,
        "lost_fruitfulness_a_week": item.loss,
    }


def _report(plan: Plan, *, week: bool) -> str:
    return "\n\n".join(_blocks(plan, week=week))


def _blocks(plan: Plan, *, week: bool) -> Iterator[str]:
    strategy = plan.agenda.strategy
    if strategy.rhythms or strategy.week.actions or strategy.week.left_out:
        yield from _week(plan)
        if plan.budget is None:
            yield _how_to_write_a_budget(plan)
        if strategy.rhythms and not week:
            yield from _fit(plan)
    yield from tell_no_rhythm(plan.agenda)
    step = next_step(strategy.network)
    if step is not None:
        yield render_step(plan.desk, step)


def _week(plan: Plan) -> Iterator[str]:
    """Yield what to do until the end of the week, and what does not fit."""
    agenda, words = plan.agenda, plan.desk.words
    held = agenda.strategy.week
    title = words.text("The week until {day}", day=plan.until)
    if not held.actions and not held.left_out:
        yield words.text("Nothing is to be done until {day}. Enjoy the week.", day=plan.until)
        return
    groups = [
        (heading(plan.desk.terminal, title, _time_taken(plan)), _cut(plan, held.actions)),
        (heading(plan.desk.terminal, *_left_out_title(plan)), _cut(plan, held.left_out)),
    ]
    if not held.actions:
        yield groups[0][0]
        yield words.text("Nothing fits: each thing to do takes longer than the whole budget.")
    yield from _with_more(plan, render_groups(agenda, groups, minutes=True, offers=False))


def _time_taken(plan: Plan) -> str:
    """Return the minutes that the list takes, and of how many."""
    words, held = plan.desk.words, plan.agenda.strategy.week
    if held.available is None:
        return words.text("{minutes:.0f} minutes", minutes=held.minutes)
    return words.text(
        "{minutes:.0f} of {available:.0f} minutes (budget {budget}, {place})",
        minutes=held.minutes,
        available=held.available,
        budget=plan.budget,
        place=plan.desk.cite(plan.budget_facts),
    )


def _with_more(plan: Plan, blocks: Iterator[str]) -> Iterator[str]:
    held = plan.agenda.strategy.week
    sizes = [len(actions) for actions in (held.actions, held.left_out) if actions]
    for block, size in zip(blocks, sizes, strict=True):
        yield block + _more(plan, size)


def _left_out_title(plan: Plan) -> tuple[str, str]:
    words, left_out = plan.desk.words, plan.agenda.strategy.week.left_out
    minutes = math.fsum(action.minutes for action in left_out)
    return words.text("What does not fit"), words.text("{minutes:.0f} minutes", minutes=minutes)


def _cut(plan: Plan, actions: Sequence[Action]) -> Sequence[Action]:
    return actions[: plan.most]


def _more(plan: Plan, size: int) -> str:
    if plan.most is None or size <= plan.most:
        return ""
    words = plan.desk.words
    more = words.text("… {n} more; --all shows them", n=size - plan.most)
    return f"\n  {plan.desk.terminal.style(more, 'faint')}"


def _how_to_write_a_budget(plan: Plan) -> str:
    words = plan.desk.words
    text = words.text(
        "No budget is written down, so nothing was left out. Say how much time you have for"
        " people: a field of me.md"
    )
    return f"{paragraph(plan.desk.terminal, text)}\n  budget: 3h/week"


def _fit(plan: Plan) -> Iterator[str]:
    """Yield what the cadences take on average, and how to make them fit."""
    desk, demand = plan.desk, plan.demand
    text = desk.words.text
    known = demand.available is not None
    question = text("Do your cadences fit?") if known else text("What your cadences take")
    title = heading(desk.terminal, question, _verdict(plan))
    parts = sorted(demand.needed.parts, key=_tier_order)
    yield "\n".join(
        [title, *(paragraph(desk.terminal, desk.say(part.sentence), indent=2) for part in parts)]
    )
    if demand.relaxations:
        yield "\n".join(_relaxing(plan))


def _tier_order(part: Part) -> int:
    names = [tier.value for tier in Tier]
    return names.index(part.name) if part.name in names else len(names)


def _verdict(plan: Plan) -> str:
    words, demand = plan.desk.words, plan.demand
    needed = demand.needed.value or 0.0
    if demand.available is None or demand.shortfall is None:
        return words.text("{needed:.0f} minutes a week", needed=needed)
    values = {"needed": needed, "available": demand.available}
    if demand.is_feasible:
        return words.text("yes: they take {needed:.0f} of {available:.0f} minutes a week", **values)
    return words.text(
        "no: they take {needed:.0f} minutes a week of {available:.0f}, {short:.1f} too many",
        **values,
        short=demand.shortfall,
    )


def _relaxing(plan: Plan) -> Iterator[str]:
    desk, demand = plan.desk, plan.demand
    text = desk.words.text
    note = text("the least fruitfulness lost for each minute first")
    yield heading(desk.terminal, text("Cadences to relax"), note)
    columns = (
        Column(text("contact"), flexible=True),
        Column(text("every"), right=True),
        Column(text("instead")),
        Column(text("frees a week"), right=True),
        Column(text("loses"), right=True),
    )
    rows = [_relaxation_row(desk, item) for item in demand.relaxations[: plan.most]]
    yield lay_out(desk.terminal, columns, rows) + _more(plan, len(demand.relaxations))
    yield paragraph(desk.terminal, _what_remains(plan), indent=2)


def _relaxation_row(desk: Desk, item: Relaxation) -> tuple[Written, ...]:
    words = desk.words
    return (
        desk.name(item.contact),
        words.text("{days:.0f} days", days=item.days_before),
        f"cadence: {item.cadence}",
        words.text("{minutes:.1f} min", minutes=item.freed),
        Styled(words.text("not known"), "faint")
        if item.loss is None
        else words.number(item.loss, 1),
    )


def _what_remains(plan: Plan) -> str:
    words, demand = plan.desk.words, plan.demand
    if demand.remaining > 0:
        return words.text(
            "Even then {minutes:.1f} minutes a week are missing: raise the budget, or choose a"
            " lower tier for some.",
            minutes=demand.remaining,
        )
    lost = math.fsum(item.loss for item in demand.relaxations if item.loss is not None)
    return words.text(
        "With these the cadences fit. Lost: {lost:.1f} points, fruitfulness × contacts given up"
        " each week.",
        lost=lost,
    )
