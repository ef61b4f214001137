"""`vaultnet path`: who could introduce you to somebody, and what each step rests on."""

from collections.abc import Iterator

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.problem import Problem
from vaultnet.cli.reasons import Desk, open_desk
from vaultnet.cli.reports.no_way import find_leads
from vaultnet.cli.reports.path import render_ways
from vaultnet.cli.reports.plain_ways import plain_ways
from vaultnet.cli.reports.ways import Ways
from vaultnet.cli.tables import Answer, Cell, format_option, write_answer
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.strategy.paths import ME, Hop
from vaultnet.strategy.summary import Strategy

COLUMNS = (
    "path",
    "path_cost",
    "step",
    "from",
    "from_name",
    "to",
    "to_name",
    "cost",
    "sentence",
    "file",
    "line",
)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="[FROM] TO")
@click.option("-k", "most", type=click.IntRange(min=1), default=3, help="How many paths; else 3.")
@format_option
@pass_invocation
def command(invocation: Invocation, names: tuple[str, ...], *, most: int, format_: str) -> int:
    """Find who could introduce you to somebody.

    TO and FROM are ids, names or aliases, in full or a part that only one contact has; quote a
    name of several words. Without FROM paths begin with you. The best path is the cheapest:
    strong ties cost little, and to ask somebody whom you owe costs more. Ends in 1 when nobody
    leads there.
    """
    workspace = invocation.open()
    start, target = _ends(workspace.vault.network, names)
    desk = open_desk(invocation, workspace)
    ways = _find_ways(workspace.strategy, start, target, most)
    answer = Answer(
        lambda: render_ways(desk, ways), COLUMNS, list(_rows(desk, ways)), plain_ways(desk, ways)
    )
    write_answer(answer, format_, invocation.terminal)
    return 0 if ways.paths else 1


def _ends(network: Network, names: tuple[str, ...]) -> tuple[NodeId, NodeId]:
    """Return where paths begin and end; raises Problem for what is no pair of people."""
    if len(names) > 2:
        hint = 'put a name of several words in quotes: vaultnet path "Ana García" tom'
        message = "{count} names, where there is one FROM and one TO"
        raise Problem(message, hint, count=len(names))
    target = names[-1]
    if _is_owner(network, target):
        raise Problem("that is you: every path begins with you", "name whom you want to reach")
    end = choose_contact(network, target)
    if len(names) == 1 or _is_owner(network, names[0]):
        return ME, end.id
    start = choose_contact(network, names[0])
    if start.id == end.id:
        hint = 'name two people, or put one name in quotes: vaultnet path "{names}"'
        raise Problem("both names mean {name}", hint, name=end.name, names=" ".join(names))
    return start.id, end.id


def _is_owner(network: Network, text: str) -> bool:
    """Tell whether a text is a name of the owner in full, and of nobody else."""
    me = network.me
    return me is not None and set(network.link_table.candidates(text)) == {me.id}


def _find_ways(strategy: Strategy, start: NodeId, target: NodeId, most: int) -> Ways:
    paths = strategy.paths(target, start, most)
    leads = None if paths else find_leads(strategy, start, target)
    return Ways(strategy, start, target, most, paths, leads)


def _rows(desk: Desk, ways: Ways) -> Iterator[dict[str, Cell]]:
    """Yield a row for each step of each path."""
    for number, path in enumerate(ways.paths, start=1):
        for step, hop in enumerate(path.hops, start=1):
            yield {"path": number, "path_cost": path.cost.value, **_step(desk, step, hop)}


def _step(desk: Desk, number: int, hop: Hop) -> dict[str, Cell]:
    cited = desk.vault.cite(hop.facts[0].node, hop.facts[0].field)
    return {
        "step": number,
        "from": hop.start or None,
        "from_name": desk.name(hop.start) if hop.start else None,
        "to": hop.end,
        "to_name": desk.name(hop.end),
        "cost": hop.cost,
        "sentence": desk.say(hop.sentence),
        "file": cited.path,
        "line": cited.line,
    }
