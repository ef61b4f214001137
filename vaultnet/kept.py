"""Opens what is kept of a vault beside its notes: the names of its pages, and their texts.

Both lie sealed in the private folder. What changed since they were written is added to them; what
is odd about them is made anew.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet import __version__
from vaultnet.index.names import (
    NAMES_VERSION,
    KeptNames,
    decode_names,
    encode_added,
    encode_names,
    update_names,
)
from vaultnet.index.seal import make_key
from vaultnet.index.sealed_parts import SealedParts, seal_addition, seal_parts, unseal_parts
from vaultnet.late import dataclass
from vaultnet.storage.disk import (
    PRIVATE_FOLDER,
    append_to_private_file,
    open_private_file,
    write_private_file,
)
from vaultnet.storage.failure import StorageError
from vaultnet.storage.lock import vault_lock
from vaultnet.vault.files import (
    FailedRead,
    read_note_file,
    read_settings_file,
)
from vaultnet.vault.listing import ListedNotes, list_notes, path_of
from vaultnet.vault.settings import Settings
from vaultnet.vault.settings_file import load_settings

if TYPE_CHECKING:
    from vaultnet.index.passages import Passage
    from vaultnet.index.texts import Texts
    from vaultnet.vault.parsed import ParsedFile

NAMES_FILE = "names.json"
"""Where the names of a vault are kept."""
TEXTS_FILE = "texts.sqlite3"
"""Where the texts of a vault are kept for searching."""
_FEW = 50
"""So many names are looked up one by one, before all are decoded."""


@dataclass(frozen=True, slots=True)
class _Vault:
    """A vault as its files were found, at some time after `looked_at`.

    `rebuilt` tells to read everything, whatever is kept.
    """

    root: Path
    settings: Settings
    settings_text: str
    found: ListedNotes
    looked_at: int
    rebuilt: bool


@dataclass(frozen=True, slots=True)
class OpenedTexts:
    """The texts of a vault, ready to be searched, and how they came about.

    `read` is how many notes had to be read, and `ignored` how many are left out. `kept` tells
    whether the next command will have to read only what changed until then.
    """

    settings: Settings
    names: KeptNames
    texts: "Texts"
    read: int
    ignored: int
    kept: bool


def open_names(root: Path, looked_at: int) -> tuple[Settings, KeptNames]:
    """Return the settings of a vault and the names of its pages, reading only what changed.

    What was read before is kept in the private folder; without it, and wherever it is odd, all
    notes are read. The names are those of the whole vault. `looked_at` is the time, in nanoseconds.
    """
    vault = _look_at(root, looked_at)
    return vault.settings, _names(vault)


def open_texts(root: Path, looked_at: int, *, rebuild: bool = False) -> OpenedTexts:
    """Return the texts of a vault for searching, reading only what changed.

    They are those of all notes as they are now. `rebuild` reads everything, whatever is kept.
    """
    from vaultnet.index.texts import TEXTS_VERSION, decode_texts, encode_texts, update_texts

    vault = _look_at(root, looked_at, rebuilt=rebuild)
    names = _names(vault)
    no_pages = frozenset(names.rejected_paths())
    lines = [line for line in vault.found.lines if path_of(line) not in no_pages]
    name_of = _NamesByPath(names)
    drawer = _Drawer(vault, TEXTS_FILE, TEXTS_VERSION)
    sealed = drawer.take()
    kept = None if sealed is None else decode_texts(sealed, drawer.read)
    reader = _TextReader(vault, name_of)
    update = update_texts(kept, lines, looked_at, reader)
    was_kept = kept is not None
    if update.whole:
        encoded = encode_texts(update.texts, looked_at, name_of)
        was_kept = not reader.was_refused and drawer.keep(*encoded)
    elif update.added and sealed is not None:
        was_kept = not reader.was_refused and drawer.add(update.added, sealed.digest)
    counts = update.read, vault.found.ignored
    return OpenedTexts(vault.settings, names, update.texts, *counts, kept=was_kept)


def _look_at(root: Path, looked_at: int, *, rebuilt: bool = False) -> _Vault:
    settings, source, _ = load_settings(read_settings_file(root))
    text = "" if source is None else source.text
    return _Vault(root, settings, text, list_notes(root, settings), looked_at, rebuilt)


def _names(vault: _Vault) -> KeptNames:
    """Return the names of the notes that were found, and keep what is new about them."""
    drawer = _Drawer(vault, NAMES_FILE, NAMES_VERSION)
    sealed = drawer.take()
    kept = None if sealed is None else decode_names(sealed.parts, sealed.additions)
    update = update_names(kept, vault.found.lines, vault.looked_at, _name_reader(vault))
    if update.whole:
        drawer.keep(encode_names(update.names))
    elif update.added and sealed is not None:
        drawer.add(map(encode_added, update.added), sealed.digest)
    return update.names


def _name_reader(vault: _Vault) -> "Callable[[str], ParsedFile]":
    """Return what reads the names of one note; a note that cannot be read has none."""

    def read(path: str) -> "ParsedFile":
        from vaultnet.vault.load import reject_note
        from vaultnet.vault.page_names import parse_page_name

        found = read_note_file(vault.root, path, vault.settings)
        if isinstance(found, FailedRead):
            return reject_note(found, vault.settings)
        return parse_page_name(found, vault.settings)

    return read


class _NamesByPath:
    """Gives the name of each page by its path; all are decoded where many are asked for."""

    def __init__(self, names: KeptNames) -> None:
        self._names = names
        self._found: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        if path not in self._found:
            few = len(self._found) < _FEW
            entries = self._names.pages_at([path]).values() if few else self._names.entries()
            self._found.update((entry.path, entry.name) for entry in entries)
        return self._found[path]


class _TextReader:
    """Reads the text of one page after another; a note that cannot be read has its name alone.

    `was_refused` tells whether there was one: the next command may be let read it.
    """

    def __init__(self, vault: _Vault, name_of: Callable[[str], str]) -> None:
        self.was_refused = False
        self._vault = vault
        self._name_of = name_of

    def __call__(self, path: str) -> "tuple[Passage, ...]":
        from vaultnet.index.note_text import parse_note_text
        from vaultnet.index.passages import name_first

        settings = self._vault.settings
        found = read_note_file(self._vault.root, path, settings)
        if isinstance(found, FailedRead):
            self.was_refused = True
            return name_first(self._name_of(path), ())
        return name_first(self._name_of(path), parse_note_text(found, settings))


class _Drawer:
    """One file of ours in the private folder, believed only as far as it is proven."""

    def __init__(self, vault: _Vault, name: str, version: int) -> None:
        self._vault = vault
        self._name = name
        self._key = make_key(__version__, name, str(version), vault.settings_text)

    @property
    def _path(self) -> Path:
        return self._vault.root / PRIVATE_FOLDER / self._name

    def take(self) -> SealedParts | None:
        """Return what the file holds; None where anything is odd about it."""
        if self._vault.rebuilt:
            return None
        with suppress(OSError), open_private_file(self._path) as file:
            return unseal_parts(file.read, file.size, self._key)
        return None

    def read(self, at: int, size: int) -> bytes:
        """Return a piece of the file as it is now; the reader finds out whether it is the one."""
        with suppress(OSError), open_private_file(self._path) as file:
            return file.read(at, size)
        return b""

    def keep(self, parts: Sequence[bytes], loose: bytes = b"") -> bool:
        """Write all for the next command; False where that cannot be, so that it reads all."""
        with suppress(OSError, StorageError), vault_lock(self._vault.root, 0) as folder:
            write_private_file(folder / self._name, seal_parts(parts, loose, self._key))
            return True
        return False

    def add(self, contents: Iterable[bytes], digest: str) -> bool:
        """Put something behind what was written, which has a digest; False where that fails."""
        added = b"".join(seal_addition(content, digest) for content in contents)
        with suppress(OSError, StorageError), vault_lock(self._vault.root, 0) as folder:
            append_to_private_file(folder / self._name, added)
            return True
        return False
