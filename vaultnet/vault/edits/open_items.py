"""What is still open on a page, and the edit that ticks it off: promises, requests, tasks."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, EntryKind, Task
from vaultnet.domain.objective import Objective
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase
from vaultnet.source import Span
from vaultnet.vault.body.inline_fields import find_fields
from vaultnet.vault.edits.entry_edits import entries_of
from vaultnet.vault.edits.line_edits import LineChange, LineEditError, line_text, plan_line_edit
from vaultnet.vault.edits.line_places import Layout
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings
from vaultnet.vault.vocabulary import FIELDS

_BOX = pattern(r"\[[ /]\]([ \t]+)")
_BLOCK_ID = pattern(r"[ \t]+\^[A-Za-z0-9-]+\Z")


class ItemKind(StrEnum):
    """What is open: something promised or asked for, a task of Next, a milestone."""

    PROMISE = "promise"
    REQUEST = "request"
    TASK = "task"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open line: its page, its path on that page, and what it says."""

    parsed: ParsedFile
    field: str
    kind: ItemKind
    text: str
    due: date | None

    @property
    def path(self) -> str:
        """Return the path of the file."""
        return self.parsed.path

    @property
    def line(self) -> int:
        """Return the number of the line in its file."""
        return self.parsed.source.position(self.parsed.places[self.field].start).line


def find_open_items(
    parsed: ParsedFile, concerns: Callable[[Entry], bool] = lambda _entry: True
) -> Iterator[OpenItem]:
    """Yield what is open on a page, in the order of its lines; `concerns` picks the entries."""
    for index, entry in enumerate(entries_of(parsed)):
        if entry.is_open and concerns(entry):
            promised = EntryKind.PROMISED in entry.kinds
            kind = ItemKind.PROMISE if promised else ItemKind.REQUEST
            yield OpenItem(parsed, f"log/{index}", kind, entry.text, entry.due)
    node = parsed.node
    if isinstance(node, Contact):
        yield from _open_tasks(parsed, node.next, "next", ItemKind.TASK)
    if isinstance(node, Objective):
        yield from _open_tasks(parsed, node.milestones, "milestones", ItemKind.MILESTONE)


def plan_tick(item: OpenItem, day: date, settings: Settings) -> LineChange:
    """Return what a page becomes when an open line is ticked off on a day; nothing is written.

    The day is written as the line writes its dates, as an inline field or behind a ✅. Raises
    LineEditError where the line would not be read as done.
    """
    parsed, written = item.parsed, line_text(item.parsed, item.field)
    box = _BOX.match(written)
    ticked = f"[x]{box[1]}{written[box.end() :]}" if box else f"[x] {written}"
    ticked = _with_day(ticked, day, Layout(parsed, settings).language())
    change = plan_line_edit(parsed, item.field, ticked, settings)
    left = find_open_items(parse_file(change.after, settings))
    if item.field in {each.field for each in left}:
        raise LineEditError(Phrase("the line would still be read as open"))
    return change


def _open_tasks(
    parsed: ParsedFile, tasks: tuple[Task, ...], section: str, kind: ItemKind
) -> Iterator[OpenItem]:
    for index, task in enumerate(tasks):
        if not task.done:
            yield OpenItem(parsed, f"{section}/{index}", kind, task.text, task.due)


def _with_day(line: str, day: date, language: str) -> str:
    """Return a line with the day on which it was done, before a block id and blanks at its end.

    A day that stands there already stays, even one that nobody can read.
    """
    found = _BLOCK_ID.search(line.rstrip())
    end = found.start() if found else len(line.rstrip())
    fields = find_fields(line, line, Span(0, len(line)))
    if any(field.key == "done" for field in fields):
        return line
    if any(field.emoji for field in fields):
        mark = f" ✅ {day.isoformat()}"
    else:
        mark = f" [{FIELDS['done'].preferred(language)}:: {day.isoformat()}]"
    return line[:end] + mark + line[end:]
