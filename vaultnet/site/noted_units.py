"""Units of pages made so that what they ask is noted; the count of problems is put in later.

Both ways to make a site from the one before it rest on this: in memory and on the disk.
"""

from dataclasses import replace

from vaultnet.site.counted_pages import ANY_COUNT, CountedPages
from vaultnet.site.html import Prose
from vaultnet.site.links import SiteLinks
from vaultnet.site.markup import SafeHtml
from vaultnet.site.render import Renderer
from vaultnet.site.tracing import Trace
from vaultnet.site.units import Material, Unit
from vaultnet.site.views.context import Contexts


def with_any_count(contexts: Contexts) -> Contexts:
    """Return contexts for pages that are about one thing each, without the count of problems."""
    return replace(contexts, inner=replace(contexts.inner, problems=ANY_COUNT))


def render_unit(unit: Unit, seen: Material, contexts: Contexts, renderer: Renderer) -> CountedPages:
    """Return the pages of a unit, rendered; `seen` is what notes the questions."""
    if contexts.inner.problems != ANY_COUNT or not unit.is_small:
        seen.ground.problems  # noqa: B018 (these pages hold the number of problems itself)
    pages = unit.make(seen, contexts)
    return CountedPages({path: renderer.render(template, page) for path, template, page in pages})


class TracedProse(Prose):
    """Renders prose, and remembers with each short line what rendering it asked."""

    def __init__(self, trace: Trace, links: SiteLinks) -> None:
        super().__init__(links)
        self._trace = trace
        self._asked: dict[tuple[str, str], tuple[int, ...]] = {}

    def line(self, text: str, folder: str = "") -> SafeHtml:
        """Return one line as HTML without a paragraph; `folder` is that of its page."""
        asked, known = self._trace.asked, self._asked.get((text, folder))
        if known is not None:
            asked.extend(known)
            return super().line(text, folder)
        start = len(asked)
        html = super().line(text, folder)
        self._asked[text, folder] = tuple(dict.fromkeys(asked[start:]))
        return html
