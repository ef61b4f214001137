"""A change as a row: when, who, what happened, and the line that says so."""

from collections.abc import Mapping, Sequence

from vaultnet.domain.changes import Change, ChangeEvent, ChangeKind
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.domain.tie import CareerStep, Tie
from vaultnet.labels import met_through_label, objective_status_label
from vaultnet.language import message
from vaultnet.late import dataclass
from vaultnet.site.markup import NOTHING, SafeHtml
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.details import view_partial
from vaultnet.site.views.lines import distance

MAX_WHOM = 8

_HAPPENED: Mapping[ChangeEvent, str] = {
    ChangeEvent.ROLE_BEGUN: message("new role"),
    ChangeEvent.ROLE_ENDED: message("role ended"),
    ChangeEvent.MET: message("new contact"),
    ChangeEvent.TIE_BEGUN: message("got to know each other"),
    ChangeEvent.TIE_ENDED: message("tie ended"),
    ChangeEvent.PROMISED: message("you promised"),
    ChangeEvent.PROMISE_KEPT: message("promise kept"),
    ChangeEvent.PROMISE_DUE: message("promise not kept in time"),
    ChangeEvent.ASKED: message("you asked"),
    ChangeEvent.ANSWERED: message("request answered"),
    ChangeEvent.ANSWER_DUE: message("request not answered in time"),
    ChangeEvent.WON: message("opportunity won"),
    ChangeEvent.LOST: message("opportunity lost"),
    ChangeEvent.EXPIRED: message("opportunity expired"),
    ChangeEvent.OPPORTUNITY_DUE: message("opportunity still open after its day"),
    ChangeEvent.OBJECTIVE_BEGUN: message("objective begun"),
    ChangeEvent.OBJECTIVE_DUE: message("deadline"),
    ChangeEvent.MILESTONE_DONE: message("milestone reached"),
    ChangeEvent.MILESTONE_DUE: message("milestone not reached in time"),
    ChangeEvent.RATED: message("ratings renewed"),
}
_TO_COME: Mapping[ChangeEvent, str] = {
    **_HAPPENED,
    ChangeEvent.ROLE_BEGUN: message("role begins"),
    ChangeEvent.ROLE_ENDED: message("role ends"),
    ChangeEvent.TIE_BEGUN: message("tie begins"),
    ChangeEvent.TIE_ENDED: message("tie ends"),
    ChangeEvent.PROMISE_DUE: message("promise due"),
    ChangeEvent.ANSWER_DUE: message("answer due"),
    ChangeEvent.OPPORTUNITY_DUE: message("opportunity, by then"),
    ChangeEvent.OBJECTIVE_BEGUN: message("objective begins"),
    ChangeEvent.MILESTONE_DUE: message("milestone due"),
}
_MISSED = frozenset(
    {
        ChangeEvent.PROMISE_DUE,
        ChangeEvent.ANSWER_DUE,
        ChangeEvent.MILESTONE_DUE,
        ChangeEvent.OPPORTUNITY_DUE,
        ChangeEvent.OBJECTIVE_DUE,
    }
)
_GOOD = frozenset({ChangeEvent.PROMISE_KEPT, ChangeEvent.WON, ChangeEvent.MILESTONE_DONE})


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change: `what` leads to its line, `text` is the line, `note` how far the day is.

    `tone` is `missed` for what should have been and was not, `good` for what was kept or won.
    """

    kind: str
    day: str
    iso: str
    whom: tuple[PageLink, ...]
    more: int
    what: PageLink
    text: SafeHtml
    place: PageLink | None
    note: str
    tone: str


def view_change(context: Context, row: Sequence[Change]) -> ChangeView:
    """Return a change, or several ratings of one day, as a row."""
    change, words = row[0], context.words
    is_ahead = change.day.first > context.as_of
    phrases = _TO_COME if is_ahead else _HAPPENED
    href = context.links.to_field(change.node, change.field)
    whom = _whom(context, row)
    day = change.day
    return ChangeView(
        kind=change.event.kind.value,
        day=words.day(day.first) if day.day and not is_ahead else view_partial(words, day),
        iso=str(day),
        whom=whom[:MAX_WHOM],
        more=max(0, len(whom) - MAX_WHOM),
        what=PageLink(words.text(phrases[change.event]), href),
        text=_text(context, change) if len(row) == 1 else NOTHING,
        place=_place(context, change),
        note=distance(words, (day.first - context.as_of).days) if is_ahead else "",
        tone=_tone(context, change, is_ahead=is_ahead),
    )


def _tone(context: Context, change: Change, *, is_ahead: bool) -> str:
    if change.event in _GOOD:
        return "good"
    if is_ahead or change.event not in _MISSED or change.day.first == context.as_of:
        return ""
    node = context.network.nodes[change.node]
    is_objective = change.event is ChangeEvent.OBJECTIVE_DUE and isinstance(node, Objective)
    if is_objective and _status(context, change.node) is not ObjectiveStatus.ACTIVE:
        return ""
    return "missed"


def _status(context: Context, node_id: NodeId) -> ObjectiveStatus | None:
    node = context.network.nodes[node_id]
    return node.status if isinstance(node, Objective) else None


def _whom(context: Context, row: Sequence[Change]) -> tuple[PageLink, ...]:
    """Return the pages that a row is about; of ratings each leads to where they stand."""
    if len(row) > 1:
        places = {change.node: context.links.to_field(change.node, change.field) for change in row}
        nodes = context.network.nodes
        return tuple(PageLink(nodes[one].name, href) for one, href in places.items())
    change = row[0]
    node = context.network.nodes[change.node]
    if isinstance(change.line, Tie):
        other = context.reference(change.line.person)
        return (context.link(node), *((other,) if other else ()))
    if isinstance(change.line, Entry):
        named = context.network.resolve_all(change.line.people, Contact)
        own = (node,) if isinstance(node, Contact) or not named else ()
        return tuple(
            context.link(one) for one in {page.id: page for page in (*own, *named)}.values()
        )
    return (context.link(node),)


def _text(context: Context, change: Change) -> SafeHtml:
    """Return what the line says, or what is known beside a field."""
    node, line = context.network.nodes[change.node], change.line
    if isinstance(line, CareerStep):
        return context.line(node.id, line.role)
    if line is not None:
        return context.line(node.id, line.text)
    if change.event.kind is ChangeKind.CONTACT and isinstance(node, Contact):
        return context.line(node.id, met_through_label(context.words, node.met_through))
    if change.event is ChangeEvent.OBJECTIVE_DUE and isinstance(node, Objective):
        return context.line(node.id, objective_status_label(context.words, node.status))
    return NOTHING


def _place(context: Context, change: Change) -> PageLink | None:
    """Return the organisation of a step of a career, or that of a new contact."""
    node, line = context.network.nodes[change.node], change.line
    if isinstance(line, CareerStep):
        return context.reference(line.organisation)
    if change.event is ChangeEvent.MET and isinstance(node, Contact):
        return context.reference(node.organisation)
    return None
