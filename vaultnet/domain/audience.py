"""For whom something is made: the owner of a vault, or somebody they show a part of it to."""

from enum import StrEnum


class Audience(StrEnum):
    """Who will read: the owner, who may see everything, or somebody else."""

    ME = "me"
    SHARED = "shared"
