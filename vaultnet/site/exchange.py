"""Puts a new folder in the place of an old one, so that readers always find a whole one."""

import ctypes
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_CURRENT_FOLDER = -100
_EXCHANGE = 2
_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP}


class BusyError(Exception):
    """Another program holds the folder."""


def new_folder(out: Path) -> Path:
    """Return where a site is written before it takes the place of `out`."""
    return out.with_name(f".{out.name}.vaultnet-new")


def old_folder(out: Path) -> Path:
    """Return where the old site waits while two renames put the new one in its place."""
    return out.with_name(f".{out.name}.vaultnet-old")


def exchange(out: Path) -> Path:
    """Put the new folder in the place of `out`, and return where the old one is then.

    One step where the system can exchange two folders; else two, between which the old site is
    beside its place, where the next start finds it.
    """
    new, old = new_folder(out), old_folder(out)
    if _exchanged(new, out):
        return new
    out.rename(old)
    new.rename(out)
    return old


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder against other builds; raises BusyError where one is running."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BusyError(str(folder)) from error
    finally:
        os.close(handle)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here = ctypes.c_int(_AT_CURRENT_FOLDER)
    paths = (os.fsencode(one), os.fsencode(other))
    done = renameat2(here, paths[0], here, paths[1], ctypes.c_uint(_EXCHANGE))
    code = ctypes.get_errno()
    if done == 0:
        return True
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one))
