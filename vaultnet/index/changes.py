"""Whether a file may have changed without its stamp telling so."""

from vaultnet.vault.files import Stamp

DOUBTFUL = 2_000_000_000
"""A file that changed less than two seconds before it was looked at may change once more, within
the same tick of a coarse clock, and have the same stamp; in nanoseconds."""


def is_doubtful(stamp: Stamp | None, looked_at: int) -> bool:
    """Tell whether a file may have changed again after its stamp was taken.

    `looked_at` is a time before that, in nanoseconds.
    """
    return stamp is None or max(stamp.modified, stamp.changed) > looked_at - DOUBTFUL
