"""`vaultnet due`: what is late, what comes, whom to get back to, and what to offer."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.cli.answers import answer, answer_json, scores_in, sources_in
from vaultnet.cli.main import main
from vaultnet.cli.reports.actions import COLUMNS
from vaultnet.resources import example_vault
from vaultnet.workspace import open_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
KEYS = {
    "kind",
    "group",
    "contacts",
    "text",
    "due",
    "late",
    "minutes",
    "reason",
    "state",
    "days_late",
    "last_contact",
    "days_since_contact",
    "cadence_days",
    "overdue_ratio",
    "fruitfulness",
    "priority",
    "offer",
    "sources",
}


def test_actions_stand_in_the_order_of_the_strategy(capsys: Capsys) -> None:
    document = answer_json(capsys, "due", "--all")
    strategy = open_vault(example_vault(), date(2026, 11, 23)).strategy
    expected = [(item.kind.value, list(item.contacts)) for item in strategy.actions(within=14)]
    found = [
        (item["kind"], [one["id"] for one in item["contacts"]]) for item in document["actions"]
    ]
    assert found == expected


def test_every_action_has_the_same_keys_and_cites_its_lines(capsys: Capsys) -> None:
    document = answer_json(capsys, "due")
    assert document["schema_version"] == 1
    assert document["until"] == "2026-12-07"
    for item in document["actions"]:
        assert item.keys() == KEYS
        assert item["sources"]
    for source in sources_in(document):
        lines = (example_vault() / source["file"]).read_text(encoding="utf-8").splitlines()
        assert lines[source["line"] - 1].strip()
        assert source["column"] >= 1


def test_priorities_and_matches_add_up(capsys: Capsys) -> None:
    for score in scores_in(answer_json(capsys, "due", "--all")):
        if score["value"] is not None:
            assert abs(sum(part["points"] for part in score["parts"]) - score["value"]) <= 1e-9


def test_only_what_is_due_is_shown_and_the_rest_is_counted(capsys: Capsys) -> None:
    some, every = answer_json(capsys, "due"), answer_json(capsys, "due", "--all")
    assert {item["state"] for item in some["actions"]} == {
        None,
        "soon",
        "due",
        "late",
        "first contact",
    }
    fine = [item for item in every["actions"] if item["state"] == "fine"]
    assert some["not_shown"] == {"fine": len(fine)}
    assert every["not_shown"] == {}
    assert f"{len(fine)} more contacts are fine; --all shows them" in answer(capsys, "due")


def test_a_limit_counts_what_it_leaves_out(capsys: Capsys) -> None:
    every = answer_json(capsys, "due")
    some = answer_json(capsys, "due", "--limit", "4")
    assert some["actions"] == every["actions"][:4]
    assert sum(some["not_shown"].values()) == len(every["actions"]) - 4 + every["not_shown"]["fine"]


def test_a_page_of_contacts_is_enough_for_people(write_vault: WriteVault, capsys: Capsys) -> None:
    notes = {f"contacts/c{n:03}.md": f"---\nname: C{n:03}\ntier: key\n---\n" for n in range(40)}
    root = write_vault({"vaultnet.toml": "", **notes})
    text = answer(capsys, "due", root=root)
    assert text.count("first contact  C") == 25
    assert "15 more: first contact 15" in text
    assert len(answer_json(capsys, "due", root=root)["actions"]) == 40
    assert answer(capsys, "due", "--all", root=root).count("first contact  C") == 40


@pytest.mark.parametrize("within", ["0d", "7", "2w", "friday", "2026-12-24"])
def test_within_reads_what_people_write(within: str, capsys: Capsys) -> None:
    document = answer_json(capsys, "due", "--within", within)
    days = [item["due"] for item in document["actions"] if item["group"] == "coming"]
    assert days == sorted(days)
    assert all("2026-11-23" <= day <= document["until"] for day in days)


@pytest.mark.parametrize("within", ["soon", "yesterday", "-3d", "", "99999999d"])
def test_within_says_what_it_cannot_read(within: str, capsys: Capsys) -> None:
    assert main(["--vault", str(example_vault()), "due", "--within", within]) == 2
    assert "hint:" in capsys.readouterr().err


def test_another_day_is_another_list(capsys: Capsys) -> None:
    document = answer_json(capsys, "--as-of", "2026-10-25", "due")
    texts = [item["text"] for item in document["actions"] if item["group"] == "late promise"]
    assert not any("capacity-planning" in text for text in texts)
    assert any(
        "capacity-planning" in (item["text"] or "") and item["group"] == "coming"
        for item in document["actions"]
    )


def test_what_to_offer_is_mine_or_else_an_introduction(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault(
        {
            "vaultnet.toml": "",
            "me.md": "## Offers\n- I review slides #speaking\n",
            "contacts/ana.md": "---\ntier: key\n---\n## Needs\n- A reviewer #speaking\n",
            "contacts/bea.md": "---\ntier: key\n---\n## Needs\n- A cellist #music\n",
            "contacts/cleo.md": "---\ntier: key\n---\n## Offers\n- Plays the cello #music\n",
        }
    )
    offers = {
        item["contacts"][0]["id"]: item["offer"]
        for item in answer_json(capsys, "due", root=root)["actions"]
    }
    assert (offers["ana"]["mine"], offers["ana"]["offered_by"]) == (True, "me")
    assert (offers["bea"]["mine"], offers["bea"]["offered_by"]) == (False, "cleo")
    assert offers["cleo"] is None
    text = answer(capsys, "due", root=root)
    assert "you offer: I review slides #speaking" in text
    assert "introduce cleo, who offers: Plays the cello #music" in text


def test_links_in_lines_become_names(write_vault: WriteVault, capsys: Capsys) -> None:
    log = "## Log\n- [ ] 2026-11-01 promised: meet [[bea]] soon [[lead]] [due:: 2026-11-02]\n"
    root = write_vault(
        {
            "vaultnet.toml": "",
            "objectives/lead.md": "---\nname: Lead\n---\n",
            "contacts/ana.md": log,
            "contacts/bea.md": "---\nname: Bea Ruiz\n---\n",
        }
    )
    [action] = answer_json(capsys, "due", root=root)["actions"]
    assert action["text"] == "meet Bea Ruiz soon"
    assert action["days_late"] == 21
    assert "[[" not in answer(capsys, "due", root=root)


def test_nothing_due_is_good_news(write_vault: WriteVault, capsys: Capsys) -> None:
    log = "---\nname: Ana\ntier: key\n---\n## Log\n- 2026-11-20 met: coffee\n"
    root = write_vault({"vaultnet.toml": "", "contacts/ana.md": log})
    text = answer(capsys, "due", root=root)
    assert text.startswith("Nothing is due: everybody has heard from you in good time. ")
    assert "Next is Ana, on 2026-12-" in text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Nobody is in the network yet"),
        ({"contacts/ana.md": "# Ana"}, "Nobody has a tier or a cadence"),
    ],
)
def test_a_young_vault_gets_a_next_step(
    files: dict[str, str | bytes], said: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault({"vaultnet.toml": "", **files})
    text = answer(capsys, "due", root=root)
    assert said in text
    assert "As a next step," in text
    assert answer_json(capsys, "due", root=root)["next_step"]["step"] == "objective"


def test_a_table_for_spreadsheets_has_the_columns(capsys: Capsys) -> None:
    header, *lines = answer(capsys, "due", "--format", "csv").splitlines()
    assert tuple(header.split(",")) == COLUMNS
    assert len(lines) == len(answer_json(capsys, "due")["actions"])
