"""Whom each draft is taken for: those who are known first, then the rest in their order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vaultnet.domain.contact import Contact
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId, Value
from vaultnet.exchange.draft import Draft
from vaultnet.exchange.planning.differences import ThreeWays, comparable_in, compare
from vaultnet.exchange.planning.last_seen import LastSeen
from vaultnet.exchange.planning.matching import Identity, Match, People, identity_of_values
from vaultnet.exchange.planning.note_edits import held_values
from vaultnet.exchange.planning.plan_values import Candidate, Evidence, EvidenceKind, PlanOptions
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.parse import stem_of
from vaultnet.vault.parsed import Vault
from vaultnet.vault.slug import numbered, slug

NEW, SKIP = "new", "skip"
"""What an answer may be beside the id of a contact."""

_LONGEST = 72


class AnswerError(ValueError):
    """An answer that cannot be followed; `reason` says why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whom one draft is taken for: a contact, somebody new, or nobody, with the reason."""

    draft: Draft
    contact: NodeId | None = None
    is_new: bool = False
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reason: Phrase | None = None


def recognise(
    drafts: Sequence[Draft], source: str, vault: Vault, seen: LastSeen, options: PlanOptions
) -> tuple[tuple[Recognised, ...], People]:
    """Return whom each draft is taken for, in their order, and everybody by what tells them.

    Raises AnswerError for an answer about nobody, or that names nobody.
    """
    recognition = _Recognition(source, vault, seen, options)
    unknown = sorted(options.answers.keys() - {draft.key for draft in drafts})
    if unknown:
        raise AnswerError(Phrase('the source has nobody "{key}"', {"key": unknown[0]}))
    return recognition.all(drafts), recognition.people


def identity_of_contact(contact: Contact, network: Network) -> Identity:
    """Return what a contact of the vault is recognised by."""
    values: dict[str, Value] = {
        "aliases": contact.aliases,
        "uid": contact.uid,
        "email": tuple(each.value for each in contact.email),
        "url": tuple(each.value for each in contact.url),
        "phone": tuple(each.value for each in contact.phone),
        "organisation": tuple(_places(contact, network)),
    }
    return identity_of_values(contact.name, {key: value for key, value in values.items() if value})


def _places(contact: Contact, network: Network) -> Iterator[str]:
    """Yield the words for the organisations of a contact: as written, and those of their pages."""
    for reference in (contact.organisation, *contact.other_organisations):
        if reference is not None:
            yield reference.target
            page = network.resolve(reference)
            yield from () if page is None else (page.id, page.name)


def post_of(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return what somebody does and where, given the fields of a contact."""
    found = (values.get(key, "") for key in ("role", "organisation"))
    texts = (value if isinstance(value, str) else value[0] for value in found)
    return tuple(text.removeprefix("[[").removesuffix("]]") for text in texts if text)


class _Recognition:
    """One run: it knows who was taken already, and which ids are free."""

    def __init__(self, source: str, vault: Vault, seen: LastSeen, options: PlanOptions) -> None:
        self.people = People()
        self._source = source
        self._vault = vault
        self._seen = seen
        self._answers = options.answers
        self._taken: set[NodeId] = set()
        self._new: dict[NodeId, Draft] = {}
        self._stems = {fold(stem_of(path)) for path in vault.files}
        self._rejected = {
            stem_of(path): path for path, file in vault.files.items() if file.node is None
        }
        for contact in vault.network.contacts:
            self.people.add(contact.id, identity_of_contact(contact, vault.network))

    def all(self, drafts: Sequence[Draft]) -> tuple[Recognised, ...]:
        """Return whom each draft is taken for."""
        found: dict[str, Recognised] = {}
        for draft in drafts:
            known = self._known(draft)
            if known is not None:
                found[draft.key] = known
        for draft in drafts:
            if draft.key not in found:
                found[draft.key] = self._unknown(draft)
        return tuple(found[draft.key] for draft in drafts)

    def _known(self, draft: Draft) -> Recognised | None:
        """Return somebody whom an answer, the record of the last import, or their own id tells.

        A table that was exported here names contacts by their ids.
        """
        answer = self._answers.get(draft.key)
        contacts = self._vault.network.nodes
        if answer is not None:
            node_id = NodeId(answer)
            is_contact = isinstance(contacts.get(node_id), Contact)
            return self._take(draft, node_id, EvidenceKind.ANSWER) if is_contact else None
        record = self._seen.people.get(draft.key)
        own = contacts.get(NodeId(draft.key))
        if record is None and isinstance(own, Contact) and fold(own.name) == fold(draft.name):
            return self._take(draft, own.id, EvidenceKind.ID)
        if record is None or not isinstance(contacts.get(record.contact), Contact):
            return None
        return self._take(draft, record.contact, EvidenceKind.RECORD)

    def _take(self, draft: Draft, contact: NodeId, kind: EvidenceKind) -> Recognised:
        if kind in {EvidenceKind.RECORD, EvidenceKind.ID}:
            self._taken.add(contact)
        self.people.add(contact, identity_of_values(draft.name, draft.values))
        return Recognised(draft, contact, evidence=(Evidence(kind),))

    def _unknown(self, draft: Draft) -> Recognised:
        answer = self._answers.get(draft.key)
        if answer == SKIP:
            return Recognised(draft, reason=Phrase("you left it out"))
        if answer == NEW:
            return self._create(draft)
        if answer is not None:
            return self._answered(draft, NodeId(answer))
        if self._is_me(draft):
            return Recognised(draft, reason=Phrase("it is you"))
        return self._matched(draft, self.people.find(identity_of_values(draft.name, draft.values)))

    def _answered(self, draft: Draft, contact: NodeId) -> Recognised:
        """Return that a draft is somebody whom this very import creates."""
        if contact not in self._new:
            values = {"id": contact, "key": draft.key}
            template = 'there is no contact "{id}" that "{key}" could be'
            raise AnswerError(Phrase(template, values))
        return self._take(draft, contact, EvidenceKind.ANSWER)

    def _matched(self, draft: Draft, match: Match) -> Recognised:
        contact = match.contact or self._written_before(draft, match)
        if contact is not None and contact not in self._taken:
            self._taken.add(contact)
            self.people.add(contact, identity_of_values(draft.name, draft.values))
            evidence = match.evidence or match.candidates[0].evidence
            return Recognised(draft, contact, evidence=evidence)
        if contact is not None:
            candidates = (self.people.candidate(contact, match.evidence),)
            return Recognised(draft, candidates=self._told(candidates), reason=_AGAIN)
        if match.candidates:
            why = _why(match.candidates)
            return Recognised(draft, candidates=self._told(match.candidates), reason=why)
        record = self._seen.people.get(draft.key)
        stem = slug(draft.name) if record is None else record.contact
        if stem in self._rejected:
            values = {"path": self._rejected[stem]}
            template = "{path} cannot be read, and may be theirs"
            return Recognised(draft, reason=Phrase(template, values))
        if record is not None:
            values = {"id": record.contact}
            return Recognised(draft, reason=Phrase("the note {id} was taken away", values))
        return self._create(draft)

    def _told(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return candidates with what they do, so that somebody can tell who is meant."""
        return tuple(replace(each, post=self._post(each.contact)) for each in candidates)

    def _post(self, contact: NodeId) -> tuple[str, ...]:
        node = self._vault.network.nodes.get(contact)
        if not isinstance(node, Contact):
            return post_of(self._new[contact].values)
        page = self._vault.network.resolve(node.organisation)
        place = node.organisation.text if page is None and node.organisation else ""
        return tuple(filter(None, (node.role, page.name if page is not None else place)))

    def _written_before(self, draft: Draft, match: Match) -> NodeId | None:
        """Return a namesake whom this source brought and of whom it says nothing new.

        So an import that was stopped before its record was written goes on where it was.
        """
        if len(match.candidates) != 1 or match.candidates[0].is_new:
            return None
        contact = match.candidates[0].contact
        node = self._vault.network.nodes[contact]
        if not isinstance(node, Contact) or node.source != self._source:
            return None
        if {each.kind for each in match.candidates[0].evidence} != {EvidenceKind.NAME}:
            return None
        ours = held_values(self._vault.file_of(contact), self._vault.settings)
        values = ThreeWays(ours, {"name": draft.name, **draft.values}, {})
        difference = compare(values, frozenset(), comparable_in(self._vault.network))
        return None if difference.changes or difference.kept else contact

    def _create(self, draft: Draft) -> Recognised:
        contact = self._free_id(draft.name)
        self._stems.add(contact)
        self._new[contact] = draft
        self._taken.add(contact)
        self.people.add(contact, identity_of_values(draft.name, draft.values), is_new=True)
        return Recognised(draft, contact, is_new=True)

    def _free_id(self, name: str) -> NodeId:
        """Return an id that no file has, and that no link leads to yet."""
        stem = slug(name)[:_LONGEST].rstrip("-")
        return NodeId(numbered(stem, _Taken(self._vault, self._stems)))

    def _is_me(self, draft: Draft) -> bool:
        me = self._vault.network.me
        return me is not None and fold(me.name) == fold(draft.name) and me.name != "me"


class _Taken:
    """The words that a new id must not be: stems of files, and all that links lead to."""

    def __init__(self, vault: Vault, stems: set[str]) -> None:
        self._table = vault.network.link_table
        self._stems = stems

    def __contains__(self, word: object) -> bool:
        return word in self._stems or bool(self._table.candidates(str(word)))


_AGAIN = Phrase("somebody else of the source is this contact already")


def _why(candidates: Sequence[Candidate]) -> Phrase:
    """Return why nobody can tell who somebody is."""
    if len(candidates) > 1:
        return Phrase("several people may be meant")
    kinds = {each.kind for each in candidates[0].evidence}
    if EvidenceKind.NAME in kinds:
        return Phrase("only the name is the same")
    if EvidenceKind.LIKE_NAME in kinds:
        return Phrase("the name is only similar")
    return Phrase("the address is the same, and the name is another")


def answers_of(pairs: Sequence[str]) -> Mapping[str, str]:
    """Return answers that were typed as `KEY=ID`; raises AnswerError for anything else."""
    answers: dict[str, str] = {}
    for key, answer in _pairs(pairs):
        if answers.setdefault(key, answer) != answer:
            raise AnswerError(Phrase('"{key}" is answered twice', {"key": key}))
    return answers


def _pairs(pairs: Sequence[str]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        key, equals, answer = pair.rpartition("=")
        if not equals or not key.strip() or not answer.strip():
            raise AnswerError(Phrase('"{pair}" is no answer', {"pair": pair}))
        yield key.strip(), answer.strip()
