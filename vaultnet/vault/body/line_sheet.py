"""What reading the list lines of one file gathers: places, links of lines, complaints."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import field

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Rule
from vaultnet.late import dataclass
from vaultnet.source import Span
from vaultnet.vault.body.inline_fields import InlineField, find_fields
from vaultnet.vault.body.outline import Outline
from vaultnet.vault.settings import Settings

_SHOWN = 40


@dataclass(slots=True)
class LineSheet:
    """What has been gathered so far.

    `places` maps the paths of values to spans. `line_of_link` maps where a link begins to the
    path of the line that holds it, `date_links` has those that are only a way to write a date.
    `rich_items` tells where the list items begin that hold a link, an inline field or a comment.
    """

    path: str
    outline: Outline
    settings: Settings
    places: dict[str, Span] = field(default_factory=dict)
    line_of_link: dict[int, str] = field(default_factory=dict)
    date_links: set[int] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    link_starts: list[int] = field(init=False)
    topic_starts: list[int] = field(init=False)
    fields: list[InlineField] = field(init=False)
    field_starts: list[int] = field(init=False)
    rich_items: set[int] = field(init=False)

    def __post_init__(self) -> None:
        """Note where links, topics and inline fields begin, so that each line finds its own."""
        outline = self.outline
        self.link_starts = [link.span.start for link in outline.links]
        self.topic_starts = [topic.span.start for topic in outline.topics]
        start = outline.items[0].start if outline.items else len(outline.text)
        self.fields = find_fields(outline.shown, outline.text, Span(start, len(outline.text)))
        self.field_starts = [each.span.start for each in self.fields]
        self.rich_items = self._rich_items()

    def _rich_items(self) -> set[int]:
        starts = [item.start for item in self.outline.items]
        if self.outline.comments or not starts:
            return set(starts)
        found = (*self.link_starts, *self.field_starts)
        return {starts[max(0, bisect_right(starts, place) - 1)] for place in found}

    def fields_in(self, start: int, end: int) -> list[InlineField]:
        """Return the inline fields of a stretch; one that runs over its end is none there."""
        first = bisect_left(self.field_starts, start)
        last = bisect_left(self.field_starts, end, first)
        found = self.fields[first:last]
        if found and found[-1].span.end > end:
            return find_fields(self.outline.shown, self.outline.text, Span(start, end))
        return found

    def topics_in(self, start: int, end: int) -> tuple[str, ...]:
        """Return the topics of a stretch, each once."""
        first = bisect_left(self.topic_starts, start)
        last = bisect_left(self.topic_starts, end, first)
        if first == last:
            return ()
        if first + 1 == last:
            return (self.outline.topics[first].name,)
        return tuple(dict.fromkeys(topic.name for topic in self.outline.topics[first:last]))

    def report(
        self,
        rule: Rule,
        span: Span,
        template: str,
        *,
        values: Mapping[str, object] | None = None,
        hint: str = "",
        fix: Fix | None = None,
    ) -> None:
        """Note a complaint about a span; `{value}` is its text unless values say otherwise."""
        values = {"value": shortened(self.outline.text[span.start : span.end]), **(values or {})}
        place = Place(self.path, span)
        self.diagnostics.append(Diagnostic(rule, place, template, values, hint, fix=fix))

    def replacement(self, span: Span, text: str) -> Fix:
        """Return the safe fix that writes another text in place of a span."""
        return Fix(f'write "{text}"', (Edit(Place(self.path, span), text),))


def shortened(text: str) -> str:
    """Return a text that fits into a message: its first line, and not too much of that."""
    first = " ".join(text.split())
    return first if len(first) <= _SHOWN else f"{first[: _SHOWN - 1].rstrip()}…"
