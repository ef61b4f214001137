"""`vaultnet duplicates`: which contacts are probably one person, and why."""

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.reasons import open_desk
from vaultnet.cli.reports.duplicates import COLUMNS, duplicate_rows, plain_duplicates, render_pairs
from vaultnet.cli.tables import Answer, format_option, write_answer
from vaultnet.strategy.duplicates import duplicates_of, find_duplicates

_SHOWN = 20


@click.command()
@click.argument("name", nargs=-1, metavar="[NAME]")
@click.option("--limit", type=click.IntRange(min=1), help="How many pairs at most; else 20.")
@format_option
@pass_invocation
def command(
    invocation: Invocation, name: tuple[str, ...], *, limit: int | None, format_: str
) -> int:
    """Find contacts that are probably one person.

    Mail addresses, telephone numbers, profiles and ids that two notes share are evidence, and so
    are equal names, and names that are alike at one organisation. A tie between the two speaks
    against it. Each pair comes with its points and its reasons, the surest first. With NAME only
    the pairs of one contact. Nothing is written; "vaultnet merge" makes one note of two. Ends
    in 1 when there is none.
    """
    workspace = invocation.open()
    desk = open_desk(invocation, workspace)
    found = find_duplicates(workspace.vault.network)
    if name:
        contact = choose_contact(workspace.vault.network, " ".join(name))
        found = duplicates_of(found, contact.id)
    most = _SHOWN if limit is None and format_ == "table" else limit
    held = found[:most]
    more = len(found) - len(held)
    document = {"pairs": plain_duplicates(desk, held), "not_shown": more}
    rows = list(duplicate_rows(desk, held))
    answer = Answer(lambda: render_pairs(desk, held, more), COLUMNS, rows, document)
    write_answer(answer, format_, invocation.terminal)
    return 0 if found else 1
