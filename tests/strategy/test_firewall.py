"""The firewall: what is not professional moves no score, no order, no suggestion, no gap."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategy.networks import (
    CONSTANTS,
    SETTINGS,
    TODAY,
    contact,
    entry,
    identity,
    line,
    me,
    network_of,
    objective,
    opportunity,
    risk,
    strategy,
    task,
    tie,
)  # fmt: skip
from vaultnet.domain.contact import Contact, ContactStatus, Evidence, Labelled, Tier
from vaultnet.domain.dates import Birthday
from vaultnet.domain.me import Budget
from vaultnet.domain.node import Node, Passage, Reference
from vaultnet.domain.objective import FunctionNeed
from vaultnet.strategy.constants import make_constants
from vaultnet.strategy.sensitivity import find_open_ratings
from vaultnet.strategy.summary import Strategy, compute_strategy
from vaultnet.strategy.usefulness import best_help

FUNCTIONS = ("hiring manager", "mentor", "speaker")
LEVELS = ("low", "medium", "high", None)


def professional(random: Random) -> list[Node]:
    """A network in which every theme has something to say."""
    needs = tuple(FunctionNeed(text=name, function=name, count=2) for name in FUNCTIONS)
    objectives = [objective("lead", importance=5, needs=needs), objective("teach", importance=2)]
    owner = me(budget=Budget(1.0), offers=(line("help with #sre"),), needs=(line("a #mentor"),))
    return [owner, *objectives, *(person(random, index) for index in range(14))]


def person(random: Random, index: int) -> Contact:
    def some(*words: str) -> list[str]:
        return [word for word in words if random.random() < 0.5]

    kinds = ("met", "call", "gave", "received", "promised", "asked", "note")
    other = f"c{random.randrange(14):02}"
    return contact(
        f"c{index:02}",
        tier=random.choice([None, *Tier]),
        status=random.choice([ContactStatus.ACTIVE, ContactStatus.ACTIVE, ContactStatus.CLOSED]),
        serves=some("lead", "teach"),
        functions=tuple(some(*FUNCTIONS)),
        ratings={name: random.randint(1, 5) for name in some(*SETTINGS.criteria)},
        cadence=random.choice([None, "2w", "6w"]),
        opportunities=(opportunity(random.choice(LEVELS), random.choice(LEVELS), *some("lead")),),
        risks=(risk(random.choice(LEVELS), random.choice(LEVELS)),),
        needs=(line("wants #sre people"),) if random.random() < 0.4 else (),
        offers=(line("a #mentor for #sre"),) if random.random() < 0.4 else (),
        ties=(tie(other, random.choice(["weak", "strong"])),),
        log=tuple(
            entry(random.choice(kinds), random.randint(-5, 500), weight=random.randint(1, 5))
            for _ in range(random.randint(0, 5))
        ),
        next=(task("write", TODAY),),
    )  # fmt: skip


def personal(random: Random, node: Node) -> Node:
    """Change everything about a page that is outside the allow-list."""
    word = "".join(random.choice("aeiou") + random.choice("lmnrst") for _ in range(3))
    changed = replace(
        node,
        tags=tuple(random.sample(("sre", "mentor", "friend", "family"), 2)),
        passages=(Passage(text=f"I like {word}, he is lovely"),),
        extra={"hobby": word},
        private_text=f"{word} is rich",
        private=random.random() < 0.5,
        shared=random.choice([None, ("name",)]),
    )
    if not isinstance(changed, Contact):
        return changed
    return replace(
        changed,
        affinity=random.choice([None, -2, -1, 0, 1, 2]),
        photo=random.choice([None, Reference(f"{word}.png")]),
        birthday=random.choice([None, Birthday(random.randint(1, 12), random.randint(1, 28))]),
        pronouns=random.choice(["", "she/her", "he/him"]),
        languages=(word,),
        email=(Labelled(f"{word}@x.example"),),
        phone=(Labelled(word),),
        address=(Labelled(word),),
        timezone=word,
        uid=word,
        source=word,
        log=tuple(replace(item, text=f"{word} was charming", detail=word) for item in changed.log),
        assessment=(Evidence(text=f"a {word} friend", criterion="access"),),
    )


def verdict(held: Strategy) -> object:
    """Everything that scores, ranks or orders people."""
    return (
        {one: (score.value, score.confidence) for one, score in held.fruitfulness.items()},
        {one: score.value for one, score in held.strength.items()},
        held.bands,
        {
            one: (book.balance.value, book.band, book.readiness.ready)
            for one, book in held.ledgers.items()
        },
        [
            (item.kind, item.contacts, item.day, item.priority.value)
            for item in held.actions(within=7)
        ],
        [(item.kind, item.contacts) for item in held.week.actions],
        [(item.contact, item.freed) for item in held.demand.relaxations],
        [(item.contact, item.rank, item.suggested) for item in held.tiers],
        [
            (cover.have, cover.warm, cover.gap and (cover.gap.kind, cover.gap.candidates))
            for cover in held.coverage
        ],
        held.portfolio,
        [(match.want.fact, match.asset.fact, match.points) for match in held.matches.mine],
        [(item.first, item.second, item.points) for item in held.matches.introductions],
        [(path.nodes, path.cost.value) for path in held.paths(identity("c00"))],
        [card.contact for card in held.cards if card.contact in rated(held)],
        [(item.contact, item.ends, item.serves) for item in held.fading],
        [(item.contact, item.betweenness, item.constraint) for item in held.structure.positions],
        [(one, match.asset.owner, match.points) for one, match in best_help(held.matches).items()],
        [find_open_ratings(person, held.aims, held.constants) for person in held.contacts.values()],
        [
            {cell: [item.fact for item in found] for cell, found in matrix.cells.items()}
            for matrix in (held.opportunities(), held.risks())
        ],
    )


def rated(held: Strategy) -> set[str]:
    return {one for one, person in held.contacts.items() if person.ratings}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_nothing_outside_the_allow_list_moves_anything(seed: int, other: int) -> None:
    nodes = professional(Random(seed))
    random = Random(other)
    changed = [personal(random, node) for node in nodes]
    random.shuffle(changed)
    before = compute_strategy(network_of(nodes), CONSTANTS, TODAY)
    after = compute_strategy(network_of(changed), CONSTANTS, TODAY)
    assert verdict(after) == verdict(before)


def test_the_test_would_notice_a_professional_change() -> None:
    nodes = professional(Random(3))
    moved = [
        replace(
            node, ratings={"influence": 5}, status=ContactStatus.ACTIVE, serves=(Reference("lead"),)
        )
        if isinstance(node, Contact) and node.id == "c05"
        else node
        for node in nodes
    ]
    assert verdict(strategy(*moved)) != verdict(strategy(*nodes))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_same_input_gives_the_same_output(seed: int) -> None:
    nodes = professional(Random(seed))
    constants = make_constants({}, SETTINGS.criteria, SETTINGS.cadence, SETTINGS.stale_after)
    one = compute_strategy(network_of(nodes), CONSTANTS, TODAY)
    other = compute_strategy(network_of(reversed(nodes)), constants, TODAY)
    for theme in THEMES:
        assert getattr(one, theme) == getattr(other, theme), theme


THEMES = (
    "fruitfulness", "strength", "ledgers", "ledger", "rhythms", "priorities", "demand", "week",
    "matches", "ties", "living_ties", "coverage", "portfolio", "opportunity_record", "tiers",
    "audit", "weaknesses", "concentration", "cards", "fading", "structure",
)  # fmt: skip
