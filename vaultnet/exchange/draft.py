"""What another program says of people, before any of it is compared with the vault.

A reader turns the bytes of files into a `Reading`: drafts of people, encounters with them, and
steps of the owner's own career. It knows the format and nothing of the vault; `planning` compares
a reading with the network and says what would be written. Nothing is dropped in silence: what
cannot be kept is a `Loss`, what cannot be read a `Complaint`, and both carry file and line.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from vaultnet.diagnostics import Rule, Severity
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.domain.node import Value
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of another program, by the name that is shown for it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a source says something: its file, as shown, and the line, counted from 1.

    A member of an archive is shown as `export.zip/Connections.csv`. Line 0 is the whole file.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Return the file and the line: `people.vcf:12`."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong in a source; an error means that the person or entry at `origin` is refused."""

    rule: Rule
    origin: Origin
    message: Phrase
    hint: Phrase | None = None

    @property
    def is_refusal(self) -> bool:
        """Tell whether something was left out because of it."""
        return self.rule.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Loss:
    """What a source holds and a vault has no place for; `what` names it as the source does."""

    origin: Origin
    what: str
    reason: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKey:
    """What tells who somebody is, as far as a source knows it; at least one of these is given."""

    uid: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Something that happened with people: a meeting, a message, a recommendation.

    `key` identifies it at its source (the id of a message or of an instance of an event), so that
    it is written once however often it is read. `text` is one line, without the day, the kind and
    any markup of ours.
    """

    origin: Origin
    key: str
    day: date
    kinds: tuple[EntryKind, ...]
    people: tuple[PersonKey, ...]
    text: str
    time: str = ""
    initiator: Initiator | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a career; `begin` and `end` are `YYYY`, `YYYY-MM` or full days, or empty."""

    origin: Origin
    role: str
    organisation: str
    begin: str = ""
    end: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class DraftTie:
    """A tie of a draft to somebody else, who may be a draft too: `relation` is free text."""

    person: PersonKey
    relation: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a photograph, and the ending of its file: `jpg`, `png`, `gif` or `webp`."""

    data: bytes
    ending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A person as one source describes them.

    `key` is what identifies the person at the source from one export to the next (`in/ana-garcia`
    of a profile, the UID of a card), empty where the source has none. `values` are fields of a
    contact by their key in front matter, as text or lists of texts, labelled as the vault writes
    them (`work: ana@acme.example`); keys that the vault does not know are kept as they are. `prose`
    is plain text, not Markdown: whoever writes it makes it safe. `organisation` holds a name,
    never a link.
    """

    origin: Origin
    key: str
    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    prose: str = ""
    career: tuple[Step, ...] = ()
    ties: tuple[DraftTie, ...] = ()
    picture: Picture | None = None
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that files of one source say.

    `source` is the word for the source in `source:` of a contact and in the name of its record:
    `linkedin`, `google`, `vcard`. `found` counts what looked like a person or an entry:
    found = drafts + encounters + refused (by complaints) + ignored. `ignored` counts by reason:
    hidden members, declined meetings. `my_career` are steps of the owner. `columns` tells of a
    table which field each of its columns was taken for.
    """

    source: str
    drafts: tuple[Draft, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    my_career: tuple[Step, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    losses: tuple[Loss, ...] = ()
    found: int = 0
    refused: int = 0
    ignored: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
