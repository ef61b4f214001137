"""Companies, universities and associations: the places where people know each other from."""

from enum import StrEnum

from vaultnet.domain.contact import Labelled
from vaultnet.domain.node import Node, Reference
from vaultnet.late import dataclass


class OrganisationType(StrEnum):
    """What an organisation is."""

    COMPANY = "company"
    UNIVERSITY = "university"
    ASSOCIATION = "association"
    PUBLIC = "public"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Node):
    """An organisation that people are tied to by their role or their career."""

    type: OrganisationType | None = None
    parent: Reference | None = None
    url: tuple[Labelled, ...] = ()
    location: str = ""
