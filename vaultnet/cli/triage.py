"""`vaultnet triage`: a tier for each of those who have none yet, one key each."""

import sys
from collections.abc import Sequence

import click

from vaultnet.cli.asking import find_contacts, open_lexicon
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.list import QueryCommand
from vaultnet.cli.paper import paragraph
from vaultnet.cli.problem import Problem
from vaultnet.cli.questions import make_questions
from vaultnet.cli.reasons import Desk, open_desk, render_step
from vaultnet.cli.reports.triage import COLUMNS, plain_cards, render_cards, triage_rows
from vaultnet.cli.sorting import Sorter
from vaultnet.cli.tables import Answer, format_option, write_answer
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.triage import TriageCard
from vaultnet.workspace import Workspace

_SHOWN = 20


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, metavar="[QUERY]…")
@click.option("--list", "lists", is_flag=True, help="List who is waiting, and ask nothing.")
@click.option("--limit", type=click.IntRange(min=1), help="How many contacts at most.")
@format_option
@pass_invocation
def command(
    invocation: Invocation, query: tuple[str, ...], *, lists: bool, limit: int | None, format_: str
) -> int:
    """Give a tier to contacts that have none yet, one key each.

    Those who might serve an objective come first. Every answer is written at once, so that
    you can stop at any time and go on later; u takes the last one back. QUERY narrows whom to look
    at, as in list. Answers may come from a pipe, a line for each contact. Ends in 1 when nobody
    is waiting.
    """
    if format_ != "table" and not lists:
        raise Problem("--format is for the list of those who wait", "add --list")
    workspace = invocation.open(anew=not lists)
    desk = open_desk(invocation, workspace)
    asked = " ".join(part.removeprefix(" ") for part in query)
    cards = _cards(workspace, asked, desk)
    if not cards and format_ == "table":
        invocation.terminal.remark(_nobody(desk, workspace, asked))
        return 1
    if lists:
        most = _SHOWN if limit is None and format_ == "table" else limit
        write_answer(_listed(desk, cards, most), format_, invocation.terminal)
        return 0 if cards else 1
    questions = make_questions(invocation.terminal, sys.stdin)
    sorter = Sorter(desk, workspace, questions)
    sorter.sort(cards[:limit])
    _tell_end(desk, sorter, len(cards))
    return 0


def _cards(workspace: Workspace, query: str, desk: Desk) -> Sequence[TriageCard]:
    """Return the cards of those who match a query."""
    cards = workspace.strategy.triage
    if not query.strip():
        return cards
    matching = find_contacts(workspace, open_lexicon(workspace), [query], desk.words)
    wanted = {contact.id for contact in matching}
    return [card for card in cards if card.contact in wanted]


def _listed(desk: Desk, cards: Sequence[TriageCard], most: int | None) -> Answer:
    held = cards[:most]
    more = len(cards) - len(held)
    document: dict[str, object] = {"contacts": plain_cards(desk, held), "not_shown": more}
    rows = list(triage_rows(desk, held))
    return Answer(lambda: render_cards(desk, held, more), COLUMNS, rows, document)


def _nobody(desk: Desk, workspace: Workspace, query: str) -> str:
    network = workspace.strategy.network
    step = next_step(network)
    if step is not None and not network.contacts:
        none = desk.words.text("Nobody is in the network yet, so nobody waits for a tier.")
        return f"{none}\n\n{render_step(desk, step)}"
    if query.strip() and workspace.strategy.triage:
        return desk.words.text("Nobody who matches is waiting for a tier.")
    return desk.words.text("Nobody is waiting: every contact has a tier.")


def _tell_end(desk: Desk, sorter: Sorter, waiting: int) -> None:
    """Say what was decided, how many wait still, and how to go on."""
    text, plural = desk.words.text, desk.words.plural
    decided = len(sorter.decided)
    lines = [
        plural("{n} contact has a tier now.", "{n} contacts have a tier now.", decided)
        if decided
        else text("Nothing was written.")
    ]
    if left := waiting - decided:
        lines.append(
            plural(
                '{n} is still waiting: "vaultnet triage" goes on.',
                '{n} are still waiting: "vaultnet triage" goes on.',
                left,
            )
        )
    elif decided:
        lines.append(text('Nobody is waiting any more: "vaultnet strategy" sums it up.'))
    if decided:
        lines.append(text('"vaultnet undo" takes the last answer back.'))
    desk.terminal.remark("\n" + paragraph(desk.terminal, " ".join(lines)))
