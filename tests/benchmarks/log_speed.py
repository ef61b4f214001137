"""How long `vaultnet log` takes in vaults of 10, 1,000 and 10,000 contacts, as whole processes.

Beside it stands the time of `python -c "import click"`, below which no command can be. Runs
alternate, so that what else the machine does falls on all of them; medians are printed.

`python -m tests.benchmarks.log_speed [RUNS]`
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.generated_vault import write_vault
from tests.faults.processes import environment

KEPT = {"PYTHONDONTWRITEBYTECODE": ""}
"""Python keeps what it compiled, as it does for users."""

SIZES = (10, 1_000, 10_000)
RUNS = 15
_SETTLED = 2.1
"""Seconds after which a file that was just written is not doubted any more."""


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, Sequence[str]] = {
            "python -c 'import click'": ("-c", "import click"),
            "python -c 'import click, json, hashlib'": ("-c", "import click, json, hashlib"),
        }
        for size in SIZES:
            root = Path(folder) / str(size)
            write_vault(root, size)
            time.sleep(_SETTLED)
            name = f"vaultnet log, {size} contacts"
            commands[name] = (
                "-m",
                "vaultnet",
                "--vault",
                str(root),
                "log",
                "contact-7",
                "met",
                "x",
            )
            print(f"{name}, the first time: {_seconds(commands[name]) * 1000:.0f} ms")
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(_seconds(command))
        bare = median(next(iter(times.values())))
        for name, found in times.items():
            middle = median(found)
            print(f"{name}: {middle * 1000:.0f} ms, {middle / bare:.1f} times the bare import")


def _seconds(command: Sequence[str]) -> float:
    """Return how long a process takes."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *command], env=environment(**KEPT), capture_output=True, check=True
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
