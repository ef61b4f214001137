"""What an open rating could change: nothing less and nothing more than rating it would."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import CONSTANTS, contact, network, objective, opportunity, risk
from vaultnet.strategy.aims import find_aims
from vaultnet.strategy.fruitfulness import score_fruitfulness
from vaultnet.strategy.sensitivity import find_open_ratings, find_unweighed

CRITERIA = tuple(sorted(CONSTANTS.criteria))
RATINGS = st.dictionaries(st.sampled_from(CRITERIA), st.integers(1, 5))


@given(RATINGS, st.sampled_from(["", "medium", "high"]))
def test_the_reach_is_that_of_the_rating_itself(ratings: dict[str, int], chance: str) -> None:
    prospects = (opportunity("high", chance),) if chance else ()
    ana = contact("ana", serves=["lead"], ratings=ratings, opportunities=prospects)
    aims = find_aims(network(ana, objective("lead")), CONSTANTS)
    now = score_fruitfulness(ana, aims, CONSTANTS).value or 0.0
    found = find_open_ratings(ana, aims, CONSTANTS)
    assert {item.criterion for item in found} == set(CRITERIA) - ratings.keys()
    for item in found:
        assert item.lowest <= item.highest
        for rating in range(1, 6):
            rated = replace(ana, ratings={**ratings, item.criterion: rating})
            change = (score_fruitfulness(rated, aims, CONSTANTS).value or 0.0) - now
            assert item.lowest - 1e-9 <= change <= item.highest + 1e-9
    widths = [item.highest - item.lowest for item in found]
    assert widths == sorted(widths, reverse=True)


def test_by_hand() -> None:
    """Expertise 3 of equal weights is fit 0.5; a 1 makes it 0.25, a 5 makes it 0.75."""
    constants = replace(CONSTANTS, criteria={"expertise": 1.0, "influence": 1.0})
    ana = contact("ana", serves=["lead"], ratings={"expertise": 3})
    aims = find_aims(network(ana, objective("lead")), constants)
    [item] = find_open_ratings(ana, aims, constants)
    assert (item.criterion, item.objectives) == ("influence", ("lead",))
    assert item.lowest == pytest.approx(-12.5)
    assert item.highest == pytest.approx(12.5)


def test_who_serves_nothing_has_nothing_open() -> None:
    ana = contact("ana")
    aims = find_aims(network(ana, objective("lead")), CONSTANTS)
    assert find_open_ratings(ana, aims, CONSTANTS) == ()


def test_what_lacks_a_level_is_not_weighed() -> None:
    ana = contact(
        "ana",
        serves=["lead"],
        opportunities=(opportunity("high", None), opportunity("high", "low")),
        risks=(risk(None, "low"),),
    )
    aims = find_aims(network(ana, objective("lead")), CONSTANTS)
    fields = [item.fact.field for item in find_unweighed(ana.id, aims)]
    assert fields == ["opportunities/0", "risks/0"]
