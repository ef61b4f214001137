"""Opens a vault: the one place where folder, settings, date and checks are wired together."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.node import Kind
from vaultnet.late import dataclass
from vaultnet.vault.files import read_settings_file, read_vault_files
from vaultnet.vault.load import Watch, load_settings, load_vault
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from vaultnet.index.names import KeptNames
    from vaultnet.index.note_text import Passage
    from vaultnet.index.store import TextStore
    from vaultnet.source import Source
    from vaultnet.strategy.summary import Strategy
    from vaultnet.vault.files import ScannedNotes
    from vaultnet.vault.settings import Settings

NAMES_FILE = "names.json"
"""Where the names of a vault are kept, in its private folder."""
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
        from vaultnet.strategy.constants import make_constants
        from vaultnet.strategy.summary import compute_strategy

        settings = self.vault.settings
        constants = make_constants(
            settings.score, settings.criteria, settings.cadence, settings.stale_after
        )
        return compute_strategy(self.vault.network, constants, self.as_of)


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from one upward, that holds a `vaultnet.toml`; or None."""
    folder = start.absolute()
    candidates = (folder, *folder.parents)
    return next((path for path in candidates if (path / SETTINGS_FILE).is_file()), None)


def open_vault(path: str | Path, as_of: date, *, watch: Watch = tuple) -> Workspace:
    """Read the vault in a folder, as it is to be seen on a day.

    The folder needs no `vaultnet.toml`: without one every setting has its default. `watch`
    passes the notes on while they are read, so that it can show how far that is. Raises
    NoVaultError where there is no such folder; whatever is wrong inside it is a diagnostic.
    """
    root = Path(path)
    if not root.is_dir():
        raise NoVaultError(f"there is no folder {path}")
    return Workspace(root, read_vault(root, watch=watch), as_of)


def read_vault(root: Path, *, watch: Watch = tuple) -> Vault:
    """Read the vault in a folder without checking it."""
    settings, source, diagnostics = load_settings(read_settings_file(root))
    files = read_vault_files(root, settings)
    return load_vault(files, settings, source, diagnostics, watch=watch)


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
