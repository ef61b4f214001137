"""Opens a vault: the one place where folder, settings, date and checks are wired together."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.diagnostics import Diagnostic
from vaultnet.vault.checks import check_vault
from vaultnet.vault.files import read_settings_file, read_vault_files
from vaultnet.vault.load import Watch, load_settings, load_vault
from vaultnet.vault.parsed import Vault
from vaultnet.vault.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from vaultnet.strategy.summary import Strategy


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
