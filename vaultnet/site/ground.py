"""What all pages of a site are made of: a vault, what follows from it, and what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.audience import Audience
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.images import ImageShelf
from vaultnet.site.links import folders_by_id
from vaultnet.site.placings import Placings, find_placings
from vaultnet.site.relations import Relations, build_relations
from vaultnet.site.urls import SiteMap
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault


@dataclass(frozen=True, slots=True)
class Ground:
    """The values that pages look up what they show in.

    `problems` is the number of diagnostics, for the navigation of every page.
    """

    vault: Vault
    strategy: Strategy
    relations: Relations
    placings: Placings
    site_map: SiteMap
    folders: Mapping[NodeId, str]
    images: ImageShelf
    diagnostics: tuple[Diagnostic, ...]
    problems: int


def lay_ground(
    vault: Vault,
    strategy: Strategy,
    diagnostics: Sequence[Diagnostic],
    images: ImageShelf,
    relations: Relations | None = None,
) -> Ground:
    """Return what the pages of a vault are made of; `strategy` is that of its network."""
    related = relations or build_relations(vault.network)
    return Ground(
        vault=vault,
        strategy=strategy,
        relations=related,
        placings=find_placings(strategy),
        site_map=_site_map(vault, related),
        folders=folders_by_id(vault.paths),
        images=images,
        diagnostics=tuple(diagnostics),
        problems=len(diagnostics),
    )


def _site_map(vault: Vault, relations: Relations) -> SiteMap:
    """Return where each page is; on a site for others, the owner is shown on its first page."""
    made = urls.map_site(vault.network, (topic.name for topic in relations.topics.values()))
    owner = vault.network.me
    if vault.audience is Audience.ME or owner is None:
        return made
    return replace(made, pages={**made.pages, owner.id: urls.INDEX})
