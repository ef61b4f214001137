"""What becomes of the greatest that a vault may hold: `python -m tests.benchmarks.bounds [WORD]`.

Each shape is measured at half of its size and at the whole, in processor seconds of a process of
its own, so that what grows faster than the vault shows in the exponent. `WORD` chooses shapes.
"""

import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.comparison.stopwatch import as_installed
from tests.benchmarks.generated_vault import write_vault

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


def main(word: str = "") -> None:
    """Measure the shapes whose name holds a word, and print a table of Markdown."""
    print("| a vault with | command | seconds | exponent | peak, MiB |\n|---|---|---|---|---|")
    for shape in SHAPES:
        if word in shape.name:
            for line in _lines(shape):
                print(line, flush=True)


def _lines(shape: Shape) -> Iterator[str]:
    sizes = (shape.size // 2, shape.size)
    with tempfile.TemporaryDirectory(prefix="vaultnet-bounds-") as folder:
        vaults = [Path(folder) / str(size) for size in sizes]
        for vault, size in zip(vaults, sizes, strict=True):
            vault.mkdir()
            shape.write(vault, size)
        for command in _COMMANDS:
            (half, _), (whole, peak) = (_measure(vault, command) for vault in vaults)
            exponent = f"{math.log2(whole / half):.2f}"
            name = f"{shape.size:,} {shape.name}"
            yield f"| {name} | {command[0]} | {whole:.1f} | {exponent} | {peak / 2**20:.0f} |"


def _measure(vault: Path, command: tuple[str, ...]) -> tuple[float, int]:
    """Run a command; return its processor seconds and its peak of memory, in bytes."""
    program = Path(sys.executable).parent / "vaultnet"
    words = (str(program), "--vault", str(vault), "--as-of", "2026-11-23", *command)
    process = subprocess.Popen(
        words, env=as_installed(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(words)}\n{said.decode(errors='replace')[-2000:]}")
    return _processor_seconds(usage), usage.ru_maxrss * 1024


def _processor_seconds(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(*sys.argv[1:])
