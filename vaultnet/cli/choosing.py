"""From a name that was typed to the one page it means, or to a list of those it may mean."""

from collections.abc import Sequence

from vaultnet.cli.problem import Problem
from vaultnet.domain.contact import Contact
from vaultnet.domain.name_search import find_by_name
from vaultnet.domain.network import Network, kind_of
from vaultnet.domain.node import Node
from vaultnet.domain.objective import Objective

_SHOWN = 10


def choose_contact(network: Network, text: str) -> Contact:
    """Return the contact that a name means.

    Raises Problem where there is none, and where there are several, which it then lists.
    """
    found = find_by_name(network, text, Contact)
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(_candidates(text, found, "contacts"), "give more of the name, or the id")
    other = find_by_name(network, text, Node)
    if len(other) == 1:
        raise Problem(f'"{text}" is no contact: {other[0].name} is of kind {kind_of(other[0])}')
    raise Problem(f'no contact "{text}"', '"vaultnet list" shows all contacts')


def choose_objective(network: Network, text: str) -> Objective:
    """Return the objective that an id, a title or a part of it means.

    Raises Problem where there is none, and where there are several, which it then lists.
    """
    found = find_by_name(network, text, Objective)
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(_candidates(text, found, "objectives"), "give more of the title, or the id")
    other = find_by_name(network, text, Node)
    if len(other) == 1:
        kind = kind_of(other[0])
        raise Problem(f'"{text}" is no objective: {other[0].name} is of kind {kind}')
    known = ", ".join(objective.id for objective in network.objectives[:_SHOWN])
    hint = f"there are {known}" if known else 'write one with "vaultnet new objective TITLE"'
    raise Problem(f'no objective "{text}"', hint)


def _candidates(text: str, found: Sequence[Node], kind: str) -> str:
    lines = [f"{node.id}: {node.name}" for node in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"and {len(found) - _SHOWN} more")
    return "\n".join([f'"{text}" may be {len(found)} {kind}:', *lines])
