"""`vaultnet show`: a brief on a contact, to read before a meeting."""

import click

from vaultnet.cli.brief import Desk, render_brief
from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@pass_invocation
def command(invocation: Invocation, name: tuple[str, ...]) -> int:
    """Show a brief of somebody to read before a meeting.

    NAME is an id, a name or an alias, in full or a part that only one contact has.
    """
    workspace = invocation.open()
    network = workspace.vault.network
    contact = choose_contact(network, " ".join(name))
    words = invocation.words(workspace.vault.settings.language)
    desk = Desk(network, invocation.as_of, words, invocation.terminal)
    invocation.terminal.data(render_brief(desk, contact))
    return 0
