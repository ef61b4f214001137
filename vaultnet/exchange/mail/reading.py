"""Mail: who wrote to whom, and on which day, from headers alone.

One encounter stands for all that one person and the owner wrote in one direction on one day, so
that a thread of forty mails is a few lines and not forty. Who took the first step is said only
where a mail began a thread. Lists, automatic mails and circulars are nobody's encounter.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime

from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.exchange.draft import (
    Complaint,
    Encounter,
    Loss,
    Origin,
    PersonKey,
    Reading,
    SourceFile,
)
from vaultnet.exchange.mail.headers import (
    Header,
    lines_from,
    lines_of,
    read_headers,
    without_bodies,
)
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.text_decoding import CONTROL
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

SOURCE = "mail"
CROWD = 10
"""A mail of the owner to more people than this is a circular."""

LISTS = wording("mailing lists and newsletters")
AUTOMATIC = wording("automatic mails")
CIRCULARS = wording("mails to more than 10 people")
NOT_MINE = wording("mails neither from you nor to you")
TWICE = wording("mails that are there twice")
TO_COME = wording("dated in the future")
UNWANTED = wording("spam and drafts")
NO_MAILS = wording("files that are no mails")
SAME_DAY = wording("further mails of a day")

_MACHINE = pattern(
    r"(?:.*[._+-])?(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?"
    r"|notifications?|newsletters?|nicht-?antworten|no-?responder)(?:[._+-].*)?",
    re.IGNORECASE,
)
_ADDRESS = pattern(r"[^\s@<>\"(),:;\[\]]{1,64}@[^\s@<>\"(),:;\[\]]{1,255}")
_LIST_FIELDS = (b"list-id", b"list-unsubscribe", b"list-post", b"feedback-id")
_SHOWN = (b"from", b"to", b"cc", b"subject")
_BULK = frozenset({"bulk", "list", "junk"})
_UNWANTED_LABELS = frozenset({"spam", "trash", "draft", "drafts", "papelera", "borradores"})
_LONGEST_FIELD = 16 * 1024
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail between the owner and others: who, when, which way, and whether it began a thread."""

    origin: Origin
    day: date
    people: tuple[tuple[str, str], ...]
    mine: bool
    begins: bool
    subject: str


@dataclass(slots=True)
class _Day:
    """What somebody and the owner wrote on a day in one direction."""

    first: _Mail
    name: str
    count: int = 1
    begins: bool = False


@dataclass(slots=True)
class _Gathered:
    """What was found so far; `seen` are the ids of messages."""

    days: dict[tuple[date, str, bool], _Day] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    seen: set[bytes] = field(default_factory=set)
    found: int = 0
    refused: int = 0

    def refuse(self, complaint: Complaint) -> None:
        """Leave a message out, and say why."""
        self.refused += 1
        self.complaints.append(complaint)


def condense(read_line: Callable[[int], bytes]) -> bytes:
    """Return what is looked at of a mailbox while it is read, however large it is."""
    return without_bodies(lines_from(read_line))


def read_mail_headers(files: Sequence[SourceFile], options: ReadOptions) -> Reading:
    """Return who wrote to whom and when, by the headers of mailboxes or of single messages."""
    found = _Gathered()
    mine = frozenset(address.lower() for address in options.my_addresses)
    if not mine:
        return _without_owner(files)
    for file in files:
        _read_file(file, mine, options, found, is_alone=len(files) == 1)
    encounters = tuple(_encounters(found, options))
    return Reading(
        source=SOURCE,
        encounters=encounters,
        complaints=tuple(found.complaints),
        losses=tuple(found.losses),
        found=len(encounters) + found.refused + found.ignored.total(),
        refused=found.refused,
        ignored=dict(found.ignored),
    )


def _without_owner(files: Sequence[SourceFile]) -> Reading:
    """Return that nothing can be read: it is not known which way a mail went."""
    message = Phrase("it is not known which addresses are yours, so not who wrote to whom")
    hint = Phrase("write them in me.md: email: [you@work.example, you@home.example]")
    origin = Origin(files[0].name if files else "")
    complaint = Complaint(rules.UNREADABLE_SOURCE, origin, message, hint)
    return Reading(source=SOURCE, complaints=(complaint,), found=1, refused=1)


def _read_file(
    file: SourceFile,
    mine: frozenset[str],
    options: ReadOptions,
    found: _Gathered,
    *,
    is_alone: bool,
) -> None:
    before = found.found
    for header in read_headers(lines_of(file.data)):
        found.found += 1
        origin = Origin(file.name, header.number)
        if found.found > options.limits.records:
            values = {"most": options.limits.records}
            message = Phrase("more than {most} mails; the rest is not read", values)
            found.refuse(Complaint(rules.EXCEEDED_LIMIT, origin, message))
            return
        _read_header(header, origin, mine, options, found)
    if found.found > before:
        return
    if is_alone:
        message = Phrase("no mails: neither an mbox nor a message with headers")
        found.refuse(Complaint(rules.UNREADABLE_SOURCE, Origin(file.name, 1), message))
    else:
        found.ignored[NO_MAILS] += 1


def _read_header(
    header: Header, origin: Origin, mine: frozenset[str], options: ReadOptions, found: _Gathered
) -> None:
    """Sort one message: between the owner and others, of no interest, or not to be read."""
    if reason := _no_letter(header, found):
        found.ignored[reason] += 1
        return
    if header.cut:
        message = Phrase("the header of the mail is longer than is read")
        found.refuse(Complaint(rules.EXCEEDED_LIMIT, origin, message))
        return
    day = _day(header)
    if day is None:
        found.refuse(Complaint(rules.DAMAGED_RECORD, origin, _no_date(header)))
    elif day > options.as_of:
        found.ignored[TO_COME] += 1
    else:
        _tell_control(header, origin, found)
        _take(header, origin, day, mine, found)


def _tell_control(header: Header, origin: Origin, found: _Gathered) -> None:
    """Say where what is read of a mail holds control characters: they are left out."""
    if any(CONTROL.search(_spelt(_raw(header, name))) for name in _SHOWN):
        found.losses.append(Loss(origin, "header", Phrase("control characters are left out")))


def _no_date(header: Header) -> Phrase:
    shown = _text(header, b"date")[:60]
    if not shown:
        return Phrase("the mail has no date")
    return Phrase('the mail has no readable date: "{text}"', {"text": shown})


def _no_letter(header: Header, found: _Gathered) -> str:
    """Return why a message is nobody's letter, or nothing."""
    fields = header.fields
    identity = fields.get(b"message-id", b"")
    if identity and identity in found.seen:
        return TWICE
    found.seen.add(identity)
    labels = {label.strip().lower() for label in _text(header, b"x-gmail-labels").split(",")}
    if labels & _UNWANTED_LABELS:
        return UNWANTED
    if any(name in fields for name in _LIST_FIELDS):
        return LISTS
    if _text(header, b"precedence").lower() in _BULK:
        return LISTS
    automatic = _text(header, b"auto-submitted").lower()
    if automatic not in {"", "no"}:
        return AUTOMATIC
    return ""


def _take(
    header: Header, origin: Origin, day: date, mine: frozenset[str], found: _Gathered
) -> None:
    senders = _people(header, b"from")
    receivers = {**_people(header, b"to"), **_people(header, b"cc")}
    is_mine = any(address in mine for address in senders)
    others = {
        address: name
        for address, name in (receivers if is_mine else senders).items()
        if address not in mine
    }
    people = {one: name for one, name in others.items() if not _is_machine(one)}
    if not is_mine and not mine.intersection(receivers):
        found.ignored[NOT_MINE] += 1
    elif not people:
        found.ignored[AUTOMATIC if others else NOT_MINE] += 1
    elif len(people) > CROWD:
        found.ignored[CIRCULARS] += 1
    else:
        begins = not {b"in-reply-to", b"references"} & header.fields.keys()
        subject = _text(header, b"subject")
        _enter(_Mail(origin, day, tuple(people.items()), is_mine, begins, subject), found)


def _enter(mail: _Mail, found: _Gathered) -> None:
    """Add a mail to what is known of that day and each of the people."""
    is_new = False
    for address, name in mail.people:
        key = (mail.day, address, mail.mine)
        held = found.days.get(key)
        if held is None:
            is_new = True
            found.days[key] = _Day(mail, name, begins=mail.begins)
        else:
            held.count += 1
            held.begins = held.begins or mail.begins
            held.name = held.name or name
    if not is_new:
        found.ignored[SAME_DAY] += 1


def _encounters(found: _Gathered, options: ReadOptions) -> Iterator[Encounter]:
    for day, address, mine in sorted(found.days):
        held = found.days[day, address, mine]
        direction = Initiator.ME if mine else Initiator.THEM
        yield Encounter(
            origin=held.first.origin,
            key=f"{day.isoformat()} {direction.value} {address}",
            day=day,
            kinds=(EntryKind.EMAIL,),
            people=(PersonKey(emails=(address,), name=held.name),),
            text=_told(held, options, mine=mine),
            initiator=direction if held.begins else None,
        )


def _told(held: _Day, options: ReadOptions, *, mine: bool) -> str:
    """Return which way it went; with the subject where that is asked for."""
    plural = options.words.plural
    if mine:
        told = plural("I wrote", "I wrote {n} mails", held.count)
    else:
        told = plural("they wrote", "they wrote {n} mails", held.count)
    subject = " ".join(held.first.subject.split())[:_LONGEST_TEXT]
    return f"{told}: {subject}" if options.with_content and subject else told


def _day(header: Header) -> date | None:
    """Return the day on which a mail was written, where it was written."""
    try:
        return parsedate_to_datetime(_raw(header, b"date")).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _people(header: Header, name: bytes) -> dict[str, str]:
    """Return addresses in small letters with their names, without what is no address."""
    found: dict[str, str] = {}
    for shown, address in getaddresses([_raw(header, name)]):
        if _ADDRESS.fullmatch(address):
            text = _decoded(shown).strip().strip("'\"")
            found.setdefault(address.lower(), "" if "@" in text else text)
    return found


def _is_machine(address: str) -> bool:
    return _MACHINE.fullmatch(address.partition("@")[0]) is not None


def _text(header: Header, name: bytes) -> str:
    return _decoded(_raw(header, name)).strip()


def _raw(header: Header, name: bytes) -> str:
    """Return a field as text: UTF-8, else as the West wrote before."""
    value = header.fields.get(name, b"")[:_LONGEST_FIELD]
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _decoded(text: str) -> str:
    """Return a text with its encoded words read, without control characters."""
    return CONTROL.sub("", _spelt(text))


def _spelt(text: str) -> str:
    """Return a text with its encoded words read; what cannot be read stays as it is."""
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, ValueError, LookupError):
        return text
