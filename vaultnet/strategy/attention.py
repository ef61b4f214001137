"""Attention due: whom to get back to, and in which order.

The overdue ratio is the days since the last contact entry over the cadence, the contact's own
or that of its tier. What to do is ordered: promises past their date, tasks past their date,
then, by day, what comes due within the days asked for, then contacts by fruitfulness ×
min(overdue ratio, cap). Equals stand in the order of their ids.

Decisions:

* A contact with cadence `never`, tier `none` or status `closed` has no place in the list, with
  its promises neither; those stay in the ledger. One without tier and cadence has no rhythm to
  be late in, but its promises and tasks are listed.
* Somebody never spoken to has no ratio; the list counts them as just due.
* Contacts without fruitfulness come after all others, the most overdue first: they are not
  ranked low, they cannot be ranked.
* A contact takes as many minutes as its entries of the last year did on average, else of all
  years, else as an entry whose kind is not said.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import days_after
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.cadence import cadence_days, is_in_list, next_contact_day
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import (
    Fact,
    Part,
    Score,
    Sentence,
    descending,
    no_data,
    total,
    wording,
)
from vaultnet.strategy.reciprocity import Ledger, Pending
from vaultnet.strategy.strength import Touch, months_before


class Urgency(StrEnum):
    """How overdue a contact is, in words; FIRST is somebody never spoken to."""

    FINE = "fine"
    SOON = "soon"
    DUE = "due"
    LATE = "late"
    FIRST = "first contact"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often to be in touch with a contact, and how it stands.

    `days` is the cadence, `minutes` what one contact takes. `last` and `ratio` are None for
    somebody never spoken to; `next_on` is the day on which contact comes due.
    """

    contact: NodeId
    days: float
    minutes: float
    last: date | None
    ratio: float | None
    urgency: Urgency
    next_on: date
    facts: tuple[Fact, ...]


class ActionKind(StrEnum):
    """What there is to do."""

    PROMISE = "promise"
    TASK = "task"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: for whom, by when, how long it takes, and why it stands where it does.

    `late` is true when its day is past. `priority` orders contacts, and has no data for promises
    and tasks, which their day orders. `text` is the line of a promise or a task.
    """

    kind: ActionKind
    contacts: tuple[NodeId, ...]
    day: date
    late: bool
    minutes: float
    text: str
    sentence: Sentence
    facts: tuple[Fact, ...]
    priority: Score
    rhythm: Rhythm | None = None


def find_rhythm(
    contact: Contact, touches: tuple[Touch, ...], constants: Constants, as_of: date
) -> Rhythm | None:
    """Return how a contact stands against its cadence, or None for one that has none."""
    days = cadence_days(contact, constants)
    if days is None or not is_in_list(contact):
        return None
    last = max(touches, key=lambda touch: touch.day, default=None)
    source = Fact(contact.id, "tier" if contact.cadence is None else "cadence")
    minutes = minutes_of(touches, constants, as_of)
    if last is None:
        return Rhythm(contact.id, days, minutes, None, None, Urgency.FIRST, as_of, (source,))
    ratio = (as_of - last.day).days / days
    return Rhythm(
        contact.id,
        days,
        minutes,
        last.day,
        ratio,
        urgency_of(ratio, constants),
        next_contact_day(last.day, days, constants),
        (last.fact, source),
    )


def urgency_of(ratio: float, constants: Constants) -> Urgency:
    """Return the word for an overdue ratio."""
    if ratio < constants.soon:
        return Urgency.FINE
    if ratio < constants.due:
        return Urgency.SOON
    return Urgency.DUE if ratio < constants.late else Urgency.LATE


def minutes_of(touches: tuple[Touch, ...], constants: Constants, as_of: date) -> float:
    """Return the minutes that one contact is likely to take, from what contact took so far."""
    since = months_before(as_of, constants.audit_months)
    minutes = constants.contact_minutes
    recent = [minutes[touch.kind] for touch in touches if touch.day > since]
    known = recent or [minutes[touch.kind] for touch in touches]
    return sum(known) / len(known) if known else constants.minutes_contact


def score_priority(rhythm: Rhythm, fruitfulness: Score, constants: Constants) -> Score:
    """Return fruitfulness × min(overdue ratio, cap), as fruitfulness and what lateness adds."""
    if fruitfulness.value is None:
        return no_data(Sentence("no fruitfulness to weigh by"))
    value = fruitfulness.value
    ratio = constants.due if rhythm.ratio is None else min(rhythm.ratio, constants.overdue_limit)
    facts = fruitfulness.facts
    sentence = Sentence("fruitfulness {value:.0f}", {"value": value})
    parts = (
        Part("fruitfulness", value, sentence, facts, rhythm.contact),
        Part("overdue", value * (ratio - 1.0) + 0.0, _reason(rhythm), rhythm.facts, rhythm.contact),
    )
    return total(parts, confidence=fruitfulness.confidence)


def order_contacts(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return the actions of getting in touch in order.

    Every contact with a rhythm is among them, the fine ones too: who shows them chooses how far
    down to go, by `urgency` or by `day`.
    """
    return tuple(sorted(actions, key=_contact_order))


def order_pending(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return promises and tasks in order; they come before the contacts."""
    return tuple(sorted(actions, key=_pending_order))


def find_pending(
    contacts: Iterable[Contact],
    ledgers: Mapping[NodeId, Ledger],
    constants: Constants,
    as_of: date,
    within: int = 0,
) -> tuple[Action, ...]:
    """Return the promises and tasks past their date, or due within some days, in no order.

    A promise to several people is one action.
    """
    until = days_after(as_of, within)
    promised: dict[Fact, tuple[Pending, list[NodeId]]] = {}
    tasks: list[Action] = []
    for contact in contacts:
        if is_in_list(contact):
            for item in ledgers[contact.id].promises:
                promised.setdefault(item.fact, (item, []))[1].append(contact.id)
            tasks.extend(_tasks(contact, constants, as_of, until))
    promises = (
        _promise(item, tuple(people), item.due, constants)
        for item, people in promised.values()
        if item.due is not None and item.due <= until
    )
    return (*promises, *tasks)


def _reason(rhythm: Rhythm) -> Sentence:
    if rhythm.last is None:
        return Sentence("never spoken to, so the first contact is due")
    gone = round((rhythm.ratio or 0.0) * rhythm.days)
    values = {"last": rhythm.last, "gone": gone, "days": rhythm.days}
    if gone == 0:
        return Sentence("in touch today, with a cadence of {days:.0f} days", values)
    if gone == 1:
        return Sentence("in touch yesterday, with a cadence of {days:.0f} days", values)
    template = wording("in touch on {last}, {gone} days ago, with a cadence of {days:.0f} days")
    return Sentence(template, values)


def find_action(rhythm: Rhythm, priority: Score) -> Action:
    """Return the action of getting in touch with somebody who has a rhythm."""
    late = rhythm.urgency is Urgency.LATE
    reason = priority.parts[-1].sentence if priority.parts else _reason(rhythm)
    return Action(
        ActionKind.CONTACT,
        (rhythm.contact,),
        rhythm.next_on,
        late,
        rhythm.minutes,
        "",
        reason,
        rhythm.facts,
        priority,
        rhythm,
    )


def _promise(item: Pending, people: tuple[NodeId, ...], due: date, constants: Constants) -> Action:
    sentence = Sentence("promised, due on {due}", {"due": due})
    return Action(
        ActionKind.PROMISE,
        people,
        due,
        item.late,
        constants.minutes_promise,
        item.text,
        sentence,
        (item.fact,),
        no_data(sentence),
    )


def _tasks(contact: Contact, constants: Constants, as_of: date, until: date) -> Iterator[Action]:
    for index, task in enumerate(contact.next):
        done = task.done and not (task.done_on is not None and task.done_on > as_of)
        if done or task.due is None or task.due > until:
            continue
        sentence = Sentence("task, due on {due}", {"due": task.due})
        yield Action(
            ActionKind.TASK,
            (contact.id,),
            task.due,
            task.due < as_of,
            constants.minutes_task,
            task.text,
            sentence,
            (Fact(contact.id, f"next/{index}"),),
            no_data(sentence),
        )


def _pending_order(action: Action) -> tuple[bool, bool, date, tuple[Fact, ...]]:
    """Order what is late by kind and day, what is still to come by its day alone."""
    is_late_task = action.late and action.kind is not ActionKind.PROMISE
    return (not action.late, is_late_task, action.day, action.facts)


def _contact_order(action: Action) -> tuple[tuple[int, float], float, NodeId]:
    assert action.rhythm is not None  # noqa: S101 (contact actions carry one)
    ratio = action.rhythm.ratio
    return (
        descending(action.priority.value),
        -(1.0 if ratio is None else ratio),
        action.contacts[0],
    )
