"""Figures of a few contacts that follow from their own notes, beside those of all others before."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from vaultnet.domain.contact import Contact
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import Objective
from vaultnet.strategy.summary import Strategy, compute_strategy

_OWN: Final = frozenset(
    {
        "contacts",
        "fruitfulness",
        "touches",
        "strength",
        "bands",
        "ledgers",
        "rhythms",
        "priorities",
    }
)
"""What a strategy says of each contact by itself, from their notes and the objectives alone."""


class _Mixed:
    """Answers for a strategy of a whole network: with other figures of a few contacts."""

    def __init__(self, before: Strategy, few: Strategy, network: Network) -> None:
        self._before, self._few, self.network = before, few, network

    def __getattr__(self, name: str) -> Any:
        whole = getattr(self._before, name)
        if name not in _OWN:
            return whole
        found = {**whole, **getattr(self._few, name)}
        for gone in self._few.contacts.keys() - getattr(self._few, name).keys():
            found.pop(gone, None)
        self.__dict__[name] = found
        return found


def with_figures_of(before: Strategy, network: Network, saved: Collection[NodeId]) -> Strategy:
    """Return a strategy with the figures of a few contacts anew; the rest is as it was before.

    It takes no longer than those few: for their own figures, nobody else has to be looked at.
    """
    people = [page for one in saved if isinstance(page := network.nodes[one], Contact)]
    few = replace(
        network,
        nodes={page.id: page for page in (*network.of_type(Objective), *people)},
        records={page.id: network.records.get(page.id, ()) for page in people},
    )
    own = compute_strategy(few, before.constants, before.as_of)
    # It answers as a strategy does, whose type a checker goes on to see.
    return _Mixed(before, own, network)  # type: ignore[return-value]
