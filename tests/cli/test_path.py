"""`vaultnet path`: the best paths, the line of each step, and what helps where there is none."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.answers import answer, answer_json, scores_in
from vaultnet.cli.main import main
from vaultnet.resources import example_vault
from vaultnet.workspace import open_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]
CONTACTS = sorted(path.stem for path in (example_vault() / "contacts").rglob("*.md"))
MET = "## Log\n- 2026-11-01 met: coffee\n"
CHAIN = {
    "vaultnet.toml": "",
    "me.md": "---\nname: Irene\n---\n",
    "contacts/ana.md": f"## Ties\n- [[ben]]: shared an office [strength:: strong]\n\n{MET}",
    "contacts/ben.md": "---\norganisation: Acme\n---\n## Ties\n- [[eva]]: cousins\n",
    "contacts/eva.md": "---\norganisation: Acme\n---\n",
}


def line_of(root: Path, source: Mapping[str, Any]) -> str:
    text = (root / str(source["file"])).read_text(encoding="utf-8")
    return text.splitlines()[int(source["line"]) - 1]


def nothing(capsys: Capsys, root: Path, *arguments: str) -> tuple[str, Any]:
    """Run `path` where nobody leads, and return what people and programs read."""
    where = ["--vault", str(root), "--as-of", "2026-11-23", "path", *arguments]
    assert main(where) == 1
    text = capsys.readouterr().out
    assert main([*where, "--format", "json"]) == 1
    return text, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("target", [one for one in CONTACTS if one != "ingrid-solheim"])
def test_each_step_cites_a_line_that_says_it(target: str, capsys: Capsys) -> None:
    document = answer_json(capsys, "path", target)
    assert document["paths"]
    for path in document["paths"]:
        assert path["hops"][0]["from"] is None
        assert path["hops"][-1]["to"] == target
        for hop in path["hops"]:
            assert hop["sources"]
            for tie in hop["ties"]:
                for source in tie["sources"]:
                    said = line_of(example_vault(), source)
                    if source["field"] == "introduced_by":
                        assert "introduced_by" in said
                    else:
                        assert source["field"].split("/")[0] in {"ties", "log", "career"}
                        assert "[[" in said or tie["source"] == "career"
        assert {hop["to"] for hop in path["hops"]} >= set(path["go_betweens"])


def test_paths_are_those_of_the_strategy_the_cheapest_first(capsys: Capsys, as_of: Any) -> None:
    strategy = open_vault(example_vault(), as_of).strategy
    for arguments, start, k in (
        (["andrzej"], "", 3),
        (["tom", "ximena", "-k", "2"], "tom-okafor", 2),
    ):
        document = answer_json(capsys, "path", *arguments)
        expected = strategy.paths(document["to"]["id"], start, k)  # type: ignore[arg-type]
        told = [[one["id"] if one else "" for one in path["people"]] for path in document["paths"]]
        assert told == [list(path.nodes) for path in expected]
        costs = [path["cost"]["value"] for path in document["paths"]]
        assert costs == sorted(costs)
    for score in scores_in(document):
        assert abs(sum(part["points"] for part in score["parts"]) - score["value"]) <= 1e-9


def test_a_chain_is_followed_and_each_line_is_quoted(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault(CHAIN)
    text = answer(capsys, "path", "eva", root=root)
    assert "1. through ana → ben" in text
    assert "shared an office (contacts/ana.md:2)" in text
    assert "cousins (contacts/ben.md:5)" in text
    assert "2026-11-01 met: coffee (contacts/ana.md:5)" in text
    assert "There are no other paths." in text


def test_a_direct_tie_is_said_to_be_one(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault(CHAIN)
    text = answer(capsys, "path", "ana", root=root)
    assert text.startswith("You know ana already")
    assert "Nobody else leads there." in text
    assert answer_json(capsys, "path", "ana", root=root)["known_already"] is True
    assert answer(capsys, "path", "ana", "ben", root=root).startswith("ana knows ben already")
    assert answer_json(capsys, "path", "eva", root=root)["known_already"] is False


def test_the_owner_as_from_is_the_same_as_none(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault(CHAIN)
    alone = answer(capsys, "path", "eva", root=root)
    assert answer(capsys, "path", "Irene", "eva", root=root) == alone
    assert answer(capsys, "path", "me", "eva", root=root) == alone


def test_an_expired_tie_is_named_and_never_used(write_vault: WriteVault, capsys: Capsys) -> None:
    ended = "## Ties\n- [[eva]]: flatmates [until:: 2020]\n\n"
    root = write_vault({**CHAIN, "contacts/ben.md": "# ben", "contacts/ana.md": ended + MET})
    text, document = nothing(capsys, root, "eva")
    assert "Nobody leads to eva yet" in text
    assert "flatmates (until 2020-12-31)" in text
    [tie] = document["no_way"]["ended_ties"]
    assert tie["people"] == ["ana", "eva"]
    assert document["paths"] == []


def test_where_nobody_leads_those_with_much_in_common_are_named(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    serves = "---\norganisation: Acme\nfunctions: [Lawyer]\n---\n"
    root = write_vault(
        {
            **CHAIN,
            "contacts/ana.md": f"{serves}{MET}",
            "contacts/ben.md": f"---\nfunctions: [lawyers]\n---\n{MET}",
            "contacts/eva.md": serves,
            "contacts/far.md": serves,
            "contacts/gone.md": "---\nstatus: closed\n" + serves.removeprefix("---\n") + MET,
        }
    )
    text, document = nothing(capsys, root, "eva")
    common = {item["id"]: item["shared"] for item in document["no_way"]["in_common"]}
    assert common == {
        "ana": ["is or was at the same place: Acme", "the same function: Lawyer"],
        "ben": ["the same function: lawyers"],
    }
    assert "Ask these whether they know eva" in text
    assert "write it under Ties in contacts/eva.md" in text


def test_who_knows_both_can_introduce(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault({**CHAIN, "contacts/ben.md": MET})
    _, document = nothing(capsys, root, "eva", "ben")
    assert document["no_way"]["you_know_both"] is False
    root = write_vault({**CHAIN, "contacts/ana.md": MET, "contacts/ben.md": MET})
    text, document = nothing(capsys, root, "ana", "ben")
    assert document["no_way"]["you_know_both"] is True
    assert "You know both ana and ben: introduce them yourself." in text


def test_who_has_spoken_to_nobody_is_told_to_note_a_talk(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault({**CHAIN, "contacts/ana.md": "# ana"})
    text, _ = nothing(capsys, root, "eva")
    assert "No talk with anybody is noted yet" in text
    assert "note a talk" in text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["ana", "ben", "eva"], "3 names, where there is one FROM and one TO"),
        (["Irene"], "that is you"),
        (["ana", "Irene"], "that is you"),
        (["ana", "ana"], "both names mean ana"),
        (["nobody"], 'no contact "nobody"'),
        (["ana", "nobody"], 'no contact "nobody"'),
        (["nobody", "ana"], 'no contact "nobody"'),
        (["a"], "may be"),
        (["ana", "-k", "0"], "not in the range"),
        ([], "missing argument"),
    ],
)
def test_wrong_use_says_what_is_wrong(
    names: list[str], said: str, write_vault: WriteVault, capsys: Capsys
) -> None:
    root = write_vault({**CHAIN, "contacts/anabel.md": "# Anabel"})
    assert main(["--vault", str(root), "path", *names]) == 2
    assert said in capsys.readouterr().err


def test_rows_are_the_steps(capsys: Capsys) -> None:
    document = answer_json(capsys, "path", "andrzej")
    lines = answer(capsys, "path", "andrzej", "--format", "jsonl").splitlines()
    assert len(lines) == sum(len(path["hops"]) for path in document["paths"])
    rows = [json.loads(line) for line in lines]
    assert [row["to"] for row in rows if row["path"] == 1] == [
        "katarzyna-wojcik",
        "andrzej-zielinski",
    ]
    header, *data = answer(capsys, "path", "andrzej", "--format", "csv").splitlines()
    assert header.startswith("path,path_cost,step,from,")
    assert len(data) == len(lines)


def test_more_paths_than_are_looked_for_is_said(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault({**CHAIN, "vaultnet.toml": "[score]\npaths_most = 1\n"})
    text = answer(capsys, "path", "eva", "-k", "5", root=root)
    assert "At most 1 paths are looked for" in text or "At most 1 path is looked for" in text
