"""The constants of a vault, as the computations read them: each by its name, typed.

Names, defaults and ranges are those of `domain.score_constants`, which the settings read too.
Shares and probabilities are between 0 and 1, times are in days or minutes.
"""

import math
from collections.abc import Mapping
from dataclasses import field

from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import Cadence
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.prospect import Level
from vaultnet.domain.score_constants import SCORE_CONSTANTS
from vaultnet.late import dataclass

_D = {name: constant.default for name, constant in SCORE_CONSTANTS.items()}


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
    fit_share: float = _D["fit_share"]
    opportunity_share: float = _D["opportunity_share"]
    risk_share: float = _D["risk_share"]
    mitigated_risk: float = _D["mitigated_risk"]
    value_low: float = _D["value_low"]
    value_medium: float = _D["value_medium"]
    value_high: float = _D["value_high"]
    likelihood_low: float = _D["likelihood_low"]
    likelihood_medium: float = _D["likelihood_medium"]
    likelihood_high: float = _D["likelihood_high"]

    # Strength: days, weights of the kinds of contact, and where the bands begin.
    half_life: float = _D["half_life"]
    strength_scale: float = _D["strength_scale"]
    weight_met: float = _D["weight_met"]
    weight_video: float = _D["weight_video"]
    weight_call: float = _D["weight_call"]
    weight_event: float = _D["weight_event"]
    weight_gave: float = _D["weight_gave"]
    weight_received: float = _D["weight_received"]
    weight_message: float = _D["weight_message"]
    weight_email: float = _D["weight_email"]
    weight_contact: float = _D["weight_contact"]
    cool: float = _D["cool"]
    warm: float = _D["warm"]
    strong: float = _D["strong"]

    # Attention: overdue ratios, and minutes that the kinds of contact take.
    soon: float = _D["soon"]
    due: float = _D["due"]
    late: float = _D["late"]
    overdue_limit: float = _D["overdue_limit"]
    relax_limit: float = _D["relax_limit"]
    minutes_met: float = _D["minutes_met"]
    minutes_video: float = _D["minutes_video"]
    minutes_call: float = _D["minutes_call"]
    minutes_event: float = _D["minutes_event"]
    minutes_gave: float = _D["minutes_gave"]
    minutes_received: float = _D["minutes_received"]
    minutes_message: float = _D["minutes_message"]
    minutes_email: float = _D["minutes_email"]
    minutes_contact: float = _D["minutes_contact"]
    minutes_promise: float = _D["minutes_promise"]
    minutes_task: float = _D["minutes_task"]

    # Reciprocity: days, and how far from zero a balance still is even.
    reciprocity_half_life: float = _D["reciprocity_half_life"]
    even: float = _D["even"]

    # Matching: points of what a need and an offer share, and the bounds of the search.
    match_topic: float = _D["match_topic"]
    match_function: float = _D["match_function"]
    match_word: float = _D["match_word"]
    match_words_most: float = _D["match_words_most"]
    match_least: float = _D["match_least"]
    match_top: float = _D["match_top"]
    match_postings: float = _D["match_postings"]

    # Coverage, portfolio, tiers.
    over_served: float = _D["over_served"]
    candidates_top: float = _D["candidates_top"]
    fruitful_quantile: float = _D["fruitful_quantile"]
    key_share: float = _D["key_share"]
    regular_share: float = _D["regular_share"]

    # Audit: how many months and contacts, and the stated rate of false alarms.
    audit_months: float = _D["audit_months"]
    audit_minimum: float = _D["audit_minimum"]
    audit_rate: float = _D["audit_rate"]
    audit_far: float = _D["audit_far"]

    # Network: how easily a tie carries an introduction, and the bounds of its measures.
    ease_weak: float = _D["ease_weak"]
    ease_medium: float = _D["ease_medium"]
    ease_strong: float = _D["ease_strong"]
    ease_least: float = _D["ease_least"]
    debt_cost: float = _D["debt_cost"]
    together_medium: float = _D["together_medium"]
    together_crowd: float = _D["together_crowd"]
    career_crowd: float = _D["career_crowd"]
    paths_most: float = _D["paths_most"]
    measure_steps: float = _D["measure_steps"]

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


CONSTANT_NAMES: tuple[str, ...] = tuple(SCORE_CONSTANTS)
"""The names that the table `[score]` of the settings may hold."""


def accepts_constant(name: str, value: float) -> bool:
    """Tell whether a constant of that name may have a value, so that every formula is defined."""
    constant = SCORE_CONSTANTS.get(name)
    return constant is not None and constant.range.holds(value)


def make_constants(
    score: Mapping[str, float],
    criteria: Mapping[str, float],
    cadence: Mapping[Tier, Cadence],
    stale_after: Cadence,
) -> Constants:
    """Return the constants of a vault; what `accepts_constant` refuses keeps its default.

    The settings refuse such values too, at their place, so nothing is lost in silence.
    """
    known = {name: float(value) for name, value in score.items() if accepts_constant(name, value)}
    days = stale_after.days
    return Constants(
        criteria=criteria,
        cadence=cadence,
        stale_after=math.inf if days is None else days,
        **known,
    )
