"""Opportunities and risks, written down beforehand, and what became of them."""

from datetime import date
from enum import StrEnum

from vaultnet.domain.entry import Line
from vaultnet.late import dataclass


class Level(StrEnum):
    """Three steps are as fine as a guess about people can honestly be."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class OpportunityOutcome(StrEnum):
    """How an opportunity ended."""

    WON = "won"
    LOST = "lost"
    EXPIRED = "expired"


class RiskOutcome(StrEnum):
    """How a risk ended."""

    HAPPENED = "happened"
    AVOIDED = "avoided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(Line):
    """What a relationship could do for the objectives; open until it has an outcome."""

    value: Level | None = None
    likelihood: Level | None = None
    by: date | None = None
    outcome: OpportunityOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Line):
    """What a relationship could cost; open until it has an outcome."""

    severity: Level | None = None
    likelihood: Level | None = None
    mitigation: str = ""
    outcome: RiskOutcome | None = None
