"""Selections to be exported, of vaults in memory: for the owner, and for others."""

from collections.abc import Mapping
from functools import lru_cache

from tests.vaults import AS_OF, VaultText, load_text, strategy_of
from vaultnet.exchange.export_values import ExportOptions, Selection
from vaultnet.language import translator
from vaultnet.resources import example_vault
from vaultnet.vault.audience import redact_vault
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import open_vault

OPTIONS = ExportOptions(words=translator("en"))


def selection_of(vault: Vault, *ids: str) -> Selection:
    """Return a selection of all contacts, or of those with some ids."""
    every = vault.network.contacts
    chosen = tuple(one for one in every if not ids or one.id in ids)
    return Selection(vault, chosen, strategy_of(vault, AS_OF), is_whole=not ids)


def of_texts(files: Mapping[str, str | bytes]) -> Selection:
    """Return a selection of everybody in a vault that is given as texts."""
    contents = {
        path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()
    }
    return selection_of(load_text(VaultText(contents, {})))


def shared_of(vault: Vault) -> Selection:
    """Return a selection of all that others may see."""
    return selection_of(redact_vault(vault).vault)


@lru_cache(maxsize=1)
def example() -> Vault:
    """Return the example vault."""
    return open_vault(example_vault(), AS_OF).vault
