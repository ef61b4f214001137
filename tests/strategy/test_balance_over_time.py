"""How the scales stood month by month, by hand and against a ledger of each day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategy.networks import CONSTANTS, TODAY, contact, entry, strategy
from vaultnet.domain.entry import Entry, EntryKind
from vaultnet.domain.node import NodeId
from vaultnet.strategy.reciprocity import MonthEnd, balance_over_time


def over_time(*log: Entry, as_of: date = TODAY, months: int = 24) -> tuple[MonthEnd, ...]:
    held = strategy(contact("ana", log=log), as_of=as_of)
    return balance_over_time(held.ledgers[NodeId("ana")], CONSTANTS, as_of, months)


def on(day: date, kind: str, weight: int = 1) -> Entry:
    return Entry(text=kind, day=day, kinds=(EntryKind(kind),), weight=weight)


def test_the_scales_of_three_months_by_hand() -> None:
    """Received 4 on 31 Aug 2025; gave 3 on 31 Aug 2026.

    365 days later, on 31 Aug 2026, 2 of the 4 are left against 3: (3 − 2) / 5.
    """
    log = (on(date(2025, 8, 31), "received", 4), on(date(2026, 8, 31), "gave", 3))
    july, august, september = over_time(*log, as_of=date(2026, 9, 10), months=3)
    assert [july.day, august.day, september.day] == [
        date(2026, 7, 31),
        date(2026, 8, 31),
        date(2026, 9, 10),
    ]
    assert (july.given, july.balance) == (0.0, -1.0)
    assert july.received == pytest.approx(4 * 2 ** (-334 / 365))
    assert august.given == 3.0
    assert august.received == pytest.approx(2.0)
    assert august.balance == pytest.approx(0.2)
    assert september.given == pytest.approx(3 * 2 ** (-10 / 365))
    assert september.received == pytest.approx(4 * 2 ** (-375 / 365))
    assert september.balance == pytest.approx(0.2)


def test_before_the_first_exchange_there_is_no_balance() -> None:
    before, after = over_time(on(date(2026, 11, 2), "gave"), months=2)
    assert (before.day, before.given, before.balance) == (date(2026, 10, 31), 0.0, None)
    assert after.balance == 1.0
    assert all(month.balance is None for month in over_time())


def test_there_are_two_years_of_months() -> None:
    days = [month.day for month in over_time()]
    assert len(days) == 24
    assert days[:2] == [date(2024, 12, 31), date(2025, 1, 31)]
    assert days[-2:] == [date(2026, 10, 31), TODAY]


def test_the_calendar_ends_at_its_beginning() -> None:
    assert [month.day for month in over_time(as_of=date(1, 2, 3))] == [
        date(1, 1, 31),
        date(1, 2, 3),
    ]


EXCHANGE = st.tuples(st.sampled_from(["gave", "received"]), st.integers(0, 1500), st.integers(1, 5))


@given(st.lists(EXCHANGE, max_size=12))
def test_each_month_is_what_a_ledger_of_that_day_says(lines: list[tuple[str, int, int]]) -> None:
    log = tuple(entry(kind, days, weight=weight) for kind, days, weight in lines)
    for month in over_time(*log, months=9):
        ledger = strategy(contact("ana", log=log), as_of=month.day).ledgers[NodeId("ana")]
        assert month.given == pytest.approx(ledger.given_left, abs=1e-9)
        assert month.received == pytest.approx(ledger.received_left, abs=1e-9)
        assert month.balance == pytest.approx(ledger.balance.value, abs=1e-9)
    assert month.day == TODAY
