"""`vaultnet plan`: a week that never exceeds the budget, and cadences that are made to fit."""

import json
import math
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.answers import answer, answer_json, scores_in, sources_in
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
IN_A_WEEK = {"day": 7.0, "week": 1.0, "month": 7 * 12 / 365.2425, "year": 7 / 365.2425}
SHARED = (HealthCheck.function_scoped_fixture,)


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """Return a copy of the example vault."""
    root = tmp_path / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    return root


def give_budget(root: Path, budget: str) -> None:
    """Write a budget into me.md, or none for an empty one."""
    path = root / "me.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("budget:")]
    path.write_text("".join([kept[0], f"budget: {budget}\n", *kept[1:]]), encoding="utf-8")


@settings(max_examples=25, suppress_health_check=SHARED)
@given(st.integers(1, 600), st.sampled_from(sorted(IN_A_WEEK)))
def test_the_plan_never_exceeds_the_budget(
    network: Path, capsys: Capsys, minutes: int, period: str
) -> None:
    give_budget(network, f"{minutes}m/{period}")
    document = answer_json(capsys, "plan", root=network)
    available = minutes * IN_A_WEEK[period]
    assert document["budget"]["minutes_a_week"] == pytest.approx(available)
    assert math.fsum(item["minutes"] for item in document["actions"]) <= available + 1e-9
    spare = available - document["minutes"]
    assert all(item["minutes"] > spare for item in document["left_out"])
    demand = document["demand"]
    short = max(0.0, demand["needed"]["value"] - available)
    assert demand["shortfall"] == pytest.approx(short, abs=1e-9)
    assert demand["feasible"] is (demand["shortfall"] == 0)
    freed = math.fsum(item["freed_minutes_a_week"] for item in demand["relaxations"])
    assert freed + demand["remaining"] == pytest.approx(short, abs=1e-6)


def test_what_the_cadences_take_adds_up(capsys: Capsys) -> None:
    document = answer_json(capsys, "plan")
    for score in scores_in(document):
        if score["value"] is not None:
            assert abs(sum(part["points"] for part in score["parts"]) - score["value"]) <= 1e-9
    assert all(item["file"].endswith(".md") and item["line"] > 1 for item in sources_in(document))


def test_cadences_that_do_not_fit_are_relaxed(network: Path, capsys: Capsys) -> None:
    give_budget(network, "100m/week")
    document = answer_json(capsys, "plan", root=network)
    relaxations = document["demand"]["relaxations"]
    assert document["demand"]["remaining"] == 0
    assert all(item["days"] > item["days_before"] for item in relaxations)
    assert all(item["cadence"].endswith("d") for item in relaxations)
    text = answer(capsys, "plan", root=network)
    assert "Do your cadences fit?  no: they take " in text
    assert "With these the cadences fit." in text
    assert relaxations[0]["contact"]["name"] in text


def test_a_budget_too_small_for_any_relaxing_says_what_is_missing(
    network: Path, capsys: Capsys
) -> None:
    give_budget(network, "10m/week")
    remaining = answer_json(capsys, "plan", root=network)["demand"]["remaining"]
    assert remaining > 0
    assert f"Even then {remaining:.1f} minutes a week are missing" in answer(
        capsys, "plan", root=network
    )


def test_the_week_alone_leaves_the_cadences_aside(capsys: Capsys) -> None:
    whole, week = answer(capsys, "plan"), answer(capsys, "plan", "--week")
    assert whole.startswith(week.rstrip("\n"))
    assert "Do your cadences fit?" not in week


def test_nothing_that_fits_is_said(network: Path, capsys: Capsys) -> None:
    give_budget(network, "1m/week")
    text = answer(capsys, "plan", root=network)
    assert text.startswith("The week until 2026-11-30  0 of 1 minutes (budget ")
    assert "Nothing fits" in text
    assert "What does not fit" in text


def test_without_a_budget_everything_is_planned(write_vault: WriteVault, capsys: Capsys) -> None:
    task = "---\ntier: key\n---\n## Next\n- [ ] write [due:: 2026-11-25]\n"
    root = write_vault({"vaultnet.toml": "", "contacts/ana.md": task})
    text = answer(capsys, "plan", root=root)
    assert "budget: 3h/week" in text
    document = answer_json(capsys, "plan", root=root)
    assert document["budget"] is None
    assert document["demand"]["shortfall"] is None
    assert (len(document["actions"]), document["left_out"]) == (2, [])


@pytest.mark.parametrize("files", [{}, {"contacts/ana.md": "# Ana"}])
def test_a_young_vault_gets_a_next_step(
    files: dict[str, str | bytes], write_vault: WriteVault, capsys: Capsys
) -> None:
    text = answer(capsys, "plan", root=write_vault({"vaultnet.toml": "", **files}))
    assert "As a next step," in text


def test_rows_say_what_is_planned(capsys: Capsys) -> None:
    rows = [json.loads(line) for line in answer(capsys, "plan", "--format", "jsonl").splitlines()]
    document = answer_json(capsys, "plan")
    assert sum(row["planned"] for row in rows) == len(document["actions"])
    assert sum(not row["planned"] for row in rows) == len(document["left_out"])


def test_a_name_is_no_argument_of_plan(capsys: Capsys) -> None:
    assert main(["--vault", str(example_vault()), "plan", "ana"]) == 2
    assert "vaultnet plan --help" in capsys.readouterr().err
