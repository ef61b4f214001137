"""A vault that is held in memory: read once, and then only where its files changed."""

import time
from collections.abc import Collection
from hashlib import blake2b
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.source import Source
from vaultnet.vault.assemble import amend_vault, assemble_vault, reassemble_vault
from vaultnet.vault.files import FailedRead, Stamp, read_note_file, read_settings_file, scan_vault
from vaultnet.vault.listing import is_doubtful
from vaultnet.vault.load import read_note, surroundings_of
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import Settings
from vaultnet.vault.settings_file import load_settings


def read_saved(root: Path, vault: Vault, paths: Collection[str]) -> Vault | None:
    """Return a vault with some of its notes as they are now; None unless one of them changed.

    None too where more than their texts would have to be looked at: somebody is new or called
    otherwise, or a file is none of the notes.
    """
    notes = [path for path in paths if path in vault.files]
    read = [read_note(read_note_file(root, path, vault.settings), vault.settings) for path in notes]
    changed = [file for file in read if file.source.text != vault.files[file.path].source.text]
    return amend_vault(vault, changed) if changed else None


@dataclass(frozen=True, slots=True)
class _Held:
    """A parsed file, what its bytes were, and what told the file then, looked at at a time.

    One that could not be read has no digest: nobody knows whether it can the next time.
    """

    parsed: ParsedFile
    digest: bytes
    stamp: Stamp | None
    looked_at: int


class HeldVault:
    """Reads a vault again and again; what did not change is the very same object each time.

    What is on the disk is found by the stamps of files. A file whose stamp is too young to tell
    is read again, and so is every file once the settings are others.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[str, _Held] = {}
        self._source: Source | None = None
        self._vault: Vault | None = None

    def read(self) -> Vault:
        """Return the vault as it is now, without checking it."""
        settings, source, diagnostics = load_settings(read_settings_file(self._root))
        before = self._vault
        if before is not None and source == self._source and settings == before.settings:
            settings, source = before.settings, self._source
        else:
            self._held, before = {}, None
        now = time.time_ns()
        found = scan_vault(self._root, settings)
        held = {
            path: self._look(path, stamp, settings, now) for path, stamp in found.stamps.items()
        }
        parsed = [each.parsed for each in held.values()]
        around = surroundings_of(found.around, source, diagnostics)
        self._vault = (
            assemble_vault(settings, parsed, around)
            if before is None
            else reassemble_vault(before, parsed, around)
        )
        self._held, self._source = held, source
        return self._vault

    def _look(self, path: str, stamp: Stamp | None, settings: Settings, now: int) -> _Held:
        """Return a file as it is now, read only if it may have changed."""
        held = self._held.get(path)
        same = held is not None and stamp == held.stamp
        if held is not None and held.digest and same and not is_doubtful(stamp, held.looked_at):
            return held
        note = read_note_file(self._root, path, settings)
        digest = b"" if isinstance(note, FailedRead) else blake2b(note.data).digest()
        if held is not None and digest and digest == held.digest:
            return _Held(held.parsed, digest, stamp, now)
        return _Held(read_note(note, settings), digest, stamp, now)
