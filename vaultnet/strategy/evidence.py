"""What judgement rests on: ratings that are stale or without evidence, and its wording.

A rating was last reviewed on the later of the contact's `rated` and the date of the evidence
for its criterion. It is stale when that is longer ago than `stale_after`, undated when neither
is known, and unevidenced when no line of the Assessment speaks of its criterion. Closed
contacts are not looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from vaultnet.domain.affective_words import find_affective_words
from vaultnet.domain.contact import Contact, ContactStatus, Evidence
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass, pattern
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.reasons import Fact, Sentence, criterion_word

_WORD = pattern(r"\w+")


class Weakness(StrEnum):
    """Why a judgement should be looked at again."""

    STALE = "stale"
    UNDATED = "undated"
    UNEVIDENCED = "unevidenced"
    AFFECTIVE = "affective"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rating, or one line of evidence, that should be looked at again."""

    contact: NodeId
    weakness: Weakness
    criterion: str
    sentence: Sentence
    facts: tuple[Fact, ...]


def find_weaknesses(contact: Contact, constants: Constants, as_of: date) -> tuple[Finding, ...]:
    """Return every weak rating and affective line of a contact, as they stand there."""
    if contact.status is ContactStatus.CLOSED:
        return ()
    return (*_weak_ratings(contact, constants, as_of), *_affective(contact))


def _weak_ratings(contact: Contact, constants: Constants, as_of: date) -> Iterator[Finding]:
    evidence = _evidence(contact)
    for criterion, rating in contact.ratings.items():
        lines = evidence.get(criterion, {})
        values: dict[str, object] = {"criterion": criterion_word(criterion), "rating": rating}
        if not lines:
            sentence = Sentence("{criterion} {rating}: no evidence is written down", values)
            facts = _facts(contact, criterion, lines)
            yield Finding(contact.id, Weakness.UNEVIDENCED, criterion, sentence, facts)
        days = [contact.rated, *(line.rated for line in lines.values())]
        last = max((day for day in days if day is not None), default=None)
        if last is None:
            sentence = Sentence("{criterion} {rating}: no day says how old it is", values)
            facts = _facts(contact, criterion, lines)
            yield Finding(contact.id, Weakness.UNDATED, criterion, sentence, facts)
        elif (as_of - last).days > constants.stale_after:
            sentence = Sentence(
                "{criterion} {rating}: last reviewed on {day}", {**values, "day": last}
            )
            facts = _facts(contact, criterion, lines)
            yield Finding(contact.id, Weakness.STALE, criterion, sentence, facts)


def _evidence(contact: Contact) -> Mapping[str, Mapping[int, Evidence]]:
    """Return the lines of the Assessment by the criterion that they speak of and their place."""
    found: dict[str, dict[int, Evidence]] = {}
    for index, line in enumerate(contact.assessment):
        found.setdefault(line.criterion, {})[index] = line
    return found


def _facts(contact: Contact, criterion: str, lines: Iterable[int]) -> tuple[Fact, ...]:
    evidence = (Fact(contact.id, f"assessment/{index}") for index in lines)
    return (Fact(contact.id, criterion), *evidence)


def _affective(contact: Contact) -> Iterator[Finding]:
    for index, line in enumerate(contact.assessment):
        words = _WORD.findall(line.text)
        found = find_affective_words(words)
        if found is not None:
            said = " ".join(words[found[0] : found[1]])
            sentence = Sentence('"{words}" speaks of liking, not of work', {"words": said})
            fact = Fact(contact.id, f"assessment/{index}")
            yield Finding(contact.id, Weakness.AFFECTIVE, line.criterion, sentence, (fact,))
