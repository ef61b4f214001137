"""What people see: cleaned text, colours, tables, progress. The only place that knows rich.

`clean` is the one function that every value from a vault passes on its way to a terminal.
"""

import codecs
import io
import json
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from functools import lru_cache
from typing import TextIO, TypeVar

from vaultnet.late import dataclass

Item = TypeVar("Item")
_JOINERS = "\u200c\u200d"
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_SPOKEN = {
    "█": "#",
    "▓": "=",
    "░": ".",
    "·": "-",
    "…": "...",
    "–": "-",
    "—": "-",
    "→": "->",
    "−": "-",
    "’": "'",
    "“": '"',
    "«": "<<",
    "»": ">>",
}
_FIRST_COMBINING, _SOFT_HYPHEN = "\u0300", "\u00ad"
"""Before the first of them every letter takes one column, but for the second."""
_STYLES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "info": "\x1b[1;36m",
    "strong": "\x1b[1m",
    "faint": "\x1b[2m",
    "good": "\x1b[32m",
}
_RESET = "\x1b[0m"
_UNLIMITED = 10_000
_REDRAW = 0.1  # seconds between two drawings of a progress bar


def clean(text: str) -> str:
    """Return one line that is safe to print: what is unseen or could steer a terminal is shown.

    Control characters, escape sequences, directions of writing, and line ends become visible
    signs; nothing is left out.
    """
    if text.isprintable():
        return text
    return "".join(_visible(letter) for letter in text)


def clean_lines(text: str) -> str:
    """Return several lines, each cleaned; line feeds and tabs stay what they are."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(clean(cell) for cell in line.split("\t")) for line in lines)


def display_width(text: str) -> int:
    """Return how many columns of a terminal a cleaned text takes."""
    if text.isascii() or (max(text) < _FIRST_COMBINING and _SOFT_HYPHEN not in text):
        return len(text)
    return sum(_letter_width(letter) for letter in text)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where output goes: data to `out`, everything else to `err`; in colour, and how wide.

    `width` is in columns, and holds for reports; a table for a pipe is as wide as it is.
    """

    out: TextIO
    err: TextIO
    color: bool = False
    width: int = 100

    def data(self, text: str) -> None:
        """Write cleaned text to the standard output, with a line end."""
        self.out.write(text + "\n")

    def remark(self, text: str) -> None:
        """Write cleaned text for people to the standard error, after the data so far."""
        self.out.flush()
        self.err.write(text + "\n")

    def aside(self, text: str) -> None:
        """Write a remark about this run alone, which is no part of an answer that is kept."""
        self.out.flush()
        _beneath(self.err).write(text + "\n")

    def style(self, text: str, name: str) -> str:
        """Return a text in a style of ours (`error`, `strong`, `faint`…), if there is colour."""
        return f"{_STYLES[name]}{text}{_RESET}" if self.color else text

    @property
    def interactive(self) -> bool:
        """Tell whether somebody is watching what is written to the standard error."""
        return self.err.isatty()


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Decide about colour: the option first, then NO_COLOR, FORCE_COLOR, TERM and the stream."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()


def make_streams_safe() -> None:
    """Let no character stop the output: what an encoding lacks is written in another way."""
    codecs.register_error("vaultnet", _spell_out)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="vaultnet")


def render_json(value: object, *, indent: int | None = 2) -> str:
    """Return JSON whose strings hold no character that could steer a terminal, losslessly."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.replace("\n", "").isprintable():
        return text
    return "".join(
        letter if letter == "\n" or not _is_unseen(letter) else _json_escape(letter)
        for letter in text
    )


def render_table(headings: Sequence[str], rows: Iterable[Sequence[str]], terminal: Terminal) -> str:
    """Return a table of cleaned cells; it fits the width of a terminal, and is whole in a pipe."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        table.add_column(Text(clean(heading)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    canvas = io.StringIO()
    console = Console(
        file=canvas,
        width=None if terminal.out.isatty() else _UNLIMITED,
        force_terminal=terminal.color,
        color_system="standard" if terminal.color else None,
        legacy_windows=False,
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in canvas.getvalue().splitlines())


def tracked(items: Iterable[Item], label: str, terminal: Terminal) -> Iterator[Item]:
    """Yield items while a progress bar shows how far it is; nothing is shown in a pipe."""
    if not terminal.interactive:
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    # Drawn from here and not by a thread of its own: what makes the items may start processes,
    # and only a process of one thread can be copied whole.
    console = Console(file=_beneath(terminal.err))
    with Progress(console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(label, total=_length_of(items))
        drawn = 0.0
        for item in items:
            yield item
            progress.advance(task)
            if (now := time.monotonic()) - drawn > _REDRAW:
                progress.refresh()
                drawn = now


def _beneath(stream: TextIO) -> TextIO:
    """Return the stream itself where one remembers what is written to it."""
    found: TextIO = getattr(stream, "beneath", stream)
    return found


def _length_of(items: Iterable[Item]) -> int | None:
    return len(items) if isinstance(items, Sized) else None


def _visible(letter: str) -> str:
    """Return a letter, or the sign that stands for one that is not seen."""
    if not _is_unseen(letter):
        return letter
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def _is_unseen(letter: str) -> bool:
    return letter not in _JOINERS and unicodedata.category(letter) in _UNSEEN


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _json_escape(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding lacks: typographic signs by plain ones, the rest by its code."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    spelt = (_SPOKEN.get(letter) or _escape(letter) for letter in letters)
    return "".join(spelt), error.end


def _escape(letter: str) -> str:
    return letter.encode("ascii", "backslashreplace").decode("ascii")
