"""The table of settings: every key that `vaultnet.toml` may hold, with its default.

It feeds the reader of the settings and their reference.
"""

from enum import Enum
from typing import Final

from vaultnet.domain.score_constants import SCORE_CONSTANTS, NumberRange
from vaultnet.late import dataclass
from vaultnet.phrase import wording


class SettingType(Enum):
    """What the value of a setting must be; the value is what the reference calls it."""

    TEXT = wording("text")
    LANGUAGE = wording('"en", "es" or another language with a catalogue')
    PATTERNS = wording("list of patterns")
    FOLDERS = wording("folder or list of folders")
    FOLDER = wording("folder inside the vault")
    NUMBER = NumberRange.AMOUNT.value
    ABOVE_ZERO = NumberRange.ABOVE_ZERO.value
    FRACTION = NumberRange.SHARE.value
    PART = NumberRange.PART.value
    SIZE = wording("number of bytes")
    CADENCE = wording('"10d", "6w", "3m", "1y" or "never"')
    PARTS = wording("list of fields and sections")
    KIND = wording("kind of page")
    LEVEL = wording('"off", "info", "warning" or "error"')
    QUERY = wording("query")
    KEYS = wording("list of keys")
    SWITCH = wording("true or false")
    COUNT = wording("whole number, 0 or more")
    VIEW = wording("query, or a table of its own")
    MAPPING = wording('table such as { "Full name" = "name" }')


ANY_KEY: Final = "*"
"""The key of a row that stands for every key of its table."""


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting; `table` is empty for those above the first table."""

    table: str
    key: str
    form: SettingType
    default: str
    summary: str


_S = SettingSpec
_T = SettingType

SETTINGS_TABLE: tuple[SettingSpec, ...] = (
    _S("", "language", _T.LANGUAGE, '"en"', "the language of the site and of generated notes"),
    _S("", "name", _T.TEXT, '""', "the title of the site"),
    _S("", "exclude", _T.PATTERNS, "[]", "paths that are never read, such as `archive/**`"),
    _S("folders", "contacts", _T.FOLDERS, '"contacts"', 'where contacts are; "." is the root'),
    _S("folders", "objectives", _T.FOLDERS, '"objectives"', "where objectives are"),
    _S("folders", "organisations", _T.FOLDERS, '"organisations"', "where organisations are"),
    _S("folders", "journal", _T.FOLDERS, '"journal"', "where dated notes are"),
    _S(
        "categories",
        ANY_KEY,
        _T.KIND,
        "none",
        'the kind of pages whose `categories` field holds this word: `People = "contact"`',
    ),
    _S(
        "criteria",
        ANY_KEY,
        _T.NUMBER,
        "expertise 2, influence 2, access 2, reliability 1",
        "the professional ratings and their weights; those given replace the defaults",
    ),
    _S("cadence", "key", _T.CADENCE, '"4w"', "how often to be in touch with key contacts"),
    _S("cadence", "regular", _T.CADENCE, '"12w"', "how often with regular contacts"),
    _S("cadence", "light", _T.CADENCE, '"26w"', "how often with contacts of light attention"),
    _S("cadence", "none", _T.CADENCE, '"never"', "how often with those that need no attention"),
    _S(
        "share",
        "fields",
        _T.PARTS,
        '["name", "role", "organisation"]',
        "what a shared build may show of a page that does not say so itself",
    ),
    *(
        _S("score", key, _T(item.range.value), f"{item.default:.10g}", item.summary)
        for key, item in SCORE_CONSTANTS.items()
    ),
    _S("site", "folder", _T.FOLDER, '"site"', "where `vaultnet build` writes the site"),
    _S(
        "site",
        "shared_folder",
        _T.FOLDER,
        '"site-shared"',
        "where it writes for `--audience shared`",
    ),
    _S(
        "site",
        "templates",
        _T.SWITCH,
        "false",
        "whether templates and a style in `templates/site` replace ours: they are code",
    ),
    _S("check", "stale_after", _T.CADENCE, '"12m"', "the age from which ratings are stale"),
    _S("check", ANY_KEY, _T.LEVEL, "that of the rule", "a rule, by its code or its name"),
    _S("limits", "max_note_size", _T.SIZE, "1048576", "the greatest size of a note"),
    _S("limits", "max_front_matter_size", _T.SIZE, "65536", "the greatest size of front matter"),
    _S(
        "mappings",
        ANY_KEY,
        _T.MAPPING,
        "none",
        "which field each column of a table is: `vaultnet import csv` takes the one that fits",
    ),
    _S("views", ANY_KEY, _T.VIEW, "none", "a saved view: what `vaultnet list --view` asks"),
)
"""Every setting, in the order of the reference."""

VIEW_SETTINGS: tuple[SettingSpec, ...] = (
    _S("views.NAME", "query", _T.QUERY, '""', "who is in the view; without it everybody"),
    _S("views.NAME", "title", _T.TEXT, '""', "what the view is about"),
    _S("views.NAME", "columns", _T.KEYS, "those of `vaultnet list`", "what is shown of each"),
    _S("views.NAME", "sort", _T.KEYS, '"name"', "in which order; `-key` for the reverse"),
    _S("views.NAME", "limit", _T.COUNT, "none", "how many are shown at most"),
)
"""What the table of a saved view may hold."""


def settings_reference() -> str:
    """Return the reference of the settings as Markdown: a table for each part of the file."""
    parts = ["# Settings", "", "What `vaultnet.toml` may hold. Every setting has a default."]
    table = None
    for spec in (*SETTINGS_TABLE, *VIEW_SETTINGS):
        if spec.table != table:
            table = spec.table
            heading = f"`[{table}]`" if table else "At the top"
            parts += ["", f"## {heading}", "", "| setting | value | default | meaning |"]
            parts.append("|---|---|---|---|")
        key = "any word" if spec.key == ANY_KEY else f"`{spec.key}`"
        parts.append(f"| {key} | {spec.form.value} | {spec.default} | {spec.summary} |")
    return "\n".join(parts) + "\n"
