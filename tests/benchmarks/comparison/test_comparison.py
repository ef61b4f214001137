"""What the comparison makes of what it measured; nothing here depends on how fast a machine is."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.comparison.contests import CONTESTS
from tests.benchmarks.comparison.sittings import Sittings, digest_of_program, joined
from tests.benchmarks.comparison.stopwatch import (
    OURS,
    Measured,
    RunError,
    Runner,
    time_in_turns,
    time_once,
)
from tests.benchmarks.comparison.table import Row, comparison_text
from tests.benchmarks.page import read_between_marks

WORKS = ("cold build", "log", "serve")
ROW = Row("log", "bare", 1_000, Measured((0.2, 0.1, 0.4)), Measured((0.1,)), 2.5, 1.5)


def bare(code: str, folder: Path) -> Runner:
    return Runner((sys.executable, "-c", code), str(folder))


def test_the_middle_of_the_runs_stands_before_the_fastest_and_the_slowest() -> None:
    assert Measured((0.3, 0.1, 0.2)).spread == "0.2 (0.1–0.3)"
    assert Measured((0.3, 0.1)).median == pytest.approx(0.2)
    assert Measured((0.3,)).spread == "0.3"


@pytest.mark.parametrize(("ours", "verdict"), [(0.15, "goal"), (0.25, "reached"), (0.3, "missed")])
def test_a_row_says_which_mark_was_reached(ours: float, verdict: str) -> None:
    assert replace(ROW, ours=Measured((ours,))).verdict == verdict
    assert replace(ROW, ours=Measured((ours,)), goal=None).verdict == ""


def test_sittings_join_and_those_of_another_program_do_not_count(tmp_path: Path) -> None:
    file = tmp_path / "measured.jsonl"
    Sittings.read(file, "one").keep(
        "log", 30, {OURS: Measured((1.0,), 7), "bare": Measured((2.0,))}
    )
    Sittings.read(file, "other").keep("log", 30, {OURS: Measured((9.0,), 9)})
    Sittings.read(file, "one").keep("log", 30, {OURS: Measured((3.0,), 5)})

    taken = Sittings.read(file, "one").taken("log", 30)
    assert taken == {OURS: Measured((1.0, 3.0), 7), "bare": Measured((2.0,))}


def test_a_line_that_was_broken_off_is_passed_over_and_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "measured.jsonl"
    Sittings.read(file, "one").keep("log", 30, {OURS: Measured((1.0,))})
    file.write_text(file.read_text(encoding="utf-8") + '{"program": "on', encoding="utf-8")
    Sittings.read(file, "one").keep("log", 60, {OURS: Measured((2.0,))})

    held = Sittings.read(file, "one").held
    assert held == {("log", 30): {OURS: Measured((1.0,))}, ("log", 60): {OURS: Measured((2.0,))}}


def test_what_is_missing_is_what_was_not_run_yet(tmp_path: Path) -> None:
    sittings = Sittings(tmp_path / "measured.jsonl", "one")
    assert sittings.missing("log", 30, 3, ["bare"]) == 3

    sittings.keep("log", 30, {OURS: Measured((1.0, 2.0)), "bare": Measured((0.5,))})
    assert sittings.missing("log", 30, 3, ["bare"]) == 1
    assert sittings.missing("log", 30, 1, ["bare"]) == 0
    # A reference that was not to be had before, or failed, is measured beside as many of ours.
    assert sittings.missing("log", 30, 2, ["bare", "Hugo"]) == 2
    sittings.keep("log", 30, {"Hugo": Measured(())})
    assert sittings.missing("log", 30, 2, ["bare", "Hugo"]) == 2


def test_joining_loses_no_run() -> None:
    one, other = {OURS: Measured((1.0,), 3)}, {OURS: Measured((2.0,), 1), "bare": Measured((4.0,))}
    assert joined(one, other) == {OURS: Measured((1.0, 2.0), 3), "bare": Measured((4.0,))}


def test_the_digest_of_the_program_is_of_all_that_it_brings_along(tmp_path: Path) -> None:
    for path in ("vaultnet/cli/log.py", "templates/page.html", "docs/log.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    before = digest_of_program(tmp_path)

    (tmp_path / "docs/log.md").write_text("new", encoding="utf-8")
    assert digest_of_program(tmp_path) == before
    (tmp_path / "templates/page.html").write_text("new", encoding="utf-8")
    assert digest_of_program(tmp_path) != before


def test_the_tables_keep_what_was_not_measured_and_leave_its_place_blank() -> None:
    first = comparison_text(
        "", [ROW], {("log", 1_000): 0.2, ("log", 10_000): 2.0}, {("log", 10_000): 25.2}, WORKS
    )
    build = replace(ROW, work="cold build", size=500, at_least=None, goal=None)
    gone = replace(ROW, work="no such work any more")
    second = comparison_text(first, [build, gone], {("cold build", 500): 1.0}, {}, WORKS)

    assert second == (
        "| work | reference | contacts | ratio | asked | goal |  | ours, s | theirs, s | runs |\n"
        "|---|---|---|---|---|---|---|---|---|---|\n"
        "| cold build | bare | 500 | **2.00 ×** |  |  |  | 0.2 (0.1–0.4) | 0.1 | 1 |\n"
        "| log | bare | 1,000 | **2.00 ×** | 2.5 | 1.5 | reached | 0.2 (0.1–0.4) | 0.1 | 1 |\n"
        "\n"
        "Growth: the median at each size, and the exponent by least squares over all of them.\n"
        "\n"
        "| seconds | 500 | 1,000 | 10,000 | exponent |\n|---|---|---|---|---|\n"
        "| cold build | 1 |  |  |  |\n"
        "| log |  | 0.2 | 2 | 1.00 |\n"
        "\n"
        "Memory: kB a contact above a bare interpreter, at the peak of one process. "
        "Asked are 60, better 25.\n"
        "\n"
        "| kB a contact | 10,000 |\n|---|---|\n| log | 25 |\n"
    )
    assert comparison_text(second, [], {}, {}, WORKS) == second


def test_the_tables_of_the_documentation_are_as_this_program_writes_them() -> None:
    written = read_between_marks("comparison")
    works = [contest.work for contest in CONTESTS]
    assert comparison_text(written, [], {}, {}, works) == written


def test_commands_run_in_turns_after_a_run_that_does_not_count(tmp_path: Path) -> None:
    runs: list[tuple[str, int]] = []
    ours = replace(bare("", tmp_path), prepare=lambda run: runs.append(("ours", run)))
    theirs = replace(bare("", tmp_path), prepare=lambda run: runs.append(("theirs", run)))

    taken = time_in_turns({OURS: ours, "bare": theirs}, 2)

    assert runs == [
        ("ours", 0),
        ("theirs", 0),
        ("ours", 1),
        ("theirs", 1),
        ("ours", 2),
        ("theirs", 2),
    ]
    assert [len(taken[name].seconds) for name in (OURS, "bare")] == [2, 2]
    assert min(taken[OURS].seconds) > 0
    assert taken[OURS].memory > 1_000_000


def test_a_reference_that_fails_is_left_out_and_ours_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    absent = Runner((str(tmp_path / "no-such-program"),), str(tmp_path))
    broken = bare("raise SystemExit('out of order')", tmp_path)

    taken = time_in_turns({OURS: bare("", tmp_path), "absent": absent, "broken": broken}, 1)

    assert len(taken[OURS].seconds) == 1
    assert taken["absent"] == taken["broken"] == Measured(())
    said = capfd.readouterr().err
    assert "left out: absent: " in said
    assert "out of order" in said


def test_a_command_that_fails_tells_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"(?s)ended in 3.*why it failed"):
        time_once(bare("import sys; print('why it failed', file=sys.stderr); exit(3)", tmp_path))
