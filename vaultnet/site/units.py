"""The pages of the owner's site in units: what is made together, and can be made on its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal
from vaultnet.domain.me import Me
from vaultnet.domain.node import Node, NodeId, Note
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.ground import Ground
from vaultnet.site.views.changes import view_changes
from vaultnet.site.views.check import view_check
from vaultnet.site.views.contact import view_contact
from vaultnet.site.views.contacts import sorted_contacts, view_contacts
from vaultnet.site.views.context import Context, Contexts
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

Held = TypeVar("Held", bound=Node)

Pages = Iterator[tuple[str, str, Any]]
"""Pages to be rendered: path, name of the template, model."""

Beside = tuple[NodeId | None, NodeId | None]
"""The pages before and after one in the order of its kind."""


@dataclass(frozen=True, slots=True)
class Material:
    """What units are made of: what all pages are, and what stands beside a page of one thing."""

    ground: Ground
    contacts: Mapping[NodeId, Beside]
    journals: Mapping[NodeId, Beside]


@dataclass(frozen=True, slots=True)
class Unit:
    """Pages that are made together.

    `name` is the path of the first of them and what they are about, which is empty for all of the
    network; units of one name make the same pages of the same values. `make` yields them.
    """

    name: tuple[str, str]
    make: Callable[[Material, Contexts], Pages]

    @property
    def is_small(self) -> bool:
        """Tell whether they are about one thing or topic, and not about all of the network."""
        return bool(self.name[1])


def gather_material(ground: Ground) -> Material:
    """Return what the units of a site are made of."""
    network = ground.vault.network
    return Material(
        ground,
        _neighbours(sorted_contacts(network)),
        _neighbours(sorted_journals(network.journals)),
    )


def _neighbours(ordered: Sequence[Node]) -> Mapping[NodeId, Beside]:
    """Return for each of some pages those before and after it."""
    ids = [None, *(page.id for page in ordered), None]
    return {page.id: (ids[at], ids[at + 2]) for at, page in enumerate(ordered)}


def units_of_lists(ground: Ground) -> Iterator[Unit]:
    """Yield the units at the top of the site, and those of topics."""
    for path, make in _LISTS.items():
        yield Unit((path, ""), make)
    if ground.vault.network.me is not None:
        yield Unit((urls.ME, ""), _me)
    for key, path in ground.site_map.topics.items():
        yield Unit((path, key), partial(_topic, key))


def units_about(material: Material, ids: Iterable[NodeId]) -> Iterator[Unit]:
    """Yield the units of the pages about some things."""
    network, pages = material.ground.vault.network, material.ground.site_map.pages
    for one in ids:
        kind = type(network.nodes[one])
        make = _me if kind is Me else partial(_MAKERS[kind], one)
        yield Unit((pages[one], "" if kind is Me else one), make)


def units_of_things(material: Material) -> Iterator[Unit]:
    """Yield the units of one page each, which is about one thing."""
    network = material.ground.vault.network
    ids = chain(
        material.contacts,
        material.journals,
        (each.id for each in network.objectives),
        (each.id for each in network.organisations),
        (each.id for each in network.notes),
    )
    yield from units_about(material, ids)


def _alone(
    path: str,
    template: str,
    view: Callable[[Context], Any],
    _material: Material,
    contexts: Contexts,
) -> Pages:
    yield path, template, view(contexts.top)


def _me(_material: Material, contexts: Contexts) -> Pages:
    owner = contexts.top.network.me
    if owner is not None:
        yield urls.ME, "me", view_me(contexts.top, owner)


def _in_parts(
    template: str, view: Callable[[Context], Iterable[Any]], _material: Material, contexts: Contexts
) -> Pages:
    for page in view(contexts.top):
        yield page.path, template, page


def _check(material: Material, contexts: Contexts) -> Pages:
    for page in view_check(contexts.top, material.ground.diagnostics):
        yield page.path, "check", page


def _contacts(_material: Material, contexts: Contexts) -> Pages:
    for page in view_contacts(contexts.top, sorted_contacts(contexts.top.network)):
        yield page.path, "contacts", page


_LISTS: Mapping[str, Callable[[Material, Contexts], Pages]] = {
    **{
        path: partial(_alone, path, template, view)
        for path, template, view in (
            (urls.INDEX, "today", view_today),
            (urls.STRATEGY, "strategy", view_strategy),
            (urls.REVIEW, "review", view_review),
            (urls.OBJECTIVES, "objectives", view_objectives),
            (urls.RECIPROCITY, "reciprocity", view_reciprocity),
            (urls.MAP, "map", view_map),
            (urls.CHANGES, "changes", view_changes),
        )
    },
    urls.ORGANISATIONS: partial(_in_parts, "organisations", view_organisations),
    urls.JOURNAL: partial(_in_parts, "journal-index", view_journal_index),
    urls.TAGS: partial(_in_parts, "topics", view_topics),
    urls.NOTES: partial(_in_parts, "notes", view_notes),
    urls.CHECK: _check,
    urls.CONTACTS: _contacts,
}


def _topic(key: str, _material: Material, contexts: Contexts) -> Pages:
    inner = contexts.inner
    topic = inner.relations.topics[key]
    for page in view_topic(inner, topic, inner.links.site_map.topics[key]):
        yield page.path, "topic", page


def _contact(one: NodeId, material: Material, contexts: Contexts) -> Pages:
    inner = contexts.inner
    before, after = material.contacts[one]
    beside = _held(inner, before, Contact), _held(inner, after, Contact)
    contact = inner.strategy.contacts[one]
    yield inner.links.site_map.page(one), "contact", view_contact(inner, contact, beside)


def _journal(one: NodeId, material: Material, contexts: Contexts) -> Pages:
    inner = contexts.inner
    newer, older = material.journals[one]
    journal = _held(inner, one, Journal)
    if journal is not None:
        beside = _held(inner, newer, Journal), _held(inner, older, Journal)
        yield inner.links.site_map.page(one), "journal", view_journal(inner, journal, beside)


def _objective(one: NodeId, _material: Material, contexts: Contexts) -> Pages:
    inner = contexts.inner
    objective = _held(inner, one, Objective)
    if objective is not None:
        yield inner.links.site_map.page(one), "objective", view_objective(inner, objective)


def _organisation(one: NodeId, _material: Material, contexts: Contexts) -> Pages:
    inner = contexts.inner
    organisation = _held(inner, one, Organisation)
    if organisation is not None:
        page = view_organisation(inner, organisation)
        yield inner.links.site_map.page(one), "organisation", page


def _note(one: NodeId, _material: Material, contexts: Contexts) -> Pages:
    inner = contexts.inner
    note = _held(inner, one, Note)
    if note is not None:
        yield inner.links.site_map.page(one), "note", view_note(inner, note)


_MAKERS: Mapping[type[Node], Callable[..., Pages]] = {
    Contact: _contact,
    Journal: _journal,
    Objective: _objective,
    Organisation: _organisation,
    Note: _note,
}


def _held(context: Context, one: NodeId | None, kind: type[Held]) -> Held | None:
    """Return a page of the vault by its id, if it is of a kind."""
    node = None if one is None else context.network.nodes[one]
    return node if isinstance(node, kind) else None
