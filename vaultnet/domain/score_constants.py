"""Every number that the strategy chooses rather than reads: name, default, range and meaning.

The names are the keys of the table `[score]` of the settings. The settings refuse what lies
outside the range, and the strategy computes with nothing else: one table serves both.

Where a default is a judgement of ours, it was chosen so: one meeting today makes a contact
cool (39 of 100) and one more message makes it warm; a conversation counts half after four
months, help given or received after a year; a minute is a minute of the owner, travel left out.
"""

from collections.abc import Mapping
from enum import Enum

from vaultnet.late import dataclass
from vaultnet.phrase import wording


class NumberRange(Enum):
    """Where a constant may lie, so that every formula is defined; the value says it in words."""

    AMOUNT = wording("number, 0 or more")
    ABOVE_ZERO = wording("number, 0.001 or more")
    SHARE = wording("number from 0 to 1")
    PART = wording("number from 0.001 to 1")

    def holds(self, value: float) -> bool:
        """Tell whether a number lies in the range; what is infinite or no number does not."""
        least, most = _LIMITS[self]
        return least <= value <= most


_MOST = 1e6
_LEAST = 0.001
_LIMITS: Mapping[NumberRange, tuple[float, float]] = {
    NumberRange.AMOUNT: (0.0, _MOST),
    NumberRange.ABOVE_ZERO: (_LEAST, _MOST),
    NumberRange.SHARE: (0.0, 1.0),
    NumberRange.PART: (_LEAST, 1.0),
}


@dataclass(frozen=True, slots=True)
class ScoreConstant:
    """One constant: its default, what it means as the reference says it, and its range."""

    default: float
    summary: str
    range: NumberRange = NumberRange.AMOUNT


_C = ScoreConstant
_R = NumberRange

SCORE_CONSTANTS: Mapping[str, ScoreConstant] = {
    # Fruitfulness: what fit, opportunity and risk count for, and what the levels stand for.
    "fit_share": _C(0.5, "the share of fit in the points for an objective", _R.SHARE),
    "opportunity_share": _C(
        0.5, "the share of opportunity in the points for an objective", _R.SHARE
    ),
    "risk_share": _C(0.5, "how much of the points a certain risk takes away", _R.SHARE),
    "mitigated_risk": _C(0.5, "how much a risk with a mitigation counts", _R.SHARE),
    "value_low": _C(0.25, "an opportunity of low value, or a risk of low severity", _R.SHARE),
    "value_medium": _C(0.5, "one of medium value or severity", _R.SHARE),
    "value_high": _C(1, "one of high value or severity", _R.SHARE),
    "likelihood_low": _C(0.2, "a low likelihood", _R.SHARE),
    "likelihood_medium": _C(0.5, "a medium likelihood", _R.SHARE),
    "likelihood_high": _C(0.8, "a high likelihood", _R.SHARE),
    # Strength: days, weights of the kinds of contact, and where the bands begin.
    "half_life": _C(120, "days after which a conversation counts half for strength", _R.ABOVE_ZERO),
    "strength_scale": _C(
        6, "how many weighted conversations make a strong relationship", _R.ABOVE_ZERO
    ),
    "weight_met": _C(3, "what meeting counts for strength"),
    "weight_video": _C(2, "what a video call counts"),
    "weight_call": _C(2, "what a call counts"),
    "weight_event": _C(2, "what being at the same event counts"),
    "weight_gave": _C(3, "what helping them counts"),
    "weight_received": _C(3, "what being helped counts"),
    "weight_message": _C(1, "what a message counts"),
    "weight_email": _C(1, "what a mail counts"),
    "weight_contact": _C(1, "what a dated line without a kind counts"),
    "cool": _C(15, "the strength from which a relationship is cool and not cold"),
    "warm": _C(40, "the strength from which it is warm"),
    "strong": _C(70, "the strength from which it is strong"),
    # Attention: overdue ratios, and minutes that the kinds of contact take.
    "soon": _C(0.75, "the overdue ratio from which a contact is due soon"),
    "due": _C(1, "the overdue ratio from which a contact is due"),
    "late": _C(1.5, "the overdue ratio from which a contact is late"),
    "overdue_limit": _C(3, "the greatest overdue ratio that counts for the order"),
    "relax_limit": _C(3, "how many times longer a cadence may be made to fit the budget"),
    "minutes_met": _C(60, "the minutes that a meeting takes"),
    "minutes_video": _C(30, "the minutes of a video call"),
    "minutes_call": _C(30, "the minutes of a call"),
    "minutes_event": _C(60, "the minutes that an event leaves for one person"),
    "minutes_gave": _C(30, "the minutes that helping takes"),
    "minutes_received": _C(15, "the minutes that being helped takes"),
    "minutes_message": _C(10, "the minutes of a message"),
    "minutes_email": _C(15, "the minutes of a mail"),
    "minutes_contact": _C(20, "the minutes of a contact whose kind is not known"),
    "minutes_promise": _C(30, "the minutes that keeping a promise takes"),
    "minutes_task": _C(15, "the minutes that a task takes"),
    # Reciprocity: days, and how far from zero a balance still is even.
    "reciprocity_half_life": _C(365, "days after which a favour counts half", _R.ABOVE_ZERO),
    "even": _C(0.25, "how far from zero a balance is still even", _R.SHARE),
    # Matching: points of what a need and an offer share, and the bounds of the search.
    "match_topic": _C(3, "the points of a topic that a need and an offer share"),
    "match_function": _C(3, "the points of a function that a need names"),
    "match_word": _C(1, "the points of a word that they share"),
    "match_words_most": _C(3, "how many shared words count at most"),
    "match_least": _C(3, "the points from which a need and an offer match"),
    "match_top": _C(5, "how many people are named for each need"),
    "match_postings": _C(200, "how many offers of one topic or word are looked at"),
    # Coverage, portfolio, tiers.
    "over_served": _C(2, "how many times more contacts than needed are too many"),
    "candidates_top": _C(5, "how many candidates a gap names"),
    "fruitful_quantile": _C(
        0.5, "the share of placed contacts below which none counts as fruitful", _R.SHARE
    ),
    "key_share": _C(0.2, "the share of placed contacts that are suggested as key", _R.SHARE),
    "regular_share": _C(0.3, "the share that are suggested as regular after those", _R.SHARE),
    # Audit: how many months and contacts, and the stated rate of false alarms.
    "audit_months": _C(12, "the months of attention that the audit looks at"),
    "audit_minimum": _C(8, "the rated contacts that the audit needs to say anything"),
    "audit_rate": _C(0.05, "how often favouritism is flagged by mere chance", _R.PART),
    "audit_far": _C(2, "how many times more or less attention than asked for is far"),
    # Network: how easily a tie carries an introduction, and the bounds of its measures.
    "ease_weak": _C(0.25, "how easily a weak tie carries an introduction", _R.PART),
    "ease_medium": _C(0.5, "how easily a medium tie does", _R.PART),
    "ease_strong": _C(1, "how easily a strong tie does", _R.PART),
    "ease_least": _C(0.1, "how easily you can ask somebody who has gone cold", _R.PART),
    "debt_cost": _C(1, "what asking somebody adds to a path to whom you owe everything"),
    "together_medium": _C(
        3, "the meetings from which those who came together know each other well"
    ),
    "together_crowd": _C(8, "the most people that one log line makes acquainted"),
    "career_crowd": _C(25, "the most colleagues that a career line makes acquainted"),
    "paths_most": _C(10, "the most introduction paths that are looked for"),
    "measure_steps": _C(1e6, "the ties that one measure of the network may walk over"),
}
"""The constants by name, in the order of the reference."""
