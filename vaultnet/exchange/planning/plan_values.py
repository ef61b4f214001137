"""What an import would do: values that the command shows, and that writing carries out."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from vaultnet.domain.node import NodeId, Section, Value
from vaultnet.exchange.draft import Complaint, Draft, Encounter, Loss, Picture, Step
from vaultnet.exchange.export_values import ReadAttachment, no_attachments
from vaultnet.exchange.planning.last_seen import LastSeen
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase


class Outcome(StrEnum):
    """What becomes of a person or an entry of the source."""

    CREATED = "created"
    CHANGED = "changed"
    LOGGED = "logged"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    IGNORED = "ignored"


class EvidenceKind(StrEnum):
    """Why somebody of the source is taken for a contact, or may be one."""

    RECORD = "record"
    ID = "id and name"
    UID = "uid"
    EMAIL = "email"
    URL = "url"
    PHONE = "phone"
    NAME_AND_ORGANISATION = "name and organisation"
    NAME = "name"
    LIKE_NAME = "like name"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """How to plan: the day, the words of the vault, and what the owner has answered.

    `tier` is given to everybody who is new. `answers` say of the keys of people who they are:
    the id of a contact, `new` or `skip`. `prefers_source` takes the word of the source where
    both sides changed a field. `read_attachment` gives the bytes of a file of the vault.
    """

    as_of: date
    words: Translator
    tier: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    prefers_source: bool = False
    read_attachment: ReadAttachment = no_attachments


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for it; `value` is what the two have in common."""

    kind: EvidenceKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the person of a draft: a contact, or one whom the import creates.

    `post` says what they do and where, as far as that is known.
    """

    contact: NodeId
    name: str
    evidence: tuple[Evidence, ...]
    is_new: bool = False
    post: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A field of a note that would get another value; `before` is None where it has none."""

    key: str
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True)
class Kept:
    """A field in which note and source differ, and that stays as it is in the note."""

    key: str
    ours: Value | None
    theirs: Value | None
    reason: Phrase


@dataclass(frozen=True, slots=True)
class NewLine:
    """A list line for a section of a note; `replaces` is the path of the one that it changes."""

    section: Section
    text: str
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson:
    """What becomes of one person of the source.

    `key` identifies them in answers and in the record. `contact` is the note that is theirs, the
    new one too. `values` are those of a new note, `changes` those of one that there is.
    `lines` go into sections, `prose` behind the introduction. `reason` says why nothing is done.
    """

    outcome: Outcome
    draft: Draft
    key: str
    contact: NodeId | None = None
    path: str = ""
    evidence: tuple[Evidence, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    changes: tuple[ValueChange, ...] = ()
    kept: tuple[Kept, ...] = ()
    lines: tuple[NewLine, ...] = ()
    prose: str = ""
    picture: Picture | None = None
    candidates: tuple[Candidate, ...] = ()
    reason: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEncounter:
    """What becomes of one encounter: the people it counts for, the page, and its line there."""

    outcome: Outcome
    encounter: Encounter
    people: tuple[NodeId, ...] = ()
    path: str = ""
    line: str = ""
    reason: Phrase | None = None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of the owner's career that goes into `me.md`."""

    step: Step
    line: str


@dataclass(frozen=True, slots=True)
class Omission:
    """Why a reader left something out, how often."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class ImportTally:
    """What became of everybody and everything that was found."""

    found: int
    counts: Mapping[Outcome, int]

    @property
    def adds_up(self) -> bool:
        """Tell whether nothing went missing: found is the sum of all that became of it."""
        return self.found == sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Everything that an import would do, and everything that it would not, with the reasons.

    `seen` is the record of the source as it is to be once the plan was carried out. `columns`
    tells of a table which field each column was taken for.
    """

    source: str
    people: tuple[PlannedPerson, ...]
    encounters: tuple[PlannedEncounter, ...]
    my_career: tuple[PlannedStep, ...]
    complaints: tuple[Complaint, ...]
    losses: tuple[Loss, ...]
    ignored: tuple[Omission, ...]
    tally: ImportTally
    seen: LastSeen
    columns: Mapping[str, str] = field(default_factory=dict)

    def of(self, outcome: Outcome) -> tuple[PlannedPerson, ...]:
        """Return the people with one outcome, in their order."""
        return tuple(person for person in self.people if person.outcome is outcome)

    @property
    def doubtful(self) -> tuple[PlannedPerson, ...]:
        """Return the people of whom nobody can tell who they are."""
        return self.of(Outcome.DOUBTFUL)

    @property
    def changed_notes(self) -> frozenset[NodeId]:
        """Return the contacts whose notes there are already and that would change."""
        new = {person.contact for person in self.of(Outcome.CREATED)}
        people = (person.contact for person in self.of(Outcome.CHANGED))
        alone = (each.people for each in self.encounters if each.path and len(each.people) == 1)
        met = (people[0] for people in alone)  # what happened with several is in the journal
        return frozenset(each for each in (*people, *met) if each is not None and each not in new)
