"""`vaultnet merge`: two notes on one person made one, and nothing of either lost."""

from typing import TYPE_CHECKING

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.import_records import record_changes
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.new import shown_path
from vaultnet.cli.note_writing import as_problem, write_notes
from vaultnet.cli.output import clean
from vaultnet.cli.paper import Column, lay_out, paragraph
from vaultnet.cli.reports.note_changes import show_changes
from vaultnet.cli.saved import tell_unless_flushed

if TYPE_CHECKING:
    from vaultnet.domain.contact import Contact
    from vaultnet.vault.changes.merging import Merging
    from vaultnet.workspace import Workspace


@click.command()
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@click.option(
    "--prefer",
    type=click.Choice(("keep", "other")),
    default="keep",
    help="Whose value counts where a field holds one and both have it; keep's does.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_invocation
def command(invocation: Invocation, keep: str, other: str, *, prefer: str, dry_run: bool) -> int:
    """Make two notes on one person one.

    KEEP is the contact whose note stays, OTHER the one that it takes in. Lists and dated lines
    are united; of two single values one counts, and the other is kept under Private. Other text
    goes below a heading of its own. Every link to OTHER leads to KEEP, and OTHER's note is
    removed. Nobody sees more of the one note than they saw of either. "vaultnet undo" takes it
    back.
    """
    workspace = invocation.open(anew=True)
    network = workspace.vault.network
    pair = choose_contact(network, keep), choose_contact(network, other)
    merging = _plan(workspace, pair, prefer_other=prefer == "other")
    if dry_run:
        show_changes(merging.changes, invocation.terminal)
    else:
        _write(invocation, workspace, pair, merging)
    _tell(invocation, workspace, pair, merging)
    if dry_run:
        words = invocation.words(workspace.vault.settings.language)
        invocation.terminal.remark(words.text("Nothing was written."))
    return 0


def _plan(
    workspace: "Workspace", pair: "tuple[Contact, Contact]", *, prefer_other: bool
) -> "Merging":
    from vaultnet.language import translator
    from vaultnet.vault.changes.merged_body import Titles
    from vaultnet.vault.changes.merging import plan_merge
    from vaultnet.vault.changes.note_changes import OperationError

    keep, other = pair
    written = translator(workspace.vault.settings.language)
    heading = written.text("From {name}", name=other.name)
    titles = Titles(heading, written.text("From {name}:", name=other.name))
    try:
        return plan_merge(workspace.vault, keep.id, other.id, titles, prefer_other=prefer_other)
    except OperationError as error:
        raise as_problem(error) from None


def _write(
    invocation: Invocation,
    workspace: "Workspace",
    pair: "tuple[Contact, Contact]",
    merging: "Merging",
) -> None:
    from vaultnet.exchange.planning.last_seen import renamed

    keep, other = pair
    settings = workspace.vault.settings
    records = record_changes(workspace.root, lambda text: renamed(text, other.id, keep.id))
    written = write_notes(workspace.root, merging.changes, "merge", settings, records)
    shown = shown_path(workspace.root / merging.path)
    invocation.terminal.data(clean(str(shown)))
    tell_unless_flushed(written, invocation.terminal, invocation.words(settings.language))


def _tell(
    invocation: Invocation,
    workspace: "Workspace",
    pair: "tuple[Contact, Contact]",
    merging: "Merging",
) -> None:
    """Say what became of the other note, of values that clash, and of links."""
    words = invocation.words(workspace.vault.settings.language)
    terminal = invocation.terminal
    keep, other = (clean(each.name) for each in pair)
    told = words.text("{keep} takes in {other}.", keep=keep, other=f"{other} ({pair[1].id})")
    lines = [told]
    if merging.links:
        lines.append(words.plural("{n} link follows.", "{n} links follow.", merging.links))
    terminal.remark(paragraph(terminal, " ".join(lines)))
    if merging.conflicts:
        told = words.text("Both had a value where one can stand; the other is kept under Private:")
        columns = [Column(), Column(words.text("counts"), flexible=True)]
        columns.append(Column(words.text("kept beside it"), flexible=True))
        rows = [(each.key, each.winner, each.loser) for each in merging.conflicts]
        terminal.remark(f"{told}\n{lay_out(terminal, columns, rows)}")
    if merging.dropped:
        terminal.remark(words.text("Left out, as it would tie them to themselves:"))
    for line in merging.dropped:
        terminal.remark(paragraph(terminal, line, indent=2, hanging=2))
