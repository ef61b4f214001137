"""What is wrong with a query: where, why, and what to write instead."""

from collections.abc import Mapping
from typing import NamedTuple

from vaultnet.phrase import Tell, in_english, tell_whole


class Span(NamedTuple):
    """A half-open range of code points of a query."""

    start: int
    end: int


class QueryError(Exception):
    """A mistake in a query, at its place.

    `template` and `hint` are English with named fields in braces, and `values` fill them, kept
    apart so that they can be translated. The span lies inside the text and is never empty.
    """

    def __init__(
        self, span: Span, template: str, hint: str = "", values: Mapping[str, object] | None = None
    ) -> None:
        self.span = span
        self.template = template
        self.hint = hint
        self.values = dict(values or {})
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """Return the sentence in English, lower case and without a full stop."""
        return self.message_told(in_english)

    @property
    def remedy(self) -> str:
        """Return what to write instead in English, or nothing."""
        return self.remedy_told(in_english)

    def message_told(self, tell: Tell) -> str:
        """Return the sentence as `tell` says templates and values."""
        return tell_whole(self.template, self.values, tell)

    def remedy_told(self, tell: Tell) -> str:
        """Return what to write instead as `tell` says templates and values, or nothing."""
        return tell_whole(self.hint, self.values, tell) if self.hint else ""

    @property
    def column(self) -> int:
        """Return where the mistake begins, counted from 1 in code points."""
        return self.span.start + 1
