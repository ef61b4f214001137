"""The first page: what to do in order, what else is open, and the state of the vault.

It is read every morning, so each thing stands on it once: a promise that is among the things to
do is not listed again among the promises.
"""

import heapq
from collections.abc import Sequence
from datetime import date
from itertools import islice

from vaultnet.domain.agenda import (
    ComingDate,
    PendingEntry,
    PendingTask,
    coming_birthdays,
    open_promises,
    open_requests,
    open_tasks,
    untriaged,
)
from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import days_after
from vaultnet.domain.network import Record
from vaultnet.domain.objective import ObjectiveStatus
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.anchors import WHY_FRUITFULNESS
from vaultnet.site.views.actions import (
    ActionGroup,
    WeekView,
    due_actions,
    view_groups,
    view_week,
)
from vaultnet.site.views.beginning import StepView, view_first_steps
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.entries import EntryView, view_record
from vaultnet.site.views.lines import DueView, LineView, distance, elapsed, view_due, view_line
from vaultnet.site.views.objective import ObjectiveCard, sorted_objectives, view_card
from vaultnet.site.views.reasons import open_sentence
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.strength import dated

MAX_ROWS = 25
MAX_RECENT = 6
MAX_STEPS = 3
MAX_BIRTHDAYS = 12
BIRTHDAYS_WITHIN = 45
TASKS_WITHIN = 30


@dataclass(frozen=True, slots=True)
class PendingView:
    """Something open: whom it is about, what it is, when it was said and when it is due.

    `waited` is how long ago it was said, empty where no day is known or the day is to come;
    `href` is where it stands.
    """

    people: tuple[PageLink, ...]
    line: LineView
    href: str
    said: str
    waited: str
    due: DueView | None


@dataclass(frozen=True, slots=True)
class PendingList:
    """What is open of one sort; `more` counts what is not shown."""

    items: tuple[PendingView, ...]
    more: int
    overdue: int

    @property
    def total(self) -> int:
        """Return how many there are, the ones not shown too."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class BirthdayView:
    """A birthday that is coming; `age` is 0 where the year is not known."""

    person: PageLink
    day: str
    note: str
    age: int


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A contact without a tier; `reason` is the tier that its rank suggests, or why none does."""

    person: PageLink
    reason: str
    href: str


@dataclass(frozen=True, slots=True)
class StateView:
    """What reading the vault gave: pages by kind, files by fate, and what `check` says."""

    counts: tuple[str, ...]
    found: int
    loaded: int
    rejected: int
    ignored: int
    problems: int


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The first page, ready for its template."""

    frame: Frame
    steps: tuple[StepView, ...]
    groups: tuple[ActionGroup, ...]
    week: WeekView
    promises: PendingList
    requests: PendingList
    tasks: PendingList
    birthdays: tuple[BirthdayView, ...]
    more_birthdays: int
    inbox: tuple[InboxItem, ...]
    more_inbox: int
    recent: tuple[EntryView, ...]
    objectives: tuple[ObjectiveCard, ...]
    state: StateView
    is_empty: bool


def view_today(context: Context) -> TodayPage:
    """Return the first page of the site."""
    network, actions = context.network, due_actions(context)
    listed = frozenset(fact for action in actions for fact in action.facts)
    waiting = _by_suggestion(context, untriaged(network))
    active = [item for item in sorted_objectives(context) if item.status is ObjectiveStatus.ACTIVE]
    birthdays = coming_birthdays(network, context.as_of, BIRTHDAYS_WITHIN)
    return TodayPage(
        frame=context.frame(context.words.text("Today"), urls.INDEX),
        steps=view_first_steps(context)[:MAX_STEPS],
        groups=view_groups(context, actions),
        week=view_week(context),
        promises=_promises(context, listed),
        requests=_pending_entries(context, open_requests(network)),
        tasks=_tasks(context, listed),
        birthdays=tuple(_birthday(context, found) for found in birthdays[:MAX_BIRTHDAYS]),
        more_birthdays=max(0, len(birthdays) - MAX_BIRTHDAYS),
        inbox=tuple(_inbox_item(context, contact) for contact in waiting[:MAX_ROWS]),
        more_inbox=max(0, len(waiting) - MAX_ROWS),
        recent=tuple(view_record(context, record) for record in _recent(context)),
        objectives=tuple(view_card(context, objective) for objective in active),
        state=view_state(context),
        is_empty=not network.nodes,
    )


def view_state(context: Context) -> StateView:
    """Return the line on the state of the vault."""
    network, tally, plural = context.network, context.vault.tally, context.words.plural
    counts = (
        plural("{n} contact", "{n} contacts", len(network.contacts)),
        plural("{n} objective", "{n} objectives", len(network.objectives)),
        plural("{n} organisation", "{n} organisations", len(network.organisations)),
        plural("{n} journal page", "{n} journal pages", len(network.journals)),
        plural("{n} note", "{n} notes", len(network.notes)),
    )
    return StateView(
        counts, tally.found, tally.loaded, tally.rejected, tally.ignored, context.problems
    )


def _promises(context: Context, listed: frozenset[Fact]) -> PendingList:
    """Return the open promises that are not among the things to do."""
    pending = open_promises(context.network)
    others = [item for item in pending if Fact(item.written_in, item.field) not in listed]
    return _pending_entries(context, others)


def _pending_entries(context: Context, pending: Sequence[PendingEntry]) -> PendingList:
    items = tuple(_pending_entry(context, item) for item in pending[:MAX_ROWS])
    overdue = sum(1 for item in pending if item.entry.due and item.entry.due < context.as_of)
    return PendingList(items, max(0, len(pending) - MAX_ROWS), overdue)


def _pending_entry(context: Context, item: PendingEntry) -> PendingView:
    words, entry = context.words, item.entry
    writer = context.network.nodes[item.written_in]
    return PendingView(
        people=tuple(context.link(contact) for contact in item.contacts),
        line=view_line(context, writer, entry),
        href=context.links.to_field(item.written_in, item.field),
        said=words.short_date(entry.day) if entry.day else "",
        waited=_waited(context, entry.day),
        due=view_due(words, entry.due, context.as_of),
    )


def _waited(context: Context, day: date | None) -> str:
    days = (context.as_of - day).days if day else -1
    return elapsed(context.words, days) if days >= 0 else ""


def _tasks(context: Context, listed: frozenset[Fact]) -> PendingList:
    """Return the other tasks: those due within TASKS_WITHIN days, and those without a date."""
    horizon = days_after(context.as_of, TASKS_WITHIN)
    pending = [
        item
        for item in open_tasks(context.network)
        if (not item.task.due or item.task.due <= horizon)
        and Fact(item.node.id, item.field) not in listed
    ]
    overdue = sum(1 for item in pending if item.task.due and item.task.due < context.as_of)
    items = tuple(_task(context, item) for item in pending[:MAX_ROWS])
    return PendingList(items, max(0, len(pending) - MAX_ROWS), overdue)


def _task(context: Context, item: PendingTask) -> PendingView:
    return PendingView(
        people=(context.link(item.node),),
        line=view_line(context, item.node, item.task),
        href=context.links.to_field(item.node.id, item.field),
        said="",
        waited="",
        due=view_due(context.words, item.task.due, context.as_of),
    )


def _birthday(context: Context, found: ComingDate) -> BirthdayView:
    words = context.words
    note = distance(words, (found.day - context.as_of).days)
    return BirthdayView(context.link(found.contact), words.day(found.day), note, found.age or 0)


def _by_suggestion(context: Context, waiting: Sequence[Contact]) -> list[Contact]:
    """Return contacts by the rank that their fruitfulness gives them, then those without one."""
    suggestions = context.placings.suggestions

    def order(contact: Contact) -> tuple[bool, int, str]:
        found = suggestions.get(contact.id)
        return (found is None, found.rank if found else 0, contact.id)

    return sorted(waiting, key=order)


def _inbox_item(context: Context, contact: Contact) -> InboxItem:
    found = context.placings.suggestions.get(contact.id)
    why = context.strategy.fruitfulness[contact.id].remark if found is None else found.sentence
    return InboxItem(
        person=context.link(contact, contact.role),
        reason=open_sentence(context, why),
        href=f"{context.links.to_node(contact)}#{WHY_FRUITFULNESS}",
    )


def _recent(context: Context) -> list[Record]:
    """Return the newest entries up to today, each line once."""
    seen: dict[tuple[str, str], Record] = {}
    for records in context.network.records.values():
        past = (record for record, _ in dated(reversed(records), context.as_of))
        for record in islice(past, MAX_RECENT):
            seen[record.written_in, record.field] = record
    return heapq.nlargest(
        MAX_RECENT, seen.values(), key=lambda r: (r.entry.day, r.entry.time, r.written_in, r.field)
    )
