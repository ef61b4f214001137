"""What becomes of the greatest that a vault may hold, in processor seconds and memory.

    python -m tests.benchmarks.bounds [WORD …] [--write]

Each shape is measured at half of its size and at the whole, each command in a process of its own
with nothing kept, so that what grows faster than the vault shows in the exponent. Memory is the
peak of the largest process. What was measured is kept in the cache as it comes: what was broken
off goes on with the same command, as long as the program is the same. `--write` merges the table
into docs/explanation/performance.md.
"""

import argparse
import multiprocessing
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from tests.benchmarks.comparison.sittings import Sittings, digest_of_program
from tests.benchmarks.comparison.stopwatch import OURS, Measured, RunError, Runner, time_once
from tests.benchmarks.generated_vault import write_vault
from tests.benchmarks.page import (
    PAGE,
    Cells,
    exponent,
    merged,
    read_between_marks,
    table_text,
    tables_of,
    write_between_marks,
)

_MARK = "bounds"
_HEAD = ("a vault with", "command", "seconds", "exponent", "peak, MiB")
_ROOMY = "[limits]\nmax_note_size = 100000000\nmax_front_matter_size = 10000000\n"
_WORDS = "spoke of the roadmap of her team and where it lacks *people*, as [[person-1]] says "
_FIRST_DAY = date(1950, 1, 1)
_COMMANDS = (("check", "--format", "json"), ("list",), ("due",), ("build",))


@dataclass(frozen=True, slots=True)
class Shape:
    """A vault that is large in one respect: what is counted, how many, and what writes it."""

    name: str
    size: int
    write: Callable[[Path, int], None]

    def __str__(self) -> str:
        """Return what it is called in the table."""
        return f"{self.size:,} {self.name}"


def _write(folder: Path, path: str, text: str) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _person(folder: Path, body: str, head: str = "") -> None:
    _write(folder, "vaultnet.toml", _ROOMY)
    _write(folder, "contacts/ana.md", f"---\nname: Ana García\ntier: key\n{head}---\n{body}")


def _prose(folder: Path, size: int) -> None:
    line = f"{_WORDS}\n\n"
    _person(folder, line * (size // len(line)))


def _one_paragraph(folder: Path, size: int) -> None:
    _person(folder, _WORDS * (size // len(_WORDS)))


def _log(folder: Path, size: int) -> None:
    days = (_FIRST_DAY + timedelta(days=number // 4) for number in range(size))
    _person(folder, "## Log\n" + "".join(f"- {day} call: {_WORDS}\n" for day in days))


def _ties(folder: Path, size: int) -> None:
    _person(folder, "## Ties\n" + "".join(f"- [[person-{n}]]: colleague\n" for n in range(size)))
    for number in range(size):
        _write(folder, f"contacts/person-{number}.md", f"---\nname: Person {number}\n---\n")


def _tags(folder: Path, size: int) -> None:
    _person(folder, "", f"tags: [{', '.join(f'topic-{number}' for number in range(size))}]\n")


def _crowd(folder: Path, size: int) -> None:
    """Write people who were all at one organisation at one time, and serve one objective."""
    _write(folder, "vaultnet.toml", _ROOMY)
    _write(folder, "organisations/acme.md", "---\nname: Acme\n---\n")
    _write(folder, "objectives/grow.md", "---\ntitle: Grow\nstatus: active\nimportance: 3\n---\n")
    career = "## Career\n- 2015.. Engineer at [[acme]]\n"
    for number in range(size):
        head = f"name: Person {number}\norganisation: '[[acme]]'\nserves: ['[[grow]]']\n"
        _write(folder, f"contacts/person-{number}.md", f"---\n{head}---\n{career}")


SHAPES = (
    Shape("bytes in a note, in paragraphs", 10_000_000, _prose),
    Shape("bytes in a note, one paragraph", 10_000_000, _one_paragraph),
    Shape("log lines in a note", 100_000, _log),
    Shape("ties of a contact", 5_000, _ties),
    Shape("tags of a contact", 2_000, _tags),
    Shape("people of one organisation", 5_000, _crowd),
    Shape("contacts", 100_000, write_vault),
)


def main() -> int:
    """Measure the shapes that the arguments choose, as far as they were not measured yet."""
    wish = _asked()
    before = tables_of(read_between_marks(_MARK, wish.page)) if wish.write else []
    sittings = Sittings.read(wish.cache / "bounds.jsonl", digest_of_program())
    chosen = [shape for shape in SHAPES if any(word in shape.name for word in wish.shapes or [""])]
    failed = False
    try:
        for shape in chosen:
            for why in _measure(shape, wish.runs, sittings):
                failed = True
                print(f"failed: {shape}: {why}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"Broken off. The same command goes on: {sittings.file}", file=sys.stderr)
        return 1
    text = bounds_text(before, chosen, sittings)
    print(f"\n{text}")
    if wish.write:
        write_between_marks(_MARK, text, wish.page)
    return int(failed)


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.bounds",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("shapes", nargs="*", metavar="WORD", help="shapes whose name holds a word")
    asked.add_argument("--runs", type=int, default=1, help="how many each needs, in all")
    asked.add_argument("--cache", type=Path, default=Path.home() / ".cache/vaultnet-benchmarks")
    asked.add_argument("--page", type=Path, default=PAGE, help="the page that has the marks")
    asked.add_argument("--write", action="store_true", help="put the table into the page")
    wish = asked.parse_args()
    for word in wish.shapes:
        if not any(word in shape.name for shape in SHAPES):
            asked.error(f"no shape has {word!r} in its name")
    return wish


def _measure(shape: Shape, runs: int, sittings: Sittings) -> Iterator[RunError]:
    """Measure what is missing of a shape; yield what failed, and go on."""
    with tempfile.TemporaryDirectory(prefix="vaultnet-bounds-") as folder:
        for command, size in product(_COMMANDS, (shape.size // 2, shape.size)):
            work = _work(shape, command)
            for _ in range(sittings.missing(work, size, runs, ())):
                try:
                    once = time_once(_runner(_written(shape, size, Path(folder)), command))
                except RunError as failure:
                    yield failure
                    break
                sittings.keep(work, size, {OURS: Measured((once.processor,), once.memory)})
                told = f"{work}, {size:,}: {once.processor:.3g} s, {_mebibytes(once.memory)} MiB"
                print(told, flush=True)


def _work(shape: Shape, command: tuple[str, ...]) -> str:
    return f"{shape.name}: {command[0]}"


def _written(shape: Shape, size: int, folder: Path) -> Path:
    """Return a vault of a shape, without anything that the last command made of it."""
    vault = folder / str(size)
    if not vault.is_dir():
        vault.mkdir()
        _write_apart(shape, vault, size)
    for made in (".vaultnet", "site"):
        shutil.rmtree(vault / made, ignore_errors=True)
    return vault


def _write_apart(shape: Shape, vault: Path, size: int) -> None:
    """Write a vault in a process of its own.

    The system counts the memory of a parent as that of its children: this process has to stay
    small.
    """
    process = multiprocessing.get_context("fork").Process(target=shape.write, args=(vault, size))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"the vault could not be written: {vault}")


def _runner(vault: Path, command: tuple[str, ...]) -> Runner:
    program = str(Path(sys.executable).parent / "vaultnet")
    words = (program, "--vault", str(vault), "--as-of", "2026-11-23", *command)
    return Runner(words, str(vault), accepts=(0, 1))


def bounds_text(
    before: Sequence[Sequence[Cells]],
    chosen: Iterable[Shape],
    sittings: Sittings,
    shapes: Sequence[Shape] = SHAPES,
) -> str:
    """Return the table of what was measured, merged into the one there was before."""
    rows = [row for shape in chosen for row in _rows(shape, sittings)]
    told = merged(before[0][1:] if before else (), rows, key=2)
    ranks = {
        (str(shape), command[0]): (place, number)
        for place, shape in enumerate(shapes)
        for number, command in enumerate(_COMMANDS)
    }
    told = sorted((row for row in told if row[:2] in ranks), key=lambda row: ranks[row[0], row[1]])
    return table_text(_HEAD, told)


def _rows(shape: Shape, sittings: Sittings) -> Iterator[Cells]:
    for command in _COMMANDS:
        taken = {
            size: measured[OURS]
            for size in (shape.size // 2, shape.size)
            if (measured := sittings.taken(_work(shape, command), size))
        }
        if whole := taken.get(shape.size):
            # The least of the runs is what a busy machine disturbs least.
            seconds = {size: min(each.seconds) for size, each in taken.items()}
            power = exponent(seconds)
            told = "" if power is None else f"{power:.2f}"
            yield (
                str(shape),
                command[0],
                f"{seconds[shape.size]:.3g}",
                told,
                _mebibytes(whole.memory),
            )


def _mebibytes(memory: int) -> str:
    return f"{memory / 2**20:,.0f}"


if __name__ == "__main__":
    raise SystemExit(main())
