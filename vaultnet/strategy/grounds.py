"""What themes rest on beside each other: the network, and what they read of its pages."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.links import LinkTable
from vaultnet.domain.me import Budget, Me
from vaultnet.domain.network import Network, Record
from vaultnet.domain.node import Node, NodeId
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.renewal import RenewedThemes, Value
from vaultnet.strategy.ties import Acquaintance, find_acquaintance


class Grounds(RenewedThemes):
    """A network on a day, and for each contact what some themes read of the page.

    Where a page was edited and a theme reads nothing of the edit, its grounds are the very objects
    that they were before.
    """

    def __init__(
        self, network: Network, constants: Constants, as_of: date, before: "Grounds | None" = None
    ) -> None:
        super().__init__(before)
        self.network = network
        self.constants = constants
        self.as_of = as_of

    @cached_property
    def contacts(self) -> Mapping[NodeId, Contact]:
        """Return all contacts by id, in the order of ids."""
        return {contact.id: contact for contact in self.network.contacts}

    @property
    def _nodes(self) -> Mapping[NodeId, Node]:
        return self.network.nodes

    @property
    def _links(self) -> LinkTable:
        return self.network.link_table

    @property
    def _records(self) -> Mapping[NodeId, tuple[Record, ...]]:
        return self.network.records

    @property
    def _me(self) -> Me | None:
        return self.network.me

    @property
    def _budget(self) -> Budget | None:
        return None if self.network.me is None else self.network.me.budget

    @cached_property
    def _people(self) -> tuple[NodeId, ...]:
        return self._whole("_people", lambda: tuple(self.contacts), ("contacts",))

    @cached_property
    def _closed(self) -> frozenset[NodeId]:
        return self._whole(
            "_closed",
            lambda: frozenset(
                one
                for one, contact in self.contacts.items()
                if contact.status is ContactStatus.CLOSED
            ),
            ("_standing",),
        )

    @cached_property
    def _objectives(self) -> tuple[Objective, ...]:
        return self._whole("_objectives", lambda: self.network.objectives, ("_nodes",))

    @cached_property
    def _standing(self) -> Mapping[NodeId, object]:
        return self._read("_standing", lambda page: (page.status, page.tier))

    @cached_property
    def _skills(self) -> Mapping[NodeId, object]:
        return self._read("_skills", lambda page: (page.status, page.functions, page.ratings))

    @cached_property
    def _help(self) -> Mapping[NodeId, object]:
        return self._read(
            "_help", lambda page: (page.status, page.functions, page.offers, page.needs)
        )

    @cached_property
    def _service(self) -> Mapping[NodeId, object]:
        return self._read("_service", lambda page: (page.serves, page.opportunities, page.risks))

    @cached_property
    def _origins(self) -> Mapping[NodeId, object]:
        return self._read(
            "_origins",
            lambda page: (
                page.status, page.organisation, page.location, page.met_through, page.met,
                page.career,
            ),
        )  # fmt: skip

    @cached_property
    def _places(self) -> Mapping[NodeId, object]:
        """Return what is read of a page where somebody comes from there: its name at least."""
        return self._each(
            "_places",
            self._nodes,
            lambda one: page if isinstance(page := self._nodes[one], Organisation) else page.name,
            by_id=("_nodes",),
        )

    @cached_property
    def _acquaintances(self) -> Mapping[NodeId, Acquaintance]:
        return self._each(
            "_acquaintances",
            self._nodes,
            lambda one: find_acquaintance(self.network, self._nodes[one], self.as_of),
            by_id=("_nodes",),
            whole=("_links", "_people"),
        )

    def _of_contacts(
        self, theme: str, make: Callable[[NodeId], Value], by_id: tuple[str, ...]
    ) -> Mapping[NodeId, Value]:
        return self._each(theme, self.contacts, make, by_id=by_id)

    def _read(self, theme: str, read: Callable[[Contact], object]) -> Mapping[NodeId, object]:
        return self._of_contacts(theme, lambda one: read(self.contacts[one]), ("contacts",))
