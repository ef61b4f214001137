"""What the strategy costs for each contact, beside reading and rendering, at growing sizes.

    python -m tests.benchmarks.strategy_cost [--without-pages] [CONTACTS …]

Prints milliseconds of processor time a contact for each theme and the exponent of growth between
sizes; then in seconds what only one command or page asks for, and what was bounded. Each theme is
the best of three rounds and reading the best of two, which a busy machine disturbs least. The
collector of cyclic garbage is off, as in a command: there is none to collect.
"""

import gc
import math
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from tests.benchmarks.generated_vault import TODAY, write_vault
from tests.vaults import strategy_of
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import read_vault

ROUNDS = 3
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
APART: tuple[tuple[str, Callable[[Strategy], object]], ...] = (
    ("blind review", lambda strategy: strategy.cards),
    ("structure", lambda strategy: strategy.structure),
    ("a path", lambda strategy: strategy.paths(list(strategy.contacts)[-1])),
    ("next path", lambda strategy: strategy.paths(next(iter(strategy.contacts)))),
)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that some work takes."""
    start = process_time()
    work()
    return process_time() - start


def measure(contacts: int, *, pages: bool) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return the seconds of reading and of each theme at one size, and what was bounded."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_vault(root, contacts)
        found = {"reading": min(seconds(lambda: read_vault(root)) for _ in range(2))}
        vault = read_vault(root)
    for _ in range(ROUNDS):
        strategy = strategy_of(vault, TODAY)
        for name, work in LINEAR:
            taken = seconds(partial(work, strategy))
            found[name] = min(taken, found.get(name, math.inf))
    for name, work in APART:
        found[name] = seconds(partial(work, strategy))
    found["whole"] = sum(found[name] for name, _ in LINEAR)
    if pages:
        found["rendering"] = seconds(lambda: render(vault, strategy))
    bounded = [*(sentence.text for sentence in strategy.structure.bounded)]
    bounded += [f"common topic or word: {name}" for name in strategy.matches.bounded]
    return found, tuple(bounded)


def render(vault: Vault, strategy: Strategy) -> int:
    """Make every page of the site, keep none, and return how many there were."""
    from vaultnet.site.plan import plan_site

    return sum(1 for _ in plan_site(vault, strategy, ()))


def report(sizes: Iterable[int], *, pages: bool) -> None:
    """Print one table: a row for each theme, a column for each size, and the growth."""
    results = {size: measure(size, pages=pages) for size in sizes}
    measured = {size: found for size, (found, _) in results.items()}
    largest = max(measured)
    print(f"{'ms a contact':14}", *(f"{size:>10,}" for size in measured), "  exponent")
    rows = ("reading", *(name for name, _ in LINEAR), "whole", *(["rendering"] if pages else []))
    for name in rows:
        cells = (f"{1000 * held[name] / size:10.4f}" for size, held in measured.items())
        print(f"{name:14}", *cells, f"{exponent(measured, name):10.2f}")
    print(f"\n{'seconds':14}")
    for name, _ in APART:
        print(f"{name:14}", *(f"{held[name]:10.2f}" for held in measured.values()))
    print(f"\nbounded at {largest:,} contacts:")
    print("\n".join(f"  {line}" for line in results[largest][1]) or "  nothing")
    for other in ("reading", "rendering") if pages else ("reading",):
        share = measured[largest]["whole"] / measured[largest][other]
        print(f"the whole strategy at {largest:,} contacts: {share:.2f} x {other}")


def exponent(measured: dict[int, dict[str, float]], name: str) -> float:
    """Return by which power of the size the time of a theme grows."""
    smallest, largest = min(measured), max(measured)
    if smallest == largest:
        return math.nan
    ratio = measured[largest][name] / measured[smallest][name]
    return math.log(ratio) / math.log(largest / smallest)


if __name__ == "__main__":
    gc.disable()
    wanted = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    report(wanted or [1000, 10000], pages="--without-pages" not in sys.argv)
