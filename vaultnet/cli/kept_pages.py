"""What a site in the vault was made from, page by page, kept for the next build.

It lies in the private folder, as data, and can be deleted at any time. It is believed only beside
the very site that it was written for: the stamps of all files in it hold times that nobody can
set, so that a site that came along with somebody's vault is made anew.
"""

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vaultnet.cli.program import program_stamp
from vaultnet.encoding import EncodingError, decoder, encode
from vaultnet.index.look import look_at
from vaultnet.index.seal import make_key, seal, unseal
from vaultnet.late import dataclass
from vaultnet.site.kept_units import KeptSite, UnitName
from vaultnet.site.manifest import read_manifest
from vaultnet.site.old_pages import OldPages
from vaultnet.site.plan import FEWEST_THINGS
from vaultnet.site.publish import FILE_MODE
from vaultnet.site.renewed_plan import Renewal
from vaultnet.storage.disk import PRIVATE_FOLDER, open_private_file, write_expendable_file
from vaultnet.storage.failure import StorageError
from vaultnet.storage.lock import vault_lock
from vaultnet.workspace import Workspace

FILE = "pages"
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The units of a site as they are kept: `site` is how its folder looked, `units` go by name.

    The two parts of a name have a character between them that stands in no path.
    """

    site: str
    problems: int
    units: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class OpenedPages:
    """What a build can go on from: `proven_at` is when the site was seen to be as written."""

    key: str
    renewal: Renewal
    proven_at: int = 0


def open_pages(workspace: Workspace, folder: Path) -> OpenedPages | None:
    """Return what is kept of the site in a folder; None where nothing is to be kept of it.

    A first build is for once, as far as anybody knows, and noting what pages ask takes time: only
    where a site stands already does it pay. So does it only for many pages.
    """
    many = len(workspace.vault.network.nodes) >= FEWEST_THINGS
    inside = folder.resolve().is_relative_to(workspace.root.resolve())
    if not many or not inside or read_manifest(folder) is None:
        return None
    key = make_key(program_stamp(), str(folder))
    held, looked_at = _read(workspace.root, key), time.time_ns()
    if held is None or held.site != look_at(folder).digest:
        return OpenedPages(key, Renewal(KeptSite()))
    units = {_name(text): data for text, data in held.units.items()}
    kept = KeptSite(held.problems, units, OldPages(folder, FILE_MODE).read)
    return OpenedPages(key, Renewal(kept), looked_at)


def keep_pages(opened: OpenedPages, workspace: Workspace, folder: Path) -> None:
    """Keep the units of a site that has just been written; where that fails, nothing is."""
    units = {_BETWEEN.join(name): data for name, data in opened.renewal.units.items()}
    kept = KeptPages(look_at(folder).digest, len(workspace.diagnostics), units)
    with suppress(OSError, StorageError), vault_lock(workspace.root, 0) as private:
        write_expendable_file(private / FILE, seal(encode(kept), opened.key))


_decode = decoder(KeptPages)


def _name(text: str) -> UnitName:
    path, _, about = text.partition(_BETWEEN)
    return path, about


def _read(root: Path, key: str) -> KeptPages | None:
    path = root / PRIVATE_FOLDER / FILE
    with suppress(OSError, EncodingError), open_private_file(path) as file:
        body = unseal(file.read(0, file.size), key)
        return None if body is None else _decode(body)
    return None
