"""Fruitfulness: how much of the strategy a relationship can move, from 0 to 100.

For an aim with share s, points = 100 × s × (½ fit + ½ opportunity) × (1 − ½ risk), the halves
being constants. Fit is the weighted mean of the known ratings, each (rating − 1) / 4.
Opportunity and risk are 1 − Π(1 − worth × likelihood) over the open lines: the chance that at
least one of several independent things happens. Fruitfulness is the sum over the aims served.

Decisions where the model leaves a choice:

* Nothing known (no rating that the aims weigh, no weighed opportunity) is no fruitfulness.
* Without ratings but with an opportunity, fit adds no points; a rating can then only add. So
  the number is never above what is known, and knowing a strength never lowers it.
* Confidence is the known share of the weights of the criteria, over the aims served.
* An opportunity or a risk past its date is open until somebody writes down its outcome.
* On an objective's page, an opportunity or a risk counts for each contact that it links to.
"""

import math
from collections.abc import Iterable, Iterator, Mapping

from vaultnet.domain.contact import Contact
from vaultnet.late import dataclass
from vaultnet.strategy.aims import Aim, Aims, Prospect, Service
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import (
    Fact,
    Part,
    Score,
    Sentence,
    criterion_word,
    no_data,
    total,
    wording,
)

_LOWEST, _STEPS = 1, 4


@dataclass(frozen=True, slots=True)
class _View:
    """What is known of one contact for one aim; `fit` is None where no rating is known."""

    service: Service
    fit: float | None
    known: float
    opportunities: tuple[Prospect, ...]
    risks: tuple[Prospect, ...]

    @property
    def is_known(self) -> bool:
        return self.fit is not None or any(item.weight is not None for item in self.opportunities)


def score_fruitfulness(contact: Contact, aims: Aims, constants: Constants) -> Score:
    """Return how much of the strategy a contact can move, 0 to 100, with its reasons.

    No data where the contact serves no aim ("not placed yet") or nothing is known of it.
    """
    views = [_view(contact, service, aims) for service in aims.services.get(contact.id, ())]
    if not views:
        return no_data(Sentence("not placed yet: serves no active objective"))
    if not any(view.is_known for view in views):
        template = wording(
            "nothing that its objectives ask for is rated, and no opportunity is weighed"
        )
        return no_data(Sentence(template))
    share = math.fsum(view.service.aim.share for view in views)
    known = math.fsum(view.service.aim.share * view.known for view in views)
    parts = (part for view in views for part in _parts(contact, view, constants))
    return total(parts, confidence=min(1.0, known / share))


def fit_of(ratings: Mapping[str, int], weights: Mapping[str, float]) -> tuple[float | None, float]:
    """Return the weighted mean of the known ratings, 0 to 1, and the known share of weights.

    The mean is None where no rating that has a weight is known.
    """
    known = [(weight, ratings[name]) for name, weight in weights.items() if name in ratings]
    weight = math.fsum(item[0] for item in known)
    if not known or weight <= 0:
        return None, 0.0
    points = math.fsum(weight * (rating - _LOWEST) / _STEPS for weight, rating in known)
    return points / weight, min(1.0, weight / math.fsum(weights.values()))


def chance_of(prospects: Iterable[Prospect]) -> float:
    """Return 1 − Π(1 − worth × likelihood) over prospects; those not weighed are left out."""
    return 1.0 - math.prod(1.0 - item.weight for item in prospects if item.weight is not None)


def _view(contact: Contact, service: Service, aims: Aims) -> _View:
    fit, known = fit_of(contact.ratings, service.aim.weights)
    return _View(
        service,
        fit,
        known,
        _open(aims.opportunities.get(contact.id, ()), service.aim),
        _open(aims.risks.get(contact.id, ()), service.aim),
    )


def _open(prospects: tuple[Prospect, ...], aim: Aim) -> tuple[Prospect, ...]:
    return tuple(item for item in prospects if item.is_open and item.is_for(aim.objective.id))


def _parts(contact: Contact, view: _View, constants: Constants) -> Iterator[Part]:
    """Yield the parts of one aim: fit, opportunity, and risk as what it takes from both."""
    whole = 100.0 * view.service.aim.share
    fit = _fit_part(contact, view, whole * constants.fit_share)
    yield fit
    gain = fit.points
    if view.opportunities:
        opportunity = _opportunity_part(view, whole * constants.opportunity_share)
        gain += opportunity.points
        yield opportunity
    if view.risks:
        yield _risk_part(view, gain * constants.risk_share)


def _fit_part(contact: Contact, view: _View, most: float) -> Part:
    aim = view.service.aim
    facts = (view.service.fact, *aim.facts)
    if view.fit is None:
        sentence = Sentence(
            "no rating that {objective} asks for is known, so fit adds nothing yet",
            {"objective": aim.objective.name},
        )
        return Part("fit", 0.0, sentence, facts, aim.objective.id)
    rated = [name for name in aim.weights if name in contact.ratings]
    values = {
        "objective": aim.objective.name,
        "fit": view.fit,
        "ratings": tuple(_rating(name, contact.ratings[name]) for name in rated),
    }
    sentence = Sentence("{fit:.0%} fit for {objective}: {ratings}", values)
    facts = (*(Fact(contact.id, name) for name in rated), *facts)
    return Part("fit", most * view.fit, sentence, facts, aim.objective.id)


def _rating(criterion: str, rating: int) -> Sentence:
    return Sentence(
        "{criterion} {rating}", {"criterion": criterion_word(criterion), "rating": rating}
    )


_OPPORTUNITIES = (
    wording("no open opportunity for {objective} has both a value and a likelihood yet"),
    wording("an open opportunity for {objective} weighs {chance:.0%}"),
    wording("{count} open opportunities for {objective} weigh {chance:.0%} together"),
)
_RISKS = (
    wording("no open risk for {objective} has both a severity and a likelihood yet"),
    wording("an open risk for {objective} weighs {chance:.0%}"),
    wording("{count} open risks for {objective} weigh {chance:.0%} together"),
)


def _opportunity_part(view: _View, most: float) -> Part:
    return _chance_part("opportunity", _OPPORTUNITIES, view.service.aim, view.opportunities, most)


def _risk_part(view: _View, most: float) -> Part:
    return _chance_part("risk", _RISKS, view.service.aim, view.risks, -most)


def _chance_part(
    name: str,
    templates: tuple[str, str, str],
    aim: Aim,
    prospects: tuple[Prospect, ...],
    most: float,
) -> Part:
    """Return the part of some prospects; the templates are for none weighed, one and several."""
    chance = chance_of(prospects)
    count = sum(item.weight is not None for item in prospects)
    values = {"objective": aim.objective.name, "count": count, "chance": chance}
    sentence = Sentence(templates[min(count, 2)], values)
    facts = tuple(item.fact for item in prospects)
    points = most * chance + 0.0  # no negative zero
    return Part(name, points, sentence, facts, aim.objective.id)
