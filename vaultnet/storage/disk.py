"""The few operations on a disk that the protocol is made of."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EFBIG, EINVAL, ENOTSUP
from pathlib import Path

from vaultnet.late import dataclass

PRIVATE_FOLDER = ".vaultnet"
_PRIVATE_FILE = 0o600
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_CHUNK = 1 << 20
_LARGEST = 1 << 30
"""A larger file of ours was damaged: nothing that is kept of a vault is as large."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A regular file as it was found: its bytes, permission bits, and owner."""

    data: bytes
    mode: int
    owner: tuple[int, int]


def read_state(path: Path) -> FileState | None:
    """Read a regular file without following a link; None where there is none.

    Raises OSError: ELOOP for a symbolic link, EINVAL for a device, a pipe or a folder.
    """
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISLNK(found.st_mode):
        raise OSError(EINVAL, "it is not a regular file")
    descriptor = os.open(path, _READ)
    try:
        status = os.fstat(descriptor)
        owner = (status.st_uid, status.st_gid)
        return FileState(_read_all(descriptor), stat.S_IMODE(status.st_mode), owner)
    finally:
        os.close(descriptor)


def create_file(path: Path, data: bytes, mode: int) -> int:
    """Create a file that must not exist yet, write all bytes, and return its descriptor.

    The caller closes it, after setting what else it needs and flushing. On an error the file
    is closed and removed.
    """
    descriptor = os.open(path, _CREATE, mode)
    try:
        remaining = memoryview(data)
        while remaining:
            remaining = remaining[os.write(descriptor, remaining) :]
    except BaseException:
        os.close(descriptor)
        discard(path)
        raise
    return descriptor


def write_private_file(path: Path, data: bytes) -> None:
    """Write a file of our own that only its owner can read: whole and flushed, or not at all."""
    _write_private(path, data, os.fsync)
    flush_folder(path.parent)


def write_expendable_file(path: Path, data: bytes) -> None:
    """Write a file of our own that can be made again: whoever reads it finds all of it or none.

    It is not flushed: what a power cut leaves of it has to be found out by whoever reads it.
    """
    _write_private(path, data, lambda _descriptor: None)


def _write_private(path: Path, data: bytes, flush: Callable[[int], None]) -> None:
    temporary = path.with_name(path.name + ".part")
    discard(temporary)
    descriptor = create_file(temporary, data, _PRIVATE_FILE)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)
    os.replace(temporary, path)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of ours that is read in parts."""

    descriptor: int
    size: int

    def read(self, at: int, size: int) -> bytes:
        """Return so many bytes from a place; fewer where the file ends before."""
        chunks = []
        while size > 0 and (chunk := os.pread(self.descriptor, size, at)):
            chunks.append(chunk)
            at, size = at + len(chunk), size - len(chunk)
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)


@contextmanager
def open_private_file(path: Path) -> Iterator[OpenFile]:
    """Open a regular file of our own; raises OSError for a link, and for anything else.

    One that is larger than any of ours would fill the memory, and is refused too.
    """
    descriptor = os.open(path, _READ | os.O_NONBLOCK)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(EINVAL, "it is not a regular file")
        if status.st_size > _LARGEST:
            raise OSError(EFBIG, "it is too large")
        yield OpenFile(descriptor, status.st_size)
    finally:
        os.close(descriptor)


def append_to_private_file(path: Path, data: bytes) -> None:
    """Put bytes at the end of a file of our own that may be lost: it is not flushed."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)


def flush_file(descriptor: int) -> bool:
    """Flush a file to the disk; False where the file system knows no flushing."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno in {EINVAL, ENOTSUP}:
            return False
        raise
    return True


def flush_folder(folder: Path) -> bool:
    """Flush the entries of a folder; False where it is not known to have worked."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        os.fsync(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def discard(path: Path) -> None:
    """Remove a temporary file of ours if it is there."""
    with suppress(OSError):
        os.unlink(path)


def write_private_folder(root: Path) -> Path:
    """Make the folder `.vaultnet` that only its owner can enter.

    Raises OSError where it cannot be made, or where a symbolic link stands in its place.
    """
    folder = root / PRIVATE_FOLDER
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise OSError(EINVAL, f"{PRIVATE_FOLDER} is not a folder")
    return folder


def write_ignore_file(folder: Path) -> None:
    """Let git ignore a folder of ours, whole or not at all; call it with the lock held."""
    path = folder / ".gitignore"
    if not os.path.lexists(path):
        write_private_file(path, b"*\n")


def _read_all(descriptor: int) -> bytes:
    chunks = []
    while chunk := os.read(descriptor, _CHUNK):
        chunks.append(chunk)
    return b"".join(chunks)
