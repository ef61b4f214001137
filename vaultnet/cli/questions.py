"""Questions to the person at the keyboard, or to the lines of a pipe.

Questions go to the standard error, so that the data of a command stay alone in its output. Where
nobody types, each answer is written behind its question, and the transcript reads as a dialogue.
"""

import io
import os
from collections.abc import Iterator
from typing import TextIO

from vaultnet.cli.output import Terminal, clean
from vaultnet.late import dataclass

_YES = frozenset({"y", "yes", "s", "sí", "si"})


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks, and gives what was answered; `source` is None where there is no input at all."""

    terminal: Terminal
    source: TextIO | None

    def ask(self, question: str) -> str | None:
        """Return the answer to a question without blanks around it; None at the end of input."""
        self.terminal.out.flush()
        self.terminal.err.write(f"{clean(question)} ")
        self.terminal.err.flush()
        line = self.source.readline() if self.source is not None else ""
        answer = line.strip()
        if self.source is None or not self.source.isatty() or not line:
            self.terminal.err.write(clean(answer) + "\n")
        return answer if line else None

    def agrees(self, question: str) -> bool:
        """Tell whether the answer is a word for yes in either language; anything else is a no."""
        answer = self.ask(question)
        return answer is not None and answer.casefold() in _YES

    def keys(self, question: str) -> Iterator[str] | None:
        """Return the keys that answer a question, "" for Enter; None at the end of input.

        A keyboard gives one key, read without waiting for Enter; a line of a pipe gives all of
        its characters, and an empty one Enter.
        """
        if self.source is None or not self.source.isatty():
            line = self.ask(question)
            return None if line is None else iter(line.casefold() or [""])
        self.terminal.out.flush()
        self.terminal.err.write(f"{clean(question)} ")
        self.terminal.err.flush()
        key = _pressed(self.source)
        self.terminal.err.write("\n")
        return None if key is None else iter([key])


_ENTER = frozenset(b"\r\n")
_END = 0x04
_ESCAPE = 0x1B
_LONGEST = 32
"""More bytes than any key sends."""


def _pressed(source: TextIO) -> str | None:
    """Wait for a key; None for the end of input, "" for Enter, "?" for a key without a letter.

    What is typed ahead is kept, so that somebody quick loses no key: the mode of the terminal is
    changed without throwing input away, which `click.getchar` does.
    """
    import termios
    import tty

    descriptor = source.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        first = os.read(descriptor, 1)
        if first[:1] == bytes([_ESCAPE]):
            _read_sequence(descriptor)
            return "?"
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    if not first or first[0] == _END:
        return None
    if first[0] in _ENTER:
        return ""
    return first.decode("ascii", "replace").casefold()


def _read_sequence(descriptor: int) -> None:
    """Read the rest of what an arrow or a function key sent: up to its final letter or `~`."""
    import select

    for place in range(_LONGEST):
        if not select.select([descriptor], [], [], 0)[0]:
            return
        byte = os.read(descriptor, 1)
        if not byte or (place and byte not in b"[O" and 0x40 <= byte[0] <= 0x7E):
            return


def make_questions(terminal: Terminal, source: TextIO | None) -> Questions:
    """Return what asks; bytes that are no text are answers that nobody understands, no crash."""
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(errors="replace")
    return Questions(terminal, source)
