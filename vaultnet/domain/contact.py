"""A person of the network, and the notes that professional judgement rests on."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from vaultnet.domain.dates import Birthday, Cadence, PartialDate
from vaultnet.domain.entry import Entry, Line, Task
from vaultnet.domain.node import Node, Reference
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.domain.tie import CareerStep, Tie
from vaultnet.late import dataclass


class Tier(StrEnum):
    """The attention that was decided on."""

    KEY = "key"
    REGULAR = "regular"
    LIGHT = "light"
    NONE = "none"


class ContactStatus(StrEnum):
    """Whether the relationship is kept; a closed one leaves every list of actions."""

    ACTIVE = "active"
    DORMANT = "dormant"
    CLOSED = "closed"


class MetThrough(StrEnum):
    """How a relationship began."""

    STUDIES = "studies"
    WORK = "work"
    EVENT = "event"
    INTRODUCTION = "introduction"
    COMMUNITY = "community"
    ONLINE = "online"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A way to reach somebody, with its label: `work: ana@acme.example`."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Line):
    """A line of an Assessment: what a rating rests on."""

    criterion: str
    rated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Node):
    """A person of the network.

    `tier` is None while the contact is still to be triaged. `ratings` holds 1 to 5 by
    criterion, only those that were given. `affinity` is how much the owner likes them, −2 to
    2: no score and no order may read it. `organisation` is the first that was given, and
    `other_organisations` are those after it.
    """

    tier: Tier | None = None
    status: ContactStatus = ContactStatus.ACTIVE
    role: str = ""
    organisation: Reference | None = None
    other_organisations: tuple[Reference, ...] = ()
    location: str = ""
    timezone: str = ""
    languages: tuple[str, ...] = ()
    pronouns: str = ""
    functions: tuple[str, ...] = ()
    serves: tuple[Reference, ...] = ()
    ratings: Mapping[str, int] = field(default_factory=dict)
    rated: date | None = None
    email: tuple[Labelled, ...] = ()
    phone: tuple[Labelled, ...] = ()
    url: tuple[Labelled, ...] = ()
    address: tuple[Labelled, ...] = ()
    birthday: Birthday | None = None
    met: PartialDate | None = None
    met_through: MetThrough | None = None
    introduced_by: Reference | None = None
    cadence: Cadence | None = None
    affinity: int | None = None
    photo: Reference | None = None
    uid: str = ""
    source: str = ""
    assessment: tuple[Evidence, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    risks: tuple[Risk, ...] = ()
    offers: tuple[Line, ...] = ()
    needs: tuple[Line, ...] = ()
    career: tuple[CareerStep, ...] = ()
    ties: tuple[Tie, ...] = ()
    log: tuple[Entry, ...] = ()
    next: tuple[Task, ...] = ()
