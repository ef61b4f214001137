"""What a query, a column or an order may ask of a contact: every key with its value.

One table for all that lists contacts. What the strategy computes is computed when it is first
asked for, so a list of names costs no more than names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from vaultnet.domain.contact import Contact, Labelled
from vaultnet.domain.entry import Line
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId, Reference
from vaultnet.late import dataclass
from vaultnet.query.keys import Key, find_key, find_own_key, other_key, rating_key
from vaultnet.query.matching import Attribute, Lexicon
from vaultnet.query.values import Value

if TYPE_CHECKING:
    from vaultnet.strategy.attention import Rhythm
    from vaultnet.strategy.portfolio import Quadrant
    from vaultnet.strategy.reasons import Score
    from vaultnet.strategy.reciprocity import Ledger
    from vaultnet.strategy.summary import Strategy
    from vaultnet.strategy.tiers import Suggestion


@dataclass(frozen=True)
class Ground:
    """What values are read from: a network, a day, and the strategy where it is asked for."""

    network: Network
    as_of: date
    find_strategy: "Callable[[], Strategy]"

    @cached_property
    def strategy(self) -> "Strategy":
        """Return the strategy of the network on the day."""
        return self.find_strategy()

    @cached_property
    def suggestions(self) -> "Mapping[NodeId, Suggestion]":
        """Return the suggested tiers by contact."""
        return {item.contact: item for item in self.strategy.tiers}

    @cached_property
    def quadrants(self) -> "Mapping[NodeId, Quadrant]":
        """Return the quadrants of the portfolio by contact."""
        held = self.strategy.portfolio.quadrants
        return {one: quadrant for quadrant, ones in held.items() for one in ones}

    def rhythm(self, contact: Contact) -> "Rhythm | None":
        """Return how a contact stands against its cadence; None for one that has none."""
        return self.strategy.rhythms.get(contact.id)

    def ledger(self, contact: Contact) -> "Ledger":
        """Return what went to and fro with a contact."""
        return self.strategy.ledgers[contact.id]

    def fruitfulness(self, contact: Contact) -> "Score":
        """Return how much of the strategy a contact can move."""
        return self.strategy.fruitfulness[contact.id]


Reader = Callable[[Ground, Contact], Value]


def _place_of_work(ground: Ground, contact: Contact) -> str | None:
    return shown_reference(ground.network, contact.organisation)


def shown_reference(network: Network, reference: Reference | None) -> str | None:
    """Return the name of the page that a reference leads to, else its own words."""
    if reference is None:
        return None
    node = network.resolve(reference)
    return reference.text if node is None else node.name


def _shown_references(network: Network, references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(shown_reference(network, each) or "" for each in references)


def _words_for(network: Network, references: Iterable[Reference | None]) -> Iterator[str]:
    """Yield every word that some references may be asked for by: as written, id, name, alias."""
    for reference in references:
        if reference is None:
            continue
        yield reference.text
        node = network.resolve(reference)
        if node is not None:
            yield from (node.id, node.name, *node.aliases)


def _works_at(ground: Ground, contact: Contact) -> Value:
    places = (contact.organisation, *contact.other_organisations)
    return tuple(_words_for(ground.network, places))


def _values(labelled: Iterable[Labelled]) -> tuple[str, ...]:
    return tuple(each.value for each in labelled)


def _texts(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)


def _written(value: object) -> str | None:
    return None if value is None else str(value)


def _topics(ground: Ground, contact: Contact) -> tuple[str, ...]:
    """Return the topics of a contact's own lines, and of lines elsewhere that concern them."""
    own = (
        *(contact.assessment, contact.opportunities, contact.risks, contact.offers),
        *(contact.needs, contact.career, contact.ties, contact.next),
    )
    lines: list[Line] = [line for lines in own for line in lines]
    lines += [record.entry for record in ground.network.records.get(contact.id, ())]
    return tuple(dict.fromkeys(topic for line in lines for topic in line.topics))


def _entries(ground: Ground, contact: Contact) -> int:
    records = ground.network.records.get(contact.id, ())
    days = (record.entry.day for record in records)
    return sum(day is not None and day <= ground.as_of for day in days)


def _last(ground: Ground, contact: Contact) -> date | None:
    return ground.network.last_contact(contact, ground.as_of)


def _overdue(ground: Ground, contact: Contact) -> float | None:
    rhythm = ground.rhythm(contact)
    return None if rhythm is None else rhythm.ratio


def _due(ground: Ground, contact: Contact) -> date | None:
    rhythm = ground.rhythm(contact)
    return None if rhythm is None else rhythm.next_on


def _urgency(ground: Ground, contact: Contact) -> str | None:
    rhythm = ground.rhythm(contact)
    return None if rhythm is None else rhythm.urgency.value


def _confidence(ground: Ground, contact: Contact) -> float | None:
    score = ground.fruitfulness(contact)
    return None if score.value is None else score.confidence


def _quadrant(ground: Ground, contact: Contact) -> str | None:
    quadrant = ground.quadrants.get(contact.id)
    return None if quadrant is None else quadrant.value


def _suggested(ground: Ground, contact: Contact) -> str | None:
    suggestion = ground.suggestions.get(contact.id)
    return None if suggestion is None else suggestion.suggested.value


def _rank(ground: Ground, contact: Contact) -> int | None:
    suggestion = ground.suggestions.get(contact.id)
    return None if suggestion is None else suggestion.rank


def _priority(ground: Ground, contact: Contact) -> float | None:
    score = ground.strategy.priorities.get(contact.id)
    return None if score is None else score.value


_READERS: Final[Mapping[str, Reader]] = {
    "id": lambda _, contact: contact.id,
    "name": lambda _, contact: contact.name,
    "aliases": lambda _, contact: contact.aliases,
    "tier": lambda _, contact: _written(contact.tier),
    "status": lambda _, contact: contact.status.value,
    "role": lambda _, contact: contact.role or None,
    "organisation": _place_of_work,
    "functions": lambda _, contact: contact.functions,
    "serves": lambda ground, contact: _shown_references(ground.network, contact.serves),
    "email": lambda _, contact: _values(contact.email),
    "phone": lambda _, contact: _values(contact.phone),
    "url": lambda _, contact: _values(contact.url),
    "address": lambda _, contact: _values(contact.address),
    "location": lambda _, contact: contact.location or None,
    "timezone": lambda _, contact: contact.timezone or None,
    "languages": lambda _, contact: contact.languages,
    "pronouns": lambda _, contact: contact.pronouns or None,
    "birthday": lambda _, contact: _written(contact.birthday),
    "met": lambda _, contact: contact.met,
    "met_through": lambda _, contact: _written(contact.met_through),
    "introduced_by": lambda ground, contact: shown_reference(ground.network, contact.introduced_by),
    "rated": lambda _, contact: contact.rated,
    "cadence": lambda _, contact: contact.cadence,
    "affinity": lambda _, contact: contact.affinity,
    "photo": lambda _, contact: None if contact.photo is None else contact.photo.target,
    "uid": lambda _, contact: contact.uid or None,
    "source": lambda _, contact: contact.source or None,
    "tags": lambda _, contact: contact.tags,
    "private": lambda _, contact: contact.private,
    "shared": lambda _, contact: contact.shared,
    "kind": lambda _ground, _contact: "contact",
    "offers": lambda _, contact: _texts(contact.offers),
    "needs": lambda _, contact: _texts(contact.needs),
    "topics": _topics,
    "last": _last,
    "due": _due,
    "overdue": _overdue,
    "urgency": _urgency,
    "fruitfulness": lambda ground, contact: ground.fruitfulness(contact).value,
    "confidence": _confidence,
    "strength": lambda ground, contact: ground.strategy.strength[contact.id].value,
    "band": lambda ground, contact: ground.strategy.bands[contact.id].value,
    "quadrant": _quadrant,
    "suggested": _suggested,
    "rank": _rank,
    "priority": _priority,
    "balance": lambda ground, contact: ground.ledger(contact).balance.value,
    "scales": lambda ground, contact: ground.ledger(contact).band.value,
    "given": lambda ground, contact: ground.ledger(contact).given_left,
    "received": lambda ground, contact: ground.ledger(contact).received_left,
    "promises": lambda ground, contact: len(ground.ledger(contact).promises),
    "requests": lambda ground, contact: len(ground.ledger(contact).requests),
    "ready": lambda ground, contact: ground.ledger(contact).readiness.ready,
    "tasks": lambda _, contact: sum(not task.done for task in contact.next),
    "entries": _entries,
    "opportunities": lambda _, contact: sum(item.outcome is None for item in contact.opportunities),
    "risks": lambda _, contact: sum(item.outcome is None for item in contact.risks),
}

_LOOKED_AT: Final[Mapping[str, Reader]] = {
    "organisation": _works_at,
    "serves": lambda ground, contact: tuple(_words_for(ground.network, contact.serves)),
    "introduced_by": lambda ground, contact: tuple(
        _words_for(ground.network, (contact.introduced_by,))
    ),
}
"""Keys of which a query may name more than is shown: a page by its id and its other names."""


def _is_overdue(ground: Ground, contact: Contact) -> bool:
    ratio = _overdue(ground, contact)
    return ratio is not None and ratio >= ground.strategy.constants.due


_FLAGS: Final[Mapping[str, Callable[[Ground, Contact], bool]]] = {
    "overdue": _is_overdue,
    "untriaged": lambda _, contact: contact.tier is None,
}


def make_lexicon(ground: Ground, criteria: Iterable[str] = ()) -> Lexicon[Contact]:
    """Return what may be asked about the contacts of a network.

    `criteria` are the ratings of its settings, which need not be given to anybody yet.
    """
    own = _OwnKeys(ground.network, tuple(criteria))
    return Lexicon(
        find=lambda name: _known_attribute(ground, name) or own.find(name),
        others=lambda: own.keys,
        names=lambda contact: (contact.name, contact.id, *contact.aliases),
        topics=lambda contact: (*contact.tags, *_topics(ground, contact)),
        flags={name: partial(holds, ground) for name, holds in _FLAGS.items()},
    )


def _known_attribute(ground: Ground, name: str) -> Attribute[Contact] | None:
    key = find_key(name)
    if key is None:
        return None
    read, look = partial(_READERS[key.name], ground), _LOOKED_AT.get(key.name)
    return Attribute(key, read, read if look is None else partial(look, ground))


class _OwnKeys:
    """The keys that only one vault has: its criteria, and the fields that it made up."""

    def __init__(self, network: Network, criteria: tuple[str, ...]) -> None:
        self._network = network
        self._criteria = criteria

    @cached_property
    def keys(self) -> Mapping[str, Key]:
        """Return the keys by name, ratings first."""
        contacts = self._network.contacts
        rated = dict.fromkeys(name for contact in contacts for name in contact.ratings)
        extra = dict.fromkeys(sorted({name for contact in contacts for name in contact.extra}))
        ratings = {name: rating_key(name) for name in (*self._criteria, *rated)}
        return {**{name: other_key(name) for name in extra}, **ratings}

    def find(self, name: str) -> Attribute[Contact] | None:
        """Return the key of a name, as it is written or without regard to case."""
        key = find_own_key(self.keys, name)
        if key is None:
            return None
        held = key.name

        def read(contact: Contact) -> Value:
            rating = contact.ratings.get(held)
            return contact.extra.get(held) if rating is None else rating

        return Attribute(key, read, read)
