"""The audit in plain words: how strong a relation is, in which direction, and what that means.

A correlation below 0.1 is hardly one; from there on it is slight, from 0.3 clear and from 0.5
strong (Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988). How unequally
something is spread is told by how few contacts have half of it, beside the Gini coefficient.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.audit import Audit
from vaultnet.strategy.evidence import Finding, Weakness
from vaultnet.strategy.reasons import Fact, Score, Sentence, descending, wording
from vaultnet.strategy.review import ReviewResult

_SIZES: tuple[tuple[float, str], ...] = (
    (0.1, wording("hardly any relation")),
    (0.3, wording("a slight relation")),
    (0.5, wording("a clear relation")),
)
_STRONG = wording("a strong relation")
_FALLING: Mapping[str, str] = {
    wording("a slight relation"): wording("a slight relation, the other way round"),
    wording("a clear relation"): wording("a clear relation, the other way round"),
    wording("a strong relation"): wording("a strong relation, the other way round"),
}
_ALIKE = 0.1


class Pair(StrEnum):
    """What is held beside what in the audit."""

    ATTENTION_FRUITFULNESS = "attention by fruitfulness"
    ATTENTION_AFFINITY = "attention by affinity"
    AFFINITY_FRUITFULNESS = "affinity by fruitfulness"


_TITLES: Mapping[Pair, str] = {
    Pair.ATTENTION_FRUITFULNESS: wording("attention and fruitfulness"),
    Pair.ATTENTION_AFFINITY: wording("attention and liking"),
    Pair.AFFINITY_FRUITFULNESS: wording("liking and fruitfulness"),
}
_RISING_MEANINGS: Mapping[Pair, str] = {
    Pair.ATTENTION_FRUITFULNESS: wording("the more fruitful a contact, the more time you give"),
    Pair.ATTENTION_AFFINITY: wording("the more you like somebody, the more time you give"),
    Pair.AFFINITY_FRUITFULNESS: wording("those whom you like more are also the more fruitful"),
}
_FALLING_MEANINGS: Mapping[Pair, str] = {
    Pair.ATTENTION_FRUITFULNESS: wording("the more fruitful a contact, the less time you give"),
    Pair.ATTENTION_AFFINITY: wording("the more you like somebody, the less time you give"),
    Pair.AFFINITY_FRUITFULNESS: wording("those whom you like more are the less fruitful"),
}
_NO_MEANINGS: Mapping[Pair, str] = {
    Pair.ATTENTION_FRUITFULNESS: wording("fruitfulness hardly tells where your time goes"),
    Pair.ATTENTION_AFFINITY: wording("liking hardly tells where your time goes"),
    Pair.AFFINITY_FRUITFULNESS: wording("whom you like says little about who is fruitful"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One correlation of the audit in words; `value` is None where it is not defined."""

    pair: Pair
    value: float | None
    title: Sentence
    size: Sentence
    meaning: Sentence | None


def find_verdicts(audit: Audit) -> tuple[Verdict, ...]:
    """Return the three correlations of an audit in words; none where it rests on too few."""
    if not audit.is_enough:
        return ()
    values = {
        Pair.ATTENTION_FRUITFULNESS: audit.attention_by_fruitfulness,
        Pair.ATTENTION_AFFINITY: audit.attention_by_affinity,
        Pair.AFFINITY_FRUITFULNESS: audit.affinity_by_fruitfulness,
    }
    return tuple(_verdict(pair, value, audit) for pair, value in values.items())


def _verdict(pair: Pair, value: float | None, audit: Audit) -> Verdict:
    title = Sentence(_TITLES[pair])
    if value is not None:
        return Verdict(pair, value, title, tell_size(value), _meaning(pair, value))
    known = audit.rated if audit.favouritism is None else audit.favouritism.people
    if pair is not Pair.ATTENTION_FRUITFULNESS and known < audit.needed:
        values = {"known": known, "needed": audit.needed}
        few = wording("too few to tell: an affinity is known of {known}, and {needed} are needed")
        return Verdict(pair, None, title, Sentence(few, values), None)
    return Verdict(pair, None, title, Sentence("one of the two is the same for all"), None)


def tell_size(correlation: float) -> Sentence:
    """Return how strong a correlation is, and that it falls where it is below zero."""
    size = next((word for limit, word in _SIZES if abs(correlation) < limit), _STRONG)
    return Sentence(_FALLING.get(size, size) if correlation < 0 else size)


def _meaning(pair: Pair, correlation: float) -> Sentence:
    if abs(correlation) < _SIZES[0][0]:
        return Sentence(_NO_MEANINGS[pair])
    return Sentence((_RISING_MEANINGS if correlation > 0 else _FALLING_MEANINGS)[pair])


def tell_rate(audit: Audit) -> Sentence | None:
    """Return how often favouritism is flagged where there is none; None without a correlation."""
    held = audit.favouritism
    if held is None or held.correlation is None or held.threshold is None:
        return None
    values: dict[str, object] = {
        "people": held.people,
        "threshold": held.threshold,
        "rate": held.rate,
    }
    return Sentence(
        "flagged from {threshold:.2f} on, over {people} contacts; by mere chance that happens in"
        " {rate:.0%} of audits",
        values,
    )


def tell_spread(audit: Audit) -> tuple[Sentence, ...]:
    """Return on how few contacts attention gathers, and whether fruitfulness does so too."""
    minutes = [item.minutes for item in audit.attention]
    if audit.attention_gini is None or audit.fruitfulness_gini is None:
        return ()
    values = {
        "few": fewest_with_half(minutes),
        "all": len(minutes),
        "asked": fewest_with_half([item.asked for item in audit.attention]),
    }
    gap = audit.attention_gini - audit.fruitfulness_gini
    if gap > _ALIKE:
        compared = Sentence("attention is shared out more unequally than fruitfulness")
    elif gap < -_ALIKE:
        compared = Sentence("attention is shared out more equally than fruitfulness")
    else:
        compared = Sentence("attention is shared out about as equally as fruitfulness")
    half = wording(
        "half of your attention goes to {few} of {all} contacts; half of the fruitfulness lies"
        " with {asked}"
    )
    return (Sentence(half, values), compared)


def minutes_asked(audit: Audit) -> Mapping[NodeId, float]:
    """Return how many of the minutes of all each rated contact asks for by its fruitfulness."""
    whole = math.fsum(item.minutes for item in audit.attention)
    return {item.contact: whole * item.asked for item in audit.attention}


def fewest_with_half(values: Iterable[float]) -> int:
    """Return how many of the largest values make up half of the sum; 0 where it is zero."""
    ordered = sorted(values, reverse=True)
    half, taken = sum(ordered) / 2, 0.0
    for count, value in enumerate(ordered, start=1):
        taken += value
        if half and taken >= half * (1 - 1e-12):
            return count
    return 0


def tell_leaning(result: ReviewResult, needed: int) -> Sentence | None:
    """Return whether new ratings lean against liking; None where nothing was compared."""
    if not result.compared:
        return None
    values: dict[str, object] = {"compared": result.compared, "needed": needed}
    if result.leaning is None and result.compared < needed:
        template = wording(
            "too few to tell whether liking had moved your ratings: {compared} of the {needed}"
            " contacts with an affinity that it takes"
        )
        return Sentence(template, values)
    if result.leaning is None:
        return Sentence("all changes, or all affinities, are the same: liking explains nothing")
    values["leaning"] = result.leaning
    if result.leaning <= -_SIZES[0][0]:
        template = wording("liking had raised your ratings: {size} ({leaning:.2f})")
    elif result.leaning >= _SIZES[0][0]:
        template = wording("liking had lowered your ratings: {size} ({leaning:.2f})")
    else:
        template = wording("liking had not moved your ratings: {size} ({leaning:.2f})")
    return Sentence(template, {**values, "size": tell_size(abs(result.leaning))})


@dataclass(frozen=True, slots=True)
class WeakLine:
    """What is weak about one or several ratings at once, or about one line of evidence."""

    weakness: Weakness
    sentence: Sentence
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class WeakJudgement:
    """A contact whose ratings should be looked at again, with everything that was found."""

    contact: NodeId
    fruitfulness: Score
    findings: tuple[Finding, ...]

    @property
    def lines(self) -> tuple[WeakLine, ...]:
        """Return what was found in few lines: ratings of which the same holds share one."""
        together: dict[object, list[Finding]] = {}
        for number, finding in enumerate(self.findings):
            alone = number if finding.weakness is Weakness.AFFECTIVE else None
            key = (finding.weakness, finding.sentence.values.get("day"), alone)
            together.setdefault(key, []).append(finding)
        return tuple(map(_line, together.values()))


def order_weaknesses(
    findings: Sequence[Finding], fruitfulness: Mapping[NodeId, Score]
) -> tuple[WeakJudgement, ...]:
    """Return findings by contact, the most fruitful first; who has no fruitfulness comes last."""
    held: dict[NodeId, list[Finding]] = {}
    for finding in findings:
        held.setdefault(finding.contact, []).append(finding)
    order = sorted(held, key=lambda one: (descending(fruitfulness[one].value), one))
    return tuple(WeakJudgement(one, fruitfulness[one], tuple(held[one])) for one in order)


_SHARED: Mapping[Weakness, str] = {
    Weakness.STALE: wording("{ratings}: last reviewed on {day}"),
    Weakness.UNDATED: wording("{ratings}: no day says how old they are"),
    Weakness.UNEVIDENCED: wording("{ratings}: no evidence is written down"),
}


def _line(findings: Sequence[Finding]) -> WeakLine:
    first = findings[0]
    facts = tuple(dict.fromkeys(fact for finding in findings for fact in finding.facts))
    if len(findings) == 1:
        return WeakLine(first.weakness, first.sentence, facts)
    ratings = _rating(findings[-1])
    for finding in reversed(findings[:-1]):
        values = {"first": _rating(finding), "others": ratings}
        ratings = Sentence("{first}, {others}", values)
    sentence = Sentence(_SHARED[first.weakness], {**first.sentence.values, "ratings": ratings})
    return WeakLine(first.weakness, sentence, facts)


def _rating(finding: Finding) -> Sentence:
    return Sentence("{criterion} {rating}", finding.sentence.values)
