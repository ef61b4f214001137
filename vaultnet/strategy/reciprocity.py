"""Reciprocity: what was given and received, what is promised and asked, and who may ask.

Given and received are the weights of the log lines of these kinds, each counting half for every
half-life since. Balance = (given − received) / (given + received), from −1 (all received) to 1
(all given). The norm that help is to be returned is Gouldner's (The Norm of Reciprocity, 1960);
that it need not be returned in kind nor at once is why old help fades instead of expiring.

Decisions:

* A return, whole or in part, never changes the line that it returns: given and received stay as
  they were written, only the balance moves. A promise closes by its checkbox and nothing else.
* A line that names several people counts for each of them in full, in the overall ledger too,
  so that the overall sums are the sums over contacts.
* A promise is open on a day if it was made by then and not done by then (`done::` on a later
  day counts as open before). One without a day is open until it is ticked.
* Ready to ask: something was given on or after the day of the last request; without any
  request, something was given at all.
* The first step is counted over contact entries, requests and promises that say who took it.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from vaultnet.domain.entry import Entry, EntryKind, Initiator
from vaultnet.domain.network import Record
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, counted, no_data, total, wording
from vaultnet.strategy.strength import dated, halved

_KINDS = frozenset({EntryKind.GAVE, EntryKind.RECEIVED, EntryKind.PROMISED, EntryKind.ASKED})


class BalanceBand(StrEnum):
    """Where the scales stand, in words."""

    YOU_OWE = "you owe"
    EVEN = "even"
    THEY_OWE = "they owe"
    NOTHING = "nothing exchanged"


class Exchange(NamedTuple):
    """Help that went one way: the weight as written, and what still counts of it."""

    day: date
    weight: int
    left: float
    text: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Pending:
    """A promise or a request that is open; `late` by its due date."""

    text: str
    day: date | None
    due: date | None
    late: bool
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether it is a good time to ask for something, and why."""

    ready: bool
    sentence: Sentence
    facts: tuple[Fact, ...] = ()


class Request(NamedTuple):
    """When something was asked for, and where that is written."""

    day: date
    fact: Fact


@dataclass(frozen=True, slots=True)
class Ledger:
    """What went to and fro between the owner and a contact, or all of them.

    `given` and `received` list the lines, oldest first; `mine` and `theirs` count who took the
    first step where a line says so. `asked` is the latest request, open or answered.
    """

    given: tuple[Exchange, ...]
    received: tuple[Exchange, ...]
    promises: tuple[Pending, ...]
    requests: tuple[Pending, ...]
    mine: int
    theirs: int
    balance: Score
    band: BalanceBand
    readiness: Readiness
    asked: Request | None = None

    @property
    def given_left(self) -> float:
        """Return what still counts of all that was given."""
        return math.fsum(item.left for item in self.given)

    @property
    def received_left(self) -> float:
        """Return what still counts of all that was received."""
        return math.fsum(item.left for item in self.received)


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """How the scales stood at the end of a month: what still counted of both sides then.

    `balance` is None while nothing had been exchanged.
    """

    day: date
    given: float
    received: float
    balance: float | None


def score_ledger(records: Iterable[Record], constants: Constants, as_of: date) -> Ledger:
    """Return the ledger of the records that concern one contact, or any set of them."""
    held = tuple(records)
    matter = [record for record in held if not _KINDS.isdisjoint(record.entry.kinds)]
    past = tuple(dated(matter, as_of))
    given = _exchanges(past, EntryKind.GAVE, constants, as_of)
    received = _exchanges(past, EntryKind.RECEIVED, constants, as_of)
    told = (record for record in held if record.entry.initiator is not None)
    steps = [record.entry.initiator for record, _ in dated(told, as_of)]
    requests = (
        Request(day, Fact(record.written_in, record.field))
        for record, day in reversed(past)
        if EntryKind.ASKED in record.entry.kinds
    )
    asked = next(requests, None)
    balance = score_balance(given, received)
    return Ledger(
        given,
        received,
        _pending(matter, EntryKind.PROMISED, as_of),
        _pending(matter, EntryKind.ASKED, as_of),
        steps.count(Initiator.ME),
        steps.count(Initiator.THEM),
        balance,
        balance_band(balance.value, constants),
        _readiness(asked, given),
        asked,
    )


def join_ledgers(ledgers: Iterable[Ledger], constants: Constants) -> Ledger:
    """Return one ledger of several: every sum in it is the sum over them.

    A promise or a request that concerns several people is one line, and listed once.
    """
    held = tuple(ledgers)
    given = _by_day(item for ledger in held for item in ledger.given)
    received = _by_day(item for ledger in held for item in ledger.received)
    asked = max((item.asked for item in held if item.asked is not None), default=None)
    balance = score_balance(given, received)
    return Ledger(
        given,
        received,
        _each_once(item for ledger in held for item in ledger.promises),
        _each_once(item for ledger in held for item in ledger.requests),
        sum(ledger.mine for ledger in held),
        sum(ledger.theirs for ledger in held),
        balance,
        balance_band(balance.value, constants),
        _readiness(asked, given),
        asked,
    )


_GIVEN = (
    wording("you helped once, which weighs {left:.1f} today"),
    wording("you helped {count} times, which weighs {left:.1f} today"),
)
_RECEIVED = (
    wording("you were helped once, which weighs {left:.1f} today"),
    wording("you were helped {count} times, which weighs {left:.1f} today"),
)


def score_balance(given: tuple[Exchange, ...], received: tuple[Exchange, ...]) -> Score:
    """Return (given − received) / (given + received), or no data where nothing was exchanged."""
    whole = math.fsum(item.left for item in (*given, *received))
    if not given and not received:
        return no_data(Sentence("nothing exchanged yet"))
    sides = (
        _side("given", given, whole, _GIVEN),
        _side("received", received, -whole, _RECEIVED),
    )
    return total(part for part in sides if part.facts)


def balance_band(balance: float | None, constants: Constants) -> BalanceBand:
    """Return the word for a balance; even reaches as far to both sides as the constant says."""
    if balance is None:
        return BalanceBand.NOTHING
    if balance < -constants.even:
        return BalanceBand.YOU_OWE
    return BalanceBand.THEY_OWE if balance > constants.even else BalanceBand.EVEN


def balance_over_time(
    ledger: Ledger, constants: Constants, as_of: date, months: int = 24
) -> tuple[MonthEnd, ...]:
    """Return how the scales stood at the end of each month, oldest first.

    The last is the day of the ledger itself, so that its numbers are those of the ledger.
    """
    days = tuple(_month_ends(as_of, months))
    given = _left_on(days, ledger.given, constants)
    received = _left_on(days, ledger.received, constants)
    first = min((item.day for item in (*ledger.given, *ledger.received)), default=None)
    return tuple(
        MonthEnd(day, gave, got, None if first is None or day < first else _ratio(gave, got))
        for day, gave, got in zip(days, given, received, strict=True)
    )


def is_open(entry: Entry, as_of: date) -> bool:
    """Tell whether a promise or request was open on a day."""
    if entry.day is not None and entry.day > as_of:
        return False
    if not entry.done:
        return True
    return entry.done_on is not None and entry.done_on > as_of


def _month_ends(as_of: date, months: int) -> Iterator[date]:
    """Yield the last day of each of some months, and the day itself for the last of them."""
    this_month = as_of.year * 12 + as_of.month - 1
    for later in range(months - 2, -1, -1):
        year, month = divmod(this_month - later, 12)
        if (year, month) > (1, 0):
            yield date(year, month + 1, 1) - timedelta(days=1)
    yield as_of


def _left_on(
    days: tuple[date, ...], items: tuple[Exchange, ...], constants: Constants
) -> tuple[float, ...]:
    """Return what still counted of some exchanges, oldest first, on each of some days.

    What is left halves from day to day, so each exchange is looked at once.
    """
    half_life = constants.reciprocity_half_life
    exchanged = [item.day for item in items]
    left, before, seen = 0.0, days[0], 0
    found = []
    for day in days:
        until = bisect_right(exchanged, day)
        added = (
            halved(item.weight, (day - item.day).days, half_life) for item in items[seen:until]
        )
        left = math.fsum((halved(left, (day - before).days, half_life), *added))
        before, seen = day, until
        found.append(left)
    return tuple(found)


def _ratio(given: float, received: float) -> float:
    whole = given + received
    return (given - received) / whole if whole else 0.0


def _exchanges(
    past: tuple[tuple[Record, date], ...], kind: EntryKind, constants: Constants, as_of: date
) -> tuple[Exchange, ...]:
    half_life = constants.reciprocity_half_life
    return tuple(
        [
            Exchange(
                day,
                record.entry.weight,
                halved(record.entry.weight, (as_of - day).days, half_life),
                record.entry.text,
                Fact(record.written_in, record.field),
            )
            for record, day in past
            if kind in record.entry.kinds
        ]
    )


def _side(name: str, items: tuple[Exchange, ...], whole: float, templates: tuple[str, str]) -> Part:
    left = math.fsum([item.left for item in items])
    points = left / whole if whole else 0.0
    sentence = counted(len(items), *templates, left=left)
    return Part(name, points, sentence, tuple([item.fact for item in reversed(items)]))


def _pending(records: list[Record], kind: EntryKind, as_of: date) -> tuple[Pending, ...]:
    """Return what is open of one kind, the earliest due first, those without a date last."""
    return _each_once(
        [
            _pending_of(record, as_of)
            for record in records
            if kind in record.entry.kinds and is_open(record.entry, as_of)
        ]
    )


def _by_day(items: Iterable[Exchange]) -> tuple[Exchange, ...]:
    return tuple(sorted(items, key=attrgetter("day")))


def _each_once(items: Iterable[Pending]) -> tuple[Pending, ...]:
    found = {item.fact: item for item in items}
    return tuple(sorted(found.values(), key=_pending_order)) if found else ()


def _pending_of(record: Record, as_of: date) -> Pending:
    entry = record.entry
    late = entry.due is not None and entry.due < as_of
    fact = Fact(record.written_in, record.field)
    return Pending(entry.text, entry.day, entry.due, late, fact)


def _pending_order(item: Pending) -> tuple[date, date, Fact]:
    return (item.due or date.max, item.day or date.max, item.fact)


def _readiness(asked: Request | None, given: tuple[Exchange, ...]) -> Readiness:
    """Return whether something was given since the last request, and both lines."""
    latest = given[-1] if given else None
    if asked is None:
        if latest is None:
            return Readiness(ready=False, sentence=Sentence("nothing was given yet: offer first"))
        sentence = Sentence("you gave on {given} and have asked for nothing", {"given": latest.day})
        return Readiness(ready=True, sentence=sentence, facts=(latest.fact,))
    if latest is None or latest.day < asked.day:
        template = wording("nothing was given since you asked on {asked}: give first")
        sentence = Sentence(template, {"asked": asked.day})
        return Readiness(ready=False, sentence=sentence, facts=(asked.fact,))
    values = {"given": latest.day, "asked": asked.day}
    sentence = Sentence("you asked on {asked} and have given since, on {given}", values)
    return Readiness(ready=True, sentence=sentence, facts=(latest.fact, asked.fact))
