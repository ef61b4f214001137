"""What `check` has to say, ready to be put into one of its formats."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from vaultnet.diagnostics import Diagnostic, Place, Severity
from vaultnet.late import dataclass
from vaultnet.source import Source
from vaultnet.vault.parsed import Tally


class Region(NamedTuple):
    """Where a span starts and ends, in lines and columns from 1; the end is not included."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Report:
    """The diagnostics to show, where to find their texts, and what became of the files."""

    diagnostics: tuple[Diagnostic, ...]
    tally: Tally
    source: Callable[[str], Source | None]

    def region(self, place: Place) -> Region:
        """Return where a place lies; its file's first character where the text is not held."""
        source = self.source(place.path)
        if source is None:
            return Region(1, 1, 1, 1)
        start, end = source.position(place.span.start), source.position(place.span.end)
        return Region(start.line, start.column, end.line, end.column)

    def counts(self) -> dict[Severity, int]:
        """Return how many diagnostics there are of each severity, the gravest first."""
        found = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {severity: found[severity] for severity in Severity}


def worst_rank(diagnostics: Iterable[Diagnostic]) -> int:
    """Return the rank of the gravest diagnostic, −1 where there is none."""
    return max((diagnostic.severity.rank for diagnostic in diagnostics), default=-1)
