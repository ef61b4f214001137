"""Rating anew: what is asked and shown, what is written, and what never is."""

import io
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.cli.main import main
from vaultnet.storage import plan_undo, read_undo_records

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
LEAD = "---\ntitle: Lead\nstatus: active\nimportance: 5\n---\n## Needs\n- 1 x manager\n"
ADA = (
    b"\xef\xbb\xbf---\r\nname: Ada Kova\xc4\x8d # kept\r\nserves: ['[[lead]]']\r\n"
    b'influence: "2"  # said Luis\r\nrated: 2024-01-01\r\nlegs: 2\r\n---\r\n'
    b"## Assessment\r\n- influence: Ada decides, as she says\r\nno newline"
)
BEA = "---\nname: Bea\nserves: ['[[lead]]']\nexpertise: 5\n---\n## Log\n- 2026-11-01 met: coffee\n"
CAI = "---\nname: Cai\n---\n"
FILES: Mapping[str, str | bytes] = {
    "vaultnet.toml": "",
    "objectives/lead.md": LEAD,
    "contacts/ada.md": ADA,
    "contacts/bea.md": BEA,
    "contacts/cai.md": CAI,
}
DAY = "2026-11-23"


@pytest.fixture
def vault(write_vault: WriteVault) -> Path:
    return write_vault(FILES)


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


class Typist:
    """Somebody who gives some answers, and then does something."""

    def __init__(self, lines: list[str], then: Callable[[], None]) -> None:
        self._lines = lines
        self._then = then

    def readline(self) -> str:
        if len(self._lines) == 1:
            self._then()
        return self._lines.pop(0)

    def isatty(self) -> bool:
        return True


def run(vault: Path, *arguments: str) -> int:
    return main(["--vault", str(vault), "--as-of", DAY, "review", *arguments])


def notes(vault: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (vault / "contacts").glob("*.md")}


def test_the_list_stands_by_fruitfulness_and_says_why(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(vault, "--format", "csv") == 0
    rows = [line.split(",") for line in capsys.readouterr().out.splitlines()]
    assert [(row[0], row[3], row[5]) for row in rows[1:]] == [
        ("bea", "expertise", "unevidenced"),
        ("bea", "expertise", "undated"),
        ("ada", "influence", "stale"),
    ]
    assert run(vault) == 0
    out = capsys.readouterr().out
    assert out.index("Bea") < out.index("Ada Kovač")
    assert "influence 2: last reviewed on 2024-01-01" in out


def test_only_the_rating_and_its_day_change_in_the_file(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "", "4", "", "")
    assert run(vault, "ada", "--yes") == 0
    after = (vault / "contacts/ada.md").read_bytes()
    assert after == ADA.replace(b'"2"  #', b'"4"  #').replace(b"2024-01-01", DAY.encode())
    (record,) = read_undo_records(vault)
    (change,) = plan_undo(vault, record)
    assert change.after == ADA
    shown = capsys.readouterr()
    assert "Influence 2 → 4" in shown.out
    assert "wrote contacts/ada.md" in shown.err


def test_a_rating_that_was_not_there_gets_a_line_where_the_table_puts_it(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "", "3", "", "2")
    assert run(vault, "bea", "--yes") == 0
    lines = (vault / "contacts/bea.md").read_text().splitlines()
    assert lines[3:7] == ["expertise: 5", "influence: 3", "reliability: 2", f"rated: {DAY}"]


def test_all_notes_are_one_operation(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, *"1111", *"2222", "y")
    assert run(vault, "--blind") == 0
    (record,) = read_undo_records(vault)
    assert {entry.path for entry in record.entries} == {"contacts/ada.md", "contacts/bea.md"}


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        (["4"], False),
        (["4", "q"], False),
        (["4", "q", "n"], False),
        (["4", "q", "maybe"], False),
        (["4", "q", "Y"], True),
        (["4", "q", "sí"], True),
        (["4", "s", "y"], False),
        (["4", "", "", "", "yes"], True),
        (["", "", "", "", "y"], False),
        (["q", "y"], False),
        (["s", "y"], False),
        ([], False),
        (["0", "6", "four", "44", "4.0", "4", "q", "y"], True),
        (["4 ", "Q", " y "], True),
    ],
)
def test_nothing_is_written_before_a_yes(
    vault: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], *, written: bool
) -> None:
    before = notes(vault)
    answer(monkeypatch, *lines)
    assert run(vault, "bea") == 0
    assert (notes(vault) != before) is written
    if written:
        assert b"expertise: 4\nrated: 2026-11-23\n" in (vault / "contacts/bea.md").read_bytes()


def test_a_dry_run_asks_and_shows_but_never_writes(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = notes(vault)
    answer(monkeypatch, "1", "q", "y")
    assert run(vault, "bea", "--dry-run") == 0
    shown = capsys.readouterr()
    assert "Expertise 5 → 1" in shown.out
    assert "Write this" not in shown.err
    assert notes(vault) == before
    assert run(vault, "bea", "--dry-run", "--yes") == 2


def test_a_blind_card_tells_neither_who_it_is_nor_the_old_rating(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "q")
    assert run(vault, "--blind", "ada") == 0
    shown = capsys.readouterr()
    assert "▢ decides, as ▢ says" in shown.err
    assert not re.search(r"ada|kova|she|now 2|contacts/", shown.err, re.IGNORECASE)
    answer(monkeypatch, "", "q")
    assert run(vault, "ada") == 0
    shown = capsys.readouterr()
    assert "Ada decides, as she says" in shown.err
    assert "(now 2)" in shown.err


def test_names_are_dealt_in_their_order_and_anybody_can_be_rated(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "s", "s", "s")
    assert run(vault, "cai", "ada", "bea", "cai") == 0
    err = capsys.readouterr().err
    assert err.index("Cai  Card 1 of 3") < err.index("Ada Kovač  Card 2") < err.index("Bea  Card 3")
    assert "Nothing is written down that a rating could rest on." in err


def test_a_limit_takes_who_was_reviewed_longest_ago(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for expected in ("bea.md", "ada.md"):
        before = notes(vault)
        answer(monkeypatch, *"3333")
        assert run(vault, "--blind", "--limit", "1", "--yes") == 0
        after = notes(vault)
        assert [name for name in after if after[name] != before[name]] == [expected]


def test_the_shift_is_data_and_the_dialogue_is_not(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "1", "q")
    assert run(vault, "bea", "--dry-run", "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    (shift,) = document["shifts"]
    assert shift["ratings"] == {"expertise": {"before": 5, "after": 1}}
    # Fit falls from 1 to 0, and half of 100 points with it.
    assert shift["fruitfulness_before"]["value"] == pytest.approx(50)
    assert shift["change"] == pytest.approx(-50)
    assert document["leaning"] is None


def test_a_note_that_changed_meanwhile_stays_and_the_ratings_are_shown(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def save() -> None:
        (vault / "contacts/bea.md").write_text(BEA + "- 2026-11-22 call: news\n")

    monkeypatch.setattr(sys, "stdin", Typist(["1\n", "q\n"], save))
    ada = (vault / "contacts/ada.md").read_bytes()
    assert run(vault, "bea", "--yes") == 2
    shown = capsys.readouterr()
    assert "Expertise 5 → 1" in shown.out
    assert "contacts/bea.md: it was changed by something else" in shown.err
    assert "what you rated is listed above" in shown.err
    assert (vault / "contacts/bea.md").read_text() == BEA + "- 2026-11-22 call: news\n"
    assert (vault / "contacts/ada.md").read_bytes() == ada


def test_an_interrupt_writes_nothing(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    before = notes(vault)
    monkeypatch.setattr(sys, "stdin", Typist(["1\n", "2\n"], interrupt))
    assert run(vault, "bea", "--yes") == 2
    assert "error: interrupted" in capsys.readouterr().err
    assert notes(vault) == before


def test_a_note_that_cannot_be_changed_safely_stops_all_of_it(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "contacts/bea.md").write_text("---\nname: Bea\nexpertise:\n  - 5\n---\n")
    before = notes(vault)
    answer(monkeypatch, *"1111", *"1111")
    assert run(vault, "ada", "bea", "--yes") == 2
    error = capsys.readouterr().err
    assert 'contacts/bea.md: "expertise" is written on several lines: change it by hand' in error
    assert notes(vault) == before


def test_without_input_or_with_bytes_that_are_no_text_nothing_breaks(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = notes(vault)
    monkeypatch.setattr(sys, "stdin", None)
    assert run(vault, "--blind") == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\x1b[31m\n"), "utf-8"))
    assert run(vault, "--blind") == 0
    shown = capsys.readouterr()
    assert "\x1b" not in shown.err
    assert "Nothing was rated." in shown.out
    assert notes(vault) == before


def test_a_young_vault_is_told_what_to_do(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = write_vault({"vaultnet.toml": ""})
    assert run(vault) == 0
    assert "vaultnet new objective" in capsys.readouterr().out
    assert run(vault, "--blind") == 0
    assert "There is no card to deal" in capsys.readouterr().err
