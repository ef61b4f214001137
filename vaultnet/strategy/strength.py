"""Strength: how warm a relationship is, from what its log says.

Each contact entry up to the date weighs by its kind and counts half for every half-life that
has passed since. Strength = 100 × (1 − e^(−Σ / scale)): each further talk adds, none is ever
enough. The idea that a tie is what was put into it, of which frequency of contact is the part
that can be counted, is that of Granovetter (The Strength of Weak Ties, 1973).

Decisions: an entry of several kinds is one encounter and weighs as the heaviest of them. The
parts share the total out in proportion to the weights, one part for each kind. Somebody with
no contact entry was never spoken to, which has a band of its own and no number.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from vaultnet.domain.dates import DAYS_BY_UNIT
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.network import Record
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, counted, no_data, total, wording


class Band(StrEnum):
    """How warm a relationship is, in words."""

    NEVER = "never spoken"
    COLD = "cold"
    COOL = "cool"
    WARM = "warm"
    STRONG = "strong"

    @property
    def is_warm(self) -> bool:
        """Tell whether a request would reach a friendly ear: warm or strong."""
        return self in {Band.WARM, Band.STRONG}


KIND_SENTENCES: Mapping[EntryKind, tuple[str, str]] = {
    EntryKind.MET: (
        wording("met in person once, on {day}"),
        wording("met in person {count} times, last on {day}"),
    ),
    EntryKind.VIDEO: (
        wording("one video call, on {day}"),
        wording("{count} video calls, the last on {day}"),
    ),
    EntryKind.CALL: (
        wording("one call, on {day}"),
        wording("{count} calls, the last on {day}"),
    ),
    EntryKind.EVENT: (
        wording("one event together, on {day}"),
        wording("{count} events together, the last on {day}"),
    ),
    EntryKind.GAVE: (
        wording("you helped once, on {day}"),
        wording("you helped {count} times, last on {day}"),
    ),
    EntryKind.RECEIVED: (
        wording("help from them once, on {day}"),
        wording("help from them {count} times, last on {day}"),
    ),
    EntryKind.MESSAGE: (
        wording("one message, on {day}"),
        wording("{count} messages, the last on {day}"),
    ),
    EntryKind.EMAIL: (
        wording("one email, on {day}"),
        wording("{count} emails, the last on {day}"),
    ),
    EntryKind.CONTACT: (
        wording("in touch in another way once, on {day}"),
        wording("in touch in another way {count} times, last on {day}"),
    ),
}
"""How each kind of contact is told, once and more often, in the order of the parts."""


class Touch(NamedTuple):
    """One encounter: its day, its heaviest kind, and what it still weighs.

    A tuple, as there is one for almost every line of every log.
    """

    day: date
    kind: EntryKind
    weight: float
    fact: Fact


def halved(weight: float, days: float, half_life: float) -> float:
    """Return what a weight counts some days later; `half_life` is in days."""
    return weight * math.exp2(-days / half_life)


def months_before(as_of: date, months: float) -> date:
    """Return the last day that lies so many months back, the first day there is at least."""
    days = math.ceil(months * DAYS_BY_UNIT["m"])
    return date.fromordinal(max(1, as_of.toordinal() - days))


def find_touches(records: Iterable[Record], constants: Constants, as_of: date) -> tuple[Touch, ...]:
    """Return the encounters up to a day, oldest first; undated and later entries are none."""
    weights = constants.contact_weights
    return tuple(_touches(records, weights, constants.half_life, as_of))


def score_strength(touches: Iterable[Touch], constants: Constants) -> Score:
    """Return how warm a relationship is, 0 to 100, with one part for each kind of contact.

    The touches come oldest first.
    """
    by_kind: dict[EntryKind, list[Touch]] = {}
    for touch in touches:
        by_kind.setdefault(touch.kind, []).append(touch)
    if not by_kind:
        return no_data(Sentence("never spoken: no contact is noted"))
    weights = {kind: math.fsum([touch.weight for touch in held]) for kind, held in by_kind.items()}
    weight = math.fsum(weights.values())
    per_weight = strength_of(weight, constants) / weight if weight else 0.0
    kinds = (kind for kind in KIND_SENTENCES if kind in by_kind)
    return total(_part(kind, by_kind[kind], weights[kind] * per_weight) for kind in kinds)


def strength_of(weight: float, constants: Constants) -> float:
    """Return 100 × (1 − e^(−weight / scale)) for the sum of weights that are left."""
    return -100.0 * math.expm1(-weight / constants.strength_scale)


def band_of(strength: float | None, constants: Constants) -> Band:
    """Return the band of a strength; None is somebody never spoken to."""
    if strength is None:
        return Band.NEVER
    if strength >= constants.strong:
        return Band.STRONG
    if strength >= constants.warm:
        return Band.WARM
    return Band.COOL if strength >= constants.cool else Band.COLD


def dated(records: Iterable[Record], as_of: date) -> Iterator[tuple[Record, date]]:
    """Yield the records that have a day which is not after the date, with that day."""
    for record in records:
        day = record.entry.day
        if day is not None and day <= as_of:
            yield record, day


def _touches(
    records: Iterable[Record], weights: Mapping[EntryKind, float], half_life: float, as_of: date
) -> Iterator[Touch]:
    today = as_of.toordinal()
    for record in records:
        kinds, day = record.entry.kinds, record.entry.day
        kind = kinds[0] if len(kinds) == 1 else _heaviest(kinds, weights)
        if kind in weights and day is not None and day <= as_of:
            left = halved(weights[kind], today - day.toordinal(), half_life)
            yield Touch(day, kind, left, Fact(record.written_in, record.field))


def _heaviest(kinds: tuple[EntryKind, ...], weights: Mapping[EntryKind, float]) -> EntryKind:
    """Return the kind of contact that weighs most, the first of equals; else a note."""
    of_contact = (kind for kind in kinds if kind in weights)
    return max(of_contact, key=weights.__getitem__, default=EntryKind.NOTE)


def _part(kind: EntryKind, touches: list[Touch], points: float) -> Part:
    once, often = KIND_SENTENCES[kind]
    sentence = counted(len(touches), once, often, day=touches[-1].day)
    return Part(kind.value, points, sentence, tuple([touch.fact for touch in reversed(touches)]))
