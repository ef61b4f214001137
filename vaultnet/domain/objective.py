"""What a person is after, written down before the contact book is worked."""

from datetime import date
from enum import StrEnum

from vaultnet.domain.entry import Line, Task
from vaultnet.domain.node import Node
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.late import dataclass


class ObjectiveStatus(StrEnum):
    """Where an objective stands; only active ones count in a score."""

    IDEA = "idea"
    ACTIVE = "active"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class CriterionWeight:
    """How much a rating matters for an objective: `influence x3`."""

    criterion: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionNeed(Line):
    """How many contacts of one function the network should have: `3 x hiring manager`.

    `minimum` is the least rating that counts, 1 to 5. `function` is the text of the line
    without count, fields and topics.
    """

    function: str
    count: int = 1
    minimum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Node):
    """An objective; its `name` is the title. `importance` is 1 to 5."""

    function: str = ""
    status: ObjectiveStatus = ObjectiveStatus.ACTIVE
    importance: int = 3
    start: date | None = None
    by: date | None = None
    criteria: tuple[CriterionWeight, ...] = ()
    needs: tuple[FunctionNeed, ...] = ()
    milestones: tuple[Task, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    risks: tuple[Risk, ...] = ()
