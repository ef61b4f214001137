"""The editions of a live site: each made from the one before, and the saved pages ahead of it.

After a save the pages of the notes that were saved come first, with the figures that depend on
themselves; what they say of the whole network is as it was in the edition before. The whole
edition follows, and is what making all of it anew would give.
"""

import gc
from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

from vaultnet.diagnostics import Diagnostic
from vaultnet.late import dataclass
from vaultnet.serve.held_pictures import HeldPictures
from vaultnet.serve.held_vault import HeldVault, read_saved
from vaultnet.site.incremental import Files, IncrementalSite, SiteSource, go_on
from vaultnet.site.own_templates import NO_TEMPLATES, OwnTemplates
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.checks import Checked, check_again
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import strategy_of

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
        self._root = root
        self._read_templates = read_templates
        self._kept = kept
        self._vault = HeldVault(root)
        self._pictures = HeldPictures(root)
        self._checked: Checked | None = None
        self._site = IncrementalSite()

    def pages_ahead(self, paths: Collection[str]) -> Files:
        """Return the pages of a few notes that were saved; none where they need the whole edition.

        `paths` are those of any files. Another thread may be making the next edition meanwhile.
        """
        return self._site.pages_ahead(partial(read_saved, self._root, paths=paths))

    def make(self, day: date, pause: Callable[[], None] = go_on) -> Files:
        """Return the whole site as it is on a day.

        `pause` is called again and again meanwhile, and may break it off by an exception; the
        next one goes on from there.
        """
        vault, before = self._vault.read(), self.last
        held = None if before is None else before.source.strategy
        self._checked = check_again(vault, day, self._checked)
        source = self._source(vault, strategy_of(vault, day, held), self._checked.diagnostics)
        try:
            files = self._site.renew(source, _tidying(pause))
            self.last = Whole(source, files)
        finally:
            gc.collect()  # what editions have left in cycles, also those that were broken off
        if before is None:
            gc.freeze()  # what the first one made is there to stay
        return files

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
