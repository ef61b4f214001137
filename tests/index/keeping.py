"""A vault of a few notes, of which all is kept, and its reading."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.notes import real_notes
from tests.vaults import write_vault
from vaultnet.phrase import Phrase
from vaultnet.vault import listing
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import Keeping, read_vault

PROGRAM = "this program"


def make_small(folder: Path) -> Path:
    """Make a vault of a few notes, some of them odd, of which all is kept."""
    files = {f"contacts/c{n}.md": f"---\nname: Contact {n}\n---\n- x [[c1]]\n" for n in range(9)}
    files |= {"contacts/broken.md": "---\nname: [\n---\n", "vaultnet.toml": ""}
    files |= {note.path: note.data for note in real_notes()[:5]}  # type: ignore[misc]
    root = write_vault(folder, files)
    (root / ".vaultnet").mkdir(mode=0o700)
    settle(root)
    kept(root)
    return root


def settle(root: Path) -> None:
    """Make all notes old enough for their stamps to be believed."""
    for path in root.rglob("*.md"):
        os.utime(path, ns=(10**18, 10**18))


def kept(
    root: Path,
    told: list[Phrase] | None = None,
    looked_at: int | None = None,
    program: str = PROGRAM,
) -> Vault:
    """Read a vault by what was kept; by default so late that every stamp can be believed."""
    late = time.time_ns() + 10 * listing.DOUBTFUL
    hear: Callable[[Phrase], None] = told.append if told is not None else lambda _: None
    at = late if looked_at is None else looked_at
    return read_vault(root, keeping=Keeping(lambda: program, at, hear))
