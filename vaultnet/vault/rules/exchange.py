"""Rules of what other programs give: files that are imported."""

from vaultnet.diagnostics import Rule, Severity

UNREADABLE_SOURCE = Rule(
    "VN601",
    "unreadable-source",
    Severity.ERROR,
    "A file to be imported is not of the format it should be, or is damaged as a whole.",
)
DAMAGED_RECORD = Rule(
    "VN602",
    "damaged-record",
    Severity.ERROR,
    "One person or entry of a file to be imported cannot be read, and is left out.",
)
NAMELESS_RECORD = Rule(
    "VN603",
    "nameless-record",
    Severity.ERROR,
    "Somebody in a file to be imported has neither a name nor an address.",
)
EXCEEDED_LIMIT = Rule(
    "VN604",
    "exceeded-limit",
    Severity.ERROR,
    "Something in a file to be imported is larger, deeper or longer than is read.",
)
INVALID_SOURCE_VALUE = Rule(
    "VN605",
    "invalid-source-value",
    Severity.WARNING,
    "A value in a file to be imported cannot be read; it is kept as text.",
)

EXCHANGE_RULES = (
    UNREADABLE_SOURCE,
    DAMAGED_RECORD,
    NAMELESS_RECORD,
    EXCEEDED_LIMIT,
    INVALID_SOURCE_VALUE,
)
