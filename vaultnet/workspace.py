"""Opens a vault: the one place where folder, settings, date and checks are wired together."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.node import Kind
from vaultnet.vault.files import read_settings_file, read_vault_files
from vaultnet.vault.load import Watch, load_settings, load_vault
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from vaultnet.index.names import KeptNames
    from vaultnet.source import Source
    from vaultnet.strategy.summary import Strategy
    from vaultnet.vault.settings import Settings

NAMES_FILE = "names.json"
"""Where the names of a vault are kept, in its private folder."""


class NoVaultError(Exception):
    """There is no folder to open as a vault."""


@dataclass(frozen=True)
class Workspace:
    """A vault that was opened on a day.

    `root` is its folder. `diagnostics` are all that reading and checking had to say, in the
    order of files and places, with the severities that the settings ask for.
    """

    root: Path
    vault: Vault
    as_of: date
    diagnostics: tuple[Diagnostic, ...]

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
    """Read and check the vault in a folder, as it is to be seen on a day.

    The folder needs no `vaultnet.toml`: without one every setting has its default. `watch`
    passes the notes on while they are read, so that it can show how far that is. Raises
    NoVaultError where there is no such folder; whatever is wrong inside it is a diagnostic.
    """
    from vaultnet.vault.checks import check_vault

    root = Path(path)
    if not root.is_dir():
        raise NoVaultError(f"there is no folder {path}")
    vault = read_vault(root, watch=watch)
    return Workspace(root, vault, as_of, check_vault(vault, as_of))


def read_vault(root: Path, *, watch: Watch = tuple) -> Vault:
    """Read the vault in a folder without checking it."""
    settings, source, diagnostics = load_settings(read_settings_file(root))
    files = read_vault_files(root, settings)
    return load_vault(files, settings, source, diagnostics, watch=watch)


def open_names(root: Path) -> "tuple[Settings, KeptNames]":
    """Return the settings of a vault and the names of its pages, reading only what changed.

    What was read before is kept in the private folder; without it, and wherever it is odd, all
    notes are read. The names are those of the whole vault.
    """
    from vaultnet.index.names import FEW, decode_names, update_names
    from vaultnet.vault.files import find_note_files

    settings, source, _ = load_settings(read_settings_file(root))
    key = _names_key(source)
    data, kept_at = _read_kept(root / ".vaultnet" / NAMES_FILE)
    kept = decode_names(data, key) if data else None
    found = find_note_files(root, settings)
    names, changed = update_names(kept, found, kept_at, _name_reader(root, settings))
    if changed > FEW:
        _keep(root, names, key)
    return settings, names


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


def _names_key(settings: "Source | None") -> str:
    """Return what kept names depend on beside the notes: the settings, and the program."""
    from vaultnet import __version__

    text = "" if settings is None else settings.text
    return sha256(f"{__version__}\0{text}".encode()).hexdigest()


def _read_kept(path: Path) -> tuple[bytes, int]:
    """Return the bytes of a file of our own and when it was written; nothing for any other."""
    from vaultnet.storage.disk import read_state

    try:
        found, written = read_state(path), path.lstat().st_mtime_ns
    except OSError:
        return b"", 0
    return (b"", 0) if found is None else (found.data, written)


def _keep(root: Path, names: "KeptNames", key: str) -> None:
    """Keep names for the next command; where that cannot be, it reads all notes again."""
    from vaultnet.index.names import encode_names
    from vaultnet.storage.disk import write_private_file
    from vaultnet.storage.failure import StorageError
    from vaultnet.storage.lock import vault_lock

    with suppress(OSError, StorageError), vault_lock(root, 0) as folder:
        write_private_file(folder / NAMES_FILE, encode_names(names, key))
