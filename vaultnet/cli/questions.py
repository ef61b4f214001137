"""Questions to the person at the keyboard, or to the lines of a pipe.

Questions go to the standard error, so that the data of a command stay alone in its output. Where
nobody types, each answer is written behind its question, and the transcript reads as a dialogue.
"""

import io
from dataclasses import dataclass
from typing import TextIO

from vaultnet.cli.output import Terminal, clean


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

    def agrees(self, question: str, yes: frozenset[str]) -> bool:
        """Tell whether the answer is one of some words for yes; anything else is a no."""
        answer = self.ask(question)
        return answer is not None and answer.casefold() in yes


def make_questions(terminal: Terminal, source: TextIO | None) -> Questions:
    """Return what asks; bytes that are no text are answers that nobody understands, no crash."""
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(errors="replace")
    return Questions(terminal, source)
