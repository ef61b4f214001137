"""iCalendar: what is due as to-dos with alarms, and birthdays as events of every year.

A to-do keeps its UID from one export to the next, so that a calendar that reads the file again
brings its own up to date. What is due is between the owner and their notes: for others there
are the birthdays that are shared, and nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from vaultnet.domain.agenda import open_promises, open_tasks
from vaultnet.domain.audience import Audience
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.dates import Birthday
from vaultnet.domain.node import NodeId
from vaultnet.exchange.calendars.lines import Component, day_line, render_calendar
from vaultnet.exchange.draft import Loss, Origin
from vaultnet.exchange.export_values import Export, ExportOptions, Selection, loss
from vaultnet.exchange.property_lines import allowed_text, text_line, texts_line
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.strategy.attention import ActionKind, Urgency
from vaultnet.strategy.shown_lines import plain_line

FILE_NAME = "network.ics"
_PRODUCT = "-//VaultNet//VaultNet//EN"
_NO_YEAR = 2000
_MORNING = "PT9H"
_LEAP_DAY_RULE = "RRULE:FREQ=YEARLY;BYYEARDAY=60"
"""The sixtieth day is 29 February in a leap year, and 1 March in every other."""


@dataclass(frozen=True, slots=True)
class _ToDo:
    """Something to do: for whom, what, by when, and the page and field that say so.

    `identity` is what it is known by at the next export: not its place, which moves.
    """

    contacts: tuple[Contact, ...]
    text: str
    due: date | None
    identity: str
    written_in: NodeId
    field: str
    reason: str = ""


def write_calendar(selection: Selection, options: ExportOptions) -> Export:
    """Return one calendar of what is due for the contacts that were picked out."""
    is_own = selection.vault.audience is Audience.ME
    to_dos = tuple(_to_dos(selection, options.words)) if is_own else ()
    born = tuple(contact for contact in selection.contacts if _has_birthday(contact))
    stamp = f"DTSTAMP:{selection.as_of.isoformat().replace('-', '')}T000000Z"
    parts = [_to_do(item, uid, stamp, selection) for item, uid in _with_uids(to_dos)]
    parts += [_birthday(contact, stamp, selection, options.words) for contact in born]
    name = selection.vault.settings.name or "VaultNet"
    head = ("VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN")
    calendar = Component("VCALENDAR", (*head, text_line("X-WR-CALNAME", name)), tuple(parts))
    losses = (*_withheld(selection), *_losses(selection, to_dos, born))
    return Export({FILE_NAME: render_calendar(calendar)}, losses)


def _to_dos(selection: Selection, words: Translator) -> Iterator[_ToDo]:
    """Yield promises, tasks, and whom to get back to, of the contacts that were picked out."""
    network = selection.network
    chosen = {contact.id: contact for contact in selection.contacts}
    for promise in open_promises(network):
        if people := tuple(contact for contact in promise.contacts if contact.id in chosen):
            text = plain_line(network, promise.entry.text)
            identity = f"promise {promise.written_in} {promise.entry.day} {promise.entry.text}"
            due = promise.entry.due
            yield _ToDo(people, text, due, identity, promise.written_in, promise.field)
    for item in open_tasks(network):
        if item.node.id in chosen:
            text = plain_line(network, item.task.text)
            identity = f"task {item.node.id} {item.task.text}"
            person = chosen[item.node.id]
            yield _ToDo((person,), text, item.task.due, identity, item.node.id, item.field)
    yield from _attention(selection, chosen.keys(), words)


def _attention(
    selection: Selection, chosen: Iterable[NodeId], words: Translator
) -> Iterator[_ToDo]:
    """Yield whom to get back to: all whose rhythm says that it is time, or nearly."""
    wanted = set(chosen)
    for action in selection.strategy.actions():
        rhythm = action.rhythm
        if action.kind is not ActionKind.CONTACT or rhythm is None:
            continue
        if rhythm.contact in wanted and rhythm.urgency is not Urgency.FINE:
            contact = selection.strategy.contacts[rhythm.contact]
            text, reason = words.text("get in touch"), action.sentence.told(words.listed)
            identity = f"attention {contact.id}"
            yield _ToDo((contact,), text, action.day, identity, contact.id, "", reason)


def _with_uids(to_dos: Iterable[_ToDo]) -> Iterator[tuple[_ToDo, str]]:
    """Yield each with its UID; of several alike, the later ones are numbered."""
    seen: dict[str, int] = {}
    for item in to_dos:
        seen[item.identity] = number = seen.get(item.identity, 0) + 1
        yield item, _uid(item.identity if number == 1 else f"{item.identity} {number}")


def _uid(identity: str) -> str:
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@vaultnet"


def _to_do(item: _ToDo, uid: str, stamp: str, selection: Selection) -> Component:
    names = ", ".join(contact.name for contact in item.contacts)
    summary = f"{names}: {item.text}"
    lines = [f"UID:{uid}", stamp, text_line("SUMMARY", summary), "CLASS:PRIVATE"]
    lines += [] if item.due is None else [day_line("DUE", item.due)]
    lines += [text_line("DESCRIPTION", item.reason)] if item.reason else []
    lines += ["STATUS:NEEDS-ACTION"]
    tags = dict.fromkeys(tag for contact in item.contacts for tag in contact.tags)
    lines += [texts_line("CATEGORIES", tags)] if tags else []
    coming = item.due is not None and item.due >= selection.as_of
    alarms = (_alarm(summary, ";RELATED=END"),) if coming else ()
    return Component("VTODO", tuple(lines), alarms)


def _alarm(text: str, related: str = "") -> Component:
    """Return what reminds on the morning of the day."""
    trigger = f"TRIGGER{related}:{_MORNING}"
    return Component("VALARM", ("ACTION:DISPLAY", trigger, text_line("DESCRIPTION", text)))


def _has_birthday(contact: Contact) -> bool:
    return contact.birthday is not None and contact.status is not ContactStatus.CLOSED


def _birthday(contact: Contact, stamp: str, selection: Selection, words: Translator) -> Component:
    """Return a birthday as an event that lasts the day, every year from the first."""
    birthday = contact.birthday
    assert birthday is not None  # noqa: S101 (the caller has looked)
    summary = words.text("Birthday of {name}", name=contact.name)
    leaps = (birthday.month, birthday.day) == (2, 29)
    lines = (
        f"UID:{_uid(f'birthday {contact.id}')}",
        stamp,
        text_line("SUMMARY", summary),
        day_line("DTSTART", _first_day(birthday)),
        _LEAP_DAY_RULE if leaps else "RRULE:FREQ=YEARLY",
        "TRANSP:TRANSPARENT",
        *(("CLASS:PRIVATE",) if selection.vault.audience is Audience.ME else ()),
    )
    return Component("VEVENT", lines, (_alarm(summary),))


def _first_day(birthday: Birthday) -> date:
    return date(birthday.year or _NO_YEAR, birthday.month, birthday.day)


def _withheld(selection: Selection) -> Iterator[Loss]:
    """Yield that others do not get what is due."""
    if selection.vault.audience is not Audience.ME:
        reason = Phrase("promises, tasks and who is due are between you and your notes")
        yield Loss(Origin(""), "due", reason)


def _losses(
    selection: Selection, to_dos: Iterable[_ToDo], born: Iterable[Contact]
) -> Iterator[Loss]:
    """Yield the texts that hold characters which a calendar may not."""
    reason = Phrase("a calendar does not allow some of its characters; they were left out")
    for item in to_dos:
        if _is_cut(item.text):
            yield loss(selection, item.written_in, item.field, reason)
    people = {contact.id: contact for item in to_dos for contact in item.contacts}
    people |= {contact.id: contact for contact in born}
    for contact in people.values():
        if _is_cut(contact.name):
            yield loss(selection, contact.id, "name", reason)


def _is_cut(text: str) -> bool:
    return len(allowed_text(text)) != len(text)
