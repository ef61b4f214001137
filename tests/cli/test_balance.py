"""`vaultnet balance`: the sum, the order of what is owed, and one ledger line by line."""

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.answers import answer, answer_json, scores_in
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]


def test_the_whole_is_the_sum_of_the_contacts(capsys: Capsys) -> None:
    document = answer_json(capsys, "balance", "--all")
    overall = document["overall"]
    for side in ("given", "received"):
        total = math.fsum(item["balance"][side] for item in document["contacts"])
        assert total == pytest.approx(overall[side], abs=1e-9)
    for who in ("mine", "theirs"):
        steps = (item["balance"]["first_steps"][who] for item in document["contacts"])
        assert sum(steps) <= overall["first_steps"][who]
    for score in scores_in(document):
        if score["value"] is not None:
            assert abs(sum(part["points"] for part in score["parts"]) - score["value"]) <= 1e-9


def test_what_is_owed_stands_first(write_vault: WriteVault, capsys: Capsys) -> None:
    def log(*lines: str) -> str:
        return "\n".join(["## Log", *lines, ""])

    root = write_vault(
        {
            "vaultnet.toml": "",
            "contacts/even.md": log("- 2026-11-01 gave: a", "- 2026-11-01 received: b"),
            "contacts/debt.md": log("- 2026-11-01 received: a lot [weight:: 5]"),
            "contacts/late.md": log("- [ ] 2026-01-01 promised: c [due:: 2026-02-01]"),
            "contacts/later.md": log("- [ ] 2026-01-01 promised: d [due:: 2027-02-01]"),
            "contacts/undated.md": log("- [ ] 2026-01-01 promised: e"),
            "contacts/giver.md": log("- 2026-11-01 gave: a lot [weight:: 5]"),
            "contacts/nothing.md": log("- 2026-11-01 met: coffee"),
        }
    )
    document = answer_json(capsys, "balance", root=root)
    order = [item["id"] for item in document["contacts"]]
    assert order == ["late", "later", "undated", "debt", "even", "giver"]
    assert "late 1" in answer(capsys, "balance", root=root)


def test_a_page_of_contacts_is_enough_for_people(capsys: Capsys) -> None:
    every = answer_json(capsys, "balance")["contacts"]
    assert len(every) > 15
    assert f"{len(every) - 15} more contacts; --all shows them" in answer(capsys, "balance")
    assert "more contact" not in answer(capsys, "balance", "--all")
    some = answer_json(capsys, "balance", "--limit", "3")
    assert some["contacts"] == every[:3]
    assert some["not_shown"] == len(every) - 3


def test_a_ledger_cites_each_line_and_what_is_left_of_it(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    log = (
        "## Log\n"
        "- 2026-11-23 gave: a review [weight:: 3]\n"
        "- 2025-11-23 received: an introduction [weight:: 4]\n"
        "- [ ] 2026-11-01 promised: a paper [due:: 2026-11-20]\n"
        "- 2026-10-01 asked: a reference\n"
    )
    root = write_vault({"vaultnet.toml": "", "contacts/ana.md": log})
    document = answer_json(capsys, "balance", "ana", root=root)
    [given] = document["given"]
    assert (given["date"], given["weight"], given["left"]) == ("2026-11-23", 3, 3.0)
    assert given["sources"] == [
        {"file": "contacts/ana.md", "line": 2, "column": 1, "field": "log/0"}
    ]
    [received] = document["received"]
    assert received["left"] == pytest.approx(2.0)
    [promise] = document["balance"]["promises"]
    assert (promise["late"], promise["due"]) == (True, "2026-11-20")
    assert document["balance"]["ready_to_ask"]["ready"] is True
    text = answer(capsys, "balance", "ana", root=root)
    assert "since 2026-11-01, due 2026-11-20, 3 days late" in text
    assert "contacts/ana.md:2" in text
    rows = answer(capsys, "balance", "ana", "--format", "jsonl", root=root).splitlines()
    assert [json.loads(row)["kind"] for row in rows] == ["given", "received", "promised", "asked"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Nobody is in the network yet"),
        ({"contacts/ana.md": "# Ana"}, "Nothing is noted yet of help"),
    ],
)
def test_a_young_vault_gets_a_next_step(
    files: dict[str, str | bytes], said: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    text = answer(capsys, "balance", root=write_vault({"vaultnet.toml": "", **files}))
    assert said in text
    assert "As a next step," in text


def test_nothing_with_somebody_says_how_to_begin(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault({"vaultnet.toml": "", "contacts/ana.md": "# Ana"})
    text = answer(capsys, "balance", "ana", root=root)
    assert "Offer something first" in text
    assert "- 2026-11-23 gave:" in text


def test_an_unknown_name_is_a_problem(capsys: Capsys) -> None:
    assert main(["--vault", str(example_vault()), "balance", "nobody"]) == 2
    assert 'no contact "nobody"' in capsys.readouterr().err
