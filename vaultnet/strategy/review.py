"""Blind review: contacts rated anew from their evidence, without knowing who they are.

A card shows what judgement should rest on: functions and role, the lines of the Assessment,
what was given and received, promises kept, and how opportunities ended. It shows neither name,
photo, pronouns, organisation nor present ratings (the last, because a number that is seen is an
anchor: Tversky & Kahneman, Judgment under Uncertainty, 1974). In the lines, the person's names
and links to their page become a placeholder, as do the pronouns of English and Spanish that tell
a gender. Cards come in an order that follows from a hash of the ids, so that neighbours in the
vault are not neighbours in the deck.

After the review, the shift of each contact is the difference of fruitfulness with the new
ratings. Beside the audit this is the one place that reads affinity: `leaning` is the rank
correlation of shift with affinity over those whose affinity is known; below zero, liking had
raised the old ratings.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.entry import Entry, EntryKind
from vaultnet.domain.network import Network, Record
from vaultnet.domain.node import NodeId
from vaultnet.domain.prospect import OpportunityOutcome, RiskOutcome
from vaultnet.domain.words import plain
from vaultnet.late import dataclass, pattern
from vaultnet.strategy.aims import Aims
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.fruitfulness import score_fruitfulness
from vaultnet.strategy.reasons import Fact, Score, Sentence, criterion_word, wording
from vaultnet.strategy.statistics import spearman
from vaultnet.strategy.strength import dated

PLACEHOLDER = "▢"
_GENDERED = frozenset(
    {
        *("he", "she", "him", "her", "his", "hers", "himself", "herself", "mr", "mrs", "ms"),
        *("él", "ella", "suyo", "suya", "señor", "señora", "sr", "sra", "doña"),
    }
)
_WORD = pattern(r"\w{2,}")
_PARTICLES = frozenset(
    {"da", "de", "del", "der", "di", "dos", "el", "la", "las", "le", "los", "van", "von", "zu"}
)
_TELLING = frozenset({EntryKind.GAVE, EntryKind.RECEIVED, EntryKind.PROMISED, EntryKind.ASKED})


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card, with the place it was taken from.

    `text` is without names; `written` is the line as it stands, for a review that hides nobody.
    """

    sentence: Sentence
    text: str
    written: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Card:
    """The evidence on one contact, who is known by a number; `contact` is not to be shown.

    `criteria` are those to rate, as the settings and the contact name them.
    """

    number: int
    contact: NodeId
    role: str
    functions: tuple[str, ...]
    criteria: tuple[str, ...]
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What a review changed for one contact: ratings before and after, and fruitfulness."""

    contact: NodeId
    ratings: Mapping[str, tuple[int | None, int | None]]
    before: Score
    after: Score

    @property
    def change(self) -> float | None:
        """Return by how much fruitfulness rose or fell; None where one of them has no data."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What a review changed: by contact, and whether it leans against liking.

    `leaning` is None under the number of contacts that the audit needs.
    """

    shifts: tuple[Shift, ...]
    leaning: float | None
    compared: int


def deal_cards(
    network: Network,
    constants: Constants,
    as_of: date,
    chosen: Collection[NodeId] | None = None,
) -> tuple[Card, ...]:
    """Return the deck: a card for each contact with evidence or ratings, closed ones left out.

    Where contacts are chosen, it is a card for each of them, whatever is known of them.
    """
    from hashlib import sha256

    held = [
        contact
        for contact in network.contacts
        if (_is_dealt(contact) if chosen is None else contact.id in chosen)
    ]
    held.sort(key=lambda contact: sha256(contact.id.encode()).digest())
    return tuple(
        _card(number, contact, network, constants, as_of)
        for number, contact in enumerate(held, start=1)
    )


def compare_review(
    network: Network,
    aims: Aims,
    ratings: Mapping[NodeId, Mapping[str, int]],
    constants: Constants,
) -> ReviewResult:
    """Return what new ratings of some contacts change; criteria not rated anew stay as before."""
    shifts = tuple(
        _shift(contact, aims, ratings[contact.id], constants)
        for contact in network.contacts
        if contact.id in ratings
    )
    affinity = {contact.id: contact.affinity for contact in network.contacts}
    known = [
        (shift.change, float(liked))
        for shift in shifts
        if shift.change is not None and (liked := affinity[shift.contact]) is not None
    ]
    enough = len(known) >= max(2, int(constants.audit_minimum))
    leaning = spearman([item[0] for item in known], [item[1] for item in known])
    return ReviewResult(shifts, leaning if enough else None, len(known))


def mask(text: str, contact: Contact) -> str:
    """Return a text in which a contact's names, links to them and gendered pronouns are hidden."""
    return _mask_of(contact)(text)


def _mask_of(contact: Contact) -> Callable[[str], str]:
    """Return what hides a contact in any text."""
    names = {
        plain(word)
        for name in (contact.name, *contact.aliases, contact.id.replace("-", " "))
        for word in _WORD.findall(name)
        if word.casefold() not in _PARTICLES
    }

    def masked(found: re.Match[str]) -> str:
        word = found.group()
        return PLACEHOLDER if word.casefold() in _GENDERED or plain(word) in names else word

    return lambda text: _WORD.sub(masked, text)


def _is_dealt(contact: Contact) -> bool:
    if contact.status is ContactStatus.CLOSED:
        return False
    return bool(contact.ratings or contact.assessment)


def _card(
    number: int, contact: Contact, network: Network, constants: Constants, as_of: date
) -> Card:
    hide = _mask_of(contact)
    lines = (
        *_assessment(contact, hide),
        *_record_lines(network.records.get(contact.id, ()), hide, as_of),
        *_outcomes(contact, hide),
    )
    criteria = tuple(dict.fromkeys((*constants.criteria, *contact.ratings)))
    return Card(number, contact.id, hide(contact.role), contact.functions, criteria, lines)


_Hide = Callable[[str], str]


def _assessment(contact: Contact, hide: _Hide) -> Iterator[CardLine]:
    for index, line in enumerate(contact.assessment):
        word = criterion_word(line.criterion)
        yield CardLine(word, hide(line.text), line.text, Fact(contact.id, f"assessment/{index}"))


def _record_lines(records: Iterable[Record], hide: _Hide, as_of: date) -> Iterator[CardLine]:
    """Yield the help and the promises of a log, oldest first."""
    for record, day in dated(records, as_of):
        if not _TELLING.isdisjoint(record.entry.kinds):
            sentence = Sentence(_told(record.entry), {"day": day, "weight": record.entry.weight})
            fact = Fact(record.written_in, record.field)
            text = record.entry.text
            yield CardLine(sentence, hide(text), text, fact)


def _told(entry: Entry) -> str:
    if EntryKind.RECEIVED in entry.kinds:
        return wording("{day}: you were helped (weight {weight})")
    if EntryKind.GAVE in entry.kinds:
        return wording("{day}: you helped (weight {weight})")
    if EntryKind.PROMISED in entry.kinds:
        if entry.done:
            return wording("{day}: you promised, and kept it")
        return wording("{day}: you promised")
    return (
        wording("{day}: you asked, with an answer") if entry.done else wording("{day}: you asked")
    )


_OUTCOMES: Mapping[OpportunityOutcome | RiskOutcome, str] = {
    OpportunityOutcome.WON: wording("an opportunity was won"),
    OpportunityOutcome.LOST: wording("an opportunity was lost"),
    OpportunityOutcome.EXPIRED: wording("an opportunity expired"),
    RiskOutcome.HAPPENED: wording("a risk happened"),
    RiskOutcome.AVOIDED: wording("a risk was avoided"),
}


def _outcomes(contact: Contact, hide: _Hide) -> Iterator[CardLine]:
    for index, opportunity in enumerate(contact.opportunities):
        if opportunity.outcome is not None:
            sentence = Sentence(_OUTCOMES[opportunity.outcome])
            fact = Fact(contact.id, f"opportunities/{index}")
            text = opportunity.text
            yield CardLine(sentence, hide(text), text, fact)
    for index, risk in enumerate(contact.risks):
        if risk.outcome is not None:
            sentence = Sentence(_OUTCOMES[risk.outcome])
            fact = Fact(contact.id, f"risks/{index}")
            yield CardLine(sentence, hide(risk.text), risk.text, fact)


def _shift(contact: Contact, aims: Aims, ratings: Mapping[str, int], constants: Constants) -> Shift:
    renewed = replace(contact, ratings={**contact.ratings, **ratings})
    names = dict.fromkeys((*contact.ratings, *ratings))
    return Shift(
        contact.id,
        {name: (contact.ratings.get(name), renewed.ratings.get(name)) for name in names},
        score_fruitfulness(contact, aims, constants),
        score_fruitfulness(renewed, aims, constants),
    )
