"""Builds the site anew whenever the vault changes, and keeps the last good one where it cannot."""

from collections.abc import Callable, Mapping
from threading import Event

from vaultnet.late import dataclass
from vaultnet.serve.shelf import Edition, Shelf
from vaultnet.serve.watch import FolderWatch

Build = Callable[[], Mapping[str, bytes]]
"""Makes the files of a site from what the vault holds now."""

Describe = Callable[[Exception], str]
"""Says in words for people why a build failed, without private values."""

_TURN = 1.0


@dataclass(frozen=True, slots=True)
class LiveSite:
    """A vault, watched, and the shelf that its site stands on.

    `day` gives the day that the site is made for; when it changes, so does the site.
    """

    shelf: Shelf
    watch: FolderWatch
    build: Build
    describe: Describe
    day: Callable[[], object]

    def run(self, stop: Event, told: Callable[[Edition], None]) -> None:
        """Build on each change until told to stop; `told` hears of each edition."""
        day = self.day()
        while not stop.is_set():
            changed = self.watch.wait(_TURN)
            today = self.day()
            if changed or today != day:
                day = today
                told(self.renew())

    def renew(self) -> Edition:
        """Build the site once more; a failure leaves the last good one and says why."""
        try:
            files = self.build()
        except Exception as error:
            return self.shelf.keep(self.describe(error))
        return self.shelf.put(files)
