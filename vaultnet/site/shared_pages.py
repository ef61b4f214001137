"""The pages of a site for others: a list of its own, so that no new page is shared by accident."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vaultnet.site import urls
from vaultnet.site.shared_sections import shared_sections
from vaultnet.site.views.contacts import sorted_contacts, view_contacts
from vaultnet.site.views.context import Context, Contexts
from vaultnet.site.views.journal import sorted_journals, view_journal, view_journal_index
from vaultnet.site.views.objective import view_objective, view_objectives
from vaultnet.site.views.organisation import view_organisation, view_organisations
from vaultnet.site.views.overview import view_overview
from vaultnet.site.views.shared_contact import view_shared_contact
from vaultnet.site.views.shared_strategy import view_shared_strategy
from vaultnet.site.views.topics import view_topic, view_topics

Pages = Iterator[tuple[str, str, Any]]


def shared_pages(contexts: Contexts) -> Pages:
    """Yield the pages of a site for others: path, name of the template, model."""
    top, inner = contexts.top, contexts.inner
    for path in shared_sections(top.network, top.strategy, top.relations):
        yield from _LISTS[path](top)
    yield from _contact_pages(inner)
    yield from _journal_pages(inner)
    yield from _other_pages(inner)


def _overview(top: Context) -> Pages:
    yield urls.INDEX, "shared-overview", view_overview(top)


def _strategy(top: Context) -> Pages:
    yield urls.STRATEGY, "shared-strategy", view_shared_strategy(top)


def _objectives(top: Context) -> Pages:
    yield urls.OBJECTIVES, "shared-objectives", view_objectives(top)


def _contacts(top: Context) -> Pages:
    for page in view_contacts(top, sorted_contacts(top.network)):
        yield page.path, "shared-contacts", page


def _organisations(top: Context) -> Pages:
    for page in view_organisations(top):
        yield page.path, "organisations", page


def _journal(top: Context) -> Pages:
    for page in view_journal_index(top):
        yield page.path, "journal-index", page


def _topics(top: Context) -> Pages:
    for page in view_topics(top):
        yield page.path, "topics", page


_LISTS: Mapping[str, Callable[[Context], Pages]] = {
    urls.INDEX: _overview,
    urls.STRATEGY: _strategy,
    urls.OBJECTIVES: _objectives,
    urls.CONTACTS: _contacts,
    urls.ORGANISATIONS: _organisations,
    urls.JOURNAL: _journal,
    urls.TAGS: _topics,
}


def _contact_pages(inner: Context) -> Pages:
    ordered = sorted_contacts(inner.network)
    for before, contact, after in zip(
        (None, *ordered), ordered, (*ordered[1:], None), strict=False
    ):
        path = inner.links.site_map.page(contact.id)
        yield path, "shared-contact", view_shared_contact(inner, contact, (before, after))


def _journal_pages(inner: Context) -> Pages:
    ordered = sorted_journals(inner.network.journals)
    for newer, journal, older in zip((None, *ordered), ordered, (*ordered[1:], None), strict=False):
        path = inner.links.site_map.page(journal.id)
        yield path, "journal", view_journal(inner, journal, (newer, older))


def _other_pages(inner: Context) -> Pages:
    site_map = inner.links.site_map
    for objective in inner.network.objectives:
        yield site_map.page(objective.id), "shared-objective", view_objective(inner, objective)
    for organisation in inner.network.organisations:
        path = site_map.page(organisation.id)
        yield path, "shared-organisation", view_organisation(inner, organisation)
    for key, topic in inner.relations.topics.items():
        for page in view_topic(inner, topic, site_map.topics[key]):
            yield page.path, "topic", page
