"""Who is looked at first, what a first look suggests, and what never moves it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import contact, entry, objective, strategy
from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.dates import parse_partial_date
from vaultnet.domain.objective import FunctionNeed

LEAD = objective(
    "lead",
    importance=3,
    needs=(
        FunctionNeed(text="", count=1, function="hiring managers"),
        FunctionNeed(text="", count=2, function="platform engineering"),
    ),
)
TALK = objective("talk", importance=1, needs=(FunctionNeed(text="", count=1, function="speaker"),))


def order(*held: Contact) -> list[str]:
    return [card.contact for card in strategy(LEAD, TALK, *held).triage]


def test_only_those_without_a_tier_wait() -> None:
    waiting = order(
        contact("a"),
        contact("b", tier=Tier.NONE),
        contact("c", status=ContactStatus.CLOSED),
        contact("d", status=ContactStatus.DORMANT),
    )
    assert waiting == ["a", "d"]


def test_the_weight_is_the_share_at_stake_and_half_of_it_for_a_perhaps() -> None:
    cards = strategy(
        LEAD,
        TALK,
        contact("role", role="Head of Engineering, Platforms"),
        contact("sure", functions=("Hiring manager",)),
        contact("both", functions=("speaker",), role="Hiring Manager"),
        contact("none", role="Platform architect"),
    ).triage
    assert {card.contact: card.weight for card in cards} == {
        "sure": 0.75,
        "both": 0.25 + 0.375,
        "role": 0.375,
        "none": 0.0,
    }
    assert [card.contact for card in cards] == ["sure", "both", "role", "none"]


def test_what_is_covered_well_weighs_nothing_and_is_shown_all_the_same() -> None:
    warm = {"log": tuple(entry("met", days) for days in (2, 9, 16))}
    held = [
        contact(name, tier=Tier.KEY, serves=["talk"], functions=("speaker",), **warm)
        for name in ("x", "y")
    ]
    (card,) = strategy(TALK, *held, contact("new", functions=("speaker",))).triage
    assert card.weight == 0.0
    assert [chance.sentence.text for chance in card.chances] == ["fills speaker for Talk"]
    assert card.suggested is Tier.REGULAR


def test_encounters_decide_between_equals_and_then_the_id() -> None:
    seen = contact("z", log=(entry("met", 30), entry("call", 60)))
    long_ago = contact("y", log=(entry("met", 800),))
    assert order(contact("a"), long_ago, seen) == ["z", "a", "y"]


def test_what_a_first_look_suggests() -> None:
    cards = {
        str(card.contact): card
        for card in strategy(
            LEAD,
            contact("needed", role="Hiring Manager"),
            contact("often", log=(entry("met", 30), entry("call", 60))),
            contact("once", log=(entry("met", 900),)),
            contact("new", met=parse_partial_date("2026-02")),
            contact("old", met=parse_partial_date("2024")),
            contact("rated", serves=["lead"], ratings={"influence": 5}),
        ).triage
    }
    assert {name: card.suggested.value for name, card in cards.items()} == {
        "needed": "regular",
        "often": "regular",
        "once": "light",
        "new": "light",
        "old": "none",
        "rated": "key",
    }
    assert cards["rated"].sentence.text.startswith("rank 1 of 1")
    assert cards["often"].sentence.text == "you were in touch 2 times within a year"
    assert [(fact.node, fact.field) for fact in cards["needed"].facts] == [("needed", "role")]


def test_a_chance_tells_what_is_noted_already() -> None:
    (card,) = strategy(
        LEAD,
        contact("a", serves=["lead"], functions=("platform engineering",), role="Hiring manager"),
    ).triage
    assert [(chance.need.function, chance.is_sure, chance.is_new) for chance in card.chances] == [
        ("platform engineering", True, False),
        ("hiring managers", False, True),
    ]


@given(st.lists(st.integers(min_value=-2, max_value=2), min_size=4, max_size=4))
def test_liking_moves_neither_order_nor_suggestion(affinities: list[int]) -> None:
    people = [
        contact("a", role="Hiring manager"),
        contact("b", functions=("speaker",)),
        contact("c", log=(entry("met", 30), entry("met", 60))),
        contact("d"),
    ]
    liked = [replace(one, affinity=n) for one, n in zip(people, affinities, strict=True)]
    assert strategy(LEAD, TALK, *liked).triage == strategy(LEAD, TALK, *people).triage
