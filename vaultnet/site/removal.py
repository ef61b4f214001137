"""Deletes a site: the files that VaultNet wrote and that are unchanged since, and no others."""

import os
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.site.exchange import BusyError, locked
from vaultnet.site.manifest import MANIFEST, entries, read_manifest
from vaultnet.site.target import PublishError


@dataclass(frozen=True, slots=True)
class RemovedSite:
    """How many files of a site were deleted, and which stay, as they are not its own."""

    folder: Path
    removed: int
    kept: tuple[str, ...]


def remove_site(folder: Path) -> RemovedSite | None:
    """Delete a site; None where a folder holds none. Raises PublishError where it cannot."""
    try:
        if folder.is_symlink() or not folder.is_dir() or read_manifest(folder) is None:
            return None
        with locked(folder.parent):
            return _remove(folder)
    except BusyError as error:
        raise PublishError(
            "another build is writing {folder}; wait until it is done", folder=folder
        ) from error
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise PublishError(
            "{folder} could not be deleted: {words}", folder=folder, words=words
        ) from error


def _remove(folder: Path) -> RemovedSite | None:
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    kept = []
    removed = 0
    for path in tuple(entries(folder)):
        if path == MANIFEST:
            continue
        if manifest.owns(folder, path):
            (folder / path).unlink()
            removed += 1
        else:
            kept.append(path)
    (folder / MANIFEST).unlink()
    for where, _, _ in os.walk(folder, topdown=False):
        here = Path(where)
        if not any(here.iterdir()):
            here.rmdir()
    return RemovedSite(folder, removed, tuple(kept))
