"""The portfolio of relationships, the prospects of the whole network, and the record of them.

Quadrants: fruitful is a fruitfulness above zero, at or above the median of the placed contacts
(the quantile is a constant), because how much one person can move depends on how many objectives
there are. Zero is never fruitful, not even where the median is zero. Strong is a strength in the
bands warm or strong. Contacts without fruitfulness are in no quadrant. A closed contact is in
none either.

The record: of the closed opportunities, the share that was won; of the closed risks, the share
that happened. The Brier score (Brier, Verification of forecasts expressed in terms of
probability, 1950) is the mean of (probability − outcome)², over those whose likelihood was
written down: 0 is perfect, 0.25 is what saying one half to everything gets. `reference` is the
score of having always said the base rate, so that a record can be judged against knowing
nothing about the single case.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.domain.prospect import Level, Opportunity, OpportunityOutcome, Risk, RiskOutcome
from vaultnet.late import dataclass
from vaultnet.strategy.aims import Aims, Prospect
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import (
    Part,
    Score,
    Sentence,
    no_data,
    reading_order,
    total,
    wording,
)
from vaultnet.strategy.strength import band_of


class Quadrant(StrEnum):
    """What to do with a relationship, by fruitfulness and strength."""

    INVEST = "invest"
    KEEP = "keep"
    ENJOY = "enjoy"
    LET_REST = "let rest"


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The contacts in each quadrant by id, those not placed, and where the lines are drawn.

    `fruitful_from` is None where nobody has a fruitfulness.
    """

    quadrants: Mapping[Quadrant, tuple[NodeId, ...]]
    not_placed: tuple[NodeId, ...]
    fruitful_from: float | None
    strong_from: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """The open opportunities, or risks, by worth and likelihood; and those not weighed.

    `cells` holds all nine pairs of levels, worth first. `past` are those whose date is past.
    """

    cells: Mapping[tuple[Level, Level], tuple[Prospect, ...]]
    unweighed: tuple[Prospect, ...]
    past: tuple[Prospect, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What became of opportunities, or of risks; rates have no data where none is closed."""

    closed: int
    hits: int
    hit_rate: Score
    brier: Score
    reference: float | None


def find_portfolio(
    contacts: Mapping[NodeId, Contact],
    fruitfulness: Mapping[NodeId, Score],
    strengths: Mapping[NodeId, float | None],
    constants: Constants,
) -> Portfolio:
    """Return which relationships to invest in, keep, enjoy or let rest."""
    living = [item.id for item in contacts.values() if item.status is not ContactStatus.CLOSED]
    values = {one: value for one in living if (value := fruitfulness[one].value) is not None}
    line = quantile(sorted(values.values()), constants.fruitful_quantile)
    held: dict[Quadrant, list[NodeId]] = {quadrant: [] for quadrant in Quadrant}
    for one, value in values.items():
        strong = band_of(strengths[one], constants).is_warm
        fruitful = line is not None and value >= line and value > 0
        held[quadrant_of(fruitful=fruitful, strong=strong)].append(one)
    return Portfolio(
        {quadrant: tuple(sorted(found)) for quadrant, found in held.items()},
        tuple(one for one in living if one not in values),
        line,
        constants.warm,
    )


def quadrant_of(*, fruitful: bool, strong: bool) -> Quadrant:
    """Return the quadrant of a relationship."""
    if fruitful:
        return Quadrant.KEEP if strong else Quadrant.INVEST
    return Quadrant.ENJOY if strong else Quadrant.LET_REST


def quantile(ordered: list[float], share: float) -> float | None:
    """Return the quantile of ordered values, between two of them in proportion."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def all_prospects(aims: Aims) -> tuple[Prospect, ...]:
    """Return every opportunity and risk of the network once, by page and line."""
    by_contact = (*aims.opportunities.values(), *aims.risks.values())
    found = {item.fact: item for held in by_contact for item in held}
    found.update((item.fact, item) for item in aims.loose)
    return tuple(found[fact] for fact in sorted(found, key=reading_order))


def find_matrix(
    prospects: Iterable[Prospect],
    line_type: type[Opportunity] | type[Risk],
    as_of: date,
    objective: NodeId | None = None,
    aims: Aims | None = None,
) -> Matrix:
    """Return the open opportunities or risks by their levels, of all or for one objective.

    A line that names no objective is for those that its contact serves, as `aims` know them.
    """
    cells: dict[tuple[Level, Level], list[Prospect]] = {
        (worth, likelihood): [] for worth in Level for likelihood in Level
    }
    unweighed: list[Prospect] = []
    past: list[Prospect] = []
    for item in prospects:
        if not isinstance(item.line, line_type) or not item.is_open:
            continue
        if objective is not None and not _concerns(item, objective, aims):
            continue
        worth = item.line.value if isinstance(item.line, Opportunity) else item.line.severity
        if worth is None or item.line.likelihood is None:
            unweighed.append(item)
        else:
            cells[worth, item.line.likelihood].append(item)
        if isinstance(item.line, Opportunity) and item.line.by is not None and item.line.by < as_of:
            past.append(item)
    return Matrix({key: tuple(held) for key, held in cells.items()}, tuple(unweighed), tuple(past))


def _concerns(prospect: Prospect, objective: NodeId, aims: Aims | None) -> bool:
    if prospect.objectives or aims is None:
        return prospect.is_for(objective)
    return any(aims.is_served(objective, contact) for contact in prospect.contacts)


def find_record(prospects: Iterable[Prospect], line_type: type[Opportunity] | type[Risk]) -> Record:
    """Return how many opportunities were won, or risks happened, and how good the guesses were."""
    closed = [item for item in prospects if isinstance(item.line, line_type) and not item.is_open]
    hits = sum(is_hit(item) for item in closed)
    if not closed:
        nothing = no_data(Sentence("none is closed yet"))
        return Record(0, 0, nothing, nothing, None)
    facts = tuple(item.fact for item in closed)
    values = {"hits": hits, "closed": len(closed)}
    if line_type is Opportunity:
        sentence = Sentence("{hits} of {closed} closed opportunities were won", values)
    else:
        sentence = Sentence("{hits} of {closed} closed risks happened", values)
    guessed = [item for item in closed if item.likelihood is not None]
    rate = sum(is_hit(item) for item in guessed) / len(guessed) if guessed else None
    return Record(
        len(closed),
        hits,
        total((Part("hits", hits / len(closed), sentence, facts),)),
        score_brier(guessed),
        None if rate is None else rate * (1.0 - rate),
    )


def is_hit(prospect: Prospect) -> bool:
    """Tell whether what a line speaks of came true."""
    return prospect.line.outcome in {OpportunityOutcome.WON, RiskOutcome.HAPPENED}


def score_brier(guessed: Iterable[Prospect]) -> Score:
    """Return the mean of (probability − outcome)², with one part for each likelihood."""
    by_level: dict[Level, list[Prospect]] = {}
    for item in guessed:
        if item.line.likelihood is not None:
            by_level.setdefault(item.line.likelihood, []).append(item)
    count = sum(len(held) for held in by_level.values())
    if not count:
        return no_data(Sentence("none that is closed had a likelihood"))
    levels = (level for level in Level if level in by_level)
    return total(_brier_part(level, by_level[level], count) for level in levels)


_LEVEL_SENTENCES: Mapping[Level, str] = {
    Level.LOW: wording("low likelihood, {said:.0%}: {hits} of {count} came true"),
    Level.MEDIUM: wording("medium likelihood, {said:.0%}: {hits} of {count} came true"),
    Level.HIGH: wording("high likelihood, {said:.0%}: {hits} of {count} came true"),
}


def _brier_part(level: Level, items: list[Prospect], count: int) -> Part:
    squares = (((item.likelihood or 0.0) - is_hit(item)) ** 2 for item in items)
    values = {
        "said": items[0].likelihood,
        "hits": sum(is_hit(item) for item in items),
        "count": len(items),
    }
    sentence = Sentence(_LEVEL_SENTENCES[level], values)
    facts = tuple(item.fact for item in items)
    return Part(level.value, math.fsum(squares) / count, sentence, facts)
