"""Opening a note in the editor that its owner chose."""

import os
import shlex
import subprocess
from pathlib import Path

from vaultnet.cli.problem import Problem


def open_in_editor(path: Path) -> None:
    """Run $VISUAL or $EDITOR on a file and wait for it; raises Problem where it cannot run."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise Problem(f"no editor to open {path} with", "set $VISUAL or $EDITOR")
    try:
        finished = subprocess.run([*shlex.split(chosen), str(path)], check=False)  # noqa: S603
    except (OSError, ValueError):
        raise Problem(f'cannot run the editor "{chosen}"', "check $VISUAL and $EDITOR") from None
    if finished.returncode != 0:
        raise Problem(f'the editor "{chosen}" ended in {finished.returncode}', f"see {path}")
