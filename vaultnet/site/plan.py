"""What the site consists of: every file with its content, from a vault and a date alone."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

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

Pages = Iterator[tuple[str, str, Any]]
"""Pages to be rendered: path, name of the template, model."""


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
) -> Iterator[PlannedFile]:
    """Yield every file of the site of a vault, as it is to be seen on the day of its strategy.

    The same arguments give the same bytes. `strategy` is that of the vault's network,
    `diagnostics` are all that `check` says, in its order; `read_attachment` gives the bytes of
    pictures. Files are yielded as they are made, so that a large site never stands in memory. A
    `live` site shows a new page after each save; it works only where it is served. A vault that
    was redacted for others has pages of its own. `own` are templates that replace ours; pages for
    others are never made by them. `kept` is a folder of the user's own for what our templates are
    compiled to. Raises TemplateError where one of them cannot be used.
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
    for path, script in search_files(contexts, rendered):
        yield PlannedFile(path, script)
    if not contexts.top.is_shared:
        contacts = sorted_contacts(contexts.top.network)
        yield PlannedFile(urls.TABLE_DATA, table_script(contexts.top, contacts))
    for place, content in images.copies():
        yield PlannedFile(place, content)
    yield from _assets(templates, live=live)
    if own.style:
        yield PlannedFile(urls.OWN_STYLE, own.style.encode())


@cache
def _renderer(templates: Path, words: Translator, kept: Path | None, *, live: bool) -> Renderer:
    """Return the renderer of a language by our templates, compiled once for all builds."""
    return Renderer(templates, words, live=live, kept=kept)


def _pages(contexts: Contexts, diagnostics: Sequence[Diagnostic]) -> Pages:
    if contexts.top.is_shared:
        yield from shared_pages(contexts)
        return
    yield from _list_pages(contexts.top, diagnostics)
    yield from _contact_pages(contexts)
    yield from _journal_pages(contexts.inner)
    yield from _other_pages(contexts.inner)


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


def _contact_pages(contexts: Contexts) -> Pages:
    ordered = sorted_contacts(contexts.top.network)
    for table in view_contacts(contexts.top, ordered):
        yield table.path, "contacts", table
    for before, contact, after in zip(
        (None, *ordered), ordered, (*ordered[1:], None), strict=False
    ):
        path = contexts.inner.links.site_map.page(contact.id)
        yield path, "contact", view_contact(contexts.inner, contact, (before, after))


def _journal_pages(inner: Context) -> Pages:
    ordered = sorted_journals(inner.network.journals)
    for newer, journal, older in zip((None, *ordered), ordered, (*ordered[1:], None), strict=False):
        path = inner.links.site_map.page(journal.id)
        yield path, "journal", view_journal(inner, journal, (newer, older))


def _other_pages(inner: Context) -> Pages:
    site_map = inner.links.site_map
    for objective in inner.network.objectives:
        yield site_map.page(objective.id), "objective", view_objective(inner, objective)
    for organisation in inner.network.organisations:
        path = site_map.page(organisation.id)
        yield path, "organisation", view_organisation(inner, organisation)
    for note in inner.network.notes:
        yield site_map.page(note.id), "note", view_note(inner, note)
    for key, topic in inner.relations.topics.items():
        for page in view_topic(inner, topic, site_map.topics[key]):
            yield page.path, "topic", page


def _assets(templates: Path, *, live: bool) -> Iterator[PlannedFile]:
    always = (urls.STYLE, urls.SCRIPT, urls.MAP_SCRIPT, *urls.TABLE_SCRIPTS, *urls.SEARCH_SCRIPTS)
    for path in (*always, *((urls.LIVE_SCRIPT,) if live else ())):
        yield PlannedFile(path, (templates / path).read_bytes())
