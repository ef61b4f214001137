"""The list of a site's own files, by which it knows later what it may delete."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from vaultnet.domain.audience import Audience
from vaultnet.late import dataclass

MANIFEST = ".vaultnet-site.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that VaultNet wrote into a site: path with forward slashes to SHA-256 in hex.

    `audience` tells for whom the site was made.
    """

    files: Mapping[str, str]
    audience: Audience = Audience.ME

    def encoded(self) -> bytes:
        """Return the bytes of the manifest; the same files give the same bytes."""
        content: dict[str, object] = {"version": _VERSION}
        if self.audience is not Audience.ME:
            content["audience"] = self.audience.value
        content["files"] = dict(sorted(self.files.items()))
        return (json.dumps(content, indent=0) + "\n").encode()

    def owns(self, folder: Path, path: str) -> bool:
        """Tell whether a file was written by VaultNet and is unchanged since."""
        if path == MANIFEST:
            return True
        digest = self.files.get(path)
        return digest is not None and digest == digest_of(folder / path)


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a site; None where there is none, or none that can be understood."""
    path = folder / MANIFEST
    try:
        if path.is_symlink():
            return None
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    files = content.get("files") if isinstance(content, dict) else None
    if not isinstance(files, dict) or content.get("version") != _VERSION:
        return None
    shared = content.get("audience") == Audience.SHARED
    audience = Audience.SHARED if shared else Audience.ME
    return Manifest({str(name): str(digest) for name, digest in files.items()}, audience)


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a regular file, or None for everything else."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def entries(folder: Path) -> Iterator[str]:
    """Yield the path of everything in a folder but real folders, links to folders included."""
    for where, folders, files in os.walk(folder):
        folders.sort()
        here = Path(where)
        linked = [name for name in folders if (here / name).is_symlink()]
        for name in sorted(files + linked):
            yield (here / name).relative_to(folder).as_posix()
