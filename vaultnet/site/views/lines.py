"""List lines and free text as pages show them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from vaultnet.domain.entry import Line, Task
from vaultnet.domain.links import fold
from vaultnet.domain.node import Node, NodeId, Section
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site.anchors import line_anchor, passage_anchors
from vaultnet.site.markup import NOTHING, SafeHtml
from vaultnet.site.name_order import name_order
from vaultnet.site.relations import PageName
from vaultnet.site.views.context import Context, PageLink

WHOLE_HOURS = 600
"""So many minutes and more are told in whole hours."""


@dataclass(frozen=True, slots=True)
class Field:
    """A name and a value that VaultNet has no place of its own for."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line: its text, what is indented below it, and its fields that are not known.

    `anchor` is the fragment that leads to it, empty where the line stands on another page.
    """

    text: SafeHtml
    detail: SafeHtml = NOTHING
    fields: tuple[Field, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DueView:
    """A day by which something should be; `note` says how far it is, `overdue` that it is past."""

    day: str
    iso: str
    note: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task or a milestone; `done_on` is a day in words."""

    line: LineView
    done: bool
    due: DueView | None
    done_on: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """Free text under its heading, which is empty before the first one."""

    heading: str
    level: int
    anchor: str
    html: SafeHtml


def view_line(context: Context, node: Node | PageName, line: Line, anchor: str = "") -> LineView:
    """Return a list line of a page, with its fragment where it is shown on that page."""
    detail = context.block(node.id, line.detail) if line.detail else NOTHING
    return LineView(context.line(node.id, line.text), detail, _unwritten_fields(line), anchor)


def view_lines(
    context: Context, node: Node, lines: Iterable[Line], section: Section
) -> tuple[LineView, ...]:
    """Return the list lines of a section of a page in their order."""
    return tuple(
        view_line(context, node, line, line_anchor(section, index))
        for index, line in enumerate(lines)
    )


def view_tasks(
    context: Context, node: Node, tasks: Iterable[Task], section: Section
) -> tuple[TaskView, ...]:
    """Return the tasks of a section of a page in their order."""
    return tuple(
        view_task(context, node, task, line_anchor(section, index))
        for index, task in enumerate(tasks)
    )


def view_task(context: Context, node: Node, task: Task, anchor: str = "") -> TaskView:
    """Return a task; one that is done has no longer a day by which to do it."""
    words = context.words
    return TaskView(
        line=view_line(context, node, task, anchor),
        done=task.done,
        due=None if task.done else view_due(words, task.due, context.as_of),
        done_on=words.short_date(task.done_on) if task.done_on else "",
    )


def view_due(words: Translator, due: date | None, as_of: date) -> DueView | None:
    """Return a day by which something is due, with its distance from today."""
    if due is None:
        return None
    days = (due - as_of).days
    return DueView(words.short_date(due), due.isoformat(), distance(words, days), days < 0)


def distance(words: Translator, days: int) -> str:
    """Return how far a due day is: `in 3 days`, `today`, `5 months overdue`."""
    if days == 0:
        return words.text("today")
    return _late(words, -days) if days < 0 else _ahead(words, days)


def _ahead(words: Translator, days: int) -> str:
    count, unit = _span(days)
    if unit == "day":
        return words.plural("in {n} day", "in {n} days", count)
    if unit == "month":
        return words.plural("in {n} month", "in {n} months", count)
    return words.plural("in {n} year", "in {n} years", count)


def _late(words: Translator, days: int) -> str:
    count, unit = _span(days)
    if unit == "day":
        return words.plural("{n} day overdue", "{n} days overdue", count)
    if unit == "month":
        return words.plural("{n} month overdue", "{n} months overdue", count)
    return words.plural("{n} year overdue", "{n} years overdue", count)


def elapsed(words: Translator, days: int) -> str:
    """Return how long ago a day was: `today`, `3 days ago`, `5 months ago`, `2 years ago`."""
    if days == 0:
        return words.text("today")
    count, unit = _span(days)
    if unit == "day":
        return words.plural("{n} day ago", "{n} days ago", count)
    if unit == "month":
        return words.plural("{n} month ago", "{n} months ago", count)
    return words.plural("{n} year ago", "{n} years ago", count)


def duration(words: Translator, minutes: float) -> str:
    """Return a length of time: `45 min`, `2 h`, `2 h 15 min`; from 10 hours on whole ones, `38 h`.

    What is there is never told as nothing: the least is `1 min`.
    """
    whole = max(1 if minutes > 0 else 0, round(minutes))
    hours, left = divmod(whole, 60)
    if not hours:
        return words.text("{minutes} min", minutes=left)
    if not left or whole >= WHOLE_HOURS:
        return words.text("{hours} h", hours=round(whole / 60))
    return words.text("{hours} h {minutes} min", hours=hours, minutes=left)


def _span(days: int) -> tuple[int, str]:
    """Return a length of time in the unit that says it best: days, then months, then years."""
    if days < 60:
        return days, "day"
    if days < 730:
        return round(days / 30.44), "month"
    return round(days / 365.25), "year"


def view_passages(
    context: Context, node: Node, shown: frozenset[Section] = frozenset()
) -> tuple[PassageView, ...]:
    """Return the free text of a page, but that of sections which are shown as data.

    A heading that only repeats the name of the page is left out.
    """
    found: list[PassageView] = []
    outline: list[int] = []
    for passage, anchor in zip(node.passages, passage_anchors(node.passages), strict=True):
        heading = "" if fold(passage.heading) == fold(node.name) else passage.heading
        is_shown = passage.section is not None and passage.section in shown
        if not is_shown and (heading or passage.text.strip()):
            level = _level(outline, passage.level) if heading else 2
            html = context.block(node.id, passage.text)
            found.append(PassageView(heading, level, anchor, html))
    return tuple(found)


def _level(outline: list[int], level: int) -> int:
    """Return the level of a heading on the page, one below those it stands under in the note.

    `outline` holds their levels in the note and takes this one in. The first of a page is 2.
    """
    while outline and outline[-1] >= level:
        outline.pop()
    outline.append(level)
    return min(6, len(outline) + 1)


def section_prose(
    context: Context, node: Node, shown: frozenset[Section]
) -> Mapping[str, SafeHtml]:
    """Return the free text that stands in sections beside their list lines, by section."""
    texts: dict[str, list[str]] = {}
    for passage in node.passages:
        if passage.section in shown and passage.section and passage.text.strip():
            texts.setdefault(passage.section.value, []).append(passage.text)
    return {name: context.block(node.id, "\n\n".join(parts)) for name, parts in texts.items()}


def view_private(context: Context, node: Node) -> SafeHtml:
    """Return the private section of a page."""
    return context.block(node.id, node.private_text)


def view_extra(node: Node) -> tuple[Field, ...]:
    """Return the front-matter keys that VaultNet does not know."""
    return tuple(
        Field(key, value if isinstance(value, str) else ", ".join(value))
        for key, value in node.extra.items()
    )


def view_backlinks(
    context: Context, node: Node, beside: Collection[NodeId] = ()
) -> tuple[PageLink, ...]:
    """Return the pages that mention a page, ordered by name; but those that stand `beside`."""
    found = context.network.backlinks.get(node.id, ())
    pages = (context.network.nodes[node_id] for node_id in found if node_id not in beside)
    return tuple(
        context.link(page)
        for page in sorted(pages, key=lambda page: (name_order(page.name), page.id))
    )


def view_tags(context: Context, node: Node) -> tuple[PageLink, ...]:
    """Return the tags of a page as links."""
    return tuple(PageLink(tag, context.links.to_topic(tag) or "") for tag in node.tags)


def _unwritten_fields(line: Line) -> tuple[Field, ...]:
    """Return the unknown fields that do not stand in the text already."""
    if not line.fields:
        return ()
    return tuple(Field(k, v) for k, v in line.fields.items() if f"[{k}::" not in line.text)
