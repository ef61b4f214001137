"""What is aimed at, and who is said to serve it: the ground that the scores stand on.

Only active objectives count. The share of one is its importance over the sum of all. A contact
serves the objectives that its field `serves` names. Opportunities and risks are lines of the
contact's page, or lines of an objective's page that link to the contact. A line without value
or likelihood is not weighed: it is kept, shown as such, and moves nothing.
"""

from collections.abc import Iterator, Mapping

from vaultnet.domain.contact import Contact
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId, Reference
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact


@dataclass(frozen=True, slots=True)
class Aim:
    """An active objective, its share of all that is aimed at, and its weights of the ratings."""

    objective: Objective
    share: float
    weights: Mapping[str, float]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return where the importance and the weights of the objective stand."""
        own = self.objective.criteria
        weights = (Fact(self.objective.id, f"criteria/{index}") for index in range(len(own)))
        return (Fact(self.objective.id, "importance"), *weights)


@dataclass(frozen=True, slots=True)
class Prospect:
    """An opportunity or a risk of a relationship, as a chance of something of some worth.

    `objectives` are those that the line names; none means all that the contact serves.
    `worth` is the value or severity and `likelihood` the probability, None where not said;
    the worth of a risk that something is done about is already lessened.
    """

    line: Opportunity | Risk
    fact: Fact
    contacts: tuple[NodeId, ...]
    objectives: tuple[NodeId, ...]
    worth: float | None
    likelihood: float | None

    @property
    def is_open(self) -> bool:
        """Tell whether it has no outcome yet."""
        return self.line.outcome is None

    @property
    def weight(self) -> float | None:
        """Return worth × likelihood, or None where one of them is not said."""
        if self.worth is None or self.likelihood is None:
            return None
        return self.worth * self.likelihood

    def is_for(self, objective: NodeId) -> bool:
        """Tell whether it concerns an objective that the contact serves."""
        return not self.objectives or objective in self.objectives


@dataclass(frozen=True, slots=True)
class Service:
    """A contact serves an aim, and where that is written."""

    aim: Aim
    fact: Fact


@dataclass(frozen=True, slots=True)
class Aims:
    """The aims of a network by id, whom they are served by, and the prospects of everybody.

    All mappings are ordered by id. `opportunities` and `risks` are by contact and hold closed
    ones too; `loose` are those that belong to an objective and name no contact.
    """

    aims: Mapping[NodeId, Aim]
    services: Mapping[NodeId, tuple[Service, ...]]
    opportunities: Mapping[NodeId, tuple[Prospect, ...]]
    risks: Mapping[NodeId, tuple[Prospect, ...]]
    loose: tuple[Prospect, ...]

    def is_served(self, objective: NodeId, contact: NodeId) -> bool:
        """Tell whether a contact serves an active objective."""
        services = self.services.get(contact, ())
        return any(service.aim.objective.id == objective for service in services)


def find_aims(network: Network, constants: Constants) -> Aims:
    """Return what is aimed at and who serves it, in one pass over the network."""
    aims = _active_aims(network, constants)
    prospects = list(_prospects(network, constants))
    return Aims(
        aims,
        _services(network, aims),
        _by_contact(prospects, Opportunity),
        _by_contact(prospects, Risk),
        tuple(prospect for prospect in prospects if not prospect.contacts),
    )


def _active_aims(network: Network, constants: Constants) -> Mapping[NodeId, Aim]:
    active = [item for item in network.objectives if item.status is ObjectiveStatus.ACTIVE]
    importance = sum(objective.importance for objective in active)
    return {
        objective.id: Aim(
            objective, objective.importance / importance, _weights(objective, constants)
        )
        for objective in active
        if objective.importance > 0
    }


def _weights(objective: Objective, constants: Constants) -> Mapping[str, float]:
    own = {item.criterion: item.weight for item in objective.criteria}
    return {name: weight for name, weight in (own or constants.criteria).items() if weight > 0}


def _services(network: Network, aims: Mapping[NodeId, Aim]) -> Mapping[NodeId, tuple[Service, ...]]:
    found: dict[NodeId, tuple[Service, ...]] = {}
    for contact in network.contacts:
        served: dict[NodeId, Service] = {}
        for index, reference in enumerate(contact.serves):
            target = network.link_table.resolve(reference.target)
            if target is not None and target in aims and target not in served:
                served[target] = Service(aims[target], Fact(contact.id, f"serves/{index}"))
        if served:
            found[contact.id] = tuple(served[target] for target in sorted(served))
    return found


def _prospects(network: Network, constants: Constants) -> Iterator[Prospect]:
    """Yield the opportunities and risks of all pages, those of objectives first."""
    for objective in network.objectives:
        for fact, line in _lines(objective):
            contacts = _linked(network, line.links, Contact)
            yield _prospect(line, fact, contacts, (objective.id,), constants)
    for contact in network.contacts:
        for fact, line in _lines(contact):
            objectives = _linked(network, line.links, Objective)
            yield _prospect(line, fact, (contact.id,), objectives, constants)


def _lines(page: Objective | Contact) -> Iterator[tuple[Fact, Opportunity | Risk]]:
    for index, opportunity in enumerate(page.opportunities):
        yield Fact(page.id, f"opportunities/{index}"), opportunity
    for index, risk in enumerate(page.risks):
        yield Fact(page.id, f"risks/{index}"), risk


def _linked(
    network: Network, links: tuple[Reference, ...], page_type: type[Contact] | type[Objective]
) -> tuple[NodeId, ...]:
    pages = (network.resolve(reference) for reference in links)
    return tuple(dict.fromkeys(page.id for page in pages if isinstance(page, page_type)))


def _prospect(
    line: Opportunity | Risk,
    fact: Fact,
    contacts: tuple[NodeId, ...],
    objectives: tuple[NodeId, ...],
    constants: Constants,
) -> Prospect:
    level = line.likelihood
    likelihood = None if level is None else constants.likelihood_of(level)
    return Prospect(line, fact, contacts, objectives, _worth(line, constants), likelihood)


def _worth(line: Opportunity | Risk, constants: Constants) -> float | None:
    if isinstance(line, Opportunity):
        return None if line.value is None else constants.value_of(line.value)
    if line.severity is None:
        return None
    lessened = constants.mitigated_risk if line.mitigation else 1.0
    return constants.value_of(line.severity) * lessened


def _by_contact(
    prospects: list[Prospect], line_type: type[Opportunity] | type[Risk]
) -> Mapping[NodeId, tuple[Prospect, ...]]:
    found: dict[NodeId, list[Prospect]] = {}
    for prospect in prospects:
        if isinstance(prospect.line, line_type):
            for contact in prospect.contacts:
                found.setdefault(contact, []).append(prospect)
    return {contact: tuple(found[contact]) for contact in sorted(found)}
