"""`vaultnet show`: a brief on a contact, to read before a meeting."""

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import render_json
from vaultnet.cli.reasons import open_desk
from vaultnet.cli.reports.brief import Brief, render_brief
from vaultnet.cli.reports.plain_brief import plain_brief
from vaultnet.cli.reports.standing import find_standing
from vaultnet.cli.tables import SCHEMA_VERSION


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    help="For people, or for programs.",
)
@pass_invocation
def command(invocation: Invocation, name: tuple[str, ...], *, format_: str) -> int:
    """Show a brief of somebody to read before a meeting.

    NAME is an id, a name or an alias, in full or a part that only one contact has.
    """
    workspace = invocation.open()
    contact = choose_contact(workspace.vault.network, " ".join(name))
    strategy = workspace.strategy
    desk = open_desk(invocation, workspace)
    brief = Brief(desk, strategy, find_standing(strategy, contact))
    if format_ == "json":
        document = {"schema_version": SCHEMA_VERSION, **plain_brief(brief)}
        invocation.terminal.data(render_json(document))
    else:
        invocation.terminal.data(render_brief(brief))
    return 0
