"""The last good site, in memory, and how many there were: what the server answers from."""

from collections.abc import Mapping
from dataclasses import field
from hashlib import blake2b
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
    """Holds the current edition and wakes those who wait for the next."""

    _edition: Edition = field(default_factory=lambda: Edition(0, {}))
    _changed: Condition = field(default_factory=Condition)

    @property
    def edition(self) -> Edition:
        """Return the current edition, whole."""
        return self._edition

    def put(self, files: Mapping[str, bytes]) -> Edition:
        """Put a new edition up, and return it."""
        return self._replace(Edition(self._edition.number + 1, files))

    def keep(self, fault: str) -> Edition:
        """Keep the last good site, and say why there is no newer one."""
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
