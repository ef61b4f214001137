"""Front matter for python-frontmatter: its interface, and our reader behind it."""

import re

from frontmatter.default_handlers import BaseHandler

from vaultnet.source import Source
from vaultnet.vault.front.block import find_block
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import Empty, plain_value
from vaultnet.vault.front.quoting import front_matter_text


class FrontMatterError(ValueError):
    """Front matter that cannot be read, for callers that know no diagnostics."""


class VaultHandler(BaseHandler):
    """Front matter for python-frontmatter, read by this package: every value stays text.

    `frontmatter.loads(text, handler=VaultHandler())` gives texts and lists of texts; keys with
    nothing after them are left out, and nested values are given as they are written.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body; raises ValueError for a text without front matter."""
        block = find_block(text)
        if block is None:
            raise ValueError("no front matter")
        return text[block.span.start : block.span.end], text[block.body :]

    def load(self, fm: str, **_options: object) -> dict[str, object]:
        """Return the values by key; raises FrontMatterError for what cannot be read."""
        found = parse_front_matter(Source("", f"---\n{fm}\n---\n"))
        if not found.ok:
            raise FrontMatterError(found.diagnostics[0].message)
        return {
            entry.key: plain_value(entry.value)
            for entry in found
            if not isinstance(entry.value, Empty)
        }

    def export(self, metadata: dict[str, object], **_options: object) -> str:
        """Return values as lines of front matter, in their order, quoted where that is needed."""
        return front_matter_text(metadata)
