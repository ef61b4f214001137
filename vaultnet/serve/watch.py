"""When to build anew: events of the file system are a hint, what lies in the folder is the truth.

Reading a folder causes events of its own, a folder that is deleted takes some with it, and an
editor's save arrives as a move. So an event only says: look. What is compared are the path, size,
times and number of each file, and the folder is looked at from time to time without any event.
"""

import os
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from vaultnet.late import dataclass
from vaultnet.vault.files import Stamp, is_never_read
from vaultnet.vault.settings import Settings

_TELLING = frozenset({"created", "modified", "moved", "deleted", "closed"})

Look = Mapping[str, Stamp]
"""What lies in a folder: the stamp of each file by its path."""


def look_at(root: Path, settings: Settings) -> Look:
    """Return what lies in a vault, hidden and generated folders left out; never raises."""
    return dict(_files(str(root), settings))


@dataclass(slots=True)
class FolderWatch:
    """Waits until something in a folder has really changed.

    `settings` say which folders are never read, `quiet` are the seconds without an event after
    which a save counts as complete, and `patience` those after which the folder is looked at
    without any event.
    """

    root: Path
    settings: Settings
    quiet: float = 0.03
    patience: float = 5.0
    _hint: Event = field(default_factory=Event)
    _seen: Look = field(default_factory=dict)
    _looked: float = 0.0

    def start(self) -> Callable[[], None]:
        """Begin to listen, and return what ends it."""
        # watchdog warns of what it sets right by itself, with paths of the vault in its words.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self.has_changed()
        observer = Observer()
        observer.schedule(_Hints(self._hint), str(self.root), recursive=True)
        observer.start()

        def stop() -> None:
            observer.stop()
            observer.join(timeout=2)

        return stop

    def wait(self, seconds: float) -> bool:
        """Wait for a change, for so many seconds at most; tell whether there was one."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            hinted = self._hint.wait(min(left, self.patience))
            if hinted:
                self._settle()
            impatient = time.monotonic() - self._looked >= self.patience
            if (hinted or impatient) and self.has_changed():
                return True
        return False

    def was_overtaken(self) -> bool:
        """Tell at once whether the folder has changed since it was last seen.

        It costs next to nothing as long as there is no event.
        """
        if not self._hint.is_set():
            return False
        self._settle()
        return self.has_changed()

    def has_changed(self) -> bool:
        """Tell whether the folder differs from what was last seen in it, and remember it."""
        now = look_at(self.root, self.settings)
        changed = now != self._seen
        self._seen = now
        self._looked = time.monotonic()
        return changed

    def _settle(self) -> None:
        """Wait until events pause: an editor saves in several steps."""
        for _ in range(20):
            self._hint.clear()
            if not self._hint.wait(self.quiet):
                return


class _Hints(FileSystemEventHandler):
    """Passes on that something may have changed."""

    def __init__(self, hint: Event) -> None:
        self._hint = hint

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an event that tells of a change; those of reading are none."""
        if event.event_type in _TELLING:
            self._hint.set()


def _files(root: str, settings: Settings) -> Iterator[tuple[str, Stamp]]:
    pending = [""]
    while pending:
        folder = pending.pop()
        for entry in _listed(f"{root}/{folder}"):
            path = f"{folder}/{entry.name}" if folder else entry.name
            try:
                if entry.name.startswith("."):
                    continue  # an editor's working copy, or a folder that is never read
                if not entry.is_dir(follow_symlinks=False):
                    yield path, _stamp(entry.stat(follow_symlinks=False))
                elif not is_never_read(path, settings):
                    pending.append(path)
            except OSError:
                continue


def _stamp(about: os.stat_result) -> Stamp:
    return Stamp(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def _listed(folder: str) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
