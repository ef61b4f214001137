"""What changed in a network and when, as far as its notes say: dated facts, in no order of worth.

A note tells of a change where it gives a day: a step of a career, a promise, a milestone. What
has no day is no change here: a tier, a status, an outcome of a risk. A change names the place
that it was read from, so that further sources, such as a history of the files, can join these.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import chain

from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import PartialDate
from vaultnet.domain.entry import Entry, EntryKind, Journal, Line, Task
from vaultnet.domain.me import Me
from vaultnet.domain.network import Network
from vaultnet.domain.node import Node, NodeId
from vaultnet.domain.objective import Objective
from vaultnet.domain.prospect import Opportunity, OpportunityOutcome
from vaultnet.domain.tie import CareerStep
from vaultnet.late import dataclass


class ChangeKind(StrEnum):
    """What a change is about."""

    ROLE = "role"
    CONTACT = "contact"
    TIE = "tie"
    PROMISE = "promise"
    OPPORTUNITY = "opportunity"
    OBJECTIVE = "objective"
    RATING = "rating"


class ChangeEvent(StrEnum):
    """What happened, or is to happen."""

    ROLE_BEGUN = "role begun"
    ROLE_ENDED = "role ended"
    MET = "met"
    TIE_BEGUN = "tie begun"
    TIE_ENDED = "tie ended"
    PROMISED = "promised"
    PROMISE_KEPT = "promise kept"
    PROMISE_DUE = "promise due"
    ASKED = "asked"
    ANSWERED = "answered"
    ANSWER_DUE = "answer due"
    WON = "won"
    LOST = "lost"
    EXPIRED = "expired"
    OPPORTUNITY_DUE = "opportunity due"
    OBJECTIVE_BEGUN = "objective begun"
    OBJECTIVE_DUE = "objective due"
    MILESTONE_DONE = "milestone done"
    MILESTONE_DUE = "milestone due"
    RATED = "rated"

    @property
    def kind(self) -> ChangeKind:
        """Return what the change is about."""
        return _KINDS[self]


_BY_KIND = {
    ChangeKind.ROLE: (ChangeEvent.ROLE_BEGUN, ChangeEvent.ROLE_ENDED),
    ChangeKind.CONTACT: (ChangeEvent.MET,),
    ChangeKind.TIE: (ChangeEvent.TIE_BEGUN, ChangeEvent.TIE_ENDED),
    ChangeKind.PROMISE: (
        *(ChangeEvent.PROMISED, ChangeEvent.PROMISE_KEPT, ChangeEvent.PROMISE_DUE),
        *(ChangeEvent.ASKED, ChangeEvent.ANSWERED, ChangeEvent.ANSWER_DUE),
    ),
    ChangeKind.OPPORTUNITY: (
        *(ChangeEvent.WON, ChangeEvent.LOST, ChangeEvent.EXPIRED, ChangeEvent.OPPORTUNITY_DUE),
    ),
    ChangeKind.OBJECTIVE: (
        *(ChangeEvent.OBJECTIVE_BEGUN, ChangeEvent.OBJECTIVE_DUE),
        *(ChangeEvent.MILESTONE_DONE, ChangeEvent.MILESTONE_DUE),
    ),
    ChangeKind.RATING: (ChangeEvent.RATED,),
}
_KINDS = {event: kind for kind, events in _BY_KIND.items() for event in events}


@dataclass(frozen=True, slots=True)
class Change:
    """One dated fact: when, what, and on which page and line it stands.

    `day` is as exact as the note is. `line` is the line, None for a field of the front matter.
    """

    day: PartialDate
    event: ChangeEvent
    node: NodeId
    field: str
    line: Line | None = None


def find_changes(network: Network) -> tuple[Change, ...]:
    """Return every dated change, the newest first, those of one day by page and place."""
    found = chain.from_iterable(_of_node(node) for node in network.nodes.values())
    by_place = sorted(found, key=lambda change: (change.node, change.field, change.event))
    return tuple(sorted(by_place, key=lambda change: change.day.first, reverse=True))


def _of_node(node: Node) -> Iterator[Change]:
    if isinstance(node, Contact):
        yield from _of_contact(node)
        yield from _of_entries(node, node.log)
        yield from _of_opportunities(node, node.opportunities)
    elif isinstance(node, Journal):
        yield from _of_entries(node, node.entries)
    elif isinstance(node, Me):
        yield from _of_career(node, node.career)
    elif isinstance(node, Objective):
        yield from _of_objective(node)
        yield from _of_opportunities(node, node.opportunities)


def _of_contact(contact: Contact) -> Iterator[Change]:
    if contact.met is not None:
        yield Change(contact.met, ChangeEvent.MET, contact.id, "met")
    yield from _of_career(contact, contact.career)
    for index, tie in enumerate(contact.ties):
        field = f"ties/{index}"
        if tie.start is not None:
            yield Change(tie.start, ChangeEvent.TIE_BEGUN, contact.id, field, tie)
        if tie.until is not None:
            yield Change(tie.until, ChangeEvent.TIE_ENDED, contact.id, field, tie)
    if contact.rated is not None and contact.ratings:
        yield Change(_whole(contact.rated), ChangeEvent.RATED, contact.id, "rated")
    for index, item in enumerate(contact.assessment):
        if item.rated is not None and item.rated != contact.rated:
            day = _whole(item.rated)
            yield Change(day, ChangeEvent.RATED, contact.id, f"assessment/{index}", item)


def _of_career(node: Node, career: Iterable[CareerStep]) -> Iterator[Change]:
    """Yield where steps begin and end; one of which one date is known neither begins nor ends."""
    for index, step in enumerate(career):
        field = f"career/{index}"
        if step.ongoing or step.until is not None:
            yield Change(step.start, ChangeEvent.ROLE_BEGUN, node.id, field, step)
        if step.until is not None:
            yield Change(step.until, ChangeEvent.ROLE_ENDED, node.id, field, step)


_PENDING = {
    EntryKind.PROMISED: (
        *(ChangeEvent.PROMISED, ChangeEvent.PROMISE_KEPT, ChangeEvent.PROMISE_DUE),
    ),
    EntryKind.ASKED: (ChangeEvent.ASKED, ChangeEvent.ANSWERED, ChangeEvent.ANSWER_DUE),
}


def _of_entries(node: Node, entries: Iterable[Entry]) -> Iterator[Change]:
    for index, entry in enumerate(entries):
        for kind in entry.kinds:
            if kind in _PENDING:
                made, met, due = _PENDING[kind]
                field = f"log/{index}"
                if entry.day is not None:
                    yield Change(_whole(entry.day), made, node.id, field, entry)
                if entry.done and entry.done_on is not None:
                    yield Change(_whole(entry.done_on), met, node.id, field, entry)
                elif entry.is_open and entry.due is not None:
                    yield Change(_whole(entry.due), due, node.id, field, entry)


_OUTCOMES = {
    None: ChangeEvent.OPPORTUNITY_DUE,
    OpportunityOutcome.WON: ChangeEvent.WON,
    OpportunityOutcome.LOST: ChangeEvent.LOST,
    OpportunityOutcome.EXPIRED: ChangeEvent.EXPIRED,
}


def _of_opportunities(node: Node, opportunities: Iterable[Opportunity]) -> Iterator[Change]:
    for index, item in enumerate(opportunities):
        if item.by is not None:
            event, field = _OUTCOMES[item.outcome], f"opportunities/{index}"
            yield Change(_whole(item.by), event, node.id, field, item)


def _of_objective(objective: Objective) -> Iterator[Change]:
    if objective.start is not None:
        day = _whole(objective.start)
        yield Change(day, ChangeEvent.OBJECTIVE_BEGUN, objective.id, "start")
    if objective.by is not None:
        yield Change(_whole(objective.by), ChangeEvent.OBJECTIVE_DUE, objective.id, "by")
    for index, task in enumerate(objective.milestones):
        yield from _of_milestone(objective, f"milestones/{index}", task)


def _of_milestone(objective: Objective, field: str, task: Task) -> Iterator[Change]:
    if task.done and task.done_on is not None:
        day, event = task.done_on, ChangeEvent.MILESTONE_DONE
        yield Change(_whole(day), event, objective.id, field, task)
    elif not task.done and task.due is not None:
        day, event = task.due, ChangeEvent.MILESTONE_DUE
        yield Change(_whole(day), event, objective.id, field, task)


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
