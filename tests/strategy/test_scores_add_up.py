"""Every score of the strategy is the sum of its parts, over generated networks."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategy.networks import CONSTANTS, strategy
from tests.strategy.sentences import themes_of
from tests.strategy.test_firewall import professional
from vaultnet.domain.network import Network
from vaultnet.strategy.reasons import Part, Score
from vaultnet.strategy.summary import Strategy

STRANGE = replace(
    CONSTANTS,
    fit_share=0.7,
    opportunity_share=0.3,
    risk_share=1.0,
    mitigated_risk=0.0,
    half_life=7.0,
    strength_scale=0.5,
    weight_call=0.0,
    reciprocity_half_life=11.0,
    due=0.6,
    overdue_limit=0.9,
    match_topic=0.1,
    match_least=0.0,
    debt_cost=2.5,
    even=0.0,
)


def scores_in(value: object) -> Iterator[Score]:
    """Yield every score in a value."""
    if isinstance(value, Score):
        yield value
    elif isinstance(value, Mapping):
        yield from scores_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from scores_in(item)
    elif is_dataclass(value) and not isinstance(value, type | Network):
        for item in fields(value):
            yield from scores_in(getattr(value, item.name))


def scores_of(held: Strategy) -> list[Score]:
    return list(scores_in(tuple(themes_of(held).values())))


@settings(max_examples=30)
@given(st.integers(0, 100_000), st.sampled_from([CONSTANTS, STRANGE]))
def test_every_score_is_the_sum_of_its_parts(seed: int, constants: object) -> None:
    held = strategy(*professional(Random(seed)), constants=constants)  # type: ignore[arg-type]
    found = scores_of(held)
    assert len(found) > 80
    for score in found:
        if score.value is None:
            assert score.parts == ()
            assert score.remark is not None
            continue
        assert math.isfinite(score.value)
        assert abs(score.value - sum(part.points for part in score.parts)) <= 1e-9
        assert 0.0 <= score.confidence <= 1.0
        for part in score.parts:
            assert math.copysign(1.0, part.points) > 0 or part.points < 0, "a negative zero"
            assert is_explained(part)


def is_explained(part: Part) -> bool:
    """Tell whether a part says why, and where that stands unless it is an absence."""
    absent = part.sentence.template.startswith("never spoken")
    return bool(part.sentence.text) and (bool(part.facts) or absent)
