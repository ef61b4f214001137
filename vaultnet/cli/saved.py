"""What is said after a write when it is not known to outlive a power cut."""

from typing import TYPE_CHECKING

from vaultnet.cli.output import Terminal
from vaultnet.language import Translator

if TYPE_CHECKING:
    from vaultnet.storage import Written


def tell_unless_flushed(written: "Written", terminal: Terminal, words: Translator) -> None:
    """Say that the disk did not confirm a write; nothing where it did."""
    if not written.flushed:
        terminal.remark(words.text("the disk did not confirm that this outlives a power cut"))
