"""The table of what may be asked of a contact: it is whole, and says what the strategy says."""

from dataclasses import replace
from datetime import date

import pytest

from tests.strategy.networks import CONSTANTS, TODAY, contact, entry, line, network_of, objective
from vaultnet.domain.contact import Contact, Labelled, Tier
from vaultnet.domain.dates import PartialDate
from vaultnet.domain.network import Network
from vaultnet.domain.node import Kind, Reference
from vaultnet.query.keys import BANDS, KEYS, QUADRANTS, SCALES, URGENCIES, Form, find_key
from vaultnet.query.matching import Lexicon, compile_query
from vaultnet.query.parse import parse_query
from vaultnet.query.values import Value
from vaultnet.strategy.attention import Urgency
from vaultnet.strategy.contact_values import Ground, make_lexicon
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reciprocity import BalanceBand
from vaultnet.strategy.strength import Band
from vaultnet.strategy.summary import Strategy, compute_strategy
from vaultnet.vault.fields.schema import FIELDS

ANA = contact(
    "ana",
    aliases=("Anita",),
    tier=Tier.KEY,
    organisation=Reference("acme"),
    other_organisations=(Reference("The Guild"),),
    serves=("lead",),
    ratings={"influence": 5, "craft": 2},
    email=(Labelled("ana@acme.example", "work"),),
    met=PartialDate(2019, 10),
    tags=("cloud",),
    extra={"Badge": "7", "teams": ("red", "blue")},
    offers=(line("#hiring talks"),),
    log=(
        entry("met", 70),
        entry("gave", 10, weight=2),
        entry("promised", 10),
        entry("call", -3),
        entry("note", None),
    ),
)
TOM = contact("tom", log=(entry("call", 5, people=("ana",)),))
NOBODY = contact("zoe")
LEAD = objective("lead", aliases=("Lead a team",))


def network() -> Network:
    return network_of([ANA, TOM, NOBODY, LEAD])


def no_strategy() -> Strategy:
    raise AssertionError("the strategy is not asked for")


def lexicon(*, strategy: bool = True) -> Lexicon[Contact]:
    held = network()
    find = (lambda: compute_strategy(held, CONSTANTS, TODAY)) if strategy else no_strategy
    return make_lexicon(Ground(held, TODAY, find), ("influence", "access"))


def value(name: str, of: Contact = ANA) -> Value:
    attribute = lexicon().find(name)
    assert attribute is not None
    return attribute.read(of)


def found(query: str, *, strategy: bool = True) -> list[str]:
    condition = compile_query(parse_query(query), lexicon(strategy=strategy), TODAY)
    return [person.id for person in network().contacts if condition(person)]


def test_every_key_has_a_value_of_its_form() -> None:
    for held in KEYS:
        for person in (ANA, TOM, NOBODY):
            read = value(held.name, person)
            if held.form is Form.WORD:
                assert read is None or read in held.all_words
            elif held.form is Form.NUMBER:
                assert read is None or isinstance(read, int | float)


def test_every_field_of_a_contact_is_a_key() -> None:
    names = {name for spec in FIELDS[Kind.CONTACT] for name in (spec.key, *spec.synonyms)}
    assert [name for name in sorted(names) if find_key(name) is None] == []


def test_the_words_of_keys_are_those_of_the_strategy() -> None:
    assert tuple(Band) == ("never spoken", *BANDS)
    assert tuple(Urgency) == (*URGENCIES, "first contact")
    assert tuple(BalanceBand) == SCALES
    assert tuple(Quadrant) == QUADRANTS


def test_no_name_means_two_keys() -> None:
    names = [name for key in KEYS for name in (key.name, *key.synonyms)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tier", "key"),
        ("organisation", "acme"),
        ("serves", ("Lead",)),
        ("influence", 5),
        ("craft", 2),
        ("access", None),
        ("badge", "7"),
        ("teams", ("red", "blue")),
        ("last", date(2026, 11, 18)),
        ("overdue", 5 / 28),
        ("urgency", "fine"),
        ("due", date(2026, 12, 16)),
        ("given", pytest.approx(2 * 2 ** (-10 / 365))),
        ("received", 0.0),
        ("balance", 1.0),
        ("scales", "they owe"),
        ("promises", 1),
        ("requests", 0),
        ("entries", 4),
        ("topics", ("hiring",)),
        ("rank", 1),
        ("suggested", "key"),
    ],
)
def test_values_of_one_contact(name: str, expected: Value) -> None:
    assert value(name) == expected


@pytest.mark.parametrize("name", ["overdue", "due", "urgency", "last", "fruitfulness", "rank"])
def test_what_is_not_known_is_no_value(name: str) -> None:
    assert value(name, NOBODY) is None


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("org:guild", ["ana"]),
        ("org=acme", ["ana"]),
        ('serves:"lead a team"', ["ana"]),
        ("objective=lead", ["ana"]),
        ("anita", ["ana"]),
        ("#hiring #cloud", ["ana"]),
        ("email:acme.example", ["ana"]),
        ("Craft>1", ["ana"]),
        ("BADGE:7", ["ana"]),
        ("teams=blue", ["ana"]),
        ("-has:access", ["ana", "tom", "zoe"]),
        ("untriaged", ["tom", "zoe"]),
        ("met:2019", ["ana"]),
        ("entries>0", ["ana", "tom"]),
        ("kind:contact", ["ana", "tom", "zoe"]),
    ],
)
def test_what_costs_no_strategy(query: str, ids: list[str]) -> None:
    assert found(query, strategy=False) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("overdue", []),
        ("has:fruitfulness", ["ana"]),
        ("band:never", ["zoe"]),
        ("ready:yes", ["ana"]),
    ],
)
def test_what_is_computed(query: str, ids: list[str]) -> None:
    assert found(query) == ids


def test_overdue_begins_where_the_settings_say() -> None:
    held = network_of([contact("ana", cadence="10d", log=(entry("met", 10),))])
    for due, ids in ((1.0, ["ana"]), (1.1, [])):
        constants = replace(CONSTANTS, due=due)
        ground = Ground(held, TODAY, lambda: compute_strategy(held, constants, TODAY))  # noqa: B023
        condition = compile_query(parse_query("overdue"), make_lexicon(ground), TODAY)
        assert [person.id for person in held.contacts if condition(person)] == ids
