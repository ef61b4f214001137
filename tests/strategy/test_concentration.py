"""Where a network comes from, counted by hand."""

import pytest

from tests.strategy.networks import contact, strategy
from vaultnet.domain.contact import ContactStatus, MetThrough
from vaultnet.domain.dates import PartialDate
from vaultnet.domain.node import NodeId, Reference
from vaultnet.domain.organisation import Organisation, OrganisationType
from vaultnet.strategy.concentration import Concentration, View

ACME = Organisation(id=NodeId("acme"), name="Acme", type=OrganisationType.COMPANY)
BANK = Organisation(
    id=NodeId("bank"), name="Bank", type=OrganisationType.COMPANY, extra={"sector": "finance"}
)


def views() -> dict[View, Concentration]:
    held = strategy(
        ACME,
        BANK,
        contact("a", organisation=Reference("acme"), location="Madrid", met=PartialDate(2019)),
        contact("b", organisation=Reference("Acme"), location="madrid", met=PartialDate(2019, 3)),
        contact("c", organisation=Reference("bank"), met_through=MetThrough.STUDIES),
        contact("d", organisation=Reference("Elsewhere", linked=False), location="Málaga"),
        contact("e", location="Malaga"),
        contact("f", location="Madrid", status=ContactStatus.CLOSED),
    )
    return {item.view: item for item in held.concentration}


def test_groups_by_organisation_the_largest_first() -> None:
    """Acme 2, Bank 1, Elsewhere 1: (½)² + (¼)² + (¼)² = 3/8, as if 8/3 equal groups."""
    held = views()[View.ORGANISATION]
    assert [(group.label, group.contacts) for group in held.groups] == [
        ("Acme", ("a", "b")), ("Bank", ("c",)), ("Elsewhere", ("d",)),
    ]  # fmt: skip
    assert (held.known, held.unknown) == (4, 1)
    assert held.herfindahl == pytest.approx(3 / 8)
    assert held.as_if == pytest.approx(8 / 3)


def test_places_compare_without_case_and_accents() -> None:
    held = views()[View.LOCATION]
    assert [group.contacts for group in held.groups] == [("a", "b"), ("d", "e")]


def test_sector_and_cohort() -> None:
    held = views()
    assert [(group.label, len(group.contacts)) for group in held[View.SECTOR].groups] == [
        ("company", 2), ("finance", 1),
    ]  # fmt: skip
    assert [(group.label, group.share) for group in held[View.MET_YEAR].groups] == [("2019", 1.0)]
    assert held[View.MET_THROUGH].groups[0].contacts == ("c",)


def test_an_empty_network_has_no_concentration() -> None:
    assert all(item.herfindahl is None and item.as_if is None for item in strategy().concentration)
