"""What is wrong with a query: where, why, and what to write instead."""

from collections.abc import Mapping
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of a query."""

    start: int
    end: int


def wording(template: str) -> str:
    """Mark a template for translation where it stands; return it as it is."""
    return template


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
        return self.template.format(**self.values)

    @property
    def remedy(self) -> str:
        """Return what to write instead in English, or nothing."""
        return self.hint.format(**self.values)

    @property
    def column(self) -> int:
        """Return where the mistake begins, counted from 1 in code points."""
        return self.span.start + 1
