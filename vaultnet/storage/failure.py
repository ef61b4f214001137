"""What can go wrong between a vault and its disk, in words for people."""

import errno
from collections.abc import Mapping

from vaultnet.phrase import Phrase, Tell, wording

_CAUSES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: (wording("the disk is full"), wording("free some space, then try again")),
    errno.EDQUOT: (
        wording("your disk quota is used up"),
        wording("free some space, then try again"),
    ),
    errno.EROFS: (
        wording("the file system is read-only"),
        wording("mount it writable, or copy the vault elsewhere"),
    ),
    errno.EACCES: (
        wording("permission denied"),
        wording("give yourself the right to write in its folder"),
    ),
    errno.EPERM: (
        wording("the operation is not permitted"),
        wording("check the owner and flags of its folder"),
    ),
    errno.EIO: (
        wording("the disk reported an error"),
        wording("check the disk before you write to it again"),
    ),
    errno.ENAMETOOLONG: (wording("the file name is too long"), wording("choose a shorter name")),
    errno.ENOENT: (
        wording("there is no such file or folder"),
        wording("check whether it was moved meanwhile"),
    ),
    errno.ENOTDIR: (
        wording("a part of its path is not a folder"),
        wording("rename the file that stands in the way"),
    ),
    errno.ELOOP: (wording("it is a symbolic link"), wording("edit the file that it points to")),
    errno.EISDIR: (wording("it is a folder"), wording("rename the folder that stands in the way")),
}


class StorageError(Exception):
    """A file could not be written; the text says which, why, and what to do.

    `path` is relative to the vault where the file lies in it. `written` are the files of the
    same operation that had been written before, which an undo record restores.
    """

    def __init__(
        self, path: str, cause: str, remedy: str = "", *, written: tuple[str, ...] = ()
    ) -> None:
        self._sentence = Phrase(
            "cannot write {path}: {cause}", {"path": path, "cause": Phrase(cause)}
        )
        super().__init__(str(self._sentence))
        self.path = path
        self.cause = cause
        self.remedy = remedy
        self.written = written

    @property
    def phrase(self) -> Phrase:
        """Return which file could not be written, and why, to be said in any language."""
        return self._sentence

    def told(self, tell: Tell) -> tuple[str, str]:
        """Return what is wrong and what to do, as `tell` says templates and values."""
        return self._sentence.told(tell), tell(self.remedy, {}) if self.remedy else ""


class ConflictError(StorageError):
    """A file is no longer what the change was computed from; nothing was overwritten."""


def describe_failure(path: str, error: OSError) -> StorageError:
    """Return the error for people that stands for an error of the operating system."""
    remedy = wording("check the disk and its permissions")
    fallback = ((error.strerror or "unknown error").lower(), remedy)
    cause, remedy = _CAUSES.get(error.errno or 0, fallback)
    return StorageError(path, cause, remedy)


def changed_meanwhile(path: str) -> ConflictError:
    """Return the error for a note that somebody else saved in between."""
    cause = "it was changed by something else in the meantime"
    return ConflictError(path, cause, "run the command again: it will start from the new text")
