"""The owner of a network."""

from enum import StrEnum

from vaultnet.domain.entry import Line
from vaultnet.domain.node import Node
from vaultnet.domain.tie import CareerStep
from vaultnet.late import dataclass


class Stage(StrEnum):
    """Where somebody stands in their career."""

    STUDIES = "studies"
    EARLY = "early"
    ESTABLISHED = "established"
    SENIOR = "senior"


@dataclass(frozen=True, slots=True)
class Budget:
    """The time that may go into relationships: hours in each period of some days."""

    hours: float
    period: str = "week"

    def __str__(self) -> str:
        """Return the form that is written in a vault: `3h/week`."""
        return f"{self.hours:g}h/{self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Me(Node):
    """The owner: what they do, what they can offer, and the time they have."""

    stage: Stage | None = None
    functions: tuple[str, ...] = ()
    budget: Budget | None = None
    offers: tuple[Line, ...] = ()
    needs: tuple[Line, ...] = ()
    career: tuple[CareerStep, ...] = ()
