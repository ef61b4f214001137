"""The table of settings: every key that `vaultnet.toml` may hold, with its default.

It feeds the reader of the settings and their reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final


class SettingType(Enum):
    """What the value of a setting must be; the value is what the reference calls it."""

    TEXT = "text"
    LANGUAGE = '"en" or "es"'
    PATTERNS = "list of patterns"
    FOLDERS = "folder or list of folders"
    FOLDER = "folder inside the vault"
    NUMBER = "number, 0 or more"
    SIZE = "number of bytes"
    CADENCE = '"10d", "6w", "3m", "1y" or "never"'
    PARTS = "list of fields and sections"
    KIND = "kind of page"
    LEVEL = '"off", "info", "warning" or "error"'


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

SCORE_CONSTANTS: Mapping[str, tuple[float, str]] = {
    "fit_share": (0.5, "the share of fit in the points for an objective"),
    "opportunity_share": (0.5, "the share of opportunity in the points for an objective"),
    "risk_share": (0.5, "how much of the points a certain risk takes away"),
    "mitigated_risk": (0.5, "how much a risk with a mitigation counts"),
    "value_low": (0.25, "an opportunity of low value, or a risk of low severity"),
    "value_medium": (0.5, "one of medium value or severity"),
    "value_high": (1, "one of high value or severity"),
    "likelihood_low": (0.2, "a low likelihood"),
    "likelihood_medium": (0.5, "a medium likelihood"),
    "likelihood_high": (0.8, "a high likelihood"),
    "half_life": (120, "days after which a conversation counts half for strength"),
    "strength_scale": (6, "how many weighted conversations make a strong relationship"),
    "weight_met": (3, "what meeting counts for strength"),
    "weight_video": (2, "what a video call counts"),
    "weight_call": (2, "what a call counts"),
    "weight_event": (2, "what being at the same event counts"),
    "weight_gave": (3, "what helping them counts"),
    "weight_received": (3, "what being helped counts"),
    "weight_message": (1, "what a message counts"),
    "weight_email": (1, "what a mail counts"),
    "weight_contact": (1, "what a dated line without a kind counts"),
    "cool": (15, "the strength from which a relationship is cool and not cold"),
    "warm": (40, "the strength from which it is warm"),
    "strong": (70, "the strength from which it is strong"),
    "soon": (0.75, "the overdue ratio from which a contact is due soon"),
    "due": (1, "the overdue ratio from which a contact is due"),
    "late": (1.5, "the overdue ratio from which a contact is late"),
    "overdue_limit": (3, "the greatest overdue ratio that counts for the order"),
    "relax_limit": (3, "how many times longer a cadence may be made to fit the budget"),
    "minutes_met": (60, "the minutes that a meeting takes"),
    "minutes_video": (30, "the minutes of a video call"),
    "minutes_call": (30, "the minutes of a call"),
    "minutes_event": (60, "the minutes that an event leaves for one person"),
    "minutes_gave": (30, "the minutes that helping takes"),
    "minutes_received": (15, "the minutes that being helped takes"),
    "minutes_message": (10, "the minutes of a message"),
    "minutes_email": (15, "the minutes of a mail"),
    "minutes_contact": (20, "the minutes of a contact whose kind is not known"),
    "minutes_promise": (30, "the minutes that keeping a promise takes"),
    "minutes_task": (15, "the minutes that a task takes"),
    "reciprocity_half_life": (365, "days after which a favour counts half"),
    "even": (0.25, "how far from zero a balance is still even"),
    "match_topic": (3, "the points of a topic that a need and an offer share"),
    "match_function": (3, "the points of a function that a need names"),
    "match_word": (1, "the points of a word that they share"),
    "match_words_most": (3, "how many shared words count at most"),
    "match_least": (3, "the points from which a need and an offer match"),
    "match_top": (5, "how many people are named for each need"),
    "match_postings": (200, "how many offers of one topic or word are looked at"),
    "over_served": (2, "how many times more contacts than needed are too many"),
    "candidates_top": (5, "how many candidates a gap names"),
    "fruitful_quantile": (0.5, "the share of placed contacts below which none counts as fruitful"),
    "key_share": (0.2, "the share of placed contacts that are suggested as key"),
    "regular_share": (0.3, "the share that are suggested as regular after those"),
    "audit_months": (12, "the months of attention that the audit looks at"),
    "audit_minimum": (8, "the rated contacts that the audit needs to say anything"),
    "audit_rate": (0.05, "how often favouritism is flagged by mere chance"),
    "audit_far": (2, "how many times more or less attention than asked for is far"),
    "ease_weak": (0.25, "how easily a weak tie carries an introduction"),
    "ease_medium": (0.5, "how easily a medium tie does"),
    "ease_strong": (1, "how easily a strong tie does"),
    "ease_least": (0.1, "how easily you can ask somebody who has gone cold"),
    "debt_cost": (1, "what asking somebody adds to a path to whom you owe everything"),
    "together_medium": (3, "the meetings from which those who came together know each other well"),
    "together_crowd": (8, "the most people that one log line makes acquainted"),
    "career_crowd": (25, "the most colleagues that a career line makes acquainted"),
    "paths_most": (10, "the most introduction paths that are looked for"),
    "measure_steps": (1e6, "the ties that one measure of the network may walk over"),
}
"""The constants of the scores with their defaults and what they mean."""

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
        _S("score", key, _T.NUMBER, f"{default:.10g}", summary)
        for key, (default, summary) in SCORE_CONSTANTS.items()
    ),
    _S("site", "folder", _T.FOLDER, '"site"', "where `vaultnet build` writes the site"),
    _S("check", "stale_after", _T.CADENCE, '"12m"', "the age from which ratings are stale"),
    _S("check", ANY_KEY, _T.LEVEL, "that of the rule", "a rule, by its code or its name"),
    _S("limits", "max_note_size", _T.SIZE, "1048576", "the greatest size of a note"),
    _S("limits", "max_front_matter_size", _T.SIZE, "65536", "the greatest size of front matter"),
)
"""Every setting, in the order of the reference."""


def settings_reference() -> str:
    """Return the reference of the settings as Markdown: a table for each part of the file."""
    parts = ["# Settings", "", "What `vaultnet.toml` may hold. Every setting has a default."]
    table = None
    for spec in SETTINGS_TABLE:
        if spec.table != table:
            table = spec.table
            heading = f"`[{table}]`" if table else "At the top"
            parts += ["", f"## {heading}", "", "| setting | value | default | meaning |"]
            parts.append("|---|---|---|---|")
        key = "any word" if spec.key == ANY_KEY else f"`{spec.key}`"
        parts.append(f"| {key} | {spec.form.value} | {spec.default} | {spec.summary} |")
    return "\n".join(parts) + "\n"
