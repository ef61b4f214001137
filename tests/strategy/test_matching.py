"""Needs and offers: what matches, by what, and what is bounded."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import CONSTANTS, contact, line, me, network, strategy
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.me import Me
from vaultnet.domain.node import NodeId
from vaultnet.strategy import matching
from vaultnet.strategy.matching import Match, find_matches, score_match
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.terms import phrase, stem, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("services", "service"), ("Reuniones", "reunión"), ("charlas", "Charla"), ("talks", "talk"),
     ("redes", "red"), ("CLASSES", "classes")],
)  # fmt: skip
def test_words_meet_whatever_their_number_case_and_accents(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_words_of_a_line_are_those_that_say_something() -> None:
    text = "Someone who reviews the Talks of [[ana-garcia|Ana]] #speaking https://x.example/review"
    assert list(terms(text).values()) == ["reviews", "Talks"]
    assert list(terms("Quien revise las charlas de los nuevos").values()) == ["charlas", "revise"]
    assert phrase("Hiring Managers") == phrase("hiring manager")


def reasons(match: Match) -> list[tuple[str, float]]:
    return [(part.name, part.points) for part in match.score.parts]


def test_topic_function_and_words_by_hand() -> None:
    """One topic 3, the function that the need names 3, three words of four at most 3."""
    mine = me(offers=(line("Reviews of long conference proposals in English #speaking"),))
    by_topic = contact(
        "ana", needs=(line("reviews of conference proposals in good English #speaking"),)
    )
    (match,) = strategy(mine, by_topic).matches.mine
    assert reasons(match) == [("topic", 3.0), ("words", 3.0)]
    assert match.points == 6.0
    assert match.score.facts == (Fact(NodeId("ana"), "needs/0"), Fact(NodeId("me"), "offers/0"))
    mine = me(functions=("Site reliability engineer",))
    need = contact("ana", needs=(line("two site reliability engineers who can write"),))
    (match,) = strategy(mine, need).matches.mine
    assert reasons(match) == [("function", 3.0)]
    assert match.score.facts[1] == Fact(NodeId("me"), "functions/0")


def test_two_common_words_are_a_coincidence() -> None:
    mine = me(offers=(line("long walks in Madrid"),))
    assert (
        strategy(mine, contact("ana", needs=(line("a long lease in Madrid"),))).matches.mine == ()
    )


def test_tags_and_private_text_match_nothing() -> None:
    mine = me(offers=(line("help #sre"),))
    ana = contact("ana", tags=("sre",), private_text="needs #sre", needs=(line("nothing"),))
    assert strategy(mine, ana).matches.mine == ()


def test_english_and_spanish_meet_by_topic() -> None:
    mine = me(offers=(line("A door to meetups #Community"),))
    ana = contact("ana", needs=(line("Patrocinadores #community"),))
    assert len(strategy(mine, ana).matches.mine) == 1


def test_introductions_that_help_both_stand_first() -> None:
    held = strategy(
        contact("ana", needs=(line("a #venue"),), offers=(line("a #stage"),)),
        contact("tom", needs=(line("any #stage"),), offers=(line("a #venue"),)),
        contact("bea", needs=(line("#stage #venue"),)),
    ).matches.introductions
    assert [(item.first, item.second, item.helps_both) for item in held] == [
        ("ana", "tom", True),
        ("ana", "bea", False),
        ("bea", "tom", False),
    ]
    assert held[0].points == 6.0


def test_who_can_help_me_and_nobody_matches_themselves() -> None:
    held = strategy(
        me(needs=(line("a #mentor"),), offers=(line("#mentor of students"),)),
        contact("ana", offers=(line("#mentor"),)),
        contact("tom", offers=(line("#mentor"),), status=ContactStatus.CLOSED),
    ).matches
    assert [(item.want.owner, item.asset.owner) for item in held.for_me] == [("me", "ana")]
    assert held.introductions == ()


def test_a_need_keeps_its_best_matches_and_says_what_was_too_common() -> None:
    people = [contact(f"c{i:02}", offers=(line("#cloud"),)) for i in range(12)]
    needy = contact("needy", needs=(line("anything on #cloud"),))
    constants = replace(CONSTANTS, match_top=3.0, match_postings=5.0)
    held = find_matches(network(me(offers=(line("#cloud"),)), needy, *people), constants)
    assert [item.asset.owner for item in held.mine] == ["me"]
    assert [item.first for item in held.introductions] == ["c00", "c01", "c02"]
    assert held.bounded == ("#cloud",)
    assert find_matches(network(needy, *people), CONSTANTS).bounded == ()


WORDS = ("cloud", "budget", "planning", "review", "talk", "lawyer", "#sre", "#funding")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
PEOPLE = st.lists(st.tuples(TEXTS, TEXTS, st.booleans()), min_size=1, max_size=6)


@given(PEOPLE)
def test_the_index_finds_what_comparing_all_pairs_finds(
    people: list[tuple[str, str, bool]],
) -> None:
    made = [
        contact(
            f"c{i}",
            needs=(line(need),),
            offers=(line(offer),),
            functions=("lawyer",) if law else (),
        )
        for i, (need, offer, law) in enumerate(people)
    ]
    constants = replace(CONSTANTS, match_top=100.0)
    found = find_matches(network(*made), constants)
    points = {
        (match.want.owner, match.asset.owner): match.points
        for item in found.introductions
        for match in item.matches
    }
    wants = [want for person in made for want in matching._wants(person)]
    assets = [asset for person in made for asset in matching._assets(person)]
    expected: dict[tuple[NodeId, NodeId], float] = {}
    for want in wants:
        for asset in assets:
            value = score_match(want, asset, constants).value or 0.0
            pair = (want.owner, asset.owner)
            if want.owner != asset.owner and value >= constants.match_least:
                expected[pair] = max(value, expected.get(pair, 0.0))
    assert points == expected


@given(PEOPLE, TEXTS, st.integers(1, 3))
def test_the_best_are_those_that_ranking_all_pairs_gives(
    people: list[tuple[str, str, bool]], mine: str, most: int
) -> None:
    made = [
        contact(f"c{i}", needs=(line(need),), offers=(line(offer), line("talk #sre")))
        for i, (need, offer, _) in enumerate(people)
    ]
    owner = me(offers=(line(mine), line("review #funding")))
    constants = replace(CONSTANTS, match_top=float(most))
    found = find_matches(network(owner, *made), constants)
    named = {(item.want.owner, item.asset.fact) for item in found.mine} | {
        (match.want.owner, match.asset.fact)
        for item in found.introductions
        for match in item.matches
    }
    sides: tuple[Contact | Me, ...] = (*made, owner)
    expected = set()
    for want in (want for person in made for want in matching._wants(person)):
        assets = [asset for person in sides for asset in matching._assets(person)]
        assets.sort(key=lambda asset: -(score_match(want, asset, constants).value or 0.0))
        best: dict[NodeId, Fact] = {}
        for asset in assets:
            points = score_match(want, asset, constants).value or 0.0
            if points >= constants.match_least and asset.owner != want.owner:
                best.setdefault(asset.owner, asset.fact)
        own = best.pop(owner.id, None)
        expected |= {(want.owner, fact) for fact in [*best.values()][:most]}
        expected |= {(want.owner, own)} if own else set()
    assert named == expected


def test_a_word_that_all_offer_finds_nothing_by_itself_and_counts_all_the_same() -> None:
    people = [contact(f"c{i}", offers=(line("reviews of budget plans"),)) for i in range(9)]
    rare = contact("rare", offers=(line("reviews of budget plans #sre"),))
    needy = contact("needy", needs=(line("reviews of budget plans #sre"),))
    constants = replace(CONSTANTS, match_postings=5.0)
    held = find_matches(network(needy, rare, *people), constants)
    assert [(item.first, item.points) for item in held.introductions] == [("needy", 6.0)]
    assert held.bounded == ("budget", "plans", "reviews")


def test_my_own_offer_is_never_bounded_away() -> None:
    people = [contact(f"a{i:02}", offers=(line("#cloud"),)) for i in range(12)]
    needy = contact("needy", needs=(line("#cloud and kubernetes clusters"),))
    mine = me(offers=(line("#cloud kubernetes clusters"),))
    held = find_matches(network(mine, needy, *people), replace(CONSTANTS, match_postings=2.0))
    assert [item.asset.owner for item in held.mine] == ["me"]
