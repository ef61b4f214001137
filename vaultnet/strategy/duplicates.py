"""Which contacts are probably one person under two notes, with the evidence for it.

Ways to reach somebody, an id and a profile speak for one person, and so does a full name; names
that are only alike count where the organisation is the same. Pairs are looked for among those
that share something, never among all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from vaultnet.domain.contact import Contact, Labelled
from vaultnet.domain.dates import Birthday
from vaultnet.domain.likeness import email_key, likeness, name_words, phone_key, turned, url_key
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId, Reference
from vaultnet.late import dataclass
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence, total, wording

ENOUGH = 40
"""From so many points on a pair is a probable duplicate."""

_SAME_ID, _SAME_EMAIL, _SAME_PAGE, _SAME_PHONE = 100.0, 60.0, 60.0, 40.0
_SAME_NAME, _SAME_ORGANISATION = 50.0, 25.0
_ALIKE, _ALIKE_FROM, _PER_POINT = 86, 80, 1.75
_UNALIKE, _UNALIKE_NAMES = 50, -15.0
_TIED, _BORN_APART = -40.0, -40.0
_OFFICE = 4
"""What so many people share belongs to none of them alone."""
_MOST_SHARING = 30

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two contacts that are probably one person; `keep` is the note that holds more."""

    keep: NodeId
    other: NodeId
    score: Score


def find_duplicates(network: Network) -> tuple[Duplicate, ...]:
    """Return the probable duplicates of a network, the surest first."""
    return _Search(network).found()


def duplicates_of(found: Iterable[Duplicate], contact: NodeId) -> tuple[Duplicate, ...]:
    """Return those pairs that a contact is one of."""
    return tuple(each for each in found if contact in {each.keep, each.other})


@dataclass(frozen=True, slots=True)
class _Way:
    """One kind of value that speaks for one person: what compares, and what it is worth."""

    attribute: str
    key: Callable[[str], str]
    points: float
    template: str


_WAYS = (
    _Way("email", email_key, _SAME_EMAIL, wording("both have the mail address {value}")),
    _Way("url", url_key, _SAME_PAGE, wording("both have the page {value}")),
    _Way("phone", phone_key, _SAME_PHONE, wording("both have the telephone number {value}")),
)


class _Search:
    """Looks for pairs that share a key, and weighs what speaks for and against each."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._contacts = {contact.id: contact for contact in network.contacts}
        self._keys: dict[NodeId, dict[Key, str]] = {}
        self._holders: dict[Key, list[NodeId]] = {}
        for contact in self._contacts.values():
            self._keys[contact.id] = dict(self._keys_of(contact))
            for key in self._keys[contact.id]:
                self._holders.setdefault(key, []).append(contact.id)

    def found(self) -> tuple[Duplicate, ...]:
        """Return every pair with enough points."""
        scored = (self._duplicate(*pair) for pair in sorted(self._pairs()))
        kept = [each for each in scored if (each.score.value or 0) >= ENOUGH]
        return tuple(sorted(kept, key=_surest_first))

    def _keys_of(self, contact: Contact) -> Iterator[tuple[Key, str]]:
        """Yield what a contact may share with another one, with the field that says it."""
        for way in _WAYS:
            values: Sequence[Labelled] = getattr(contact, way.attribute)
            for number, item in enumerate(values):
                key = way.key(item.value)
                if key and (way.attribute != "url" or "/" in key):
                    yield (way.attribute, key), f"{way.attribute}/{number}"
        if contact.uid:
            yield ("uid", contact.uid), "uid"
        for number, name in enumerate((contact.name, *contact.aliases)):
            words = name_words(name)
            if len(words) > 1 or (words and not words[0].isascii() and number == 0):
                field = "name" if number == 0 else f"aliases/{number - 1}"
                yield ("name", " ".join(turned(words))), field
        organisation = self._organisation(contact)
        for word in name_words(contact.name) if organisation else ():
            yield ("near", f"{organisation} {word[:2]}"), "organisation"

    def _organisation(self, contact: Contact) -> str:
        reference = contact.organisation
        if reference is None:
            return ""
        return self._network.link_table.resolve(reference.target) or fold(reference.target)

    def _pairs(self) -> set[tuple[NodeId, NodeId]]:
        """Return the pairs that share a key, but for keys that a crowd shares."""
        pairs: set[tuple[NodeId, NodeId]] = set()
        for (kind, _), holders in self._holders.items():
            if kind == "near":
                pairs.update(filter(self._are_alike, combinations(holders, 2)))
            elif len(holders) <= _MOST_SHARING:
                pairs.update(combinations(holders, 2))
        return pairs

    def _are_alike(self, pair: tuple[NodeId, NodeId]) -> bool:
        first, second = (self._contacts[each].name for each in pair)
        return likeness(first, second) >= _ALIKE

    def _duplicate(self, first: NodeId, second: NodeId) -> Duplicate:
        pair = (self._contacts[first], self._contacts[second])
        richer = max(pair, key=lambda contact: (self._weight(contact), _reversed(contact.id)))
        other = pair[0] if richer is pair[1] else pair[1]
        return Duplicate(richer.id, other.id, total(self._parts(*pair)))

    def _weight(self, contact: Contact) -> tuple[bool, int, int]:
        """Return what makes one of two notes that which stays: a tier, a log, all it holds."""
        records = len(self._network.records.get(contact.id, ()))
        filled = sum(bool(getattr(contact, name)) for name in _HELD)
        return contact.tier is not None, records, filled + len(contact.links)

    def _parts(self, first: Contact, second: Contact) -> Iterator[Part]:
        shared = self._keys[first.id].keys() & self._keys[second.id].keys()
        for key in sorted(shared):
            yield from self._shared_part(key, first, second)
        yield from self._name_parts(first, second, shared)
        yield from self._against(first, second)

    def _shared_part(self, key: Key, first: Contact, second: Contact) -> Iterator[Part]:
        """Yield what a shared value is worth; one that an office shares is worth little."""
        kind, _ = key
        facts = tuple(Fact(each.id, self._keys[each.id][key]) for each in (first, second))
        way = next((way for way in _WAYS if way.attribute == kind), None)
        if way is not None:
            number = int(self._keys[first.id][key].rpartition("/")[2])
            value = getattr(first, way.attribute)[number].value
            crowd = len(self._holders[key]) >= _OFFICE
            points = way.points / 4 if crowd else way.points
            yield Part(kind, points, Sentence(way.template, {"value": value}), facts)
        elif kind == "uid":
            yield Part(kind, _SAME_ID, Sentence("both have the same uid"), facts)

    def _name_parts(self, first: Contact, second: Contact, shared: Iterable[Key]) -> Iterator[Part]:
        facts = (Fact(first.id, "name"), Fact(second.id, "name"))
        same = sorted(key for key in shared if key[0] == "name")
        alike = likeness(first.name, second.name)
        if same:
            fields = (Fact(each.id, self._keys[each.id][same[0]]) for each in (first, second))
            yield Part("name", _SAME_NAME, Sentence("both are called the same"), tuple(fields))
        elif alike >= _ALIKE:
            points = (alike - _ALIKE_FROM) * _PER_POINT
            told = Sentence("their names are alike ({percent} of 100)", {"percent": alike})
            yield Part("name", points, told, facts)
        elif alike < _UNALIKE:
            yield Part("name", _UNALIKE_NAMES, Sentence("their names differ"), facts)
        organisation = self._organisation(first)
        if organisation and organisation == self._organisation(second):
            where = (Fact(first.id, "organisation"), Fact(second.id, "organisation"))
            sentence = Sentence("both are at {organisation}", {"organisation": self._name(first)})
            yield Part("organisation", _SAME_ORGANISATION, sentence, where)

    def _name(self, contact: Contact) -> str:
        node = self._network.resolve(contact.organisation)
        return node.name if node else contact.organisation.text if contact.organisation else ""

    def _against(self, first: Contact, second: Contact) -> Iterator[Part]:
        """Yield what speaks for two people: a tie between them, other days of birth."""
        for one, other in ((first, second), (second, first)):
            number = next((n for n, t in enumerate(one.ties) if self._leads(t.person, other)), None)
            if number is not None:
                told = Sentence("one has a tie to the other")
                yield Part("tie", _TIED, told, (Fact(one.id, f"ties/{number}"),))
                break
        if first.birthday and second.birthday and _clash(first.birthday, second.birthday):
            facts = (Fact(first.id, "birthday"), Fact(second.id, "birthday"))
            told = Sentence("they were born on different days")
            yield Part("birthday", _BORN_APART, told, facts)

    def _leads(self, reference: Reference, contact: Contact) -> bool:
        return self._network.resolve(reference) is contact


def _surest_first(pair: Duplicate) -> tuple[float, NodeId, NodeId]:
    return -(pair.score.value or 0), pair.keep, pair.other


_HELD = (
    *("role", "organisation", "location", "functions", "serves", "ratings", "email", "phone"),
    *("url", "birthday", "met", "introduced_by", "assessment", "opportunities", "risks", "offers"),
    *("needs", "career", "ties", "log", "next", "passages", "private_text"),
)


def _reversed(text: str) -> tuple[int, ...]:
    """Return what orders texts the other way round, so that the greatest comes first."""
    return tuple(-ord(letter) for letter in text)


def _clash(first: Birthday, second: Birthday) -> bool:
    if (first.month, first.day) != (second.month, second.day):
        return True
    return None not in {first.year, second.year} and first.year != second.year
