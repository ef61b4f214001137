"""`vaultnet forget`: a person is taken out of all that VaultNet owns."""

import sys
from typing import TYPE_CHECKING

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.forgetting import (
    Erasure,
    find_leftovers,
    plan_erasure,
    remaining,
    write_erasure,
)
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean
from vaultnet.cli.paper import paragraph
from vaultnet.cli.problem import Problem
from vaultnet.cli.questions import make_questions
from vaultnet.cli.reports.forgotten import render_erasure, render_remains
from vaultnet.cli.saved import tell_unless_flushed

if TYPE_CHECKING:
    from vaultnet.domain.contact import Contact
    from vaultnet.vault.parsed import Vault
    from vaultnet.workspace import Workspace


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would go, and write nothing.")
@click.option(
    "--keep-mentions", is_flag=True, help="Leave names in prose where they are, and list them."
)
@pass_invocation
def command(
    invocation: Invocation, name: tuple[str, ...], *, yes: bool, dry_run: bool, keep_mentions: bool
) -> int:
    """Take a person out of all that VaultNet owns, for good.

    This cannot be undone. Their note goes, with pictures that nobody else uses, lines of others
    that are about them alone, what imports remember of them, the undo records that hold them,
    and the built site. Links to them, and words of prose that mean nobody else, become a neutral
    word. Every line is shown before, and then what VaultNet cannot reach: the history of git,
    backups, copies.
    """
    if yes and dry_run:
        raise Problem("--yes writes and --dry-run does not", "leave one of them out")
    workspace = invocation.open(anew=True)
    vault, contact = _chosen(workspace, " ".join(name))
    erasure = _plan(workspace, vault, contact, keeps_mentions=keep_mentions)
    words, terminal = invocation.words(vault.settings.language), invocation.terminal
    terminal.data(render_erasure(erasure, terminal, words))
    if dry_run or not yes:
        traces = remaining(erasure, is_done=False)
        terminal.data("\n" + render_remains(erasure, traces, terminal, words))
    if dry_run or not _is_wanted(invocation, erasure, yes=yes):
        terminal.remark("\n" + words.text("Nothing was written."))
        return 0
    _forget(invocation, erasure)
    return 0


def _chosen(workspace: "Workspace", name: str) -> "tuple[Vault, Contact]":
    """Return the contact that a name means; one whose note is gone is found by its traces."""
    try:
        return workspace.vault, choose_contact(workspace.vault.network, name)
    except Problem:
        left = find_leftovers(workspace, name)
        if left is None:
            raise
        return left


def _plan(
    workspace: "Workspace", vault: "Vault", contact: "Contact", *, keeps_mentions: bool
) -> Erasure:
    from vaultnet.language import translator

    neutral = {language: translator(language).text("somebody") for language in ("en", "es")}
    return plan_erasure(workspace, vault, contact, neutral, keeps_mentions=keeps_mentions)


def _is_wanted(invocation: Invocation, erasure: Erasure, *, yes: bool) -> bool:
    """Ask at a terminal; raises Problem where nobody can be asked."""
    if yes:
        return True
    words, terminal = invocation.words(erasure.vault.settings.language), invocation.terminal
    if sys.stdin is None or not sys.stdin.isatty():
        hint = "read what goes, then run it again with --yes; nothing was written"
        raise Problem("forgetting cannot be undone, and nobody is here to be asked", hint)
    told = words.text("This cannot be undone, not even by vaultnet undo.")
    terminal.remark("\n" + paragraph(terminal, told))
    question = words.text("Forget {name} for good? [y/N]", name=clean(erasure.contact.name))
    return make_questions(terminal, sys.stdin).agrees(question)


def _forget(invocation: Invocation, erasure: Erasure) -> None:
    from vaultnet.site.target import PublishError

    words, terminal = invocation.words(erasure.vault.settings.language), invocation.terminal
    try:
        written = write_erasure(erasure)
    except PublishError as error:
        hint = "run the command again: it goes on where it ended"
        raise Problem("{reason}", hint, reason=error.reason) from None
    traces = remaining(erasure, is_done=True)
    terminal.data("\n" + render_remains(erasure, traces, terminal, words))
    told = words.text("{name} is forgotten.", name=clean(erasure.contact.name))
    terminal.remark(f"\n{told}")
    if written is not None:
        tell_unless_flushed(written, terminal, words)
