"""What front matter holds, before any field reads it: keys and texts, each with its place.

These are named tuples because they are made by the hundred for each note, and thrown away.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vaultnet.diagnostics import Diagnostic
from vaultnet.late import dataclass
from vaultnet.source import Span


class Scalar(NamedTuple):
    """One text. `span` covers what is written in the file, the quotes included.

    `quoted` is true for a text in quotes. A link without quotes (`[[acme]]`), which YAML takes
    for lists, is given as the text that was meant.
    """

    text: str
    span: Span
    quoted: bool = False


class Nested(NamedTuple):
    """A mapping, or a list in a list: kept as the text that stands in the file."""

    text: str
    span: Span


class ScalarList(NamedTuple):
    """A list, in brackets (`flow`) or with dashes; empty items are left out."""

    items: tuple[Scalar | Nested, ...]
    span: Span
    flow: bool = True


class Empty(NamedTuple):
    """A key with nothing after it, which counts as absent; also `~` and `null`."""

    span: Span


class Refused(NamedTuple):
    """A value that uses what front matter may not (aliases, tags); a diagnostic says so."""

    text: str
    span: Span


FieldValue = Scalar | ScalarList | Nested | Empty | Refused
"""The value of one key, as far as it can be known without knowing the field."""


class FieldEntry(NamedTuple):
    """One key of front matter with its value; spans count in the text of the whole file."""

    key: str
    key_span: Span
    value: FieldValue


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of one file, and where its body is.

    `entries` hold each key once, the first time it is given; `repeated` names the keys given
    again. `span` is the block between the two `---` lines, None for a file without one. `ok` is
    false where the block could not be read at all; then there are no entries, a diagnostic
    says why, and nothing is known about the file: not even that it is not private.
    """

    entries: tuple[FieldEntry, ...]
    body: Span
    span: Span | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    ok: bool = True
    repeated: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[FieldEntry]:
        """Yield the entries in the order of the file."""
        return iter(self.entries)

    def entry(self, key: str) -> FieldEntry | None:
        """Return the entry of a key, or None."""
        for found in self.entries:
            if found.key == key:
                return found
        return None


def plain_value(value: FieldValue) -> str | tuple[str, ...]:
    """Return a value as text or texts, without places."""
    if isinstance(value, ScalarList):
        return tuple(item.text for item in value.items)
    return "" if isinstance(value, Empty) else value.text
