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
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.assemble import assemble_vault
from vaultnet.vault.files import read_found, read_note_file, read_settings_file, scan_vault
from vaultnet.vault.load import FEWEST_SPREAD, Watch, load_vault, surroundings_of
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import SETTINGS_FILE
from vaultnet.vault.settings_file import load_settings

if TYPE_CHECKING:
    from vaultnet.index.file_rows import KeptFiles, Key, Seen
    from vaultnet.index.note_reading import NotesRead, Request
    from vaultnet.strategy.summary import Strategy
    from vaultnet.vault.files import Stamp

FILES_FILE = "files.sqlite3"
"""Where the parsed notes of a vault are kept, each with its proof, in its private folder."""
FEWEST_KEPT = 100
"""A vault of fewer notes is parsed sooner than what was kept of it could be opened."""


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
    of the vault was looked at, in nanoseconds. `told` hears why what was kept is made anew, and
    `rebuild` tells to make it anew in any case.
    """

    program: "Callable[[], str]"
    looked_at: int
    told: "Callable[[Phrase], None]"
    rebuild: bool = False


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
    count = len(found.stamps)
    keeping = keeping if count >= FEWEST_KEPT and _has_private_folder(root) else None
    if keeping is None and (workers < 2 or count < FEWEST_SPREAD):
        files = read_found(root, found, settings)
        return load_vault(files, settings, source, diagnostics, watch=watch)
    from vaultnet.index.note_reading import Request

    opener = partial(read_note_file, root, settings=settings)
    request = Request(settings, opener, watch=watch, workers=workers)
    parsed = _read_notes(root, found.stamps, request, keeping)
    return assemble_vault(settings, parsed, surroundings_of(found.around, source, diagnostics))


def _has_private_folder(root: Path) -> bool:
    from vaultnet.storage.disk import PRIVATE_FOLDER

    return (root / PRIVATE_FOLDER).is_dir()


def _read_notes(
    root: Path, stamps: "Mapping[str, Stamp | None]", request: "Request", keeping: Keeping | None
) -> "Sequence[ParsedFile]":
    """Return the notes of a vault, of which only those are parsed that are not kept."""
    from vaultnet.index.file_rows import Condition, KeptFiles, Key
    from vaultnet.index.kept_files import read_kept_files
    from vaultnet.index.note_reading import read_notes
    from vaultnet.index.seal import make_key
    from vaultnet.storage.disk import PRIVATE_FOLDER

    if keeping is None:
        return read_notes(stamps, KeptFiles(), request).files
    key = Key(keeping.program(), make_key(repr(request.settings)))
    path = root / PRIVATE_FOLDER / FILES_FILE
    kept = KeptFiles() if keeping.rebuild else read_kept_files(path, key, stamps)
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

    gone = (kept.files.keys() | kept.rows.keys()) - notes.digests.keys()
    if kept.is_good and not notes.rows and not gone and seen == kept.seen:
        return
    with suppress(OSError, StorageError), vault_lock(root, 0) as folder:
        path = folder / FILES_FILE
        rows = notes.rows
        if not kept.is_good:
            rows = notes.all_rows(str(key))
            discard(path)
            discard(path.with_name(f"{FILES_FILE}-journal"))
        if not path.exists():
            os.close(create_file(path, b"", 0o600))
        write_kept_files(path, key, rows, seen, gone)
