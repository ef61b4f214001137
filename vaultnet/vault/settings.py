"""The settings of a vault: every one has a default, and an empty `vaultnet.toml` works."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaultnet.diagnostics import Severity
from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import Cadence
from vaultnet.domain.node import Kind

SETTINGS_FILE = "vaultnet.toml"

DEFAULT_FOLDERS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CONTACT: ("contacts",),
    Kind.OBJECTIVE: ("objectives",),
    Kind.ORGANISATION: ("organisations",),
    Kind.JOURNAL: ("journal",),
}
DEFAULT_CRITERIA: Mapping[str, float] = {
    "expertise": 2.0,
    "influence": 2.0,
    "access": 2.0,
    "reliability": 1.0,
}
DEFAULT_CADENCE: Mapping[Tier, Cadence] = {
    Tier.KEY: Cadence(4, "w"),
    Tier.REGULAR: Cadence(12, "w"),
    Tier.LIGHT: Cadence(26, "w"),
    Tier.NONE: Cadence(None),
}
DEFAULT_STALE_AFTER = Cadence(12, "m")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one vault, with their defaults.

    `folders` are those of each kind, `categories` maps folded words of a `categories:` field to
    a kind, `exclude` holds glob patterns of paths that are never read. `score` holds only the
    constants that were set. `severities` changes or silences (None) rules, by code.
    """

    language: str = "en"
    name: str = ""
    folders: Mapping[Kind, tuple[str, ...]] = field(default_factory=lambda: DEFAULT_FOLDERS)
    categories: Mapping[str, Kind] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    criteria: Mapping[str, float] = field(default_factory=lambda: DEFAULT_CRITERIA)
    cadence: Mapping[Tier, Cadence] = field(default_factory=lambda: DEFAULT_CADENCE)
    share_fields: tuple[str, ...] = ("name", "role", "organisation")
    score: Mapping[str, float] = field(default_factory=dict)
    site_folder: str = "site"
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    stale_after: Cadence = DEFAULT_STALE_AFTER
    max_note_size: int = 1024 * 1024
    max_front_matter_size: int = 64 * 1024
