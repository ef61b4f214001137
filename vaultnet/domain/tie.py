"""How people know each other, and where they have been."""

from enum import StrEnum

from vaultnet.domain.dates import PartialDate
from vaultnet.domain.entry import Line
from vaultnet.domain.node import Reference
from vaultnet.late import dataclass


class TieStrength(StrEnum):
    """How close a tie is, in Granovetter's coarse steps (1973)."""

    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Line):
    """A relation between the contact of the page and another person."""

    person: Reference
    strength: TieStrength | None = None
    start: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareerStep(Line):
    """A stretch of somebody's career; `until` is None while it lasts.

    `text` is the remark after the colon. `ongoing` is true for an open end, and false for a
    step of which only one date is known (`2019 student at [[upm]]`).
    """

    start: PartialDate
    until: PartialDate | None = None
    ongoing: bool = False
    role: str = ""
    organisation: Reference | None = None
