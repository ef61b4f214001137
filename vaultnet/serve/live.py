"""Builds the site anew whenever the vault changes, and keeps the last good one where it cannot.

Two threads share the work: one listens for saves and lays out their pages, the other makes whole
editions. So a save is seen at once, however long the edition takes that is being made.
"""

import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import field
from threading import Event, Lock, Thread

from vaultnet.late import dataclass
from vaultnet.serve.shelf import Edition, Shelf
from vaultnet.serve.watch import FolderWatch

Build = Callable[[Callable[[], None]], Mapping[str, bytes]]
"""Returns the files of a site from what the vault holds now.

It is given what it is to call again and again meanwhile, which breaks it off by an exception.
"""

Ahead = Callable[[Collection[str]], Mapping[str, bytes]]
"""Returns the pages of the notes at some paths as they are now, as far as they can be had alone."""

Describe = Callable[[Exception], str]
"""Says in words for people why a build failed, without private values."""

MOST_OVERTAKEN = 3
"""So many editions in succession are broken off; who saves on and on is to see whole ones too."""
_TURN = 1.0
_SWITCH = 0.0005
"""How long a thread that computes keeps one waiting that wants to answer, in seconds."""


class OvertakenError(Exception):
    """Something was saved while a site was built, so that another one is wanted."""


@dataclass(frozen=True, slots=True)
class LiveSite:
    """A vault, watched, and the shelf that its site stands on.

    `build` makes whole editions, and `ahead` the pages of what was saved before each of them.
    `day` gives the day that the site is made for; when it changes, so does the site.
    """

    shelf: Shelf
    watch: FolderWatch
    build: Build
    ahead: Ahead
    describe: Describe
    day: Callable[[], object]
    _wanted: Event = field(default_factory=Event)
    _turn: Lock = field(default_factory=Lock)
    _failures: list[BaseException] = field(default_factory=list)

    def run(self, stop: Event, told: Callable[[Edition], None]) -> None:
        """Build on each change until told to stop; `told` hears of each edition that is whole.

        It hears so in a thread of its own; what it raises, so does this.
        """
        maker = Thread(target=self._make_editions, args=(stop, told), name="editions", daemon=True)
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        maker.start()
        try:
            self._listen(stop)
        finally:
            stop.set()
            self._wanted.set()
            maker.join(_TURN)
            sys.setswitchinterval(interval)
        for failure in self._failures:
            raise failure

    def _listen(self, stop: Event) -> None:
        """Lay out the pages of what is saved, and ask for an edition that holds all of it."""
        day = self.day()
        while not stop.is_set():
            changed = self.watch.wait(_TURN, self._lay_ahead)
            today = self.day()
            if changed or today != day:
                day = today
                self._wanted.set()

    def _lay_ahead(self, paths: Collection[str]) -> None:
        begun = self.shelf.begin()
        with self._turn, suppress(Exception):  # what is wrong, the whole edition will say
            if pages := self.ahead(paths):
                self.shelf.put_ahead(pages, begun)

    def _make_editions(self, stop: Event, told: Callable[[Edition], None]) -> None:
        """Make whole editions, one at a time, whenever one is wanted."""
        overtaken = 0

        def give_way() -> None:
            """Let pages that were saved go first, and break off where another edition is wanted."""
            with self._turn:
                is_late = self._wanted.is_set() and overtaken < MOST_OVERTAKEN
            if is_late or stop.is_set():
                raise OvertakenError

        try:
            while not stop.is_set():
                if self._wanted.wait(_TURN):
                    edition = self._renew(give_way)
                    overtaken = 0 if edition is not None else overtaken + 1
                    if edition is not None:
                        told(edition)
        except BaseException as failure:
            self._failures.append(failure)
            stop.set()

    def _renew(self, pause: Callable[[], None]) -> Edition | None:
        """Build the site once more; a failure leaves the last good one and says why.

        None where a save overtook it, and another one is wanted.
        """
        self._wanted.clear()
        begun = self.shelf.begin()
        try:
            return self.shelf.put(self.build(pause), begun)
        except OvertakenError:
            return None
        except Exception as error:
            return self.shelf.keep(self.describe(error))
