"""The audit of professional judgement: where liking may have stood in for judgement.

Attention given is the minutes of the contact entries of the last `audit_months`, by kind. The
audit looks at rated contacts: not closed, with at least one rating and a fruitfulness. Under
`audit_minimum` of them it says "too few to tell" and shows no correlation.

It shows three rank correlations (Spearman 1904): attention with fruitfulness, attention with
affinity, and affinity with fruitfulness. Only here is affinity read.

Favouritism: does attention follow liking beyond what fruitfulness explains? The statistic is r,
the correlation of the ranks of affinity with the residuals of the ranks of attention on those
of fruitfulness, over the rated contacts whose affinity is known. If liking had nothing to do
with it, every assignment of the affinities to the contacts would be equally likely; over all
n! of them r has mean 0 and variance exactly 1 / (n − 1), whatever the ties (Pitman,
Significance tests which may be applied to samples from any populations II, 1937). Favouritism
is flagged where r × √(n − 1) is at least the normal quantile of 1 − `audit_rate`: by that rate,
1 in 20, it is flagged where there is none. Nothing is drawn at random.

Far more or less attention: a contact's share of the minutes is at least `audit_far` times, or at
most 1/`audit_far` of, its share of the fruitfulness, and the two are half an even share apart.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Score, Sentence, wording
from vaultnet.strategy.statistics import gini, pearson, ranks, residuals, spearman
from vaultnet.strategy.strength import Touch, months_before

_MOST_FACTS = 50


@dataclass(frozen=True, slots=True)
class Attention:
    """The minutes that one rated contact got, its share of all, and the share it asks for."""

    contact: NodeId
    minutes: float
    share: float
    asked: float
    fruitfulness: float
    affinity: int | None
    facts: tuple[Fact, ...]

    @property
    def excess(self) -> float:
        """Return how much more of the attention it gets than it asks for, −1 to 1."""
        return self.share - self.asked

    @property
    def sentence(self) -> Sentence:
        """Return both shares in words."""
        values = {"share": self.share, "asked": self.asked, "minutes": self.minutes}
        template = wording(
            "{share:.0%} of your attention ({minutes:.0f} min), and {asked:.0%} by fruitfulness"
        )
        return Sentence(template, values)


@dataclass(frozen=True, slots=True)
class Favouritism:
    """Whether attention follows affinity beyond fruitfulness.

    `correlation` is None where it is not defined or where there are too few contacts (`people`
    are those with an affinity). `threshold` is the correlation from which it is flagged, and
    `rate` how often it is flagged by mere chance.
    """

    people: int
    correlation: float | None
    threshold: float | None
    rate: float
    flagged: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit found; without enough rated contacts only their number is there."""

    rated: int
    needed: int
    attention: tuple[Attention, ...] = ()
    attention_by_fruitfulness: float | None = None
    attention_by_affinity: float | None = None
    affinity_by_fruitfulness: float | None = None
    favouritism: Favouritism | None = None
    far_more: tuple[Attention, ...] = ()
    far_less: tuple[Attention, ...] = ()
    attention_gini: float | None = None
    fruitfulness_gini: float | None = None

    @property
    def is_enough(self) -> bool:
        """Tell whether there are enough rated contacts to say anything."""
        return self.rated >= self.needed

    @property
    def sentence(self) -> Sentence:
        """Return how many contacts the audit rests on, or that they are too few."""
        values = {"rated": self.rated, "needed": self.needed}
        if not self.is_enough:
            return Sentence(
                "too few to tell: {rated} of the {needed} rated contacts that it takes", values
            )
        return Sentence("this rests on {rated} rated contacts", values)


def audit_judgement(
    contacts: Mapping[NodeId, Contact],
    touches: Mapping[NodeId, tuple[Touch, ...]],
    fruitfulness: Mapping[NodeId, Score],
    constants: Constants,
    as_of: date,
) -> Audit:
    """Return how attention went beside fruitfulness and affinity."""
    rated = [contact for contact in contacts.values() if is_rated(contact, fruitfulness)]
    needed = int(constants.audit_minimum)
    if len(rated) < max(needed, 2):
        return Audit(len(rated), max(needed, 2))
    attention = _attention(rated, touches, fruitfulness, constants, as_of)
    minutes = [item.minutes for item in attention]
    fruit = [item.fruitfulness for item in attention]
    liked = [item for item in attention if item.affinity is not None]
    enough = len(liked) >= max(needed, 2)
    affinity = [float(item.affinity or 0) for item in liked]
    return Audit(
        len(rated),
        max(needed, 2),
        attention,
        spearman(minutes, fruit),
        spearman([item.minutes for item in liked], affinity) if enough else None,
        spearman([item.fruitfulness for item in liked], affinity) if enough else None,
        find_favouritism(liked, constants),
        *_far(attention, constants),
        gini(minutes),
        gini(fruit),
    )


def is_rated(contact: Contact, fruitfulness: Mapping[NodeId, Score]) -> bool:
    """Tell whether judgement was passed on a contact: a rating and a fruitfulness."""
    if contact.status is ContactStatus.CLOSED or not contact.ratings:
        return False
    return fruitfulness[contact.id].value is not None


def find_favouritism(liked: Iterable[Attention], constants: Constants) -> Favouritism:
    """Return whether the attention of contacts with an affinity follows it; see the module."""
    held = list(liked)
    rate, people = constants.audit_rate, len(held)
    if people < max(int(constants.audit_minimum), 3):
        template = wording("too few to tell: only {people} have a rating and an affinity")
        sentence = Sentence(template, {"people": people})
        return Favouritism(people, None, None, rate, flagged=False, sentence=sentence)
    minutes = ranks([item.minutes for item in held])
    fruit = ranks([item.fruitfulness for item in held])
    affinity = ranks([float(item.affinity or 0) for item in held])
    correlation = pearson(affinity, residuals(minutes, fruit))
    from statistics import NormalDist  # slow to import, and audits are rare

    threshold = NormalDist().inv_cdf(1.0 - rate) / math.sqrt(people - 1) if rate < 1 else -1.0
    flagged = correlation is not None and correlation >= threshold
    return Favouritism(
        people,
        correlation,
        threshold,
        rate,
        flagged,
        _favouritism_sentence(correlation, flagged=flagged),
    )


def _favouritism_sentence(correlation: float | None, *, flagged: bool) -> Sentence:
    if correlation is None:
        return Sentence("attention or affinity is the same for all, so nothing can be said")
    values = {"correlation": correlation}
    if flagged:
        template = wording(
            "attention follows liking beyond what fruitfulness explains ({correlation:.2f})"
        )
    else:
        template = wording(
            "attention does not follow liking beyond fruitfulness ({correlation:.2f})"
        )
    return Sentence(template, values)


def _attention(
    rated: list[Contact],
    touches: Mapping[NodeId, tuple[Touch, ...]],
    fruitfulness: Mapping[NodeId, Score],
    constants: Constants,
    as_of: date,
) -> tuple[Attention, ...]:
    since = months_before(as_of, constants.audit_months)
    minutes = constants.contact_minutes
    recent = {
        contact.id: [item for item in touches[contact.id] if item.day > since] for contact in rated
    }
    taken = {one: math.fsum(minutes[item.kind] for item in held) for one, held in recent.items()}
    whole = math.fsum(taken.values())
    fruit = {contact.id: fruitfulness[contact.id].value or 0.0 for contact in rated}
    harvest = math.fsum(fruit.values())
    return tuple(
        Attention(
            contact.id,
            taken[contact.id],
            taken[contact.id] / whole if whole else 0.0,
            fruit[contact.id] / harvest if harvest else 0.0,
            fruit[contact.id],
            contact.affinity,
            tuple(item.fact for item in reversed(recent[contact.id]))[:_MOST_FACTS],
        )
        for contact in rated
    )


def _far(
    attention: tuple[Attention, ...], constants: Constants
) -> tuple[tuple[Attention, ...], tuple[Attention, ...]]:
    """Return who gets far more and who far less than fruitfulness asks for, the widest first."""
    if not any(item.minutes for item in attention) or not any(item.asked for item in attention):
        return (), ()
    apart = 0.5 / len(attention)
    far = max(1.0, constants.audit_far)
    more = [item for item in attention if item.excess >= apart and item.share >= far * item.asked]
    less = [item for item in attention if item.excess <= -apart and far * item.share <= item.asked]
    more.sort(key=lambda item: (-item.excess, item.contact))
    less.sort(key=lambda item: (item.excess, item.contact))
    return tuple(more), tuple(less)
