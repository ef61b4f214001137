"""What to do: promises, tasks and people to get back to, in the order of the strategy.

Each stands with its day, the minutes it takes, why, and what to offer; those of the week's plan
are marked.
"""

from collections.abc import Iterable, Iterator, Sequence

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.site.anchors import WHY_ATTENTION, WHY_FRUITFULNESS
from vaultnet.site.markup import NOTHING, SafeHtml
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.details import view_cadence
from vaultnet.site.views.lines import DueView, duration, elapsed, view_due
from vaultnet.strategy.attention import Action, ActionKind, Rhythm, Urgency
from vaultnet.strategy.matching import Match
from vaultnet.strategy.reasons import Fact

WITHIN = 14
MAX_ACTIONS = 25

ActionKey = tuple[ActionKind, tuple[NodeId, ...], tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class OfferView:
    """What to bring along: a need of theirs and what meets it, or a hint where nothing does.

    `person` is who offers it, empty for the owner. `need_href` and `href` are where need and
    offer stand, or what the hint speaks of.
    """

    need: SafeHtml = NOTHING
    need_href: str = ""
    offer: SafeHtml = NOTHING
    person: str = ""
    hint: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class ActionView:
    """One thing to do.

    `text` is the line of a promise or a task, `reason` why to get back to a contact, `href`
    where either stands. `due` is None for a first contact. `fruitfulness` is a figure that
    leads to its reasons; without data, `is_placed` is false.
    """

    kind: str
    label: str
    people: tuple[PageLink, ...]
    text: SafeHtml
    reason: str
    href: str
    due: DueView | None
    minutes: str
    in_week: bool
    fruitfulness: PageLink | None = None
    is_placed: bool = False
    offer: OfferView | None = None


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Some things to do under a heading; `more` counts those that are not shown."""

    anchor: str
    title: str
    items: tuple[ActionView, ...]
    more: int

    @property
    def total(self) -> int:
        """Return how many there are, the ones not shown too."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class WeekView:
    """The plan of the week; `available` is empty and `percent` 0 without a budget.

    `demand` says what all cadences take on average, empty where there are none.
    """

    count: int
    left_out: int
    minutes: str
    available: str
    percent: float
    demand: str
    is_short: bool


def due_actions(context: Context) -> tuple[Action, ...]:
    """Return what a day has to show: what is late or coming, and contacts that are not fine.

    A contact that is fine is shown all the same where the week's plan has it.
    """
    planned = {key_of(action) for action in context.strategy.week.actions}
    return tuple(
        action
        for action in context.strategy.actions(within=WITHIN)
        if action.rhythm is None
        or action.rhythm.urgency is not Urgency.FINE
        or key_of(action) in planned
    )


def key_of(action: Action) -> ActionKey:
    """Return what tells an action from every other one."""
    return (action.kind, action.contacts, action.facts)


def view_groups(context: Context, actions: Iterable[Action]) -> tuple[ActionGroup, ...]:
    """Return the things to do under three headings, in the order given; no empty group."""
    text = context.words.text
    late: list[Action] = []
    coming: list[Action] = []
    people: list[Action] = []
    for action in actions:
        chosen = people if action.kind is ActionKind.CONTACT else late if action.late else coming
        chosen.append(action)
    groups = (
        ("late", text("Past their day"), late),
        ("coming", text("In the next {n} days", n=WITHIN), coming),
        ("people", text("To get back to"), people),
    )
    return tuple(_view_group(context, *group) for group in groups if group[2])


def view_week(context: Context) -> WeekView:
    """Return how the plan of the week stands against the budget."""
    words, week, demand = context.words, context.strategy.week, context.strategy.demand
    share = week.minutes / week.available if week.available else 0.0
    needed = demand.needed.value or 0.0
    return WeekView(
        count=len(week.actions),
        left_out=len(week.left_out),
        minutes=duration(words, week.minutes),
        available="" if week.available is None else duration(words, week.available),
        percent=round(100 * share, 1),
        demand=duration(words, needed) if needed else "",
        is_short=demand.is_feasible is False,
    )


def view_offer(context: Context, contact: Contact) -> OfferView:
    """Return what to offer to a contact: what was promised, else what meets a need of theirs."""
    words, ledger = context.words, context.strategy.ledgers[contact.id]
    if ledger.promises:
        fact = ledger.promises[0].fact
        href = context.links.to_field(fact.node, fact.field)
        return OfferView(hint=words.text("Keep what you promised first"), href=href)
    match = next(iter(context.placings.needing.get(contact.id, ())), None)
    if match is not None:
        return _matching_offer(context, match)
    if contact.needs:
        return OfferView(
            need=context.line(contact.id, contact.needs[0].text),
            need_href=context.links.to_field(contact.id, "needs/0"),
            hint=words.text("Nothing that you offer meets it yet"),
        )
    return OfferView(hint=words.text("Ask what would help them: no need is written down yet"))


def _matching_offer(context: Context, match: Match) -> OfferView:
    want, asset = match.want, match.asset
    owner = context.network.nodes[asset.owner]
    return OfferView(
        need=context.line(want.owner, want.text),
        need_href=context.links.to_field(want.fact.node, want.fact.field),
        offer=context.line(asset.owner, asset.text),
        person="" if owner is context.network.me else owner.name,
        href=context.links.to_field(asset.fact.node, asset.fact.field),
    )


def _view_group(
    context: Context, anchor: str, title: str, actions: Sequence[Action]
) -> ActionGroup:
    planned = frozenset(key_of(action) for action in context.strategy.week.actions)
    shown = tuple(_view_actions(context, actions[:MAX_ACTIONS], planned))
    return ActionGroup(anchor, title, shown, len(actions) - len(shown))


def _view_actions(
    context: Context, actions: Iterable[Action], planned: frozenset[ActionKey]
) -> Iterator[ActionView]:
    for action in actions:
        in_week = key_of(action) in planned
        if action.rhythm is None:
            yield _view_pending(context, action, in_week=in_week)
        else:
            yield _view_touch(context, action, action.rhythm, in_week=in_week)


def _view_pending(context: Context, action: Action, *, in_week: bool) -> ActionView:
    words, fact = context.words, action.facts[0]
    is_promise = action.kind is ActionKind.PROMISE
    return ActionView(
        kind=action.kind.value,
        label=words.text("promise") if is_promise else words.text("task"),
        people=tuple(context.link_id(one) for one in action.contacts),
        text=context.line(fact.node, action.text),
        reason="",
        href=context.links.to_field(fact.node, fact.field),
        due=view_due(words, action.day, context.as_of),
        minutes=duration(words, action.minutes),
        in_week=in_week,
    )


def _view_touch(context: Context, action: Action, rhythm: Rhythm, *, in_week: bool) -> ActionView:
    words, contact = context.words, context.strategy.contacts[rhythm.contact]
    page = context.links.to_node(contact)
    value = context.strategy.fruitfulness[contact.id].value
    figure = words.text("no data") if value is None else words.number(value)
    first = rhythm.last is None
    return ActionView(
        kind=action.kind.value,
        label=words.text("first contact") if first else words.text("contact"),
        people=(context.link(contact),),
        text=NOTHING,
        reason=view_reason(context, contact, rhythm),
        href=f"{page}#{WHY_ATTENTION}",
        due=None if first else view_due(words, rhythm.next_on, context.as_of),
        minutes=duration(words, rhythm.minutes),
        in_week=in_week,
        is_placed=value is not None,
        fruitfulness=PageLink(figure, f"{page}#{WHY_FRUITFULNESS}"),
        offer=view_offer(context, contact),
    )


def view_reason(context: Context, contact: Contact, rhythm: Rhythm) -> str:
    """Return why to get back to somebody: how long ago the last contact was, and the cadence."""
    words, cadence = context.words, view_cadence(context, contact)
    if rhythm.last is None:
        return words.text("Never spoken to; {cadence}", cadence=cadence)
    ago = elapsed(words, (context.as_of - rhythm.last).days)
    return words.text("Last contact {ago}; {cadence}", ago=ago, cadence=cadence)
