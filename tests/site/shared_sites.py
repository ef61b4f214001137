"""Sites for others in memory, for tests."""

from collections.abc import Mapping
from dataclasses import replace

from tests.vaults import make_vault
from vaultnet.site.plan import plan_site
from vaultnet.vault.audience import redact_vault
from vaultnet.workspace import Workspace


def shared_site(files: Mapping[str, str | bytes]) -> Mapping[str, bytes]:
    """Return every file of the site for others of a vault, given the text of each file."""
    pictures = {path: content for path, content in files.items() if isinstance(content, bytes)}
    return shared_site_of(make_vault(files), pictures)


def shared_site_of(workspace: Workspace, pictures: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return every file of the site for others of a vault that was opened."""
    shared = redact_vault(workspace.vault)
    seen = replace(workspace, vault=shared.vault, diagnostics=())

    def read(path: str) -> bytes | None:
        return pictures.get(shared.pictures.get(path, ""))

    return {file.path: file.content for file in plan_site(shared.vault, seen.strategy, (), read)}
