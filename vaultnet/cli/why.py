"""`vaultnet why`: every number of one contact taken apart, with file and line of each fact."""

from collections.abc import Iterator, Mapping

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.reasons import Desk, open_desk
from vaultnet.cli.reports.explanation import render_explanation
from vaultnet.cli.reports.plain_standing import plain_standing
from vaultnet.cli.reports.standing import Standing, find_standing
from vaultnet.cli.tables import Answer, Cell, format_option, write_answer
from vaultnet.strategy.reasons import Part, Score

COLUMNS = ("number", "part", "about", "points", "sentence", "file", "line")


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@format_option
@pass_invocation
def command(invocation: Invocation, name: tuple[str, ...], *, format_: str) -> int:
    """Take the numbers of a contact apart, with file and line of each fact.

    NAME is an id, a name or an alias, in full or a part that only one contact has. The parts of
    each number add up to it; where there is no number, it says what is missing.
    """
    workspace = invocation.open()
    contact = choose_contact(workspace.vault.network, " ".join(name))
    strategy = workspace.strategy
    desk = open_desk(invocation, workspace)
    standing = find_standing(strategy, contact)
    answer = Answer(
        lambda: render_explanation(desk, strategy, standing),
        COLUMNS,
        list(_rows(desk, standing)),
        plain_standing(desk, strategy, standing),
    )
    write_answer(answer, format_, invocation.terminal)
    return 0


def scores_of(standing: Standing) -> Mapping[str, Score]:
    """Return the scores of a contact that are made of parts, by their names."""
    scores = {
        "fruitfulness": standing.fruitfulness,
        "strength": standing.strength,
        "priority": standing.priority,
        "balance": standing.ledger.balance,
    }
    return {name: score for name, score in scores.items() if score is not None}


def _rows(desk: Desk, standing: Standing) -> Iterator[dict[str, Cell]]:
    """Yield a row for each part; a number without data has one row that says what is missing."""
    for number, score in scores_of(standing).items():
        for part in score.parts:
            yield _row(desk, number, part)
        if score.value is None and score.remark is not None:
            missing = Part("no data", 0.0, score.remark)
            yield {**_row(desk, number, missing), "points": None}


def _row(desk: Desk, number: str, part: Part) -> dict[str, Cell]:
    cited = desk.vault.cite(part.facts[0].node, part.facts[0].field) if part.facts else None
    return {
        "number": number,
        "part": part.name,
        "about": part.about,
        "points": part.points,
        "sentence": desk.say(part.sentence),
        "file": None if cited is None else cited.path,
        "line": None if cited is None else cited.line,
    }
