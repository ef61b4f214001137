"""The constants have the defaults of the model, and settings change them one by one."""

import math
from dataclasses import fields

import pytest

from tests.strategy.networks import CONSTANTS, SETTINGS
from vaultnet.domain.dates import Cadence
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.score_constants import SCORE_CONSTANTS, NumberRange
from vaultnet.strategy.constants import (
    CONSTANT_NAMES,
    Constants,
    accepts_constant,
    make_constants,
)


def test_the_defaults_are_those_of_the_model() -> None:
    """Levels low .25/.5/1 and .2/.5/.8; half lives 120 and 365; bands .75, 1, 1.5; cap 3."""
    held = CONSTANTS
    assert (held.value_low, held.value_medium, held.value_high) == (0.25, 0.5, 1.0)
    assert (held.likelihood_low, held.likelihood_medium, held.likelihood_high) == (0.2, 0.5, 0.8)
    assert (held.half_life, held.strength_scale, held.reciprocity_half_life) == (120, 6, 365)
    assert (held.soon, held.due, held.late, held.overdue_limit) == (0.75, 1.0, 1.5, 3.0)
    assert (held.fit_share, held.opportunity_share, held.risk_share) == (0.5, 0.5, 0.5)
    assert (held.mitigated_risk, held.audit_months, held.audit_minimum) == (0.5, 12, 8)
    weights = {kind.value: weight for kind, weight in held.contact_weights.items()}
    assert weights == {
        "met": 3, "video": 2, "call": 2, "event": 2, "gave": 3, "received": 3,
        "message": 1, "email": 1, "contact": 1,
    }  # fmt: skip
    assert EntryKind.NOTE not in held.contact_minutes


def test_every_constant_of_the_table_is_read_under_its_own_name() -> None:
    known = {item.name for item in fields(Constants) if item.init}
    assert known == {*CONSTANT_NAMES, "criteria", "cadence", "stale_after"}
    for index, name in enumerate(CONSTANT_NAMES):
        value = 0.5 + index / 1000
        made = make_constants({name: value}, {}, {}, Cadence(None))
        assert getattr(made, name) == value, name
        assert getattr(CONSTANTS, name) == SCORE_CONSTANTS[name].default, name


@pytest.mark.parametrize("limits", NumberRange)
def test_no_range_holds_what_is_no_finite_number(limits: NumberRange) -> None:
    assert not any(limits.holds(value) for value in (math.nan, math.inf, -math.inf, -1e-9))
    assert limits.holds(1.0)


def test_settings_change_one_constant_and_leave_the_others() -> None:
    changed = make_constants({"half_life": 60, "unknown": 3}, {}, {}, Cadence(None))
    assert changed.half_life == 60
    assert changed.strength_scale == CONSTANTS.strength_scale
    assert changed.stale_after == math.inf


@pytest.mark.parametrize(
    ("name", "value"),
    [("half_life", 0), ("strength_scale", 0), ("fit_share", 1.5), ("even", -1), ("soon", math.inf),
     ("likelihood_high", 2), ("ease_weak", 0), ("audit_rate", 0), ("audit_rate", math.nan)],
)  # fmt: skip
def test_a_value_that_breaks_a_formula_keeps_the_default(name: str, value: float) -> None:
    assert not accepts_constant(name, value)
    made = make_constants({name: value}, SETTINGS.criteria, SETTINGS.cadence, SETTINGS.stale_after)
    assert made == CONSTANTS


@pytest.mark.parametrize("name", CONSTANT_NAMES)
def test_every_default_is_a_value_that_may_be_set(name: str) -> None:
    assert accepts_constant(name, getattr(CONSTANTS, name))
