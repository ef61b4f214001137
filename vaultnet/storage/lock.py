"""One writer at a time in a vault."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaultnet.storage.disk import PRIVATE_FOLDER, write_ignore_file, write_private_folder
from vaultnet.storage.failure import StorageError, describe_failure

LOCK_FILE = "lock"
_PAUSE = 0.05


@contextmanager
def vault_lock(root: Path, patience: float) -> Iterator[Path]:
    """Hold the lock of a vault, and give its private folder.

    Waits up to `patience` seconds for another writer; raises StorageError when it does not end,
    or where the lock cannot be made. The system releases the lock of a process that dies.
    """
    shown = f"{PRIVATE_FOLDER}/{LOCK_FILE}"
    try:
        folder = write_private_folder(root)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(folder / LOCK_FILE, flags, 0o600)
    except OSError as error:
        raise describe_failure(shown, error) from error
    try:
        _acquire(descriptor, shown, patience)
        _ignore(folder)
        yield folder
    finally:
        os.close(descriptor)


def _ignore(folder: Path) -> None:
    try:
        write_ignore_file(folder)
    except OSError as error:
        raise describe_failure(f"{PRIVATE_FOLDER}/.gitignore", error) from error


def _acquire(descriptor: int, shown: str, patience: float) -> None:
    """Take the lock, trying at short intervals for as long as patience lasts."""
    for _ in range(int(patience / _PAUSE) + 1):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError as error:
            raise describe_failure(shown, error) from error
        else:
            return
    remedy = "wait until the other command has ended, then try again; nothing was written"
    raise StorageError(shown, "another vaultnet is writing to this vault", remedy)
