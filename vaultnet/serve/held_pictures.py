"""The pictures of a vault, held in memory: each is read again only when its file changed."""

import time
from collections.abc import Callable
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.site.publish import attachment_reader
from vaultnet.vault.files import Stamp
from vaultnet.vault.listing import is_doubtful


@dataclass(frozen=True, slots=True)
class _Held:
    """What a file held, what told it then, and when it was looked at."""

    content: bytes | None
    stamp: Stamp | None
    looked_at: int


class HeldPictures:
    """Gives each edition what reads its pictures; what no edition asks for is let go."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read = attachment_reader(root)
        self._held: dict[str, _Held] = {}

    def reader(self) -> Callable[[str], bytes | None]:
        """Return what reads the pictures of one edition; they are the same for all of it."""
        before, now = self._held, dict[str, _Held]()
        self._held = now

        def read(path: str) -> bytes | None:
            if path not in now:
                now[path] = self._look(path, before.get(path))
            return now[path].content

        return read

    def _look(self, path: str, held: _Held | None) -> _Held:
        now = time.time_ns()
        stamp = _stamp_of(self._root / path)
        same = held is not None and held.content is not None and held.stamp == stamp
        if held is not None and same and not is_doubtful(stamp, held.looked_at):
            return held
        content = self._read(path)
        same = held is not None and content == held.content
        return _Held(held.content if held is not None and same else content, stamp, now)


def _stamp_of(path: Path) -> Stamp | None:
    try:
        about = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
