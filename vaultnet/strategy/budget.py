"""The time that cadences take against the time there is, and the week's plan that fits.

Being in touch every d days at m minutes takes 7·m/d minutes a week. Where that is more than the
budget, cadences may be relaxed, each to at most `relax_limit` times its days. Relaxing a contact
loses fruitfulness × the contacts a week given up. As both what is freed and what is lost grow in
proportion to the contacts given up, relaxing by the least fruitfulness a minute first is the
cheapest way there is (Dantzig's greedy rule for the fractional knapsack, 1957). Contacts without
fruitfulness have none to lose and are first; the result says that they are not placed.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from vaultnet.domain.contact import Contact, Tier
from vaultnet.domain.dates import DAYS_BY_UNIT, Cadence, days_after
from vaultnet.domain.me import Budget
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.attention import Action, ActionKind, Rhythm
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Part, Score, counted, total, wording

WEEK = 7
_NOTHING = 1e-9
"""Minutes that are only what adding fractions leaves over."""

_PERIODS = {"day": "d", "week": "w", "month": "m", "year": "y"}


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A longer cadence for one contact: what it frees and what it loses.

    `days` are exact; `cadence` is the same in whole days, rounded up, as it would be written.
    `freed` is in minutes a week, `loss` in fruitfulness × contacts a week; `loss` is None for a
    contact without fruitfulness.
    """

    contact: NodeId
    days_before: float
    days: float
    cadence: Cadence
    freed: float
    loss: float | None


@dataclass(frozen=True, slots=True)
class Demand:
    """What the cadences take, in minutes a week, against the budget.

    `available` and `shortfall` are None without a budget. `relaxations` free the shortfall at
    the least loss; `remaining` is what even all of them leave over.
    """

    needed: Score
    available: float | None
    shortfall: float | None
    relaxations: tuple[Relaxation, ...]
    remaining: float

    @property
    def is_feasible(self) -> bool | None:
        """Tell whether the cadences fit into the budget; None without a budget."""
        return None if self.shortfall is None else self.shortfall <= 0


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The actions that fit into a week, in order, and those of the week that do not."""

    actions: tuple[Action, ...]
    left_out: tuple[Action, ...]
    minutes: float
    available: float | None


def weekly_minutes(budget: Budget | None) -> float | None:
    """Return the minutes a week of a budget; None where there is none."""
    if budget is None:
        return None
    return budget.hours * 60.0 * WEEK / DAYS_BY_UNIT[_PERIODS.get(budget.period, "w")]


def score_demand(
    contacts: Mapping[NodeId, Contact],
    rhythms: Mapping[NodeId, Rhythm],
    fruitfulness: Mapping[NodeId, Score],
    budget: Budget | None,
    constants: Constants,
) -> Demand:
    """Return what the cadences take, by tier, and how to make it fit."""
    needed = _needed(contacts, rhythms)
    available = weekly_minutes(budget)
    if available is None or needed.value is None:
        return Demand(needed, available, None, (), 0.0)
    shortfall = max(0.0, needed.value - available)
    relaxations = relax(rhythms, fruitfulness, shortfall, constants)
    left = shortfall - math.fsum(item.freed for item in relaxations)
    return Demand(needed, available, shortfall, relaxations, left if left > _NOTHING else 0.0)


def relax(
    rhythms: Mapping[NodeId, Rhythm],
    fruitfulness: Mapping[NodeId, Score],
    shortfall: float,
    constants: Constants,
) -> tuple[Relaxation, ...]:
    """Return the cadences to lengthen so that a shortfall is freed at the least loss."""
    chosen: list[Relaxation] = []
    left = shortfall
    most = 1.0 - 1.0 / max(1.0, constants.relax_limit)
    for rhythm in sorted(rhythms.values(), key=lambda item: _loss_order(item, fruitfulness)):
        can_free = _minutes_a_week(rhythm) * most
        if left <= _NOTHING:
            break
        if can_free > 0:
            value = fruitfulness[rhythm.contact].value
            chosen.append(_relaxation(rhythm, min(left, can_free), value))
            left -= can_free
    return tuple(chosen)


def plan_week(actions: Iterable[Action], available: float | None, as_of: date) -> WeekPlan:
    """Return what to do in the seven days from a day, in the order given, within the minutes.

    Contacts that are not due within the week are left aside. An action that no longer fits is
    left out, and shorter ones after it are still taken. Without a budget everything is in.
    """
    until = days_after(as_of, WEEK)
    chosen: list[Action] = []
    left_out: list[Action] = []
    left = None if available is None else Fraction(available)
    room = _most_within(left)
    for action in actions:
        if action.kind is ActionKind.CONTACT and action.day > until:
            continue
        if action.minutes > room:
            left_out.append(action)
            continue
        chosen.append(action)
        if left is not None:
            left -= Fraction(action.minutes)
            room = _most_within(left)
    used = math.fsum(action.minutes for action in chosen)
    return WeekPlan(tuple(chosen), tuple(left_out), used, available)


def _most_within(left: Fraction | None) -> float:
    """Return the most minutes that fit into those left, so that no rounding lets in more.

    What is left is a fraction, and is compared as the largest number that is not above it: most
    actions of a large network do not fit any more, and fractions compare slowly.
    """
    if left is None:
        return math.inf
    nearest = float(left)
    return nearest if nearest <= left else math.nextafter(nearest, -math.inf)


def _needed(contacts: Mapping[NodeId, Contact], rhythms: Mapping[NodeId, Rhythm]) -> Score:
    """Return the minutes a week that cadences take, one part for each tier."""
    by_tier: dict[Tier | None, list[Rhythm]] = {}
    for contact, rhythm in rhythms.items():
        by_tier.setdefault(contacts[contact].tier, []).append(rhythm)
    return total(_tier_part(tier, by_tier[tier]) for tier in _TIER_SENTENCES if tier in by_tier)


_TIER_SENTENCES: Mapping[Tier | None, tuple[str, str]] = {
    Tier.KEY: (
        wording("one key contact takes {minutes:.0f} min a week"),
        wording("{count} key contacts take {minutes:.0f} min a week"),
    ),
    Tier.REGULAR: (
        wording("one regular contact takes {minutes:.0f} min a week"),
        wording("{count} regular contacts take {minutes:.0f} min a week"),
    ),
    Tier.LIGHT: (
        wording("one contact of light attention takes {minutes:.0f} min a week"),
        wording("{count} contacts of light attention take {minutes:.0f} min a week"),
    ),
    None: (
        wording("one contact with a cadence but no tier takes {minutes:.0f} min a week"),
        wording("{count} contacts with a cadence but no tier take {minutes:.0f} min a week"),
    ),
}
"""What the contacts of each tier take; those that need no attention have no cadence."""


def _tier_part(tier: Tier | None, rhythms: list[Rhythm]) -> Part:
    minutes = math.fsum(_minutes_a_week(rhythm) for rhythm in rhythms)
    one, many = _TIER_SENTENCES[tier]
    sentence = counted(len(rhythms), one, many, minutes=minutes)
    facts = tuple(Fact(rhythm.contact, rhythm.facts[-1].field) for rhythm in rhythms)
    return Part("none chosen" if tier is None else tier.value, minutes, sentence, facts)


def _minutes_a_week(rhythm: Rhythm) -> float:
    return WEEK * rhythm.minutes / rhythm.days


def _loss_order(rhythm: Rhythm, fruitfulness: Mapping[NodeId, Score]) -> tuple[float, NodeId]:
    """Order contacts by the fruitfulness that a freed minute loses, then by id."""
    value = fruitfulness[rhythm.contact].value or 0.0
    return (value / rhythm.minutes if rhythm.minutes else math.inf, rhythm.contact)


def _relaxation(rhythm: Rhythm, freed: float, value: float | None) -> Relaxation:
    days = WEEK * rhythm.minutes / (_minutes_a_week(rhythm) - freed)
    cadence = Cadence(math.ceil(days - 1e-9), "d")
    loss = None if value is None else value * freed / rhythm.minutes
    return Relaxation(rhythm.contact, rhythm.days, days, cadence, freed, loss)
