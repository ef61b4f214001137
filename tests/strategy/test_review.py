"""A card shows evidence and hides the person; the shift is computed after it."""

import pytest

from tests.strategy.networks import contact, entry, identity, objective, opportunity, strategy
from vaultnet.domain.contact import ContactStatus, Evidence
from vaultnet.domain.node import Reference
from vaultnet.domain.prospect import OpportunityOutcome
from vaultnet.strategy.review import PLACEHOLDER, mask

LEAD = objective("lead")
ANA = contact(
    "ana-garcia",
    aliases=("Anita",),
    pronouns="she/her",
    photo=Reference("portrait.png"),
    role="Head of Platform",
    organisation=Reference("acme"),
    functions=("hiring manager",),
    serves=["lead"],
    ratings={"influence": 2},
    affinity=2,
    assessment=(Evidence(text="Ana decides; she and her team, said Anita", criterion="influence"),),
    opportunities=(opportunity("low", "low", outcome=OpportunityOutcome.WON),),
    log=(
        entry("received", 9, text="[[ana-garcia]] read my draft", weight=4),
        entry("promised", 8, text="the paper", done=True),
        entry("met", 5, text="dinner with her dog"),
    ),
)


def test_a_card_shows_the_evidence_and_hides_who_it_is() -> None:
    (card,) = strategy(LEAD, ANA).cards
    text = " ".join(f"{line.sentence.text} {line.text}" for line in card.lines) + card.role
    for word in ("Ana", "Garcia", "Anita", "she", "her ", "acme", "portrait", "dinner"):
        assert word.casefold() not in text.casefold().split()
    assert f"{PLACEHOLDER} decides; {PLACEHOLDER} and {PLACEHOLDER} team" in text
    assert [line.sentence.text for line in card.lines] == [
        "influence",
        "2026-11-14: you were helped (weight 4)",
        "2026-11-15: you promised, and kept it",
        "an opportunity was won",
    ]  # fmt: skip
    assert (card.number, card.functions) == (1, ("hiring manager",))
    assert card.criteria == ("expertise", "influence", "access", "reliability")
    assert card.lines[1].fact == (identity("ana-garcia"), "log/0")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Él y Ana hablaron", "▢ y ▢ hablaron"),
        ("analysis of the heritage", "analysis of the heritage"),
        ("GARCIA's plan, don't", "▢'s plan, don't"),
    ],
)
def test_names_are_masked_as_words(text: str, masked: str) -> None:
    assert mask(text, ANA) == masked


def test_the_deck_leaves_out_who_is_closed_or_has_nothing_to_rate() -> None:
    closed = contact("x", ratings={"influence": 3}, status=ContactStatus.CLOSED)
    assert strategy(contact("bare"), closed).cards == ()


def test_the_deck_is_the_same_each_time_and_not_in_the_order_of_ids() -> None:
    people = [contact(f"c{i:02}", ratings={"influence": 3}) for i in range(12)]
    deck = [card.contact for card in strategy(LEAD, *people).cards]
    assert deck == [card.contact for card in strategy(LEAD, *reversed(people)).cards]
    assert deck != sorted(deck)
    assert sorted(deck) == [person.id for person in people]


def test_the_shift_by_hand() -> None:
    """Influence 2 → 4 moves fruitfulness from 50 · ¼ to 50 · ¾; access is new."""
    held = strategy(LEAD, ANA).review({identity("ana-garcia"): {"influence": 4}})
    (shift,) = held.shifts
    assert shift.ratings == {"influence": (2, 4)}
    assert shift.change is not None
    without = strategy(LEAD, ANA).fruitfulness[identity("ana-garcia")].value
    assert shift.before.value == without
    assert shift.change == pytest.approx(25)
    assert held.leaning is None


def test_a_first_rating_has_no_shift_and_unknown_people_none_either() -> None:
    held = strategy(LEAD, contact("tom", serves=["lead"]))
    (shift,) = held.review({identity("tom"): {"access": 4}, identity("who"): {"access": 1}}).shifts
    assert shift.ratings == {"access": (None, 4)}
    assert shift.change is None


def test_leaning_below_zero_says_that_liking_had_raised_the_ratings() -> None:
    people = [
        contact(f"c{i}", serves=["lead"], ratings={"influence": 3}, affinity=i % 5 - 2)
        for i in range(10)
    ]
    ratings = {person.id: {"influence": 3 - (person.affinity or 0)} for person in people}
    held = strategy(LEAD, *people).review(ratings)
    assert held.leaning == pytest.approx(-1)
    assert held.compared == 10
