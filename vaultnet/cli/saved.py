"""What is said after a write when it is not known to outlive a power cut."""

from typing import Protocol

from vaultnet.cli.output import Terminal
from vaultnet.language import Translator


class Flushed(Protocol):
    """What a write says of how sure it is."""

    @property
    def flushed(self) -> bool:
        """Tell whether the disk confirmed all of it."""


def tell_unless_flushed(written: Flushed, terminal: Terminal, words: Translator) -> None:
    """Say that the disk did not confirm a write; nothing where it did."""
    if not written.flushed:
        terminal.remark(words.text("the disk did not confirm that this outlives a power cut"))
