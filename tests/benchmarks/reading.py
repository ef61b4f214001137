"""What reading, checking and rendering cost for each contact, and how the cost grows.

    python -m tests.benchmarks.reading [SIZE ...]

Each size is measured in a process of its own, step by step, in processor seconds, which a busy
machine disturbs less than the clock. Beside each step stands its ratio to the reference of the
same run: reading the same files and taking them in as text, and nothing else. Python does not
search for cycles meanwhile, as it does not while a command runs.
"""

import gc
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.benchmarks.generated_vault import TODAY, write_vault
from tests.vaults import strategy_of
from vaultnet.site.plan import plan_site
from vaultnet.vault.assemble import assemble_vault
from vaultnet.vault.checks import check_vault
from vaultnet.vault.files import read_vault_files
from vaultnet.vault.load import parse_note
from vaultnet.vault.settings import Settings

SIZES = (1_000, 3_000, 10_000)
REFERENCE = "reference: read as text"

Result = TypeVar("Result")


def measure(root: Path) -> dict[str, float]:
    """Return the processor seconds of each step over the vault in a folder, in their order."""
    seconds: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Result]) -> Result:
        start = time.process_time()
        result = work()
        seconds[step] = time.process_time() - start
        return result

    gc.disable()
    settings = Settings()
    timed(REFERENCE, lambda: [path.read_text(encoding="utf-8") for path in root.rglob("*.md")])
    files = timed("scan and read", lambda: read_vault_files(root, settings))
    parsed = timed("parse", lambda: [parse_note(note, settings) for note in files.notes])
    vault = timed("assemble", lambda: assemble_vault(settings, parsed))
    diagnostics = timed("check", lambda: check_vault(vault, TODAY))
    timed(
        "render", lambda: sum(1 for _ in plan_site(vault, strategy_of(vault, TODAY), diagnostics))
    )
    return seconds


def main(sizes: tuple[int, ...]) -> None:
    """Measure every size and print a table: milliseconds for each contact, ratios, growth."""
    found = {size: measure_apart(size) for size in sizes}
    print(f"{'ms for each contact':<26}" + "".join(f"{size:>12,}" for size in sizes) + "  growth")
    for step in found[sizes[0]]:
        cells = "".join(f"{1000 * found[size][step] / size:>12.3f}" for size in sizes)
        print(f"{step:<26}{cells}  {growth(found, step):>6}")
    largest = sizes[-1]
    reference = found[largest][REFERENCE]
    print(f"\ntimes the reference, at {largest:,}")
    for step, seconds in found[largest].items():
        print(f"{step:<26}{seconds / reference:>12.1f}")


def growth(found: dict[int, dict[str, float]], step: str) -> str:
    """Return the exponent of cost against size between the smallest and the largest size."""
    small, large = min(found), max(found)
    if small == large:
        return ""
    return f"{math.log(found[large][step] / found[small][step]) / math.log(large / small):.2f}"


def measure_apart(size: int) -> dict[str, float]:
    """Measure one size in a fresh process, so that no size warms up another."""
    with tempfile.TemporaryDirectory() as folder:
        write_vault(Path(folder), size)
        command = [sys.executable, "-m", "tests.benchmarks.reading", "--measure", folder]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds: dict[str, float] = json.loads(run.stdout)
    print(f"{size:,} contacts: peak {seconds.pop('peak') / 1024:.0f} MiB", file=sys.stderr)
    return seconds


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        result = measure(Path(sys.argv[2]))
        result["peak"] = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        print(json.dumps(result))
    else:
        main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
