"""What is said about a vault: rules, complaints with their places, and repairs.

Nothing here prints or decides: a diagnostic is a value that `check`, `build` and an editor
show, each in its own way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import Enum

from vaultnet.late import dataclass
from vaultnet.phrase import Tell, in_english, tell_whole
from vaultnet.source import Span


class Severity(Enum):
    """How much a diagnostic weighs.

    ERROR: something could not be read, or would mislead. WARNING: it was read, but is probably
    not what was meant. INFO: advice.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 2 for an error, 1 for a warning, 0 for advice."""
        return _RANKS[self]


_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of complaint.

    `code` is stable and never reused (`VN204`); `name` reads well after "allow"
    (`invalid-date`); `summary` is one sentence for the list of rules.
    """

    code: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one file of the vault; `path` is relative to the vault."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a diagnostic, with a few words on why."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of one span; an empty span inserts, an empty replacement deletes."""

    place: Place
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair as edits of text.

    A safe fix cannot change what the vault means beyond clearing the diagnostic; only safe
    ones are applied by `check --fix`. Others are shown as advice.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint about one place.

    `template` and `hint` hold named fields in braces and `values` what fills them, kept apart
    so that a template can be translated; a value in our own words is a `Phrase`.
    `severity_override` is what the settings made of it.
    """

    rule: Rule
    place: Place
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    severity_override: Severity | None = None

    @property
    def message(self) -> str:
        """Return the sentence in English, lower case and without a full stop."""
        return self.message_told(in_english)

    @property
    def remedy(self) -> str:
        """Return what to do about it in English, an imperative, or nothing."""
        return self.remedy_told(in_english)

    def message_told(self, tell: Tell) -> str:
        """Return the sentence as `tell` says templates and values."""
        return tell_whole(self.template, self.values, tell)

    def remedy_told(self, tell: Tell) -> str:
        """Return what to do about it as `tell` says templates and values, or nothing."""
        return tell_whole(self.hint, self.values, tell) if self.hint else ""

    @property
    def severity(self) -> Severity:
        """Return the severity that counts for this vault."""
        return self.severity_override or self.rule.severity

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return what orders diagnostics: file, place, code, message."""
        span = self.place.span
        return (self.place.path, span.start, span.end, self.rule.code, self.message)


def new_diagnostics(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield what an edit brought: diagnostics of a text that its old text did not have as often."""
    known = Counter((each.rule.code, each.message) for each in before)
    for each in after:
        fault = each.rule.code, each.message
        known[fault] -= 1
        if known[fault] < 0:
            yield each
