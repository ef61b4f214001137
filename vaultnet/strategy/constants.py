"""Every number that the strategy chooses rather than reads, with its default.

The names are those of the table `[score]` of the settings. Those that the settings do not name
keep their default. Shares and probabilities are between 0 and 1, times are in days or minutes.

Where a default is a judgement of ours, it was chosen so: one meeting today makes a contact
cool (39 of 100) and one more message makes it warm; a conversation counts half after four
months, help given or received after a year; a minute is a minute of the owner, travel left out.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import Cadence
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.prospect import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """The constants of all computations, and the three settings that they need beside them.

    `criteria` are the weights of the ratings for objectives that do not say their own,
    `cadence` is how often to be in touch by tier, `stale_after` the days after which a rating
    should be looked at again. `contact_weights` and `contact_minutes` hold what follows for each
    kind of entry that counts as contact.
    """

    criteria: Mapping[str, float]
    cadence: Mapping[Tier, Cadence]
    stale_after: float = 365.2425

    # Fruitfulness: what fit, opportunity and risk count for, and what the levels stand for.
    fit_share: float = 0.5
    opportunity_share: float = 0.5
    risk_share: float = 0.5
    mitigated_risk: float = 0.5
    value_low: float = 0.25
    value_medium: float = 0.5
    value_high: float = 1.0
    likelihood_low: float = 0.2
    likelihood_medium: float = 0.5
    likelihood_high: float = 0.8

    # Strength: days, weights of the kinds of contact, and where the bands begin.
    half_life: float = 120.0
    strength_scale: float = 6.0
    weight_met: float = 3.0
    weight_video: float = 2.0
    weight_call: float = 2.0
    weight_event: float = 2.0
    weight_gave: float = 3.0
    weight_received: float = 3.0
    weight_message: float = 1.0
    weight_email: float = 1.0
    weight_contact: float = 1.0
    cool: float = 15.0
    warm: float = 40.0
    strong: float = 70.0

    # Attention: overdue ratios, and minutes that the kinds of contact take.
    soon: float = 0.75
    due: float = 1.0
    late: float = 1.5
    overdue_limit: float = 3.0
    relax_limit: float = 3.0
    minutes_met: float = 60.0
    minutes_video: float = 30.0
    minutes_call: float = 30.0
    minutes_event: float = 60.0
    minutes_gave: float = 30.0
    minutes_received: float = 15.0
    minutes_message: float = 10.0
    minutes_email: float = 15.0
    minutes_contact: float = 20.0
    minutes_promise: float = 30.0
    minutes_task: float = 15.0

    # Reciprocity: days, and how far from zero a balance still is even.
    reciprocity_half_life: float = 365.0
    even: float = 0.25

    # Matching: points of what a need and an offer share, and the bounds of the search.
    match_topic: float = 3.0
    match_function: float = 3.0
    match_word: float = 1.0
    match_words_most: float = 3.0
    match_least: float = 3.0
    match_top: float = 5.0
    match_postings: float = 200.0

    # Coverage, portfolio, tiers.
    over_served: float = 2.0
    candidates_top: float = 5.0
    fruitful_quantile: float = 0.5
    key_share: float = 0.2
    regular_share: float = 0.3

    # Audit: how many months and contacts, and the stated rate of false alarms.
    audit_months: float = 12.0
    audit_minimum: float = 8.0
    audit_rate: float = 0.05
    audit_far: float = 2.0

    # Network: how easily a tie carries an introduction, and the bounds of its measures.
    ease_weak: float = 0.25
    ease_medium: float = 0.5
    ease_strong: float = 1.0
    ease_least: float = 0.1
    debt_cost: float = 1.0
    together_medium: float = 3.0
    together_crowd: float = 8.0
    career_crowd: float = 25.0
    paths_most: float = 10.0
    measure_steps: float = 1e6

    contact_weights: Mapping[EntryKind, float] = field(init=False, repr=False, compare=False)
    contact_minutes: Mapping[EntryKind, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Gather weights and minutes by kind: they are looked up for every line of a log."""
        object.__setattr__(self, "contact_weights", self._by_kind("weight"))
        object.__setattr__(self, "contact_minutes", self._by_kind("minutes"))

    def value_of(self, level: Level) -> float:
        """Return what a level of value or severity stands for."""
        return float(getattr(self, f"value_{level.value}"))

    def likelihood_of(self, level: Level) -> float:
        """Return the probability that a level of likelihood stands for."""
        return float(getattr(self, f"likelihood_{level.value}"))

    def _by_kind(self, prefix: str) -> Mapping[EntryKind, float]:
        kinds = (kind for kind in EntryKind if kind.is_contact)
        return {kind: float(getattr(self, f"{prefix}_{kind.value}")) for kind in kinds}


CONSTANT_NAMES: tuple[str, ...] = tuple(
    item.name
    for item in fields(Constants)
    if item.init and item.name not in {"criteria", "cadence", "stale_after"}
)
"""The names that the table `[score]` of the settings may hold."""


_DIVISORS = frozenset({"half_life", "reciprocity_half_life", "strength_scale"})
_SHARES = frozenset(
    name
    for name in CONSTANT_NAMES
    if name.startswith(("value_", "likelihood_", "ease_"))
    or name.endswith(("_share", "_quantile"))
    or name in {"mitigated_risk", "even", "audit_rate"}
)


def accepts_constant(name: str, value: float) -> bool:
    """Tell whether a constant of that name may have a value, so that every formula is defined.

    All are finite and not negative; divisors are above zero, shares at most one, and the ease
    of a tie and the rate of false alarms lie strictly above zero.
    """
    if name not in CONSTANT_NAMES or not math.isfinite(value) or value < 0:
        return False
    if value == 0 and (name in _DIVISORS or name.startswith("ease_") or name == "audit_rate"):
        return False
    return value <= 1 or name not in _SHARES


def make_constants(
    score: Mapping[str, float],
    criteria: Mapping[str, float],
    cadence: Mapping[Tier, Cadence],
    stale_after: Cadence,
) -> Constants:
    """Return the constants of a vault; what `accepts_constant` refuses keeps its default.

    Reading the settings complains about such values, so nothing is lost here.
    """
    known = {name: float(value) for name, value in score.items() if accepts_constant(name, value)}
    days = stale_after.days
    return Constants(
        criteria=criteria,
        cadence=cadence,
        stale_after=math.inf if days is None else days,
        **known,
    )
