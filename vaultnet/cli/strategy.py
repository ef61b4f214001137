"""`vaultnet strategy`: the strategy on one page, or one objective of it."""

from collections.abc import Iterator

import click

from vaultnet.cli.choosing import choose_objective
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.reasons import open_desk
from vaultnet.cli.reports.objective import render_objective
from vaultnet.cli.reports.objective_ranking import Ranked, rank
from vaultnet.cli.reports.outlook import Outlook, kind_of_gap
from vaultnet.cli.reports.plain_objective import plain_objective
from vaultnet.cli.reports.plain_strategy import plain_strategy
from vaultnet.cli.reports.strategy import render_strategy
from vaultnet.cli.tables import Answer, Cell, format_option, write_answer
from vaultnet.domain.objective import Objective
from vaultnet.strategy.coverage import Cover

NEED_COLUMNS = (
    "objective",
    "objective_name",
    "share",
    "function",
    "needed",
    "have",
    "warm",
    "gap",
    "contacts",
    "candidates",
    "candidates_found",
    "file",
    "line",
)
RANKING_COLUMNS = (
    "rank",
    "id",
    "name",
    "points",
    "fit",
    "opportunity",
    "risk",
    "confidence",
    "strength",
    "band",
    "tier",
    "file",
    "line",
)
_SHOWN = 12


@click.command()
@click.argument("objective", nargs=-1, metavar="[OBJECTIVE]")
@click.option("--all", "everything", is_flag=True, help="Long lists to their end.")
@format_option
@pass_invocation
def command(
    invocation: Invocation, objective: tuple[str, ...], *, everything: bool, format_: str
) -> int:
    """Sum up the strategy, or one objective of it.

    Without OBJECTIVE: how the objectives are covered and what is missing, whom to invest in, keep,
    enjoy and let rest, which tiers to reconsider, opportunities and risks, and the time it takes.
    With OBJECTIVE, an id or a title or a part that only one has: its plan, its needs, and who
    serves it best. As a table for programs: the needs, or the contacts by rank.
    """
    workspace = invocation.open()
    most = None if everything else _SHOWN
    outlook = Outlook(open_desk(invocation, workspace), workspace.strategy, most)
    if objective:
        chosen = choose_objective(workspace.vault.network, " ".join(objective))
        answer = _of_one(outlook, chosen, format_)
    else:
        answer = _of_all(outlook, format_)
    write_answer(answer, format_, invocation.terminal)
    return 0


def _of_all(outlook: Outlook, format_: str) -> Answer:
    return Answer(
        lambda: render_strategy(outlook),
        NEED_COLUMNS,
        list(_needs(outlook)),
        plain_strategy(outlook) if format_ == "json" else {},
    )


def _of_one(outlook: Outlook, objective: Objective, format_: str) -> Answer:
    ranking = rank(outlook.strategy, objective)
    return Answer(
        lambda: render_objective(outlook, objective, ranking),
        RANKING_COLUMNS,
        [_ranked(outlook, item) for item in ranking],
        plain_objective(outlook, objective, ranking) if format_ == "json" else {},
    )


def _needs(outlook: Outlook) -> Iterator[dict[str, Cell]]:
    """Yield a row for each need of each active objective, the largest share first.

    An objective without needs has one row that names none.
    """
    for aim in outlook.aims():
        about = {"objective": aim.objective.id, "objective_name": aim.objective.name}
        covers = outlook.covers(aim.objective.id)
        for cover in covers:
            yield {**about, "share": aim.share, **_need(outlook, cover)}
        if not covers:
            yield {**dict.fromkeys(NEED_COLUMNS), **about, "share": aim.share}


def _need(outlook: Outlook, cover: Cover) -> dict[str, Cell]:
    cited = outlook.desk.vault.cite(cover.fact.node, cover.fact.field)
    gap, kind = cover.gap, kind_of_gap(cover)
    return {
        "function": cover.need.function,
        "needed": cover.needed,
        "have": len(cover.have),
        "warm": len(cover.warm),
        "gap": None if kind is None else kind.value,
        "contacts": cover.have,
        "candidates": () if gap is None else tuple(item.contact for item in gap.candidates),
        "candidates_found": 0 if gap is None else gap.candidates_found,
        "file": cited.path,
        "line": cited.line,
    }


def _ranked(outlook: Outlook, item: Ranked) -> dict[str, Cell]:
    strategy, one = outlook.strategy, item.contact.id
    cited = outlook.desk.vault.cite(item.serves.node, item.serves.field)
    return {
        "rank": item.rank,
        "id": one,
        "name": item.contact.name,
        "points": item.points,
        "fit": item.of("fit"),
        "opportunity": item.of("opportunity"),
        "risk": item.of("risk"),
        "confidence": item.confidence,
        "strength": strategy.strength[one].value,
        "band": strategy.bands[one].value,
        "tier": None if item.contact.tier is None else item.contact.tier.value,
        "file": cited.path,
        "line": cited.line,
    }
