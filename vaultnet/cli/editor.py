"""Opening a note, or a text that is still to be written, in the editor that its owner chose."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from vaultnet.cli.problem import Problem
from vaultnet.late import dataclass
from vaultnet.phrase import wording

CUT = "%% ------------------------------------------------------------------------"
"""The line below which an editor shows what is no part of the text."""
_LEAVE_OUT = wording("set $VISUAL or $EDITOR, or leave --edit out")
_GIVE_TEXT = wording("set $VISUAL or $EDITOR, or give the text on the command line")
_SEE = wording("see {path}")
_NOTHING = wording("nothing was written")


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote in an editor, kept in a private file until it is safe elsewhere."""

    path: Path
    text: str

    def discard(self) -> None:
        """Remove the file and the folder that was made for it."""
        with suppress(OSError):
            self.path.unlink()
            self.path.parent.rmdir()


def editor_opener(hint: str = _LEAVE_OUT, failed: str = _SEE) -> Callable[[Path], None]:
    """Return what opens a file in $VISUAL or $EDITOR and waits; raises Problem for neither.

    Asked for before anything is written, so that a missing editor leaves nothing half done.
    `failed` is the hint where the editor does not end well.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise Problem("no editor is chosen", hint)
    return lambda path: _open(chosen, path, failed)


def read_draft(guidance: Sequence[str]) -> Draft:
    """Let somebody write a text in an editor, above some lines that say what it is for.

    The file lies in a folder that only its owner can enter. Raises Problem where no editor can
    be run, or where it does not end well; what was written by then is kept.
    """
    open_file = editor_opener(_GIVE_TEXT, _NOTHING)
    folder = Path(tempfile.mkdtemp(prefix="vaultnet-"))
    path = folder / "entry.md"
    below = "".join(f"{line}\n" for line in (CUT, *guidance, "%%"))
    draft = Draft(path, "")
    try:
        path.touch(0o600)
        path.write_text(f"\n\n{below}", encoding="utf-8")
        open_file(path)
        written = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        message = "the text is not UTF-8"
        raise Problem(message, "it is kept in {path}", path=path) from None
    except Problem as problem:
        if _holds_text(path):
            hint = "what you wrote is kept in {path}"
            raise Problem("{problem}", hint, problem=problem.phrase, path=path) from None
        draft.discard()
        raise
    return Draft(path, _above_cut(written))


def _above_cut(written: str) -> str:
    """Return what stands above the line that divides a draft."""
    above, cut, _ = written.partition(CUT[:20])
    return above if cut else written


def _holds_text(path: Path) -> bool:
    try:
        return bool(_above_cut(path.read_text(encoding="utf-8")).strip())
    except (OSError, ValueError):
        return path.exists()


def _open(chosen: str, path: Path, failed: str) -> None:
    try:
        finished = subprocess.run([*shlex.split(chosen), str(path)], check=False)  # noqa: S603
    except (OSError, ValueError):
        hint = "check $VISUAL and $EDITOR"
        raise Problem('cannot run the editor "{editor}"', hint, editor=chosen) from None
    if finished.returncode != 0:
        message = 'the editor "{editor}" ended in {code}'
        raise Problem(message, failed, editor=chosen, code=finished.returncode, path=path)
