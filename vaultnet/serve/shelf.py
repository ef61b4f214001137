"""The last good site, in memory, and how many there were: what the server answers from.

Pages that were saved are laid out ahead of the edition that holds them. One that was begun before
they were read does not know them: it goes up beneath them.
"""

from collections.abc import Mapping
from dataclasses import field
from hashlib import blake2b
from itertools import count
from threading import Condition

from vaultnet.late import dataclass
from vaultnet.site.urls import TABLE_DATA, TABLE_SCRIPTS


@dataclass(frozen=True, slots=True)
class Edition:
    """One build: its number, counted from 1, and its files by their path in the site.

    `fault` says why the build after this one could not be made; empty where all is well.
    """

    number: int
    files: Mapping[str, bytes]
    fault: str = ""

    def mark(self, path: str) -> str:
        """Return what tells a page, with the data that it loads, from what it was before.

        It is empty for a page that there is not.
        """
        content = self.files.get(path)
        if content is None:
            return ""
        loaded = (TABLE_DATA,) if TABLE_SCRIPTS[0].encode() in content else ()
        parts = (content, *(self.files.get(each, b"") for each in loaded))
        return blake2b(b"".join(parts), digest_size=8).hexdigest()


@dataclass(slots=True)
class Shelf:
    """Holds the current edition and wakes those who wait for the next; for several threads."""

    _edition: Edition = field(default_factory=lambda: Edition(0, {}))
    _changed: Condition = field(default_factory=Condition)
    _begun: "count[int]" = field(default_factory=lambda: count(1))
    _ahead: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        """Return the current edition, whole."""
        return self._edition

    def begin(self) -> int:
        """Return a number for what is about to be read: greater than all before it."""
        return next(self._begun)

    def put(self, files: Mapping[str, bytes], begun: int | None = None) -> Edition:
        """Put a whole edition up, and return it; `begun` is its number from before it was read.

        Pages laid out ahead stay if they were read later; without a number, none was.
        """
        with self._changed:
            newest = self.begin() if begun is None else begun
            self._ahead = {path: each for path, each in self._ahead.items() if each[0] > newest}
            laid_over = {path: page for path, (_, page) in self._ahead.items()}
            return self._replace(Edition(self._edition.number + 1, {**files, **laid_over}))

    def put_ahead(self, pages: Mapping[str, bytes], begun: int) -> Edition:
        """Lay some pages over the edition that is up, and return what stands there then."""
        with self._changed:
            self._ahead.update({path: (begun, page) for path, page in pages.items()})
            held = self._edition
            files = {**held.files, **pages}
            return self._replace(Edition(held.number + 1, files, held.fault))

    def keep(self, fault: str) -> Edition:
        """Keep the last good site, and say why there is no newer one."""
        with self._changed:
            held = self._edition
            return self._replace(Edition(held.number, held.files, fault))

    def wait(self, seen: Edition, seconds: float) -> Edition:
        """Wait until there is another edition than one that was seen, or until time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._edition is not seen, seconds)
            return self._edition

    def _replace(self, edition: Edition) -> Edition:
        with self._changed:
            self._edition = edition
            self._changed.notify_all()
        return edition
