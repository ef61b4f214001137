"""Putting files in the cabinet of a vault: each whole or not at all, and no more than a few.

They are not flushed to the disk: one that a power cut tears has no valid seal any more.
"""

import os
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from vaultnet.storage.disk import PRIVATE_FOLDER, discard, write_expendable_file
from vaultnet.storage.failure import StorageError
from vaultnet.storage.lock import vault_lock

MOST_FILES, MOST_BYTES = 128, 32 * 1024 * 1024


def write_cabinet(root: str, name: str, files: Mapping[str, bytes], *, clears: bool) -> None:
    """Write files for the next command; where that fails, fewer or none are kept.

    They go into a folder of a name in the private folder of the vault. `clears` deletes first
    what was kept before. Nothing is written where the private folder was taken away meanwhile, or
    while another command writes.
    """
    if not (Path(root) / PRIVATE_FOLDER).is_dir():
        return
    with suppress(OSError, StorageError), vault_lock(Path(root), 0) as private:
        folder = private / name
        if clears or folder.is_symlink():
            _take_away(folder)
        folder.mkdir(0o700, exist_ok=True)
        for each, data in files.items():
            write_expendable_file(folder / each, data)
        _let_oldest_go(folder, files)


def _take_away(folder: Path) -> None:
    """Delete the folder, or whatever stands in its place."""
    if folder.is_dir() and not folder.is_symlink():
        from shutil import rmtree

        rmtree(folder)
    else:
        discard(folder)


def _let_oldest_go(folder: Path, written: Container[str]) -> None:
    """Delete what was kept first where there are too many files, or too large ones."""
    held = [(about.st_mtime_ns, path, about.st_size) for path, about in _files(folder)]
    count, total = len(held), sum(size for _, _, size in held)
    for _, path, size in sorted(held):
        if count <= MOST_FILES and total <= MOST_BYTES:
            return
        if path.name not in written:
            discard(path)
            count, total = count - 1, total - size


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    return ((path, path.lstat()) for path in folder.iterdir())
