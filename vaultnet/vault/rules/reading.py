"""The rules of reading a file, of the values of front matter, and of the settings.

Codes are stable and never reused: VN1xx reading a file, VN2xx (below VN230) a value of front
matter, VN9xx the settings. Each rule has its page in `tests/rules/`.
"""

from vaultnet.diagnostics import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

UNREADABLE_ENCODING = Rule(
    "VN101", "unreadable-encoding", _ERROR, "The bytes of the file are not UTF-8."
)
NULL_CHARACTER = Rule(
    "VN102", "null-character", _ERROR, "The file holds a NUL character, so it is not text."
)
CONTROL_CHARACTER = Rule(
    "VN103", "control-character", _ERROR, "Front matter holds a character that nobody can see."
)
FILE_TOO_LARGE = Rule("VN104", "file-too-large", _ERROR, "The file is larger than a note may be.")
FRONT_MATTER_TOO_LARGE = Rule(
    "VN105", "front-matter-too-large", _ERROR, "The front matter is larger than it may be."
)
UNCLOSED_FRONT_MATTER = Rule(
    "VN106", "unclosed-front-matter", _ERROR, "Front matter begins with `---` and never ends."
)
INVALID_YAML = Rule("VN107", "invalid-yaml", _ERROR, "The front matter is not valid YAML.")
DEEP_NESTING = Rule(
    "VN108", "deep-nesting", _ERROR, "The front matter is nested deeper than is read."
)
SEVERAL_DOCUMENTS = Rule(
    "VN109", "several-documents", _ERROR, "The front matter holds more than one YAML document."
)
YAML_ALIAS = Rule(
    "VN110", "yaml-alias", _ERROR, "A value uses an anchor or an alias of YAML, which is refused."
)
YAML_TAG = Rule("VN111", "yaml-tag", _ERROR, "A value carries a YAML tag, which is refused.")
MERGE_KEY = Rule("VN112", "merge-key", _ERROR, "The merge key `<<` of YAML is refused.")
DUPLICATE_KEY = Rule("VN113", "duplicate-key", _ERROR, "A key is given twice.")
LINE_SEPARATOR = Rule(
    "VN114",
    "line-separator-in-front-matter",
    _ERROR,
    "Front matter holds a line break that an editor does not show as one.",
)
MERGE_CONFLICT = Rule(
    "VN115", "merge-conflict", _ERROR, "The file holds the markers of an unresolved merge."
)
UNREADABLE_FILE = Rule(
    "VN116", "unreadable-file", _ERROR, "The system does not let the file be read."
)
MISSING_FENCE = Rule(
    "VN117", "missing-fence", _ERROR, "A page begins with fields that no line `---` encloses."
)

NESTED_VALUE = Rule(
    "VN201", "nested-value", _ERROR, "A field holds a list of lists or keys of its own."
)
NEAR_MISS_KEY = Rule(
    "VN202", "near-miss-key", _WARNING, "An unknown key looks like a misspelling of a known one."
)
SEVERAL_VALUES = Rule(
    "VN203", "several-values", _ERROR, "A field that holds one value was given several."
)
INVALID_DATE = Rule("VN204", "invalid-date", _ERROR, "A date that the calendar does not have.")
PARTIAL_DATE = Rule(
    "VN205", "partial-date", _ERROR, "A month or a year stands where a day is needed."
)
LIST_EXPECTED = Rule(
    "VN206", "list-expected", _WARNING, "Several values are written as one text with commas."
)
INVALID_CADENCE = Rule("VN207", "invalid-cadence", _ERROR, "A cadence that cannot be read.")
INVALID_RATING = Rule("VN208", "invalid-rating", _ERROR, "A rating that is not 1 to 5.")
INVALID_AFFINITY = Rule("VN209", "invalid-affinity", _ERROR, "An affinity that is not -2 to 2.")
INVALID_TIER = Rule("VN210", "invalid-tier", _ERROR, "A tier that does not exist.")
INVALID_STATUS = Rule("VN211", "invalid-status", _ERROR, "A status that does not exist.")
INVALID_CHOICE = Rule("VN212", "invalid-choice", _ERROR, "A word that is not among the choices.")
INVALID_EMAIL = Rule("VN213", "invalid-email", _ERROR, "An address that no mail can reach.")
INVALID_URL = Rule(
    "VN214", "invalid-url", _ERROR, "A web address that cannot be followed, or not safely."
)
INVALID_PHONE = Rule("VN215", "invalid-phone", _ERROR, "A number that cannot be dialled.")
INVALID_BOOLEAN = Rule("VN216", "invalid-boolean", _ERROR, "A value that is not true or false.")
INVALID_BUDGET = Rule("VN217", "invalid-budget", _ERROR, "A budget of time that cannot be read.")
INVALID_CRITERIA = Rule(
    "VN218", "invalid-criteria", _ERROR, "A criterion's weight that cannot be read."
)
UNKNOWN_CRITERION = Rule(
    "VN219", "unknown-criterion", _ERROR, "A criterion that the settings do not name."
)
UNKNOWN_KIND = Rule("VN220", "unknown-kind", _ERROR, "A kind of page that does not exist.")
UNQUOTED_LINK = Rule(
    "VN221", "unquoted-link", _WARNING, "A link without quotes, which YAML reads as a list."
)
UNQUOTED_LABEL = Rule(
    "VN222", "unquoted-label", _WARNING, "A label without quotes, which YAML reads as a key."
)
UNKNOWN_SHARED_PART = Rule(
    "VN223", "unknown-shared-part", _ERROR, "Something to share that is no field and no section."
)
TAG_IN_COMMENT = Rule(
    "VN224", "tag-in-comment", _WARNING, "A tag written with `#`, which YAML reads as a comment."
)
REMOTE_PHOTO = Rule(
    "VN225", "remote-photo", _WARNING, "A photo that is no file of the vault is not shown."
)

INVALID_TOML = Rule("VN901", "invalid-toml", _ERROR, "The settings file is not valid TOML.")
UNKNOWN_SETTING = Rule(
    "VN902", "unknown-setting", _WARNING, "A setting that VaultNet does not know."
)
INVALID_SETTING = Rule("VN903", "invalid-setting", _ERROR, "A setting that cannot be read.")
UNKNOWN_RULE = Rule("VN904", "unknown-rule", _WARNING, "A rule that does not exist.")
UNREADABLE_SETTINGS = Rule(
    "VN905", "unreadable-settings", _ERROR, "The settings file is not text that can be read."
)
INVALID_QUERY = Rule("VN906", "invalid-query", _ERROR, "The query of a saved view cannot be read.")

READING_RULES: tuple[Rule, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Rule)
)
"""Every rule of this module, in the order of the codes."""
