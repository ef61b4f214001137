"""The editions of a live site: each made from the one before, and shown in two steps.

After a save the pages of the notes that were saved come first, with the figures that depend on
themselves; what they say of the whole network is as it was in the edition before. The whole
edition follows, and is what making all of it anew would give.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.serve.held_pictures import HeldPictures
from vaultnet.serve.held_vault import HeldVault
from vaultnet.site.incremental import Files, IncrementalSite, SiteSource, go_on
from vaultnet.site.own_templates import NO_TEMPLATES, OwnTemplates
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.checks import check_vault
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import strategy_of

MOST_FIRST = 8
"""With more notes saved at once, nobody waits for one page: there is only the whole edition."""

PAGES_LEFT = 250
"""After so many pages, what is left of them is freed."""

ReadTemplates = Callable[[Vault], OwnTemplates]
"""Gives the templates of a vault's own, as they are now."""


def no_templates(_vault: Vault) -> OwnTemplates:
    """Read no templates."""
    return NO_TEMPLATES


@dataclass(frozen=True, slots=True)
class Whole:
    """An edition that is whole, and what it was made from."""

    source: SiteSource
    files: Files


class Editions:
    """Makes the editions of the site of a vault; `kept` is where compiled templates wait."""

    def __init__(
        self, root: Path, read_templates: ReadTemplates = no_templates, kept: Path | None = None
    ) -> None:
        self.last: Whole | None = None
        self._read_templates = read_templates
        self._kept = kept
        self._vault = HeldVault(root)
        self._pictures = HeldPictures(root)
        self._site = IncrementalSite()

    def make(self, day: date, pause: Callable[[], None] = go_on) -> Iterator[Files]:
        """Yield the site as it is on a day: first with the pages that were saved, then whole.

        `pause` is called again and again while the whole edition is made, and may break it off by
        an exception; the next one goes on from there.
        """
        vault, before = self._vault.read(), self.last
        held = None if before is None else before.source.strategy
        strategy = strategy_of(vault, day, held)
        if before is not None and strategy.as_of == before.source.strategy.as_of:
            yield from self._first(before, vault, strategy)
            pause()
        source = self._source(vault, strategy, check_vault(vault, day))
        files = self._site.renew(source, _tidying(pause))
        self.last = Whole(source, files)
        _let_go(is_first=before is None)
        yield files

    def _source(
        self, vault: Vault, strategy: Strategy, diagnostics: tuple[Diagnostic, ...]
    ) -> SiteSource:
        return SiteSource(
            vault=vault,
            strategy=strategy,
            diagnostics=diagnostics,
            read_attachment=self._pictures.reader(),
            own=self._read_templates(vault),
            live=True,
            kept=self._kept,
        )

    def _first(self, before: Whole, vault: Vault, strategy: Strategy) -> Iterator[Files]:
        """Yield the edition before with the new pages of a few notes, where that can be had."""
        saved = _saved_pages(before.source.vault, vault)
        if not 0 < len(saved) <= MOST_FIRST:
            return
        with suppress(LookupError):  # somebody new to a list of the network, which is yet to come
            pages = self._site.preview(vault, strategy, saved)
            yield {**before.files, **pages}


def _saved_pages(before: Vault, now: Vault) -> frozenset[NodeId]:
    """Return the pages that were saved; none where names, files or settings are others too."""
    network, old = now.network, before.network
    is_alike = (
        now.settings is before.settings
        and network.link_table is old.link_table
        and network.nodes.keys() == old.nodes.keys()
    )
    if not is_alike:
        return frozenset()
    return frozenset(one for one, node in network.nodes.items() if node is not old.nodes[one])


def _tidying(pause: Callable[[], None]) -> Callable[[], None]:
    """Return what pauses, and frees now and then what rendering has left in cycles by then.

    All models of pages would be kept to the end else, for the command line looks for no cycles.
    """
    pages = count(1)

    def tidy_and_pause() -> None:
        if next(pages) % PAGES_LEFT == 0:
            gc.collect(0)
        pause()

    return tidy_and_pause


def _let_go(*, is_first: bool) -> None:
    """Free what editions before have left in cycles; what the first one made is there to stay."""
    gc.collect()
    if is_first:
        gc.freeze()
