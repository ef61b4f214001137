"""Opens a vault: the one place where folder, settings, date and checks are wired together."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.node import Kind
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.assemble import assemble_vault
from vaultnet.vault.files import read_found, read_note_file, read_settings_file, scan_vault
from vaultnet.vault.load import Watch, load_settings, load_vault, surroundings_of
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from vaultnet.index.kept_files import KeptFiles, Key, Seen
    from vaultnet.index.names import KeptNames
    from vaultnet.index.note_reading import NotesRead, Request
    from vaultnet.index.note_text import Passage
    from vaultnet.index.store import TextStore
    from vaultnet.source import Source
    from vaultnet.strategy.summary import Strategy
    from vaultnet.vault.files import ScannedNotes, Stamp
    from vaultnet.vault.settings import Settings

NAMES_FILE = "names.json"
"""Where the names of a vault are kept, in its private folder."""
FILES_FILE = "files.sqlite3"
"""Where the parsed notes of a vault are kept, each with its proof, in its private folder."""
FEWEST_KEPT = 100
"""A vault of fewer notes is parsed sooner than what was kept of it could be opened."""
TEXTS_FILE = "texts.sqlite3"
"""Where the texts of a vault are kept for searching, sealed, in its private folder."""


class NoVaultError(Exception):
    """There is no folder to open as a vault."""


@dataclass(frozen=True)
class Workspace:
    """A vault that was opened on a day.

    `root` is its folder. `checked` are its diagnostics where it was checked before.
    """

    root: Path
    vault: Vault
    as_of: date
    checked: tuple[Diagnostic, ...] | None = None

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all that reading and checking have to say, checking when first asked.

        They are in the order of files and places, with the severities that the settings ask for.
        """
        from vaultnet.vault.checks import check_vault

        return check_vault(self.vault, self.as_of) if self.checked is None else self.checked

    @cached_property
    def strategy(self) -> "Strategy":
        """Return the strategy of the network on the day; each theme is computed when asked for."""
        return strategy_of(self.vault, self.as_of)


def strategy_of(vault: Vault, as_of: date, before: "Strategy | None" = None) -> "Strategy":
    """Return the strategy of a vault on a day, with what is as it was `before` an edit."""
    from vaultnet.strategy.constants import make_constants
    from vaultnet.strategy.summary import compute_strategy

    held = vault.settings
    constants = make_constants(held.score, held.criteria, held.cadence, held.stale_after)
    return compute_strategy(vault.network, constants, as_of, before)


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from one upward, that holds a `vaultnet.toml`; or None."""
    folder = start.absolute()
    candidates = (folder, *folder.parents)
    return next((path for path in candidates if (path / SETTINGS_FILE).is_file()), None)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Leave to read what was kept of parsed notes, and to keep them, where there is a place for it.

    `program` gives what tells this program from any other. `looked_at` is the time before anything
    of the vault was looked at, in nanoseconds. `told` hears why what was kept is made anew.
    """

    program: "Callable[[], str]"
    looked_at: int
    told: "Callable[[Phrase], None]"


def open_vault(
    path: str | Path,
    as_of: date,
    *,
    watch: Watch = tuple,
    workers: int = 1,
    keeping: Keeping | None = None,
) -> Workspace:
    """Read the vault in a folder, as it is to be seen on a day.

    The folder needs no `vaultnet.toml`: without one every setting has its default. `watch`
    passes the notes on while they are read, so that it can show how far that is, and `workers` is
    how many processes may parse them. Without `keeping` every note is read from its file, and
    nothing is written. Raises NoVaultError where there is no such folder; whatever is wrong inside
    it is a diagnostic.
    """
    root = Path(path)
    if not root.is_dir():
        raise NoVaultError(f"there is no folder {path}")
    return Workspace(root, read_vault(root, watch=watch, workers=workers, keeping=keeping), as_of)


def read_vault(
    root: Path, *, watch: Watch = tuple, workers: int = 1, keeping: Keeping | None = None
) -> Vault:
    """Read the vault in a folder without checking it, as `open_vault` does."""
    settings, source, diagnostics = load_settings(read_settings_file(root))
    found = scan_vault(root, settings)
    if len(found.stamps) < FEWEST_KEPT or (keeping is None and workers < 2):
        files = read_found(root, found, settings)
        return load_vault(files, settings, source, diagnostics, watch=watch)
    from vaultnet.index.note_reading import Request

    opener = partial(read_note_file, root, settings=settings)
    request = Request(settings, opener, watch=watch, workers=workers)
    parsed = _read_notes(root, found.stamps, request, keeping)
    return assemble_vault(settings, parsed, surroundings_of(found.around, source, diagnostics))


def _read_notes(
    root: Path, stamps: "Mapping[str, Stamp | None]", request: "Request", keeping: Keeping | None
) -> "Sequence[ParsedFile]":
    """Return the notes of a vault, of which only those are parsed that are not kept."""
    from vaultnet.index.kept_files import Condition, KeptFiles, Key, read_kept_files
    from vaultnet.index.note_reading import read_notes
    from vaultnet.index.seal import make_key
    from vaultnet.storage.disk import PRIVATE_FOLDER

    if keeping is None or not (root / PRIVATE_FOLDER).is_dir():
        return read_notes(stamps, KeptFiles(), request).files
    key = Key(keeping.program(), make_key(repr(request.settings)))
    kept = read_kept_files(root / PRIVATE_FOLDER / FILES_FILE, key)
    if kept.condition is Condition.DAMAGED:
        keeping.told(Phrase("what was kept of the notes was damaged, and is made anew"))
    elif kept.condition is Condition.OTHER_VERSION:
        keeping.told(Phrase("what was kept of the notes is of another version, and is made anew"))
    notes = read_notes(stamps, kept, replace(request, key=str(key)))
    _keep_notes(root, key, kept, notes, notes.seen(stamps, keeping.looked_at))
    return notes.files


def _keep_notes(
    root: Path, key: "Key", kept: "KeptFiles", notes: "NotesRead", seen: "Mapping[str, Seen]"
) -> None:
    """Keep what is new about the notes for the next command; where that fails, it parses them."""
    from vaultnet.index.kept_files import write_kept_files
    from vaultnet.storage.disk import create_file, discard
    from vaultnet.storage.failure import StorageError
    from vaultnet.storage.lock import vault_lock

    gone = kept.rows.keys() - notes.digests.keys()
    if kept.is_good and not notes.rows and not gone and seen == kept.seen:
        return
    with suppress(OSError, StorageError), vault_lock(root, 0) as folder:
        path = folder / FILES_FILE
        rows = notes.rows
        if not kept.is_good:
            rows = (*(row for name, row in kept.rows.items() if name not in gone), *rows)
            discard(path)
            discard(path.with_name(f"{FILES_FILE}-journal"))
        if not path.exists():
            os.close(create_file(path, b"", 0o600))
        write_kept_files(path, key, rows, seen, gone)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a vault, ready to be searched, and how they came about.

    `read` is how many notes had to be read, and `ignored` how many are left out. `kept` tells
    whether the next command will have to read only what changed until then.
    """

    settings: "Settings"
    names: "KeptNames"
    store: "TextStore"
    read: int
    ignored: int
    kept: bool


def open_names(root: Path) -> "tuple[Settings, KeptNames]":
    """Return the settings of a vault and the names of its pages, reading only what changed.

    What was read before is kept in the private folder; without it, and wherever it is odd, all
    notes are read. The names are those of the whole vault.
    """
    from vaultnet.vault.files import scan_notes

    settings, source, _ = load_settings(read_settings_file(root))
    found = scan_notes(root, settings)
    return settings, _names(_Shelf(root, settings, source), found)


def open_texts(root: Path, *, rebuild: bool = False) -> Texts:
    """Return the texts of a vault for searching, reading only what changed.

    They are those of all notes as they are now. `rebuild` reads everything, whatever is kept.
    """
    from vaultnet.index.changes import FEW
    from vaultnet.index.store import TEXTS_VERSION, open_store
    from vaultnet.vault.files import scan_notes

    settings, source, _ = load_settings(read_settings_file(root))
    found = scan_notes(root, settings)
    shelf = _Shelf(root, settings, source, rebuild=rebuild)
    names = _names(shelf, found)
    kept, kept_at = shelf.take(TEXTS_FILE, TEXTS_VERSION)
    store = open_store(kept)
    stamps = {path: stamp for path, stamp in found.stamps.items() if path in names.ids}
    difference = store.update(stamps, kept_at, _text_reader(root, settings))
    was_kept = kept is not None
    if difference.count > FEW or not was_kept:
        was_kept = shelf.keep(TEXTS_FILE, TEXTS_VERSION, store.image)
    counts = len(difference.to_read), found.ignored
    return Texts(settings, names, store, *counts, kept=was_kept)


def _names(shelf: "_Shelf", found: "ScannedNotes") -> "KeptNames":
    """Return the names of the notes that were found, and keep them where many are new."""
    from vaultnet.index.changes import FEW
    from vaultnet.index.names import NAMES_VERSION, decode_names, encode_names, update_names

    data, kept_at = shelf.take(NAMES_FILE, NAMES_VERSION)
    kept = None if data is None else decode_names(data)
    reader = _name_reader(shelf.root, shelf.settings)
    names, changed = update_names(kept, found.stamps, kept_at, reader)
    if changed > FEW:
        shelf.keep(NAMES_FILE, NAMES_VERSION, lambda: encode_names(names))
    return names


def _name_reader(root: Path, settings: "Settings") -> "Callable[[str], ParsedFile]":
    """Return what reads the names of one note; a note that cannot be read has none."""
    from vaultnet.source import Source
    from vaultnet.vault.files import FailedRead, read_note_file
    from vaultnet.vault.page_names import parse_page_name

    def read(path: str) -> ParsedFile:
        found = read_note_file(root, path, settings)
        if isinstance(found, FailedRead):
            return ParsedFile(Source(path, ""), Kind.NOTE, None)
        return parse_page_name(found, settings)

    return read


def _text_reader(root: Path, settings: "Settings") -> "Callable[[str], tuple[Passage, ...]]":
    """Return what reads the text of one note; a note that cannot be read has none."""
    from vaultnet.index.note_text import parse_note_text
    from vaultnet.vault.files import FailedRead, read_note_file

    def read(path: str) -> "tuple[Passage, ...]":
        found = read_note_file(root, path, settings)
        return () if isinstance(found, FailedRead) else parse_note_text(found, settings)

    return read


class _Shelf:
    """What is kept of a vault in its private folder: sealed, and believed only as long as it is."""

    def __init__(
        self, root: Path, settings: "Settings", source: "Source | None", *, rebuild: bool = False
    ) -> None:
        self.root = root
        self.settings = settings
        self._text = "" if source is None else source.text
        self._rebuild = rebuild

    def _key(self, name: str, version: int) -> str:
        """Return what a kept file depends on: program, format and settings."""
        from vaultnet import __version__
        from vaultnet.index.seal import make_key

        return make_key(__version__, name, str(version), self._text)

    def take(self, name: str, version: int) -> tuple[bytes | None, int]:
        """Return what a file of ours holds, and when it was written; None for any other."""
        from vaultnet.index.seal import unseal
        from vaultnet.storage.disk import PRIVATE_FOLDER, read_state

        path = self.root / PRIVATE_FOLDER / name
        try:
            found = None if self._rebuild else read_state(path)
            written = 0 if found is None else path.lstat().st_mtime_ns
        except OSError:
            return None, 0
        if found is None:
            return None, 0
        return unseal(found.data, self._key(name, version)), written

    def keep(self, name: str, version: int, content: "Callable[[], bytes]") -> bool:
        """Keep something for the next command; False where that cannot be, so that it reads all."""
        from vaultnet.index.seal import seal
        from vaultnet.storage.disk import write_private_file
        from vaultnet.storage.failure import StorageError
        from vaultnet.storage.lock import vault_lock

        with suppress(OSError, StorageError), vault_lock(self.root, 0) as folder:
            sealed = seal(content(), self._key(name, version))
            write_private_file(folder / name, sealed)
            return True
        return False
