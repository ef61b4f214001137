"""The site that stands, for the next one: files that would be written with the same bytes.

They are linked into the new folder instead of being written, so that the two folders share them
until the old one is deleted, and their times stay what they were. Nothing is ever written into a
file that is there, so that neither site changes through the other.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path


class OldPages:
    """Gives files of an old site to a new one where they are the same in every respect."""

    def __init__(self, folder: Path, mode: int) -> None:
        self._folder = folder
        self._mode = mode
        self._plain: dict[Path, bool] = {}

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

    def _is_plain(self, folder: Path) -> bool:
        """Tell whether a folder of the old site is really in it: no link stands on the way."""
        known = self._plain.get(folder)
        if known is None:
            real = stat.S_ISDIR(folder.lstat().st_mode)
            known = real and (folder == self._folder or self._is_plain(folder.parent))
            self._plain[folder] = known
        return known
