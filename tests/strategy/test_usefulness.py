"""What to bring along: an offer of one's own first, else an introduction."""

from tests.strategy.networks import contact, identity, line, me, strategy
from vaultnet.strategy.usefulness import best_help, introductions_of


def test_an_offer_of_mine_goes_before_a_better_one_of_others() -> None:
    found = best_help(
        strategy(
            me(offers=(line("reviews #speaking"),)),
            contact("ana", needs=(line("a reviewer of slides #speaking #writing"),)),
            contact("bea", offers=(line("a reviewer of slides #speaking #writing"),)),
        ).matches
    )
    assert found[identity("ana")].asset.owner == "me"
    assert identity("bea") not in found


def test_without_an_offer_of_mine_somebody_else_can_help() -> None:
    matches = strategy(
        me(offers=(line("reviews #speaking"),)),
        contact("ana", needs=(line("a cellist #music"),)),
        contact("bea", offers=(line("plays #music"),)),
        contact("cleo", offers=(line("a cellist who plays #music"),)),
    ).matches
    assert best_help(matches)[identity("ana")].asset.owner == "cleo"
    pairs = [(item.first, item.second) for item in introductions_of(matches, identity("ana"))]
    assert pairs == [("ana", "cleo"), ("ana", "bea")]
    assert len(introductions_of(matches, identity("bea"))) == 1
