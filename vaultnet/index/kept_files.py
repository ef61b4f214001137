"""Parsed files on the disk: a table in SQLite, of which nothing is believed that is not proven.

The data base can be lost at any time, so that it is never flushed, and nobody waits for it. Every
row has a digest of its own: whatever was flipped, cut off or put in its place, the note is parsed.
"""

import stat
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from vaultnet.encoding import EncodingError, decoder, encode
from vaultnet.index.file_rows import (
    Condition,
    FileRow,
    KeptFiles,
    Key,
    Seen,
    is_proven,
    unpack_file,
)
from vaultnet.index.seal import seal, unseal
from vaultnet.vault.files import Stamp
from vaultnet.vault.parsed import ParsedFile

try:
    import sqlite3
except ImportError:  # a Python that was built without it keeps nothing
    _FAULTS: tuple[type[Exception], ...] = (NameError,)
    _DAMAGED = frozenset[int]()
else:
    _FAULTS = (sqlite3.Error,)
    _DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})

_TABLES = (
    "about (name text primary key, value blob)",
    "file (path text primary key, digest blob, kind text, page blob, beside blob, proof blob)",
)
_ROWS = "select path, digest, kind, page, beside, proof from file"
_KEEP = "replace into file (path, digest, kind, page, beside, proof) values (?, ?, ?, ?, ?, ?)"
_PATIENCE = 1.0
_SPARE = 100_000
"""So many more rows than notes are looked at: a damaged tree may lead round in circles."""
_UNSAID = 1
"""The number of an error of SQLite that has none: of a text that is no text, for one."""


def read_kept_files(path: Path, key: Key, stamps: Mapping[str, Stamp | None]) -> KeptFiles:
    """Return what was kept under a key, for notes with these stamps; never raises."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or not found.st_size:
            return KeptFiles()
        with closing(_connect(path, "ro")) as base:
            return _read(base, key, stamps)
    except _FAULTS as error:
        damaged = getattr(error, "sqlite_errorcode", _UNSAID) & 0xFF in _DAMAGED
        return KeptFiles(condition=Condition.DAMAGED if damaged else Condition.NONE)
    except (OSError, ValueError):
        return KeptFiles()


def write_kept_files(
    path: Path, key: Key, rows: Iterable[FileRow], seen: Mapping[str, Seen], gone: Iterable[str]
) -> bool:
    """Put rows into a file that is there, empty or as it was read; False where that fails.

    `seen` takes the place of the stamps that were there, and `gone` are notes that are no more.
    """
    with suppress(*_FAULTS, OSError, EncodingError), closing(_connect(path, "rw")) as base:
        _write(base, key, rows, seen, gone)
        return True
    return False


def _connect(path: Path, mode: str) -> "sqlite3.Connection":
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    patience = _PATIENCE if mode == "ro" else 0.0
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=patience)


def _read(base: "sqlite3.Connection", key: Key, stamps: Mapping[str, Stamp | None]) -> KeptFiles:
    about = dict(base.execute("select name, value from about"))
    condition = _condition_of(about.get("key"), key)
    if condition is not Condition.GOOD:
        return KeptFiles(condition=condition)
    sealed = _read_seen(about.get("seen"), str(key))
    seen, good = sealed or {}, sealed is not None
    files, digests, rows = dict[str, ParsedFile](), dict[str, bytes](), dict[str, FileRow]()
    for found in islice(base.execute(_ROWS), len(stamps) + _SPARE):
        row = FileRow(*found)
        if not is_proven(row, str(key)):
            good = False
            continue
        # Decoded at once, so that the bytes of all pages never lie in memory together.
        unchanged = seen.get(row.path) == (stamps.get(row.path), row.digest)
        if unchanged and (file := unpack_file(row)) is not None:
            files[row.path], digests[row.path] = file, row.digest
        else:
            rows[row.path] = row
    return KeptFiles(files, digests, rows, seen, Condition.GOOD if good else Condition.DAMAGED)


def _condition_of(held: object, key: Key) -> Condition:
    """Tell whether rows hold for a key, by the one that stands beside them."""
    if held == str(key).encode():
        return Condition.GOOD
    if not isinstance(held, bytes):
        return Condition.DAMAGED
    same = held.startswith(f"{key.program}:".encode())
    return Condition.OTHER_SETTINGS if same else Condition.OTHER_VERSION


def _read_seen(held: object, key: str) -> Mapping[str, Seen] | None:
    body = unseal(held, key) if isinstance(held, bytes) else None
    with suppress(EncodingError):
        return None if body is None else decoder(dict[str, Seen])(body)
    return None


def _write(
    base: "sqlite3.Connection",
    key: Key,
    rows: Iterable[FileRow],
    seen: Mapping[str, Seen],
    gone: Iterable[str],
) -> None:
    """Write all or nothing: a process that is killed leaves what was there before.

    Nothing is written to what was kept meanwhile under another key.
    """
    base.execute("pragma synchronous = off")
    base.execute("pragma secure_delete = on")
    base.execute("begin immediate")
    for table in _TABLES:
        base.execute(f"create table if not exists {table} without rowid")
    held = base.execute("select value from about where name = 'key'").fetchone()
    if held is not None and held[0] != str(key).encode():
        return
    base.executemany("delete from file where path = ?", ((path,) for path in gone))
    base.executemany(_KEEP, rows)
    about = (("key", str(key).encode()), ("seen", seal(encode(seen), str(key))))
    base.executemany("replace into about values (?, ?)", about)
    base.execute("commit")
