"""Whom a name typed in haste may mean."""

import pytest

from vaultnet.domain.contact import Contact
from vaultnet.domain.links import LinkKeys, build_link_table
from vaultnet.domain.name_search import find_by_name, matches_words
from vaultnet.domain.network import Network, build_network
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import Objective

PEOPLE = {
    "ana-garcia": ("Ana García López", ("Anita",)),
    "ana-wojcik": ("Ana Wójcik", ()),
    "tom-okafor": ("Tom Okafor", ()),
    "zeynep": ("Zeynep Yıldırım", ("Ana Z.",)),
}


@pytest.fixture
def network() -> Network:
    contacts = [
        Contact(id=NodeId(stem), name=name, aliases=aliases)
        for stem, (name, aliases) in PEOPLE.items()
    ]
    objective = Objective(id=NodeId("tomorrow"), name="Tom's succession")
    keys = [LinkKeys(each.id, each.id, each.name, each.aliases) for each in contacts]
    keys.append(LinkKeys(objective.id, "objectives/tomorrow", objective.name))
    return build_network([*contacts, objective], build_link_table(keys))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana-garcia", ["ana-garcia"]),
        ("ANA GARCÍA LÓPEZ", ["ana-garcia"]),
        ("anita", ["ana-garcia"]),
        ("wojcik", ["ana-wojcik"]),
        ("lopez ana", ["ana-garcia"]),
        ("ana", ["ana-garcia", "ana-wojcik", "zeynep"]),
        ("tom", ["tom-okafor"]),
        ("zeinep", ["zeynep"]),
        ("okafr", ["tom-okafor"]),
        ("tomorrow", []),
        ("nobody", []),
        ("", []),
        ("   ", []),
    ],
)
def test_names_lead_to_contacts(network: Network, text: str, expected: list[str]) -> None:
    assert [contact.id for contact in find_by_name(network, text, Contact)] == expected


def test_words_match_in_one_name_at_a_time(network: Network) -> None:
    (zeynep,) = find_by_name(network, "zeynep", Contact)
    assert matches_words(zeynep, ["zeyn"])
    assert not matches_words(zeynep, ["zeyn", "ana"])
    assert matches_words(zeynep, [])
