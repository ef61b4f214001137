"""Who knows whom: the ties between contacts, of four sources, each with the lines that say so.

* A line of Ties: as strong as it says, else medium; from and until as it says.
* `introduced_by`: who introduces somebody knows them; medium, from the day that you met.
* Log lines that name two people: those whom the line is with, and, where help was given or
  received, contacts that the line links to ("introduced her to [[tom]]"). Weak; medium from
  the third such line on. A line with more than `together_crowd` people proves no acquaintance.
* Career lines that overlap at one organisation: weak. Of those who were there at once, each is
  tied to the `career_crowd` that had come last before: in a large organisation not everybody
  knows everybody, and all pairs would be quadratic.

Strength is in Granovetter's coarse steps (The Strength of Weak Ties, 1973). A tie that a line
says has ended, or that is to begin after the date, is expired on that date and never used. An
overlap that is past is still an acquaintance; its dates say when the two were together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain, combinations
from operator import itemgetter
from typing import NamedTuple

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, EntryKind, Journal
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.domain.node import Node, NodeId, Reference
from vaultnet.domain.tie import CareerStep, TieStrength
from vaultnet.late import dataclass
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact

Pair = tuple[NodeId, NodeId]
"""Two contacts, the smaller id first."""


class TieSource(StrEnum):
    """What says that two people know each other."""

    LINE = "line"
    INTRODUCED = "introduced"
    TOGETHER = "together"
    CAREER = "career"


_STEPS = (TieStrength.WEAK, TieStrength.MEDIUM, TieStrength.STRONG)


class KnownTie(NamedTuple):
    """That two people know each other, by one source; a tuple, as there are so many of them.

    `text` is what the line says, or the organisation of a shared career. `start` and `until`
    are days, None where unknown or going on; the dates of a career tie are those of the overlap.
    """

    pair: Pair
    source: TieSource
    strength: TieStrength
    start: date | None
    until: date | None
    text: str
    facts: tuple[Fact, ...]

    def is_expired(self, as_of: date) -> bool:
        """Tell whether the tie has ended or not begun, so that nothing may rest on it."""
        if self.start is not None and self.start > as_of:
            return True
        return self.source is TieSource.LINE and self.until is not None and self.until < as_of

    def other(self, one: NodeId) -> NodeId:
        """Return the other of the two people."""
        first, second = self.pair
        return second if one == first else first


TiesByPerson = Mapping[NodeId, Mapping[NodeId, tuple[KnownTie, ...]]]
"""Whom each contact knows, and by which ties, as `living_ties` gives them."""


class Acquaintance(NamedTuple):
    """What one page says of who knows whom.

    `meetings` are the days on which lines name several people, in the order of their ids, and
    `stays` what somebody spent at organisations: only with other pages do they make a tie.
    """

    lines: tuple[KnownTie, ...] = ()
    introductions: tuple[KnownTie, ...] = ()
    meetings: tuple[tuple[date, tuple[NodeId, ...], Fact], ...] = ()
    stays: tuple[tuple[str, "Stay"], ...] = ()


def find_acquaintance(network: Network, page: Node, as_of: date) -> Acquaintance:
    """Return what a page says of who knows whom."""
    if isinstance(page, Contact):
        return Acquaintance(
            tuple(_line_ties(network, page)),
            tuple(_introductions(network, page)),
            tuple(_meetings(network, page, as_of)),
            tuple(stays_of(network, page.id, page.career, as_of)),
        )
    if isinstance(page, Journal):
        return Acquaintance(meetings=tuple(_meetings(network, page, as_of)))
    return Acquaintance()


def find_ties(network: Network, constants: Constants, as_of: date) -> tuple[KnownTie, ...]:
    """Return every tie between two contacts, the expired ones too, ordered by pair."""
    pages = network.nodes.values()
    return join_acquaintances(
        [find_acquaintance(network, page, as_of) for page in pages], constants
    )


def join_acquaintances(
    told: Collection[Acquaintance], constants: Constants
) -> tuple[KnownTie, ...]:
    """Return every tie that pages make together, ordered by pair; pages come in order."""
    found = chain(
        chain.from_iterable([page.lines for page in told]),
        chain.from_iterable([page.introductions for page in told]),
        _together(chain.from_iterable([page.meetings for page in told]), constants),
        _career_ties(chain.from_iterable([page.stays for page in told]), constants),
    )
    return tuple(sorted(found, key=itemgetter(0)))


def living_ties(ties: tuple[KnownTie, ...], as_of: date) -> TiesByPerson:
    """Return for each contact whom they know and by which ties, without the expired ones.

    The ties come as `find_ties` orders them. Both mappings are ordered by id, which follows from
    the order of the pairs; of several ties the strongest is first.
    """
    found: defaultdict[NodeId, dict[NodeId, tuple[KnownTie, ...]]] = defaultdict(dict)
    held: tuple[KnownTie, ...] = ()
    for tie in ties:
        if not tie.is_expired(as_of):
            first, second = pair = tie.pair
            held = _strongest_first((*held, tie)) if held and held[0].pair == pair else (tie,)
            found[first][second] = found[second][first] = held
    return {one: found[one] for one in sorted(found)}


def _strongest_first(ties: tuple[KnownTie, ...]) -> tuple[KnownTie, ...]:
    return tuple(sorted(ties, key=lambda tie: -rank_of(tie.strength)))


def rank_of(strength: TieStrength) -> int:
    """Return 0 for weak, 1 for medium, 2 for strong."""
    return _STEPS.index(strength)


def _pair(one: NodeId, other: NodeId) -> Pair:
    return (one, other) if one < other else (other, one)


def _contact_id(network: Network, reference: Reference | None) -> NodeId | None:
    contact = network.resolve_as(reference, Contact)
    return None if contact is None else contact.id


def _line_ties(network: Network, contact: Contact) -> Iterator[KnownTie]:
    for index, tie in enumerate(contact.ties):
        other = _contact_id(network, tie.person)
        if other is not None and other != contact.id:
            yield KnownTie(
                _pair(contact.id, other),
                TieSource.LINE,
                tie.strength or TieStrength.MEDIUM,
                None if tie.start is None else tie.start.first,
                None if tie.until is None else tie.until.last,
                tie.text,
                (Fact(contact.id, f"ties/{index}"),),
            )


def _introductions(network: Network, contact: Contact) -> Iterator[KnownTie]:
    other = _contact_id(network, contact.introduced_by)
    if other is not None and other != contact.id:
        met = None if contact.met is None else contact.met.first
        fact = Fact(contact.id, "introduced_by")
        pair = _pair(contact.id, other)
        yield KnownTie(pair, TieSource.INTRODUCED, TieStrength.MEDIUM, met, None, "", (fact,))


def _together(
    meetings: Iterable[tuple[date, tuple[NodeId, ...], Fact]], constants: Constants
) -> Iterator[KnownTie]:
    """Yield one tie for each two people whom log lines name together, with all the lines."""
    seen: dict[Pair, list[tuple[date, Fact]]] = {}
    for day, people, fact in meetings:
        if len(people) <= constants.together_crowd:
            for pair in combinations(people, 2):
                seen.setdefault(pair, []).append((day, fact))
    for pair, lines in seen.items():
        often = len(lines) >= constants.together_medium
        strength = TieStrength.MEDIUM if often else TieStrength.WEAK
        facts = tuple([fact for _, fact in sorted(lines, reverse=True)])
        yield KnownTie(pair, TieSource.TOGETHER, strength, min(lines)[0], None, "", facts)


def _meetings(
    network: Network, page: Contact | Journal, as_of: date
) -> Iterator[tuple[date, tuple[NodeId, ...], Fact]]:
    """Yield day, people in the order of their ids, and place of entries that name several."""
    own = {page.id} if isinstance(page, Contact) else set()
    for index, entry in enumerate(_entries(page)):
        if not (entry.people or entry.links) or not entry.is_contact:
            continue
        if entry.day is not None and entry.day <= as_of:
            named = (_contact_id(network, person) for person in _named(entry))
            people = own.union(person for person in named if person is not None)
            if len(people) > 1:
                yield entry.day, tuple(sorted(people)), Fact(page.id, f"log/{index}")


def _entries(page: Contact | Journal) -> tuple[Entry, ...]:
    return page.log if isinstance(page, Contact) else page.entries


def _named(entry: Entry) -> tuple[Reference, ...]:
    """Return whom an entry names: those it is with, and whom help brought together."""
    helped = EntryKind.GAVE in entry.kinds or EntryKind.RECEIVED in entry.kinds
    return (*entry.people, *entry.links) if helped else entry.people


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch that somebody spent at one organisation; `until` is the last day known."""

    start: date
    until: date
    person: NodeId
    fact: Fact


def stays_of(
    network: Network, person: NodeId, career: tuple[CareerStep, ...], as_of: date
) -> Iterator[tuple[str, Stay]]:
    """Yield the organisations of a career, by id or folded name, with the days spent there.

    A step that goes on reaches to the date; a step with one date is known for that time only.
    """
    for index, step in enumerate(career):
        if step.organisation is None:
            continue
        until = step.until or step.start
        last = as_of if step.ongoing else until.last
        if step.start.first <= min(last, as_of):
            place = organisation_key(network, step.organisation)
            fact = Fact(person, f"career/{index}")
            yield place, Stay(step.start.first, min(last, as_of), person, fact)


def organisation_key(network: Network, reference: Reference) -> str:
    """Return what tells one organisation from another: the id of its page, else its name."""
    node = network.resolve(reference)
    return fold(reference.target) if node is None else node.id


def _career_ties(told: Iterable[tuple[str, Stay]], constants: Constants) -> Iterator[KnownTie]:
    """Yield one weak tie for each two people who were at one organisation at one time."""
    stays: dict[str, list[Stay]] = {}
    for place, stay in told:
        stays.setdefault(place, []).append(stay)
    for place, held in stays.items():
        yield from _overlaps(place, held, int(constants.career_crowd))


def _overlaps(place: str, stays: list[Stay], most: int) -> Iterator[KnownTie]:
    """Yield the overlaps of each stay with the last so many that began before it.

    Two people who were there together more than once are tied by the first time.
    """
    career, weak = TieSource.CAREER, TieStrength.WEAK
    present: list[Stay] = []
    met: set[Pair] = set()
    for stay in sorted(stays, key=lambda item: (item.start, item.person, item.fact)):
        person, start, until = stay.person, stay.start, stay.until
        for earlier in _still_there(present, start, most):
            if earlier.person < person:
                pair, facts = (earlier.person, person), (earlier.fact, stay.fact)
            else:
                pair, facts = (person, earlier.person), (stay.fact, earlier.fact)
            if pair not in met and earlier.person != person:
                met.add(pair)
                last = min(until, earlier.until)
                yield KnownTie(pair, career, weak, start, last, place, facts)
        present.append(stay)


def _still_there(present: list[Stay], day: date, most: int) -> list[Stay]:
    """Return the last so many who are there on a day; who is found to have left is taken out.

    Everybody leaves once, so that all calls together cost no more than the ties they give.
    """
    found: list[Stay] = []
    while present and len(found) < most:
        stay = present.pop()
        if stay.until >= day:
            found.append(stay)
    present.extend(reversed(found))
    return found
