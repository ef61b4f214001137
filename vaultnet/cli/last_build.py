"""What the last build of a vault was made from, and whether it still stands.

It is kept in the private folder of the vault, as data, and can be deleted at any time: then the
next build makes everything anew.
"""

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from vaultnet.cli.program import program_stamp
from vaultnet.index.look import digest_contents, look_at, look_at_vault
from vaultnet.index.seal import make_key, seal, unseal
from vaultnet.late import dataclass
from vaultnet.site.exchange import new_folder, old_folder

FILE = "build.json"


@dataclass(frozen=True, slots=True)
class Account:
    """What a build says in the end: what became of the files, and how many problems there are."""

    found: int
    loaded: int
    rejected: int
    ignored: int
    errors: int
    warnings: int
    remarks: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What a build is about to be made from, looked at before anything is read.

    `generated` are the folders of sites in the vault, by their paths in it; `looked_at` is when.
    """

    root: Path
    key: str
    generated: tuple[str, ...]
    looked_at: int
    notes: str
    contents: str


@dataclass(frozen=True, slots=True)
class LastBuild:
    """A build that still stands: its folder, the language of the vault, and what it said."""

    folder: Path
    language: str
    account: Account


def look_before(root: Path, asked: str, generated: tuple[str, ...]) -> Origin:
    """Look at a vault before it is read; `asked` is what else the build depends on: its day."""
    return _origin(root, _key(asked), generated, time.time_ns())


def read_last_build(root: Path, asked: str) -> LastBuild | None:
    """Return the last build if it was asked for in the same way and all is as it was then."""
    key = _key(asked)
    held = _read(root, key)
    if held is None:
        return None
    try:
        origin = _origin(root, key, tuple(held["generated"]), int(held["looked_at"]))
        folder = Path(held["folder"])
        account = Account(*map(int, held["account"]))
        last = LastBuild(folder, str(held["language"]), account)
        now = (origin.notes, origin.contents, look_at(folder).digest)
        same = now == (held["notes"], held["contents"], held["site"])
    except (KeyError, TypeError, ValueError):
        return None
    return last if same and not _is_interrupted(folder) else None


def keep_build(origin: Origin, build: LastBuild) -> None:
    """Keep what a site that has just been written was made from; where that fails, nothing is.

    Of a site outside of the vault nothing is kept: such a build leaves the vault as it is.
    """
    if not build.folder.resolve().is_relative_to(origin.root.resolve()):
        return
    held = {
        "generated": origin.generated,
        "looked_at": origin.looked_at,
        "notes": origin.notes,
        "contents": origin.contents,
        "folder": str(build.folder),
        "site": look_at(build.folder).digest,
        "language": build.language,
        "account": [getattr(build.account, name) for name in Account.__slots__],
    }
    _write(origin.root, origin.key, held)


def _origin(root: Path, key: str, generated: tuple[str, ...], looked_at: int) -> Origin:
    """Look at a vault, and into the files that were too young at a time to be told by a stamp."""
    notes = look_at_vault(root, generated, looked_at)
    return Origin(
        root, key, generated, looked_at, notes.digest, digest_contents(notes.doubt(looked_at))
    )


def _is_interrupted(folder: Path) -> bool:
    """Tell whether another build left something beside a site that the next one clears."""
    return new_folder(folder).exists() or old_folder(folder).exists()


def _key(asked: str) -> str:
    """Return the digest of the program and of what it was asked for."""
    return make_key(asked, program_stamp())


def _read(root: Path, key: str) -> dict[str, Any] | None:
    from vaultnet.storage.disk import PRIVATE_FOLDER, open_private_file

    path = root / PRIVATE_FOLDER / FILE
    with suppress(OSError, ValueError, RecursionError), open_private_file(path) as file:
        body = unseal(file.read(0, file.size), key)
        held = None if body is None else json.loads(body)
        return held if isinstance(held, dict) else None
    return None


def _write(root: Path, key: str, held: dict[str, Any]) -> None:
    from vaultnet.storage.disk import write_private_file
    from vaultnet.storage.failure import StorageError
    from vaultnet.storage.lock import vault_lock

    with suppress(OSError, StorageError, ValueError), vault_lock(root, 0) as folder:
        write_private_file(folder / FILE, seal(json.dumps(held).encode(), key))
