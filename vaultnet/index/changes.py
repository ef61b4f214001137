"""What changed on the disk since something was kept: a pure difference of two lists of files."""

from collections.abc import Mapping

from vaultnet.late import dataclass
from vaultnet.vault.files import Stamp

DOUBTFUL = 2_000_000_000
"""A file that changed less than two seconds before it was kept may have changed since."""
FEW = 8
"""So many changed notes are rather read again each time than all that is kept written anew."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths of files, each list in order.

    `doubtful` are files whose stamp is the one that was kept, but so young that the text may be
    another all the same, as git finds in its index.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def to_read(self) -> tuple[str, ...]:
        """Return the files that have to be read."""
        return (*self.new, *self.changed, *self.doubtful)

    @property
    def count(self) -> int:
        """Return how many files are not as they were kept, or may not be."""
        return len(self.to_read) + len(self.gone)


def compare(
    held: Mapping[str, Stamp | None], found: Mapping[str, Stamp | None], kept_at: int
) -> Difference:
    """Compare the files that were kept with those that are there.

    `kept_at` is when they were kept, in nanoseconds.
    """
    new, changed, doubtful = [], [], []
    for path, stamp in found.items():
        if path not in held:
            new.append(path)
        elif stamp is None or stamp != held[path]:
            changed.append(path)
        elif is_doubtful(stamp, kept_at):
            doubtful.append(path)
    gone = (path for path in held if path not in found)
    return Difference(*(tuple(sorted(each)) for each in (new, changed, doubtful, gone)))


def is_doubtful(stamp: Stamp | None, kept_at: int) -> bool:
    """Tell whether a file may have changed again after its stamp was taken."""
    return stamp is None or max(stamp.modified, stamp.changed) > kept_at - DOUBTFUL
