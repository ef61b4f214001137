"""What the site consists of: every file with its content, from a vault and a date alone."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from vaultnet.diagnostics import Diagnostic
from vaultnet.language import Translator, translator
from vaultnet.late import dataclass
from vaultnet.resources import templates_root
from vaultnet.site import urls
from vaultnet.site.ground import lay_ground
from vaultnet.site.images import ImageShelf, ReadAttachment
from vaultnet.site.own_templates import NO_TEMPLATES, OwnTemplates
from vaultnet.site.render import Renderer
from vaultnet.site.search.scripts import search_files
from vaultnet.site.shared_pages import shared_pages
from vaultnet.site.table_data import table_script
from vaultnet.site.units import (
    Material,
    Unit,
    gather_material,
    units_of_lists,
    units_of_things,
)
from vaultnet.site.views.contacts import sorted_contacts
from vaultnet.site.views.context import Contexts, contexts_of
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault
from vaultnet.workers import MOST_TASKS, results_of

BATCH = 32
FEWEST_THINGS = 200
"""With fewer pages of one thing each, starting other processes takes longer than it saves."""
ABOUT_SHAPE = frozenset({urls.STRATEGY, urls.MAP})
"""Pages that ask for the shape of the network; the process that makes them computes it alone."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file of the site: its path with forward slashes, relative to the site, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StandingFile:
    """A file that may stay as it is in the site that stands; `make` gives its bytes if need be."""

    path: str
    make: Callable[[], bytes]


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
    material = gather_material(lay_ground(vault, strategy, diagnostics, images))
    contexts = contexts_of(material.ground, words)
    is_shared = contexts.top.is_shared
    renderer = renderer_of(words, NO_TEMPLATES if is_shared else own, live=live, kept=kept)
    if is_shared:
        plan = _plan_shared(contexts, renderer)
    else:
        plan = _plan_own(material, contexts, renderer, workers)
    yield from plan
    for place, content in images.copies():
        yield PlannedFile(place, content)
    yield from assets(own, live=live, is_shared=is_shared)


def renderer_of(
    words: Translator, own: OwnTemplates, *, live: bool = False, kept: Path | None = None
) -> Renderer:
    """Return what renders pages in a language, by a vault's own templates where it has some."""
    templates = templates_root() / "site"
    if own:
        return Renderer(templates, words, own, live=live)
    return _renderer(templates, words, kept, live=live)


@cache
def _renderer(templates: Path, words: Translator, kept: Path | None, *, live: bool) -> Renderer:
    """Return the renderer of a language by our templates, compiled once for all builds."""
    return Renderer(templates, words, live=live, kept=kept)


def _plan_shared(contexts: Contexts, renderer: Renderer) -> Iterator[PlannedFile]:
    """Yield the pages of a site for others, and their search."""
    rendered: set[str] = set()
    for path, template, page in shared_pages(contexts):
        rendered.add(path)
        yield PlannedFile(path, renderer.render(template, page))
    yield from (PlannedFile(*file) for file in search_files(contexts, rendered))


def _plan_own(
    material: Material, contexts: Contexts, renderer: Renderer, workers: int
) -> Iterator[PlannedFile]:
    """Yield the pages of the owner's site, and the data for scripts."""
    lists = tuple(units_of_lists(material.ground))
    things = tuple(units_of_things(material))
    spread = workers if len(things) >= FEWEST_THINGS else 1
    if spread > 1:
        compute_for_all(material.ground.strategy)
    rendered = frozenset(unit.name[0] for unit in (*lists, *things))
    short, long = batches_of(lists, things)
    tasks: tuple[Callable[[], Made], ...] = (
        *(partial(_render, batch, material, contexts, renderer) for batch in (*short, *long)),
        *(partial(_make_data, make, contexts, rendered) for make in DATA),
    )
    for files, pictures in results_of(tasks, spread, long=len(long) + len(DATA)):
        material.ground.images.add(pictures)
        yield from (PlannedFile(*file) for file in files)


def batches_of(
    lists: Sequence[Unit], things: Sequence[Unit]
) -> tuple[Sequence[Sequence[Unit]], Sequence[Sequence[Unit]]]:
    """Return what one task makes each: of pages of one thing or topic many, of lists one.

    What takes longest comes first of either: topics, and what is about the shape of the network.
    """
    small = (*(unit for unit in lists if unit.is_small), *things)
    size = max(BATCH, len(small) // (MOST_TASKS // 2))
    short = [small[start : start + size] for start in range(0, len(small), size)]
    large = [unit for unit in lists if not unit.is_small]
    about_shape = [unit for unit in large if unit.name[0] in ABOUT_SHAPE]
    others = [(unit,) for unit in large if unit.name[0] not in ABOUT_SHAPE]
    return short, [about_shape, *others]


def compute_for_all(strategy: Strategy) -> None:
    """Compute what several processes would compute each for itself else.

    The shape of the network is not among it: only one of them asks for it.
    """
    for theme in ("ways", "coverage", "ledgers", "bands", "priorities"):
        getattr(strategy, theme)


Made = tuple[Sequence[tuple[str, bytes]], Mapping[str, str | None]]
"""What a task makes: files, path and bytes of each, and the pictures that were found so far."""


def _render(
    units: Sequence[Unit], material: Material, contexts: Contexts, renderer: Renderer
) -> Made:
    files = [
        (path, renderer.render(template, page))
        for unit in units
        for path, template, page in unit.make(material, contexts)
    ]
    return files, material.ground.images.places


def _make_data(make: "DataMaker", contexts: Contexts, rendered: Collection[str]) -> Made:
    return tuple(make(contexts, rendered)), {}


DataMaker = Callable[[Contexts, Collection[str]], Iterator[tuple[str, bytes]]]


def table_files(contexts: Contexts, _rendered: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the data of the table."""
    contacts = sorted_contacts(contexts.top.network)
    yield urls.TABLE_DATA, table_script(contexts.top, contacts)


DATA: tuple[DataMaker, ...] = (search_files, table_files)
"""What makes the data for scripts out of all pages that are rendered, by their paths."""


def assets(own: OwnTemplates, *, live: bool, is_shared: bool = False) -> Iterator[PlannedFile]:
    """Yield the files that pages load, beside those with data of the vault."""
    templates = templates_root() / "site"
    always = (urls.STYLE, urls.SCRIPT, urls.MAP_SCRIPT, *urls.TABLE_SCRIPTS, *urls.SEARCH_SCRIPTS)
    for path in (*always, *((urls.LIVE_SCRIPT,) if live else ())):
        yield PlannedFile(path, (templates / path).read_bytes())
    if own.style and not is_shared:
        yield PlannedFile(urls.OWN_STYLE, own.style.encode())
