"""What every view needs: the vault, the day, the language, and links from where a page stands."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from vaultnet.domain.audience import Audience
from vaultnet.domain.network import Network
from vaultnet.domain.node import Node, NodeId, Reference
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.ground import Ground, lay_ground
from vaultnet.site.html import Prose
from vaultnet.site.images import ImageShelf
from vaultnet.site.links import SiteLinks
from vaultnet.site.markup import SafeHtml
from vaultnet.site.placings import Placings
from vaultnet.site.relations import Relations
from vaultnet.site.shared_sections import shared_sections
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault

SECTION_PATHS = (
    urls.INDEX,
    urls.STRATEGY,
    urls.OBJECTIVES,
    urls.CONTACTS,
    urls.RECIPROCITY,
    urls.REVIEW,
    urls.MAP,
    urls.ORGANISATIONS,
    urls.JOURNAL,
    urls.CHANGES,
    urls.TAGS,
    urls.NOTES,
    urls.ME,
    urls.CHECK,
)


class PageLink(NamedTuple):
    """A text that leads to a page; without an address it is text only.

    A tuple, as pages have more of them than of most things.

    `note` is a remark beside it, `current` marks the page that is shown.
    """

    text: str
    href: str = ""
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of every page; `rejected` files of the vault are missing.

    `is_shared` tells that the site was made for others.
    """

    title: str
    site_name: str
    language: str
    root: str
    navigation: tuple[PageLink, ...]
    as_of: str
    rejected: int
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of pages of one depth; views read it and never change it.

    `problems` is the number of diagnostics, for the navigation.
    """

    vault: Vault
    strategy: Strategy
    words: Translator
    relations: Relations
    links: SiteLinks
    prose: Prose
    folders: Mapping[NodeId, str]
    problems: int
    placings: Placings

    @property
    def as_of(self) -> date:
        """Return the day on which the site is to be seen."""
        return self.strategy.as_of

    @property
    def network(self) -> Network:
        """Return the network that the site is about."""
        return self.vault.network

    @property
    def is_shared(self) -> bool:
        """Tell whether the site is for others; then its vault holds what may be shown alone."""
        return self.vault.audience is not Audience.ME

    def tells(self, node_id: NodeId, part: str) -> bool:
        """Tell whether a part of a page may be told to those whom the site is for."""
        return not self.is_shared or part in (self.network.nodes[node_id].shared or ())

    def line(self, node_id: NodeId, text: str) -> SafeHtml:
        """Return a line that stands on a page as HTML."""
        return self.prose.line(text, self.folders.get(node_id, ""))

    def block(self, node_id: NodeId, text: str) -> SafeHtml:
        """Return free text that stands on a page as HTML."""
        return self.prose.block(text, self.folders.get(node_id, ""))

    def link(self, node: Node, note: str = "") -> PageLink:
        """Return a link to the page of a node, by its name."""
        return PageLink(node.name, self.links.to_node(node), note)

    def link_id(self, node_id: NodeId, note: str = "") -> PageLink:
        """Return a link to a page by its id, by its name."""
        return self.link(self.network.nodes[node_id], note)

    def reference(self, reference: Reference | None) -> PageLink | None:
        """Return what somebody wrote as a link, or as text where it leads nowhere."""
        if reference is None:
            return None
        node = self.network.resolve(reference)
        if node is None:
            return PageLink(reference.text)
        return PageLink(self.links.label(reference, node), self.links.to_node(node))

    def frame(self, title: str, section: str) -> Frame:
        """Return the frame of a page; `section` is the path of its entry in the navigation."""
        site_name = self.vault.settings.name or self._own_name()
        return Frame(
            title=title,
            site_name=site_name,
            language=self.words.language,
            root=self.links.root,
            navigation=self._navigation(section),
            as_of=self.words.date(self.as_of),
            rejected=self.vault.tally.rejected,
            is_shared=self.is_shared,
        )

    def _own_name(self) -> str:
        """Return what a site is called that has no name: for others, whose network it shows."""
        me = self.network.me if self.is_shared else None
        if me is not None:
            return self.words.text("The network of {name}", name=me.name)
        return self.words.text("Network") if self.is_shared else self.words.text("My network")

    def _navigation(self, section: str) -> tuple[PageLink, ...]:
        titles = dict(section_titles(self.words))
        if self.is_shared:
            titles[urls.INDEX] = self.words.text("Overview")
        problems = str(self.problems) if self.problems else ""
        return tuple(
            PageLink(
                titles[path],
                self.links.to(path),
                note=problems if path == urls.CHECK else "",
                current=path == section,
            )
            for path in self._sections()
        )

    def _sections(self) -> tuple[str, ...]:
        """Return the paths of the pages that the navigation leads to."""
        if self.is_shared:
            return shared_sections(self.network, self.strategy, self.relations)
        return tuple(p for p in SECTION_PATHS if p != urls.ME or self.network.me is not None)


def section_titles(words: Translator) -> Mapping[str, str]:
    """Return the title of each page of the navigation, by its path."""
    return {
        urls.INDEX: words.text("Today"),
        urls.STRATEGY: words.text("Strategy"),
        urls.CONTACTS: words.text("Contacts"),
        urls.RECIPROCITY: words.text("Reciprocity"),
        urls.REVIEW: words.text("Review"),
        urls.MAP: words.text("Map"),
        urls.CHANGES: words.text("Changes"),
        urls.OBJECTIVES: words.text("Objectives"),
        urls.ORGANISATIONS: words.text("Organisations"),
        urls.JOURNAL: words.text("Journal"),
        urls.TAGS: words.text("Topics"),
        urls.NOTES: words.text("Notes"),
        urls.ME: words.text("Me"),
        urls.CHECK: words.text("Check"),
    }


@dataclass(frozen=True, slots=True)
class Contexts:
    """One context for the pages at the top of the site, and one for those in a folder."""

    top: Context
    inner: Context


def make_contexts(
    vault: Vault,
    strategy: Strategy,
    words: Translator,
    images: ImageShelf,
    relations: Relations,
    *,
    problems: int = 0,
) -> Contexts:
    """Return the contexts of a site; `problems` is the number of diagnostics."""
    ground = lay_ground(vault, strategy, (), images, relations)
    return contexts_of(replace(ground, problems=problems), words)


def contexts_of(
    ground: Ground, words: Translator, make_prose: Callable[[SiteLinks], Prose] = Prose
) -> Contexts:
    """Return the contexts of a site by what its pages are made of."""
    vault, site_map = ground.vault, ground.site_map
    discreet = vault.audience is not Audience.ME

    def make(root: str) -> Context:
        links = SiteLinks(vault.network, site_map, ground.images, words, root, is_discreet=discreet)
        return Context(
            vault=vault,
            strategy=ground.strategy,
            words=words,
            relations=ground.relations,
            links=links,
            prose=make_prose(links),
            folders=ground.folders,
            problems=ground.problems,
            placings=ground.placings,
        )

    return Contexts(make(""), make("../"))
