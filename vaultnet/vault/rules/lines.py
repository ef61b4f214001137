"""The rules of the body of a note: headings, list lines, comments, code.

Codes are stable and never reused: VN230 to VN299. Each rule has its page in `tests/rules/`.
"""

from vaultnet.diagnostics import Rule, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

NEAR_MISS_HEADING = Rule(
    "VN230",
    "near-miss-heading",
    _WARNING,
    "A heading looks like a misspelling of a section that VaultNet reads.",
)
DUPLICATE_SECTION = Rule(
    "VN231", "duplicate-section", _INFO, "A section stands twice on a page; both are read."
)
UNCLOSED_COMMENT = Rule(
    "VN232",
    "unclosed-comment",
    _WARNING,
    "A comment begins and never ends, so all that follows is private.",
)
UNCLOSED_CODE_FENCE = Rule(
    "VN233",
    "unclosed-code-fence",
    _WARNING,
    "A block of code begins and never ends, so all that follows is code.",
)
UNREADABLE_LOG_DATE = Rule(
    "VN234", "unreadable-log-date", _WARNING, "A line of Log does not begin with a date."
)
INVALID_LINE_DATE = Rule(
    "VN235", "invalid-line-date", _ERROR, "A date in a line that the calendar does not have."
)
NEAR_MISS_ENTRY_KIND = Rule(
    "VN236",
    "near-miss-entry-kind",
    _WARNING,
    "The word before the colon looks like a misspelt kind of log entry.",
)
INVALID_TIME = Rule("VN237", "invalid-time", _ERROR, "A time of day that no clock shows.")
INVALID_WEIGHT = Rule("VN238", "invalid-weight", _ERROR, "A weight that is not 1 to 5.")
INVALID_LEVEL = Rule(
    "VN239",
    "invalid-level",
    _ERROR,
    "A value, likelihood or severity that is not low, medium or high.",
)
INVALID_OUTCOME = Rule(
    "VN240", "invalid-outcome", _ERROR, "An outcome that an opportunity or a risk cannot have."
)
INVALID_STRENGTH = Rule(
    "VN241", "invalid-strength", _ERROR, "A strength of a tie that is not weak, medium or strong."
)
INVALID_INITIATOR = Rule(
    "VN242", "invalid-initiator", _ERROR, "An initiator that is neither me nor them."
)
PROMISE_WITHOUT_CHECKBOX = Rule(
    "VN243",
    "promise-without-checkbox",
    _WARNING,
    "A promise or a request without a checkbox can never be ticked off.",
)
PROMISE_WITHOUT_DUE = Rule(
    "VN244", "promise-without-due", _WARNING, "An open promise says not by when."
)
NEAR_MISS_FIELD = Rule(
    "VN245",
    "near-miss-field",
    _WARNING,
    "An unknown inline field looks like a misspelling of a known one.",
)
DUPLICATE_FIELD = Rule(
    "VN246", "duplicate-field", _WARNING, "A line gives an inline field twice; the first counts."
)
EMPTY_SECTION_LINE = Rule(
    "VN247", "empty-section-line", _INFO, "A list line of a section says nothing."
)
TIE_WITHOUT_PERSON = Rule(
    "VN248", "tie-without-person", _WARNING, "A line of Ties does not link to a person."
)
UNREADABLE_CAREER_DATES = Rule(
    "VN249",
    "unreadable-career-dates",
    _WARNING,
    "A line of Career does not begin with a year or a date.",
)
INVALID_NEED_COUNT = Rule(
    "VN250", "invalid-need-count", _ERROR, "A need for a number of contacts that cannot be."
)
INVALID_NEED_MINIMUM = Rule(
    "VN251", "invalid-need-minimum", _ERROR, "A minimum rating that is not 1 to 5."
)
ASSESSMENT_WITHOUT_CRITERION = Rule(
    "VN252",
    "assessment-without-criterion",
    _WARNING,
    "A line of Assessment does not say which rating it is evidence for.",
)
UNKNOWN_ASSESSED_CRITERION = Rule(
    "VN253",
    "unknown-assessed-criterion",
    _WARNING,
    "A line of Assessment names a criterion that the settings do not have.",
)
JOURNAL_LINE_WITHOUT_PEOPLE = Rule(
    "VN254",
    "journal-line-without-people",
    _WARNING,
    "A line of a journal names nobody, so it counts for no contact.",
)
JOURNAL_WITHOUT_DATE = Rule(
    "VN255",
    "journal-without-date",
    _WARNING,
    "Lines of a journal page have no date, so they count for nothing.",
)
LINE_WITHOUT_DASH = Rule(
    "VN256", "line-without-dash", _WARNING, "A dated line of Log is no list line, so it is prose."
)

LINE_RULES: tuple[Rule, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Rule)
)
"""Every rule of this module, in the order of the codes."""
