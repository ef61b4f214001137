"""What happened, what was promised, and what is to be done: the dated lines of a vault."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from vaultnet.domain.node import Node, Reference
from vaultnet.late import dataclass


class EntryKind(StrEnum):
    """What a log entry records. CONTACT is a dated line whose kind is not said."""

    MET = "met"
    CALL = "call"
    VIDEO = "video"
    EVENT = "event"
    MESSAGE = "message"
    EMAIL = "email"
    CONTACT = "contact"
    GAVE = "gave"
    RECEIVED = "received"
    PROMISED = "promised"
    ASKED = "asked"
    NOTE = "note"

    @property
    def is_contact(self) -> bool:
        """Tell whether the entry counts as having been in touch, and so resets the cadence."""
        return self not in _NO_CONTACT


_NO_CONTACT = frozenset({EntryKind.NOTE, EntryKind.PROMISED, EntryKind.ASKED})


class Initiator(StrEnum):
    """Who took the first step."""

    ME = "me"
    THEM = "them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What every list line has: its text, and what is written in it.

    `text` is Markdown without the leading date, kind and checkbox and without the known inline
    fields; `links` and `topics` (`#hiring`, without the sign) are those that stand in it.
    `fields` holds the inline fields that VaultNet does not know, kept and shown. `detail` is
    what is indented below the line, as Markdown.
    """

    text: str
    links: tuple[Reference, ...] = ()
    topics: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Line):
    """One line of a log or a journal.

    `day` is None where the line has no readable date; it is then shown, and counts for nothing.
    `people` are the contacts a journal line names before its colon, or those a log line names
    beside the contact whose log it is ("with [[tom]]"). `done` is None for a line without a
    checkbox. `weight` is how much was given or received, 1 to 5.
    """

    day: date | None
    time: str = ""
    kinds: tuple[EntryKind, ...] = (EntryKind.CONTACT,)
    people: tuple[Reference, ...] = ()
    weight: int = 1
    done: bool | None = None
    due: date | None = None
    done_on: date | None = None
    initiator: Initiator | None = None

    @property
    def is_contact(self) -> bool:
        """Tell whether somebody was in touch with somebody."""
        return not _NO_CONTACT.issuperset(self.kinds)

    @property
    def is_open(self) -> bool:
        """Tell whether this is a promise or a request that is still to be met."""
        pending = EntryKind.PROMISED in self.kinds or EntryKind.ASKED in self.kinds
        return pending and not self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Line):
    """Something to do: a line of Next, or a milestone of an objective."""

    done: bool = False
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal(Node):
    """A dated note whose lines log meetings with several people."""

    day: date | None
    entries: tuple[Entry, ...] = ()
