"""What the site consists of: every file with its content, from a vault and a date alone."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from vaultnet.diagnostics import Diagnostic
from vaultnet.language import Translator, translator
from vaultnet.late import dataclass
from vaultnet.resources import templates_root
from vaultnet.site import urls
from vaultnet.site.images import ImageShelf, ReadAttachment
from vaultnet.site.own_templates import NO_TEMPLATES, OwnTemplates
from vaultnet.site.relations import build_relations
from vaultnet.site.render import Renderer
from vaultnet.site.search.scripts import search_files
from vaultnet.site.shared_pages import shared_pages
from vaultnet.site.table_data import table_script
from vaultnet.site.views.changes import view_changes
from vaultnet.site.views.check import view_check
from vaultnet.site.views.contact import view_contact
from vaultnet.site.views.contacts import sorted_contacts, view_contacts
from vaultnet.site.views.context import Context, Contexts, make_contexts
from vaultnet.site.views.journal import sorted_journals, view_journal, view_journal_index
from vaultnet.site.views.map import view_map
from vaultnet.site.views.me import view_me
from vaultnet.site.views.note import view_note, view_notes
from vaultnet.site.views.objective import view_objective, view_objectives
from vaultnet.site.views.organisation import view_organisation, view_organisations
from vaultnet.site.views.reciprocity import view_reciprocity
from vaultnet.site.views.review import view_review
from vaultnet.site.views.strategy import view_strategy
from vaultnet.site.views.today import view_today
from vaultnet.site.views.topics import view_topic, view_topics
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault
from vaultnet.workers import MOST_TASKS, results_of

Item = TypeVar("Item")

Pages = Iterator[tuple[str, str, Any]]
"""Pages to be rendered: path, name of the template, model."""
Leaf = tuple[str, str, Callable[[], Any]]
"""A page of one thing: path, name of the template, and what makes its model."""

BATCH = 32
FEWEST_LEAVES = 200
"""With fewer pages of one thing each, starting other processes takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file of the site: its path with forward slashes, relative to the site, and its bytes."""

    path: str
    content: bytes


def no_attachments(_path: str) -> None:
    """Read no attachment: for a site without pictures."""
    return


def plan_site(
    vault: Vault,
    strategy: Strategy,
    diagnostics: Sequence[Diagnostic],
    read_attachment: ReadAttachment = no_attachments,
    *,
    own: OwnTemplates = NO_TEMPLATES,
    live: bool = False,
    kept: Path | None = None,
    workers: int = 1,
) -> Iterator[PlannedFile]:
    """Yield every file of the site of a vault, as it is to be seen on the day of its strategy.

    The same arguments give the same bytes. `strategy` is that of the vault's network,
    `diagnostics` are all that `check` says, in its order; `read_attachment` gives the bytes of
    pictures. Files are yielded as they are made, so that a large site never stands in memory. A
    `live` site shows a new page after each save; it works only where it is served. A vault that
    was redacted for others has pages of its own. `own` are templates that replace ours; pages for
    others are never made by them. `kept` is a folder of the user's own for what our templates are
    compiled to, `workers` how many processes may render a large site. Raises TemplateError where
    a template of the vault cannot be used.
    """
    words = translator(vault.settings.language)
    images = ImageShelf(vault.attachments, read_attachment)
    relations = build_relations(vault.network)
    contexts = make_contexts(vault, strategy, words, images, relations, problems=len(diagnostics))
    templates = templates_root() / "site"
    if contexts.top.is_shared:
        own = NO_TEMPLATES
    renderer = (
        Renderer(templates, words, own, live=live)
        if own
        else _renderer(templates, words, kept, live=live)
    )
    rendered: set[str] = set()
    for path, template, page in _pages(contexts, diagnostics):
        rendered.add(path)
        yield PlannedFile(path, renderer.render(template, page))
    leaves = () if contexts.top.is_shared else tuple(_leaves(contexts.inner))
    rendered.update(path for path, _, _ in leaves)
    tasks = _tasks(contexts, renderer, leaves, rendered)
    spread = workers if len(leaves) >= FEWEST_LEAVES else 1
    for files, pictures in results_of(tasks, spread, long=len(_DATA)):
        images.add(pictures)
        yield from (PlannedFile(*file) for file in files)
    for place, content in images.copies():
        yield PlannedFile(place, content)
    yield from _assets(templates, live=live)
    if own.style:
        yield PlannedFile(urls.OWN_STYLE, own.style.encode())


@cache
def _renderer(templates: Path, words: Translator, kept: Path | None, *, live: bool) -> Renderer:
    """Return the renderer of a language by our templates, compiled once for all builds."""
    return Renderer(templates, words, live=live, kept=kept)


Made = tuple[Sequence[tuple[str, bytes]], Mapping[str, str | None]]
"""What a task makes: files, path and bytes of each, and the pictures that were found so far."""


def _tasks(
    contexts: Contexts, renderer: Renderer, leaves: Sequence[Leaf], rendered: Collection[str]
) -> Sequence[Callable[[], Made]]:
    """Return what is left to be made: the pages of one thing each, then data for scripts."""
    images = contexts.top.links.images

    def render(batch: Sequence[Leaf]) -> Made:
        files = [(path, renderer.render(template, make())) for path, template, make in batch]
        return files, images.places

    def make_data(make: DataMaker) -> Made:
        return tuple(make(contexts, rendered)), {}

    size = max(BATCH, len(leaves) // (MOST_TASKS // 2))
    batches = [leaves[start : start + size] for start in range(0, len(leaves), size)]
    return (
        *(partial(render, batch) for batch in batches),
        *(partial(make_data, make) for make in _DATA),
    )


DataMaker = Callable[[Contexts, Collection[str]], Iterator[tuple[str, bytes]]]


def _table_files(contexts: Contexts, _rendered: Collection[str]) -> Iterator[tuple[str, bytes]]:
    if not contexts.top.is_shared:
        contacts = sorted_contacts(contexts.top.network)
        yield urls.TABLE_DATA, table_script(contexts.top, contacts)


_DATA: tuple[DataMaker, ...] = (search_files, _table_files)


def _pages(contexts: Contexts, diagnostics: Sequence[Diagnostic]) -> Pages:
    if contexts.top.is_shared:
        yield from shared_pages(contexts)
        return
    yield from _list_pages(contexts.top, diagnostics)
    for table in view_contacts(contexts.top, sorted_contacts(contexts.top.network)):
        yield table.path, "contacts", table
    inner = contexts.inner
    for key, topic in inner.relations.topics.items():
        for page in view_topic(inner, topic, inner.links.site_map.topics[key]):
            yield page.path, "topic", page


def _list_pages(top: Context, diagnostics: Sequence[Diagnostic]) -> Pages:
    """Yield the pages at the top of the site, but the table of contacts."""
    yield urls.INDEX, "today", view_today(top)
    yield urls.STRATEGY, "strategy", view_strategy(top)
    yield urls.REVIEW, "review", view_review(top)
    yield urls.OBJECTIVES, "objectives", view_objectives(top)
    yield urls.RECIPROCITY, "reciprocity", view_reciprocity(top)
    yield urls.MAP, "map", view_map(top)
    yield urls.CHANGES, "changes", view_changes(top)
    if top.network.me is not None:
        yield urls.ME, "me", view_me(top, top.network.me)
    for organisations in view_organisations(top):
        yield organisations.path, "organisations", organisations
    for journals in view_journal_index(top):
        yield journals.path, "journal-index", journals
    for topics in view_topics(top):
        yield topics.path, "topics", topics
    for notes in view_notes(top):
        yield notes.path, "notes", notes
    for check in view_check(top, diagnostics):
        yield check.path, "check", check


def _leaves(inner: Context) -> Iterator[Leaf]:
    """Yield the pages of one thing each; none depends on another having been made."""
    page = inner.links.site_map.page
    for contact, beside in _with_neighbours(sorted_contacts(inner.network)):
        yield page(contact.id), "contact", partial(view_contact, inner, contact, beside)
    for journal, beside_it in _with_neighbours(sorted_journals(inner.network.journals)):
        yield page(journal.id), "journal", partial(view_journal, inner, journal, beside_it)
    for objective in inner.network.objectives:
        yield page(objective.id), "objective", partial(view_objective, inner, objective)
    for organisation in inner.network.organisations:
        make = partial(view_organisation, inner, organisation)
        yield page(organisation.id), "organisation", make
    for note in inner.network.notes:
        yield page(note.id), "note", partial(view_note, inner, note)


def _with_neighbours(
    ordered: Sequence[Item],
) -> Iterator[tuple[Item, tuple[Item | None, Item | None]]]:
    """Yield each of some things with those before and after it."""
    for place, item in enumerate(ordered):
        before = ordered[place - 1] if place else None
        after = ordered[place + 1] if place + 1 < len(ordered) else None
        yield item, (before, after)


def _assets(templates: Path, *, live: bool) -> Iterator[PlannedFile]:
    always = (urls.STYLE, urls.SCRIPT, urls.MAP_SCRIPT, *urls.TABLE_SCRIPTS, *urls.SEARCH_SCRIPTS)
    for path in (*always, *((urls.LIVE_SCRIPT,) if live else ())):
        yield PlannedFile(path, (templates / path).read_bytes())
