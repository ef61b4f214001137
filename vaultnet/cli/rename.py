"""`vaultnet rename`: another name for a page, and every link follows."""

from typing import TYPE_CHECKING

import click

from vaultnet.cli.choosing import choose_page
from vaultnet.cli.import_records import record_changes
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.new import shown_path, sound_name
from vaultnet.cli.note_writing import as_problem, write_notes
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.note_changes import show_changes
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.vault.slug import is_safe_id, slug

if TYPE_CHECKING:
    from vaultnet.vault.changes.renaming import Renaming
    from vaultnet.workspace import Workspace

_LISTED = 10


@click.command()
@click.argument("name", metavar="NAME")
@click.argument("new_name", metavar="NEW-NAME")
@click.option("--id", "chosen_id", metavar="ID", help="The stem of the file; else from the name.")
@click.option(
    "--keep-alias/--no-alias",
    default=True,
    help="Whether the old name stays as another name of the page; it does.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@pass_invocation
def command(
    invocation: Invocation,
    name: str,
    new_name: str,
    *,
    chosen_id: str | None,
    keep_alias: bool,
    dry_run: bool,
) -> int:
    """Give a page another name, and let every link to it follow.

    NAME is an id, a name or an alias of any page: a contact, an objective, an organisation, a
    note. Its file is named anew too, and every link of the vault that leads to it is rewritten in
    the form that it has; labels stay. A link that would be ambiguous afterwards is refused. The
    new path is printed.
    """
    workspace = invocation.open(anew=True)
    renaming = _plan(workspace, name, sound_name(new_name), chosen_id, keep_alias=keep_alias)
    words = invocation.words(workspace.vault.settings.language)
    if not renaming.changes:
        invocation.terminal.remark(words.text("The page is called so already."))
        return 0
    if dry_run:
        show_changes(renaming.changes, invocation.terminal)
    else:
        _write(invocation, workspace, renaming)
    _tell(invocation, workspace, renaming)
    if dry_run:
        invocation.terminal.remark(words.text("Nothing was written."))
    return 0


def _plan(
    workspace: "Workspace", name: str, new_name: str, chosen_id: str | None, *, keep_alias: bool
) -> "Renaming":
    from vaultnet.vault.changes.note_changes import OperationError
    from vaultnet.vault.changes.renaming import NewName, plan_rename

    node = choose_page(workspace.vault.network, name)
    stem = chosen_id if chosen_id is not None else slug(new_name)
    if not is_safe_id(stem):
        raise Problem('"{id}" is no id', "use small letters, digits and hyphens", id=stem)
    wanted = NewName(new_name, stem, keeps_alias=keep_alias, may_be_shared=chosen_id is not None)
    try:
        return plan_rename(workspace.vault, node.id, wanted)
    except OperationError as error:
        raise as_problem(error) from None


def _write(invocation: Invocation, workspace: "Workspace", renaming: "Renaming") -> None:
    from vaultnet.exchange.planning.last_seen import renamed
    from vaultnet.vault.parse import stem_of

    settings = workspace.vault.settings
    old, new = stem_of(renaming.old_path), stem_of(renaming.path)
    records = record_changes(workspace.root, lambda text: renamed(text, old, new))
    written = write_notes(workspace.root, renaming.changes, "rename", settings, records)
    shown = shown_path(workspace.root / renaming.path)
    invocation.terminal.data(clean(str(shown)))
    tell_unless_flushed(written, invocation.terminal, invocation.words(settings.language))


def _tell(invocation: Invocation, workspace: "Workspace", renaming: "Renaming") -> None:
    """Say what became of the links, and of the old name."""
    words = invocation.words(workspace.vault.settings.language)
    remark = invocation.terminal.remark
    if renaming.links:
        notes = words.plural("{n} note", "{n} notes", renaming.notes)
        told = words.plural(
            "{n} link follows, in {notes}.",
            "{n} links follow, in {notes}.",
            renaming.links,
            notes=notes,
        )
        remark(told)
    if renaming.alias:
        told = words.text('"{name}" stays as another name.', name=clean(renaming.alias))
        remark(told)
    if renaming.gained:
        told = words.plural(
            "{n} link that led to no page, or to several, leads to one now:",
            "{n} links that led to no page, or to several, lead to one now:",
            len(renaming.gained),
        )
        remark(told)
    for shift in renaming.gained[:_LISTED]:
        remark(f"  {clean(shift.place.path)}: {clean(shift.reference.target)}")
