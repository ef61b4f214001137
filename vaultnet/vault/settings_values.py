"""How one value of `vaultnet.toml` is read: each gives the value, or None for a wrong one."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from vaultnet.domain import dates
from vaultnet.domain.dates import Cadence
from vaultnet.domain.node import Kind
from vaultnet.domain.score_constants import NumberRange
from vaultnet.language import languages
from vaultnet.late import pattern
from vaultnet.vault.settings_table import SettingType

_DRIVE = pattern(r"[A-Za-z]:")
_LARGEST_FILE = 1 << 30


def parse_text(value: object) -> str | None:
    """Return a text without control characters."""
    return value if isinstance(value, str) and value.isprintable() else None


def parse_language(value: object) -> str | None:
    """Return the code of a language that VaultNet speaks."""
    return value if isinstance(value, str) and value in languages() else None


def parse_switch(value: object) -> bool | None:
    """Return true or false."""
    return value if isinstance(value, bool) else None


def parse_number(value: object, allowed: NumberRange = NumberRange.AMOUNT) -> float | None:
    """Return a number of a range, at most a million; true and false are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if allowed.holds(value) else None


def parse_size(value: object) -> int | None:
    """Return a whole number of bytes, 1 to 1 GiB."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 1 <= value <= _LARGEST_FILE else None


def parse_cadence(value: object) -> Cadence | None:
    """Return a cadence."""
    try:
        return dates.parse_cadence(value) if isinstance(value, str) else None
    except ValueError:
        return None


def parse_kind(value: object) -> Kind | None:
    """Return a kind of page."""
    return Kind(value) if isinstance(value, str) and value in set(Kind) else None


def parse_folder(value: object) -> str | None:
    """Return a folder below the root of the vault, with forward slashes and none at its end."""
    if not isinstance(value, str) or not value.isprintable() or "\\" in value:
        return None
    folder = value.strip().rstrip("/").removeprefix("./")
    parts = folder.split("/")
    if _DRIVE.match(folder) or any(part in {"", ".", ".."} for part in parts):
        return None
    return folder


def parse_folders(value: object) -> tuple[str, ...] | None:
    """Return one folder or several, at least one; `.` is the root of the vault."""
    given = value if isinstance(value, list) else [value]
    read = ["." if item == "." else parse_folder(item) for item in given]
    folders = tuple(folder for folder in read if folder is not None)
    return folders if folders and len(folders) == len(read) else None


def parse_patterns(value: object) -> tuple[str, ...] | None:
    """Return patterns of paths, one or several."""
    given = value if isinstance(value, list) else [value]
    read = tuple(item for item in given if isinstance(item, str) and item.strip())
    return read if len(read) == len(given) else None


def parse_mapping(value: object) -> Mapping[str, str] | None:
    """Return fields by the columns that they are; what a field is called is looked at elsewhere."""
    if not isinstance(value, dict) or not value:
        return None
    read = {column: parse_text(field) for column, field in value.items() if column.strip()}
    found = {column: field for column, field in read.items() if field}
    return found if len(found) == len(value) else None


SETTING_READERS: Final[Mapping[SettingType, Callable[[object], object]]] = {
    SettingType.TEXT: parse_text,
    SettingType.LANGUAGE: parse_language,
    SettingType.PATTERNS: parse_patterns,
    SettingType.FOLDERS: parse_folders,
    SettingType.FOLDER: parse_folder,
    **{SettingType(item.value): partial(parse_number, allowed=item) for item in NumberRange},
    SettingType.SWITCH: parse_switch,
    SettingType.SIZE: parse_size,
    SettingType.CADENCE: parse_cadence,
    SettingType.KIND: parse_kind,
    SettingType.MAPPING: parse_mapping,
}
"""How each kind of value is read; fields to share and levels of rules are read elsewhere."""
