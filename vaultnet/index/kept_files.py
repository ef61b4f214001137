"""Parsed files on the disk: a table in SQLite, of which nothing is believed that is not proven.

The data base can be lost at any time, so that it is never flushed, and nobody waits for it. Every
row has a digest of its own: whatever was flipped, cut off or put in its place, the note is parsed.
"""

import stat
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from vaultnet.encoding import EncodingError, decoder, encode
from vaultnet.index.file_rows import Condition, FileRow, KeptFiles, Key, Seen, is_proven
from vaultnet.index.seal import seal, unseal

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
_PLAUSIBLE = 1_000_000
"""A damaged tree may lead round in circles: more rows than this are none of ours."""
_UNSAID = 1
"""The number of an error of SQLite that has none: of a text that is no text, for one."""


def read_kept_files(path: Path, key: Key) -> KeptFiles:
    """Return what was kept under a key; never raises, whatever there is."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or not found.st_size:
            return KeptFiles()
        with closing(_connect(path, "ro")) as base:
            return _read(base, key)
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


def _read(base: "sqlite3.Connection", key: Key) -> KeptFiles:
    about = dict(base.execute("select name, value from about"))
    condition = _condition_of(about.get("key"), key)
    if condition is not Condition.GOOD:
        return KeptFiles(condition=condition)
    text, rows, all_proven = str(key), {}, True
    for count, found in enumerate(base.execute(_ROWS)):
        row = FileRow(*found)
        if count > _PLAUSIBLE:
            return KeptFiles(condition=Condition.DAMAGED)
        if is_proven(row, text):
            rows[row.path] = row
        else:
            all_proven = False
    seen = _read_seen(about.get("seen"), text)
    good = all_proven and seen is not None
    return KeptFiles(rows, seen or {}, Condition.GOOD if good else Condition.DAMAGED)


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
