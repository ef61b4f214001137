"""Front matter: where it is, and what keys and values it holds, each with its place.

Nearly every note has plain lines there, which are read as such; all else is read as YAML, by a
loader that is imported when it is first needed.
"""

from typing import TYPE_CHECKING, Final

from vaultnet.source import Source, Span
from vaultnet.vault.front.block import UNSEEN, find_block, without_block
from vaultnet.vault.front.faults import FrontFaults
from vaultnet.vault.front.plain_lines import parse_plain_lines
from vaultnet.vault.front.properties import FrontMatter

if TYPE_CHECKING:
    from vaultnet.vault.front.yaml_reading import Loader

DEFAULT_LIMIT: Final = 64 * 1024


def parse_front_matter(
    source: Source, limit: int = DEFAULT_LIMIT, loader: "Loader | None" = None
) -> FrontMatter:
    """Read the front matter of a file; `limit` is its greatest size in bytes.

    Plain lines are read as such, and all else by a YAML loader; one that is given reads
    everything. Never raises: what cannot be read is told by the diagnostics of the result.
    """
    block = find_block(source.text)
    if block is None:
        return without_block(source)
    body = Span(block.body, len(source.text))
    size = block.span.end - block.span.start
    if size * 4 > limit:
        size = len(source.slice(block.span).encode("utf-8", "replace"))
    if size > limit:
        faults = FrontFaults(source.path)
        faults.too_large(size, limit)
        return FrontMatter((), body, block.span, faults.diagnostics(), ok=False)
    text = source.slice(block.span)
    if loader is None and UNSEEN.search(text) is None:
        entries = parse_plain_lines(text, block.span.start)
        if entries is not None:
            return FrontMatter(entries, body, block.span)
    from vaultnet.vault.front.yaml_reading import read_yaml

    return read_yaml(source, block, loader)
