"""`vaultnet audit`: attention beside fruitfulness and liking, and what judgement rests on."""

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.reasons import open_desk
from vaultnet.cli.reports.audit import COLUMNS, audit_rows, plain_audit, render_audit
from vaultnet.cli.tables import Answer, format_option, write_answer


@click.command()
@format_option
@pass_invocation
def command(invocation: Invocation, *, format_: str) -> int:
    """Compare your attention and your judgement with the evidence.

    A mirror, no verdict: whether your time of the last months went where it is fruitful or where
    you like it, who gets far more or far less than fruitfulness asks for, how much hangs on few
    people and places, and which ratings rest on little.
    """
    workspace = invocation.open()
    desk, strategy = open_desk(invocation, workspace), workspace.strategy
    answer = Answer(
        lambda: render_audit(desk, strategy),
        COLUMNS,
        list(audit_rows(desk, strategy)),
        plain_audit(desk, strategy),
    )
    write_answer(answer, format_, invocation.terminal)
    return 0
