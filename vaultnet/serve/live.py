"""Builds the site anew whenever the vault changes, and keeps the last good one where it cannot."""

from collections.abc import Callable, Iterator, Mapping
from threading import Event

from vaultnet.late import dataclass
from vaultnet.serve.shelf import Edition, Shelf
from vaultnet.serve.watch import FolderWatch

Build = Callable[[Callable[[], None]], Iterator[Mapping[str, bytes]]]
"""Yields the files of a site from what the vault holds now, more of it new each time.

It is given what it is to call again and again meanwhile, which breaks it off by an exception.
"""

Describe = Callable[[Exception], str]
"""Says in words for people why a build failed, without private values."""

_TURN = 1.0


class OvertakenError(Exception):
    """Something was saved while a site was built, so that another one is wanted."""


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
        """Build on each change until told to stop; `told` hears of each edition that is whole."""
        day, is_behind = self.day(), False
        while not stop.is_set():
            changed = is_behind or self.watch.wait(_TURN)
            today = self.day()
            if changed or today != day:
                day = today
                edition = self.renew()
                is_behind = edition is None
                if edition is not None:
                    told(edition)

    def renew(self) -> Edition | None:
        """Build the site once more; a failure leaves the last good one and says why.

        None where a save overtook it; what was built by then stands on the shelf.
        """
        edition = self.shelf.edition
        try:
            for files in self.build(self._give_way):
                edition = self.shelf.put(files)
        except OvertakenError:
            return None
        except Exception as error:
            return self.shelf.keep(self.describe(error))
        return edition

    def _give_way(self) -> None:
        """Break a build off where something has been saved since it began."""
        if self.watch.was_overtaken():
            raise OvertakenError
