"""Dates that cannot all be true: the future in a log, an end before its beginning."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from vaultnet.diagnostics import Diagnostic, Place, Related, Rule
from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import PartialDate
from vaultnet.domain.entry import Entry, EntryKind, Journal, Task
from vaultnet.domain.me import Me
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import Objective
from vaultnet.late import dataclass
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.rules.vault import (
    DATE_IN_THE_FUTURE,
    DONE_BEFORE_ENTRY,
    DUE_BEFORE_ENTRY,
    ENTRY_IN_THE_FUTURE,
    LOG_OUT_OF_ORDER,
    MET_AFTER_FIRST_ENTRY,
    OBJECTIVE_ENDS_BEFORE_START,
    UNTIL_BEFORE_START,
)


@dataclass(frozen=True, slots=True)
class _Page:
    """One page under examination: its file, for places, and the day it is seen on."""

    file: ParsedFile
    as_of: date

    def place(self, name: str) -> Place:
        return self.file.place(name)


def check_page_dates(vault: Vault, node_id: NodeId, as_of: date) -> Iterator[Diagnostic]:
    """Yield the dates of a page that contradict the calendar, the day, or each other."""
    node = vault.network.nodes[node_id]
    page = _Page(vault.file_of(node_id), as_of)
    if isinstance(node, Contact):
        yield from _check_contact(page, node)
    elif isinstance(node, Journal):
        yield from _check_entries(page, node.entries)
    elif isinstance(node, Objective):
        yield from _check_objective(page, node)
    if isinstance(node, Contact | Me):
        yield from _check_stretches(page, node)


def check_meetings(vault: Vault, as_of: date) -> Iterator[Diagnostic]:  # noqa: ARG001 (a check)
    """Report those who were met after the first entry, on any page, that tells of contact."""
    for contact in vault.network.contacts:
        if contact.met is not None:
            yield from _check_met(vault, contact, contact.met)


def _check_contact(page: _Page, contact: Contact) -> Iterator[Diagnostic]:
    born = contact.birthday
    if born is not None and born.year is not None:
        yield from _future(page, date(born.year, born.month, born.day), "birthday")
    if contact.met is not None:
        yield from _future(page, contact.met.first, "met", str(contact.met))
    yield from _future(page, contact.rated, "rated")
    for index, evidence in enumerate(contact.assessment):
        yield from _future(page, evidence.rated, f"assessment/{index}/rated")
    yield from _check_entries(page, contact.log)
    yield from _check_order(page, contact)
    yield from _check_tasks(page, contact.next, "next")


def _check_objective(page: _Page, objective: Objective) -> Iterator[Diagnostic]:
    yield from _check_tasks(page, objective.milestones, "milestones")
    start, by = objective.start, objective.by
    if start is not None and by is not None and by < start:
        yield _before(page, OBJECTIVE_ENDS_BEFORE_START, ("by", by), ("start", start))


def _check_tasks(page: _Page, tasks: tuple[Task, ...], section: str) -> Iterator[Diagnostic]:
    for index, task in enumerate(tasks):
        yield from _future(page, task.done_on, f"{section}/{index}/done")


def _check_entries(page: _Page, entries: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    """Yield the entries of a log or a journal that are dated wrongly."""
    for index, entry in enumerate(entries):
        if entry.day is None:
            continue
        here = f"log/{index}"
        if entry.day > page.as_of:
            yield _entry_in_the_future(page, entry.day, here)
            continue
        if entry.done_on is None and entry.due is None:
            continue
        said = (f"{here}/date", entry.day)
        if entry.done_on is not None and entry.done_on < entry.day:
            yield _before(page, DONE_BEFORE_ENTRY, (f"{here}/done", entry.done_on), said)
        if entry.due is not None and entry.due < entry.day and _is_pledge(entry):
            yield _before(page, DUE_BEFORE_ENTRY, (f"{here}/due", entry.due), said)
        yield from _future(page, entry.done_on, f"{here}/done")


def _is_pledge(entry: Entry) -> bool:
    return EntryKind.PROMISED in entry.kinds or EntryKind.ASKED in entry.kinds


def _entry_in_the_future(page: _Page, day: date, here: str) -> Diagnostic:
    return Diagnostic(
        ENTRY_IN_THE_FUTURE,
        page.place(f"{here}/date"),
        '"{day}" is after {as_of}',
        {"day": day, "as_of": page.as_of},
        hint="write down what happened on the day it happened; what is to come goes under Next",
    )


def _check_order(page: _Page, contact: Contact) -> Iterator[Diagnostic]:
    """Report a log once where it is neither oldest first nor newest first."""
    dated = [(index, entry.day) for index, entry in enumerate(contact.log) if entry.day is not None]
    direction = 0
    for (_, before), (index, day) in pairwise(dated):
        step = (day > before) - (day < before)
        if direction and step == -direction:
            yield Diagnostic(
                LOG_OUT_OF_ORDER,
                page.place(f"log/{index}/date"),
                '"{day}" stands out of order after "{before}"',
                {"day": day, "before": before},
                hint="keep the log oldest first, or newest first; nothing else depends on it",
            )
            return
        direction = direction or step


def _check_met(vault: Vault, contact: Contact, met: PartialDate) -> Iterator[Diagnostic]:
    records = vault.network.records.get(contact.id, ())
    days = (
        (record.entry.day, record)
        for record in records
        if record.entry.is_contact and record.entry.day is not None
    )
    first = next(days, None)  # records come in the order of days
    if first is None or met.first <= first[0]:
        return
    day, record = first
    yield Diagnostic(
        MET_AFTER_FIRST_ENTRY,
        vault.place(contact.id, "met"),
        'met "{met}", but the first entry is of "{day}"',
        {"met": str(met), "day": day},
        hint="write the day of the first entry, or an earlier one, after `met:`",
        related=(
            Related(vault.place(record.written_in, f"{record.field}/date"), "the first entry"),
        ),
    )


def _check_stretches(page: _Page, node: Contact | Me) -> Iterator[Diagnostic]:
    """Yield the lines of Ties and Career that end before they begin."""
    ties = node.ties if isinstance(node, Contact) else ()
    for index, tie in enumerate(ties):
        yield from _check_stretch(page, (f"ties/{index}", "from"), tie.start, tie.until)
    for index, step in enumerate(node.career):
        yield from _check_stretch(page, (f"career/{index}", "start"), step.start, step.until)


def _check_stretch(
    page: _Page, names: tuple[str, str], start: PartialDate | None, until: PartialDate | None
) -> Iterator[Diagnostic]:
    line, start_key = names
    if start is not None and until is not None and until.last < start.first:
        yield Diagnostic(
            UNTIL_BEFORE_START,
            page.place(f"{line}/until"),
            '"{until}" is before "{start}"',
            {"until": str(until), "start": str(start)},
            hint="write the earlier date first",
            related=(Related(page.place(f"{line}/{start_key}"), "the beginning"),),
        )


def _before(
    page: _Page, rule: Rule, earlier: tuple[str, date], later: tuple[str, date]
) -> Diagnostic:
    """Return the complaint that a date is before another which it should follow."""
    return Diagnostic(
        rule,
        page.place(earlier[0]),
        '"{earlier}" is before "{later}"',
        {"earlier": earlier[1], "later": later[1]},
        hint="correct the one that is wrong",
        related=(Related(page.place(later[0]), "the date that it should follow"),),
    )


def _future(page: _Page, day: date | None, name: str, written: str = "") -> Iterator[Diagnostic]:
    """Report a date of the past that lies after the day on which the vault is seen."""
    if day is not None and day > page.as_of:
        yield Diagnostic(
            DATE_IN_THE_FUTURE,
            page.place(name),
            '"{day}" is after {as_of}, and tells of something past',
            {"day": written or day, "as_of": page.as_of},
            hint="correct the date",
        )
