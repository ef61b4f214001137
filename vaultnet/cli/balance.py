"""`vaultnet balance`: what was given and received, promised and asked, of all or with one."""

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.reasons import Desk, open_desk
from vaultnet.cli.reports.ledger import LINE_COLUMNS, line_rows, plain_ledger, render_ledger
from vaultnet.cli.reports.ledgers import (
    CONTACT_COLUMNS,
    contact_rows,
    ledgers_in_order,
    plain_ledgers,
    render_ledgers,
)
from vaultnet.cli.tables import Answer, format_option, write_answer
from vaultnet.domain.contact import Contact
from vaultnet.strategy.summary import Strategy

_SHOWN = 15


@click.command()
@click.argument("name", nargs=-1, metavar="[NAME]")
@click.option("--all", "everybody", is_flag=True, help="Everybody with whom something went on.")
@click.option("--limit", type=click.IntRange(min=0), help="How many at most; else 15.")
@format_option
@pass_invocation
def command(
    invocation: Invocation,
    name: tuple[str, ...],
    *,
    everybody: bool,
    limit: int | None,
    format_: str,
) -> int:
    """Say what was given and received, promised and asked.

    Without NAME of the whole network, and then by contact: whom you promised something first,
    then where you received most in return for least. With NAME line by line.
    """
    workspace = invocation.open()
    desk, strategy = open_desk(invocation, workspace), workspace.strategy
    if name:
        contact = choose_contact(workspace.vault.network, " ".join(name))
        answer = _of_one(desk, strategy, contact)
    else:
        most = limit if limit is not None or everybody or format_ != "table" else _SHOWN
        answer = _of_all(desk, strategy, most)
    write_answer(answer, format_, invocation.terminal)
    return 0


def _of_one(desk: Desk, strategy: Strategy, contact: Contact) -> Answer:
    return Answer(
        lambda: render_ledger(desk, strategy, contact),
        LINE_COLUMNS,
        list(line_rows(desk, strategy.ledgers[contact.id])),
        plain_ledger(desk, strategy, contact),
    )


def _of_all(desk: Desk, strategy: Strategy, most: int | None) -> Answer:
    order = ledgers_in_order(strategy)
    shown = order[:most]
    return Answer(
        lambda: render_ledgers(desk, strategy, shown, more=len(order) - len(shown)),
        CONTACT_COLUMNS,
        list(contact_rows(strategy, shown)),
        plain_ledgers(desk, strategy, shown, more=len(order) - len(shown)),
    )
