"""The audit on the command line: planted favouritism is named, and too little data is said."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from vaultnet.cli.main import main

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
LEAD = "---\ntitle: Lead\nstatus: active\nimportance: 5\n---\n## Needs\n- 1 x manager\n"
DAY = "2026-11-23"


def contact(number: int, rating: int, affinity: int | None, meetings: int) -> str:
    liking = "" if affinity is None else f"affinity: {affinity}\n"
    log = "".join(f"- 2026-{month + 1:02}-01 met: coffee\n" for month in range(meetings))
    return (
        f"---\nname: Contact {number}\nserves: ['[[lead]]']\ninfluence: {rating}\n"
        f"rated: 2026-10-01\n{liking}---\n## Assessment\n- influence: decides\n\n## Log\n{log}"
    )


def planted(*, by_liking: bool) -> dict[str, str | bytes]:
    """Return a vault in which time follows liking, or fruitfulness; the two are unrelated."""
    files: dict[str, str | bytes] = {"vaultnet.toml": "", "objectives/lead.md": LEAD}
    for number in range(12):
        rating, affinity = 2 + number % 4, -1 + number // 4
        meetings = 1 + 3 * (affinity + 1) if by_liking else 2 * rating + (number % 3 == 0)
        files[f"contacts/c{number:02}.md"] = contact(number, rating, affinity, meetings)
    return files


def run(vault: Path, *arguments: str) -> int:
    return main(["--vault", str(vault), "--as-of", DAY, "audit", *arguments])


def document(vault: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(vault, "--format", "json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_planted_favouritism_is_flagged_with_its_rate_of_false_alarms(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = write_vault(planted(by_liking=True))
    assert run(vault) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Favouritism flagged" in out
    assert "attention follows liking beyond what fruitfulness explains (1.00)" in out
    # The quantile 1.645 over the root of 11.
    assert "flagged from 0.50 on, over 12 contacts; by mere chance that happens in 5%" in out
    assert "attention and liking +1.00 a strong relation" in out
    assert "the more you like somebody, the more time you give" in out
    assert "attention and fruitfulness 0.00 hardly any relation" in out


def test_attention_by_fruitfulness_is_not_flagged(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = write_vault(planted(by_liking=False))
    assert run(vault) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Favouritism not flagged" in out
    assert "attention and fruitfulness +0.9" in out


def test_who_gets_far_more_or_less_is_named_with_both_shares(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {"vaultnet.toml": "", "objectives/lead.md": LEAD}
    for number in range(10):
        files[f"contacts/c{number}.md"] = contact(number, 3, None, {0: 9, 1: 0}.get(number, 1))
    found = document(write_vault(files), capsys)
    (more,), (less,) = found["far_more"], found["far_less"]
    # Nine meetings of seventeen, and a tenth of the fruitfulness; nothing, and a tenth.
    assert (more["id"], more["share"], more["asked"]) == ("c0", 9 / 17, pytest.approx(0.1))
    assert (less["id"], less["share"], less["asked"]) == ("c1", 0, pytest.approx(0.1))
    assert len(more["sources"]) == 9
    assert more["sources"][0] | {"column": 0} == {
        "file": "contacts/c0.md",
        "line": 19,
        "column": 0,
        "field": "log/8",
    }
    assert "affinity" not in json.dumps(more)


def test_liking_stands_in_no_order_and_in_no_row(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = []
    for affinities in ((2, -2), (-2, 2)):
        files = planted(by_liking=True)
        for number in range(12):
            affinity = affinities[number % 2]
            files[f"contacts/c{number:02}.md"] = contact(number, 2 + number % 4, affinity, 3)
        assert run(write_vault(files), "--format", "csv") == 0
        rows.append(capsys.readouterr().out)
    assert rows[0] == rows[1]


def test_under_eight_it_declines_says_what_it_takes_and_shows_weak_ratings(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {"vaultnet.toml": "", "objectives/lead.md": LEAD}
    for number in range(7):
        files[f"contacts/c{number}.md"] = contact(number, 3, 1, 1)
    files["contacts/c7.md"] = (
        "---\nname: Odd\naccess: 4\n---\n## Assessment\n- access: so charming\n"
    )
    vault = write_vault(files)
    assert run(vault) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "too few to tell: 7 of the 8 rated contacts that it takes" in out
    assert "serves an active objective" in out
    assert "relation" not in out.split("Ratings")[0].replace("correlation", "")
    assert '"charming" speaks of liking, not of work' in out
    found = document(vault, capsys)
    assert (found["is_enough"], found["correlations"], found["favouritism"]) == (False, [], None)


def test_few_affinities_leave_the_rest_of_the_audit(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {"vaultnet.toml": "", "objectives/lead.md": LEAD}
    for number in range(9):
        files[f"contacts/c{number}.md"] = contact(number, 1 + number % 4, 1 if number else None, 2)
        if number > 3:
            files[f"contacts/c{number}.md"] = contact(number, 1 + number % 4, None, 2)
    assert run(write_vault(files)) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Favouritism not known" in out
    assert "an affinity is known of 3, and 8 are needed" in out
    assert "attention and fruitfulness – one of the two is the same for all" in out


def test_the_rows_hold_every_share_and_every_weakness(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    files = planted(by_liking=False)
    files["contacts/odd.md"] = "---\nname: =1+1\naccess: 4\n---\n"
    assert run(write_vault(files), "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    shares = [float(row["share"]) for row in rows if row["share"]]
    assert len(shares) == 12
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    odd = [(row["finding"], row["name"], row["line"]) for row in rows if row["id"] == "odd"]
    assert odd == [("unevidenced", "'=1+1", "3"), ("undated", "'=1+1", "3")]


def test_an_empty_vault_gets_a_first_step(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(write_vault({"vaultnet.toml": ""})) == 0
    out = capsys.readouterr().out
    assert "nothing to audit" in out
    assert "vaultnet new objective" in out


def test_nothing_is_said_of_time_where_no_time_was_given(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {"vaultnet.toml": "", "objectives/lead.md": LEAD}
    for number in range(9):
        files[f"contacts/c{number}.md"] = contact(number, 1 + number % 4, 1, 0)
    assert run(write_vault(files)) == 0
    out = capsys.readouterr().out
    assert "No time of these months is noted" in " ".join(out.split())
    assert "Gini" not in out
