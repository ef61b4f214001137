"""The pictures of a vault that pages show, and where their copies stand in the site."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from vaultnet.domain.links import fold
from vaultnet.site.urls import slugify

ReadAttachment = Callable[[str], bytes | None]
"""Gives the bytes of an attachment by its path in the vault, or None where it cannot be read."""

MAX_IMAGE_SIZE = 8 * 1024 * 1024
_SIGNATURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
}


def is_raster(path: str) -> bool:
    """Tell whether the ending of a path is one of the raster formats that pages may show."""
    return PurePosixPath(path).suffix.lower() in _SIGNATURES


class ImageShelf:
    """Finds pictures by the words of a link and remembers which of them pages show.

    Only raster files that are in the vault, are what their ending says and are not larger than
    MAX_IMAGE_SIZE get a place; whatever else a page refers to is shown as text.
    """

    def __init__(self, attachments: frozenset[str], read: ReadAttachment) -> None:
        self._attachments = attachments
        self._read = read
        self._places: dict[str, str | None] = {}
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(attachments):
            if is_raster(path):
                self._by_name.setdefault(fold(PurePosixPath(path).name), []).append(path)

    def find(self, *candidates: str) -> str | None:
        """Return the place in the site of the first path that is a picture of the vault.

        A path that is none is tried as the bare name of a file, if only one file has it.
        """
        for path in candidates:
            if path in self._attachments:
                return self._place(path)
        named = self._by_name.get(fold(PurePosixPath(candidates[-1]).name), [])
        return self._place(named[0]) if len(named) == 1 else None

    @property
    def places(self) -> Mapping[str, str | None]:
        """Return the place in the site of each file that was asked for, None for no picture."""
        return self._places

    def add(self, places: Mapping[str, str | None]) -> None:
        """Take in what another process found."""
        self._places.update(places)

    def copies(self) -> Iterator[tuple[str, bytes]]:
        """Yield place and bytes of each picture that was found so far, ordered by place."""
        for path, place in sorted(self._places.items()):
            content = self._read(path) if place else None
            if place and content is not None:
                yield place, content

    def _place(self, path: str) -> str | None:
        if path not in self._places:
            content = self._read(path) if is_raster(path) else None
            usable = content is not None and _is_what_it_says(path, content)
            self._places[path] = _site_path(path) if usable else None
        return self._places[path]


def _is_what_it_says(path: str, content: bytes) -> bool:
    signatures = _SIGNATURES[PurePosixPath(path).suffix.lower()]
    return len(content) <= MAX_IMAGE_SIZE and content.startswith(signatures)


def _site_path(path: str) -> str:
    """Return a name that no other path has: what it is called, and a hash of where it is."""
    pure = PurePosixPath(path)
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"files/{slugify(pure.stem)[:40] or 'picture'}-{digest}{pure.suffix.lower()}"
