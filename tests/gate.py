"""The gate: every check that a change must pass, in one command, `python -m tests.gate`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
STEPS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest",),
)


def run_gate() -> int:
    """Run all steps, also after one has failed; return 0 when all of them passed."""
    failed = []
    for step in STEPS:
        program = Path(sys.executable).with_name(step[0])
        print(f"\n$ {' '.join(step)}", flush=True)
        if subprocess.run([program, *step[1:]], cwd=ROOT, check=False).returncode != 0:
            failed.append(step[0])
    print(f"\ngate: {'failed: ' + ', '.join(failed) if failed else 'passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run_gate())
