"""Figures of a contact that follow from their own notes, beside those of the network before."""

from typing import Any, Final

from vaultnet.strategy.summary import Strategy

_OWN: Final = frozenset(
    {
        "network",
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
"""What a strategy says of each contact by itself, which is quickly computed for a few."""


class _Mixed:
    """Answers for a strategy: with the figures of single contacts from a newer one."""

    def __init__(self, before: Strategy, now: Strategy) -> None:
        self._before, self._now = before, now

    def __getattr__(self, name: str) -> Any:
        return getattr(self._now if name in _OWN else self._before, name)


def with_figures_of(before: Strategy, now: Strategy) -> Strategy:
    """Return a strategy with what a newer one says of single contacts; the rest is as before."""
    # It answers as a strategy does, whose type a checker goes on to see.
    return _Mixed(before, now)  # type: ignore[return-value]
