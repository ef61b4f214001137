"""A strategy that takes over from an earlier one is the one computed afresh, and shares with it."""

import gc
import os
import weakref
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from tests.strategy.networks import (
    CONSTANTS,
    TODAY,
    contact,
    entry,
    identity,
    line,
    links,
    me,
    network_of,
    objective,
    opportunity,
    risk,
    step,
    tie,
)
from tests.strategy.sentences import ALL_THEMES, THEMES, themes_of
from vaultnet.domain.contact import Contact, ContactStatus, Evidence, MetThrough, Tier
from vaultnet.domain.dates import parse_partial_date
from vaultnet.domain.entry import Journal
from vaultnet.domain.network import Network, share_equal
from vaultnet.domain.node import Node, NodeId
from vaultnet.domain.objective import FunctionNeed
from vaultnet.domain.organisation import Organisation, OrganisationType
from vaultnet.strategy.summary import Strategy, compute_strategy

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "60"))
NAMES = ("ana", "ben", "eva", "tom", "zoe")
AIMS = ("found", "lead")


def some(random: Random, choices: list[Any], most: int = 2) -> tuple[Any, ...]:
    return tuple(random.sample(choices, random.randint(0, min(most, len(choices)))))


def changes_of(random: Random) -> dict[str, Any]:
    """Return values for all fields of a contact that anything is computed from."""
    others = list(NAMES)
    return {
        "name": random.choice(["Ana", "Tom", "Zoe"]),
        "tier": random.choice([None, *Tier]),
        "status": random.choice([ContactStatus.ACTIVE, *ContactStatus]),
        "functions": some(random, ["recruiter", "engineer", "investor"]),
        "serves": some(random, list(AIMS)),
        "ratings": {name: random.randint(1, 5) for name in some(random, ["influence", "access"])},
        "affinity": random.choice([None, -2, 2]),
        "organisation": random.choice([None, *links("acme", "globex", "tom")]),
        "location": random.choice(["", "Bilbao", "Lyon"]),
        "met": random.choice([None, parse_partial_date("2019"), parse_partial_date("2021-05")]),
        "introduced_by": random.choice([None, *links("ana", "tom")]),
        "met_through": random.choice([None, *MetThrough]),
        "assessment": tuple(
            Evidence(text=text, criterion="influence", rated=random.choice([None, TODAY]))
            for text in some(random, ["runs the fund", "a lovely man"])
        ),
        "opportunities": some(random, [opportunity("high", "low"), opportunity("low", None)]),
        "risks": some(random, [risk("high", "medium"), risk("low", "low", "lead")]),
        "offers": some(random, [line("contracts law #law"), line("a room #space")]),
        "needs": some(random, [line("contracts law #law"), line("an investor")]),
        "career": some(random, [step("2015", "2018", "acme"), step("2017", None, "globex")]),
        "ties": some(random, [tie(other) for other in others]),
        "log": tuple(
            entry(
                random.choice(["met", "gave", "received", "promised", "asked", "call"]),
                random.choice([None, -3, 0, 5, 400]),
                people=some(random, others),
            )
            for _ in range(random.randint(0, 3))
        ),
    }


def random_contact(random: Random, name: str) -> Contact:
    fields = changes_of(random)
    title = fields.pop("name")
    return replace(contact(name, **fields), name=title)


def random_pages(random: Random) -> dict[str, Node]:
    pages: dict[str, Node] = {
        name: random_contact(random, name) for name in some(random, [*NAMES], 5)
    }
    pages |= {
        name: random_page(random, name) for name in some(random, [*AIMS, "acme", "me", "day"], 5)
    }
    return pages


def random_page(random: Random, name: str) -> Node:
    """Return a page of the kind that goes with its name, the person's of a person."""
    if name in AIMS:
        needs = (FunctionNeed(text="", function="recruiter", count=random.randint(1, 2)),)
        lines = some(random, [opportunity("high", "high", "ana"), opportunity("low", "low")])
        return objective(name, importance=random.randint(0, 3), needs=needs, opportunities=lines)
    if name == "acme":
        return Organisation(
            id=NodeId("acme"),
            name=random.choice(["Acme", "ACME"]),
            type=random.choice([None, *OrganisationType]),
        )
    if name == "day":
        people = some(random, [*NAMES], 3)
        return Journal(
            id=NodeId(name), name=name, day=TODAY, entries=(entry("met", 2, people=people),)
        )
    if name == "me":
        return me(
            offers=some(random, [line("contracts law #law")]),
            career=some(random, [step("2015", None, "acme")]),
        )
    return random_contact(random, name)


def edit(random: Random, pages: dict[str, Node]) -> None:
    """Change one field of a page, or a page, or take it away, or add one."""
    name = random.choice([*NAMES, *NAMES, *AIMS, "acme", "me", "day"])
    page = pages.get(name)
    if isinstance(page, Contact) and random.random() < 0.7:
        fields = changes_of(random)
        fields["serves"] = links(*fields["serves"])
        field = random.choice(list(fields))
        changed: dict[str, Any] = {field: fields[field]}
        pages[name] = replace(page, **changed)
    elif page is not None and random.random() < 0.3:
        del pages[name]
    else:
        pages[name] = random_page(random, name)


def network_after(before: Network | None, pages: Mapping[str, Node]) -> Network:
    """Return the network of some pages, sharing with an earlier one as an edited vault does."""
    made = network_of(pages.values())
    return made if before is None else share_equal(made, before)


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_after_any_edits_it_is_the_strategy_computed_afresh(seed: int) -> None:
    """Of each strategy between two edits anything may have been asked, or nothing."""
    random = Random(seed)
    pages = random_pages(random)
    held: Strategy | None = None
    for number in range(8):
        network = network_after(None if held is None else held.network, pages)
        today = TODAY + timedelta(days=number == 5)
        held = compute_strategy(network, CONSTANTS, today, held)
        for theme in random.sample(THEMES, random.choice([0, 3, len(THEMES)])):
            getattr(held, theme)
        if random.random() < 0.5 or number == 7:
            afresh = compute_strategy(network, CONSTANTS, today)
            assert themes_of(held) == themes_of(afresh)
            for theme in ALL_THEMES:
                one, other = getattr(held, theme), getattr(afresh, theme)
                assert not isinstance(one, Mapping) or list(one) == list(other), theme
        edit(random, pages)


def computed(pages: Mapping[str, Node], before: Strategy | None = None) -> Strategy:
    network = network_after(None if before is None else before.network, pages)
    held = compute_strategy(network, CONSTANTS, TODAY, before)
    themes_of(held)
    return held


def example() -> dict[str, Node]:
    random = Random(3)
    return {name: random_page(random, name) for name in (*NAMES, *AIMS, "acme", "me", "day")}


def test_what_rests_on_the_same_objects_is_the_same_object() -> None:
    """Ana has one more call in her log: nothing of the others is computed anew."""
    pages = example()
    before = computed(pages)
    ana = pages["ana"]
    assert isinstance(ana, Contact)
    pages["ana"] = replace(ana, log=(*ana.log, entry("call", 1)))
    after = computed(pages, before)
    for theme in ("fruitfulness", "touches", "strength", "ledgers"):
        then, now = getattr(before, theme), getattr(after, theme)
        assert all(now[one] is then[one] for one in now if one != "ana"), theme
    assert after.strength[identity("ana")] != before.strength[identity("ana")]
    assert after.fruitfulness is before.fruitfulness
    for theme in ("aims", "matches", "ties", "living_ties", "structure", "prospects", "tiers"):
        assert getattr(after, theme) is getattr(before, theme), theme


def test_what_nothing_is_computed_from_changes_nothing() -> None:
    pages = example()
    before = computed(pages)
    pages["ana"] = replace(pages["ana"], private_text="a secret", tags=("x",))
    after = computed(pages, before)
    same = [theme for theme in THEMES if getattr(after, theme) is getattr(before, theme)]
    assert set(THEMES) - set(same) <= {
        "contacts", "week", "mismatches", "triage", "weaknesses", "opportunity_record",
        "risk_record", "unplaced",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("constants", "day"),
    [
        (replace(CONSTANTS, half_life=10.0), TODAY),
        (CONSTANTS, date(2026, 11, 24)),
    ],
)
def test_another_day_or_other_constants_take_nothing_over(constants: Any, day: date) -> None:
    pages = example()
    before = computed(pages)
    after = compute_strategy(before.network, constants, day, before)
    afresh = compute_strategy(before.network, constants, day)
    assert themes_of(after) == themes_of(afresh)
    assert after.strength != before.strength


def test_earlier_strategies_are_let_go() -> None:
    """Whatever of each was asked, only the last ones are kept in memory."""
    pages, random = example(), Random(1)
    held = computed(pages)
    made: list[weakref.ref[Strategy]] = []
    for _ in range(100):
        edit(random, pages)
        held = compute_strategy(network_after(held.network, pages), CONSTANTS, TODAY, held)
        for theme in random.sample(THEMES, 10):
            getattr(held, theme)
        made.append(weakref.ref(held))
    gc.collect()
    assert sum(each() is not None for each in made) <= len(ALL_THEMES)
    themes_of(held)
    gc.collect()
    assert [each() for each in made if each() is not None] == [held]
