"""What can go wrong between a vault and its disk, in words for people."""

import errno
from collections.abc import Mapping

_CAUSES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "free some space, then try again"),
    errno.EDQUOT: ("your disk quota is used up", "free some space, then try again"),
    errno.EROFS: ("the file system is read-only", "mount it writable, or copy the vault elsewhere"),
    errno.EACCES: ("permission denied", "give yourself the right to write in its folder"),
    errno.EPERM: ("the operation is not permitted", "check the owner and flags of its folder"),
    errno.EIO: ("the disk reported an error", "check the disk before you write to it again"),
    errno.ENAMETOOLONG: ("the file name is too long", "choose a shorter name"),
    errno.ENOENT: ("there is no such file or folder", "check whether it was moved meanwhile"),
    errno.ENOTDIR: ("a part of its path is not a folder", "rename the file that stands in the way"),
    errno.ELOOP: ("it is a symbolic link", "edit the file that it points to"),
    errno.EISDIR: ("it is a folder", "rename the folder that stands in the way"),
}


class StorageError(Exception):
    """A file could not be written; the text says which, why, and what to do.

    `path` is relative to the vault where the file lies in it. `written` are the files of the
    same operation that had been written before, which an undo record restores.
    """

    def __init__(
        self, path: str, cause: str, remedy: str = "", *, written: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"cannot write {path}: {cause}")
        self.path = path
        self.cause = cause
        self.remedy = remedy
        self.written = written


class ConflictError(StorageError):
    """A file is no longer what the change was computed from; nothing was overwritten."""


def describe_failure(path: str, error: OSError) -> StorageError:
    """Return the error for people that stands for an error of the operating system."""
    fallback = ((error.strerror or "unknown error").lower(), "check the disk and its permissions")
    cause, remedy = _CAUSES.get(error.errno or 0, fallback)
    return StorageError(path, cause, remedy)


def changed_meanwhile(path: str) -> ConflictError:
    """Return the error for a note that somebody else saved in between."""
    cause = "it was changed by something else in the meantime"
    return ConflictError(path, cause, "run the command again: it will start from the new text")
