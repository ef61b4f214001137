"""When to build anew: events of the file system are a hint, what lies in the folder is the truth.

Reading a folder causes events of its own, a folder that is deleted takes some with it, and an
editor's save arrives as a move. So an event only says: look. What is compared are the path, size,
times and number of each file, and the folder is looked at from time to time without any event.
Looking at all of a great folder takes longer than one page does: who wants to know hears before it
which files an event named.
"""

import os
import time
import warnings
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from vaultnet.late import dataclass
from vaultnet.vault.files import Stamp, is_never_read
from vaultnet.vault.settings import Settings

_TELLING = frozenset({"created", "modified", "moved", "deleted", "closed"})
_COMPLETING = frozenset({"moved", "closed"})
"""Events after which a file holds all that was to be saved."""
MOST_NAMED = 8
"""When more files change at once, nobody waits for one of them, and none is named."""

Named = Callable[[Collection[str]], object]
"""Hears the paths of some files that were saved."""


def _ignore(_paths: Collection[str]) -> None:
    """Do not hear which files were saved."""


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
    _saved: "deque[str]" = field(default_factory=deque)
    _seen: Look = field(default_factory=dict)
    _looked: float = 0.0

    def start(self) -> Callable[[], None]:
        """Begin to listen, and return what ends it."""
        # watchdog warns of what it sets right by itself, with paths of the vault in its words.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self.has_changed()
        observer = Observer()
        observer.schedule(_Hints(self), str(self.root), recursive=True)
        observer.start()

        def stop() -> None:
            observer.stop()
            observer.join(timeout=2)

        return stop

    def wait(self, seconds: float, named: Named = _ignore) -> bool:
        """Wait for a change, for so many seconds at most; tell whether there was one.

        `named` hears which files were saved, as soon as that is known.
        """
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            hinted = self._hint.wait(min(left, self.patience))
            heard = self._settle(named) if hinted else set[str]()
            impatient = time.monotonic() - self._looked >= self.patience
            if (hinted or impatient) and (changed := self._look()):
                if 0 < len(changed | heard) <= MOST_NAMED and not changed <= heard:
                    named(changed - heard)
                return True
        return False

    def has_changed(self) -> bool:
        """Tell whether the folder differs from what was last seen in it, and remember it."""
        return bool(self._look())

    def hint(self, saved: str = "") -> None:
        """Note that something may have changed; `saved` is a file that holds all of it now."""
        if saved:
            self._saved.append(os.path.relpath(saved, self.root).replace(os.sep, "/"))
        self._hint.set()

    def _look(self) -> set[str]:
        """Return the paths of the files that are others than when they were last seen."""
        now, then = look_at(self.root, self.settings), self._seen
        self._seen, self._looked = now, time.monotonic()
        if now == then:
            return set()
        changed = {path for path, stamp in now.items() if then.get(path) != stamp}
        return changed | (then.keys() - now.keys())

    def _settle(self, named: Named) -> set[str]:
        """Wait until events pause, for an editor saves in several steps; return who was named."""
        heard: set[str] = set()
        for _ in range(20):
            self._hint.clear()
            saved = {self._saved.popleft() for _ in range(len(self._saved))}
            heard |= saved
            if saved and len(heard) <= MOST_NAMED:
                named(saved)
            if not self._hint.wait(self.quiet):
                break
        return heard


class _Hints(FileSystemEventHandler):
    """Passes on that something may have changed, and which files were saved."""

    def __init__(self, watch: FolderWatch) -> None:
        self._watch = watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an event that tells of a change; those of reading are none."""
        if event.event_type in _TELLING:
            is_save = event.event_type in _COMPLETING and not event.is_directory
            path = event.dest_path or event.src_path
            self._watch.hint(os.fsdecode(path) if is_save else "")


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
