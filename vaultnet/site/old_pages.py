"""The site that stands, for the next one: files that would be written with the same bytes.

They are linked into the new folder instead of being written, so that the two folders share them
until the old one is deleted, and their times stay what they were. Nothing is ever written into a
file that is there, so that neither site changes through the other.
"""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from vaultnet.site.manifest import digest, digest_of, read_manifest
from vaultnet.vault.listing import DOUBTFUL


class OldPages:
    """Gives files of an old site to a new one where they are the same in every respect."""

    def __init__(self, folder: Path, mode: int, proven_at: int = 0) -> None:
        """Give files of a folder; `proven_at` is when they were all seen to be as written."""
        self._folder = folder
        self._mode = mode
        self._proven_at = proven_at
        self._plain: dict[Path, bool] = {}

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        manifest = read_manifest(self._folder)
        return {} if manifest is None else manifest.files

    def keep(self, path: str, target: Path) -> str | None:
        """Link the file at a path as `target`, and return its digest.

        None where it is not there, or not what was written, or where the disk knows no links.
        """
        old, known = self._folder / path, self._digests.get(path)
        with suppress(OSError):
            if known is not None and self._is_plain(old.parent) and self._is_proven(old, known):
                os.link(old, target, follow_symlinks=False)
                return known
        return None

    def read(self, path: str) -> bytes | None:
        """Return the bytes of the file at a path; None where it is not what was written."""
        old, known = self._folder / path, self._digests.get(path)
        with suppress(OSError):
            if known is not None and self._is_plain(old.parent) and not old.is_symlink():
                content = old.read_bytes()
                return content if digest(content) == known else None
        return None

    def link(self, path: str, content: bytes, target: Path) -> bool:
        """Link the file at a path of the old site as `target`, if it has this content.

        False where it has not, where others could read it, or where the disk knows no links.
        """
        old = self._folder / path
        with suppress(OSError):
            if self._is_plain(old.parent) and self._is_same(old, content):
                os.link(old, target, follow_symlinks=False)
                return True
        return False

    def _is_same(self, file: Path, content: bytes) -> bool:
        about = file.lstat()
        alike = (
            stat.S_ISREG(about.st_mode)
            and stat.S_IMODE(about.st_mode) == self._mode
            and about.st_size == len(content)
        )
        return alike and file.read_bytes() == content

    def _is_proven(self, file: Path, known: str) -> bool:
        """Tell whether a file is what was written: by its times, or else by its contents."""
        about = file.lstat()
        if not stat.S_ISREG(about.st_mode) or stat.S_IMODE(about.st_mode) != self._mode:
            return False
        changed = max(about.st_ctime_ns, about.st_mtime_ns)
        return changed < self._proven_at - DOUBTFUL or digest_of(file) == known

    def _is_plain(self, folder: Path) -> bool:
        """Tell whether a folder of the old site is really in it: no link stands on the way."""
        known = self._plain.get(folder)
        if known is None:
            real = stat.S_ISDIR(folder.lstat().st_mode)
            known = real and (folder == self._folder or self._is_plain(folder.parent))
            self._plain[folder] = known
        return known
