"""`vaultnet network`: brokers, bridges and groups as the strategy measures them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.answers import answer, answer_json
from vaultnet.resources import example_vault
from vaultnet.workspace import open_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
STAR = {
    "vaultnet.toml": "",
    "contacts/hub.md": "## Ties\n- [[one]]: a\n- [[two]]: b\n- [[six]]: c [until:: 2020]\n",
    "contacts/one.md": "# One",
    "contacts/two.md": "# Two",
    "contacts/six.md": "# Six",
    "contacts/old.md": "---\nstatus: closed\n---\n",
}


def test_it_agrees_with_the_strategy(capsys: Capsys, as_of: Any) -> None:
    structure = open_vault(example_vault(), as_of).strategy.structure
    document = answer_json(capsys, "network")
    assert document["brokers"] == [item.contact for item in structure.brokers]
    assert document["bridges"] == [item.contact for item in structure.bridges]
    assert [[one["id"] for one in group["members"]] for group in document["groups"]] == [
        list(group) for group in structure.groups
    ]
    assert document["pairs_who_know_each_other"] == structure.ties
    by_id = {item.contact: item for item in structure.positions}
    for position in document["positions"]:
        assert position["betweenness"] == by_id[position["id"]].betweenness
        assert position["constraint"] == by_id[position["id"]].constraint
        assert position["sources"]


def test_a_star_breaks_where_its_middle_leaves(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault(STAR)
    document = answer_json(capsys, "network", root=root)
    assert document["bridges"] == ["hub"]
    [hub] = [item for item in document["positions"] if item["id"] == "hub"]
    assert (hub["ties"], hub["betweenness"], hub["is_bridge"]) == (2, 1.0, True)
    assert hub["cut_off"] == [["two"]]
    assert document["expired_ties"] == 1
    assert [one["id"] for one in document["without_ties"]] == ["six"]
    assert document["pairs_by_source"] == {"line": 2, "introduced": 0, "together": 0, "career": 0}
    text = answer(capsys, "network", root=root)
    assert "one person would have no other way to the rest" in text
    assert "1 tie has ended or not begun, and is not used." in text
    assert "low where their contacts do not know each other" in text


def test_a_network_without_a_weak_spot_says_so(write_vault: WriteVault, capsys: Capsys) -> None:
    ring = {**STAR, "contacts/one.md": "# One\n\n## Ties\n- [[two]]: d\n"}
    text = answer(capsys, "network", root=write_vault(ring))
    assert "Nothing: nobody is the only way to anybody." in text
    assert "Brokers" not in text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "There are not two contacts yet"),
        ({"contacts/ana.md": "# Ana"}, "There are not two contacts yet"),
        ({"contacts/ana.md": "# Ana", "contacts/ben.md": "# Ben"}, "Nothing says yet who"),
    ],
)
def test_without_ties_it_says_how_to_write_one(
    files: dict[str, str | bytes], said: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    text = answer(capsys, "network", root=write_vault({"vaultnet.toml": "", **files}))
    assert said in text
    assert "As a next step," in text


def test_long_lists_end_and_say_so(write_vault: WriteVault, capsys: Capsys) -> None:
    files = {
        f"contacts/hub-{n}.md": f"## Ties\n- [[left-{n}]]: a\n- [[right-{n}]]: b\n"
        for n in range(12)
    }
    leaves = {f"contacts/{side}-{n}.md": "" for n in range(12) for side in ("left", "right")}
    root = write_vault({"vaultnet.toml": "", **files, **leaves})
    text = answer(capsys, "network", root=root)
    assert text.count("10 of 12; --all shows them") == 3
    assert "--all" not in answer(capsys, "network", "--all", root=root)


def test_bounds_are_said(write_vault: WriteVault, capsys: Capsys) -> None:
    pairs = {f"contacts/p-{n}.md": f"## Ties\n- [[p-{n + 1}]]: a\n" for n in range(40)}
    settings = "[score]\nmeasure_steps = 1\n"
    root = write_vault({"vaultnet.toml": settings, **pairs, "contacts/p-40.md": ""})
    document = answer_json(capsys, "network", root=root)
    assert any("betweenness is estimated" in sentence for sentence in document["bounded"])
    assert "betweenness is estimated from 16 of 41 people" in answer(capsys, "network", root=root)


def test_rows_are_all_people(capsys: Capsys) -> None:
    document = answer_json(capsys, "network")
    rows = [
        json.loads(line) for line in answer(capsys, "network", "--format", "jsonl").splitlines()
    ]
    everybody = len(document["positions"]) + len(document["without_ties"])
    assert len(rows) == everybody
    assert {row["id"] for row in rows if row["ties"] == 0} == {
        one["id"] for one in document["without_ties"]
    }


def test_a_group_is_called_by_what_it_shares(capsys: Capsys) -> None:
    groups = answer_json(capsys, "network")["groups"]
    told = {group["shared"]["sentence"]: group["shared"] for group in groups if group["shared"]}
    shared = told["7 of 8 are or were at Universidad del Manzanares"]
    assert shared["members"] == 7 == len(shared["sources"])
    for source in shared["sources"]:
        lines = (example_vault() / source["file"]).read_text(encoding="utf-8").splitlines()
        assert "universidad-manzanares" in lines[source["line"] - 1]
