"""What reading the list lines of one file gathers: places, links of lines, complaints."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Rule
from vaultnet.source import Span
from vaultnet.vault.outline import Outline
from vaultnet.vault.settings import Settings

_SHOWN = 40


@dataclass(slots=True)
class LineSheet:
    """What has been gathered so far.

    `places` maps the paths of values to spans. `line_of_link` maps where a link begins to the
    path of the line that holds it, `date_links` has those that are only a way to write a date.
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

    def __post_init__(self) -> None:
        """Note where links and topics begin, so that those of a line are found quickly."""
        self.link_starts = [link.span.start for link in self.outline.links]
        self.topic_starts = [topic.span.start for topic in self.outline.topics]

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
