"""One edition of a site after another, in memory: what nothing changed for is not made again.

Each page is kept with the questions that making it asked. A new edition asks them again, and
makes the pages of which an answer is another one. It has the very bytes that making all of them
anew would give.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.language import translator
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.ground import lay_ground
from vaultnet.site.images import ImageShelf, ReadAttachment
from vaultnet.site.memory import Memory
from vaultnet.site.noted_units import TracedProse, render_unit, with_any_count
from vaultnet.site.own_figures import with_figures_of
from vaultnet.site.own_templates import NO_TEMPLATES, OwnTemplates
from vaultnet.site.plan import assets, no_attachments, renderer_of
from vaultnet.site.search.pages import SearchPage, search_pages
from vaultnet.site.search.scripts import join_search_pages
from vaultnet.site.table_data import ContactTable, TableRow
from vaultnet.site.tracing import How, is_same
from vaultnet.site.units import (
    Material,
    gather_material,
    units_about,
    units_of_lists,
    units_of_things,
)
from vaultnet.site.views.contacts import sorted_contacts
from vaultnet.site.views.context import Context, Contexts, contexts_of
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault

Files = Mapping[str, bytes]
"""Files of a site by their path."""

_PICTURES = "ground.images.find"
"""The question where the copy of a picture stands."""


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What an edition is made from: the vault of its owner, and all that `plan_site` is given."""

    vault: Vault
    strategy: Strategy
    diagnostics: tuple[Diagnostic, ...]
    read_attachment: ReadAttachment = no_attachments
    own: OwnTemplates = NO_TEMPLATES
    live: bool = False
    kept: Path | None = None


Amend = Callable[[Vault], Vault | None]
"""Returns a vault with the notes that were saved since; None where that is not all."""


def go_on() -> None:
    """Let an edition be made to its end."""


class IncrementalSite:
    """Makes editions of a site, each from the one before where there is one.

    `made` is how many units of pages the last edition had to make.
    """

    def __init__(self) -> None:
        self.made = 0
        self._conditions: tuple[object, ...] = ()
        self._last: tuple[SiteSource, Material] | None = None
        self._forget()

    def _forget(self) -> None:
        self._memory = Memory()
        self._joined: tuple[tuple[SearchPage, ...], Files] = ((), {})
        self._table_of: tuple[date, tuple[str, ...]] | None = None
        self._tables = 0

    def renew(self, source: SiteSource, pause: Callable[[], None] = go_on) -> Files:
        """Return the files of the site as they are to be now.

        `pause` is called between one page and the next. If it raises, the edition is broken off,
        and what was made of it is there for the next one.
        """
        conditions = (source.vault.settings, source.own, source.live)
        if not is_same(conditions, self._conditions):
            self._forget()
            self._conditions = conditions
        edition = self._begin(source, pause)
        pages = self._pages(edition)
        data = self._data(edition, pages)
        pictures = frozenset(self._memory.answers(_PICTURES, How.CALL))
        self._memory.end()
        copies = edition.material.ground.images.copies()
        shown = {place: content for place, content in copies if place in pictures}
        others = {file.path: file.content for file in assets(source.own, live=source.live)}
        self._last = source, edition.material  # only now: pages ahead look for pictures of its own
        return {**pages, **data, **shown, **others}

    def _begin(self, source: SiteSource, pause: Callable[[], None]) -> "_Edition":
        """Look what changed since the last edition, and return what this one is made of."""
        vault, trace = source.vault, self._memory.trace
        images = ImageShelf(vault.attachments, source.read_attachment)
        ground = lay_ground(vault, source.strategy, source.diagnostics, images)
        material = gather_material(ground)
        seen = self._memory.begin(material)
        words = translator(vault.settings.language)
        contexts = contexts_of(seen.ground, words, partial(TracedProse, trace))
        return _Edition(source, material, seen, contexts, pause)

    def pages_ahead(self, amend: Amend) -> Files:
        """Return the pages of a few notes that were saved, before the edition that follows.

        They have the texts and the figures of their own as they are now, and the rest as it was
        in the last edition, whose vault `amend` is given. None where they cannot be had without
        the next one. Another thread may make that meanwhile.
        """
        if self._last is None:
            return {}
        source, material = self._last
        vault = amend(source.vault)
        if vault is None:
            return {}
        saved = _differing(source.vault.network, vault.network)
        mixed = with_figures_of(source.strategy, vault.network, saved)
        ground = replace(material.ground, vault=vault, strategy=mixed)
        contexts = contexts_of(ground, translator(vault.settings.language))
        renderer = renderer_of(contexts.top.words, source.own, live=source.live, kept=source.kept)
        newest = replace(material, ground=ground)
        return {
            path: renderer.render(template, page)
            for unit in units_about(newest, saved)
            for path, template, page in unit.make(newest, contexts)
        }

    def _pages(self, edition: "_Edition") -> Files:
        """Return all pages; those whose number of problems is another get it without rendering."""
        source, contexts = edition.source, edition.contexts
        renderer = renderer_of(contexts.top.words, source.own, live=source.live, kept=source.kept)
        if not source.own:
            contexts = with_any_count(contexts)
        ground = edition.material.ground
        pages: dict[str, bytes] = {}
        for unit in chain(units_of_lists(ground), units_of_things(edition.material)):
            edition.pause()
            make = partial(render_unit, unit, edition.seen, contexts, renderer)
            pages.update(self._memory.recall(unit.name, make).showing(ground.problems))
        self.made = self._memory.count
        return pages

    def _data(self, edition: "_Edition", pages: Files) -> Files:
        """Return the data for scripts; those of the search are joined where a part is another."""
        found = []
        for page in self._search_pages(edition, pages):
            edition.pause()
            found.append(page)
        words = edition.contexts.top.words
        if tuple(found) != self._joined[0]:
            self._joined = tuple(found), dict(join_search_pages(words, found))
        return {**self._joined[1], urls.TABLE_DATA: self._table(edition)}

    def _search_pages(self, edition: "_Edition", pages: Files) -> Iterator[SearchPage]:
        """Yield what the search holds of each page; only that of a page of the vault is kept."""
        contexts = edition.contexts
        ids = {path: one for one, path in edition.material.ground.site_map.pages.items()}
        for path, make in search_pages(contexts, pages):
            one = ids.get(path)
            if one is None:
                yield make()
            else:
                yield self._memory.recall((path, one, ""), partial(_of_node, one, contexts, make))

    def _table(self, edition: "_Edition") -> bytes:
        """Return the data of the table of contacts, of which rows are kept."""
        ground, seen = edition.material.ground, edition.contexts.top
        day, table = ground.strategy.as_of, ContactTable(seen)
        if (day, table.columns) != self._table_of:
            self._table_of = day, table.columns
            self._tables += 1
        rows = []
        for contact in sorted_contacts(ground.vault.network):
            edition.pause()
            make = partial(_row_of, contact.id, seen, table)
            rows.append(self._memory.recall((self._tables, contact.id), make))
        return table.script(rows)


@dataclass(frozen=True, slots=True)
class _Edition:
    """What an edition is made of, as it is and as what notes the questions that are asked of it."""

    source: SiteSource
    material: Material
    seen: Material
    contexts: Contexts
    pause: Callable[[], None]


def _differing(before: Network, now: Network) -> tuple[NodeId, ...]:
    """Return which pages of a network are others than they were."""
    then = before.nodes
    return tuple(one for one, page in now.nodes.items() if then.get(one) is not page)


def _of_node(one: NodeId, contexts: Contexts, make: Callable[[], SearchPage]) -> SearchPage:
    """Return what the search holds of a page of the vault, which is asked for like all else."""
    contexts.inner.network.nodes.get(one)
    return make()


def _row_of(one: NodeId, context: Context, table: ContactTable) -> TableRow:
    """Return the row of a contact, who is asked for like all else."""
    return table.row(context.strategy.contacts[one])
