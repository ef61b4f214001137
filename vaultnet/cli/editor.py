"""Opening a note in the editor that its owner chose."""

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from vaultnet.cli.problem import Problem


def editor_opener() -> Callable[[Path], None]:
    """Return what opens a file in $VISUAL or $EDITOR and waits; raises Problem for neither.

    Asked for before anything is written, so that a missing editor leaves nothing half done.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise Problem("no editor is chosen", "set $VISUAL or $EDITOR, or leave --edit out")
    return lambda path: _open(chosen, path)


def _open(chosen: str, path: Path) -> None:
    try:
        finished = subprocess.run([*shlex.split(chosen), str(path)], check=False)  # noqa: S603
    except (OSError, ValueError):
        hint = "check $VISUAL and $EDITOR"
        raise Problem('cannot run the editor "{editor}"', hint, editor=chosen) from None
    if finished.returncode != 0:
        message = 'the editor "{editor}" ended in {code}'
        raise Problem(message, "see {path}", editor=chosen, code=finished.returncode, path=path)
