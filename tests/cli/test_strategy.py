"""`vaultnet strategy`: the page and one objective agree with the strategy, gaps and all."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.answers import answer, answer_json, scores_in, sources_in
from vaultnet.cli.main import main
from vaultnet.resources import example_vault
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.workspace import open_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
TALK = "## Log\n- 2026-11-20 met: coffee\n- 2026-11-21 met: lunch\n- 2026-11-22 met: walk\n"
GAPS = {
    "vaultnet.toml": "",
    "objectives/lead.md": (
        "---\nname: Lead\nimportance: 3\nby: 2027-06-30\n---\nThe plan in a sentence.\n\n"
        "## Needs\n- 1 x mentor\n- 1 x lawyer\n- 2 x hiring manager\n- 1 x speaker\n"
        "- 1 x investor\n\n## Milestones\n- [x] one [done:: 2026-01-02]\n"
        "- [ ] two [due:: 2026-11-01]\n- [ ] three [due:: 2027-01-01]\n- [ ] four\n"
    ),
    "objectives/rest.md": "---\nname: Rest\nimportance: 1\n---\n",
    "objectives/done.md": "---\nname: Done\nstatus: achieved\n---\n## Needs\n- 1 x guide\n",
    "contacts/mia.md": f'---\nfunctions: [mentor]\nserves: ["[[lead]]"]\nexpertise: 5\n---\n{TALK}',
    "contacts/leo.md": '---\nfunctions: [lawyer]\nserves: ["[[lead]]"]\nexpertise: 1\n---\n',
    "contacts/hal.md": "---\nfunctions: [Hiring Managers]\n---\n## Ties\n- [[mia]]: colleagues\n",
    **{
        f"contacts/s{n}.md": f'---\nfunctions: [speaker]\nserves: ["[[lead]]"]\n---\n{TALK}'
        for n in range(4)
    },
}


def strategy_of(root: Path) -> Any:
    return open_vault(root, date(2026, 11, 23)).strategy


def test_each_need_has_exactly_its_gap(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault(GAPS)
    lead, rest = answer_json(capsys, "strategy", root=root)["objectives"]
    assert (lead["id"], lead["share"], lead["serving"]) == ("lead", 0.75, 6)
    assert (rest["id"], rest["needs"]) == ("rest", [])
    gaps = {need["function"]: need["gap"] for need in lead["needs"]}
    assert {name: gap and gap["kind"] for name, gap in gaps.items()} == {
        "mentor": "hanging on one contact",
        "lawyer": "cold",
        "hiring manager": "uncovered",
        "speaker": "over-served",
        "investor": "uncovered",
    }
    assert gaps["lawyer"]["sentence"] == "lawyer: 1 of 1, but none is warm"
    [hal] = gaps["hiring manager"]["candidates"]
    assert (hal["id"], hal["known_by"]) == ("hal", ["mia"])
    text = answer(capsys, "strategy", root=root)
    assert "– hal (never spoken, contacts/hal.md:2), known by mia" in text
    assert "– nobody in the vault fills this function yet" in text
    assert "more than needed: speaker: 4, where 1 would do" in text


def test_one_more_contact_closes_exactly_one_gap(write_vault: WriteVault, capsys: Capsys) -> None:
    def lacking(root: Path) -> set[str]:
        [lead, _] = answer_json(capsys, "strategy", root=root)["objectives"]
        return {need["function"] for need in lead["needs"] if need["gap"]}

    before = lacking(write_vault(GAPS))
    second = f'---\nfunctions: [mentor]\nserves: ["[[lead]]"]\n---\n{TALK}'
    after = lacking(write_vault({**GAPS, "contacts/max.md": second}))
    assert before - after == {"mentor"}
    assert after < before


def test_the_page_agrees_with_the_strategy(capsys: Capsys) -> None:
    strategy = strategy_of(example_vault())
    document = answer_json(capsys, "strategy")
    portfolio = document["portfolio"]["quadrants"]
    for quadrant in Quadrant:
        told = [one["id"] for one in portfolio[quadrant.value.replace(" ", "_")]]
        assert sorted(told) == list(strategy.portfolio.quadrants[quadrant])
    assert [item["id"] for item in document["tier_mismatches"]] == [
        item.contact for item in strategy.mismatches
    ]
    assert [item["id"] for item in document["not_placed"]] == [one.id for one in strategy.unplaced]
    assert [item["id"] for item in document["transition"]] == [x.contact for x in strategy.fading]
    counts = {
        (cell["value"], cell["likelihood"]): cell["count"]
        for cell in document["opportunities"]["cells"]
    }
    assert counts == {key: len(held) for key, held in strategy.opportunities().cells.items()}
    assert sum(item["share"] for item in document["objectives"]) == pytest.approx(1.0)
    for score in scores_in(document):
        if score["value"] is not None:
            assert abs(sum(part["points"] for part in score["parts"]) - score["value"]) <= 1e-9


@pytest.mark.parametrize(
    "objective",
    ["", "lead-a-platform-team", "become-a-conference-voice", "open-source-deploykit", "teach"],
)
def test_every_source_is_a_line_of_a_file(objective: str, capsys: Capsys) -> None:
    sources = sources_in(answer_json(capsys, "strategy", *objective.split()))
    assert sources
    for source in sources:
        lines = (example_vault() / source["file"]).read_text(encoding="utf-8").splitlines()
        assert source["column"] <= len(lines[source["line"] - 1]) + 1


def test_the_ranking_holds_the_points_for_that_objective_alone(capsys: Capsys) -> None:
    strategy = strategy_of(example_vault())
    document = answer_json(capsys, "strategy", "lead")
    points = [item["points"] for item in document["ranking"] if item["points"] is not None]
    assert points == sorted(points, reverse=True)
    assert all(value <= 100 * document["share"] + 1e-9 for value in points)
    for item in document["ranking"]:
        parts = [p for p in strategy.fruitfulness[item["id"]].parts if p.about == document["id"]]
        assert [part["points"] for part in item["parts"]] == [part.points for part in parts]
        if parts:
            assert abs(sum(part.points for part in parts) - item["points"]) <= 1e-9
        else:
            assert (item["rank"], item["points"]) == (None, None)


def test_equals_share_the_better_rank_and_closed_ones_have_none(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    def serving(extra: str) -> str:
        return f'---\nserves: ["[[lead]]"]\n{extra}\n---\n'

    root = write_vault(
        {
            "vaultnet.toml": "",
            "objectives/lead.md": "# Lead",
            "contacts/a.md": serving("expertise: 3"),
            "contacts/b.md": serving("expertise: 5"),
            "contacts/c.md": serving("expertise: 3"),
            "contacts/d.md": serving("expertise: 2"),
            "contacts/e.md": serving("role: x"),
            "contacts/f.md": serving("expertise: 5\nstatus: closed"),
        }
    )
    ranking = answer_json(capsys, "strategy", "lead", root=root)["ranking"]
    assert [(item["id"], item["rank"]) for item in ranking] == [
        ("b", 1),
        ("a", 2),
        ("c", 2),
        ("d", 4),
        ("e", None),
        ("f", None),
    ]


def test_an_objective_tells_its_plan_and_milestones(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault(GAPS)
    text = answer(capsys, "strategy", "lead", root=root)
    assert "The plan in a sentence." in text
    assert "Milestones  1 of 4 done" in text
    assert "22 days late" in text
    assert "by 2027-06-30, in 219 days" in text
    milestones = answer_json(capsys, "strategy", "lead", root=root)["milestones"]
    assert [(item["text"], item["done"], item["late"]) for item in milestones] == [
        ("one", True, False),
        ("two", False, True),
        ("three", False, False),
        ("four", False, False),
    ]


def test_an_objective_that_is_over_is_told_and_not_judged(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault(GAPS)
    text = answer(capsys, "strategy", "done", root=root)
    assert "It is not in progress" in text
    assert "guide" in text
    document = answer_json(capsys, "strategy", "done", root=root)
    assert (document["share"], document["needs"]) == (None, [])
    assert document["written_needs"][0]["function"] == "guide"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a", '"a" may be 3 objectives'),
        ("xyz", 'no objective "xyz"'),
        ("ana-garcia", '"ana-garcia" is no objective: Ana García López is of kind contact'),
    ],
)
def test_an_unclear_objective_is_a_problem(name: str, said: str, capsys: Capsys) -> None:
    assert main(["--vault", str(example_vault()), "strategy", name]) == 2
    assert said in capsys.readouterr().err


def test_without_objectives_the_first_one_is_asked_for(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    for files in ({}, {"contacts/ana.md": "# Ana"}):
        root = write_vault({"vaultnet.toml": "", **files})
        text = answer(capsys, "strategy", root=root)
        assert "No objective is in progress" in text
        assert "As a next step, write down an objective" in text


def test_studies_that_end_are_told_before_they_do(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault(
        {
            "vaultnet.toml": "",
            "me.md": "---\nstage: studies\n---\n## Career\n- 2024-09..2027-06 student at [[upm]]\n",
            "organisations/upm.md": "---\ntype: university\n---\n",
            "contacts/ana.md": "## Career\n- 2024-09..2027-06 student at [[upm]]\n",
            "contacts/ben.md": "---\nmet_through: work\n---\n",
            "contacts/eva.md": "---\nmet_through: studies\ntier: regular\n---\n",
        }
    )
    fading = answer_json(capsys, "strategy", root=root)["transition"]
    assert [(item["id"], item["ends"]) for item in fading] == [
        ("ana", "2027-06-30"),
        ("eva", "2027-06-30"),
    ]
    text = answer(capsys, "strategy", root=root)
    assert "What only the studies hold  2" in text
    assert "to hold it: a tier or a cadence, an objective that it serves" in text
    assert "it has a cadence" in text


def test_what_is_past_its_day_is_asked_after(capsys: Capsys) -> None:
    text = answer(capsys, "--as-of", "2027-03-01", "strategy")
    assert "Past their day: what became of them?" in text
    assert "late" in text
    document = answer_json(capsys, "--as-of", "2027-03-01", "strategy")
    assert all(item["by"] < "2027-03-01" for item in document["opportunities"]["past"])


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("budget: 1h/week", "of 60 minutes a week"),
        ("budget: 1h/year", "more than your budget of 1h/year"),
        ("role: x", 'there is no "budget" in me.md'),
    ],
)
def test_the_budget_is_one_line(
    budget: str, said: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault(
        {**GAPS, "me.md": f"---\n{budget}\n---\n", "contacts/key.md": "---\ntier: key\n---\n"}
    )
    text = answer(capsys, "strategy", root=root)
    assert said in " ".join(text.split())


def test_rows_are_the_needs_or_the_ranking(capsys: Capsys) -> None:
    document = answer_json(capsys, "strategy")
    rows = [json.loads(x) for x in answer(capsys, "strategy", "--format", "jsonl").splitlines()]
    assert [row["function"] for row in rows] == [
        need["function"] for item in document["objectives"] for need in item["needs"]
    ]
    assert all(row["file"] and row["objective_name"] for row in rows)
    header, *lines = answer(capsys, "strategy", "lead", "--format", "csv").splitlines()
    assert header.startswith("rank,id,name,points,fit,opportunity,risk")
    assert len(lines) == len(answer_json(capsys, "strategy", "lead")["ranking"])


def test_an_objective_without_needs_has_a_row_too(write_vault: WriteVault, capsys: Capsys) -> None:
    text = answer(capsys, "strategy", "--format", "jsonl", root=write_vault(GAPS))
    rest = json.loads(text.splitlines()[-1])
    assert (rest["objective"], rest["share"], rest["function"]) == ("rest", 0.25, None)


def test_long_lists_end_and_say_so(write_vault: WriteVault, capsys: Capsys) -> None:
    many = {f"objectives/o-{n:02}.md": f"# Aim {n}" for n in range(20)}
    root = write_vault({"vaultnet.toml": "", **many})
    text = answer(capsys, "strategy", root=root)
    assert "and 8 more; --all shows them" in text
    assert "--all" not in answer(capsys, "strategy", "--all", root=root)
