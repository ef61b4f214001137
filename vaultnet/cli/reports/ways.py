"""The ways from one person to another that a report tells: paths, and what would help instead."""

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.strategy.paths import ME, Path
from vaultnet.strategy.reasons import Fact, Sentence
from vaultnet.strategy.strength import Touch
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.ties import KnownTie


@dataclass(frozen=True, slots=True)
class Kindred:
    """Somebody within reach who has something in common with whom one wants to meet."""

    contact: NodeId
    shared: tuple[Sentence, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Leads:
    """What could help where no path leads to somebody.

    `known_by` are those who know them, none of whom is within reach; `ended` are ties with
    people within reach that may not be used any more. `kindred` are at most as many as are worth
    asking, `kindred_found` says how many there are. `you_know_both` tells that the owner could
    make the introduction.
    """

    known_by: tuple[NodeId, ...]
    ended: tuple[KnownTie, ...]
    kindred: tuple[Kindred, ...]
    kindred_found: int
    you_know_both: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """The best paths from somebody to somebody, as many as were asked for.

    `start` is ME or a contact. `leads` is None where there is a path.
    """

    strategy: Strategy
    start: NodeId
    target: NodeId
    asked: int
    paths: tuple[Path, ...]
    leads: Leads | None

    @property
    def most(self) -> int:
        """Return how many paths are looked for at most."""
        return int(self.strategy.constants.paths_most)

    @property
    def last_touch(self) -> Touch | None:
        """Return the last contact of mine with whom I want to reach, None for never."""
        return last_touch(self.strategy, self.target) if self.start == ME else None

    @property
    def direct_ties(self) -> tuple[KnownTie, ...]:
        """Return the living ties between the two, the strongest first; none from me."""
        return self.strategy.living_ties.get(self.start, {}).get(self.target, ())

    @property
    def is_direct(self) -> bool:
        """Tell whether the two know each other already."""
        return self.last_touch is not None or bool(self.direct_ties)

    @property
    def leads_through_others(self) -> bool:
        """Tell whether some path leads through somebody else."""
        return any(path.go_betweens for path in self.paths)


def last_touch(strategy: Strategy, contact: NodeId) -> Touch | None:
    """Return the last contact of mine with somebody, None for never."""
    touches = strategy.touches[contact]
    return touches[-1] if touches else None
