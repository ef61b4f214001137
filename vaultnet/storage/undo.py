"""Undo records: what a write replaced, kept so that it can be restored exactly."""

import binascii
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from vaultnet.late import dataclass, pattern
from vaultnet.storage.disk import PRIVATE_FOLDER, discard, flush_folder, write_private_file

UNDO_FOLDER = "undo"
TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".vaultnet-", ".tmp"
KEPT_RECORDS = 200
"""How many operations can be taken back; the text that older ones replaced is let go."""
_SCHEMA_VERSION = 1
_TAKES_BACK = pattern(r"undo (\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class UndoEntry:
    """One file of an operation.

    `before` is None for a file that the operation created; `after` is the digest of what it
    wrote, None for a file that it removed. `mode` holds the permission bits that were there.
    `temporary` names the file that was written first, so that a crash leaves nothing unowned.
    `folders` are those that were not there yet, the outermost first.
    """

    path: str
    before: bytes | None
    after: str | None
    mode: int | None
    temporary: str
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoRecord:
    """One operation: its number, counted up in a vault, what it was, and its files."""

    number: int
    label: str
    entries: tuple[UndoEntry, ...]

    @property
    def takes_back(self) -> int | None:
        """Return the number of the operation that this one took back, if it did that."""
        match = _TAKES_BACK.fullmatch(self.label)
        return int(match[1]) if match else None


def next_number(folder: Path) -> int:
    """Return the number for the next record in a vault's private folder."""
    return max(_numbers(folder), default=0) + 1


def write_undo_record(folder: Path, record: UndoRecord) -> None:
    """Write a record, flushed and readable by its owner only; raises OSError."""
    store = folder / UNDO_FOLDER
    with suppress(FileExistsError):
        os.mkdir(store, 0o700)
        flush_folder(folder)
    write_private_file(_path_of(folder, record.number), _encode(record))


def remove_undo_record(folder: Path, number: int) -> None:
    """Remove the record of an operation that changed nothing."""
    discard(_path_of(folder, number))


def read_undo_records(root: Path) -> Iterator[UndoRecord]:
    """Yield the records of a vault, the latest first; unreadable ones are passed over."""
    folder = root / PRIVATE_FOLDER
    for number in sorted(_numbers(folder), reverse=True):
        record = read_undo_record(folder, number)
        if record is not None:
            yield record


def read_undo_record(folder: Path, number: int) -> UndoRecord | None:
    """Read one record; None where it is missing or not one of ours."""
    try:
        return _decode(_path_of(folder, number).read_bytes())
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def undo_label(number: int) -> str:
    """Return the label of an operation that takes another one back."""
    return f"undo {number}"


def read_record_time(root: Path, number: int) -> float | None:
    """Return when an operation was recorded, in seconds since 1970; None where nobody knows."""
    try:
        return os.stat(_path_of(root / PRIVATE_FOLDER, number)).st_mtime
    except OSError:
        return None


def read_undo_numbers(root: Path) -> tuple[int, ...]:
    """Return the numbers of all records, the latest first, also of those that cannot be read."""
    return tuple(sorted(_numbers(root / PRIVATE_FOLDER), reverse=True))


def remove_leftovers(root: Path, folder: Path) -> None:
    """Remove the temporary files that a killed writer left; call it with the lock held.

    A record may come from somebody else with the vault: what is no temporary file of ours in
    this vault is left alone.
    """
    number = next_number(folder) - 1
    record = read_undo_record(folder, number) if number else None
    for entry in record.entries if record else ():
        if _is_temporary(root, entry.temporary):
            discard(root / entry.temporary)


def remove_old_records(folder: Path) -> None:
    """Remove all records but the latest; call it with the lock held."""
    for number in sorted(_numbers(folder), reverse=True)[KEPT_RECORDS:]:
        discard(_path_of(folder, number))


def _is_temporary(root: Path, written: str) -> bool:
    path = root / written
    named = path.name.startswith(TEMPORARY_PREFIX) and path.suffix == TEMPORARY_SUFFIX
    return named and path.parent.resolve().is_relative_to(root.resolve())


def _path_of(folder: Path, number: int) -> Path:
    return folder / UNDO_FOLDER / f"{number:06}.json"


def _numbers(folder: Path) -> Iterator[int]:
    try:
        names = os.listdir(folder / UNDO_FOLDER)
    except OSError:
        return
    for name in names:
        stem, _, extension = name.partition(".")
        if extension == "json" and stem.isascii() and stem.isdigit():
            yield int(stem)


def _encode(record: UndoRecord) -> bytes:
    entries = [asdict(entry) | {"before": _encode_bytes(entry.before)} for entry in record.entries]
    content = {
        "schema_version": _SCHEMA_VERSION,
        "number": record.number,
        "label": record.label,
        "entries": entries,
    }
    return json.dumps(content, indent=1).encode("ascii") + b"\n"


def _decode(data: bytes) -> UndoRecord:
    content = json.loads(data)
    if content["schema_version"] != _SCHEMA_VERSION:
        raise ValueError("unknown version")
    entries = tuple(
        UndoEntry(
            **entry
            | {
                "before": _decode_bytes(entry["before"]),
                "folders": tuple(entry.get("folders", ())),
            }
        )
        for entry in content["entries"]
    )
    if not all(isinstance(text, str) for each in entries for text in _paths_of(each)):
        raise ValueError("no paths")
    return UndoRecord(content["number"], content["label"], entries)


def _paths_of(entry: UndoEntry) -> tuple[str, ...]:
    return (entry.path, entry.temporary, *entry.folders)


def _encode_bytes(data: bytes | None) -> str | None:
    return None if data is None else binascii.b2a_base64(data, newline=False).decode("ascii")


def _decode_bytes(text: str | None) -> bytes | None:
    return None if text is None else binascii.a2b_base64(text, strict_mode=True)
