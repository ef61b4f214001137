"""Rank correlation, inequality and concentration, each with its source.

Spearman (The proof and measurement of association between two things, 1904): Pearson's r of
ranks, equal values sharing the mean rank. Gini (Variabilità e mutabilità, 1912). Herfindahl
(1950): the sum of squared shares.
"""

import math
from collections.abc import Iterable, Sequence


def ranks(values: Sequence[float]) -> tuple[float, ...]:
    """Return the ranks of values, from 1; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for position in range(start, end + 1):
            found[order[position]] = (start + end) / 2 + 1
        start = end + 1
    return tuple(found)


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return the correlation of two series, −1 to 1; None where one of them is constant."""
    one, other = centred(first), centred(second)
    spread = math.sqrt(math.fsum(x * x for x in one) * math.fsum(y * y for y in other))
    if spread <= 1e-12:
        return None
    together = math.fsum(x * y for x, y in zip(one, other, strict=True))
    return max(-1.0, min(1.0, together / spread))


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return the rank correlation of two series; None where one of them is constant."""
    return pearson(ranks(first), ranks(second))


def residuals(values: Sequence[float], explained_by: Sequence[float]) -> tuple[float, ...]:
    """Return what the line through another series by least squares leaves of some values."""
    target, ground = centred(values), centred(explained_by)
    spread = math.fsum(x * x for x in ground)
    if spread <= 1e-12:
        return target
    slope = math.fsum(x * y for x, y in zip(ground, target, strict=True)) / spread
    return tuple(y - slope * x for x, y in zip(ground, target, strict=True))


def centred(values: Sequence[float]) -> tuple[float, ...]:
    """Return values less their mean."""
    mean = math.fsum(values) / len(values) if values else 0.0
    return tuple(value - mean for value in values)


def gini(values: Iterable[float]) -> float | None:
    """Return how unequal values are, from 0 (all equal) to almost 1 (one has all).

    None where there are none, or where their sum is zero.
    """
    ordered = sorted(values)
    whole = math.fsum(ordered)
    if whole <= 0:
        return None
    count = len(ordered)
    weighed = math.fsum(position * value for position, value in enumerate(ordered, start=1))
    return 2.0 * weighed / (count * whole) - (count + 1) / count


def herfindahl(counts: Iterable[int]) -> float | None:
    """Return the sum of squared shares: 1 for one group, 1/n for n equal ones; None for none."""
    held = list(counts)
    whole = sum(held)
    return sum((count / whole) ** 2 for count in held) if whole else None
