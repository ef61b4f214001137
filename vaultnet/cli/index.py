"""`vaultnet index`: bring the index up to date, and say what it found."""

from time import time_ns

import click

from vaultnet.cli.invocation import Invocation, pass_invocation


@click.command()
@click.option("--rebuild", is_flag=True, help="Read every note anew, whatever is kept.")
@pass_invocation
def command(invocation: Invocation, *, rebuild: bool) -> int:
    """Bring the index up to date, and say what it found.

    The index holds names, texts and parsed notes, so that a command need not read every note
    again. All commands that use it bring it up to date themselves: this one is for afterwards,
    when many notes have come in, and for curiosity. It can be deleted at any time, and nothing is
    lost.
    """
    root = invocation.root()
    from vaultnet.cli.reports.check_text import render_tally
    from vaultnet.kept import open_texts
    from vaultnet.vault.parsed import Tally

    texts = open_texts(root, time_ns(), rebuild=rebuild)
    invocation.open(root, tells=True, rebuild=rebuild)
    words = invocation.words(texts.settings.language)
    tally = Tally(texts.names.count, texts.names.rejected, texts.ignored)
    invocation.terminal.data(render_tally(tally, words))
    if texts.read:
        told = words.plural("{n} note was read.", "{n} notes were read.", texts.read)
    else:
        told = words.text("No note had changed.")
    invocation.terminal.remark(told)
    if not texts.kept:
        told = words.text("The index could not be kept: each command reads all notes anew.")
        invocation.terminal.remark(invocation.terminal.style(told, "warning"))
    return 0
