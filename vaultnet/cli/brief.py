"""A brief on somebody, to read before a meeting: facts of the vault in one page of text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from vaultnet.cli.columns import shown_reference
from vaultnet.cli.output import Terminal, clean
from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import days_between
from vaultnet.domain.entry import Entry, EntryKind, Line, Task
from vaultnet.domain.network import Network
from vaultnet.domain.node import Reference
from vaultnet.domain.objective import Objective
from vaultnet.domain.prospect import Opportunity
from vaultnet.language import Translator

_WIKILINK = re.compile(r"!?\[\[([^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]")
_TALKS = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """What a brief is written from."""

    network: Network
    as_of: date
    words: Translator
    terminal: Terminal


def render_brief(desk: Desk, contact: Contact) -> str:
    """Return the brief: who, why, last talks, what is owed, what they offer and need."""
    text = desk.words.text
    sections = (
        (text("Why"), _why(desk, contact)),
        (text("Last talks"), _talks(desk, contact)),
        (text("You owe"), _open(desk, contact, EntryKind.PROMISED)),
        (text("You asked"), _open(desk, contact, EntryKind.ASKED)),
        (text("To do"), _tasks(desk, contact)),
        (text("They need"), _lines(desk, contact.needs)),
        (text("They offer"), _lines(desk, contact.offers)),
        (text("Risks"), _risks(desk, contact)),
    )
    blocks = ["\n".join(_header(desk, contact))]
    for title, lines in sections:
        if shown := [f"  {line}" for line in lines]:
            blocks.append("\n".join([desk.terminal.style(title, "strong"), *shown]))
    return "\n\n".join(blocks)


def _header(desk: Desk, contact: Contact) -> Iterator[str]:
    yield desk.terminal.style(clean(contact.name), "strong")
    organisation = shown_reference(desk.network, contact.organisation)
    yield from _joined(contact.role, organisation, contact.location)
    yield from _joined(*_standing(desk, contact))
    yield from _joined(
        *(
            f"{each.label}: {each.value}" if each.label else each.value
            for each in (*contact.email, *contact.phone)
        )
    )


def _joined(*parts: str | None) -> Iterator[str]:
    """Yield one line of the parts there are, or nothing."""
    if shown := " · ".join(clean(part) for part in parts if part):
        yield shown


def _standing(desk: Desk, contact: Contact) -> Iterator[str]:
    """Yield how the relationship stands: tier, status, last contact."""
    text = desk.words.text
    yield text("tier {tier}", tier=text(contact.tier)) if contact.tier else text("no tier yet")
    if contact.status != "active":
        yield text(contact.status.value)
    last = desk.network.last_contact(contact, desk.as_of)
    if last is None:
        yield text("never in touch")
    else:
        yield text("in touch {when}", when=_ago(desk, last))


def _ago(desk: Desk, day: date) -> str:
    days = days_between(day, desk.as_of)
    ago = desk.words.plural("{n} day ago", "{n} days ago", days)
    return f"{day} ({ago})" if days else desk.words.text("today")


def _why(desk: Desk, contact: Contact) -> Iterator[str]:
    text = desk.words.text
    for objective in desk.network.resolve_all(contact.serves, Objective):
        yield text("serves: {objective}", objective=clean(objective.name))
    for opportunity in contact.opportunities:
        if opportunity.outcome is None:
            yield _with_remarks(_plain(desk, opportunity), *_prospects(desk, opportunity))


def _prospects(desk: Desk, opportunity: Opportunity) -> Iterator[str]:
    """Yield how good and how likely an opportunity is, and until when."""
    text = desk.words.text
    if opportunity.value:
        yield text("value {level}", level=text(opportunity.value))
    if opportunity.likelihood:
        yield text("likelihood {level}", level=text(opportunity.likelihood))
    if opportunity.by:
        yield text("by {day}", day=opportunity.by)


def _risks(desk: Desk, contact: Contact) -> Iterator[str]:
    for risk in contact.risks:
        if risk.outcome is None:
            yield _with_remarks(_plain(desk, risk), _words(desk, risk.mitigation))


def _talks(desk: Desk, contact: Contact) -> Iterator[str]:
    """Yield the latest entries in which there was contact, the newest first."""
    entries = [
        record.entry
        for record in desk.network.records.get(contact.id, ())
        if record.entry.is_contact and record.entry.day and record.entry.day <= desk.as_of
    ]
    for entry in reversed(entries[-_TALKS:]):
        kinds = ", ".join(desk.words.text(kind.value) for kind in entry.kinds)
        yield f"{entry.day} {kinds}: {_plain(desk, entry)}"


def _open(desk: Desk, contact: Contact, kind: EntryKind) -> Iterator[str]:
    for record in desk.network.records.get(contact.id, ()):
        entry = record.entry
        if kind in entry.kinds and entry.is_open:
            since = desk.words.text("since {day}", day=entry.day) if entry.day else None
            yield _with_remarks(_plain(desk, entry), since, _due(desk, entry))


def _tasks(desk: Desk, contact: Contact) -> Iterator[str]:
    for task in contact.next:
        if not task.done:
            yield _with_remarks(_plain(desk, task), _due(desk, task))


def _due(desk: Desk, item: Entry | Task) -> str | None:
    """Return when something is due, and by how many days it is late."""
    if item.due is None:
        return None
    late = days_between(item.due, desk.as_of)
    if late <= 0:
        return desk.words.text("due {day}", day=item.due)
    return desk.words.plural(
        "due {day}, {n} day late", "due {day}, {n} days late", late, day=item.due
    )


def _lines(desk: Desk, lines: Iterable[Line]) -> Iterator[str]:
    return (_plain(desk, line) for line in lines)


def _plain(desk: Desk, line: Line) -> str:
    return _words(desk, line.text) or ""


def _words(desk: Desk, text: str) -> str | None:
    """Return Markdown with its wikilinks as names, cleaned.

    A link to an objective at the end is left out: it files the line, and is no part of it.
    """

    def name(match: re.Match[str]) -> str:
        reference = Reference(match[1].strip(), label=(match[2] or "").strip())
        filed = match.end() == len(text.rstrip())
        if filed and desk.network.resolve_as(reference, Objective) is not None:
            return ""
        return reference.label or shown_reference(desk.network, reference) or ""

    return clean(_WIKILINK.sub(name, text).strip()) if text else None


def _with_remarks(text: str, *remarks: str | None) -> str:
    shown = ", ".join(remark for remark in remarks if remark)
    return f"{text} ({shown})" if shown else text
