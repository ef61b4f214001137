"""`vaultnet why`: every number adds up, cites its lines, and says what is missing."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.answers import answer, answer_json, scores_in, sources_in
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
CONTACTS = sorted(path.stem for path in (example_vault() / "contacts").rglob("*.md"))
KEYS = {
    "schema_version",
    "as_of",
    "id",
    "name",
    "fruitfulness",
    "strength",
    "attention",
    "balance",
    "tier",
    "portfolio",
}
OBJECTIVE = "---\nname: Lead\nimportance: 5\n---\n"


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("day", ["2026-11-23", "2025-09-01"])
def test_the_parts_of_every_number_add_up(contact: str, day: str, capsys: Capsys) -> None:
    document = answer_json(capsys, "--as-of", day, "why", contact)
    assert document.keys() == KEYS
    scores = scores_in(document)
    assert len(scores) >= 3
    for score in scores:
        points = sum(part["points"] for part in score["parts"])
        if score["value"] is None:
            assert score["remark"]
            assert not score["parts"]
        else:
            assert abs(points - score["value"]) <= 1e-9
    objectives = document["fruitfulness"]["objectives"]
    if document["fruitfulness"]["value"] is not None:
        by_objective = sum(item["points"] for item in objectives)
        assert abs(by_objective - document["fruitfulness"]["value"]) <= 1e-9


@pytest.mark.parametrize("contact", CONTACTS)
def test_every_source_is_a_line_of_a_file(contact: str, capsys: Capsys) -> None:
    for source in sources_in(answer_json(capsys, "why", contact)):
        lines = (example_vault() / source["file"]).read_text(encoding="utf-8").splitlines()
        assert source["column"] <= len(lines[source["line"] - 1]) + 1


def test_every_objective_of_a_contact_has_its_own_parts(capsys: Capsys) -> None:
    document = answer_json(capsys, "why", "katarzyna")
    parts = document["fruitfulness"]["parts"]
    assert [(part["about"], part["name"]) for part in parts] == [
        (objective, name)
        for objective in ("become-a-conference-voice", "lead-a-platform-team")
        for name in ("fit", "opportunity", "risk")
    ]
    assert all((part["points"] < 0) is (part["name"] == "risk") for part in parts)


def test_no_data_is_said_with_what_is_missing(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault(
        {
            "vaultnet.toml": "",
            "objectives/lead.md": OBJECTIVE,
            "contacts/ana.md": "# Ana",
        }
    )
    text = answer(capsys, "why", "ana", root=root)
    assert "Fruitfulness  no data" in text
    assert "serves: [" in text
    assert "contacts/ana.md" in text
    document = answer_json(capsys, "why", "ana", root=root)
    assert document["fruitfulness"]["value"] is None
    assert document["attention"] is None
    assert document["portfolio"]["quadrant"] is None
    assert document["tier"]["suggested"] is None


def test_an_open_rating_says_what_it_would_change(write_vault: WriteVault, capsys: Capsys) -> None:
    head = '---\nserves: ["[[lead]]"]\nexpertise: 3\n---\n'
    settings = "[criteria]\nexpertise = 1\ninfluence = 1\n"
    root = write_vault(
        {"vaultnet.toml": settings, "objectives/lead.md": OBJECTIVE, "contacts/ana.md": head}
    )
    fruitfulness = answer_json(capsys, "why", "ana", root=root)["fruitfulness"]
    assert fruitfulness["value"] == 25.0
    assert fruitfulness["confidence"] == 0.5
    [open_rating] = fruitfulness["open_ratings"]
    assert open_rating["criterion"] == "influence"
    assert (open_rating["change_if_lowest"], open_rating["change_if_highest"]) == (-12.5, 12.5)
    text = answer(capsys, "why", "ana", root=root)
    assert "Influence is not rated: a 1 would change it by −12.5, a 5 by +12.5" in text


def test_a_prospect_that_is_not_weighed_is_named(write_vault: WriteVault, capsys: Capsys) -> None:
    note = '---\nserves: ["[[lead]]"]\nexpertise: 3\n---\n## Opportunities\n- A door\n'
    root = write_vault(
        {"vaultnet.toml": "", "objectives/lead.md": OBJECTIVE, "contacts/ana.md": note}
    )
    [item] = answer_json(capsys, "why", "ana", root=root)["fruitfulness"]["not_weighed"]
    assert item["text"] == "A door"
    assert item["sources"][0]["line"] == 6
    assert "so it is not weighed: A door" in answer(capsys, "why", "ana", root=root)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("status: closed\ntier: key", "the relationship is closed"),
        ("tier: none", "you decided to give no attention"),
        ("tier: key\ncadence: never", "you decided to give no attention"),
        ("role: CTO", "neither a tier nor a cadence is chosen"),
    ],
)
def test_why_nothing_comes_due_is_said(
    head: str, said: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault({"vaultnet.toml": "", "contacts/ana.md": f"---\n{head}\n---\n"})
    assert said in answer(capsys, "why", "ana", root=root)


def test_rows_hold_every_part(capsys: Capsys) -> None:
    lines = answer(capsys, "why", "ana", "--format", "jsonl").splitlines()
    rows = [json.loads(line) for line in lines]
    document = answer_json(capsys, "why", "ana")
    assert len(rows) == sum(len(score["parts"]) for score in scores_in(document))
    by_number = sum(row["points"] for row in rows if row["number"] == "fruitfulness")
    assert abs(by_number - document["fruitfulness"]["value"]) <= 1e-9


def test_an_unknown_name_lists_candidates(capsys: Capsys) -> None:
    assert main(["--vault", str(example_vault()), "why", "an"]) == 2
    assert "ana-garcia: Ana García López" in capsys.readouterr().err
