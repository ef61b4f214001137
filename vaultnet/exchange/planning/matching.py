"""Who of the vault somebody of a source is: by what identifies a person, then by their name.

An identifier is sure unless the names contradict it; the same name is sure only together with
the same organisation. Everything else is a candidate to be asked about. Names are looked up by
their rarest words, so that the time grows with the number of people and not with its square.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from enum import Enum
from itertools import islice
from typing import TypeVar

from vaultnet.domain.likeness import email_key, likeness, name_words, phone_key, url_key
from vaultnet.domain.links import fold
from vaultnet.domain.node import NodeId, Value
from vaultnet.exchange.draft import PersonKey
from vaultnet.exchange.planning.plan_values import Candidate, Evidence, EvidenceKind
from vaultnet.late import dataclass

SAME_ORGANISATION = 92
LIKE_NAME = 93
LIKE_NAME_AT_ONE_PLACE = 85
OTHER_NAME = 55
"""How alike names must be: of organisations; of people; of people at one place; and below which
likeness two names contradict an address that they share."""

_EXACT = 100
_MOST_COMPARED, _MOST_OF_ONE_WORD = 100, 200
_MOST_SHARING = 50
"""An identifier that more people have is one of a company, and tells nobody from another."""
_PROFILE = "linkedin.com/in/"
_IDENTIFIERS = (EvidenceKind.UID, EvidenceKind.EMAIL, EvidenceKind.URL, EvidenceKind.PHONE)

Key = TypeVar("Key")


class _Weight(Enum):
    """What an identifier in common is worth, given the two names."""

    SURE = 2
    DOUBTFUL = 1
    NOTHING = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What somebody is recognised by, in the forms in which it compares."""

    names: tuple[str, ...]
    organisations: tuple[str, ...] = ()
    identifiers: Mapping[EvidenceKind, tuple[str, ...]] = field(default_factory=dict)

    @property
    def profile(self) -> str:
        """Return the page of the person on LinkedIn, of which everybody has one."""
        urls = self.identifiers.get(EvidenceKind.URL, ())
        return next((url for url in urls if url.startswith(_PROFILE)), "")


@dataclass(frozen=True, slots=True)
class Match:
    """Who somebody is, where that is sure, else who they may be."""

    contact: NodeId | None = None
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def identity_of_values(name: str, values: Mapping[str, Value]) -> Identity:
    """Return what a person is recognised by, given the fields of a contact."""
    return Identity(
        names=(name, *_texts(values.get("aliases"))),
        organisations=tuple(map(_organisation, _texts(values.get("organisation")))),
        identifiers=_identifiers(
            _texts(values.get("uid")),
            map(_unlabelled, _texts(values.get("email"))),
            map(_unlabelled, _texts(values.get("url"))),
            map(_unlabelled, _texts(values.get("phone"))),
        ),
    )


def identity_of_key(key: PersonKey) -> Identity:
    """Return what the person of an encounter or a tie is recognised by."""
    found = _identifiers((key.uid,) if key.uid else (), key.emails, key.urls, key.phones)
    return Identity(names=(key.name,) if key.name else (), identifiers=found)


class People:
    """Everybody whom somebody of a source may be; grows by those whom an import creates."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._identities: dict[NodeId, Identity] = {}
        self._new: set[NodeId] = set()
        self._by_identifier: dict[tuple[EvidenceKind, str], dict[NodeId, None]] = {}
        self._by_name: dict[tuple[str, ...], dict[NodeId, None]] = {}
        self._by_word: dict[str, dict[NodeId, None]] = {}

    def add(self, contact: NodeId, identity: Identity, *, is_new: bool = False) -> None:
        """Take somebody in; what is known of them already stays."""
        held = self._identities.get(contact)
        self._identities[contact] = identity if held is None else _joined(held, identity)
        if is_new:
            self._new.add(contact)
        for kind, values in identity.identifiers.items():
            for value in values:
                _note(self._by_identifier, (kind, value), contact)
        for name in identity.names:
            words = name_words(name)
            _note(self._by_name, tuple(sorted(words)), contact)
            for word in words:
                _note(self._by_word, word, contact)

    def find(self, identity: Identity) -> Match:
        """Return who somebody is, or who they may be."""
        weighed = self._identified(identity)
        sure = self._sure(identity, weighed)
        if len(sure) == 1:
            return Match(sure[0], tuple(weighed[sure[0]][1]))
        found = {contact: evidence for contact, (_, evidence) in weighed.items()}
        if found:
            return Match(candidates=tuple(self.candidate(c, found[c]) for c in sorted(found)))
        return self._by_names(identity)

    def find_known(self, key: PersonKey) -> tuple[NodeId, ...]:
        """Return whom the person of an encounter is: one, nobody, or several nobody can tell apart.

        Their name alone counts where a source gives nothing else, and only in full.
        """
        identity = identity_of_key(key)
        if identity.identifiers:
            return tuple(self._sure(identity, self._identified(identity)))
        return tuple(self._same_names(identity)) if len(name_words(key.name)) > 1 else ()

    def _identified(self, identity: Identity) -> dict[NodeId, tuple[_Weight, list[Evidence]]]:
        """Return everybody who has an identifier in common that is worth something."""
        found: dict[NodeId, tuple[_Weight, list[Evidence]]] = {}
        for kind in _IDENTIFIERS:
            for value in identity.identifiers.get(kind, ()):
                for contact in self._holders(identity, kind, value):
                    weight = self._weight(identity, contact, Evidence(kind, value))
                    if weight is _Weight.NOTHING:
                        continue
                    before, evidence = found.get(contact, (weight, []))
                    best = max(before, weight, key=lambda each: each.value)
                    found[contact] = (best, [*evidence, Evidence(kind, value)])
        return found

    def _holders(self, identity: Identity, kind: EvidenceKind, value: str) -> Iterable[NodeId]:
        """Return who has an identifier; of a crowd, only those of the same name."""
        holders = self._by_identifier.get((kind, value), {})
        if len(holders) <= _MOST_SHARING:
            return holders
        return [contact for contact in self._same_names(identity) if contact in holders]

    def _same_names(self, identity: Identity) -> Sequence[NodeId]:
        """Return who has the same name, no more than can be told apart."""
        if not identity.names:
            return ()
        words = tuple(sorted(name_words(identity.names[0])))
        return tuple(islice(self._by_name.get(words, ()), _MOST_OF_ONE_WORD))

    def _weight(self, identity: Identity, contact: NodeId, evidence: Evidence) -> _Weight:
        """Return what an identifier is worth: a telephone or a home page may be of a company."""
        alike = self._alike(identity, contact)
        is_profile = evidence.kind is EvidenceKind.URL and evidence.value.startswith(_PROFILE)
        if evidence.kind is EvidenceKind.UID or is_profile:
            return _Weight.SURE
        if evidence.kind is EvidenceKind.EMAIL:
            return _Weight.SURE if alike >= OTHER_NAME else _Weight.DOUBTFUL
        if alike >= LIKE_NAME_AT_ONE_PLACE:
            return _Weight.SURE
        return _Weight.DOUBTFUL if alike >= OTHER_NAME else _Weight.NOTHING

    def _sure(
        self, identity: Identity, weighed: Mapping[NodeId, tuple[_Weight, list[Evidence]]]
    ) -> list[NodeId]:
        """Return whom somebody surely is; of several, the one who also has the same name."""
        sure = [contact for contact, (weight, _) in weighed.items() if weight is _Weight.SURE]
        exact = [contact for contact in sure if self._alike(identity, contact) == _EXACT]
        return exact if len(sure) > 1 and len(exact) == 1 else sure

    def _by_names(self, identity: Identity) -> Match:
        """Return who has the same name, or one so like it that it may be the same person."""
        found: list[Candidate] = []
        sure: list[Candidate] = []
        for contact in sorted(self._namesakes(identity)):
            held = self._identities[contact]
            if self._is_another_profile(identity, held):
                continue
            alike = self._alike(identity, contact)
            if alike < LIKE_NAME_AT_ONE_PLACE:
                continue
            together = _at_one_place(identity, held)
            if alike == _EXACT and together:
                evidence = Evidence(EvidenceKind.NAME_AND_ORGANISATION, held.names[0])
                sure.append(self.candidate(contact, [evidence]))
            elif alike == _EXACT:
                evidence = Evidence(EvidenceKind.NAME, held.names[0])
                found.append(self.candidate(contact, [evidence]))
            elif together or (alike >= LIKE_NAME and not _at_two_places(identity, held)):
                evidence = Evidence(EvidenceKind.LIKE_NAME, held.names[0])
                found.append(self.candidate(contact, [evidence]))
        # Of a crowd of namesakes not all were looked at, so nobody of it is surely the one.
        if len(sure) == 1 and len(self._same_names(identity)) < _MOST_OF_ONE_WORD:
            return Match(sure[0].contact, sure[0].evidence)
        return Match(candidates=tuple(sure or found))

    def _is_another_profile(self, identity: Identity, held: Identity) -> bool:
        """Tell whether two have pages of their own on LinkedIn, and are two people."""
        return bool(identity.profile and held.profile and identity.profile != held.profile)

    def _namesakes(self, identity: Identity) -> set[NodeId]:
        """Return everybody whose name is the same, or has one of the rarer words of it."""
        found: set[NodeId] = set()
        for name in identity.names[:1]:
            words = name_words(name)
            found.update(self._same_names(identity))
            rarest = sorted({*words}, key=lambda word: (len(self._by_word.get(word, ())), word))
            compared = 0
            for word in rarest:
                held = self._by_word.get(word, ())
                if compared + len(held) > (_MOST_COMPARED if compared else _MOST_OF_ONE_WORD):
                    break
                found.update(held)
                compared += len(held)
        return found

    def _alike(self, identity: Identity, contact: NodeId) -> int:
        """Return how alike the name of somebody is to those of a contact; 100 without a name."""
        if not identity.names:
            return _EXACT
        held = self._identities[contact].names
        return max(likeness(identity.names[0], name) for name in held)

    def candidate(self, contact: NodeId, evidence: Iterable[Evidence]) -> Candidate:
        """Return somebody as one who may be meant."""
        name = self._identities[contact].names[0]
        return Candidate(contact, name, tuple(evidence), is_new=contact in self._new)


def _at_one_place(one: Identity, other: Identity) -> bool:
    return any(
        first == second or likeness(first, second) >= SAME_ORGANISATION
        for first in one.organisations
        for second in other.organisations
    )


def _at_two_places(one: Identity, other: Identity) -> bool:
    """Tell whether both have an organisation; that they are not the same is known already."""
    return bool(one.organisations and other.organisations)


def _joined(one: Identity, other: Identity) -> Identity:
    kinds = {**one.identifiers, **other.identifiers}
    return Identity(
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        organisations=tuple(dict.fromkeys((*one.organisations, *other.organisations))),
        identifiers={
            kind: tuple(
                dict.fromkeys((*one.identifiers.get(kind, ()), *other.identifiers.get(kind, ())))
            )
            for kind in kinds
        },
    )


def _identifiers(
    uids: Iterable[str], emails: Iterable[str], urls: Iterable[str], phones: Iterable[str]
) -> Mapping[EvidenceKind, tuple[str, ...]]:
    found = {
        EvidenceKind.UID: tuple(uids),
        EvidenceKind.EMAIL: tuple(filter(None, map(email_key, emails))),
        EvidenceKind.URL: tuple(filter(None, map(url_key, urls))),
        EvidenceKind.PHONE: tuple(filter(None, map(phone_key, phones))),
    }
    return {kind: tuple(dict.fromkeys(values)) for kind, values in found.items() if values}


def _texts(value: Value | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _unlabelled(text: str) -> str:
    """Return a way to reach somebody without its label: `work: ana@acme.example`."""
    label, colon, rest = text.partition(": ")
    return rest if colon and not label.casefold().startswith(("http", "tel", "mailto")) else text


def _organisation(text: str) -> str:
    return fold(text.removeprefix("[[").removesuffix("]]").partition("|")[0])


def _note(table: dict[Key, dict[NodeId, None]], key: Key, contact: NodeId) -> None:
    table.setdefault(key, {})[contact] = None
