"""How much of a network comes from one place: by organisation, location, sector and cohort.

Each view groups the contacts that are not closed and counts them. Concentration is Herfindahl's
sum of squared shares (1950); its inverse is how many equal groups would be as concentrated.
Contacts of which a view knows nothing are counted apart. A sector is the key `sector` of the
organisation's page where it is written, else the kind of organisation. A cohort is how and in
which year a relationship began.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from vaultnet.domain.contact import Contact, ContactStatus, MetThrough
from vaultnet.domain.network import Network
from vaultnet.domain.node import Node, NodeId
from vaultnet.domain.organisation import Organisation, OrganisationType
from vaultnet.domain.words import plain
from vaultnet.late import dataclass
from vaultnet.strategy.reasons import Sentence, as_written, wording
from vaultnet.strategy.statistics import herfindahl


class View(StrEnum):
    """What contacts are grouped by."""

    ORGANISATION = "organisation"
    LOCATION = "location"
    SECTOR = "sector"
    MET_THROUGH = "met through"
    MET_YEAR = "year met"


@dataclass(frozen=True, slots=True)
class Group:
    """The contacts that share a value; `label` is the value as it was first written, by id.

    `sentence` tells the value to people: a fixed word of the format in their language.
    """

    label: str
    contacts: tuple[NodeId, ...]
    share: float
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Concentration:
    """The groups of one view, the largest first; shares are of the `known` contacts."""

    view: View
    groups: tuple[Group, ...]
    known: int
    unknown: int
    herfindahl: float | None

    @property
    def as_if(self) -> float | None:
        """Return how many groups of equal size would be as concentrated."""
        return None if self.herfindahl is None else 1.0 / self.herfindahl


def find_concentration(network: Network) -> tuple[Concentration, ...]:
    """Return all views of where the contacts come from."""
    living = [item for item in network.contacts if item.status is not ContactStatus.CLOSED]
    homes = {item.id: network.resolve(item.organisation) for item in living}
    labels: Mapping[View, Callable[[Contact], str]] = {
        View.ORGANISATION: lambda contact: _organisation(contact, homes[contact.id]),
        View.LOCATION: lambda contact: contact.location,
        View.SECTOR: lambda contact: _sector(homes[contact.id]),
        View.MET_THROUGH: lambda contact: contact.met_through.value if contact.met_through else "",
        View.MET_YEAR: lambda contact: str(contact.met.year) if contact.met else "",
    }
    return tuple(_view(view, living, label) for view, label in labels.items())


def _view(
    view: View, contacts: Iterable[Contact], label: Callable[[Contact], str]
) -> Concentration:
    written: dict[str, list[NodeId]] = {}
    for contact in contacts:
        written.setdefault(label(contact), []).append(contact.id)
    unknown = len(written.pop("", ()))
    known = sum(len(held) for held in written.values())
    names: dict[str, str] = {}
    found: dict[str, list[NodeId]] = {}
    for name, held in written.items():
        key = plain(name)
        names.setdefault(key, name)
        found.setdefault(key, []).extend(held)
    groups = [
        Group(names[key], tuple(sorted(held)), len(held) / known, _told(view, names[key]))
        for key, held in found.items()
    ]
    groups.sort(key=lambda group: (-len(group.contacts), group.label))
    concentration = herfindahl(len(group.contacts) for group in groups)
    return Concentration(view, tuple(groups), known, unknown, concentration)


_WORDS: Mapping[tuple[View, str], str] = {
    (View.MET_THROUGH, MetThrough.STUDIES): wording("through studies"),
    (View.MET_THROUGH, MetThrough.WORK): wording("through work"),
    (View.MET_THROUGH, MetThrough.EVENT): wording("at an event"),
    (View.MET_THROUGH, MetThrough.INTRODUCTION): wording("by an introduction"),
    (View.MET_THROUGH, MetThrough.COMMUNITY): wording("through a community"),
    (View.MET_THROUGH, MetThrough.ONLINE): wording("online"),
    (View.MET_THROUGH, MetThrough.OTHER): wording("in another way"),
    (View.SECTOR, OrganisationType.COMPANY): wording("company"),
    (View.SECTOR, OrganisationType.UNIVERSITY): wording("university"),
    (View.SECTOR, OrganisationType.ASSOCIATION): wording("association"),
    (View.SECTOR, OrganisationType.PUBLIC): wording("public body"),
    (View.SECTOR, OrganisationType.OTHER): wording("organisation"),
}


def _told(view: View, label: str) -> Sentence:
    word = _WORDS.get((view, label))
    return as_written(label) if word is None else Sentence(word)


def _organisation(contact: Contact, home: Node | None) -> str:
    if contact.organisation is None:
        return ""
    return contact.organisation.target if home is None else home.name


def _sector(organisation: Node | None) -> str:
    if not isinstance(organisation, Organisation):
        return ""
    written = organisation.extra.get("sector", "")
    if written:
        return written if isinstance(written, str) else written[0]
    return organisation.type.value if organisation.type else ""
