"""`vaultnet match`: who can help whom, both lines cited, in both directions, and why nobody can."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.answers import answer, answer_json
from vaultnet.cli.main import main
from vaultnet.resources import example_vault
from vaultnet.workspace import open_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
SMALL = {
    "vaultnet.toml": "",
    "me.md": "## Offers\n- Reads drafts #writing\n\n## Needs\n- A view of salaries #pay\n",
    "contacts/ana.md": "## Needs\n- A reader of drafts #writing\n- A venue #events\n",
    "contacts/ben.md": "## Offers\n- Knows salaries #pay\n- Has a venue #events\n",
    "contacts/eva.md": "## Needs\n- An eye on contracts #law\n\n## Offers\n- A stage #events\n",
}


def test_everybody_is_helped_by_whom_can(write_vault: WriteVault, capsys: Capsys) -> None:
    document = answer_json(capsys, "match", root=write_vault(SMALL))
    [mine] = document["what_you_can_do"]
    assert (mine["needed_by"], mine["offered_by"], mine["mine"]) == ("ana", "me", True)
    assert [(source["file"], source["line"]) for source in mine["sources"]] == [
        ("contacts/ana.md", 2),
        ("me.md", 2),
    ]
    [for_me] = document["who_can_help_you"]
    assert (for_me["needed_by"], for_me["offered_by"]) == ("me", "ben")
    pairs = [[one["id"] for one in item["contacts"]] for item in document["introductions"]]
    assert pairs == [["ana", "ben"], ["ana", "eva"]]
    assert not any(item["helps_both"] for item in document["introductions"])


def test_an_introduction_that_helps_both_stands_first(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    both = {
        **SMALL,
        "contacts/ben.md": "## Offers\n- Contracts #law\n\n## Needs\n- A stage #events\n",
    }
    root = write_vault(both)
    document = answer_json(capsys, "match", root=root)
    first, *_ = document["introductions"]
    assert [one["id"] for one in first["contacts"]] == ["ben", "eva"]
    assert first["helps_both"] is True
    text = answer(capsys, "match", root=root)
    assert text.index("Introductions that help both") < text.index("Introductions that help one")


def test_with_a_name_only_that_contact_is_meant(capsys: Capsys) -> None:
    document = answer_json(capsys, "match", "ana")
    assert document["about"]["id"] == "ana-garcia"
    assert document["what_you_can_do"]
    assert {match["needed_by"] for match in document["what_you_can_do"]} == {"ana-garcia"}
    assert {match["offered_by"] for match in document["who_can_help_you"]} == {"ana-garcia"}
    for item in document["introductions"]:
        assert "ana-garcia" in {one["id"] for one in item["contacts"]}
    text = answer(capsys, "match", "ana")
    assert "What you could do for Ana García López" in text
    assert "What Ana García López could do for you" in text


def test_it_agrees_with_the_strategy_and_cites_the_lines(capsys: Capsys, as_of: Any) -> None:
    matches = open_vault(example_vault(), as_of).strategy.matches
    document = answer_json(capsys, "match")
    assert len(document["what_you_can_do"]) == len(matches.mine)
    assert len(document["who_can_help_you"]) == len(matches.for_me)
    assert [item["points"] for item in document["introductions"]] == [
        item.points for item in matches.introductions
    ]
    for match in [*document["what_you_can_do"], *document["who_can_help_you"]]:
        for source in match["sources"]:
            lines = (example_vault() / source["file"]).read_text(encoding="utf-8").splitlines()
            said = lines[source["line"] - 1].lstrip()
            assert said.startswith("- ") or source["field"].startswith("functions/")


def test_a_page_is_enough_for_people(capsys: Capsys) -> None:
    document = answer_json(capsys, "match")
    more = len(document["what_you_can_do"]) - 5
    assert more > 0
    assert f"and {more} more; --all shows them" in answer(capsys, "match")
    assert "--all" not in answer(capsys, "match", "--all")
    some = answer_json(capsys, "match", "--limit", "2")
    assert some["what_you_can_do"] == document["what_you_can_do"][:2]
    assert some["not_shown"]["what you can do"] == more + 3
    assert len(some["introductions"]) == 4


def test_rows_hold_every_match(capsys: Capsys) -> None:
    document = answer_json(capsys, "match")
    rows = [json.loads(line) for line in answer(capsys, "match", "--format", "jsonl").splitlines()]
    joined = sum(len(item["matches"]) for item in document["introductions"])
    expected = len(document["what_you_can_do"]) + len(document["who_can_help_you"]) + joined
    assert len(rows) == expected
    assert {row["group"] for row in rows} == {
        "what you can do",
        "introduction that helps both",
        "introduction that helps one",
        "who can help you",
    }


def test_what_was_too_common_to_compare_is_said(write_vault: WriteVault, capsys: Capsys) -> None:
    files = {**SMALL, "vaultnet.toml": "[score]\nmatch_postings = 1\n"}
    root = write_vault(files)
    assert "#events" in answer_json(capsys, "match", root=root)["bounded"]
    assert "Too common to compare all lines" in answer(capsys, "match", root=root)


@pytest.mark.parametrize(
    ("files", "name", "said"),
    [
        ({}, [], "As a next step, write down an objective"),
        ({"contacts/ana.md": "# Ana"}, [], "Nobody's needs are written down"),
        ({"contacts/ana.md": "# Ana"}, ["ana"], "No need is written down: ask what would help"),
        ({"contacts/ana.md": "---\nstatus: closed\n---\n"}, ["ana"], "The relationship is closed"),
        (
            {"contacts/ana.md": "## Needs\n- A dog\n"},
            [],
            "neither what you offer nor what you need",
        ),
    ],
)
def test_nothing_found_says_why_and_ends_in_1(
    files: dict[str, str | bytes],
    name: list[str],
    said: str,
    write_vault: WriteVault,
    capsys: Capsys,
) -> None:
    root = write_vault({"vaultnet.toml": "", **files})
    assert main(["--vault", str(root), "--as-of", "2026-11-23", "match", *name]) == 1
    text = capsys.readouterr().out
    assert said in text
    assert "meets" in text


def test_a_function_is_told_as_one(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault(
        {
            "vaultnet.toml": "",
            "contacts/ana.md": "## Needs\n- A hiring manager in Madrid\n",
            "contacts/ben.md": "---\nfunctions: [Hiring manager]\n---\n",
        }
    )
    text = answer(capsys, "match", root=root)
    assert "function: Hiring manager" in text
    assert "contacts/ben.md:2" in text


def test_an_unknown_name_is_a_problem(capsys: Capsys) -> None:
    assert main(["--vault", str(example_vault()), "match", "nobody"]) == 2
    assert 'no contact "nobody"' in capsys.readouterr().err
