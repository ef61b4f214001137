"""The settings of a vault: every one has a default, and an empty `vaultnet.toml` works."""

import tomllib
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Rule, Severity
from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import Cadence
from vaultnet.domain.links import fold
from vaultnet.domain.node import Kind
from vaultnet.domain.score_constants import SCORE_CONSTANTS
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.query.saved import SavedView
from vaultnet.source import Source, Span
from vaultnet.vault.fields.schema import FIELDS, PART_NAMES, shareable_parts
from vaultnet.vault.fields.values import Problem, parse_part
from vaultnet.vault.rules import RULES_BY_NAME, find_rule
from vaultnet.vault.rules import reading as rules_reading
from vaultnet.vault.settings_table import ANY_KEY, SETTINGS_TABLE, SettingSpec, SettingType
from vaultnet.vault.settings_values import SETTING_READERS
from vaultnet.vault.settings_views import ViewFault, parse_view, place_in_text
from vaultnet.vault.toml_places import KeyPath, find_toml_places
from vaultnet.vault.vocabulary import nearest

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
    constants that were set. `severities` changes or silences (None) rules, by code. `views` are
    the saved views, by name, and `mappings` those of columns of tables to fields.
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
    shared_folder: str = "site-shared"
    own_templates: bool = False
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    stale_after: Cadence = DEFAULT_STALE_AFTER
    max_note_size: int = 1024 * 1024
    max_front_matter_size: int = 64 * 1024
    views: Mapping[str, SavedView] = field(default_factory=dict)
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


CLOSED_SETTINGS = Settings(share_fields=())
"""What holds where the settings cannot be read: the defaults, and nothing is shared."""

_KINDS_BY_FOLDER_KEY: Mapping[str, Kind] = {
    "contacts": Kind.CONTACT,
    "objectives": Kind.OBJECTIVE,
    "organisations": Kind.ORGANISATION,
    "journal": Kind.JOURNAL,
}
_LEVELS: Mapping[str, Severity | None] = {
    "off": None,
    **{severity.value: severity for severity in Severity},
}
_SPECS = {(spec.table, spec.key): spec for spec in SETTINGS_TABLE}
_TABLES = tuple(dict.fromkeys(spec.table for spec in SETTINGS_TABLE if spec.table))
_LONGEST_SHOWN = 40
_CRITERION = pattern(r"[^\W\d_]\w{0,39}")
_TOML_PLACE = pattern(r"\(at line (\d+), column (\d+)\)")
_TOML_FAULTS = (
    ("Expected '='", wording('the line is no "key = value"'), wording('write "key = value"')),
    ("Invalid value", wording("the value cannot be read"), wording("put text in quotes")),
    ("Cannot overwrite", wording("the setting is given twice"), wording("leave one of them")),
    ("Cannot declare", wording("the table is given twice"), wording("bring the two together")),
    ("Unterminated", wording("a quote or bracket is never closed"), wording("close it")),
    ("Unclosed", wording("a quote or bracket is never closed"), wording("close it")),
)


def parse_settings(source: Source | None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read `vaultnet.toml`; None is an empty one. Never raises.

    A setting that cannot be read keeps its default and is told, but what to share is then
    nothing: a slip of the pen must not publish.
    """
    if source is None:
        return Settings(), ()
    try:
        data = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return CLOSED_SETTINGS, (_invalid_toml(source, str(error)),)
    reading = _SettingsReading(source, data)
    return reading.read(), tuple(reading.told)


def _invalid_toml(source: Source, message: str) -> Diagnostic:
    """Return the fault of a text that is no TOML, in our words, at the line it names."""
    found = _TOML_PLACE.search(message)
    number = int(found[1]) if found else len(source.text.splitlines()) or 1
    try:
        span = source.line_span(number)
    except IndexError:
        span = Span(len(source.text), len(source.text))
    template, hint = "this is not valid TOML", 'write lines "key = value"'
    for beginning, words, remedy in _TOML_FAULTS:
        if message.startswith(beginning):
            template, hint = words, remedy
    return Diagnostic(rules_reading.INVALID_TOML, Place(source.path, span), template, {}, hint)


class _SettingsReading:
    """One reading of a settings file that is valid TOML."""

    def __init__(self, source: Source, data: Mapping[str, Any]) -> None:
        self.told: list[Diagnostic] = []
        self._source = source
        self._data = data
        self._places = find_toml_places(source.text)
        self._values: dict[tuple[str, str], Any] = {}

    def read(self) -> Settings:
        """Read every setting that the file holds."""
        for key, value in self._data.items():
            if key in _TABLES:
                self._read_table(key, value)
            else:
                self._read_setting("", key, value)
        self._check_shares()
        return self._settings()

    def _read_table(self, table: str, content: object) -> None:
        if not isinstance(content, dict):
            template = '"{key}" is a table of settings, not a value'
            self._tell((table,), template, {"key": table}, "write [{key}] and its settings below")
            if table == "share":
                self._values["share", "fields"] = ()
            return
        for key, value in content.items():
            self._read_setting(table, key, value)

    def _read_setting(self, table: str, key: str, value: object) -> None:
        spec = _spec_of(table, key)
        if spec is None:
            self._note_unknown(table, key)
        elif spec.form is SettingType.LEVEL:
            self._read_level(key, value)
        elif spec.form is SettingType.VIEW:
            self._read_view(key, value)
        elif spec.key == ANY_KEY and table == "criteria" and not _is_criterion(key):
            template = '"{key}" cannot name a criterion'
            hint = "use one word that is no other field"
            self._tell((table, key), template, {"key": key}, hint, at_key=True)
        elif spec.form is SettingType.PARTS:
            self._values[table, key] = self._read_parts((table, key), value)
        else:
            self._keep(spec, key, value)

    def _keep(self, spec: SettingSpec, key: str, value: object) -> None:
        read = SETTING_READERS[spec.form](value)
        if read is not None:
            self._values[spec.table, key] = read
            return
        path = (spec.table, key) if spec.table else (key,)
        values = {"key": key, "value": self._written(path), "expected": Phrase(spec.form.value)}
        self._tell(path, '"{key}" cannot be {value}', values, "write {expected}")

    def _check_shares(self) -> None:
        """Tell where fit and opportunity count for more than all there is; keep neither then."""
        names = ("fit_share", "opportunity_share")
        shares = [
            self._values.get(("score", name), SCORE_CONSTANTS[name].default) for name in names
        ]
        if sum(shares) <= 1 + 1e-9:
            return
        values = {"sum": f"{sum(shares):.10g}"}
        template = "fit_share and opportunity_share are {sum} together, and 1 is all there is"
        for name in names:
            if self._values.pop(("score", name), None) is not None:
                self._tell(("score", name), template, values, "lower one of them")

    def _read_level(self, word: str, value: object) -> None:
        rule = find_rule(word)
        path: KeyPath = ("check", word)
        if rule is None:
            meant = nearest(word.casefold(), RULES_BY_NAME)
            hint = 'write "{meant}"' if meant else "run vaultnet explain to see all rules"
            template = 'there is no rule "{word}"'
            values: dict[str, object] = {"word": word, "meant": meant}
            self._tell_unknown(rules_reading.UNKNOWN_RULE, path, template, values, hint=hint)
        elif not isinstance(value, str) or value not in _LEVELS:
            expected = Phrase(SettingType.LEVEL.value)
            values = {"word": word, "value": self._written(path), "expected": expected}
            self._tell(path, '"{word}" cannot be {value}', values, "write {expected}")
        else:
            self._values["check", rule.code] = _LEVELS[value]

    def _read_view(self, name: str, value: object) -> None:
        view, faults = parse_view(name, value)
        if view is not None:
            self._values["views", name] = view
        for fault in faults:
            self._tell_view(name, fault)

    def _tell_view(self, name: str, fault: ViewFault) -> None:
        path: KeyPath = ("views", name, *fault.path)
        if fault.rule is rules_reading.UNKNOWN_SETTING:
            self._tell_unknown(fault.rule, path, fault.template, fault.values, hint=fault.hint)
            return
        span = self._span(path, at_key=False)
        if fault.within is not None:
            span = place_in_text(self._source, span, fault.text, fault.within)
        values = {**fault.values}
        values.setdefault("value", self._written(path))
        place = Place(self._source.path, span)
        self.told.append(Diagnostic(fault.rule, place, fault.template, values, fault.hint))

    def _read_parts(self, path: KeyPath, value: object) -> tuple[str, ...]:
        """Return what may be shared; what cannot be read is not."""
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            values = {"key": path[-1], "expected": Phrase(SettingType.PARTS.value)}
            self._tell(
                path, '"{key}" cannot be read, so nothing is shared', values, "write {expected}"
            )
            return ()
        parts = shareable_parts(None, tuple(self._criteria()))
        read = [(part, parse_part(part, parts)) for part in value]
        for part, problem in read:
            if isinstance(problem, Problem):
                place = Place(self._source.path, self._text_span(path, part))
                self.told.append(problem.diagnostic(place))
        kept = (PART_NAMES.get(part, part) for _, part in read if isinstance(part, str))
        return tuple(dict.fromkeys(kept))

    def _criteria(self) -> Mapping[str, float]:
        given = self._data.get("criteria")
        names = [name for name in given if _is_criterion(name)] if isinstance(given, dict) else []
        return dict.fromkeys(names, 1.0) or DEFAULT_CRITERIA

    def _settings(self) -> Settings:
        values = self._values
        tables: dict[str, dict[str, Any]] = {}
        for (table, key), value in values.items():
            tables.setdefault(table, {})[key] = value
        top = tables.get("", {})
        check = tables.get("check", {})
        folders = {
            _KINDS_BY_FOLDER_KEY[key]: names for key, names in tables.get("folders", {}).items()
        }
        cadence = {Tier(key): value for key, value in tables.get("cadence", {}).items()}
        return Settings(
            language=top.get("language", "en"),
            name=top.get("name", ""),
            folders={**DEFAULT_FOLDERS, **folders},
            categories={fold(key): kind for key, kind in tables.get("categories", {}).items()},
            exclude=top.get("exclude", ()),
            criteria=tables.get("criteria") or DEFAULT_CRITERIA,
            cadence={**DEFAULT_CADENCE, **cadence},
            share_fields=tables.get("share", {}).get("fields", Settings().share_fields),
            score=tables.get("score", {}),
            site_folder=tables.get("site", {}).get("folder", Settings().site_folder),
            shared_folder=tables.get("site", {}).get("shared_folder", Settings().shared_folder),
            own_templates=tables.get("site", {}).get("templates", False),
            severities={code: level for code, level in check.items() if code != "stale_after"},
            stale_after=check.get("stale_after", DEFAULT_STALE_AFTER),
            views=tables.get("views", {}),
            mappings=tables.get("mappings", {}),
            **tables.get("limits", {}),
        )

    def _note_unknown(self, table: str, key: str) -> None:
        known = [spec.key for spec in SETTINGS_TABLE if spec.table == table]
        if not table:
            known += _TABLES
        meant = nearest(key.casefold().replace("-", "_"), known)
        hint = 'write "{meant}" if you meant it' if meant else "take it out, or correct its name"
        if meant == "share" or (table, meant) == ("share", "fields"):
            self._values["share", "fields"] = ()
        values = {"key": key, "table": table, "meant": meant}
        path = (table, key) if table else (key,)
        inside = 'there is no setting "{key}" in [{table}]'
        template = inside if table else 'there is no setting "{key}"'
        self._tell_unknown(rules_reading.UNKNOWN_SETTING, path, template, values, hint=hint)

    def _tell(
        self,
        path: KeyPath,
        template: str,
        values: Mapping[str, object],
        hint: str,
        *,
        at_key: bool = False,
    ) -> None:
        place = Place(self._source.path, self._span(path, at_key=at_key))
        rule = rules_reading.INVALID_SETTING
        self.told.append(Diagnostic(rule, place, template, values, hint))

    def _tell_unknown(
        self,
        rule: Rule,
        path: KeyPath,
        template: str,
        values: Mapping[str, object],
        *,
        hint: str,
    ) -> None:
        place = Place(self._source.path, self._span(path, at_key=True))
        fix = None
        if values.get("meant"):
            fix = Fix(
                f'write "{values["meant"]}"', (Edit(place, str(values["meant"])),), safe=False
            )
        self.told.append(Diagnostic(rule, place, template, values, hint, fix=fix))

    def _span(self, path: KeyPath, *, at_key: bool) -> Span:
        """Return where a setting stands, or the table that holds it."""
        while path:
            place = self._places.get(path)
            if place is not None:
                return place.key if at_key else place.value
            path = path[:-1]
        return Span(0, 0)

    def _written(self, path: KeyPath) -> str:
        """Return a value as it is written, on one line and cut where it is long."""
        text = " ".join(self._source.slice(self._span(path, at_key=False)).split())
        return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"

    def _text_span(self, path: KeyPath, text: str) -> Span:
        """Return where a text stands in the value of a setting."""
        span = self._span(path, at_key=False)
        start = self._source.text.find(text, span.start, span.end)
        return span if start < 0 else Span(start, start + len(text))


def _spec_of(table: str, key: str) -> SettingSpec | None:
    """Return the row of a setting: its own, or that of any key of its table."""
    return _SPECS.get((table, key)) or _SPECS.get((table, ANY_KEY))


def _is_criterion(name: str) -> bool:
    """Tell whether a word may name a criterion: no other field of a contact has it."""
    taken = any(name == spec.key for spec in FIELDS[Kind.CONTACT])
    return _CRITERION.fullmatch(name) is not None and not taken
