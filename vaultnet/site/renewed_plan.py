"""The owner's site planned beside the one that stands: what would be the same stays as it is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path

from vaultnet.diagnostics import Diagnostic
from vaultnet.language import translator
from vaultnet.late import dataclass
from vaultnet.site.counted_pages import CountedPages
from vaultnet.site.ground import lay_ground
from vaultnet.site.images import ImageShelf, ReadAttachment
from vaultnet.site.kept_search import renew_search
from vaultnet.site.kept_units import KeptSite, Make, Renewer, UnitName
from vaultnet.site.noted_units import render_unit
from vaultnet.site.own_templates import NO_TEMPLATES
from vaultnet.site.plan import (
    FEWEST_THINGS,
    PlannedFile,
    StandingFile,
    assets,
    batches_of,
    compute_for_all,
    no_attachments,
    renderer_of,
    table_files,
)
from vaultnet.site.render import Renderer
from vaultnet.site.units import (
    Material,
    Unit,
    gather_material,
    units_of_lists,
    units_of_things,
)
from vaultnet.site.views.context import Contexts
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Vault
from vaultnet.workers import results_of


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is kept of the site that stands, and, once all is planned, the units to keep next."""

    kept: KeptSite
    units: dict[UnitName, bytes] = field(default_factory=dict)


def plan_renewed_site(
    vault: Vault,
    strategy: Strategy,
    diagnostics: Sequence[Diagnostic],
    renewal: Renewal,
    read_attachment: ReadAttachment = no_attachments,
    *,
    kept: Path | None = None,
    workers: int = 1,
) -> Iterator[PlannedFile | StandingFile]:
    """Yield every file of the owner's site; those that may stay as they stand are not made.

    The site has the bytes that `plan_site` gives for the same arguments. What was kept of the site
    that stands must have been planned by this program. The units to keep for the next time are put
    into `renewal` as files are yielded.
    """
    words = translator(vault.settings.language)
    images = ImageShelf(vault.attachments, read_attachment)
    material = gather_material(lay_ground(vault, strategy, diagnostics, images))
    renderer = renderer_of(words, NO_TEMPLATES, kept=kept)
    renewer = Renewer(material, words, renewal.kept)
    batches, rendered, long = _batches(material, renderer)
    makers = {name: make for batch in batches for name, make in batch.items()}
    spread = workers if len(makers) >= FEWEST_THINGS else 1
    if spread > 1:
        compute_for_all(strategy)
    shown: set[str] = set()
    tasks = [
        *(partial(renewer.renew, batch) for batch in batches),
        partial(renew_search, renewer, material, words, rendered),
    ]
    for done in results_of(tasks, spread, long + 1):
        images.add(done.pictures)
        shown |= done.shown
        renewal.units.update(done.units)
        yield from (PlannedFile(*file) for file in done.made)
        for path, name in done.standing:
            yield StandingFile(path, partial(renewer.page, path, makers[name]))
    for place, content in images.copies():
        if place in shown:
            yield PlannedFile(place, content)
    yield from assets(NO_TEMPLATES, live=False)


def _batches(
    material: Material, renderer: Renderer
) -> tuple[Sequence[Mapping[UnitName, Make]], Collection[str], int]:
    """Return what one task renews each, all paths, and how many long ones stand at the end."""
    lists, things = tuple(units_of_lists(material.ground)), tuple(units_of_things(material))
    short, long = batches_of(lists, things)
    pages = [
        {unit.name: partial(_render, unit, renderer) for unit in batch} for batch in (*short, *long)
    ]
    rendered = frozenset(unit.name[0] for unit in (*lists, *things))
    return (*pages, {_TABLE: _make_table}), rendered, len(long) + 1


def _render(unit: Unit, renderer: Renderer, seen: Material, contexts: Contexts) -> CountedPages:
    return render_unit(unit, seen, contexts, renderer)


_TABLE: UnitName = ("the table", "")


def _make_table(_seen: Material, contexts: Contexts) -> CountedPages:
    return CountedPages(dict(table_files(contexts, ())))
