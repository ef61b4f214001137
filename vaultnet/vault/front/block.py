"""Where front matter begins and ends, before anything in it is read."""

from typing import NamedTuple

from vaultnet.late import pattern
from vaultnet.source import Source, Span
from vaultnet.vault.front.faults import FrontFaults
from vaultnet.vault.front.properties import FrontMatter

_OPENING = pattern(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSING = pattern(r"---(?<=[\r\n]---)[ \t]*(?:(?=[\r\n])|\Z)")
_NEWLINE = pattern(r"\r\n|\n|\r")
UNSEEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that YAML must not meet: nobody sees them, and loaders differ on them."""

_FIRST_KEY = pattern(r"\s*[^\s:#>*+`\[-][^:\r\n]*:(?=\s|\Z)")


class Block(NamedTuple):
    """Where front matter stands: its `span` between the two lines, and where the `body` begins."""

    span: Span
    body: int


def find_block(text: str) -> Block | None:
    """Return where front matter stands, or None for a text that has none or never ends it."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    newline = _NEWLINE.search(text, 3, opening.end())
    if newline is None:
        return None
    closing = _CLOSING.search(text, newline.end())
    if closing is None:
        return None
    start = opening.end()
    end = closing.start() - (2 if text.endswith("\r\n", 0, closing.start()) else 1)
    after = _NEWLINE.match(text, closing.end())
    body = after.end() if after else closing.end()
    return Block(Span(start, max(start, end)), body)


def without_block(source: Source) -> FrontMatter:
    """Return what a file without closed front matter gives: all of it is body.

    A line `---` at the top may also be a rule across the page, and then is no fault.
    """
    whole = Span(0, len(source.text))
    opening = _OPENING.match(source.text)
    if opening is None or not _FIRST_KEY.match(source.text, opening.end()):
        return FrontMatter((), whole)
    faults = FrontFaults(source.path)
    faults.unclosed()
    return FrontMatter((), whole, None, faults.diagnostics(), ok=False)
