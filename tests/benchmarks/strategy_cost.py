"""What the strategy costs for each contact, at growing sizes, beside reading the vault.

Run as `python -m tests.benchmarks.strategy_cost [CONTACTS…]`. Prints milliseconds of processor
time a contact for each theme, the exponent of growth between sizes, and what the bounded
measures cost in all. The collector of cyclic garbage is off: there is none to collect.
"""

import gc
import math
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from tests.benchmarks.generated_vault import TODAY, write_vault
from vaultnet.strategy.constants import make_constants
from vaultnet.strategy.summary import Strategy, compute_strategy
from vaultnet.workspace import read_vault

LINEAR: tuple[tuple[str, Callable[[Strategy], object]], ...] = (
    ("aims", lambda strategy: strategy.aims),
    ("fruitfulness", lambda strategy: strategy.fruitfulness),
    ("strength", lambda strategy: strategy.strength),
    ("reciprocity", lambda strategy: (strategy.ledgers, strategy.ledger)),
    ("attention", lambda strategy: strategy.actions(within=7)),
    ("budget", lambda strategy: (strategy.demand, strategy.week)),
    ("matches", lambda strategy: strategy.matches),
    ("ties", lambda strategy: strategy.living_ties),
    ("coverage", lambda strategy: strategy.coverage),
    ("portfolio", lambda strategy: (strategy.portfolio, strategy.opportunities(), strategy.tiers)),
    ("audit", lambda strategy: (strategy.audit, strategy.weaknesses, strategy.concentration)),
    ("studies", lambda strategy: strategy.fading),
)
BOUNDED: tuple[tuple[str, Callable[[Strategy], object]], ...] = (
    ("blind review", lambda strategy: strategy.cards),
    ("structure", lambda strategy: strategy.structure),
    ("a path", lambda strategy: strategy.paths(list(strategy.contacts)[-1])),
    ("next path", lambda strategy: strategy.paths(next(iter(strategy.contacts)))),
)


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def measure(contacts: int) -> dict[str, float]:
    """Return the seconds that reading and each theme take at one size."""
    with TemporaryDirectory() as folder:
        write_vault(Path(folder), contacts)
        start = process_time()
        vault = read_vault(Path(folder))
        found = {"reading": process_time() - start}
    settings = vault.settings
    constants = make_constants(
        settings.score, settings.criteria, settings.cadence, settings.stale_after
    )
    strategy = compute_strategy(vault.network, constants, TODAY)
    for name, work in (*LINEAR, *BOUNDED):
        found[name] = seconds(lambda work=work: work(strategy))  # type: ignore[misc]
    found["whole"] = sum(found[name] for name, _ in LINEAR)
    return found


def report(sizes: Iterable[int]) -> None:
    """Print one table: a row for each theme, a column for each size, and the growth."""
    measured = {size: measure(size) for size in sizes}
    smallest, largest = min(measured), max(measured)
    print(f"{'ms a contact':14}", *(f"{size:>10}" for size in measured), "  exponent")
    for name in ("reading", *(name for name, _ in LINEAR), "whole"):
        cells = (f"{1000 * held[name] / size:10.4f}" for size, held in measured.items())
        print(f"{name:14}", *cells, f"{exponent(measured, name, smallest, largest):10.2f}")
    print(f"\n{'seconds':14}")
    for name, _ in BOUNDED:
        print(f"{name:14}", *(f"{held[name]:10.2f}" for held in measured.values()))
    share = measured[largest]["whole"] / measured[largest]["reading"]
    print(f"\nwhole strategy at {largest} contacts: {share:.2f} x reading")


def exponent(
    measured: dict[int, dict[str, float]], name: str, smallest: int, largest: int
) -> float:
    """Return by which power of the size the time of a theme grows."""
    if smallest == largest:
        return math.nan
    ratio = measured[largest][name] / measured[smallest][name]
    return math.log(ratio) / math.log(largest / smallest)


if __name__ == "__main__":
    gc.disable()
    report([int(size) for size in sys.argv[1:]] or [1000, 10000])
