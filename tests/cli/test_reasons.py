"""Numbers for people: they add up as they are shown, and links in lines are names."""

import io
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import MakeVault
from vaultnet.cli.output import Terminal
from vaultnet.cli.reasons import Desk, render_parts, rounded
from vaultnet.cli.reports.day_distance import ago, distance, due
from vaultnet.language import translator
from vaultnet.strategy.reasons import Fact, Part, Sentence, no_data, total

ENGLISH = translator("en")
VALUES = st.lists(st.floats(-1e4, 1e4, allow_nan=False), max_size=8)
TODAY = date(2026, 11, 23)


def desk(make_vault: MakeVault, width: int = 100) -> Desk:
    files = {
        "vaultnet.toml": "",
        "contacts/ana.md": "---\nname: Ana Ruiz\ntier: key\n---\n",
        "objectives/lead.md": "---\nname: Lead\n---\n",
    }
    terminal = Terminal(io.StringIO(), io.StringIO(), width=width)
    return Desk(make_vault(files).vault, ENGLISH, terminal)


@given(VALUES, st.integers(0, 3))
def test_rounded_values_add_up_and_stay_near(values: list[float], digits: int) -> None:
    shown = rounded(values, digits)
    unit = 10.0**-digits
    assert len(shown) == len(values)
    assert math.fsum(shown) == pytest.approx(round(math.fsum(values), digits), abs=unit * 1e-6)
    for value, near in zip(values, shown, strict=True):
        assert abs(value - near) < unit + 1e-9


def test_parts_that_round_badly_still_add_up_on_paper(make_vault: MakeVault) -> None:
    facts = (Fact(make_vault({"contacts/ana.md": ""}).vault.network.contacts[0].id, "tier"),)
    score = total(Part("a", value, Sentence("so it is"), facts) for value in (34.891, -17.948))
    assert render_parts(desk(make_vault), score).splitlines() == [
        "  +34.9  so it is  contacts/ana.md:3",
        "  −18.0  so it is  contacts/ana.md:3",
        "   16.9  in all",
    ]
    assert render_parts(desk(make_vault, 60), score).splitlines()[:2] == [
        "  +34.9  so it is",
        "         contacts/ana.md:3",
    ]


def test_no_data_has_no_parts(make_vault: MakeVault) -> None:
    assert render_parts(desk(make_vault), no_data(Sentence("nothing"))) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("met [[ana]] at noon", "met Ana Ruiz at noon"),
        ("met [[ana|her]] at noon", "met her at noon"),
        ("met [[nobody]] at noon", "met nobody at noon"),
        ("a door [[lead]]", "a door"),
        ("for [[lead]] only", "for Lead only"),
        ("a\x1b[31mb", "a␛[31mb"),
    ],
)
def test_links_in_a_line_are_names(text: str, shown: str, make_vault: MakeVault) -> None:
    assert desk(make_vault).line(text) == shown


@pytest.mark.parametrize(
    ("day", "ago_said", "due_said", "far"),
    [
        (date(2026, 11, 23), "today", "due 2026-11-23", "today"),
        (
            date(2026, 11, 22),
            "2026-11-22 (1 day ago)",
            "due 2026-11-22, 1 day late",
            "1 day late",
        ),
        (
            date(2026, 10, 30),
            "2026-10-30 (24 days ago)",
            "due 2026-10-30, 24 days late",
            "24 days late",
        ),
    ],
)
def test_days_stand_with_their_distance(day: date, ago_said: str, due_said: str, far: str) -> None:
    assert ago(ENGLISH, day, TODAY) == ago_said
    assert due(ENGLISH, day, TODAY) == due_said
    assert distance(ENGLISH, day, TODAY) == far


def test_what_comes_is_told_ahead() -> None:
    assert distance(ENGLISH, date(2026, 11, 24), TODAY) == "in 1 day"
    assert due(ENGLISH, date(2026, 12, 1), TODAY) == "due 2026-12-01"
