"""The ledger by hand: halving, balance, bands, promises, requests, and who may ask."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import ago, contact, entry, strategy
from tests.vaults import make_vault
from vaultnet.domain.entry import Entry, Initiator
from vaultnet.domain.node import NodeId
from vaultnet.strategy.reciprocity import BalanceBand, Ledger


def ledger(*log: Entry) -> Ledger:
    return strategy(contact("ana", log=log)).ledgers[NodeId("ana")]


def test_the_balance_by_hand() -> None:
    """Given 3 today and 2 a year ago (1 left): 4. Received 4 two years ago: 1. (4 − 1)/5."""
    held = ledger(
        entry("gave", 0, weight=3), entry("gave", 365, weight=2), entry("received", 730, weight=4)
    )
    assert held.given_left == pytest.approx(4)
    assert held.received_left == pytest.approx(1)
    assert held.balance.value == pytest.approx(0.6)
    assert held.band is BalanceBand.THEY_OWE
    assert [part.points for part in held.balance.parts] == pytest.approx([0.8, -0.2])


@pytest.mark.parametrize(
    ("given_weight", "received", "band"),
    [(5, 3, "even"), (3, 5, "even"), (5, 2, "they owe"), (2, 5, "you owe"), (1, 1, "even")],
)
def test_bands(given_weight: int, received: int, band: str) -> None:
    """5 and 3 give ¼, which is still even; 5 and 2 give 3/7."""
    held = ledger(entry("gave", 9, weight=given_weight), entry("received", 9, weight=received))
    assert held.band.value == band


def test_nothing_exchanged_is_not_even() -> None:
    held = ledger(entry("met", 3))
    assert held.balance.value is None
    assert held.band is BalanceBand.NOTHING


def test_a_partial_return_keeps_the_original() -> None:
    before = ledger(entry("received", 20, weight=5))
    after = ledger(entry("received", 20, weight=5), entry("gave", 2, weight=2))
    assert after.received == before.received
    assert after.received[0].weight == 5
    assert before.balance.value == -1.0
    assert after.balance.value is not None
    assert -1.0 < after.balance.value < 0.0


def test_a_promise_closes_by_its_checkbox_and_by_nothing_else() -> None:
    open_one = entry("promised", 20, text="the paper", due=ago(5), done=False)
    held = ledger(open_one, entry("gave", 2, text="the paper, half of it"))
    assert [(item.text, item.late) for item in held.promises] == [("the paper", True)]
    assert ledger(entry("promised", 20, done=True)).promises == ()
    assert len(ledger(entry("promised", 20)).promises) == 1


def test_checkboxes_in_a_note_open_and_close_promises_and_requests() -> None:
    """As they are read from a file: no box and an empty one are open, a ticked one is not."""
    text = """---
name: Ana García
---
## Log
- 2026-11-01 promised: a list of speakers
- [ ] 2026-11-02 promised: the paper [due:: 2026-11-10]
- [x] 2026-11-03 promised: the slides
- [x] 2026-11-04 promised: the names [done:: 2026-11-20]
- [ ] 2026-11-05 asked: an introduction
- [x] 2026-11-06 asked: her opinion
- 2026-11-07 received: half of the introduction
"""
    workspace = make_vault({"contacts/ana-garcia.md": text})
    held = workspace.strategy.ledgers[NodeId("ana-garcia")]
    assert [item.text for item in held.promises] == ["the paper", "a list of speakers"]
    assert [item.late for item in held.promises] == [True, False]
    assert [item.text for item in held.requests] == ["an introduction"]
    assert held.asked is not None
    assert str(held.asked.day) == "2026-11-06"
    ticked = text.replace("[ ]", "[x]")
    after = make_vault({"contacts/ana-garcia.md": ticked}).strategy.ledgers[NodeId("ana-garcia")]
    assert [item.text for item in after.promises] == ["a list of speakers"]
    assert after.requests == ()
    assert after.balance == held.balance, "a box moves no balance"


def test_the_ledger_of_all_lists_a_line_with_two_people_once() -> None:
    ana = contact("ana", log=(entry("promised", 9, people=["tom"]), entry("gave", 3)))
    tom = contact("tom", log=(entry("asked", 5, initiator=Initiator.ME),))
    held = strategy(ana, tom).ledger
    assert len(held.promises) == 1
    assert (held.mine, held.theirs) == (1, 0)
    assert held.readiness.sentence.text.startswith("you asked on 2026-11-18 and have given since")


def test_requests_are_listed_the_earliest_due_first() -> None:
    log = (entry("asked", 9, text="b"), entry("asked", 9, text="a", due=ago(-4)))
    assert [item.text for item in ledger(*log).requests] == ["a", "b"]
    assert not ledger(*log).requests[0].late


@pytest.mark.parametrize(
    ("log", "ready"),
    [
        ((), False),
        ((entry("gave", 5),), True),
        ((entry("asked", 5),), False),
        ((entry("gave", 9), entry("asked", 5)), False),
        ((entry("asked", 9), entry("gave", 5)), True),
        ((entry("asked", 5), entry("gave", 5)), True),
        ((entry("asked", 9), entry("received", 5)), False),
        ((entry("asked", 9), entry("gave", -5)), False),
    ],
)
def test_ready_to_ask_says_whether_something_was_given_since(
    log: tuple[Entry, ...], *, ready: bool
) -> None:
    held = ledger(*log).readiness
    assert held.ready is ready
    assert held.sentence.text


def test_who_took_the_first_step() -> None:
    held = ledger(
        entry("met", 9, initiator=Initiator.THEM),
        entry("call", 5, initiator=Initiator.THEM),
        entry("asked", 5, initiator=Initiator.ME),
        entry("met", 1),
    )
    assert (held.mine, held.theirs) == (1, 2)


HELP = st.tuples(
    st.sampled_from(["gave", "received", "gave+received", "met", "promised"]),
    st.integers(-20, 2000),
    st.integers(1, 5),
    st.sets(st.sampled_from(["ana", "tom", "bea"])),
)


@given(st.lists(HELP, max_size=10), st.lists(HELP, max_size=10))
def test_the_sums_agree_from_both_ends(
    of_ana: list[tuple[str, int, int, set[str]]], of_tom: list[tuple[str, int, int, set[str]]]
) -> None:
    """Summed over contacts, and summed over the lines and the people each line concerns."""

    def log(lines: list[tuple[str, int, int, set[str]]]) -> tuple[Entry, ...]:
        return tuple(entry(k, d, weight=w, people=sorted(p)) for k, d, w, p in lines)

    people = [contact("ana", log=log(of_ana)), contact("tom", log=log(of_tom)), contact("bea")]
    held = strategy(*people)
    for kind, side in (("gave", "given"), ("received", "received")):
        expected = [
            weight * 2.0 ** (-days / 365)
            for owner, lines in (("ana", of_ana), ("tom", of_tom))
            for kinds, days, weight, named in lines
            for _ in {owner, *named}
            if kind in kinds.split("+") and days >= 0
        ]
        by_contact = [getattr(one, f"{side}_left") for one in held.ledgers.values()]
        assert math.fsum(by_contact) == pytest.approx(math.fsum(expected))
        assert getattr(held.ledger, f"{side}_left") == pytest.approx(math.fsum(expected))
    for one in (*held.ledgers.values(), held.ledger):
        if one.balance.value is not None:
            assert -1.0 - 1e-9 <= one.balance.value <= 1.0 + 1e-9
            assert abs(one.balance.value - sum(p.points for p in one.balance.parts)) <= 1e-9


@given(st.lists(st.tuples(st.sampled_from(["gave", "received"]), st.integers(0, 900)), max_size=6))
def test_giving_never_lowers_the_balance(lines: list[tuple[str, int]]) -> None:
    log = tuple(entry(kind, days) for kind, days in lines)
    before = ledger(*log).balance.value
    after = ledger(*log, entry("gave", 3)).balance.value
    assert after is not None
    assert after >= (-1.0 if before is None else before) - 1e-12
