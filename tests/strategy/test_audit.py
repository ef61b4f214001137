"""The audit flags favouritism that was planted, and only as often as stated where there is none."""

from random import Random

import pytest

from tests.strategy.networks import CONSTANTS, contact, entry, identity, objective, strategy
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.strategy.audit import Attention, Audit, find_favouritism
from vaultnet.strategy.reasons import Fact

LEAD = objective("lead")


def rated(name: str, rating: int, meetings: int, affinity: int | None = None) -> Contact:
    log = tuple(entry("met", 10 + 20 * index) for index in range(meetings))
    return contact(name, serves=["lead"], ratings={"influence": rating}, affinity=affinity, log=log)


def audit(*people: Contact) -> Audit:
    return strategy(LEAD, *people).audit


def generated(random: Random, people: int, *, liked: float) -> list[Contact]:
    """Contacts whose meetings follow fruitfulness, and affinity as far as `liked` says."""
    made = []
    for index in range(people):
        rating, affinity = random.randint(1, 5), random.randint(-2, 2)
        meetings = max(0, round(rating + liked * affinity + random.gauss(0, 1.5)))
        made.append(rated(f"c{index:03}", rating, meetings, affinity))
    return made


def test_seven_are_too_few_to_tell_and_eight_are_enough() -> None:
    people = [rated(f"c{i}", 1 + i % 5, i, i % 3) for i in range(8)]
    few = audit(*people[:7], contact("x", serves=["lead"]), contact("y", ratings={"influence": 4}))
    assert not few.is_enough
    assert few.rated == 7
    assert few.sentence.text == "too few to tell: 7 of the 8 rated contacts that it takes"
    assert (few.attention_by_affinity, few.favouritism, few.attention) == (None, None, ())
    assert audit(*people).is_enough


def test_closed_contacts_are_not_counted() -> None:
    people = [rated(f"c{i}", 3, i) for i in range(7)]
    closed = contact("x", serves=["lead"], ratings={"influence": 4}, status=ContactStatus.CLOSED)
    assert audit(*people, closed).rated == 7


def test_correlations_by_hand() -> None:
    """Meetings rise with the rating, and fall with affinity, one for one."""
    people = [rated(f"c{i}", 1 + i // 2, i, -i) for i in range(8)]
    held = audit(*people)
    assert held.attention_by_affinity == pytest.approx(-1)
    assert held.attention_by_fruitfulness == pytest.approx(0.9759, abs=1e-4)
    assert held.affinity_by_fruitfulness == pytest.approx(-0.9759, abs=1e-4)
    assert held.favouritism is not None
    assert not held.favouritism.flagged


@pytest.mark.parametrize("seed", range(10))
def test_planted_favouritism_is_flagged(seed: int) -> None:
    held = audit(*generated(Random(seed), 40, liked=1.5)).favouritism
    assert held is not None
    assert held.flagged
    assert "follows liking" in held.sentence.text


@pytest.mark.parametrize("people", [8, 15, 60])
def test_shuffled_liking_is_flagged_at_the_stated_rate(people: int) -> None:
    """400 shuffles: at 1 in 20, 20 are expected and 33 are three standard deviations more."""
    random = Random(people)
    found = audit(*generated(random, people, liked=1.0)).attention
    affinities = [item.affinity for item in found]
    flagged = 0
    for _ in range(400):
        random.shuffle(affinities)
        flagged += find_favouritism(with_affinity(found, affinities), CONSTANTS).flagged
    assert 4 <= flagged <= 33


def with_affinity(found: tuple[Attention, ...], affinities: list[int | None]) -> list[Attention]:
    return [
        Attention(item.contact, item.minutes, item.share, item.asked, item.fruitfulness, liked, ())
        for item, liked in zip(found, affinities, strict=True)
    ]


def test_liking_whom_it_is_right_to_see_is_no_favouritism() -> None:
    """Affinity equals fruitfulness in order, and attention follows it: nothing is left over."""
    held = audit(*(rated(f"c{i}", 1 + i % 5, 1 + i % 5, i % 5) for i in range(20)))
    assert held.attention_by_affinity == pytest.approx(1)
    assert held.favouritism is not None
    assert not held.favouritism.flagged


def test_affinity_of_too_few_is_not_judged() -> None:
    held = audit(*(rated(f"c{i}", 1 + i % 5, i, 2 if i < 7 else None) for i in range(12)))
    assert held.attention_by_fruitfulness is not None
    assert held.attention_by_affinity is None
    assert held.favouritism is not None
    assert (held.favouritism.correlation, held.favouritism.flagged) == (None, False)


def test_who_gets_far_more_and_far_less_than_fruitfulness_asks_for() -> None:
    """Eight alike ask for 1/8 each. Of 12 meetings a gets 5 (far more), b none (far less)."""
    people = [rated(name, 3, 1) for name in "cdefgh"]
    held = audit(rated("a", 3, 5), rated("b", 3, 0), *people)
    assert [item.contact for item in held.far_more] == ["a"]
    assert [item.contact for item in held.far_less] == ["b"]
    most = held.far_more[0]
    assert (most.minutes, most.asked) == (300.0, 0.125)
    assert most.share == pytest.approx(5 / 11)
    assert most.facts[0] == Fact(identity("a"), "log/0")
    assert "45% of your attention (300 min), and 12%" in most.sentence.text


def test_only_the_last_year_counts() -> None:
    old = contact("a", serves=["lead"], ratings={"influence": 3}, log=(entry("met", 366),))
    held = audit(old, *(rated(f"c{i}", 3, 1) for i in range(8)))
    assert next(item for item in held.attention if item.contact == "a").minutes == 0.0


def test_concentration_of_attention_beside_that_of_fruitfulness() -> None:
    """One of eight has all the attention: Gini 7/8; all have the same fruitfulness: 0."""
    held = audit(rated("a", 3, 5), *(rated(f"c{i}", 3, 0) for i in range(7)))
    assert held.attention_gini == pytest.approx(7 / 8)
    assert held.fruitfulness_gini == pytest.approx(0)
