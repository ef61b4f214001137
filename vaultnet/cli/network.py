"""`vaultnet network`: who knows whom, who holds the network together, and its groups."""

from collections.abc import Iterator, Mapping

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.reasons import Desk, open_desk
from vaultnet.cli.reports.network import render_shape
from vaultnet.cli.reports.plain_shape import plain_shape
from vaultnet.cli.reports.shape import Shape, find_shape
from vaultnet.cli.tables import Answer, Cell, format_option, write_answer
from vaultnet.domain.node import NodeId
from vaultnet.strategy.structure import Position

COLUMNS = (
    "id",
    "name",
    "ties",
    "betweenness",
    "constraint",
    "effective_size",
    "is_bridge",
    "cut_off",
    "group",
)
_SHOWN = 10


@click.command()
@click.option("--all", "everybody", is_flag=True, help="Long lists to their end.")
@format_option
@pass_invocation
def command(invocation: Invocation, *, everybody: bool, format_: str) -> int:
    """Show who holds the network together: brokers, bridges, groups.

    It is about who knows whom among your contacts; you yourself are left out. Ties come from
    lines of Ties, introductions, log lines that name two people, and careers that met.
    """
    workspace = invocation.open()
    desk, shape = open_desk(invocation, workspace), find_shape(workspace.strategy)
    most = None if everybody else _SHOWN
    answer = Answer(
        lambda: render_shape(desk, shape, most),
        COLUMNS,
        list(_rows(desk, shape)),
        plain_shape(desk, shape) if format_ == "json" else {},
    )
    write_answer(answer, format_, invocation.terminal)
    return 0


def _rows(desk: Desk, shape: Shape) -> Iterator[dict[str, Cell]]:
    """Yield a row for everybody who knows somebody, then for those who know nobody."""
    circles = {one: circle.number for circle in shape.circles for one in circle.members}
    for position in shape.structure.positions:
        yield _row(desk, position, circles)
    for one in shape.alone:
        nobody = dict.fromkeys(COLUMNS)
        yield {**nobody, "id": one, "name": desk.name(one), "ties": 0, "is_bridge": False}


def _row(desk: Desk, position: Position, circles: Mapping[NodeId, int]) -> dict[str, Cell]:
    return {
        "id": position.contact,
        "name": desk.name(position.contact),
        "ties": position.degree,
        "betweenness": position.betweenness,
        "constraint": position.constraint,
        "effective_size": position.effective_size,
        "is_bridge": position.is_articulation,
        "cut_off": tuple(one for part in position.cut_off for one in part),
        "group": circles[position.contact],
    }
