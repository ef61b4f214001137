"""The data of the search from one build to the next: what it holds of a page is kept by page."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from vaultnet.domain.node import NodeId
from vaultnet.encoding import EncodingError, decoder, encode
from vaultnet.language import Translator
from vaultnet.site.kept_units import Noting, Renewed, Renewer, UnitName
from vaultnet.site.search.pages import SearchPage, search_pages
from vaultnet.site.search.scripts import join_search_pages
from vaultnet.site.units import Material
from vaultnet.site.views.context import Contexts

_NAMED = "search of "
_decode = decoder(SearchPage)


def renew_search(
    renewer: Renewer, material: Material, words: Translator, rendered: Collection[str]
) -> Renewed:
    """Return the data of the search over the pages that were rendered, by their paths.

    What it holds of a page of the vault is not made again where it would be the same. All of it is
    joined each time, for a change of any page is one of the whole.
    """
    ids = {path: one for one, path in material.ground.site_map.pages.items()}
    noting = Noting(material, words)
    units: dict[UnitName, bytes] = {}

    def recall(path: str, make: Callable[[], SearchPage]) -> SearchPage:
        one = ids.get(path)
        if one is None:
            return make()
        page, kept = _renewed(renewer, noting, (f"{_NAMED}{path}", one), make)
        units.update(kept)
        return page

    pages = (recall(path, make) for path, make in search_pages(noting.contexts, rendered))
    return Renewed(made=tuple(join_search_pages(words, pages)), units=units)


def _renewed(
    renewer: Renewer, noting: Noting, name: UnitName, make: Callable[[], SearchPage]
) -> tuple[SearchPage, Mapping[UnitName, bytes]]:
    """Return what the search holds of a page, and what to keep of it."""
    held = renewer.unchanged(name)
    if held is not None:
        try:
            return _decode(held.value), renewer.kept(name)
        except EncodingError:
            pass  # it is made, as if nothing were kept
    page, asked = noting.note(partial(_of_node, NodeId(name[1]), make))
    return page, renewer.to_keep(name, asked, {}, encode(page))


def _of_node(
    one: NodeId, make: Callable[[], SearchPage], _material: Material, contexts: Contexts
) -> SearchPage:
    """Return what the search holds of a page of the vault, which is asked for like all else."""
    contexts.inner.network.nodes.get(one)
    return make()
