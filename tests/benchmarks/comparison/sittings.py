"""What was measured, kept in a file line by line, so that sittings go on where they broke off.

Only what was measured of this very program counts: after a change of it all is measured anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.comparison.stopwatch import OURS, Measured

Takings = Mapping[str, Measured]
"""What some work took, by the name of what did it: VaultNet, or what it is held against."""
_ROOT = Path(__file__).parents[3]


def digest_of_program(root: Path = _ROOT) -> str:
    """Return a digest of the program and of what it brings along."""
    digest = hashlib.sha256()
    for folder in ("vaultnet", "templates"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(root)}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def joined(one: Takings, other: Takings) -> dict[str, Measured]:
    """Return what two sittings took together."""
    nothing = Measured(())
    return {name: one.get(name, nothing) + other.get(name, nothing) for name in {**one, **other}}


@dataclass(frozen=True, slots=True)
class Sittings:
    """The measurements of one program in a file, by work and size."""

    file: Path
    program: str
    held: dict[tuple[str, int], Takings] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path, program: str) -> "Sittings":
        """Return what a file holds of a program; a line that was broken off is passed over."""
        sittings = cls(file, program)
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                sittings._take(line)
        return sittings

    def _take(self, line: str) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            return
        if told["program"] == self.program:
            taken = {
                name: Measured(tuple(seconds), memory)
                for name, (seconds, memory) in told["taken"].items()
            }
            self._add(told["work"], told["size"], taken)

    def _add(self, work: str, size: int, taken: Takings) -> None:
        self.held[work, size] = joined(self.held.get((work, size), {}), taken)

    def keep(self, work: str, size: int, taken: Takings) -> None:
        """Add what some work took to the file."""
        told = {
            "program": self.program,
            "work": work,
            "size": size,
            "taken": {name: (each.seconds, each.memory) for name, each in taken.items()},
        }
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as stream:
            # A line of its own also where the last one was broken off.
            stream.write(f"\n{json.dumps(told)}\n")
        self._add(work, size, taken)

    def taken(self, work: str, size: int) -> Takings:
        """Return what some work took, by who did it."""
        return self.held.get((work, size), {})

    def missing(self, work: str, size: int, runs: int, against: Iterable[str]) -> int:
        """Return how many runs are still to be made: all where a reference has none yet."""
        taken = {name: each for name, each in self.taken(work, size).items() if each.seconds}
        if not taken.keys() >= {OURS, *against}:
            return runs
        return max(0, runs - len(taken[OURS].seconds))
