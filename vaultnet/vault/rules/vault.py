"""The rules that need the whole vault: references, strategy, privacy.

Codes are stable and never reused: VN3xx references and file names, VN4xx strategy (dates,
objectives, opportunities, risks, evidence), VN5xx privacy. Each rule has its page in
`tests/rules/`.
"""

from vaultnet.diagnostics import Rule, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

UNKNOWN_CONTACT = Rule(
    "VN301", "unknown-contact", _WARNING, "A link to a person leads to no page of the vault."
)
UNKNOWN_OBJECTIVE = Rule(
    "VN302", "unknown-objective", _ERROR, "A link to an objective leads to no page of the vault."
)
UNKNOWN_ORGANISATION = Rule(
    "VN303", "unknown-organisation", _INFO, "A link to an organisation leads to no page yet."
)
UNKNOWN_LINK = Rule(
    "VN304", "unknown-link", _INFO, "A link in prose leads to no page, and resembles one that is."
)
AMBIGUOUS_LINK = Rule("VN305", "ambiguous-link", _ERROR, "A link may mean more than one page.")
SELF_LINK = Rule("VN306", "self-link", _WARNING, "A page is related to itself.")
WRONG_KIND_OF_LINK = Rule(
    "VN307", "wrong-kind-of-link", _ERROR, "A link leads to a page of another kind than needed."
)
DUPLICATE_ID = Rule("VN308", "duplicate-id", _ERROR, "Two pages have the same file name.")
CASE_TWINS = Rule("VN309", "case-twins", _WARNING, "Two file names differ only in capital letters.")
NORMALISATION_TWINS = Rule(
    "VN310", "normalisation-twins", _WARNING, "Two file names look the same but are spelt apart."
)
SAME_NAME = Rule("VN311", "same-name", _INFO, "Two contacts have the same name.")
MISSING_ATTACHMENT = Rule(
    "VN312", "missing-attachment", _WARNING, "A photo or an embedded file is not in the vault."
)
PARENT_CYCLE = Rule(
    "VN313", "parent-cycle", _ERROR, "An organisation is, by way of others, part of itself."
)
INTRODUCTION_CYCLE = Rule(
    "VN314", "introduction-cycle", _WARNING, "People introduced each other in a circle."
)
UNKNOWN_HEADING = Rule(
    "VN315", "unknown-heading", _INFO, "A link names a heading that its page does not have."
)
CONFLICT_COPY = Rule(
    "VN316", "conflict-copy", _WARNING, "A synchroniser left a second version of a file."
)
ODD_FILE_NAME = Rule(
    "VN317", "odd-file-name", _WARNING, "A file name that links or other systems cannot spell."
)
RESERVED_FILE_NAME = Rule(
    "VN318", "reserved-file-name", _WARNING, "A file name that Windows keeps for a device."
)
SYMBOLIC_LINK = Rule(
    "VN319", "symbolic-link", _INFO, "A symbolic link is not followed; nothing behind it is read."
)
SEVERAL_OWNERS = Rule("VN320", "several-owners", _ERROR, "More than one page is about you.")

ENTRY_IN_THE_FUTURE = Rule(
    "VN401", "entry-in-the-future", _WARNING, "A log entry is dated after today."
)
UNTIL_BEFORE_START = Rule("VN402", "until-before-start", _ERROR, "A stretch ends before it begins.")
MET_AFTER_FIRST_ENTRY = Rule(
    "VN403", "met-after-first-entry", _WARNING, "Somebody was met after the first entry about them."
)
DATE_IN_THE_FUTURE = Rule(
    "VN404", "date-in-the-future", _WARNING, "A date that tells of the past is after today."
)
DONE_BEFORE_ENTRY = Rule(
    "VN405", "done-before-entry", _WARNING, "Something was done before it was promised or asked."
)
DUE_BEFORE_ENTRY = Rule(
    "VN406", "due-before-entry", _WARNING, "Something is due before it was promised or asked."
)
LOG_OUT_OF_ORDER = Rule(
    "VN407", "log-out-of-order", _INFO, "A log is neither oldest first nor newest first."
)
OBJECTIVE_PAST_ITS_DATE = Rule(
    "VN408", "objective-past-its-date", _WARNING, "An active objective should have been reached."
)
OBJECTIVE_ENDS_BEFORE_START = Rule(
    "VN409", "objective-ends-before-start", _ERROR, "An objective is due before it begins."
)
OBJECTIVE_WITHOUT_NEEDS = Rule(
    "VN410", "objective-without-needs", _INFO, "An active objective does not say whom it needs."
)
OBJECTIVE_WITHOUT_CONTACTS = Rule(
    "VN411", "objective-without-contacts", _INFO, "No contact serves an active objective."
)
UNKNOWN_FUNCTION = Rule(
    "VN412", "unknown-function", _INFO, "An objective belongs to none of your functions."
)
KEY_CONTACT_WITHOUT_OBJECTIVE = Rule(
    "VN413", "key-contact-without-objective", _WARNING, "A key contact serves no objective."
)
KEY_CONTACT_WITHOUT_OPPORTUNITY = Rule(
    "VN414", "key-contact-without-opportunity", _WARNING, "A key contact has no opportunity."
)
KEY_CONTACT_WITHOUT_RISK = Rule(
    "VN415", "key-contact-without-risk", _INFO, "A key contact has no risk."
)
KEY_CONTACT_WITHOUT_EVIDENCE = Rule(
    "VN416", "key-contact-without-evidence", _WARNING, "A key contact is not judged on evidence."
)
RATING_WITHOUT_EVIDENCE = Rule(
    "VN417", "rating-without-evidence", _INFO, "A rating of a regular contact has no evidence."
)
RATING_WITHOUT_DATE = Rule(
    "VN418", "rating-without-date", _INFO, "Ratings do not say when they were last reviewed."
)
STALE_RATING = Rule("VN419", "stale-rating", _INFO, "Ratings were reviewed too long ago.")
OPPORTUNITY_PAST_ITS_DATE = Rule(
    "VN420", "opportunity-past-its-date", _WARNING, "An open opportunity is past its date."
)
OPPORTUNITY_FOR_UNSERVED_OBJECTIVE = Rule(
    "VN421",
    "opportunity-for-unserved-objective",
    _INFO,
    "An opportunity is for an objective that the contact does not serve.",
)
SERVES_CLOSED_OBJECTIVE = Rule(
    "VN422", "serves-closed-objective", _INFO, "A contact serves only objectives that are closed."
)
OPEN_PROMISE_TO_CLOSED_CONTACT = Rule(
    "VN423", "open-promise-to-closed-contact", _INFO, "A promise to a closed contact is still open."
)
AFFECTIVE_WORDING = Rule(
    "VN424", "affective-wording", _WARNING, "Evidence speaks of liking instead of work."
)
BUDGET_MISSING = Rule(
    "VN425", "budget-missing", _INFO, "Your page does not say how much time relationships may take."
)

PRIVATE_CONTACT_NAMED = Rule(
    "VN501", "private-contact-named", _ERROR, "Text that is shared names a private contact."
)
PRIVATE_SECTION_SHARED = Rule(
    "VN502", "private-section-shared", _ERROR, "The private section is marked as shared."
)
CONTACT_DETAILS_SHARED = Rule(
    "VN503", "contact-details-shared", _INFO, "Shared builds show how to reach every contact."
)
AFFINITY_SHARED = Rule(
    "VN504", "affinity-shared", _ERROR, "How much you like somebody is marked as shared."
)

UNKNOWN_QUERY_KEY = Rule(
    "VN907", "unknown-query-key", _WARNING, "A saved view asks for a key that no contact has."
)

VAULT_RULES: tuple[Rule, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Rule)
)
"""Every rule of this module, in the order of the codes."""
