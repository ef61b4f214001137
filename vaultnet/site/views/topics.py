"""Tags and topics: the index, and for each the pages and lines that carry it."""

from collections.abc import Iterator

from vaultnet.domain.entry import Entry
from vaultnet.labels import node_kind_label
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.relations import PageName, Topic, TopicLine
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.lines import LineView, view_line
from vaultnet.site.views.pages import Part, split

ROWS = 200
TOPICS_PER_PAGE = 800


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic in the index; `count` is the number of pages and lines that carry it."""

    link: PageLink
    count: int


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """One part of the index of topics."""

    frame: Frame
    part: Part[TopicLink]
    path: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A page that is tagged, or a line with its page; `day` is that of a log entry."""

    page: PageLink
    kind: str
    line: LineView | None
    day: str


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One part of the page of a topic."""

    frame: Frame
    name: str
    part: Part[TopicRow]
    path: str


def view_topics(context: Context) -> Iterator[TopicsPage]:
    """Yield the parts of the index of topics, in alphabetical order."""
    rows = [
        TopicLink(
            PageLink(topic.name, context.links.to_topic(topic.name) or ""),
            len(topic.pages) + len(topic.lines),
        )
        for topic in context.relations.topics.values()
    ]
    for part in split(urls.TAGS, rows, TOPICS_PER_PAGE, lambda row: row.link.text):
        yield TopicsPage(context.frame(context.words.text("Topics"), urls.TAGS), part, part.path)


def view_topic(context: Context, topic: Topic, path: str) -> Iterator[TopicPage]:
    """Yield the parts of the page of a topic, which begins at a path."""
    rows = [
        TopicRow(_link(context, page), node_kind_label(context.words, page.kind), None, "")
        for page in topic.pages
    ]
    rows += [_line_row(context, found) for found in topic.lines]
    for part in split(path, rows, ROWS, lambda row: row.page.text, context.links.root):
        yield TopicPage(context.frame(f"#{topic.name}", urls.TAGS), topic.name, part, part.path)


def _line_row(context: Context, found: TopicLine) -> TopicRow:
    line = found.line
    day = line.day if isinstance(line, Entry) else None
    return TopicRow(
        page=_link(context, found.page),
        kind=node_kind_label(context.words, found.page.kind),
        line=view_line(context, found.page, line),
        day=context.words.short_date(day) if day else "",
    )


def _link(context: Context, page: PageName) -> PageLink:
    return PageLink(page.name, context.links.to_id(page.id))
